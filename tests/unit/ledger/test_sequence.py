"""What may answer what within a dyad, by sequence alone: weaker than a text's word."""

from made import CHILE, NORWAY, PERU, article, on, report

from detente.ledger.fold import fold
from detente.ledger.sequence import answers_by_sequence
from detente.model.actor import Participant
from detente.model.bearing import Bearing
from detente.model.event import EventType, RelationKind
from detente.model.happening import Event
from detente.model.status import Status


def act(
    n: int,
    day: str,
    actor: Participant,
    recipient: Participant,
    type: EventType = EventType.SANCTION,
    status: Status = Status.HAPPENED,
) -> Event:
    one = report(
        f"rep_{n}",
        f"a{n}",
        type=type,
        actors=(actor,),
        recipients=(recipient,),
        dating=on(day),
        status=status,
    )
    return fold([one], (), [article(f"a{n}")])[0]


RECALL = act(1, "2021-03-01", NORWAY, CHILE)
REPLY = act(2, "2021-03-04", CHILE, NORWAY)


def pairs(*events: Event) -> list[tuple[str, str]]:
    found = answers_by_sequence(events)
    assert all(one.by_sequence for one in found)
    return [(one.event_id, one.other_id) for one in found]


def test_a_recall_the_other_way_round_may_be_an_answer() -> None:
    assert pairs(RECALL, REPLY) == [(REPLY.id, RECALL.id)]


def test_the_order_of_events_does_not_matter() -> None:
    assert pairs(REPLY, RECALL) == pairs(RECALL, REPLY)


def test_the_same_direction_answers_nothing() -> None:
    assert not pairs(RECALL, act(2, "2021-03-04", NORWAY, CHILE))


def test_a_month_later_is_too_late() -> None:
    assert not pairs(RECALL, act(2, "2021-04-04", CHILE, NORWAY))


def test_on_one_day_nobody_knows_who_began() -> None:
    assert not pairs(RECALL, act(2, "2021-03-01", CHILE, NORWAY))


def test_a_third_state_answers_nothing() -> None:
    assert not pairs(RECALL, act(2, "2021-03-04", PERU, NORWAY))


def test_a_plan_answers_nothing_yet() -> None:
    assert not pairs(RECALL, act(2, "2021-03-04", CHILE, NORWAY, status=Status.PLANNED))


def test_words_do_not_call_for_force() -> None:
    blame = act(1, "2021-03-01", NORWAY, CHILE, EventType.ACCUSE)
    assert not pairs(blame, REPLY)
    assert pairs(blame, act(2, "2021-03-04", CHILE, NORWAY, EventType.ACCUSE))


def test_lifting_answers_lifting() -> None:
    ours = act(1, "2021-03-01", NORWAY, CHILE, EventType.CONCEDE)
    theirs = act(2, "2021-03-09", CHILE, NORWAY, EventType.CONCEDE)
    assert pairs(ours, theirs) == [(theirs.id, ours.id)]


def test_the_last_act_before_it_is_the_one_answered() -> None:
    later = act(3, "2021-03-03", NORWAY, CHILE)
    assert pairs(RECALL, later, REPLY) == [(REPLY.id, later.id)]


def test_what_a_text_says_is_not_guessed_at() -> None:
    said = Bearing(
        event_id=REPLY.id,
        other_id="evt_other",
        kind=RelationKind.RESPONSE_TO,
        words=("in response",),
        report_ids=("rep_2",),
    )
    assert not answers_by_sequence([RECALL, REPLY], [said])
