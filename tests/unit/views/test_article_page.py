"""The marks of an article, over the example reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.api import Ledger
from detente.views.article_page import MarkKind, article_page
from detente.views.matrix import Voice, matrix

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ledger(example_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(example_ledger, "r") as opened:
        yield opened


def test_the_pieces_of_a_part_are_its_text_and_every_report_opens_once(
    ledger: Ledger,
) -> None:
    articles = list(ledger.articles())
    assert any(ledger.reports_in(article.id) for article in articles)
    for article in articles:
        page = article_page(ledger, article.id)
        assert len(page.paragraphs) == len(article.parts)
        for part, paragraph in zip(article.parts, page.paragraphs, strict=True):
            assert "".join(p.text for p in paragraph.pieces) == part.span.of(
                article.text
            )
        opened = {
            n
            for paragraph in page.paragraphs
            for p in paragraph.pieces
            for n in p.opens
        }
        assert opened == {row.number for row in page.reports}


def test_a_trigger_is_marked_where_the_report_says(ledger: Ledger) -> None:
    article = next(one for one in ledger.articles() if ledger.reports_in(one.id))
    report = ledger.reports_in(article.id)[0]
    pieces = [
        p for one in article_page(ledger, article.id).paragraphs for p in one.pieces
    ]
    words = [
        piece.text
        for piece in pieces
        for mark in piece.marks
        if mark.kind is MarkKind.TRIGGER and mark.report_id == report.id
    ]
    assert "".join(words) == report.trigger_text


def test_a_matrix_has_a_cell_for_every_event_and_origin(ledger: Ledger) -> None:
    stories = list(ledger.stories())
    assert stories
    for story in stories:
        found = matrix(ledger, story.id)
        assert len(found.lines) == story.n_events
        told = 0
        for line in found.lines:
            assert len(line.cells) == len(found.columns)
            for cell in line.cells:
                assert bool(cell.tellings) == (
                    cell.voice not in {Voice.SILENT, Voice.CUT}
                )
                told += len(cell.tellings)
        assert told == sum(line.event.n_reports for line in found.lines)
        odds = [line.odds for line in found.lines]
        assert odds == sorted(odds, reverse=True)


def test_copies_of_one_text_share_a_column(ledger: Ledger) -> None:
    columns = [
        c for story in ledger.stories() for c in matrix(ledger, story.id).columns
    ]
    assert any(len(column.outlets) > 1 for column in columns)
