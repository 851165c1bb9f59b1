"""Events of one dyad in order -> what may answer what, where no text says so.

An act of conflict that follows one in the other direction within two weeks, the last
such before it, may be its answer; so may a material concession after a demand, or a
measure lifted on one side after the other lifted its own. Sequence proves nothing: such
a bearing is marked, and none is given where a text names what the event answers.

Source: action-reaction models of dyads, e.g. J. Goldstein, J. Freeman, Three-way
street, 1990; the two weeks are those within which their reciprocity is strongest.
"""

from collections.abc import Iterable
from datetime import date

from detente.model.bearing import Bearing
from detente.model.event import EventType, RelationKind
from detente.model.happening import Event
from detente.model.status import Status

WITHIN_DAYS = 14
WIDEST_DAYS = 7  # an event dated less exactly has no place in a sequence
REAL = frozenset({Status.HAPPENED, Status.ONGOING})
CONFLICT = frozenset(
    {
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
MATERIAL = frozenset(
    {
        EventType.PROTEST,
        EventType.SANCTION,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
    }
)
EASING = frozenset({EventType.CONCEDE, EventType.RETREAT})


def answers_by_sequence(
    events: Iterable[Event], said: Iterable[Bearing] = ()
) -> tuple[Bearing, ...]:
    """What may answer what among the events of one dyad, sorted by event.

    Args:
        events: Those between two states, in any order.
        said: What texts say of them; such events are left alone.
    """
    known = {one.event_id for one in said}
    placed = sorted(
        ((day, event) for event in events if (day := _day(event)) is not None),
        key=lambda one: (one[0], one[1].id),
    )
    found = []
    for place, (day, event) in enumerate(placed):
        if event.id in known:
            continue
        for before, other in reversed(placed[:place]):
            gap = (day - before).days
            if gap > WITHIN_DAYS:
                break
            if gap and _may_answer(event, other):
                found.append(
                    Bearing(
                        event_id=event.id,
                        other_id=other.id,
                        kind=RelationKind.RESPONSE_TO,
                    )
                )
                break
    return tuple(sorted(found, key=lambda one: one.event_id))


def _may_answer(event: Event, other: Event) -> bool:
    if not _is_reversed(event, other):
        return False
    if event.type in MATERIAL:
        return other.type in MATERIAL
    if event.type in CONFLICT:
        return other.type in CONFLICT
    return event.type in EASING and other.type in EASING | {EventType.REQUEST}


def _is_reversed(event: Event, other: Event) -> bool:
    """Whether who acts was acted on, and the other way round."""
    return (
        _states(event, acting=True) == _states(other, acting=False) != frozenset()
        and _states(event, acting=False) == _states(other, acting=True) != frozenset()
    )


def _states(event: Event, *, acting: bool) -> frozenset[str]:
    side = event.actors if acting else event.recipients
    return frozenset(party.country_code for party in side if party.country_code)


def _day(event: Event) -> date | None:
    """The first day it may lie on, if that is known well enough."""
    if event.dating is None or event.status not in REAL or event.is_withdrawn:
        return None
    days = event.dating.interval
    return days.start if days.n_days <= WIDEST_DAYS else None
