"""A title that few states have -> those states: "the taoiseach" is Irish.

English news keeps "secretary of state" for America's foreign minister and "chancellor"
for a head of government in German; so the bare words tell whose they are. Source: the
states' constitutions and their official names of office in English; curated 2026-11.
"""

from detente.coding.actor_words import CHAMBERS
from detente.coding.readings import Reading

FOREIGN_SECRETARIES = frozenset("GBR IND PAK BGD PHL LKA NPL MEX MDV".split())
DEFENCE_SECRETARIES = frozenset("USA GBR IND PAK PHL LKA MEX".split())
CHANCELLORS = frozenset("DEU AUT".split())
KINGS = frozenset(
    "SAU JOR MAR BHR GBR ESP NOR SWE DNK NLD BEL THA KHM BTN TON LSO SWZ NPL MYS".split()
)
TITLES = {
    "secretary of state": frozenset({"USA", "VAT"}),
    "us secretary of state": frozenset({"USA"}),
    "foreign secretary": FOREIGN_SECRETARIES,
    "home secretary": frozenset({"GBR", "IND", "PAK", "BGD"}),
    "home minister": frozenset({"IND", "MYS", "BGD", "NPL", "JPN", "MMR"}),
    "defence secretary": DEFENCE_SECRETARIES,
    "defense secretary": frozenset({"USA", "PHL", "MEX"}),
    "secretary of defense": frozenset({"USA", "PHL", "MEX"}),
    "secretary of defence": DEFENCE_SECRETARIES,
    "treasury secretary": frozenset({"USA"}),
    "secretary of the treasury": frozenset({"USA"}),
    "homeland security secretary": frozenset({"USA"}),
    "external affairs minister": frozenset({"IND"}),
    "chancellor": CHANCELLORS,
    "chancellor of the exchequer": frozenset({"GBR"}),
    "taoiseach": frozenset({"IRL"}),
    "tanaiste": frozenset({"IRL"}),
    "emperor": frozenset({"JPN"}),
    "emir": frozenset({"QAT", "KWT", "AFG", "BHR"}),
    "sultan": frozenset({"OMN", "BRN", "MYS"}),
    "supreme leader": frozenset({"IRN", "PRK", "AFG"}),
    "crown prince": frozenset(
        {"SAU", "KWT", "JOR", "BHR", "ARE", "MAR", "NOR", "DNK", "BRN", "JPN", "OMN"}
    ),
    "king": KINGS,
    "chief cabinet secretary": frozenset({"JPN"}),
}


def states_of_title(reading: Reading, text: str) -> frozenset[str]:
    """The states that have such a title; empty where any may."""
    title = reading.title
    if title is None:
        return frozenset()
    words = title.core.of(text).lower()
    if title.office == "lawmaker":
        return CHAMBERS.get(words.split()[-1], frozenset())
    return TITLES.get(words, frozenset())
