"""Verb -> whether it is negated, and whether the negation takes back a plan.

Source: Quirk et al. 1985, 10.54-10.66, on clausal negation; `tense.py` has the plain
cases.
"""

from detente.coding.tense import is_negated
from detente.model.text import Sentence, Token

# "At no point did they meet", "under no circumstances".
AT_NO = frozenset({"at", "in", "under", "on", "by"})
OCCASIONS = frozenset(
    "point time way circumstances circumstance condition conditions account means case "
    "stage moment sense".split()
)
NEARLY_NOBODY = frozenset({"hardly", "scarcely", "barely"})
NOBODY = frozenset({"nobody", "none", "neither", "noone"})
EXPECTED = frozenset({"planned", "scheduled", "expected", "intended", "hoped"})


def negates(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is negated, by its own words or by what opens the clause."""
    if is_negated(sentence, verb):
        return True
    for by in sentence.below(verb, "prep"):
        if by.lower in AT_NO and any(
            noun.lower in OCCASIONS and _has_no(sentence, noun)
            for noun in sentence.below(by, "pobj")
        ):
            return True
    for subject in sentence.below(verb, "nsubj", "nsubjpass"):
        if any(
            w.lower in NEARLY_NOBODY for w in sentence.below(subject, "advmod", "amod")
        ):
            return True
    return _is_never_once(sentence, verb)


def has_negative_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether nobody does it: "no one denies that ..."."""
    return any(
        subject.lower in NOBODY or _has_no(sentence, subject)
        for subject in sentence.below(verb, "nsubj", "nsubjpass")
    )


def is_revoked(sentence: Sentence, verb: Token) -> bool:
    """Whether a negation takes back a plan: "no longer", "after all", "as planned"."""
    for word in sentence.below(verb, "advmod", "advcl", "prep", "pcomp"):
        lower = word.lower
        if lower == "longer" or lower in {"anymore"}:
            return True
        if lower == "all" and any(w.lower == "after" for w in sentence.subtree(word)):
            return True
        if lower == "after" and any(w.lower == "all" for w in sentence.subtree(word)):
            return True
        if lower in EXPECTED and any(w.lower == "as" for w in sentence.subtree(word)):
            return True
        if lower == "as" and any(
            w.lower in EXPECTED for w in sentence.below(word, "amod", "pobj", "pcomp")
        ):
            return True
    return False


def _has_no(sentence: Sentence, noun: Token) -> bool:
    return any(w.lower == "no" for w in sentence.below(noun, "det"))


def _is_never_once(sentence: Sentence, verb: Token) -> bool:
    """Parsed apart: "Not once have the two met"."""
    head = sentence.tokens[verb.head]
    if verb.dep != "ccomp" or head.lower not in {"have", "has", "had", "did"}:
        return False
    return any(
        word.i < head.i and sentence.below(word, "neg")
        for word in sentence.below(head, "advmod")
    )
