"""What the pages of a dyad ask of the ledger beyond its events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from detente.ledger.read import Reader
from detente.model.event import EventType
from detente.model.happening import Event
from detente.web.figures.dyad import IndexPoint


def state_of(ledger: Reader, left: str, right: str, as_of: date | None) -> None:
    """The state of the dyad; filled when the ledger can fold it."""
    return


def index_of(
    ledger: Reader, left: str, right: str, as_of: date | None
) -> Sequence[IndexPoint]:
    """The relation index by day."""
    return ()


def scores() -> Mapping[EventType, float]:
    """How cooperative (10) or hostile (-10) a type is."""
    return dict(zip(EventType, range(8, -8, -1), strict=True))


def weeks_of(ledger: Reader) -> Mapping[date, int]:
    """Mondays, and how many articles read were published that week."""
    weeks: Counter[date] = Counter()
    for article in ledger.articles(texts=False):
        if article.published is not None and article.published.interval.n_days <= 7:
            day = article.published.interval.start
            weeks[day - timedelta(days=day.weekday())] += 1
    return weeks


def responses_of(
    ledger: Reader, events: Sequence[Event]
) -> tuple[tuple[str, str], ...]:
    """Pairs of events, the answer first, where a text says that one answers the other."""
    ids = {one.id for one in events}
    pairs: set[tuple[str, str]] = set()
    for event in events[:200]:
        for report in ledger.reports_of(event):
            targets = [
                one.report_id
                for one in report.relations
                if str(one.type) == "response_to"
            ]
            for act in ledger.event_ids(targets).values():
                if act in ids and act != event.id:
                    pairs.add((event.id, act))
    return tuple(sorted(pairs))
