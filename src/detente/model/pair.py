"""What passed between two given parties of a sentence: the question and the answer."""

from dataclasses import dataclass

from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PairQuery:
    """A sentence and two spans in it; None for a party that it does not name."""

    sentence: str
    actor: Span | None
    recipient: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairReading:
    """What a coder of pairs takes a sentence to say; probabilities sum to one.

    `types` are PLOVER's types with their probabilities, most likely first; None is
    "nothing passed between the two". `codes` are finer (CAMEO's numbers), likewise, the
    first few. `modes` fit the likeliest type.
    """

    types: tuple[tuple[EventType | None, float], ...]
    codes: tuple[tuple[str, float], ...]
    modes: tuple[str, ...]
    status: Status

    @property
    def best(self) -> tuple[EventType, float]:
        """The likeliest type, given that something passed, and how sure that is.

        The certainty is that of the type among all types.
        """
        named = [(kind, p) for kind, p in self.types if kind is not None]
        total = sum(p for _, p in named)
        return named[0][0], named[0][1] / total
