"""Where reports of one event cannot all be right, field by field, and who says what.

witnesses -> disagreements. A claim is a value with its sources. Copies of one text are
one voice: two origins must differ before outlets do. Within one article only the
status may be disputed: there somebody quoted denies what the outlet reports.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from detente.ledger.weigh import Witnesses
from detente.ledger.when import REAL
from detente.ledger.who import is_named, key_of
from detente.model.edtf import to_edtf
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.figures import Figure, figures_of
from detente.model.happening import Claim, Disagreement, Disputed
from detente.model.status import Status
from detente.model.time import DateBasis

# Dates as wide as a season say too little to be contradicted by a week.
WIDEST_DAYS = 62
# Two towns further apart are two places; nearer, one may be the other's suburb.
FAR_KM = 30.0
POINTS = frozenset({"city", "facility"})
# What several do together: that other people are named of it is no contradiction.
SHARED_ACTS = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT}
)
COUNTED = frozenset({"dead", "injured"})  # fields of their own
FIRM_BASES = frozenset({DateBasis.EXPRESSION, DateBasis.DATELINE, DateBasis.EVENT})


def disagreements(witnesses: Witnesses) -> tuple[Disagreement, ...]:
    """Every disputed field of one event, in the order of `Disputed`."""
    found = (
        _status(witnesses),
        _date(witnesses),
        _place(witnesses),
        _name(witnesses),
        _actor(witnesses),
        _count(witnesses, Disputed.DEAD, lambda report: report.dead),
        _count(witnesses, Disputed.INJURED, lambda report: report.injured),
        _count(witnesses, Disputed.ARRESTED, lambda report: report.arrested),
        _figure(witnesses),
    )
    return tuple(one for one in found if one is not None)


def claims_of(
    witnesses: Witnesses, values: Iterable[tuple[str, Report]]
) -> tuple[Claim, ...]:
    """Versions of a field with who holds each, the best supported first."""
    return tuple(
        Claim(value=value, sources=witnesses.behind(reports))
        for value, reports in witnesses.ranked(values)
    )


def _status(witnesses: Witnesses) -> Disagreement | None:
    """It happened, says one; it did not, says another.

    A denial or cancelling that came out before the event was reported is no dispute but
    history: plans change.
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
    if not told or not against:
        return None
    if real and all(_before(no, yes, witnesses) for no in against for yes in real):
        return None
    values = [(str(report.status), report) for report in (*told, *against)]
    return Disagreement(field=Disputed.STATUS, claims=claims_of(witnesses, values))


def _before(one: Report, other: Report, witnesses: Witnesses) -> bool:
    """Whether one surely came out before the other."""
    first = witnesses.sources[one.id].published
    then = witnesses.sources[other.id].published
    return first is not None and then is not None and first.end <= then.start


def _date(witnesses: Witnesses) -> Disagreement | None:
    """Days that do not meet, among reports that it took place (else: that it will)."""
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
    compared = real or planned
    if not any(
        one.dating is not None
        and other.dating is not None
        and one.dating.interval.meet(other.dating.interval) is None
        for one, other in _pairs(compared, witnesses)
    ):
        return None
    values = [(to_edtf(r.dating.interval), r) for r in compared if r.dating is not None]
    return Disagreement(field=Disputed.DATE, claims=claims_of(witnesses, values))


def _place(witnesses: Witnesses) -> Disagreement | None:
    """Other countries, or towns too far apart to be one place."""
    placed = [(report.location, report) for report in witnesses.reports]
    resolved = [(p, r) for p, r in placed if p is not None and p.country_code]
    where = {r.id: p for p, r in resolved}
    if not any(
        _are_apart(where[one.id], where[other.id])
        for one, other in _pairs([r for _, r in resolved], witnesses)
    ):
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


def _name(witnesses: Witnesses) -> Disagreement | None:
    """One office of one state, two names for its holder, no report naming both."""
    holders: dict[tuple[str, str], list[tuple[str, str, Report]]] = {}
    together: set[frozenset[str]] = set()
    for report in witnesses.reports:
        people = [p for p in (*report.actors, *report.recipients) if is_named(p)]
        keys = sorted({key_of(person) for person in people})
        together |= {frozenset((a, b)) for a in keys for b in keys if a != b}
        for person in people:
            seat = (person.country_code or "", person.office or "")
            named = (key_of(person), person.entity_name, report)
            holders.setdefault(seat, []).append(named)
    for seat in sorted(holders):
        named_here = holders[seat]
        rivals = any(
            one[0] != other[0]
            and frozenset((one[0], other[0])) not in together
            and _are_apart_origins(one[2], other[2], witnesses)
            for i, one in enumerate(named_here)
            for other in named_here[:i]
        )
        if rivals:
            values = [(name, report) for _, name, report in named_here]
            if len({name.casefold() for name, _ in values}) < 2:
                continue  # two entries of one name are no quarrel
            return Disagreement(
                field=Disputed.NAME, claims=claims_of(witnesses, values)
            )
    return None


