"""A sentence's words as names of places need them, whether it was parsed or not."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import accumulate, repeat
from typing import NamedTuple

from detente.knowledge.place_keys import fold
from detente.model.text import Sentence

# "U.S.", "W.Va.", "N.Y"; then plain words, apostrophes inside; then numbers. A group, so
# that `split` gives words and what stands between them in one go.
WORD = re.compile(
    r"((?:[^\W\d_]\.)+(?:[^\W\d_]{1,2}\b|(?<=\.[^\W\d_]\.))"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+)"
)
DOTTED = frozenset("st ste mt ft n s e w".split())
# What may stand between the words of one name: "Queen Anne's County", "Guinea-Bissau".
INSIDE = frozenset({" ", "-", "–", "'s ", "’s ", "' ", "’ "})


POSSESSIVE = ("'s", "’s")


class Word(NamedTuple):
    """A word of a sentence, its possessive 's left out.

    `tag` is Penn's, empty where there is no parse; `before` what stands between the
    last word and this one, `after` between this one and the next. A tuple, for an
    article has hundreds and most are looked at once.
    """

    text: str
    start: int
    end: int
    key: str
    is_capital: bool
    tag: str
    before: str
    after: str = ""


_word = partial(tuple.__new__, Word)


def words_of(sentence: Sentence, text: str) -> list[Word]:
    """The sentence's words, tagged where it was parsed."""
    first = sentence.span.start
    # Pieces alternate: what stands between, a word, what stands between, ...
    pieces = WORD.split(text[first : sentence.span.end])
    if len(pieces) == 1:
        return []
    reached = list(accumulate(map(len, pieces), initial=first))
    texts, endings, keys, capitals = zip(*map(_form, pieces[1::2]), strict=True)
    starts, ends, after = reached[1:-1:2], reached[2::2], pieces[2::2]
    if any(endings):
        ends = [end - len(word) for end, word in zip(ends, endings, strict=True)]
        after = [word + gap for word, gap in zip(endings, after, strict=True)]
    before = [pieces[0], *after[:-1]]
    tagged: Iterator[str] = repeat("", len(starts))
    if sentence.tokens:
        tags = {t.start: t.tag for t in sentence.tokens}
        tagged = map(tags.get, starts, tagged)
    fields = zip(
        texts, starts, ends, keys, capitals, tagged, before, after, strict=True
    )
    return list(map(_word, fields))


@lru_cache(maxsize=20_000)
def _form(piece: str) -> tuple[str, str, str, bool]:
    """A word without its possessive, that, its key, whether it has a capital."""
    ending = ""
    if piece.endswith(POSSESSIVE):
        piece, ending = piece[:-2], piece[-2:]
    is_capital = piece[0].isupper() or (
        len(piece) > 2 and piece[1] in "'’" and piece[2].isupper()
    )
    return piece, ending, fold(piece), is_capital


def joined(left: Word, right: Word) -> bool:
    """Whether two neighbours may stand in one name."""
    return right.before in INSIDE or (right.before == ". " and left.key in DOTTED)
