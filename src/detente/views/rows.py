"""An event as a row, in words: what dossier, timeline and event page share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.ledger.silence import UNDATED as NO_DATE
from detente.model.edtf import from_edtf
from detente.model.happening import Disagreement, Disputed, Event
from detente.model.status import Status
from detente.views.report_json import edtf
from detente.views.words import (
    UNDATED,
    date_words,
    interval_words,
    outlet_words,
    party_words,
    speaker_words,
    toll_words,
    what_words,
)

# What, said after a status, does not change it.
THOUGHTS = frozenset({Status.HYPOTHETICAL, Status.DEMANDED})
WEAKER = {
    Status.HAPPENED: THOUGHTS | {Status.PLANNED, Status.ONGOING, Status.HAPPENED},
    Status.ONGOING: THOUGHTS | {Status.PLANNED, Status.HAPPENED, Status.ONGOING},
    Status.PLANNED: THOUGHTS | {Status.PLANNED},
    Status.DENIED: THOUGHTS | {Status.DENIED},
    Status.CANCELLED: THOUGHTS | {Status.CANCELLED},
    Status.DEMANDED: THOUGHTS,
    Status.HYPOTHETICAL: THOUGHTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A disputed field: `claims` are versions with the outlets that hold them."""

    field: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was said of an event's status when; `published` is words.

    `by` are the outlets, from that date until another status was told.
    """

    published: str
    status: Status
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event, ready to be looked at.

    `date` is words, `edtf` the same as data (None when undated), `year` the heading
    that it stands under. `who` and `whom` are parties in words; `is_mutual` when all act
    alike. `claimed_by` are the speakers when no outlet says it in its own voice. `told`
    is the last day (ISO 8601) by which an article that tells of it was surely out.
    `quote_article` is the id of the article that the quote is from, `quote_published`
    its date in words; `purged` says when and why its text was purged, where it was.
    """

    event_id: str
    date: str
    edtf: str | None
    date_basis: str | None
    year: int | None
    status: Status
    type: str
    mode: tuple[str, ...]
    what: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    is_mutual: bool
    place: str | None
    toll: str
    outlets: tuple[str, ...]
    n_reports: int
    n_articles: int
    n_origins: int
    claimed_by: tuple[str, ...]
    quote: str
    quote_focus: int
    quote_outlet: str
    history: tuple[Step, ...]
    disputes: tuple[Dispute, ...]
    story_id: str | None
    told: str | None = None
    quote_article: str | None = None
    quote_published: str | None = None
    purged: str | None = None


def row_of(event: Event) -> EventRow:
    """What a row shows of an event."""
    dating = event.dating
    place = event.location
    return EventRow(
        event_id=event.id,
        date=date_words(dating),
        edtf=edtf(dating),
        date_basis=str(dating.basis) if dating else None,
        year=_heading(event),
        status=event.status,
        type=str(event.type),
        mode=event.modes,
        what=what_words(event.type, event.modes, event.act),
        who=tuple(map(party_words, event.actors)),
        whom=tuple(map(party_words, event.recipients)),
        is_mutual=len(event.actors) > 1 and not event.recipients,
        place=(place.resolved_place or place.extracted_place) if place else None,
        toll=toll_words(event),
        outlets=event.outlets,
        n_reports=len(event.report_ids),
        n_articles=len(event.article_ids),
        n_origins=event.n_origins,
        claimed_by=tuple(map(speaker_words, event.claimed_by)),
        quote=event.quote.text,
        quote_focus=event.quote.focus,
        quote_outlet=outlet_words(event.quote.source),
        history=steps_of(event),
        disputes=tuple(map(dispute_of, event.disagreements)),
        story_id=event.story_id,
        told=told.isoformat() if (told := told_on(event)) is not None else None,
        quote_article=event.quote.source.article_id,
        quote_published=interval_words(event.quote.source.published)
        if event.quote.source.published
        else None,
    )


def told_on(event: Event) -> date | None:
    """The last day by which an article that tells of it was surely out; None unknown."""
    days = [
        step.published.last
        for step in event.history
        if step.published is not None and step.published.last != date.max
    ]
    return max(days, default=None)


def dispute_of(found: Disagreement) -> Dispute:
    """A disagreement in words; a status claim names the speaker where one is quoted."""
    claims = []
    for claim in found.claims:
        by = {
            f"{speaker_words(source)} in {outlet_words(source)}"
            if source.speaker and found.field is Disputed.STATUS
            else outlet_words(source)
            for source in claim.sources
        }
        value = claim.value
        if found.field is Disputed.DATE and value != NO_DATE:
            value = interval_words(from_edtf(value))
        claims.append((value, tuple(sorted(by))))
    return Dispute(field=str(found.field), claims=tuple(claims))


def steps_of(event: Event) -> tuple[Step, ...]:
    """The history with runs of one status told once, from its first date on."""
    steps: list[Step] = []
    for step in event.history:
        by = {outlet_words(source) for source in step.sources}
        if steps and steps[-1].status is step.status:
            last = steps[-1]
            both = tuple(sorted({*last.by, *by}))
            steps[-1] = Step(published=last.published, status=last.status, by=both)
            continue
        words = interval_words(step.published) if step.published else UNDATED
        steps.append(Step(published=words, status=step.status, by=tuple(sorted(by))))
    return tuple(steps)


def _heading(event: Event) -> int | None:
    if event.dating is None or event.dating.interval.n_days > 9998 * 365:
        return None
    days = event.dating.interval
    return days.last.year if days.start == date.min else days.start.year


def headline(row: EventRow) -> str:
    """What, who and whom in one line: "visit: Anna Berg (...) → Chile"."""
    who = " and ".join(row.who) if len(row.who) < 3 else ", ".join(row.who)
    if row.is_mutual or not row.whom:
        return f"{who or 'somebody'}: {row.what}"
    return f"{who or 'somebody'} → {', '.join(row.whom)}: {row.what}"


def turns_of(history: Sequence[Step]) -> tuple[Step, ...]:
    """Where the event's status turned, if it did: planned, then happened.

    A text that looks back on a plan, or thinks aloud, is no turn; nor is what other
    articles of the same date say.
    """
    turns: list[Step] = []
    for step in history:
        if turns and step.status in WEAKER[turns[-1].status]:
            continue
        if turns and turns[-1].published == step.published:
            turns.pop()
        turns.append(step)
    return tuple(turns) if len(turns) > 1 else ()


def turn_words(turns: Sequence[Step]) -> str:
    """One line: "reported as planned 8 Mar 2021, as happened 11 Mar 2021"."""
    return "reported " + ", ".join(f"as {one.status} {one.published}" for one in turns)


def dispute_words(dispute: Dispute) -> str:
    """One line: "date disputed: 10 Mar 2021 (Fjord Post) ≠ 11 Mar 2021 (...)"."""
    versions = [f"{value} ({some_of(by)})" for value, by in dispute.claims]
    return f"{dispute.field} disputed: {' ≠ '.join(versions)}"


def some_of(names: Sequence[str], most: int = 3) -> str:
    """The first few names, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
