"""A reading as a line of `detente classify`."""

from detente.model.event import EventType
from detente.model.pair import PairReading
from detente.model.status import Status
from detente.views.pair_line import QUAD_OF, pair_line

READING = PairReading(
    types=((None, 0.5), (EventType.COERCE, 0.4), (EventType.ASSAULT, 0.1)),
    codes=(("173", 0.7),),
    modes=("arrest",),
    status=Status.HAPPENED,
)


def test_a_given_pair_gets_its_likeliest_type_and_how_sure_among_types() -> None:
    assert pair_line("a", READING) == {
        "id": "a",
        "event": "COERCE",
        "mode": ["arrest"],
        "quad_code": 4,
        "status": "happened",
        "confidence": 0.8,
    }


def test_with_leave_nothing_passed_is_an_answer() -> None:
    line = pair_line("a", READING, allow_none=True)
    assert (line["event"], line["quad_code"], line["status"]) == (None, None, None)
    assert line["confidence"] == 0.5


def test_every_type_has_a_quad_class() -> None:
    assert set(QUAD_OF) == set(EventType)
    assert set(QUAD_OF.values()) == {1, 2, 3, 4}
