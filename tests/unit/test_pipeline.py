"""An article's way from its bytes to its reports."""

import pickle
from dataclasses import replace
from datetime import date

import pytest

from detente.model.article import RawDocument
from detente.model.coded import CodedArticle
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.time import DateBasis, TimeInterval
from detente.pipeline import Coder, code_parsed
from detente.problems import ArticleRejected

pytestmark = pytest.mark.slow

TEXT = (
    "LIMA, March 7 - Peru recalled its ambassador to Chile on Tuesday.\n\n"
    "The weather was mild. The foreign minister of Chile, Ana Diaz, said that Peru "
    "had expelled two Chilean consuls on Monday."
)


def raw(text: str = TEXT, **fields: str) -> RawDocument:
    made = RawDocument(text=text, format="txt", published="2024-03-07", id="art_1")
    return replace(made, **fields)


@pytest.fixture(scope="module")
def coded(coder: Coder) -> CodedArticle:
    return coder.code(raw())


def test_reports_come_in_text_order_with_all_their_fields(coded: CodedArticle) -> None:
    first, second = coded.reports
    assert (first.trigger_text, second.trigger_text) == ("recalled", "expelled")
    assert {first.type, second.type} == {EventType.SANCTION}
    assert [one.country_code for one in first.actors] == ["PER"]
    assert [one.country_code for one in first.recipients] == ["CHL"]
    assert first.status is Status.HAPPENED
    assert first.dating is not None
    assert first.dating.interval == TimeInterval.day(date(2024, 3, 5))
    assert first.dating.basis is DateBasis.EXPRESSION
    assert first.quote.startswith("Peru recalled")
    assert first.row == "recall-ambassador/recall"
    assert first.because
    assert 0 < first.confidence <= 1


def test_who_says_so_stands_beside_what_is_said(coded: CodedArticle) -> None:
    first, second = coded.reports
    assert first.attribution == ()
    assert [one.entity_name for one in second.attribution] == ["Ana Diaz"]
    assert second.attribution[0].country_code == "CHL"


def test_only_sentences_that_can_hold_an_event_are_parsed(
    coded: CodedArticle, coder: Coder
) -> None:
    by_text = {
        s.span.of(coded.parsed.text): bool(s.tokens) for s in coded.parsed.sentences
    }
    assert by_text["The weather was mild."] is False
    assert sum(by_text.values()) == 2
    whole = coder.code(raw(), parse_all=True)
    assert all(s.tokens for s in whole.parsed.sentences)
    assert whole.reports == coded.reports


def test_the_same_article_gives_the_same_reports(
    coded: CodedArticle, coder: Coder
) -> None:
    assert coder.code(raw()) == coded
    again = code_parsed(coded.parsed, coder.knowledge, coder.name)
    assert again.reports == coded.reports


def test_ids_differ_by_article_place_and_claim(
    coded: CodedArticle, coder: Coder
) -> None:
    other = coder.code(raw(id="art_2"))
    ids = {report.id for report in (*coded.reports, *other.reports)}
    assert len(ids) == 4
    assert all(one.startswith("rep_") and len(one) == 20 for one in ids)


def test_the_coder_is_named_in_what_it_makes(coded: CodedArticle, coder: Coder) -> None:
    assert coded.coder == coder.name
    assert coder.parser.name in coded.coder


def test_an_undated_article_says_how_it_was_dated(coder: Coder) -> None:
    text = "LIMA, March 7, 2024 - Peru recalled its ambassador to Chile on Tuesday."
    coded = coder.code(RawDocument(text=text, format="txt"))
    assert coded.published is not None
    assert coded.published.interval == TimeInterval.day(date(2024, 3, 7))
    assert coded.parsed.article.published == coded.published


def test_a_text_without_any_date_is_coded_all_the_same(coder: Coder) -> None:
    coded = coder.code(
        RawDocument(text="Peru expelled a Chilean consul.", format="txt")
    )
    (report,) = coded.reports
    assert report.type is EventType.SANCTION


@pytest.mark.parametrize("text", ["", "   \n", "<html></html>"])
def test_what_holds_no_text_is_rejected_with_the_reason(
    text: str, coder: Coder
) -> None:
    format_ = "html" if text.startswith("<") else "txt"
    with pytest.raises(ArticleRejected) as raised:
        coder.code(RawDocument(text=text, format=format_, path="a.txt"))
    assert str(raised.value).startswith("a.txt: ")


@pytest.mark.parametrize(
    "text",
    [
        "Peru",
        "recalled recalled recalled.",
        "Peru recalled its ambassador to " * 40,
        "Peru and " * 60 + "Chile met.",
        "“" * 50 + "Peru" + "”" * 50 + " met Chile.",
        "PERU RECALLS ITS AMBASSADOR TO CHILE",
        "Peru\u200b recalled\u00a0its\u2009ambassador to Chile\u2026",
        "Peru’s — Chile’s – met… (in (Lima)). 👍",
    ],
)  # fmt: skip
def test_odd_texts_do_no_harm(text: str, coder: Coder) -> None:
    coded = coder.code(RawDocument(text=text, format="txt", published="2024-03-07"))
    assert coded.parsed.text
    assert coded.reports or "ambassador to chile" not in text.casefold()
    for report in coded.reports:
        assert report.evidence.of(coded.parsed.text) == report.quote


def test_reports_and_articles_travel_between_processes(coded: CodedArticle) -> None:
    assert pickle.loads(pickle.dumps(coded)) == coded


def test_a_coder_travels_between_processes(coder: Coder) -> None:
    copy = pickle.loads(pickle.dumps(coder))
    assert copy.name == coder.name
    assert copy.gate.opens("Peru recalled its ambassador.")
