"""Whom something is given to, read as the first word of what is given -> the two apart.

"Japan gave the Philippines five radars", "sold South Korea 20 jets": small parsers take
the name for a part of the thing's own name, and no receiver is left.
"""

from dataclasses import replace

from detente.model.text import Token

# Verbs whose first of two objects is the receiver.
GIVING = frozenset(
    "give sell lend offer send hand grant pay loan award promise pledge lease owe "
    "bring show wire gift allot assign feed".split()
)
PART = frozenset({"nmod", "compound", "npadvmod", "amod"})
NAME = frozenset({"NNP", "NNPS"})
OWN = frozenset({"its", "his", "her", "their"})


def receivers_found(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words, with a name between a verb of giving and a number as its receiver.

    Only where a name that stands right behind the verb is part of a noun whose own
    number, or pronoun, comes after it: no name of one thing is broken up so.
    """
    for verb in words:
        if verb.pos != "VERB" or verb.lemma not in GIVING:
            continue
        first = verb.i + 1
        if first < len(words) and words[first].lower == "the":
            first += 1
        last = first
        while last < len(words) and words[last].tag in NAME:
            last += 1
        last -= 1
        if last < first or last + 2 >= len(words):
            continue
        name, after = words[last], words[last + 1]
        thing = words[name.head]
        if (
            name.dep not in PART
            or thing.i <= after.i
            or not (thing.dep == "dobj" and thing.head == verb.i)
            or not (after.tag == "CD" or after.lower in OWN)
        ):
            continue
        words = _apart(words, verb.i, (verb.i + 1, last), thing.i)
    return words


def _apart(
    words: tuple[Token, ...], verb: int, name: tuple[int, int], thing: int
) -> tuple[Token, ...]:
    first, last = name
    mended = list(words)
    mended[last] = replace(words[last], dep="dative", head=verb)
    for i in range(first, last):
        word = words[i]
        if word.head == thing or not first <= word.head <= last:
            dep = "det" if word.lower == "the" else "compound"
            mended[i] = replace(word, dep=dep, head=last)
    after = words[last + 1]
    if not last < after.head <= thing:
        dep = "poss" if after.lower in OWN else "nummod"
        mended[last + 1] = replace(after, dep=dep, head=thing)
    return tuple(mended)
