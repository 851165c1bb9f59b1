"""What the page of a dyad says beside its list: index, news, voices, third parties."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from detente.ledger.read import Reader
from detente.model.dyad import DyadState
from detente.model.entry import Report
from detente.model.happening import Event
from detente.model.status import Status
from detente.views.bearings import said_in
from detente.views.rows import EventRow, row_of, told_on
from detente.web.figures.dyad import IndexPoint

MOST_LOOKED_AT = 200
MOST_NAMED = 8
MOST_NEWS = 10
NEWS_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An event that something was told of since a day.

    `told` is the last day on which it surely was, `before` its status by what was told
    until then (None: nothing was), `row` how it stands.
    """

    told: date
    before: Status | None
    row: EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What was told since a day: news, and how many events were only told again."""

    since: date
    news: tuple[News, ...]
    n_more: int
    n_again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who is quoted, by side: a state's code, or "" for all others."""

    side: str
    names: tuple[tuple[str, int], ...]


def index_of(state: DyadState | None) -> tuple[IndexPoint, ...]:
    """The index by month with its band.

    The band is where one more event would put the index: the most hostile (-10) or the
    most cooperative (10), on that day, from one origin. Where hardly anything is known
    it is wide.
    """
    if state is None:
        return ()
    return tuple(
        IndexPoint(
            day=one.day,
            value=one.value,
            low=(one.value * (1 + one.mass) - 10) / (2 + one.mass),
            high=(one.value * (1 + one.mass) + 10) / (2 + one.mass),
        )
        for one in state.index.points
    )


def weeks_of(ledger: Reader) -> Mapping[date, int]:
    """Mondays, and how many articles read were published that week."""
    return {
        datetime.strptime(f"{week}-1", "%G-W%V-%u").date(): n
        for week, n in ledger.coverage().items()
    }


def reports_near(ledger: Reader, events: Sequence[Event]) -> dict[str, list[Report]]:
    """The reports of the last of some events, by event."""
    return ledger.reports_of_all(one.id for one in events[-MOST_LOOKED_AT:])


def responses_in(
    ledger: Reader, events: Iterable[Event], reports: Mapping[str, Sequence[Report]]
) -> tuple[tuple[str, str], ...]:
    """Pairs of events, the answer first, where a text says that one answers the other."""
    ids = {one.id for one in events}
    pairs = {(one.event_id, one.other_id) for one in said_in(ledger, reports)}
    return tuple(sorted(pair for pair in pairs if set(pair) <= ids))


def changes_in(events: Sequence[Event], since: date | None) -> Changes | None:
    """What articles told since a day; since a month before the last one, if not given.

    What turned stands before what is new. None where no article on the events has a
    known date.
    """
    told = {one.id: day for one in events if (day := told_on(one)) is not None}
    if not told:
        return None
    since = since or max(told.values()) - timedelta(days=NEWS_DAYS)
    turned, again = [], 0
    for event in events:
        day = told.get(event.id)
        if day is None or day < since:
            continue
        before = _status_before(event, since)
        if before is event.status:
            again += 1
        else:
            turned.append((day, before, event))
    turned.sort(
        key=lambda one: (one[1] is not None, one[0], one[2].n_origins, one[2].id),
        reverse=True,
    )
    return Changes(
        since=since,
        news=tuple(
            News(told=day, before=before, row=row_of(event))
            for day, before, event in turned[:MOST_NEWS]
        ),
        n_more=max(0, len(turned) - MOST_NEWS),
        n_again=again,
    )


def _status_before(event: Event, since: date) -> Status | None:
    before = [
        step.status
        for step in event.history
        if step.published is not None and step.published.last < since
    ]
    return before[-1] if before else None


def voices_in(
    reports: Mapping[str, Sequence[Report]], pair: tuple[str, str]
) -> tuple[Voices, ...]:
    """Who is quoted for each side, and who besides, and on how many events."""
    found: dict[str, Counter[str]] = {side: Counter() for side in (*pair, "")}
    for told in reports.values():
        heard = set()
        for report in told:
            if report.attribution:
                says = report.attribution[0]
                side = says.country_code if says.country_code in pair else ""
                name = says.entity_name or says.raw_text
                heard.add((side or "", f"{name} (unnamed)" * says.anonymous or name))
        for side, name in heard:
            found[side][name] += 1
    return tuple(
        Voices(side=side, names=tuple(_most(counts)))
        for side, counts in found.items()
        if counts or side
    )


def thirds_in(
    events: Iterable[Event], pair: tuple[str, str]
) -> tuple[tuple[str, str | None, int], ...]:
    """Others that take part in the same events: name, actor id, number of events."""
    found: Counter[tuple[str, str | None]] = Counter()
    for event in events:
        parties = (*event.actors, *event.recipients)
        found.update(
            {
                (one.name, one.actor_id)
                for one in parties
                if one.country_code not in pair
                and (one.actor_id is not None or one.country_code is not None)
            }
        )
    ranked = sorted(found.items(), key=lambda one: (-one[1], one[0][0]))
    return tuple((name, id_, n) for (name, id_), n in ranked[:MOST_NAMED])


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMED]
