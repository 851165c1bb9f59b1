"""A lemma -> every form in which English news can write it, for the gate.

Generous on purpose: a form that nobody writes costs nothing, a missing one an event.
"""

import csv
from functools import cache
from importlib.resources import files

FILE = "data/curated/irregular.csv"
VOWELS = frozenset("aeiou")


@cache
def _irregular() -> dict[str, frozenset[str]]:
    text = (files("detente") / FILE).read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["lemma"]: frozenset(row["forms"].split()) for row in rows}


@cache
def irregular_lemmas() -> dict[str, frozenset[str]]:
    """Each irregular form with the lemmas that it may be of ("sat": sit)."""
    found: dict[str, set[str]] = {}
    for lemma, written in _irregular().items():
        for form in written:
            found.setdefault(form, set()).add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in found.items()}


def forms(lemma: str) -> frozenset[str]:
    """The lemma, its plural or third person, past, participle and -ing form."""
    found = {lemma, *_irregular().get(lemma, ())}
    before_hyphen, hyphen, last_part = lemma.rpartition("-")
    if hyphen and last_part:
        return frozenset(f"{before_hyphen}-{form}" for form in forms(last_part)) | found
    if not lemma.isalpha() or len(lemma) < 3:
        return frozenset(found | {lemma + "s", lemma + "d"})
    if lemma.endswith("man") and len(lemma) > 4:
        found.add(lemma[:-3] + "men")
    last, before = lemma[-1], lemma[-2]
    if last == "y" and before not in VOWELS:
        stem = lemma[:-1]
        found |= {stem + "ies", stem + "ied", lemma + "ing"}
    elif last == "e":
        stem = lemma[:-1]
        found |= {lemma + "s", lemma + "d", stem + "ing", lemma + "ing"}
    else:
        found |= {lemma + "s", lemma + "ed", lemma + "ing"}
        if last in "sxz" or lemma.endswith(("ch", "sh")):
            found.add(lemma + "es")
        if last == "c":
            found |= {lemma + "ked", lemma + "king"}
        if last not in VOWELS | set("wxy") and before in VOWELS:
            found |= {lemma + last + "ed", lemma + last + "ing"}
    return frozenset(found)
