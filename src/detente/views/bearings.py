"""What an event answers, and what answers it: by texts first, by sequence where silent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from detente.ledger.read import Reader, Wanted
from detente.ledger.sequence import WITHIN_DAYS, answers_by_sequence
from detente.model.bearing import Bearing
from detente.model.entry import Report
from detente.model.event import RelationKind
from detente.model.happening import Event

MOST_DYADS = 6  # an event of many states answers to few


def bearings_of(ledger: Reader, event: Event) -> tuple[Bearing, ...]:
    """All that bears on an event, its own first: `event_id` or `other_id` is its id."""
    near = _near(ledger, event)
    said = said_of(ledger, [event, *near])
    weak = answers_by_sequence([event, *near], said)
    found = {(one.event_id, one.other_id): one for one in (*weak, *said)}
    mine = [one for one in found.values() if event.id in {one.event_id, one.other_id}]
    return tuple(
        sorted(
            mine,
            key=lambda one: (
                one.event_id != event.id,
                one.by_sequence,
                one.event_id,
                one.other_id,
            ),
        )
    )


def said_of(ledger: Reader, events: Iterable[Event]) -> tuple[Bearing, ...]:
    """What the reports of these events say that they answer, one for a pair."""
    return said_in(ledger, ledger.reports_of_all(one.id for one in events))


def said_in(
    ledger: Reader, reports_of: Mapping[str, Sequence[Report]]
) -> tuple[Bearing, ...]:
    """The same of reports in hand, by the event that they tell of."""
    links: dict[tuple[str, str], list[tuple[RelationKind, str, str]]] = {}
    targets: set[str] = set()
    told: list[tuple[str, RelationKind, str, str, str]] = []
    for event_id, reports in reports_of.items():
        for report in reports:
            for one in report.relations:
                targets.add(one.report_id)
                told.append((event_id, one.type, one.words, report.id, one.report_id))
    event_of = ledger.event_ids(targets)
    for event_id, kind, words, report_id, target in told:
        other = event_of.get(target)
        if other is not None and other != event_id:
            links.setdefault((event_id, other), []).append((kind, words, report_id))
    strength = list(RelationKind)
    return tuple(
        Bearing(
            event_id=event_id,
            other_id=other,
            kind=min((kind for kind, _, _ in said), key=strength.index),
            words=tuple(sorted({words for _, words, _ in said})),
            report_ids=tuple(sorted({report for _, _, report in said})),
        )
        for (event_id, other), said in sorted(links.items())
    )


def _near(ledger: Reader, event: Event) -> list[Event]:
    """The other events of its dyads within reach of a sequence."""
    if event.dating is None or event.dating.interval.is_open:
        return []
    days = event.dating.interval
    reach = timedelta(days=WITHIN_DAYS)
    since = days.start - reach if days.start > date.min + reach else None
    until = days.last + reach if days.last < date.max - reach else None
    found: dict[str, Event] = {}
    for pair in event.dyads[:MOST_DYADS]:
        for one in ledger.events(Wanted(pair=pair, since=since, until=until)):
            found[one.id] = one
    found.pop(event.id, None)
    return [found[one] for one in sorted(found)]
