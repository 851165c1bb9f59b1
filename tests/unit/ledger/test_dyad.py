"""The state of a dyad is a fold of its events: posts, measures, meetings, index."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import BERG, CHILE, NORWAY, PERU, SOTO, article, on, person, report, within

from detente.ledger.dyad import dyad_state
from detente.ledger.dyad_index import changes, divide
from detente.ledger.fold import fold
from detente.model.actor import Participant
from detente.model.dyad import DyadState, Level, Rank
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status

DAY = date(2021, 12, 31)


def told(
    n: int,
    row: str,
    quote: str,
    day: str,
    *,
    type: EventType = EventType.SANCTION,
    actors: tuple[Participant, ...] = (NORWAY,),
    recipients: tuple[Participant, ...] = (CHILE,),
    status: Status = Status.HAPPENED,
) -> Report:
    return report(
        f"rep_{n:03}",
        f"a{n:03}",
        type=type,
        modes=(),
        row=f"{row}/x",
        quote=quote,
        actors=actors,
        recipients=recipients,
        status=status,
        dating=on(day),
    )


def state(reports: Iterable[Report], day: date = DAY) -> DyadState:
    reports = tuple(reports)
    articles = [
        article(
            one.article_id,
            published=str(one.dating.interval.start) if one.dating else None,
        )
        for one in reports
    ]
    return dyad_state(fold(reports, (), articles), "NOR", "CHL", day)


RECALL = told(1, "recall-ambassador", "Norway recalled its ambassador", "2021-02-01")
REPLY = told(
    2,
    "recall-ambassador",
    "Chile withdrew its ambassador as well",
    "2021-02-03",
    actors=(CHILE,),
    recipients=(NORWAY,),
)
RESTORED = told(
    3,
    "restore-ties",
    "They agreed to restore diplomatic relations",
    "2021-06-01",
    type=EventType.SUPPORT,
    actors=(NORWAY, CHILE),
    recipients=(),
)
NAMED = told(
    4,
    "appoint-ambassador",
    "Norway named a new ambassador to Chile",
    "2021-07-01",
    type=EventType.SUPPORT,
)
SEVERED = told(5, "sever-ties", "Norway severed relations with Chile", "2021-04-01")


def levels(found: DyadState) -> tuple[Level, Level]:
    return found.posts[0].level, found.posts[1].level


def test_nothing_told_is_said_to_be_unknown() -> None:
    assert levels(state([])) == (Level.UNKNOWN, Level.UNKNOWN)


def test_a_recall_empties_one_post_alone() -> None:
    assert levels(state([RECALL])) == (Level.RECALLED, Level.UNKNOWN)


def test_each_side_has_its_own_recall() -> None:
    found = state([RECALL, REPLY])
    assert levels(found) == (Level.RECALLED, Level.RECALLED)
    assert found.posts[1].because is not None
    assert found.posts[1].because.words.startswith("Chile withdrew")


def test_restoring_relations_brings_no_recalled_envoy_back() -> None:
    found = state([RECALL, RESTORED])
    assert found.posts[0].level is Level.RECALLED
    assert found.posts[0].restoring is not None


def test_after_a_break_restored_relations_are_restored_both_ways() -> None:
    assert levels(state([SEVERED])) == (Level.SEVERED, Level.SEVERED)
    assert levels(state([SEVERED, RESTORED])) == (Level.RESTORED, Level.RESTORED)


def test_an_appointment_fills_the_post_and_keeps_what_was_before() -> None:
    post = state([RECALL, RESTORED, NAMED]).posts[0]
    assert post.level is Level.AMBASSADOR
    assert post.restoring is None
    assert [level for level, _ in post.before] == [Level.RECALLED]


def test_the_state_is_that_of_the_day_asked_for() -> None:
    every = [RECALL, REPLY, SEVERED, RESTORED, NAMED]
    by_day = {day: state(every, date.fromisoformat(day)) for day in DAYS}
    assert [levels(by_day[day]) for day in DAYS] == [
        (Level.UNKNOWN, Level.UNKNOWN),
        (Level.RECALLED, Level.UNKNOWN),
        (Level.RECALLED, Level.RECALLED),
        (Level.SEVERED, Level.SEVERED),
        (Level.RESTORED, Level.RESTORED),
        (Level.AMBASSADOR, Level.RESTORED),
    ]


DAYS = (
    "2021-01-31",
    "2021-02-01",
    "2021-02-03",
    "2021-04-02",
    "2021-06-30",
    "2021-07-01",
)


def test_an_expelled_ambassador_is_the_recipients() -> None:
    one = told(1, "expel", "Norway expelled the ambassador of Chile", "2021-02-01")
    assert levels(state([one])) == (Level.UNKNOWN, Level.EXPELLED)


def test_expelling_diplomats_leaves_the_post() -> None:
    one = told(1, "expel", "Norway expelled two diplomats of Chile", "2021-02-01")
    assert levels(state([one])) == (Level.UNKNOWN, Level.UNKNOWN)


@pytest.mark.parametrize("status", [Status.DENIED, Status.CANCELLED, Status.DEMANDED])
def test_what_did_not_happen_changes_nothing(status: Status) -> None:
    one = told(1, "recall-ambassador", "the ambassador", "2021-02-01", status=status)
    assert levels(state([one])) == (Level.UNKNOWN, Level.UNKNOWN)


def test_a_planned_appointment_is_ahead_until_it_comes() -> None:
    plan = told(
        6,
        "appoint-ambassador",
        "Norway will name an ambassador to Chile",
        "2021-05-01",
        type=EventType.SUPPORT,
        status=Status.PLANNED,
    )
    assert [level for level, _ in state([plan]).posts[0].ahead] == [Level.AMBASSADOR]
    assert state([plan, NAMED]).posts[0].ahead == ()


def test_ties_of_defence_are_no_diplomatic_relations() -> None:
    one = told(
        1,
        "restore-ties",
        "They renewed defence ties",
        "2021-02-01",
        type=EventType.SUPPORT,
        actors=(NORWAY, CHILE),
        recipients=(),
    )
    assert levels(state([SEVERED, one])) == (Level.SEVERED, Level.SEVERED)


def test_a_third_state_does_not_matter() -> None:
    other = told(
        1, "recall-ambassador", "an ambassador", "2021-02-01", recipients=(PERU,)
    )
    assert state([other]).n_events == 0


GRAIN = told(
    10,
    "sign",
    "They signed a treaty on grain",
    "2021-01-01",
    type=EventType.SUPPORT,
    actors=(NORWAY, CHILE),
    recipients=(),
)
FISH = told(
    11,
    "sign",
    "They signed an accord on herring",
    "2021-02-01",
    type=EventType.SUPPORT,
    actors=(NORWAY, CHILE),
    recipients=(),
)


def test_an_agreement_ends_by_its_own_name() -> None:
    end = told(12, "suspend-aid", "Norway left the grain treaty", "2021-03-01")
    found = state([GRAIN, FISH, end]).agreements
    assert [one.ended_by is not None for one in found] == [True, False]


def test_an_unnamed_agreement_is_the_last_one() -> None:
    end = told(12, "suspend-aid", "Norway tore up the agreement", "2021-03-01")
    found = state([GRAIN, FISH, end]).agreements
    assert [one.ended_by is not None for one in found] == [False, True]


def test_only_who_imposed_a_sanction_lifts_it() -> None:
    imposed = told(
        1, "impose-sanctions", "Norway imposed sanctions on Chile", "2021-01-01"
    )
    lifted = told(
        2,
        "ease",
        "Chile lifted its sanctions",
        "2021-02-01",
        type=EventType.CONCEDE,
        actors=(CHILE,),
        recipients=(NORWAY,),
    )
    assert state([imposed, lifted]).sanctions[0].ended_by is None
    own = told(
        3,
        "ease",
        "Norway lifted its sanctions",
        "2021-02-01",
        type=EventType.CONCEDE,
    )
    assert state([imposed, own]).sanctions[0].ended_by is not None


def meeting(
    n: int,
    day: str,
    *people: Participant,
    status: Status = Status.HAPPENED,
) -> Report:
    return told(
        n,
        "meet",
        "They met",
        day,
        type=EventType.CONSULT,
        actors=people,
        recipients=(),
        status=status,
    )


def test_the_last_meeting_is_kept_by_level() -> None:
    heads = (
        person("Ola Dahl", "NOR", "prime minister"),
        person("R", "CHL", "president"),
    )
    found = state(
        [
            meeting(1, "2021-01-01", *heads),
            meeting(2, "2021-02-01", BERG, SOTO),
            meeting(3, "2021-03-01", BERG, SOTO),
        ]
    ).met
    assert [
        (one.rank, one.item.days and one.item.days.start.month) for one in found
    ] == [
        (Rank.HEADS, 1),
        (Rank.MINISTERS, 3),
    ]


def test_a_minister_with_a_president_is_a_meeting_of_ministers() -> None:
    president = person("R", "CHL", "president")
    assert (
        state([meeting(1, "2021-01-01", BERG, president)]).met[0].rank is Rank.MINISTERS
    )


def test_announced_meetings_are_those_still_to_come() -> None:
    plan = meeting(1, "2021-06-10", BERG, SOTO, status=Status.PLANNED)
    article_day = article(plan.article_id, published="2021-06-01")
    events = fold([plan], (), [article_day])
    assert not dyad_state(events, "NOR", "CHL", date(2021, 5, 31)).announced
    assert dyad_state(events, "NOR", "CHL", date(2021, 6, 9)).announced
    assert not dyad_state(events, "NOR", "CHL", date(2021, 6, 11)).announced


def test_what_no_article_told_by_then_is_marked() -> None:
    late = article(RECALL.article_id, published="2021-09-01")
    events = fold([RECALL], (), [late])
    because = dyad_state(events, "NOR", "CHL", date(2021, 3, 1)).posts[0].because
    assert because is not None
    assert because.is_certain
    assert not because.known_by_then


def test_a_wide_date_that_may_lie_later_is_uncertain() -> None:
    wide = report(
        "rep_1",
        "a1",
        type=EventType.SANCTION,
        row="recall-ambassador/x",
        quote="the ambassador",
        actors=(NORWAY,),
        recipients=(CHILE,),
        dating=within("2021-01-01", "2021-12-31"),
    )
    because = state([wide], date(2021, 6, 1)).posts[0].because
    assert because is not None
    assert not because.is_certain


def test_the_index_follows_the_scores_and_fades() -> None:
    index = state([RECALL], date(2021, 2, 1)).index
    assert index.points[-1].value == pytest.approx(-4.0 / 2, abs=0.01)
    later = state([RECALL], date(2021, 2, 1) + timedelta(days=90)).index
    assert later.points[-1].value == pytest.approx(-4.0 * 0.5 / 1.5, abs=0.01)
    assert index.n_events == 1


def test_a_turn_from_conflict_to_cooperation_is_found_at_its_month() -> None:
    months = [date(2020 + n // 12, n % 12 + 1, 1) for n in range(24)]
    series = [(month, -4.0 if n < 12 else 3.5) for n, month in enumerate(months)]
    found = changes(series)
    assert [(one.month, one.before, one.after) for one in found] == [
        (date(2021, 1, 1), -4.0, 3.5)
    ]


def test_a_steady_series_has_no_turn() -> None:
    assert divide([1.0, 1.4, 0.8, 1.1, 1.3, 0.9, 1.0, 1.2]) == [0]


@given(st.lists(st.floats(-10, 10), max_size=40))
def test_stretches_begin_at_the_start_and_are_long_enough(values: list[float]) -> None:
    starts = divide(values)
    ends = [*starts[1:], len(values)]
    assert starts[:1] == ([0] if values else [])
    if len(starts) > 1:
        assert all(b - a >= 3 for a, b in zip(starts, ends, strict=True))


@settings(deadline=None, max_examples=30)
@given(st.permutations([RECALL, REPLY, SEVERED, RESTORED, NAMED, GRAIN, FISH]))
def test_the_state_does_not_depend_on_the_order_of_reports(order: list[Report]) -> None:
    assert state(order) == state([RECALL, REPLY, SEVERED, RESTORED, NAMED, GRAIN, FISH])


def test_the_last_day_there_is_can_be_asked_for() -> None:
    assert dyad_state((), "NOR", "CHL", date.max).on == date.max
