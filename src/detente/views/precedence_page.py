"""Claims of precedence in a ledger, each beside what the ledger holds.

(ledger, event) -> claims: scope, how far back, who makes them, and whether an earlier
event supports or contradicts them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.ledger.precedence import Holding, check
from detente.ledger.read import Reader, Wanted
from detente.model.edtf import to_edtf
from detente.model.entry import Precedence, Report, Scope
from detente.model.happening import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim; `since` is EDTF, `years` how long there was none, both None for never.

    `by` are the outlets that make it, with the speaker where one is quoted. `holding`
    is the ledger's answer, `other_id` the earlier event that gives it.
    """

    event_id: str
    words: str
    scope: Scope
    years: float | None
    since: str | None
    by: tuple[str, ...]
    report_ids: tuple[str, ...]
    holding: Holding
    other_id: str | None


def claims_on(ledger: Reader, event: Event) -> tuple[ClaimRow, ...]:
    """The claims of precedence that reports make of an event, equal ones once."""
    reports = ledger.reports_of(event)
    if not any(report.precedence for report in reports):
        return ()
    near = [one for pair in event.dyads for one in ledger.events(Wanted(pair=pair))]
    outlets = {
        one: f.article.outlet for one, f in ledger.filings(event.article_ids).items()
    }
    return rows_of(event, reports, near, outlets)


def rows_of(
    event: Event,
    reports: Sequence[Report],
    near: Iterable[Event],
    outlets: "dict[str, str | None]",
) -> tuple[ClaimRow, ...]:
    """The same of what is in hand; `outlets` are by article."""
    others = {one.id: one for one in near}
    made: dict[tuple[object, ...], list[tuple[Precedence, Report]]] = {}
    for report in reports:
        for claim in report.precedence:
            key = (claim.scope, claim.years, claim.since)
            made.setdefault(key, []).append((claim, report))
    rows = []
    for claims in made.values():
        claim = min((c for c, _ in claims), key=lambda c: (len(c.words), c.words))
        answer = check(claim, event, [others[one] for one in sorted(others)])
        rows.append(
            ClaimRow(
                event_id=event.id,
                words=claim.words,
                scope=claim.scope,
                years=claim.years,
                since=to_edtf(claim.since) if claim.since else None,
                by=tuple(sorted({_maker(report, outlets) for _, report in claims})),
                report_ids=tuple(sorted({report.id for _, report in claims})),
                holding=answer.holding,
                other_id=answer.event_id,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.scope, row.words)))


def _maker(report: Report, outlets: "dict[str, str | None]") -> str:
    outlet = outlets.get(report.article_id) or f"article {report.article_id}"
    if report.attribution:
        says = report.attribution[0]
        return f"{says.entity_name or says.raw_text} in {outlet}"
    return outlet
