"""Names that a small parser read as other words, or in the wrong place.

"Barack Obama and ..." with "Barack" as a preposition; "met President Assad Tuesday" with
the day as the head of the name; "the US, Russia, and Chile" with Russia as an apposition.
"""

from dataclasses import replace

from detente.model.text import Token

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Days that are called by two words: the first is no person's name.
NAMED_DAYS = frozenset(
    "black good easter holy bloody super ash palm shrove fat cyber maundy last next this "
    "late early every fox whit red white blue green great news morning".split()
)
# Capitalised words that are prepositions indeed, most often at the start of a sentence.
PREPOSITIONS = frozenset(
    "about above across after against ahead along alongside amid amidst among amongst "
    "apart around as aside at atop bar barring because before behind below beneath beside "
    "besides between beyond by circa concerning considering depending despite down due "
    "during except excluding failing following for from given if in including inside "
    "instead into like minus near next notwithstanding of off on onto opposite out outside "
    "over owing past pending per plus prior pursuant re regarding respecting round save "
    "since so such than thanks that then though through throughout till to together toward "
    "towards under underneath unlike until unto up upon versus via vis vs when where "
    "whereas whether while with within without worth according based contrary".split()
)


def named(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with such names mended."""
    for word in words:
        if _is_given_name_as_preposition(words, word):
            return named(_first_name(words, word))
        if _is_day_as_name(words, word):
            return named(_day_apart(words, word))
    return _one_subject(tuple(_listed(words, word) for word in words))


def _is_given_name_as_preposition(words: tuple[Token, ...], word: Token) -> bool:
    if word.pos not in {"ADP", "SCONJ"} or not word.text.istitle():
        return False
    if word.lower in PREPOSITIONS or word.i + 1 >= len(words):
        return False
    after = words[word.i + 1]
    return after.pos == "PROPN" and after.head == word.i and after.dep == "pobj"


def _first_name(words: tuple[Token, ...], first: Token) -> tuple[Token, ...]:
    """The name after it takes its place, and has it as its first part."""
    last = words[first.i + 1]
    mended = []
    for word in words:
        if word.i == first.i:
            mended.append(
                replace(word, pos="PROPN", tag="NNP", dep="compound", head=last.i)
            )
        elif word.i == last.i:
            head = last.i if first.head == first.i else first.head
            mended.append(replace(word, dep=first.dep, head=head))
        elif word.head == first.i:
            mended.append(replace(word, head=last.i))
        else:
            mended.append(word)
    return tuple(mended)


def _is_day_as_name(words: tuple[Token, ...], day: Token) -> bool:
    if day.lower not in WEEKDAYS or day.pos != "PROPN" or not day.i:
        return False
    before = words[day.i - 1]
    return (
        before.head == day.i
        and before.dep in {"compound", "nmod"}
        and before.pos == "PROPN"
        and before.text.istitle()
        and before.lower not in NAMED_DAYS
        and day.head != day.i
    )


def _day_apart(words: tuple[Token, ...], day: Token) -> tuple[Token, ...]:
    """The name stands where the day stood; the day hangs on the verb above it."""
    name = words[day.i - 1]
    above = words[day.head]
    for _ in words:
        if above.pos in {"VERB", "AUX"} or above.head == above.i:
            break
        above = words[above.head]
    mended = []
    for word in words:
        if word.i == name.i:
            mended.append(replace(word, dep=day.dep, head=day.head))
        elif word.i == day.i:
            mended.append(replace(word, dep="npadvmod", head=above.i))
        elif word.head == day.i and word.i < day.i:
            mended.append(replace(word, head=name.i))
        elif word.head == day.i and word.i > day.i:
            mended.append(replace(word, head=above.i))
        else:
            mended.append(word)
    return tuple(mended)


def _listed(words: tuple[Token, ...], word: Token) -> Token:
    """The second of three names, read as an apposition to the first: it is joined."""
    head = words[word.head]
    if word.dep != "appos" or word.pos != "PROPN" or head.pos != "PROPN":
        return word
    if word.text.endswith(".") or words[word.i - 1].text == "-":
        return word  # "Sen. Lee, R-Utah, and Sen. Diaz"
    between = words[head.i + 1 : word.i]
    joins = any(w.dep == "cc" and w.head == word.i for w in words)
    joined = [w for w in words if w.dep == "conj" and w.head == word.i]
    if not joins or not joined or joined[0].pos != "PROPN":
        return word
    if [w.text for w in between if w.head not in {word.i, head.i}]:
        return word
    return replace(word, dep="conj")


def _one_subject(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Two names joined by "and", each read as the verb's subject, are one list."""
    for last in words:
        if last.dep not in SUBJECTS or last.pos != "PROPN":
            continue
        for first in words[: last.i]:
            if (
                first.dep == last.dep
                and first.head == last.head
                and first.pos == "PROPN"
                and any(w.dep == "cc" and w.head == first.i for w in words[: last.i])
            ):
                return tuple(
                    replace(word, dep="conj", head=first.i)
                    if word.i == last.i or _is_between(word, first, last)
                    else word
                    for word in words
                )
    return words


def _is_between(word: Token, first: Token, last: Token) -> bool:
    """Whether it is a name of the list between its first and its last."""
    return (
        first.i < word.i < last.i
        and word.head == first.i
        and word.pos == "PROPN"
        and word.dep in {"npadvmod", "appos", "conj"}
    )
