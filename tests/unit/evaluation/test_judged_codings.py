"""Verdicts on codings: what the file holds, and which report one still holds for."""

from dataclasses import replace

import pytest

from detente.model.actor import Participant
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from evaluation.judged_codings import NO_EVENT, Judged, holds, read_judged

FAULTS = frozenset(
    {"not an event", "type", "actor", "recipient", "status", "duplicate"}
)


def who(code: str) -> tuple[Participant, ...]:
    return (
        Participant(
            raw_text=code, entity_name=code, span=Span(0, 1), country_code=code
        ),
    )


REPORT = Report(
    id="rep_1",
    article_id="a",
    type=EventType.CONSULT,
    modes=(),
    contexts=(),
    actors=who("OLA"),
    recipients=who("SUD"),
    status=Status.PLANNED,
    dating=None,
    location=None,
    attribution=(),
    evidence=Span(0, 40),
    quote="",
    trigger=Span(10, 13),
    trigger_text="met",
    sentence=0,
    is_title=False,
    row="r",
    because=(),
    confidence=0.5,
)
RIGHT = Judged(
    set="made",
    article="a",
    place=(10, 13),
    event="CONSULT",
    said=("planned", "OLA", "SUD"),
    is_match=True,
    is_right=True,
    fault="",
)
CHANGED = {
    "the trigger": replace(REPORT, trigger=Span(9, 13)),
    "the type": replace(REPORT, type=EventType.AGREE),
    "the status": replace(REPORT, status=Status.HAPPENED),
    "the actor": replace(REPORT, actors=who("SUD")),
    "the recipient": replace(REPORT, recipients=()),
}


def test_a_verdict_holds_for_the_coding_that_was_judged() -> None:
    assert holds(RIGHT, REPORT)


def test_a_verdict_holds_when_the_trigger_has_grown_by_a_particle() -> None:
    assert holds(RIGHT, replace(REPORT, trigger=Span(10, 18)))


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_right_is_no_longer_known_when_the_coding_changes(what: str) -> None:
    assert not holds(RIGHT, CHANGED[what])


@pytest.mark.parametrize("what", CHANGED)
def test_what_is_no_event_is_none_whatever_is_coded_of_it(what: str) -> None:
    verdict = replace(RIGHT, is_match=False, is_right=False, fault=NO_EVENT)
    assert holds(verdict, CHANGED[what]) is (what != "the trigger")


@pytest.mark.parametrize("what", CHANGED)
def test_a_wrong_type_stays_wrong_as_long_as_it_is_coded(what: str) -> None:
    verdict = replace(RIGHT, is_match=False, is_right=False, fault="type")
    assert holds(verdict, CHANGED[what]) is (what not in {"the trigger", "the type"})


def test_the_verdicts_of_the_file_hold_together() -> None:
    rows = read_judged()
    assert len(rows) == len(
        {(r.set, r.article, r.place, r.event, r.said) for r in rows}
    )
    for row in rows:
        faults = set(row.fault.split(" + ")) if row.fault else set()
        assert faults <= FAULTS
        assert row.is_right is not bool(faults)
        assert row.is_match or not row.is_right
        assert row.place[0] < row.place[1]
        assert EventType(row.event)
        assert Status(row.said[0])
