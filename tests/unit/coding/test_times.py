"""Golden cases of tests/cases/times.toml, and properties of recognition and anchoring."""

import itertools
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.time_tense import Tense
from detente.coding.times import anchor, find_times, times_layer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.edtf import to_edtf
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES_FOLDER = Path(__file__).parents[2] / "cases"
CASES = [
    case
    for name in ("times.toml", "times_by_phenomenon.toml")
    for case in tomllib.loads((CASES_FOLDER / name).read_text(encoding="utf-8"))["case"]
]


def params(*, grammar: bool) -> list[Any]:
    """Cases without grammar leave out those that need it; known failures may not pass."""
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(strict=True)] if case.get("todo") else [],
        )
        for case in CASES
        if grammar or not case.get("parse")
    ]


WEDNESDAY = date(2022, 10, 26)


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def parsed(text: str, *, grammar: bool) -> ParsedArticle:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return parse(
        article, split(article), parser(), wanted=None if grammar else frozenset()
    )


def on(day: date) -> Dating:
    return Dating(interval=TimeInterval.day(day), basis=DateBasis.GIVEN)


def shown(expression: TimeExpression, text: str, *, with_days: bool = True) -> str:
    edtf = "-"
    if expression.interval is not None and with_days:
        edtf = to_edtf(expression.interval, approximate=False)
        edtf += "~" if expression.approximate else ""
    words = expression.span.of(text)
    return f"{words}|{expression.type}|{expression.value}|{edtf}"


def check(case: dict[str, Any], *, grammar: bool) -> None:
    text = case["text"]
    published = case.get("published", WEDNESDAY)
    layer = times_layer(parsed(text, grammar=grammar), on(published))
    found = [shown(t, text) for t in layer]
    wanted = list(case["times"])
    # Where a case gives no days, only the value is checked.
    for i, (want, got) in enumerate(zip(wanted, found, strict=False)):
        if want.endswith("|-"):
            found[i] = got.rsplit("|", 1)[0] + "|-"
    assert found == wanted, case["why"]


@pytest.mark.parametrize("case", params(grammar=False))
def test_a_time_is_read_as_the_case_says_without_a_parse(case: dict[str, Any]) -> None:
    check(case, grammar=False)


@pytest.mark.slow
@pytest.mark.parametrize("case", params(grammar=True))
def test_a_time_is_read_as_the_case_says_with_a_parse(case: dict[str, Any]) -> None:
    check(case, grammar=True)


def test_case_ids_are_unique() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))


WORDS = st.lists(
    st.sampled_from(
        "the last two weeks March 9 - 10 , 2022 Friday morning ago in on of to at 3 p.m. "
        "early 1990s a year before after May Christmas every recent quarter half 9/11 "
        "17,000 $ % past next this that first century now. said".split()
    ),
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_whatever_is_found_lies_in_the_text_in_order(text: str) -> None:
    found = find_times(text)
    assert all(0 <= r.span.start < r.span.end <= len(text) for r in found)
    for before, after in itertools.pairwise(found):
        assert before.span.end <= after.span.start


@given(WORDS, st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.integers(1, 60))
def test_every_expression_has_a_meaning_on_any_day(
    text: str, day: date, width: int
) -> None:
    reference = TimeInterval(day, day + timedelta(days=width))
    found = find_times(f"On 9 March 2022. {text}")
    assert found
    for raw in found:
        for tense in Tense:
            assert anchor(raw, reference, tense=tense).value
            assert anchor(raw, None, tense=tense).value


def test_a_weekday_is_the_one_of_its_name_in_an_interval_that_has_only_one() -> None:
    (raw,) = find_times("They met on Wednesday.")
    week = TimeInterval(date(2022, 10, 22), date(2022, 11, 1))
    assert anchor(raw, week).interval == TimeInterval.day(WEDNESDAY)


def test_a_weekday_stays_open_in_an_interval_that_has_several() -> None:
    (raw,) = find_times("They met on Wednesday.")
    month = TimeInterval(date(2022, 10, 1), date(2022, 11, 1))
    assert anchor(raw, month).interval == month


def test_a_month_is_sure_where_all_days_of_speaking_agree_on_it() -> None:
    (raw,) = find_times("They met in July.")
    autumn = TimeInterval(date(2022, 9, 1), date(2022, 11, 1))
    july = TimeInterval(date(2022, 7, 1), date(2022, 8, 1))
    assert anchor(raw, autumn, tense=Tense.PAST).interval == july


def test_last_month_spans_what_the_days_of_speaking_leave_open() -> None:
    (raw,) = find_times("They met last month.")
    autumn = TimeInterval(date(2022, 9, 20), date(2022, 10, 10))
    expression = anchor(raw, autumn)
    assert expression.interval == TimeInterval(date(2022, 8, 1), date(2022, 10, 1))


def test_without_any_date_only_absolute_expressions_have_days() -> None:
    text = "They met on March 3, 2014, on Monday and last year."
    layer = [anchor(raw, None) for raw in find_times(text)]
    assert [t.interval is not None for t in layer] == [True, False, False]
    assert [t.value for t in layer] == ["2014-03-03", "XXXX-WXX-1", "XXXX"]
