"""How things stand: whether an event took place, by several reports over time.

witnesses -> status and history. What happened cannot be planned again by a later text
that looks back; a plan stands until it is called off; a denial weighs against those who
say otherwise by independent origins.
"""

from collections.abc import Sequence

from detente.ledger.weigh import Witnesses, by_publication
from detente.model.entry import Report
from detente.model.happening import StatusStep
from detente.model.status import Status
from detente.model.time import TimeInterval

REAL = (Status.HAPPENED, Status.ONGOING)
# On the same day and with the same support, the firmer statement counts.
FIRMNESS = (
    Status.HAPPENED,
    Status.ONGOING,
    Status.CANCELLED,
    Status.DENIED,
    Status.PLANNED,
    Status.DEMANDED,
    Status.HYPOTHETICAL,
)


def status_now(witnesses: Witnesses) -> Status:
    """What the reports together say of the event's reality."""
    by_status = {
        status: [r for r in witnesses.reports if r.status is status]
        for status in Status
    }
    real = [report for status in REAL for report in by_status[status]]
    if real:
        against = by_status[Status.DENIED]
        denied = witnesses.n_origins(against) > witnesses.n_origins(real)
        return Status.DENIED if denied else _latest(real, witnesses)
    # "hypothetical" and "demanded" leave a plan, its cancelling or its denial standing.
    firm = (Status.PLANNED, Status.CANCELLED, Status.DENIED)
    told = [report for status in firm for report in by_status[status]]
    return _latest(told or witnesses.reports, witnesses)


def history(witnesses: Witnesses) -> tuple[StatusStep, ...]:
    """What was said of it when, by publication date; the undated last."""
    steps: dict[tuple[TimeInterval | None, Status], list[Report]] = {}
    for report in witnesses.reports:
        key = (witnesses.sources[report.id].published, report.status)
        steps.setdefault(key, []).append(report)
    found = [
        StatusStep(
            status=status, published=published, sources=witnesses.behind(reports)
        )
        for (published, status), reports in steps.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda step: (
                by_publication(step.sources[0])[:2],
                -FIRMNESS.index(step.status),
            ),
        )
    )


def _latest(reports: Sequence[Report], witnesses: Witnesses) -> Status:
    """The word of the last publication date; undated articles count as the earliest.

    On one date the status with most independent origins, then the firmer one.
    """

    def published(report: Report) -> int:
        days = witnesses.sources[report.id].published
        return days.last.toordinal() if days is not None else 0

    last = max(published(report) for report in reports)
    said = [report for report in reports if published(report) == last]
    return min(
        {report.status for report in said},
        key=lambda status: (
            -witnesses.n_origins(r for r in said if r.status is status),
            FIRMNESS.index(status),
        ),
    )
