"""Lines that describe a picture: what they end in, whom they place, how they read."""

import re

from detente.reading import credits
from detente.reading.heads import STOP

MIN_WORDS, MAX_WORDS = 3, 30
MAX_CREDITED_WORDS = 60  # a caption of several sentences that ends in its credit
PROSE_WORDS = 8  # a line of so many words that ends in a full stop is prose
PROSE_END = re.compile(r"""[.!?…][”"’')\]]*$""")
# Words that a clause has and a name or noun phrase has not: auxiliaries, what people in
# news do in the past tense; small words in -ed are asked for apart.
FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|"
    r"can|could|may|might|must|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|"
    r"doesn['’]t|didn['’]t|won['’]t|said|says|told|tells|met|went|came|left|took|made|"
    r"gave|got|held|won|lost|began|broke|sent|saw|spoke|became|rose|fell|led|put|set|"
    r"cut|hit|let|kept|brought|thought|knew|wrote|ran|sought|urges|seeks|calls|meets|"
    r"visits|warns|wants|needs|backs|vows|agrees|signs|rejects|denies|accuses|slams|"
    r"stop|keep|show|let|get|go|I|we|you|[a-z]+ed)\b"
)


def has_credit(line: str) -> bool:
    """Whether a paragraph ends in the credit of the picture that it describes."""
    return _is_short(line, MAX_CREDITED_WORDS) and credits.has_photo_tail(line)


def has_sides(line: str) -> bool:
    """Whether a line says who stands where: "Minister A (L) and Minister B"."""
    return _is_short(line, MAX_WORDS) and credits.names_sides(line)


def is_noun_phrase(line: str) -> bool:
    """Whether a line names people or things and says nothing of them.

    Without a parser: no full stop, no word that only clauses have. Between paragraphs
    of prose it is a caption or a heading, neither of which reports an event.
    """
    return (
        _is_short(line, MAX_WORDS)
        and len(line.split()) >= MIN_WORDS
        and line[0].isupper()
        and not line.isupper()
        and ":" not in line
        and STOP.search(line) is None
        and FINITE.search(line) is None
    )


def is_prose(line: str) -> bool:
    """Whether a line is a paragraph of sentences."""
    return PROSE_END.search(line) is not None and len(line.split()) >= PROSE_WORDS


def _is_short(line: str, max_words: int) -> bool:
    return len(line) <= credits.MAX_LINE_CHARS and len(line.split()) <= max_words
