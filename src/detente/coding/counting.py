"""Words for numbers of people -> an integer, where the text gives an exact one."""

import re
from collections.abc import Sequence

from detente.model.text import Sentence, Token

WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
WORDS |= {"eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000, "a": 1, "an": 1}
SCALES = frozenset({100, 1000})
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+$|\d+$")


def number(token: Token) -> int | None:
    """The value of a number word or figure; None for others, fractions, and years."""
    word = token.lower
    if DIGITS.match(word):
        return int(word.replace(",", ""))
    return WORDS.get(word)


def people_counted(
    sentence: Sentence, trigger: Token, objects: Sequence[Token]
) -> int | None:
    """How many an act is done to: the number before its object, or after "of"."""
    heads = list(objects)
    for preposition in sentence.below(trigger, "prep"):
        if preposition.lower == "of":
            heads.extend(sentence.below(preposition, "pobj"))
    for head in heads:
        for child in sentence.below(head, "nummod"):
            found = _compound(sentence, child)
            if found is not None:
                return found
        if head.pos == "NUM":
            found = number(head)
            if found is not None:
                return found
    return None


def _compound(sentence: Sentence, token: Token) -> int | None:
    """A number and what it is written together with: "twenty-one", "two hundred"."""
    values = [
        value for word in sentence.subtree(token) if (value := number(word)) is not None
    ]
    if len(values) == 2:
        first, second = values
        if second in SCALES:
            return first * second
        if first % 10 == 0 and first < 100 and second < 10:
            return first + second
    return number(token)


def counted_beside(
    sentence: Sentence, trigger: Token, verbs: frozenset[str]
) -> int | None:
    """How many an attack is said to have killed or hurt: "shelled X, killing 20"."""
    for clause in sentence.below(trigger, "advcl", "xcomp", "conj"):
        if clause.lemma in verbs:
            return people_counted(sentence, clause, sentence.below(clause, "dobj"))
    return None
