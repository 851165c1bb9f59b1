"""How many and how much, where reports of one event give numbers that exclude each other."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from detente.ledger.rival_claims import claims_of, opposed
from detente.ledger.weigh import Witnesses
from detente.ledger.when import REAL
from detente.model.entry import Report
from detente.model.figures import Figure, figures_of
from detente.model.happening import Disagreement, Disputed
from detente.model.words import stem

COUNTED = frozenset({"dead", "injured"})  # fields of their own
# Who is counted apart from others, by stem.
PART_OF_PEOPLE = frozenset(
    stem(word)
    for word in "children child women woman men man soldier troops civilian officer "
    "policeman student militant fighter worker passenger migrant journalist "
    "minister guard protester foreigner sailor pilot".split()
)


def people_counted(
    witnesses: Witnesses, field: Disputed, count: Callable[[Report], int | None]
) -> Disagreement | None:
    """Numbers of people that cannot both be true: "over 1,000" allows 1,150."""
    figure_of: dict[str, Figure] = {}
    for report in witnesses.reports:
        if report.status not in REAL:
            continue  # what may happen has no toll
        figure = _people(report, field, count(report))
        if figure is not None:
            figure_of[report.id] = figure
    told = [report for report in witnesses.reports if report.id in figure_of]

    def differ(one: Report, other: Report) -> bool:
        alike = _whom(one, figure_of[one.id]) == _whom(other, figure_of[other.id])
        return alike and not figure_of[one.id].agrees(figure_of[other.id])

    if not opposed(told, differ, witnesses):
        return None
    values = [(figure_of[report.id].words, report) for report in told]
    return Disagreement(field=field, claims=claims_of(witnesses, values))


def _whom(report: Report, figure: Figure) -> str | None:
    """The part of the people that a number counts ("20 children"); None for all."""
    number = f"{figure.number:,.0f}"
    after = rf"\b{re.escape(number)}\s+(\w+)(?:\s+(\w+))?"
    for match in re.finditer(after, report.quote):
        for word in match.groups(""):
            if stem(word.casefold()) in PART_OF_PEOPLE:
                return stem(word.casefold())
    return None


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


def amounts(witnesses: Witnesses) -> Disagreement | None:
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

        def differ(
            one: Report, other: Report, of: Mapping[str, Figure] = figure_of
        ) -> bool:
            return not of[one.id].agrees(of[other.id])

        if opposed(reports, differ, witnesses):
            values = [(figure.words, report) for figure, report in told[measure]]
            return Disagreement(
                field=Disputed.FIGURE, claims=claims_of(witnesses, values)
            )
    return None
