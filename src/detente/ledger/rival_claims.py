"""What every comparison of reports needs: versions with their sources, origins apart.

Copies of one text are one voice: two origins must differ before outlets do.
"""

from collections.abc import Callable, Iterable

from detente.ledger.weigh import Witnesses
from detente.model.entry import Report
from detente.model.happening import Claim

# A disagreement shows in the first of many reports; beyond, pairs only cost time.
MOST_COMPARED = 60


def claims_of(
    witnesses: Witnesses, values: Iterable[tuple[str, Report]]
) -> tuple[Claim, ...]:
    """Versions of a field with who holds each, the best supported first."""
    return tuple(
        Claim(value=value, sources=witnesses.behind(reports))
        for value, reports in witnesses.ranked(values)
    )


def opposed(
    reports: list[Report],
    differ: Callable[[Report, Report], bool],
    witnesses: Witnesses,
) -> bool:
    """Whether two texts differ in whatever they say: one that gives both takes no side."""
    by_article: dict[str, list[Report]] = {}
    for report in reports[:MOST_COMPARED]:
        by_article.setdefault(report.article_id, []).append(report)
    told = list(by_article.values())
    return any(
        are_apart(mine[0], others[0], witnesses)
        and all(differ(one, other) for one in mine for other in others)
        for i, mine in enumerate(told)
        for others in told[:i]
    )


def are_apart(one: Report, other: Report, witnesses: Witnesses) -> bool:
    """Whether two reports are of two texts."""
    return witnesses.origin[one.article_id] != witnesses.origin[other.article_id]
