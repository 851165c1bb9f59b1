"""When an event was, by several reports: the days that most origins allow.

witnesses -> dating: the strongest bases decide, the weaker ones only narrow. A date is
never an average, and where origins contradict each other evenly the answer is all the
days that they name.
"""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from detente.ledger.weigh import Witnesses
from detente.model.entry import Report
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval

REAL = frozenset({Status.HAPPENED, Status.ONGOING})
STRENGTH = {basis: place for place, basis in enumerate(DateBasis)}


def best_dating(witnesses: Witnesses, status: Status) -> Dating | None:
    """The event's date; None when no report dates it.

    Reports that say how things stand now come first: the date of a visit that took
    place is read from those that saw it, and plans only narrow it. What was called off
    has the day that its plans named; the reports of its end tell mostly when that came.
    """
    dated = [report for report in witnesses.reports if report.dating is not None]
    leading = [r for r in dated if _agrees(r.status, status)] or dated
    if status is Status.CANCELLED:
        leading = [r for r in dated if _names_planned_days(r)] or leading
    if not leading:
        return None
    groups = [*_by_basis(leading), *_by_basis([r for r in dated if r not in leading])]
    used = groups[0]
    interval = most_allowed(used, witnesses)
    for group in groups[1:]:
        narrower = interval.meet(most_allowed(group, witnesses))
        if narrower is not None and narrower != interval:
            interval, used = narrower, [*used, *group]
    decisive = [d for d in _datings(used) if d.interval.meet(interval) is not None]
    pinned = min(
        decisive or _datings(used),
        key=lambda d: (d.interval.n_days, STRENGTH[d.basis], d.approximate),
    )
    agreeing = [d for d in _datings(dated) if d.interval.meet(interval) is not None]
    return Dating(
        interval=interval,
        basis=pinned.basis,
        approximate=pinned.approximate,
        because=(f"allowed by {len(agreeing)} of {len(dated)} dated reports",),
    )


def _names_planned_days(report: Report) -> bool:
    """Whether it tells of a plan, with days of the text's own."""
    dating = report.dating
    return (
        report.status is Status.PLANNED
        and dating is not None
        and dating.basis in {DateBasis.EXPRESSION, DateBasis.DATELINE}
        and not dating.interval.is_open
    )


def most_allowed(reports: Sequence[Report], witnesses: Witnesses) -> TimeInterval:
    """The days that the most independent origins allow; all of them on a tie.

    Intervals that all overlap share a day, so without contradiction this is their
    intersection. Each origin speaks once: with what its own dates share.
    """
    own: dict[str, list[TimeInterval]] = {}
    for report in reports:
        if report.dating is not None:
            origin = witnesses.origin[report.article_id]
            own.setdefault(origin, []).append(report.dating.interval)
    voices = [_shared(own[origin]) for origin in sorted(own)]
    edges = sorted({day for span in voices for day in (span.start, span.end)})
    best: list[TimeInterval] = []
    most = 0
    for start, end in pairwise(edges):
        allowing = sum(span.start <= start and end <= span.end for span in voices)
        if allowing > most:
            best, most = [], allowing
        if allowing == most:
            best.append(TimeInterval(start, end))
    return reduce(TimeInterval.join, best)


def _shared(spans: Sequence[TimeInterval]) -> TimeInterval:
    """What the dates of one origin share; the days between them if nothing."""
    shared: TimeInterval | None = spans[0]
    for span in spans[1:]:
        shared = shared.meet(span) if shared is not None else None
    return shared if shared is not None else reduce(TimeInterval.join, spans)


def _agrees(one: Status, other: Status) -> bool:
    return one == other or {one, other} <= REAL


def _by_basis(reports: Sequence[Report]) -> list[list[Report]]:
    found: dict[int, list[Report]] = {}
    for report in reports:
        if report.dating is not None:
            found.setdefault(STRENGTH[report.dating.basis], []).append(report)
    return [found[rank] for rank in sorted(found)]


def _datings(reports: Sequence[Report]) -> list[Dating]:
    return [report.dating for report in reports if report.dating is not None]
