"""How clues are weighed, and when a time expression can be said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.clue import CERTAIN, FIRM, Clue, fading, on_days, shared
from detente.coding.clue_weighing import weighed
from detente.coding.day_sets import EVER, since, until
from detente.coding.time_inverse import counted_from, days_of_saying, recently
from detente.coding.time_values import shifted
from detente.coding.times import anchor, find_times
from detente.model.edtf import to_edtf
from detente.model.time import TimeInterval

days = st.dates(date(1995, 1, 1), date(2030, 12, 31))


def clue(*steps: tuple[TimeInterval, float], doubt: float = FIRM) -> Clue:
    return Clue(steps=steps, doubt=doubt, because="a reason")


def between(first: str, last: str) -> TimeInterval:
    return TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))


def test_clues_that_only_exclude_leave_exactly_the_days_that_none_excludes() -> None:
    after = clue(*on_days(since(date(2020, 3, 1))), doubt=CERTAIN)
    before = clue(*on_days(until(date(2021, 5, 9))), doubt=CERTAIN)
    assert weighed([after, before]) == between("2020-03-01", "2021-05-09")


def test_without_an_end_the_answer_is_open() -> None:
    assert weighed([clue(*on_days(since(date(2020, 3, 1))))]).end == date.max
    assert weighed([]) == EVER[0]


def test_a_fading_clue_cuts_the_answer_where_little_is_left() -> None:
    happened = TimeInterval.day(date(2020, 3, 1))
    found = weighed([clue(*recently(happened))])
    assert found.start == date(2020, 3, 1)
    assert 60 < found.n_days < 120


def test_one_wrong_clue_is_outvoted_by_two_right_ones() -> None:
    right = [clue((between("2020-01-01", "2020-12-31"), 1.0)) for _ in range(2)]
    wrong = clue((between("2005-01-01", "2005-12-31"), 1.0))
    assert weighed([*right, wrong]) == between("2020-01-01", "2020-12-31")


def test_layers_that_overlap_give_each_day_its_heaviest_weight_once() -> None:
    near, far = between("2020-01-10", "2020-01-20"), between("2020-01-01", "2020-01-31")
    steps = fading(([near], 1.0), ([far], 0.1))
    assert sum(d.n_days for d, _ in steps) == 31
    assert [w for d, w in steps if d.contains(date(2020, 1, 15))] == [1.0]


def test_no_layer_of_shares_outweighs_one_before_it() -> None:
    wide, narrow = (
        between("2020-01-01", "2020-12-31"),
        between("2021-01-01", "2021-01-02"),
    )
    weights = [w for _, w in shared(([wide], 0.5), ([narrow], 0.5))]
    assert weights == [1.0, 1.0]


@pytest.mark.parametrize(
    ("words", "meant", "said"),
    [
        ("last month", "2023-02-06", "2023-03"),
        ("this month", "2023-02-06", "2023-02"),
        ("next month", "2023-07-11", "2023-06"),
        ("last week", "2023-02-06", "2023-02-13/2023-02-19"),
        ("last year", "2023-07-26", "2024"),
        ("Tuesday", "2020-08-04", "2020-08-04/2020-08-10"),
        ("yesterday", "2020-08-04", "2020-08-05"),
        ("in July", "2016-07-12", "2016-07-12/2017-07-11"),
        ("two days ago", "2020-08-04", "2020-08-05/2020-08-07"),
    ],
)
def test_what_is_said_of_a_known_day_tells_when_it_is_said(
    words: str, meant: str, said: str
) -> None:
    (raw,) = find_times(words)
    steps = days_of_saying(raw, TimeInterval.day(date.fromisoformat(meant)))
    assert steps
    assert to_edtf(weighed([clue(*steps, doubt=CERTAIN)])) == said


def test_a_weekday_or_month_that_does_not_fit_the_day_cannot_be_meant() -> None:
    (monday,), (may,) = find_times("Monday"), find_times("in May")
    tuesday = TimeInterval.day(date(2020, 8, 4))
    assert days_of_saying(monday, tuesday) == ()
    assert days_of_saying(may, tuesday) == ()


SAID = ("yesterday", "last week", "last month", "next month", "last year", "next week")


@given(st.sampled_from(SAID), days)
def test_the_way_back_is_the_inverse_of_the_way_there(words: str, day: date) -> None:
    (raw,) = find_times(words)
    meant = anchor(raw, TimeInterval.day(day)).interval
    assert meant is not None
    steps = days_of_saying(raw, meant) or ()
    assert any(interval.contains(day) for interval, _ in steps)


@given(days, st.integers(1, 5), st.sampled_from(["day", "week", "month", "year"]))
def test_so_many_units_after_a_day_may_be_said_exactly_then(
    day: date, count: int, unit: str
) -> None:
    steps = counted_from(day, unit, count, -1)
    exact = shifted(day, unit, count)
    assert [weight for i, weight in steps if i.contains(exact)] == [1.0]
