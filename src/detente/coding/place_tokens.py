"""A sentence's words as names of places need them, whether it was parsed or not."""

import re
from dataclasses import dataclass

from detente.knowledge.place_keys import fold
from detente.model.text import Sentence

# "U.S.", "W.Va.", "N.Y"; then plain words, apostrophes inside; then numbers.
WORD = re.compile(
    r"(?:[^\W\d_]\.)+(?:[^\W\d_]{1,2}\b|(?<=\.[^\W\d_]\.))"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+"
)
DOTTED = frozenset("st ste mt ft n s e w".split())
# What may stand between the words of one name: "Queen Anne's County", "Guinea-Bissau".
INSIDE = frozenset({" ", "-", "–", "'s ", "’s ", "' ", "’ "})


POSSESSIVE = ("'s", "’s")


@dataclass(slots=True)
class Word:
    """A word of a sentence, its possessive 's left out.

    `tag` is Penn's, empty where there is no parse; `before` what stands between the
    last word and this one, `after` between this one and the next.
    """

    text: str
    start: int
    end: int
    key: str
    is_capital: bool
    tag: str
    before: str
    after: str = ""


def words_of(sentence: Sentence, text: str) -> list[Word]:
    """The sentence's words, tagged where it was parsed."""
    tags = {t.start: t.tag for t in sentence.tokens}
    words: list[Word] = []
    last = sentence.span.start
    for match in WORD.finditer(text, sentence.span.start, sentence.span.end):
        word, (start, end) = match.group(), match.span()
        if word.endswith(POSSESSIVE):
            word, end = word[:-2], end - 2
        capital = word[0].isupper() or (
            len(word) > 2 and word[1] in "'’" and word[2].isupper()
        )
        before = text[last:start]
        if words:
            words[-1].after = before
        words.append(
            Word(
                word,
                start,
                end,
                fold(word),
                capital,
                tags.get(start, ""),
                before,
            )
        )
        last = end
    if words:
        words[-1].after = text[last : sentence.span.end]
    return words


def joined(left: Word, right: Word) -> bool:
    """Whether two neighbours may stand in one name."""
    return right.before in INSIDE or (right.before == ". " and left.key in DOTTED)
