"""What some origins tell of one event and others leave out.

witnesses -> a name, a date, with who tells and who is silent. No quarrel; but it is
where a reader learns it from.
"""

from collections.abc import Iterable, Iterator

from detente.ledger.disagree import FIRM_BASES
from detente.ledger.rival_claims import claims_of
from detente.ledger.weigh import Witnesses
from detente.ledger.who import is_named
from detente.model.edtf import to_edtf
from detente.model.entry import Report
from detente.model.figures import figures_of
from detente.model.happening import Disagreement, Disputed

UNNAMED = "not named"
UNDATED = "no date"
NO_FIGURE = "not given"


def told_by_some(witnesses: Witnesses) -> tuple[Disagreement, ...]:
    """The fields told by some, each with all versions; empty for a single origin.

    Names come a state at a time, figures a measure at a time.
    """
    if len(set(witnesses.origin.values())) < 2:
        return ()
    date = _dated_by_some(witnesses)
    return (
        *_named_by_some(witnesses),
        *((date,) if date is not None else ()),
        *_counted_by_some(witnesses),
    )


def _named_by_some(witnesses: Witnesses) -> Iterator[Disagreement]:
    """Persons whom some origins name and others only call by state or office."""
    named: dict[str, list[tuple[str, Report]]] = {}
    silent: dict[str, list[Report]] = {}
    for report in witnesses.reports:
        people = (*report.actors, *report.recipients)
        here = {p.country_code for p in people if is_named(p)}
        for one in people:
            if one.country_code and is_named(one):
                named.setdefault(one.country_code, []).append((one.entity_name, report))
            elif one.country_code and one.country_code not in here:
                silent.setdefault(one.country_code, []).append(report)
    for state in sorted(named.keys() & silent.keys()):
        tellers = {witnesses.origin[r.article_id] for _, r in named[state]}
        others = _others(silent[state], tellers, witnesses)
        if others:
            values = [*named[state], *((UNNAMED, report) for report in others)]
            yield Disagreement(field=Disputed.NAME, claims=claims_of(witnesses, values))


def _counted_by_some(witnesses: Witnesses) -> Iterator[Disagreement]:
    """Amounts that some origins give and others leave out."""
    given: dict[str, list[tuple[str, Report]]] = {}
    for report in witnesses.reports:
        for figure in figures_of(report.quote):
            given.setdefault(figure.measure, []).append((figure.words, report))
    for measure in sorted(given):
        tellers = {witnesses.origin[r.article_id] for _, r in given[measure]}
        others = _others(witnesses.reports, tellers, witnesses)
        if others:
            values = [*given[measure], *((NO_FIGURE, report) for report in others)]
            yield Disagreement(
                field=Disputed.FIGURE, claims=claims_of(witnesses, values)
            )


def _others(
    reports: Iterable[Report], tellers: set[str], witnesses: Witnesses
) -> list[Report]:
    """The reports of origins that are none of these."""
    return [r for r in reports if witnesses.origin[r.article_id] not in tellers]


def _dated_by_some(witnesses: Witnesses) -> Disagreement | None:
    """Some origins date it by themselves, others only by coming out."""
    dated = [
        (to_edtf(report.dating.interval), report)
        for report in witnesses.reports
        if report.dating is not None and report.dating.basis in FIRM_BASES
    ]
    tellers = {witnesses.origin[report.article_id] for _, report in dated}
    others = _others(witnesses.reports, tellers, witnesses)
    if not dated or not others:
        return None
    values = [*dated, *((UNDATED, report) for report in others)]
    return Disagreement(field=Disputed.DATE, claims=claims_of(witnesses, values))
