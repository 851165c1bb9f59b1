"""An event as the ledger folds it from reports: one happening, whoever reports it."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.entry import EventLocation
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.time import Dating, TimeInterval


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report as the ground of something that an event says.

    `outlet` is None where the article names none. `published` is the days on which the
    article may have come out, None when nothing tells. `speaker` is whom the article
    quotes for it (the innermost attribution), None where the outlet speaks itself;
    `is_anonymous` when that speaker has no name.
    """

    report_id: str
    article_id: str
    outlet: str | None = None
    published: TimeInterval | None = None
    speaker: str | None = None
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who acts or is acted on, as the best-supported reports have it.

    `n_origins` counts the independent origins that name this party in this role.
    `also` are other names that reports gave the same actor.
    """

    name: str
    country_code: str | None = None
    entity_code: str | None = None
    sector_code: str | None = None
    office: str | None = None
    wikidata_id: str | None = None
    actor_id: str | None = None
    n_origins: int = 1
    also: tuple[str, ...] = ()

    @property
    def is_state(self) -> bool:
        """Whether it is a state as such, not somebody in it."""
        if self.actor_id is not None:
            return self.actor_id.startswith("state:")
        return (
            self.country_code is not None
            and self.sector_code is None
            and self.office is None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one report that stand for the event.

    `focus` is where in `text` the word stands that names the event.
    """

    text: str
    source: Source
    focus: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """What the articles of one publication date said of the event's reality."""

    status: Status
    published: TimeInterval | None
    sources: tuple[Source, ...]


class Disputed(StrEnum):
    """What outlets can differ on about one event."""

    STATUS = "status"
    DATE = "date"
    PLACE = "place"
    NAME = "name"
    ACTOR = "actor"  # who of one state did it
    DEAD = "dead"
    INJURED = "injured"
    ARRESTED = "arrested"
    FIGURE = "figure"  # an amount of money, tonnes, a distance


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One version of a disputed field and the reports that hold it."""

    value: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A field on which reports of one event cannot all be right."""

    field: Disputed
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening: a pure function of reports and judgements.

    `id` comes of the smallest report id, so it does not depend on what arrived first.
    `status` is how things stand by all reports, `history` what was said when.
    `outlets` are the distinct names; `n_origins` counts agency copy and near-copies of
    one text once. `claimed_by` are the speakers when no outlet says it in its own
    voice; empty otherwise. Counts are the highest that any report gives.
    `act` is the group of the lexicon that most reports were read by ("recall-ambassador").
    `told_by_some` are fields that some origins tell and others leave out: no
    disagreement. `replaced_ids` are reports of articles that their outlet corrected or
    updated since: they count for nothing but stay on record; with `is_withdrawn` there
    are no others, the outlet no longer says it.
    """

    id: str
    type: EventType
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: Status
    history: tuple[StatusStep, ...]
    dating: Dating | None
    location: EventLocation | None
    report_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    n_origins: int
    claimed_by: tuple[Source, ...]
    disagreements: tuple[Disagreement, ...]
    quote: Quote
    confidence: float
    story_id: str | None = None
    dead: int | None = None
    injured: int | None = None
    arrested: int | None = None
    act: str | None = None
    told_by_some: tuple[Disagreement, ...] = ()
    replaced_ids: tuple[str, ...] = ()
    is_withdrawn: bool = False

    @property
    def countries(self) -> tuple[str, ...]:
        """The states that take part, sorted."""
        both = (*self.actors, *self.recipients)
        return tuple(sorted({p.country_code for p in both if p.country_code}))

    @property
    def dyads(self) -> tuple[tuple[str, str], ...]:
        """The pairs of states between which it happens, each pair and all sorted.

        Actor with recipient; participants with each other where all act alike.
        """
        left = {p.country_code for p in self.actors if p.country_code}
        right = {p.country_code for p in self.recipients if p.country_code}
        if not self.recipients:
            right = left
        pairs = {(min(a, b), max(a, b)) for a in left for b in right if a != b}
        return tuple(sorted(pairs))
