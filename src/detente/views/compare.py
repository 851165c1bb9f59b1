"""Two quotes word by word: what both say, what only one does."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s\w]|\w+")
MOST_WORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of one side.

    `is_shared` when the other has them too, in this order, or nothing was compared.
    """

    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both sides, cut where they begin or cease to agree; case does not count."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]


def compare(left: str, right: str) -> Comparison:
    """Set two texts side by side; beyond 400 words and signs nothing is compared."""
    ours, theirs = WORD.findall(left)[:MOST_WORDS], WORD.findall(right)[:MOST_WORDS]
    matcher = SequenceMatcher(
        None,
        [one.casefold() for one in ours],
        [one.casefold() for one in theirs],
        autojunk=False,
    )
    both: tuple[list[Stretch], list[Stretch]] = ([], [])
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words in ((both[0], ours[a:b]), (both[1], theirs[c:d])):
            if words:
                side.append(Stretch(text="".join(words), is_shared=tag == "equal"))
    for side, text, words in ((both[0], left, ours), (both[1], right, theirs)):
        if rest := text[len("".join(words)) :]:
            side.append(Stretch(text=rest, is_shared=True))
    return Comparison(left=tuple(both[0]), right=tuple(both[1]))
