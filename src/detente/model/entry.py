"""What a line of the ledger may say: reports, judgements, corrections."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from detente.model.actor import Participant
from detente.model.attribution import Form
from detente.model.event import EventType, RelationKind
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import Dating, TimeInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLocation:
    """Where a report puts its event (REPORT.md, `event_loc`).

    `lat` and `lon` are None for a country or region: a centroid is not a place.
    """

    extracted_place: str
    resolved_place: str | None = None
    country_code: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    feature: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """One link in the chain of who said so, as a report prints it."""

    raw_text: str
    entity_name: str | None
    country_code: str | None
    anonymous: bool
    form: Form
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A link to another report of the same article, by its id."""

    type: RelationKind
    report_id: str
    words: str


class Scope(StrEnum):
    """Among whom an event is claimed to be the first of its kind."""

    PERSON = "person"  # these very people
    OFFICE = "office"  # holders of the office
    HEADS = "heads"  # heads of state or government
    STATE = "state"  # anybody of the state


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedence:
    """A claim that an event is the first of its kind: "the first visit in 14 years".

    `span` is where the article makes it, `words` what it says. `years` is how long there
    was none, at least (0.5 for six months); `since` the days named instead ("since
    2008"). With neither it claims that there never was one.
    """

    scope: Scope
    span: Span
    words: str
    years: float | None = None
    since: TimeInterval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's claim about one event: the atom.

    `id` is a hash of the article's id, the trigger's place, the type and the
    participants. `evidence` is the clause, `trigger` the word in it. `attribution` runs
    innermost first; empty is the outlet's own voice. `row` and `because` say which
    lexicon row and which reasons made it. `confidence` is the probability that it is
    right: the event is told there, of that type, and of half of the countries at least
    (the contract's scorer asks no more). `follows` is the id of the article's own earlier report of
    the plan that this one tells the outcome of ("was to visit ... put off the trip").
    """

    id: str
    article_id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    status: Status
    dating: Dating | None
    location: EventLocation | None
    attribution: tuple[Says, ...]
    evidence: Span
    quote: str
    trigger: Span
    trigger_text: str
    sentence: int
    is_title: bool
    row: str
    because: tuple[str, ...]
    confidence: float
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    relations: tuple[Relation, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    follows: str | None = None


class Verdict(StrEnum):
    """Whether two reports are of one event."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That two reports are, or are not, of the same event.

    `left` < `right` are report ids. `by` is the linker's version or a person. `score`
    estimates that they are the same. `supersedes` names a judgement that this one undoes.
    """

    id: str
    left: str
    right: str
    verdict: Verdict
    by: str
    because: tuple[str, ...]
    score: float
    supersedes: str | None = None


PERSON: Final = "person:"


def is_person(by: str) -> bool:
    """Whether a judge is a person; whatever another judges, a person overrules it."""
    return by.startswith(PERSON)


class Action(StrEnum):
    """What a person does to the record."""

    CHANGE = "change"  # a report says something else
    REMOVE = "remove"  # what was coded is no event
    ADD = "add"  # an event that was not coded
    SAME = "same"  # two reports are of one event
    DIFFERENT = "different"  # they are not
    UNDO = "undo"  # an earlier correction no longer holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place in an article, found again whatever version of detente codes it.

    `report_id` is what stood there when the correction was made; another coding may
    give the same place another id, so `trigger` and its words count where that is gone.
    `text_sha256` is the text that the offsets point into.
    """

    article_id: str
    text_sha256: str
    report_id: str
    trigger: Span
    trigger_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person, who signs with `by`, says of the record, and why.

    `at` are the places it bears on; two for SAME and DIFFERENT, none for UNDO. For
    CHANGE `report` has the right values of the `fields` named, for ADD it is the
    report; `whole_event` means that the event is so whatever its other reports say.
    `undoes` is the correction that an UNDO takes back. `number` counts the corrections of
    a ledger from 1: it is their order, and the same words said twice are two entries.
    """

    id: str
    action: Action
    by: str
    because: str
    at: tuple[Anchor, ...] = ()
    fields: tuple[str, ...] = ()
    report: Report | None = None
    whole_event: bool = False
    undoes: str | None = None
    number: int = 0
