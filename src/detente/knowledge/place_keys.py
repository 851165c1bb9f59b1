"""A place's name -> the form that the gazetteer is searched by."""

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart. Source: common transliteration.
SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d",
     "þ": "th", "ə": "a", "’": None, "'": None, "‘": None, "ʻ": None, "ʼ": None,
     "`": None, ".": None, "-": " ", "–": " ", "‐": " ", ",": None}
)  # fmt: skip
LONG_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """A name as the index has it: no accents, case, full stops or hyphens.

    "St." and "Saint" fold alike, and so do "Fort" and "Ft.", "Mount" and "Mt.".
    """
    text = name.lower()
    if text.isascii() and text.isalpha():
        return LONG_FORMS.get(text, text)
    text = text.translate(SPECIAL)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    words = text.split()
    return " ".join([LONG_FORMS.get(word, word) for word in words])
