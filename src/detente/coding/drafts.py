"""What an attribution is before anybody asks who the source is."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.cues import CueKind
from detente.model.text import Sentence, Span, Token

SPOKEN = frozenset({CueKind.ASSERT, CueKind.QUESTION, CueKind.COMMIT, CueKind.DEMAND})
CLAIMS = frozenset({CueKind.ASSERT, CueKind.SHOW, CueKind.SEEM, CueKind.COMMIT})
NO_SOURCE = frozenset({"it", "there"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution before anybody asks who the source is.

    `noun` is the source's governing word in `sentence`; None when nobody is named.
    `row` and `frame` say which data row made it and how. `is_quoted`: direct speech.
    `quotes_follow`: the sentence ends in a colon.
    """

    sentence: Sentence
    noun: Token | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: CueKind
    is_assertion: bool
    row: str = ""
    frame: str = ""
    is_quoted: bool = False
    quotes_follow: bool = False

    @property
    def anchor(self) -> int:
        """Where its cue stands, or its content when it has none."""
        return self.cue.start if self.cue else self.content[0].start

    @property
    def end(self) -> int:
        """The last character of any part of it."""
        ends = [part.end for part in self.content]
        ends += [part.end for part in (self.source, self.cue) if part]
        return max(ends)

    @property
    def speaks(self) -> bool:
        """Whether its cue can carry direct speech."""
        return self.kind in SPOKEN


@dataclass(frozen=True, slots=True)
class Filled:
    """A frame that the sentence fills; `words` or `spans` are its content."""

    frame: str
    words: tuple[Token, ...] = ()
    spans: tuple[Span, ...] = ()


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping stretches as one, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = merged[-1].join(span)
        else:
            merged.append(span)
    return tuple(merged)
