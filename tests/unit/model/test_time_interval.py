"""Intervals of days: what two of them share."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detente.model.time import TimeInterval

intervals = st.builds(
    lambda first, n: TimeInterval(first, first + timedelta(days=n)),
    st.dates(date(2020, 1, 1), date(2020, 2, 1)),
    st.integers(1, 20),
)


@given(intervals, intervals)
def test_two_intervals_meet_where_some_day_is_in_both(
    one: TimeInterval, other: TimeInterval
) -> None:
    assert one.meets(other) == (one.meet(other) is not None)
    assert one.meets(other) == other.meets(one)
