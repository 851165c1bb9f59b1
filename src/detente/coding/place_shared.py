"""Reports of one article -> the place that some take over from the occasion they belong to.

"They met in Oslo on Friday. The two agreed to reopen the border": the agreement is made
where they met, though its own sentence names no place. A report without a place takes
that of a meeting, signing or delivery between the same states on the same days, where
the article puts all such occasions in one town. Checked on the development reports:
what their gold judges of it is right.
"""

from collections.abc import Iterable, Sequence

from detente.model.actor import Participant
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.status import Status

# What is done at a meeting, as a rule where it is held.
AT_MEETINGS = frozenset(
    {EventType.AGREE, EventType.SUPPORT, EventType.CONSULT, EventType.COOPERATE}
)
HELD = frozenset({Status.HAPPENED, Status.ONGOING})
EXACT = frozenset({"city", "facility", "admin2"})
MAX_DAYS = 21  # wider intervals say nothing of the occasion
REACH = 6  # sentences between the occasion and what was done at it
REACH_OF_DELIVERY = 1  # thanks for goods: said where they arrive, in the next words


def share_places(reports: Sequence[Report]) -> dict[str, EventLocation]:
    """Places for reports that have none, by report id."""
    occasions = [
        report
        for report in reports
        if report.type in AT_MEETINGS | {EventType.AID}
        and report.status in HELD
        and report.location is not None
        and report.location.feature in EXACT
    ]
    found: dict[str, EventLocation] = {}
    for report in reports:
        if report.location is not None or report.type not in AT_MEETINGS:
            continue
        if report.status not in HELD:
            continue
        places = {
            occasion.location.resolved_place: occasion.location
            for occasion in occasions
            if occasion.location is not None and _belongs(report, occasion)
        }
        if len(places) == 1:
            found[report.id] = next(iter(places.values()))
    return found


def _belongs(report: Report, meeting: Report) -> bool:
    """Whether a report is of what the parties of an occasion did at it."""
    between = _states(meeting.actors, meeting.recipients)
    reach = REACH_OF_DELIVERY if meeting.type is EventType.AID else REACH
    if abs(report.sentence - meeting.sentence) > reach:
        return False
    if len(between) < 2 or len(between & _states(report.actors, report.recipients)) < 2:
        return False
    if report.dating is None or meeting.dating is None:
        return False
    days, held = report.dating.interval, meeting.dating.interval
    return (
        days.meet(held) is not None
        and held.n_days <= MAX_DAYS
        and days.n_days <= MAX_DAYS
    )


def _states(*sides: Iterable[Participant]) -> frozenset[str]:
    return frozenset(
        who.country_code for side in sides for who in side if who.country_code
    )
