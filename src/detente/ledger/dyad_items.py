"""Events between two states -> items: what the state of a dyad is folded from.

One place decides which events count for a day: those that may lie on it or before, told
by whom, and surely or not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detente.model.dyad import Item
from detente.model.happening import Disputed, Event
from detente.model.status import Status
from detente.model.words import stems

REAL = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of the dyad with its item; `words` are the stems of its quote.

    `status` is how it stood on the day: a visit that took place in June was planned in
    May, and one called off in May was planned until then.
    """

    event: Event
    item: Item
    words: frozenset[str]
    status: Status

    @property
    def is_real(self) -> bool:
        """Whether it had taken place."""
        return self.status in REAL


def told_by(
    events: Iterable[Event], left: str, right: str, on: date
) -> tuple[Told, ...]:
    """The events between two states that may lie on a day or before, in order.

    What is planned, or called off, counts from the day on which it was first told.
    """
    pair = (left, right)
    found = [
        Told(
            event=event,
            item=item_of(event, pair, on),
            words=frozenset(stems(event.quote.text)),
            status=status,
        )
        for event in events
        if (min(pair), max(pair)) in event.dyads
        and not event.is_withdrawn
        and (status := status_on(event, on)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (order(one.event, on), one.event.id)))


def item_of(event: Event, pair: tuple[str, str], on: date) -> Item:
    """The event as the ground of something."""
    days = event.dating.interval if event.dating else None
    actors = _of_pair((p.country_code for p in event.actors), pair)
    recipients = _of_pair((p.country_code for p in event.recipients), pair)
    if not event.recipients:
        recipients = actors
    return Item(
        event_id=event.id,
        act=event.act,
        type=str(event.type),
        days=days,
        actors=actors,
        recipients=recipients,
        words=event.quote.text,
        n_origins=event.n_origins,
        outlets=event.outlets,
        is_certain=days is not None and days.last <= on and not _is_denied(event),
        known_by_then=any(
            source.published is not None and source.published.last <= on
            for step in event.history
            for source in step.sources
        ),
    )


def order(event: Event, on: date) -> int:
    """Where an event stands in time, as a day number: the middle of its days.

    What may lie after the day asked for, or has no known start, counts as late as it
    can: an open date is mostly that of news.
    """
    if event.dating is None:
        return 0
    days = event.dating.interval
    last = min(days.last, on).toordinal()
    if days.start == date.min:
        return last
    return (min(days.start, on).toordinal() + last) // 2


def first_told(event: Event) -> date | None:
    """The earliest day on which a report of it may have come out."""
    out = [
        source.published.start
        for step in event.history
        for source in step.sources
        if source.published is not None and source.published.start != date.min
    ]
    return min(out, default=None)


def latest_word(events: Iterable[Event]) -> date | None:
    """The last day on which an article on these events came out, None if unknown.

    Where no article has a date of its own: the last day of what happened.
    """
    events = tuple(events)
    out = [
        source.published.last
        for event in events
        for step in event.history
        for source in step.sources
        if source.published is not None and source.published.end != date.max
    ]
    happened = [
        event.dating.interval.last
        for event in events
        if event.dating
        and event.status in REAL
        and event.dating.interval.end != date.max
    ]
    return max(out or happened, default=None)


def status_on(event: Event, on: date) -> Status | None:
    """How an event stood on a day; None where it does not count yet.

    What may have taken place by then did. Else what was last said of it counts, if
    anything may have been said by then.
    """
    days = event.dating.interval if event.dating else None
    if event.status in REAL and days is not None and days.start <= on:
        return event.status
    told = first_told(event)
    if told is None:
        return None if event.status in REAL else event.status
    said = [
        step.status
        for step in event.history
        if step.published is not None
        and step.published.start <= on
        and step.status not in REAL
    ]
    return said[-1] if said and told <= on else None


def _is_denied(event: Event) -> bool:
    return any(one.field is Disputed.STATUS for one in event.disagreements)


def _of_pair(codes: Iterable[str | None], pair: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({code for code in codes if code and code in pair}))
