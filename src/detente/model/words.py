"""Words as linking compares them: folded, without accents, and roughly stemmed."""

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")

# Function words and reporting verbs that say nothing about which event is meant.
# Source: curated 2026-11.
COMMON = frozenset(
    "a about after again all also although amid among an and any are as at be because "
    "been before being between both but by can could did do does down during each ever "
    "few for from had has have he her here hers him his how i if in into is it its "
    "itself just may me might more most much must my new no nor not now of off on once "
    "one only or other our out over own per said same say says she should since so "
    "some still such than that the their them then there these they this those through "
    "to told too two under until up upon us very via was we were what when where "
    "whether which while who whom whose why will with within would yet you your".split()
)

# Forms that no rule finds, of verbs that news of states uses.
# Source: curated 2026-11.
IRREGULAR = {
    "met": "meet", "held": "hold", "spoke": "speak", "spoken": "speak",
    "flew": "fly", "flown": "fly", "flies": "fly", "sent": "send",
    "struck": "strike", "shot": "shoot", "brought": "bring", "broke": "break",
    "broken": "break", "withdrew": "withdraw", "withdrawn": "withdraw",
    "took": "take", "taken": "take", "gave": "give", "given": "give", "led": "lead",
    "fought": "fight", "began": "begin", "begun": "begin", "went": "go",
    "gone": "go", "came": "come", "left": "leave", "made": "make", "paid": "pay",
    "sought": "seek", "froze": "freeze", "frozen": "freeze", "fell": "fall",
    "stood": "stand", "shook": "shake", "drew": "draw", "drawn": "draw",
    "threw": "throw", "thrown": "throw", "swore": "swear", "sworn": "swear",
    "lost": "lose", "sold": "sell", "bought": "buy", "built": "build",
    "fled": "flee", "sank": "sink", "sunk": "sink", "burnt": "burn", "won": "win",
    "travelled": "travel", "travelling": "travel", "cancelled": "cancel",
    "cancelling": "cancel", "expelled": "expel", "expelling": "expel",
    "signalled": "signal", "levelled": "level", "compelled": "compel",
    "controlled": "control", "patrolled": "patrol", "modelled": "model",
    "undertook": "undertake", "lain": "lie", "laid": "lay", "rose": "rise",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Small letters, accents off, typographic quotes made plain."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough common form of a folded word's inflections: "visited" -> "visit".

    Light on purpose (plural, -ing, -ed, final -e): two words of one stem are nearly
    always one lemma, which a heavier stemmer cannot promise.
    """
    word = word.removesuffix("'s").replace(".", "")
    word = IRREGULAR.get(word, word)
    if len(word) < 4:
        return word
    if len(word) == 4:
        return word[:-1] if word[-1] == "s" and word[-2] not in "sui" else word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("es") and word[-3] in "sxz":
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    if word.endswith("ing") and len(word) > 5:
        word = word[:-3]
    elif word.endswith("ied") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("ed") and len(word) > 4:
        word = word[:-2]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word


def stems(text: str) -> list[str]:
    """The stem of every word of a text, in order."""
    return [stem(fold(match.group())) for match in WORD.finditer(text)]
