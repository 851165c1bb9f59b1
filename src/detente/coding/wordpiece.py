"""Text with two marked spans -> word-piece numbers, as the encoder was trained on them.

BERT's uncased word pieces: lower case, no accents, punctuation apart, then the longest
pieces of the vocabulary from the left. Source: Devlin et al. 2019; checked against the
`tokenizers` library on the training sentences when the model is built.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# Four pieces that BERT leaves unused open and close the actor and the recipient.
OPEN_ACTOR, CLOSE_ACTOR = "[unused0]", "[unused1]"
OPEN_RECIPIENT, CLOSE_RECIPIENT = "[unused2]", "[unused3]"
MARKS = (OPEN_ACTOR, CLOSE_ACTOR, OPEN_RECIPIENT, CLOSE_RECIPIENT)
MAX_PIECES = 128  # 99.9 % of news sentences with markers are shorter
MAX_WORD = 60  # characters; anything longer is no word

Pair = tuple[int, int] | None


class WordPieces:
    """A vocabulary, and how text is cut by it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._word = lru_cache(maxsize=20_000)(self._cut)

    def mark(
        self, text: str, actor: Pair, recipient: Pair
    ) -> tuple[tuple[int, ...], int, int]:
        """The pieces of a sentence with marks around the two spans.

        Returns:
            The numbers, and where the actor and the recipient open; 0 (the piece that
            stands for the whole sentence) for one that is None.
        """
        ids = self._ids
        pieces: list[int] = []
        opened = {OPEN_ACTOR: 0, OPEN_RECIPIENT: 0}
        at = 0
        for where, mark in _cuts(actor, recipient):
            pieces += self.cut(text[at:where])
            at = where
            if mark in opened:
                opened[mark] = len(pieces)
            pieces.append(ids[mark])
        pieces += self.cut(text[at:])
        starts = [opened[OPEN_ACTOR], opened[OPEN_RECIPIENT]]
        marked = [start for start in starts if start] or [0]
        skipped = _window(len(pieces), min(marked), max(marked))
        if actor is None:
            starts[0] = -1
        if recipient is None:
            starts[1] = -1
        pieces = pieces[skipped : skipped + MAX_PIECES - 2]
        first, second = (
            0 if start < skipped else min(start - skipped, len(pieces) - 1) + 1
            for start in starts
        )
        return (ids[CLS], *pieces, ids[SEP]), first, second

    def cut(self, text: str) -> list[int]:
        """The numbers of a stretch of text, without marks."""
        return [number for word in _words(text) for number in self._word(word)]

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_WORD:
            return (self._ids[UNKNOWN],)
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = end
                    break
            else:
                return (self._ids[UNKNOWN],)
        return tuple(found)


def _cuts(actor: Pair, recipient: Pair) -> list[tuple[int, str]]:
    """Where which mark goes, from left to right; closings before openings."""
    cuts: list[tuple[int, int, str]] = []
    if actor is not None:
        cuts += [(actor[0], 1, OPEN_ACTOR), (actor[1], 0, CLOSE_ACTOR)]
    if recipient is not None:
        cuts += [(recipient[0], 1, OPEN_RECIPIENT), (recipient[1], 0, CLOSE_RECIPIENT)]
    return [(where, mark) for where, _, mark in sorted(cuts)]


def _window(n_pieces: int, first: int, last: int) -> int:
    """How many pieces to leave out in front so that both spans stay in."""
    over = n_pieces - (MAX_PIECES - 2)
    if over <= 0:
        return 0
    middle = (first + last) // 2 - (MAX_PIECES - 2) // 2
    return max(0, min(middle, over, first))


def _words(text: str) -> Iterator[str]:
    """Lower-case words without accents; each punctuation mark is a word."""
    folded = unicodedata.normalize("NFD", text.lower())
    word: list[str] = []
    for char in folded:
        kind = unicodedata.category(char)
        if char.isspace() or kind == "Zs":
            is_mark = False
        elif kind == "Mn" or kind[0] == "C":
            continue
        else:
            is_mark = kind[0] == "P" or (char.isascii() and not char.isalnum())
            if not is_mark:
                word.append(char)
                continue
        if word:
            yield "".join(word)
            word = []
        if is_mark:
            yield char
    if word:
        yield "".join(word)
