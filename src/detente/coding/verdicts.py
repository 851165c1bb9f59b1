"""A status with its reasons, and what all who read one share."""

from dataclasses import dataclass
from typing import Protocol

from detente.knowledge.cues import Cues
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

H, G, P = Status.HAPPENED, Status.ONGOING, Status.PLANNED
D, Y, R, C = Status.DENIED, Status.HYPOTHETICAL, Status.DEMANDED, Status.CANCELLED
REAL = frozenset({H, G})
BE = frozenset({"is", "are", "was", "were", "'s", "’s", "be", "been"})
# Types that are arranged beforehand: "the talks will focus on" speaks of talks to come,
# "the attack will hurt" of an attack that was.
ARRANGED = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.CONCEDE,
    }
)
# Types that last: "Israel backs Azerbaijan" goes on, "Iran accuses" is one act.
LASTING = frozenset(
    {
        EventType.COOPERATE,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.PROTEST,
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the steps that led to it.

    `is_assumed`: no word says so; a noun is taken to name what has been.
    """

    status: Status
    because: tuple[str, ...] = ()
    is_assumed: bool = False

    def after(self, status: Status, reason: str, *, assumed: bool = False) -> "Verdict":
        """Another status that follows from this one."""
        return Verdict(status, (*self.because, reason), assumed)


class Judge(Protocol):
    """Reads one sentence for one event type; `reality.Reality` is the one there is.

    `is_reported`: somebody is quoted, so that "would" is a future in the past.
    """

    @property
    def sentence(self) -> Sentence:
        """The sentence that is read."""

    @property
    def cues(self) -> Cues:
        """The words that decide."""

    @property
    def type(self) -> EventType | None:
        """The type of the event, where it matters."""

    @property
    def is_reported(self) -> bool:
        """Whether the event stands in what a source says."""

    def of(self, word: Token, depth: int = 0) -> Verdict:
        """The status of what `word` names; `depth` counts the steps up the tree."""
