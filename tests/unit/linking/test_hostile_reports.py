"""A text that tells one thing a thousand times costs no more than its length."""

from collections import Counter
from dataclasses import replace
from datetime import date

from detente.linking.link import Linker
from detente.linking.pairs import MOST_WITHIN
from detente.model.actor import Participant
from detente.model.article import Article, Part, PartKind
from detente.model.entry import Report, Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

DAY = Dating(interval=TimeInterval.day(date(2031, 4, 2)), basis=DateBasis.GIVEN)
QUOTE = "Oland visited Pland again"


def state(name: str) -> Participant:
    return Participant(
        raw_text=name, entity_name=name, span=Span(0, 1), country_code=name[:3].upper()
    )


FIRST = Report(
    id="rep_0000",
    article_id="art_1",
    type=EventType.CONSULT,
    modes=(),
    contexts=(),
    actors=(state("Oland"),),
    recipients=(state("Pland"),),
    status=Status.HAPPENED,
    dating=DAY,
    location=None,
    attribution=(),
    evidence=Span(0, len(QUOTE)),
    quote=QUOTE,
    trigger=Span(6, 13),
    trigger_text="visited",
    sentence=0,
    is_title=False,
    row="",
    because=(),
    confidence=1.0,
)


def told(n_times: int) -> tuple[Article, list[Report]]:
    """An article of so many like sentences, and their reports."""
    text = " ".join([f"{QUOTE}."] * n_times)
    reports = []
    for n in range(n_times):
        at = n * (len(QUOTE) + 2)
        reports.append(
            replace(
                FIRST,
                id=f"rep_{n:04}",
                evidence=Span(at, at + len(QUOTE)),
                trigger=Span(at + 6, at + 13),
                sentence=n,
            )
        )
    parts = (Part(Span(0, len(text)), PartKind.BODY),)
    return Article(id="art_1", text=text, parts=parts), reports


def test_a_report_is_compared_with_the_nearest_of_its_own_article() -> None:
    linker = Linker()
    article, reports = told(400)
    linker.add(article, reports, DAY)
    said = linker.judge()
    asked = Counter(one for judged in said for one in (judged.left, judged.right))
    assert max(asked.values()) <= 2 * MOST_WITHIN
    assert len(said) <= len(reports) * MOST_WITHIN


def test_what_is_told_twice_in_a_short_article_is_compared_whole() -> None:
    linker = Linker()
    article, reports = told(MOST_WITHIN)
    linker.add(article, reports, DAY)
    said = linker.judge()
    n = len(reports)
    assert len(said) == n * (n - 1) / 2
    assert {judged.verdict for judged in said} <= set(Verdict)


def test_the_order_in_which_an_articles_reports_come_does_not_matter() -> None:
    article, reports = told(150)
    first, second = Linker(), Linker()
    first.add(article, reports, DAY)
    second.add(article, reports[::-1], DAY)
    assert first.judge() == second.judge()
