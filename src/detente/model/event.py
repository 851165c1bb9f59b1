"""Events as a text claims them, before anyone asks whether two are the same."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Span


class EventType(StrEnum):
    """The sixteen types of PLOVER 1.3, in its order.

    Source: Open Event Data Alliance, PLOVER 1.3 codebook.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """Words that claim an event: a trigger and who fills its roles.

    `row` is the id of the lexicon row that proposed it. `clause` is the stretch that
    evidence quotes. `actors` and `recipients` are the spans of the words that fill the
    roles (not yet resolved), `location` those of the place. `is_reciprocal`: all
    participants act alike. `status_hint` is what the lexicon row itself implies
    ("postpone a visit" is CONSULT, cancelled); None when syntax decides.
    Counts are people; None when the text gives none.
    """

    sentence: int
    trigger: Span
    clause: Span
    type: EventType
    row: str
    modes: tuple[str, ...] = ()
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    location: Span | None = None
    is_reciprocal: bool = False
    is_nominal: bool = False
    status_hint: str | None = None
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None


class RelationKind(StrEnum):
    """How one event of a text bears on another."""

    RESPONSE_TO = "response_to"
    AFTER = "after"
    BECAUSE_OF = "because_of"
    PART_OF = "part_of"
