"""Raw text -> clean text: one kind of line break, no invisible characters, NFC.

Nothing else changes, so that quotes stay verbatim. Lines that a mail program or editor
broke at a fixed width are joined again, a space for the line break, so that a paragraph
is a line; cleaning clean text changes nothing.
"""

import re
import unicodedata
from itertools import pairwise

BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# Byte-order marks, soft hyphens, zero-width and directional marks, control characters.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufeff\ufff9-\ufffb]"
)
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Windows-1252 read as Latin-1, which leaves quotes and dashes as C1 controls; browsers
# read them as the first (WHATWG Encoding Standard, "windows-1252").
C1 = re.compile(r"[\x80-\x9f]")
MIN_WIDTH, MAX_WIDTH = 50, 120  # columns of texts that are wrapped by a program
MIN_WRAPS = 3  # line breaks that must bear it out before any is undone
MIN_WRAP_SHARE = 0.8  # of the line breaks inside blocks; a headline may stand on top


def normalise(text: str) -> str:
    """The clean text; idempotent."""
    text = BREAKS.sub("\n", text)
    text = C1.sub(_from_1252, text)
    text = LONE_SURROGATE.sub("\ufffd", INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    while (joined := unwrap(text)) != text:
        text = joined
    return text


def _from_1252(match: re.Match[str]) -> str:
    code = ord(match.group())
    return bytes([code]).decode("cp1252", "ignore")


def unwrap(text: str) -> str:
    """Join the lines of hard-wrapped paragraphs; the text keeps its length.

    A break is a wrap if the next line's first word would not have fitted on the line,
    the longest line of the text being the width.
    """
    width = max(map(len, text.split("\n")), default=0)
    if not MIN_WIDTH <= width <= MAX_WIDTH:
        return text
    lines = text.split("\n")
    wraps, n_inside = [], 0
    for i, (line, following) in enumerate(pairwise(lines)):
        if not line.strip() or not following.strip():
            continue
        n_inside += 1
        first = following.split(maxsplit=1)[0]
        if following[0] != " " and len(line.rstrip()) + 1 + len(first) > width:
            wraps.append(i)
    if len(wraps) < MIN_WRAPS or len(wraps) < MIN_WRAP_SHARE * n_inside:
        return text
    joined = set(wraps)
    return "".join(
        line + ("" if i == len(lines) - 1 else " " if i in joined else "\n")
        for i, line in enumerate(lines)
    )
