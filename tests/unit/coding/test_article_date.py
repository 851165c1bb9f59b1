"""Dating articles that carry no date: golden articles, and single clues by hand."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding.actors import find_actors
from detente.coding.article_date import date_article, solved
from detente.coding.article_marks import byline_date, dateline, url_date
from detente.coding.clue import CERTAIN, LIKELY, Clue, on_days
from detente.coding.day_sets import EVER, both, hull, since, union, until
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.everything import load_knowledge
from detente.knowledge.office_rows import read_offices
from detente.knowledge.offices import OfficeTable, load_offices
from detente.knowledge.world import load_world
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import (
    Article,
    ParsedArticle,
    Part,
    PartKind,
    RawDocument,
)
from detente.model.edtf import from_edtf, to_edtf
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.pipeline import Coder
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES_FOLDER = Path(__file__).parents[2] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    text = (CASES_FOLDER / name).read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return found


CASES = cases("article_dates.toml")
UNDATED = [
    pytest.param(
        case,
        id=case["id"],
        marks=[pytest.mark.xfail(strict=True)] if case.get("todo") else [],
    )
    for name in ("undated_tuned.toml", "undated_held_back.toml")
    for case in cases(name)
]


@cache
def parser() -> SpacyParser:
    return SpacyParser()


@cache
def tables() -> tuple[ActorTable, OfficeTable]:
    return load_actors(), load_offices()


def article(text: str, *, url: str | None = None) -> Article:
    part = Part(Span(0, len(text)), PartKind.BODY)
    return Article(id="x", text=text, parts=(part,), url=url)


def unparsed(text: str) -> ParsedArticle:
    made = article(text)
    return ParsedArticle(article=made, sentences=split(made))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_an_undated_article_is_dated_as_a_careful_reader_would(
    case: dict[str, Any],
) -> None:
    actor_table, offices = tables()
    made = article(case["text"].strip(), url=case.get("url"))
    parsed = parse(made, split(made), parser())
    actors = find_actors(parsed, None, actor_table, offices)
    found = date_article(parsed, (), actors, offices, load_world())
    if "date" in case:
        assert (to_edtf(found.interval) if found else "") == case["date"], case["why"]
        return
    assert found is not None, case["why"]
    assert found.interval.contains(case["written"]), found.because
    assert found.interval.n_days <= case["at_most_days"], found.because


@cache
def coder() -> Coder:
    return Coder(load_knowledge(), parser())


@pytest.mark.slow
@pytest.mark.parametrize("case", UNDATED)
def test_a_whole_article_is_dated_about_as_narrowly_as_by_a_careful_reader(
    case: dict[str, Any],
) -> None:
    raw = RawDocument(text=case["text"].strip(), format="txt")
    found = coder().code(raw).published
    assert found is not None, case["why"]
    assert found.interval.contains(case["written"]), found.because
    allowed = 2 * from_edtf(case["reader"]).n_days + 14
    assert found.interval.n_days <= allowed, found.because


def test_a_date_handed_in_is_kept() -> None:
    made = unparsed("OSLO, March 3, 2021 - Nothing happened.")
    given = Dating(interval=TimeInterval.day(date(2020, 1, 1)), basis=DateBasis.GIVEN)
    dated = ParsedArticle(
        article=Article(
            id="x", text=made.text, parts=made.article.parts, published=given
        ),
        sentences=made.sentences,
    )
    offices = OfficeTable([], [])
    assert date_article(dated, (), (), offices, load_world()) is given


MINISTER = ("person:1", "Ann Example", "minister of defence", "NOR")
EARLY = (*MINISTER, "2015-03-01", "2017-06-01", "invented")
LATE = (*MINISTER, "2020-02-01", "2021-09-01", "invented")


def minister(text: str, words: str, **fields: Any) -> ActorMention:
    span = Span(text.index(words), text.index(words) + len(words))
    return ActorMention(
        span=span,
        head=span,
        kind=ActorKind.PERSON,
        name="Ann Example",
        chain=1,
        countries=("NOR",),
        actor_id="person:1",
        office="minister of defence",
        **fields,
    )


def dated(text: str, mention: ActorMention, *terms: tuple[str, ...]) -> Dating | None:
    offices = OfficeTable(read_offices(), terms)  # type: ignore[arg-type]
    return date_article(unparsed(text), (), (mention,), offices, load_world())


def test_a_present_title_holds_within_the_term() -> None:
    text = "Defence Minister Ann Example opened the port."
    found = dated(text, minister(text, "Defence Minister Ann Example"), LATE)
    assert found is not None
    assert found.basis is DateBasis.OFFICE
    assert to_edtf(found.interval) == "2020-02/2021-08"


def test_a_former_title_only_says_that_the_term_is_over() -> None:
    text = "Former Defence Minister Ann Example opened the port."
    mention = minister(text, "Defence Minister Ann Example")
    found = dated(text, mention, LATE)
    assert found is not None
    assert to_edtf(found.interval) == "2021-09/.."


def test_a_then_title_with_a_month_tells_which_year_it_was() -> None:
    text = "In May the group met the then Defence Minister Ann Example."
    mention = minister(text, "Defence Minister Ann Example")
    found = dated(text, mention, LATE)
    assert found is not None
    # May 2020 or May 2021, and since 1 September 2021 she is no longer minister.
    assert to_edtf(found.interval) == "2021-09/2022-04"


def test_two_terms_leave_the_time_between_them_out() -> None:
    text = "Defence Minister Ann Example opened the port, after the Brexit vote."
    mention = minister(text, "Defence Minister Ann Example")
    found = dated(text, mention, EARLY, LATE)
    assert found is not None
    assert found.interval.start == date(2016, 6, 23)


def test_a_title_told_with_a_past_year_is_no_sign_of_the_present() -> None:
    text = "Defence Minister Ann Example opened the port in 2016."
    mention = minister(text, "Defence Minister Ann Example")
    found = dated(text, mention, EARLY)
    assert found is not None
    assert found.interval.end == date.max


def test_a_clue_that_contradicts_more_trusted_ones_is_left_out_and_named() -> None:
    sure = Clue(steps=on_days(since(date(2020, 1, 1))), because="a war", doubt=CERTAIN)
    wrong = Clue(
        steps=on_days(until(date(2010, 1, 1))), because="a minister", doubt=LIKELY
    )
    found = solved([wrong, sure])
    assert found is not None
    assert found.interval.start == date(2020, 1, 1)
    assert found.because == ("a war", "left out, contradicts the rest: a minister")


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://example.org/2021/03/03/a-b", "2021-03-03"),
        ("https://example.org/a-b-2021-03-03", "2021-03-03"),
        ("https://example.org/2021/mar/03/a-b", "2021-03-03"),
        ("https://example.org/n3/2021/0303/c1.html", "2021-03-03"),
        ("https://example.org/2021/03/a-b", "2021-03"),
    ],
)
def test_an_address_tells_the_day_or_the_month(url: str, edtf: str) -> None:
    found = url_date(url)
    assert found is not None
    assert to_edtf(found) == edtf


@pytest.mark.parametrize(
    "url", [None, "https://example.org/news/20219933", "https://example.org/2021-row"]
)
def test_other_numbers_in_an_address_are_no_date(url: str | None) -> None:
    assert url_date(url) is None


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("OSLO, March 3 - A vote.", 3, 3),
        ("OSLO, Norway, Sept. 5 — A vote.", 9, 5),
        ("NEW DELHI, 3 March (Northern Wire) – A vote.", 3, 3),
        ("TEL AVIV (Northern Wire), Oct 27 - A vote.", 10, 27),
    ],
)
def test_a_dateline_is_read_in_its_usual_forms(text: str, month: int, day: int) -> None:
    found = dateline(article(text))
    assert found is not None
    assert found[1:3] == (month, day)


def test_a_sentence_that_begins_with_a_place_is_no_dateline() -> None:
    assert dateline(article("Oslo agreed on March 3 - a Tuesday - to vote.")) is None


def test_a_date_in_a_sentence_is_no_byline() -> None:
    text = "The pact of 3 March 2021 was signed in the old town hall of Bergen."
    assert byline_date(article(text)) is None


def test_day_sets_meet_and_join() -> None:
    year = union([TimeInterval(date(2020, 1, 1), date(2021, 1, 1))])
    assert both(EVER, year) == year
    assert both(year, since(date(2022, 1, 1))) == ()
    assert hull(union([*year, *since(date(2022, 1, 1))])).start == date(2020, 1, 1)
