"""Coded articles and what belongs together -> the same, dates narrowed across articles.

An article whose own date was only worked out gives its events wide dates ("on
Wednesday", some week of that autumn). Where another article tells the same event and
knows its date better, the wide one takes that over, if it lies inside and nobody
contradicts it. What a text itself says exactly is never touched.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from detente.linking.link import Linked
from detente.model.coded import CodedArticle
from detente.model.entry import Report
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval

# Bases of a date that another report may lean on: not themselves worked out of others.
FIRM = frozenset({DateBasis.EXPRESSION, DateBasis.DATELINE})
# A week still tells more than the wide date; beyond, nothing is gained.
MOST_DAYS = 7
REAL = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})


def narrowed(coded: Sequence[CodedArticle], linked: Linked) -> tuple[CodedArticle, ...]:
    """The articles in their order, the wide dates of inferred ones narrowed.

    A date is taken from the reports of the same event that have one of a few days from
    their own text; they have to agree on days that lie inside the wide one.
    """
    known: dict[str, list[Dating]] = defaultdict(list)
    for one in coded:
        for report in one.reports:
            if _is_firm(report) and report.dating is not None:
                known[linked.event_of[report.id]].append(report.dating)
    if not known or not any(_is_inferred(one) for one in coded):
        return tuple(coded)
    return tuple(
        replace(
            one,
            reports=tuple(
                _narrowed(report, known.get(linked.event_of[report.id], ()))
                for report in one.reports
            ),
        )
        if _is_inferred(one)
        else one
        for one in coded
    )


def _is_inferred(one: CodedArticle) -> bool:
    """Whether the article's date is a guess of more than a day."""
    published = one.published
    return (
        published is not None
        and published.basis not in {DateBasis.GIVEN, DateBasis.DATELINE}
        and published.interval.n_days > 1
    )


def _is_firm(report: Report) -> bool:
    dating = report.dating
    return (
        dating is not None
        and report.status in REAL
        and dating.basis in FIRM
        and not dating.approximate
        and dating.interval.n_days <= MOST_DAYS
    )


def _narrowed(report: Report, others: Sequence[Dating]) -> Report:
    own = report.dating
    if own is None or not others or report.status not in REAL:
        return report
    shared: TimeInterval | None = others[0].interval
    for other in others[1:]:
        shared = shared.meet(other.interval) if shared is not None else None
    if shared is None or shared.n_days >= own.interval.n_days:
        return report
    if own.interval.meet(shared) != shared:
        return report
    dating = Dating(
        interval=shared,
        basis=DateBasis.EVENT,
        evidence=own.evidence,
        because=(*own.because, "another article dates the same event"),
    )
    return replace(report, dating=dating)
