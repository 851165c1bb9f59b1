"""Claims of being the first: scope, reach back, and the report that they are about."""

import pytest

from detente.model.article import RawDocument
from detente.model.entry import Precedence, Report, Scope
from detente.pipeline import Coder

pytestmark = pytest.mark.slow


def claims(coder: Coder, text: str) -> list[tuple[Report, Precedence]]:
    raw = RawDocument(text=text, format="jsonl", id="a", published="2031-03-05")
    coded = coder.code(raw)
    return [(report, one) for report in coded.reports for one in report.precedence]


@pytest.mark.parametrize(
    ("text", "scope", "years", "since"),
    [
        (
            "Chilean President Rosa Vidal visited Norway on Tuesday, the first visit by "
            "a Chilean president to Norway in 20 years.",
            Scope.OFFICE,
            20,
            None,
        ),
        (
            "Greek Prime Minister Nikos Pappas met Albanian President Ilir Hoxha on "
            "Monday. The meeting, the first between leaders of the two countries since "
            "2019, was short.",
            Scope.HEADS,
            None,
            2019,
        ),
        (
            "The foreign ministers of Sudan and Egypt met for the first time in a decade "
            "in Cairo on Sunday.",
            Scope.PERSON,
            10,
            None,
        ),
        (
            "Jordan's king visited Baghdad on Monday for the first time since June 2017.",
            Scope.PERSON,
            None,
            2017,
        ),
    ],
)
def test_a_claim_has_a_scope_and_a_reach(
    coder: Coder, text: str, scope: Scope, years: float | None, since: int | None
) -> None:
    ((report, claim),) = claims(coder, text)
    assert report.type == "CONSULT"
    assert (claim.scope, claim.years) == (scope, years)
    assert (claim.since.start.year if claim.since else None) == since
    assert claim.words == " ".join(claim.span.of(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "Iceland and Ghana held the first round of talks on Monday.",
        "Peru's president met Chile's president on the first day of the summit.",
    ],
)
def test_a_first_part_is_no_precedence(coder: Coder, text: str) -> None:
    assert not claims(coder, text)
