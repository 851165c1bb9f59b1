"""Our bounds beside python-edtf's, for every form where that library is right.

Left out, each with a case in test_edtf.py: `2022-10-2X` and `2022-1X` (it raises), winter
(it stops on 31 December), unknown and open ends (it adds ten years, or has no date).
"""

import calendar
from datetime import date

from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.model.edtf import from_edtf, to_edtf
from detente.model.time import TimeInterval

years = st.integers(1000, 2999).map(lambda y: f"{y:04d}")
months = st.integers(1, 12).map(lambda m: f"{m:02d}")
real_days = st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat)
year_months = st.tuples(years, months).map("-".join)
unspecified = st.one_of(
    years.map(lambda y: y[:3] + "X"),
    years.map(lambda y: y[:2] + "XX"),
    years.map(lambda y: y + "-XX"),
    year_months.map(lambda m: m + "-XX"),
    years.map(lambda y: y + "-XX-XX"),
)
seasons = st.tuples(
    years, st.sampled_from(["21", "22", "23", *(str(n) for n in range(33, 42))])
).map("-".join)
plain = st.one_of(years, year_months, real_days)
qualified = st.tuples(plain, st.sampled_from("~?%")).map("".join)
partly = st.tuples(real_days, st.sampled_from("~?%")).map(
    lambda pair: f"{pair[0][:5]}{pair[1]}{pair[0][5:]}"
)
single = st.one_of(plain, unspecified, seasons, qualified, partly)

patient = settings(deadline=None, max_examples=60)  # it takes milliseconds a text


def as_python_edtf_has_it(text: str) -> TimeInterval:
    parsed = parse_edtf(text)
    first, last = parsed.lower_strict(), parsed.upper_strict()
    return TimeInterval.days(date(*first[:3]), date(*last[:3]))


@patient
@given(single)
def test_bounds_agree_with_python_edtf(text: str) -> None:
    assert from_edtf(text) == as_python_edtf_has_it(text)


@patient
@given(st.lists(plain, min_size=2, max_size=2))
def test_bounds_of_intervals_agree_with_python_edtf(ends: list[str]) -> None:
    ends.sort(key=lambda end: from_edtf(end).start)
    text = "/".join(ends)
    if from_edtf(ends[1]).end <= from_edtf(ends[0]).start:
        return
    assert from_edtf(text) == as_python_edtf_has_it(text)


@settings(deadline=None, max_examples=12)
@given(st.lists(years, min_size=2, max_size=3, unique=True))
def test_bounds_of_sets_agree_with_python_edtf(members: list[str]) -> None:
    text = "[" + ", ".join(sorted(members)) + "]"
    assert from_edtf(text) == as_python_edtf_has_it(text)


@patient
@given(single)
def test_what_we_write_of_a_text_python_edtf_reads_as_the_same_days(text: str) -> None:
    meant = from_edtf(text)
    assert as_python_edtf_has_it(to_edtf(meant)) == meant


@patient
@given(st.integers(1000, 2999), st.integers(1, 12), st.sampled_from("0123"))
def test_an_unknown_last_digit_holds_the_days_that_begin_so(
    year: int, month: int, ten: str
) -> None:
    length = calendar.monthrange(year, month)[1]
    days = [d for d in range(1, length + 1) if f"{d:02d}"[0] == ten]
    if not days:
        return
    found = from_edtf(f"{year}-{month:02d}-{ten}X")
    assert found == TimeInterval.days(
        date(year, month, days[0]), date(year, month, days[-1])
    )
