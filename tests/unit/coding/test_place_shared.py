"""share_places: what is done at a meeting is done where it is held, and only that."""

from dataclasses import replace
from datetime import date

import pytest

from detente.coding.place_shared import share_places
from detente.model.actor import Participant
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

OSLO = EventLocation(extracted_place="Oslo", resolved_place="Oslo", feature="city")
ROME = EventLocation(extracted_place="Rome", resolved_place="Rome", feature="city")
DAY = TimeInterval.day(date(2023, 5, 4))


def states(*codes: str) -> tuple[Participant, ...]:
    return tuple(
        Participant(raw_text=c, entity_name=c, span=Span(0, 1), country_code=c)
        for c in codes
    )


def report(name: str, type_: EventType, sentence: int) -> Report:
    return Report(
        id=name,
        article_id="art",
        type=type_,
        modes=(),
        contexts=(),
        location=None,
        attribution=(),
        is_title=False,
        because=(),
        actors=states("CHL", "PER"),
        recipients=(),
        status=Status.HAPPENED,
        dating=Dating(interval=DAY, basis=DateBasis.EXPRESSION),
        evidence=Span(0, 1),
        quote="",
        trigger=Span(0, 1),
        trigger_text="",
        sentence=sentence,
        row="test",
        confidence=0.5,
    )


MEETING = replace(report("met", EventType.CONSULT, 1), location=OSLO)
PACT = report("pact", EventType.AGREE, 2)


def test_an_agreement_of_the_two_who_met_that_day_is_made_where_they_met() -> None:
    assert share_places([MEETING, PACT]) == {"pact": OSLO}


def test_a_place_of_its_own_stays() -> None:
    assert share_places([MEETING, replace(PACT, location=ROME)]) == {}


@pytest.mark.parametrize(
    "other",
    [
        replace(PACT, actors=states("CHL")),
        replace(PACT, actors=states("CHL", "BOL")),
        replace(PACT, type=EventType.ASSAULT),
        replace(PACT, status=Status.PLANNED),
        replace(PACT, sentence=20),
        replace(PACT, dating=None),
        replace(
            PACT,
            dating=Dating(
                interval=TimeInterval.day(date(2021, 5, 4)),
                basis=DateBasis.EXPRESSION,
            ),
        ),
    ],
)
def test_what_others_do_or_at_another_time_has_no_place(other: Report) -> None:
    assert share_places([MEETING, other]) == {}


def test_two_towns_say_nothing() -> None:
    second = replace(MEETING, id="again", location=ROME)
    assert share_places([MEETING, second, PACT]) == {}


def test_a_country_is_no_town() -> None:
    where = replace(OSLO, resolved_place="Norway", feature="country")
    assert share_places([replace(MEETING, location=where), PACT]) == {}


def test_thanks_are_said_where_the_goods_arrive_only_in_the_next_sentence() -> None:
    delivery = replace(MEETING, id="aid", type=EventType.AID)
    thanks = replace(PACT, type=EventType.SUPPORT)
    assert share_places([delivery, thanks]) == {"pact": OSLO}
    assert share_places([delivery, replace(thanks, sentence=3)]) == {}
