"""Dates of undated articles, narrowed by what others say of the same event."""

from dataclasses import replace

from detente.linking.link import Linked
from detente.linking.narrow import narrowed
from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.coded import CodedArticle
from detente.model.edtf import from_edtf, to_edtf
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating

TEXT = "Lund flew to Helsinki on Wednesday"


def dated(days: str, basis: DateBasis) -> Dating:
    return Dating(interval=from_edtf(days), basis=basis)


def coded(name: str, published: Dating, when: Dating | None) -> CodedArticle:
    article = Article(id=name, text=TEXT, parts=(Part(Span(0, 34), PartKind.BODY),))
    who = Participant(raw_text="Lund", entity_name="Ola Lund", span=Span(0, 4))
    report = Report(
        id=f"rep_{name}",
        article_id=name,
        type=EventType.CONSULT,
        modes=(),
        contexts=(),
        actors=(who,),
        recipients=(),
        status=Status.HAPPENED,
        dating=when,
        location=None,
        attribution=(),
        evidence=Span(0, 34),
        quote=TEXT,
        trigger=Span(5, 9),
        trigger_text="flew",
        sentence=0,
        is_title=False,
        row="",
        because=(),
        confidence=1.0,
    )
    return CodedArticle(
        parsed=ParsedArticle(article=article, sentences=()),
        published=published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=(report,),
        coder="test",
    )


WIDE = dated("2024-03-01/2024-04-10", DateBasis.EXPRESSION)
GUESSED = dated("2024-03-01/2024-04-10", DateBasis.INFERRED)
GIVEN = dated("2024-03-14", DateBasis.GIVEN)
DAY = dated("2024-03-13", DateBasis.EXPRESSION)


def days_of(batch: list[CodedArticle], *, together: bool = True) -> dict[str, str]:
    ids = [report.id for one in batch for report in one.reports]
    linked = Linked(
        judgements=(),
        event_of={one: "evt" if together else one for one in ids},
        story_of={},
        origin_of={},
    )
    return {
        one.parsed.article.id: to_edtf(report.dating.interval)
        for one in narrowed(batch, linked)
        for report in one.reports
        if report.dating is not None
    }


def test_an_undated_article_takes_the_day_that_another_knows() -> None:
    batch = [coded("a", GUESSED, WIDE), coded("b", GIVEN, DAY)]
    assert days_of(batch) == {"a": "2024-03-13", "b": "2024-03-13"}
    assert days_of(batch[::-1]) == days_of(batch)


def test_the_day_taken_over_says_so() -> None:
    linked = Linked(
        judgements=(),
        event_of={"rep_a": "evt", "rep_b": "evt"},
        story_of={},
        origin_of={},
    )
    one, _ = narrowed([coded("a", GUESSED, WIDE), coded("b", GIVEN, DAY)], linked)
    dating = one.reports[0].dating
    assert dating is not None
    assert dating.basis is DateBasis.EVENT
    assert dating.because == ("another article dates the same event",)


def test_another_event_lends_no_day() -> None:
    batch = [coded("a", GUESSED, WIDE), coded("b", GIVEN, DAY)]
    assert days_of(batch, together=False)["a"] == "2024-03-01/2024-04-10"


def test_a_day_outside_is_not_taken() -> None:
    late = coded("b", GIVEN, dated("2024-04-17", DateBasis.EXPRESSION))
    assert days_of([coded("a", GUESSED, WIDE), late])["a"] == "2024-03-01/2024-04-10"


def test_where_others_contradict_each_other_nothing_is_taken() -> None:
    other = coded("c", GIVEN, dated("2024-03-20", DateBasis.EXPRESSION))
    batch = [coded("a", GUESSED, WIDE), coded("b", GIVEN, DAY), other]
    assert days_of(batch)["a"] == "2024-03-01/2024-04-10"


def test_an_article_with_a_date_keeps_what_it_says() -> None:
    batch = [coded("a", GIVEN, WIDE), coded("b", GIVEN, DAY)]
    assert days_of(batch)["a"] == "2024-03-01/2024-04-10"


def test_the_day_of_the_news_is_lent_to_nobody() -> None:
    loose = coded("b", GIVEN, dated("2024-03-13", DateBasis.PUBLICATION))
    assert days_of([coded("a", GUESSED, WIDE), loose])["a"] == "2024-03-01/2024-04-10"


def test_what_has_no_date_gets_none() -> None:
    one = coded("a", GUESSED, None)
    bare = replace(one, reports=(replace(one.reports[0], dating=None),))
    assert "a" not in days_of([bare, coded("b", GIVEN, DAY)])