def _count(
    witnesses: Witnesses, field: Disputed, count: Callable[[Report], int | None]
) -> Disagreement | None:
    """Numbers of people that cannot both be true: "over 1,000" allows 1,150."""
    figure_of: dict[str, Figure] = {}
    for report in witnesses.reports:
        figure = _people(report, field, count(report))
        if figure is not None:
            figure_of[report.id] = figure
    told = [report for report in witnesses.reports if report.id in figure_of]
    if not any(
        not figure_of[one.id].agrees(figure_of[other.id])
        for one, other in _pairs(told, witnesses)
    ):
        return None
    values = [(figure_of[report.id].words, report) for report in told]
    return Disagreement(field=field, claims=claims_of(witnesses, values))


def _people(report: Report, field: Disputed, count: int | None) -> Figure | None:
    """How many a report counts: by its own field, else by a lone figure in its words.

    `words` is the number as it is compared: "12", "over 1000".
    """
    said = [one for one in figures_of(report.quote) if one.measure == str(field)]
    for one in said:
        if len(said) == 1 if count is None else one.number == count:
            return replace(one, words=_number_words(one))
    if count is None:
        return None
    return Figure(measure=str(field), low=count, high=count, words=str(count))


def _number_words(figure: Figure) -> str:
    number = f"{figure.number:g}" if figure.number < 1e6 else f"{figure.number:,.0f}"
    if figure.high == float("inf"):
        return f"at least {number}"
    if figure.low != figure.high:
        return f"about {number}"
    return number


def _actor(witnesses: Witnesses) -> Disagreement | None:
    """Two persons of one state, each said to have done it, no report naming both.

    Holders of one office are a matter of names; at a meeting anybody may be there.
    """
    doers: dict[str, list[tuple[str, str, Report]]] = {}
    together: set[frozenset[str]] = set()
    for report in witnesses.reports:
        if report.type in SHARED_ACTS or len(report.actors) != 1:
            continue
        keys = {key_of(one) for one in (*report.actors, *report.recipients)}
        together |= {frozenset((a, b)) for a in keys for b in keys if a != b}
        (doer,) = report.actors
        if is_named(doer) and doer.country_code:
            named = (key_of(doer), doer.entity_name, report)
            doers.setdefault(doer.country_code, []).append(named)
    for state in sorted(doers):
        here = doers[state]
        offices = {who: report.actors[0].office for who, _, report in here}
        rivals = any(
            one[0] != other[0]
            and offices[one[0]] != offices[other[0]]
            and frozenset((one[0], other[0])) not in together
            and _are_apart_origins(one[2], other[2], witnesses)
            for i, one in enumerate(here[:MOST_COMPARED])
            for other in here[:i]
        )
        if rivals:
            values = [(name, report) for _, name, report in here]
            return Disagreement(
                field=Disputed.ACTOR, claims=claims_of(witnesses, values)
            )
    return None


def _figure(witnesses: Witnesses) -> Disagreement | None:
    """Amounts of one measure that cannot both be true, each alone in its clause."""
    told: dict[str, list[tuple[Figure, Report]]] = {}
    for report in witnesses.reports:
        by_measure: dict[str, list[Figure]] = {}
        for figure in figures_of(report.quote):
            by_measure.setdefault(figure.measure, []).append(figure)
        for measure, figures in by_measure.items():
            if len(figures) == 1 and measure not in COUNTED:
                told.setdefault(measure, []).append((figures[0], report))
    for measure in sorted(told):
        figure_of = {report.id: figure for figure, report in told[measure]}
        reports = [report for _, report in told[measure]]
        if any(
            not figure_of[one.id].agrees(figure_of[other.id])
            for one, other in _pairs(reports, witnesses)
        ):
            values = [(figure.words, report) for figure, report in told[measure]]
            return Disagreement(
                field=Disputed.FIGURE, claims=claims_of(witnesses, values)
            )
    return None


# A disagreement shows in the first of many reports; beyond, pairs only cost time.
MOST_COMPARED = 60


def _pairs(
    reports: list[Report], witnesses: Witnesses
) -> Iterator[tuple[Report, Report]]:
    """Each two reports of different origins."""
    for i, one in enumerate(reports[:MOST_COMPARED]):
        for other in reports[:i]:
            if _are_apart_origins(one, other, witnesses):
                yield one, other


def _are_apart_origins(one: Report, other: Report, witnesses: Witnesses) -> bool:
    return witnesses.origin[one.article_id] != witnesses.origin[other.article_id]
