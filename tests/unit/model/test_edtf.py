from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.edtf import from_edtf, to_edtf
from detente.model.time import TimeInterval

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
intervals = st.builds(
    lambda start, n: TimeInterval(start, start + timedelta(days=n)),
    days,
    st.integers(1, 40_000),
)


def between(first: str, last: str) -> TimeInterval:
    return TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-10-26", "2022-10-26", "2022-10-26"),
        ("2022-10", "2022-10-01", "2022-10-31"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2022-10-2X", "2022-10-20", "2022-10-29"),
        ("2022-10-3X", "2022-10-30", "2022-10-31"),
        ("2022-02-2X", "2022-02-20", "2022-02-28"),
        ("2022-10-XX", "2022-10-01", "2022-10-31"),
        ("2022-XX-XX", "2022-01-01", "2022-12-31"),
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("2022-1X", "2022-10-01", "2022-12-31"),
        ("2022-03~", "2022-03-01", "2022-03-31"),
        ("2022?", "2022-01-01", "2022-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2022-35", "2022-07-01", "2022-09-30"),
        ("2022-41", "2022-07-01", "2022-12-31"),
        ("2022-03-06/2022-03-10", "2022-03-06", "2022-03-10"),
        ("2022-03/2022-05", "2022-03-01", "2022-05-31"),
        ("2018/2020", "2018-01-01", "2020-12-31"),
        ("2022-02/2023-04-26", "2022-02-01", "2023-04-26"),
        ("2022-10-26T14:00", "2022-10-26", "2022-10-26"),
        ("2004-06~-11", "2004-06-11", "2004-06-11"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
        ("2022-10-2X~", "2022-10-20", "2022-10-29"),
        ("2022-03~/2022-05?", "2022-03-01", "2022-05-31"),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("{2021-11,2022-02}", "2021-11-01", "2022-02-28"),
    ],
)
def test_a_text_means_these_days(text: str, first: str, last: str) -> None:
    assert from_edtf(text) == between(first, last)


@pytest.mark.parametrize("text", ["../2022-10-26", "/2022-10-26"])
def test_an_open_or_unknown_start_reaches_back_for_ever(text: str) -> None:
    assert from_edtf(text) == TimeInterval(date.min, date(2022, 10, 27))


@pytest.mark.parametrize("text", ["2022-10-26/..", "2022-10-26/"])
def test_an_open_or_unknown_end_reaches_on_for_ever(text: str) -> None:
    assert from_edtf(text) == TimeInterval(date(2022, 10, 26), date.max)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2022-13", "2022-02-30", "2022-10-4X", "2022-1", "22-10-26",
     "2022-10-26/2022-10-25", "a/b/c", "2022-00", "20X2", "2022-10-26-01", "0000",
     "20~22", "[2022", "{2022]", "[2023..2021]"],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_with_the_text_in_the_message(text: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        from_edtf(text)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-10-26", "2022-10-26", "2022-10-26"),
        ("2022-02-01", "2022-02-28", "2022-02"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("1990-01-01", "1999-12-31", "199X"),
        ("1900-01-01", "1999-12-31", "19XX"),
        ("2022-07-01", "2022-09-30", "2022-35"),
        ("2022-10-26", "2022-10-28", "2022-10-26/2022-10-28"),
        ("2022-03-01", "2022-04-30", "2022-03/2022-04"),
        ("2018-01-01", "2020-12-31", "2018/2020"),
    ],
)
def test_an_interval_is_written_in_its_shortest_exact_form(
    first: str, last: str, text: str
) -> None:
    assert to_edtf(between(first, last)) == text


def test_open_ends_are_two_dots() -> None:
    assert to_edtf(TimeInterval(date.min, date(2022, 10, 27))) == "../2022-10-26"
    assert to_edtf(TimeInterval(date(2022, 10, 26), date.max)) == "2022-10-26/.."
    assert to_edtf(TimeInterval(date.min, date.max)) == "../.."


def test_near_dates_carry_a_tilde() -> None:
    assert to_edtf(between("2022-08-01", "2022-08-31"), approximate=True) == "2022-08~"


@given(intervals)
def test_writing_and_reading_gives_the_same_days(interval: TimeInterval) -> None:
    assert from_edtf(to_edtf(interval)) == interval


@given(intervals)
def test_a_tilde_does_not_move_the_bounds(interval: TimeInterval) -> None:
    assert from_edtf(to_edtf(interval, approximate=True)) == interval


@given(days, st.booleans())
def test_half_open_intervals_keep_their_known_end(day: date, before: bool) -> None:
    interval = TimeInterval(date.min, day) if before else TimeInterval(day, date.max)
    assert from_edtf(to_edtf(interval)) == interval
