"""What a line of the ledger may say: articles, reports, judgements, corrections."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.actor import Participant
from detente.model.attribution import Form
from detente.model.event import EventType, RelationKind
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import Dating


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article's claim about one event: the atom.

    `id` is a hash of the article's id, the trigger's place, the type and the
    participants. `evidence` is the clause, `trigger` the word in it. `attribution` runs
    innermost first; empty is the outlet's own voice. `row` and `because` say which
    lexicon row and which reasons made it. `confidence` estimates that type and
    participants are right.
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
