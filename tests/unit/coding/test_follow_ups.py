"""How a plan came out, where a later sentence tells it without naming anybody."""

import pytest

from detente.model.article import RawDocument
from detente.model.edtf import to_edtf
from detente.model.entry import Report
from detente.model.status import Status
from detente.pipeline import Coder

pytestmark = pytest.mark.slow


def told(coder: Coder, text: str) -> tuple[Report, ...]:
    document = RawDocument(text=text, format="txt", published="2023-05-03", id="x")
    return coder.code(document, parse_all=True).reports


def states(report: Report) -> list[str | None]:
    return [one.country_code for one in (*report.actors, *report.recipients)]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (
            "Norway and Latvia were to sign a fishing pact on Tuesday. The signing did "
            "not take place.",
            Status.DENIED,
        ),
        (
            "Norway's foreign minister was due to meet her Latvian counterpart in Riga "
            "on Tuesday. The meeting went ahead, a spokesman said.",
            Status.HAPPENED,
        ),
        (
            "Peru's president was to visit Chile next week. She postponed the trip.",
            Status.CANCELLED,
        ),
        (
            "Norway and Latvia will hold talks in Riga on Tuesday. The talks fell "
            "through at the last minute.",
            Status.CANCELLED,
        ),
        (
            "Talks between Norway and Latvia had been planned for May 10. They were "
            "postponed for good.",
            Status.CANCELLED,
        ),
        (
            "Norway's prime minister will not travel to Latvia after all. She had been "
            "expected to visit Riga on Monday.",
            Status.CANCELLED,
        ),
    ],
)
def test_the_outcome_follows_the_plan(coder: Coder, text: str, outcome: Status) -> None:
    reports = told(coder, text)
    (ended,) = [report for report in reports if report.follows]
    (plan,) = [report for report in reports if report.id == ended.follows]
    assert (plan.status, ended.status) == (Status.PLANNED, outcome)
    assert plan.type is ended.type
    assert states(plan) == states(ended)


def test_what_is_called_off_has_the_day_that_was_planned(coder: Coder) -> None:
    reports = told(
        coder,
        "Turkey's defence minister was scheduled to visit Sweden on May 5. The visit "
        "was called off on Tuesday.",
    )
    assert [report.status for report in reports] == [
        Status.PLANNED,
        Status.CANCELLED,
    ]
    days = [report.dating and to_edtf(report.dating.interval) for report in reports]
    assert days == ["2023-05-05", "2023-05-05"]


def test_what_happened_is_not_told_again(coder: Coder) -> None:
    reports = told(
        coder,
        "Norway and Latvia signed a pact on Tuesday. The signing took place late.",
    )
    assert len(reports) == 1
    assert reports[0].follows is None


def test_plans_of_other_states_are_not_taken_up(coder: Coder) -> None:
    reports = told(
        coder,
        "Chad's president will visit Mali on Monday. Norway cancelled a visit by the "
        "Latvian premier.",
    )
    assert all(report.follows is None for report in reports)


def test_another_persons_plan_is_not_taken_up(coder: Coder) -> None:
    reports = told(
        coder,
        "Turkey's speaker cancelled a visit by his Swedish counterpart, Lars Ek. The "
        "Swedish defence minister, Karin Holm, is due to travel to Ankara on May 9.",
    )
    assert {report.status for report in reports} >= {Status.PLANNED, Status.CANCELLED}
    assert all(report.follows is None for report in reports)
