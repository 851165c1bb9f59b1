"""A person's name -> keys under which its spellings meet.

News spells one name in many ways: Zelensky, Zelenskyy, Zelenskiy. `name_key` takes away
case, marks and signs; `sound_key` also what transliteration varies.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from detente.knowledge.scan import fold

# Signs that a key leaves out, and those that part words in it.
KEY_TABLE = str.maketrans({**dict.fromkeys("'."), **dict.fromkeys('-‐‑‒–—―,_()"', " ")})
INITIALS = re.compile(r"\b(\w)\.(?=\w)")  # "H.W. Bush" is "H. W. Bush"
ARTICLES = {"el": "al", "ul": "al", "ad": "al", "as": "al", "ash": "al", "an": "al",
            "ar": "al", "at": "al", "az": "al"}  # fmt: skip
HONORIFICS = frozenset(
    "mr mrs ms dr sir dame lord lady baron baroness prof professor gen general lt col "
    "colonel maj major adm admiral sheikh sheik shaikh sayyid sayed haji imam ayatollah "
    "hojatoleslam prince princess crown king queen emir sultan president premier "
    "minister hon rt field marshal brig capt captain comrade".split()
)
# What romanisations of one sound differ in, from the widest to the narrowest.
SOUNDS = (
    (re.compile(r"shch|szcz|sch|sh|ş|š"), "s"),
    (re.compile(r"c(?=[aouklrt])"), "k"),
    (re.compile(r"tch|ch|cz|tj|ts|tz"), "c"),
    (re.compile(r"kh|gh|qu|q|x|ck|k"), "k"),
    (re.compile(r"ph|ff|v|w"), "f"),
    (re.compile(r"dh|th"), "t"),
    (re.compile(r"dj|zh|j"), "i"),
    (re.compile(r"h(?![aeiouy])"), ""),
    (re.compile(r"[aeiouy]*[ou][aeiouy]*"), "u"),
    (re.compile(r"[iy][aeiy]*"), "i"),
    (re.compile(r"[ae]+[iy]*"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """The name in small plain letters, one space between words, titles left out."""
    if "." in name:
        name = INITIALS.sub(r"\1. ", name)
    words = fold(name).casefold().translate(KEY_TABLE).split()
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    # "el-Sisi" and "al Sisi" are one; so is "ash-Sharaa".
    last = len(words) - 1
    return " ".join(ARTICLES.get(w, w) if i < last else w for i, w in enumerate(words))


@lru_cache(maxsize=50_000)
def sound_key(key: str) -> str:
    """What is left of a `name_key` when romanisations are made alike."""
    return _sounded(key)


def sound_keys(keys: Iterable[str]) -> tuple[str, ...]:
    """The `sound_key` of each, all at once: no pattern looks past the end of a line."""
    return tuple(_sounded("\n".join(keys)).split("\n"))


def _sounded(text: str) -> str:
    for pattern, sound in SOUNDS:
        text = pattern.sub(sound, text)
    return text


INITIAL = re.compile(r" [A-Z]\.(?= )")
PAIR = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
ARTICLE = re.compile(r" (?:al|el|Al|El)-(?=[A-Z])")
HYPHEN = re.compile(r"-([a-z])")


def forms_of_name(name: str) -> tuple[str, ...]:
    """How news may write a full name; empty for a single word.

    Kim Jong-un is Kim Jong Un, William J. Burns William Burns, Riad al-Malki Riad Malki.
    """
    if " " not in name:
        return ()
    forms = [name]
    if "." not in name and "-" not in name:
        return (name,)
    if "." in name:
        forms.append(INITIAL.sub("", name))
        if PAIR.search(name):
            forms.append(PAIR.sub(r"\1.", name))
    if "-" in name:
        forms.append(ARTICLE.sub(" ", name))
        forms.append(HYPHEN.sub(lambda match: f" {match.group(1).upper()}", name))
    if " Al " in name:  # the house: Al Thani, Al Saud, Al Nahyan
        forms.append(name.replace(" Al ", " al-"))
        forms.append(name.replace(" Al ", " al "))
    return tuple(form for form in forms if " " in form)
