"""What the page of a dyad asks of the ledger beyond its events."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from detente.ledger.read import Reader
from detente.model.dyad import DyadState
from detente.model.happening import Event
from detente.views.bearings import said_of
from detente.web.figures.dyad import IndexPoint

MOST_LOOKED_AT = 200


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


def responses_of(
    ledger: Reader, events: Sequence[Event]
) -> tuple[tuple[str, str], ...]:
    """Pairs of events, the answer first, where a text says that one answers the other."""
    ids = {one.id for one in events}
    said = said_of(ledger, events[-MOST_LOOKED_AT:])
    pairs = {(one.event_id, one.other_id) for one in said}
    return tuple(sorted(pair for pair in pairs if set(pair) <= ids))
