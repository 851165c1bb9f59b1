"""Two names of people -> whether they may be one person's, and which names are names.

Outlets write one name in many ways ("Eric Holder", "Eric H. Holder Jr.", "Volodimir
Selensky"): only names that no spelling explains are a disagreement.
"""

from itertools import product

from rapidfuzz import fuzz

from detente.model.actor import Participant
from detente.model.words import WORD, fold

SUFFIXES = frozenset("jr sr ii iii iv".split())
TITLES = frozenset(
    "mr mrs ms dr sir lord lady prince princess sheikh shaikh king queen rev gen sen "
    "rep president minister senator congressman congresswoman general colonel captain "
    "representative governor judge professor".split()
)
# Words of names without one bearer: "GOP senators", "Foreign Ministry".
COLLECTIVE = frozenset(
    "officials lawmakers senators leaders members ministers republicans democrats "
    "ministry department government army forces police party council parliament court "
    "committee office team delegation administration embassy house palace group "
    "officers troops diplomats envoys people".split()
)
# Offices that many hold at one time in one state.
OF_MANY = frozenset(
    "senator congressman congresswoman lawmaker legislator representative member "
    "official spokesperson envoy adviser aide diplomat governor mayor ambassador "
    "minister general commander officer cleric activist judge prosecutor deputy "
    "secretary consul negotiator leader".split()
)
CLOSE = 80  # "Selensky" and "Zelenskyy"; "Berg" and "Borg" stay below


def is_personal(person: Participant) -> bool:
    """Whether a participant is called by a name of their own."""
    if not (person.actor_id or "person:").startswith("person:"):
        return False
    words = WORD.findall(person.entity_name)
    if not words or not words[0][:1].isupper():
        return False
    if person.entity_name.casefold() == (person.office or "").casefold():
        return False
    plain = _parts(person.entity_name)
    return bool(plain) and not any(word in COLLECTIVE for word in plain)


def has_one_holder(office: str) -> bool:
    """Whether one person of a state holds the office at a time."""
    return office.casefold() not in OF_MANY


def may_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: any word of both, however spelt.

    "Bill Lund" and "William Lund" in one office are one man more often than brothers.
    """
    mine, others = _parts(one), _parts(other)
    if not mine or not others:
        return True
    return any(
        a == b or (min(len(a), len(b)) > 2 and fuzz.ratio(a, b) >= CLOSE)
        for a, b in product(mine, others)
    )


def _parts(name: str) -> list[str]:
    """The words of a name without titles and suffixes, folded."""
    words = [fold(match.group()) for match in WORD.finditer(name)]
    return [word for word in words if word not in SUFFIXES | TITLES]
