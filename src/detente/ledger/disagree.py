"""Where reports of one event cannot all be right, field by field, and who says what.

witnesses -> disagreements. A claim is a value with its sources. Within one article only
the status may be disputed: there somebody quoted denies what the outlet reports. People
and numbers have files of their own.
"""

from math import asin, cos, radians, sin, sqrt

from detente.ledger.disagree_numbers import amounts, people_counted
from detente.ledger.disagree_people import doers, names
from detente.ledger.rival_claims import are_apart, claims_of, opposed
from detente.ledger.weigh import Witnesses
from detente.ledger.when import REAL
from detente.model.edtf import to_edtf
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.happening import Disagreement, Disputed
from detente.model.status import Status
from detente.model.time import DateBasis, TimeInterval

# Dates as wide as a season say too little to be contradicted by a week.
WIDEST_DAYS = 62
# Two towns further apart are two places; nearer, one may be the other's suburb.
FAR_KM = 30.0
POINTS = frozenset({"city", "facility"})
# What takes days, of which a date may name all.
LASTING = frozenset({EventType.CONSULT, EventType.COOPERATE})
LONGEST_STRETCH = 5  # days; longer ones are mostly weeks, of which some day is meant
WEEKEND_DAYS, SATURDAY = 2, 5
FIRM_BASES = frozenset({DateBasis.EXPRESSION, DateBasis.DATELINE, DateBasis.EVENT})


def disagreements(witnesses: Witnesses) -> tuple[Disagreement, ...]:
    """Every disputed field of one event, in the order of `Disputed`."""
    found = (
        _status(witnesses),
        _date(witnesses),
        _place(witnesses),
        names(witnesses),
        doers(witnesses),
        people_counted(witnesses, Disputed.DEAD, lambda report: report.dead),
        people_counted(witnesses, Disputed.INJURED, lambda report: report.injured),
        people_counted(witnesses, Disputed.ARRESTED, lambda report: report.arrested),
        amounts(witnesses),
    )
    return tuple(one for one in found if one is not None)


def _status(witnesses: Witnesses) -> Disagreement | None:
    """It happened, says one; it did not, says another.

    A denial or cancelling that came out before the event was reported is no dispute but
    history: plans change. Within one text only a speaker who is quoted denies what the
    outlet, or another speaker, says took place.
    """
    real = [r for r in witnesses.reports if r.status in REAL]
    planned = [r for r in witnesses.reports if r.status is Status.PLANNED]
    against = [
        report
        for report in witnesses.reports
        if (report.status is Status.DENIED and (real or planned))
        or (report.status is Status.CANCELLED and real)
    ]
    told = real or planned
    if not any(
        are_apart(no, yes, witnesses)
        or (yes in real and no.attribution and _speaker(no) != _speaker(yes))
        for no in against
        for yes in told
    ):
        return None
    if real and all(_before(no, yes, witnesses) for no in against for yes in real):
        return None
    values = [(str(report.status), report) for report in (*told, *against)]
    return Disagreement(field=Disputed.STATUS, claims=claims_of(witnesses, values))


def _speaker(report: Report) -> str | None:
    """Whom the article quotes for it; None in its own voice."""
    if not report.attribution:
        return None
    said = report.attribution[0]
    return said.entity_name or said.raw_text


def _before(one: Report, other: Report, witnesses: Witnesses) -> bool:
    """Whether one surely came out before the other."""
    first = witnesses.sources[one.id].published
    then = witnesses.sources[other.id].published
    return first is not None and then is not None and first.end <= then.start


def _date(witnesses: Witnesses) -> Disagreement | None:
    """Days that do not meet, among reports that it took place.

    Else among those that it will, else among those that it was called off, which give
    the days that were planned.
    """
    dated = [
        report
        for report in witnesses.reports
        if report.dating is not None
        and report.dating.basis in FIRM_BASES
        and not report.dating.approximate
        and report.dating.interval.n_days <= WIDEST_DAYS
    ]
    real = [report for report in dated if report.status in REAL]
    planned = [report for report in dated if report.status is Status.PLANNED]
    called_off = [report for report in dated if report.status is Status.CANCELLED]
    compared = real or planned or called_off
    days = {r.id: r.dating.interval for r in compared if r.dating is not None}

    def differ(one: Report, other: Report) -> bool:
        mine, others = days[one.id], days[other.id]
        if mine.meet(others) is None:
            return True
        exact = all(
            r.dating is not None and r.dating.basis is DateBasis.EXPRESSION
            for r in (one, other)
        )
        return exact and one.type in LASTING and _stretches_differ(mine, others)

    if not opposed(compared, differ, witnesses):
        return None
    values = [(to_edtf(r.dating.interval), r) for r in compared if r.dating is not None]
    return Disagreement(field=Disputed.DATE, claims=claims_of(witnesses, values))


def _stretches_differ(one: TimeInterval, other: TimeInterval) -> bool:
    """Whether both are stretches of a few days that overlap in part only.

    "On 5 and 6 May" is how long a visit lasts, and no part of "at the weekend" of 4 May
    makes up for the Monday. Two days that begin on a Saturday are a weekend: some day of
    it, or both.
    """
    both = one.meet(other)
    stretches = any(
        1 < days.n_days <= LONGEST_STRETCH
        and not (days.n_days == WEEKEND_DAYS and days.start.weekday() == SATURDAY)
        for days in (one, other)
    )
    few = max(one.n_days, other.n_days) <= LONGEST_STRETCH
    return stretches and few and both is not None and both not in {one, other}


def _place(witnesses: Witnesses) -> Disagreement | None:
    """Other countries, or towns too far apart to be one place."""
    placed = [(report.location, report) for report in witnesses.reports]
    resolved = [(p, r) for p, r in placed if p is not None and p.country_code]
    where = {r.id: p for p, r in resolved}

    def differ(one: Report, other: Report) -> bool:
        return _are_apart(where[one.id], where[other.id])

    if not opposed([r for _, r in resolved], differ, witnesses):
        return None
    values = [(_place_words(place), report) for place, report in resolved]
    return Disagreement(field=Disputed.PLACE, claims=claims_of(witnesses, values))


def _place_words(place: EventLocation) -> str:
    name = place.resolved_place or place.extracted_place
    return f"{name} ({place.country_code})" if place.country_code else name


def _are_apart(one: EventLocation, other: EventLocation) -> bool:
    if one.country_code != other.country_code:
        return True
    if one.feature not in POINTS or other.feature not in POINTS:
        return False
    if None in (one.lat, one.lon, other.lat, other.lon):
        return False
    return _distance_km(one, other) > FAR_KM


def _distance_km(one: EventLocation, other: EventLocation) -> float:
    """Great-circle distance (haversine) on a sphere of 6371 km."""
    lat_1, lat_2 = radians(one.lat or 0.0), radians(other.lat or 0.0)
    d_lat, d_lon = lat_2 - lat_1, radians((other.lon or 0.0) - (one.lon or 0.0))
    chord = sin(d_lat / 2) ** 2 + cos(lat_1) * cos(lat_2) * sin(d_lon / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, chord)))
