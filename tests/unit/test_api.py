"""The names that a Python user needs."""

from pathlib import Path

import pytest

import detente.api
from detente.api import (
    ArticleRejected,
    CodedArticle,
    Coder,
    Ledger,
    code_paths,
    ingest,
    report_lines,
)

pytestmark = pytest.mark.slow

GOOD = "Peru recalled its ambassador to Chile on Monday."
ALSO = "Peru has recalled its ambassador to Chile, the ministry in Lima said on Monday."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text(ALSO)
    return tmp_path


def test_every_public_name_is_there_once() -> None:
    names = detente.api.__all__
    assert all(hasattr(detente.api, name) for name in names)
    assert len(set(names)) == len(names)


def test_a_bad_input_is_yielded_in_its_place(folder: Path, coder: Coder) -> None:
    first, second, third = code_paths([str(folder)], coder)
    assert isinstance(first, CodedArticle)
    assert isinstance(second, ArticleRejected)
    assert second.reason == "empty"
    assert isinstance(third, CodedArticle)


def test_coding_is_lazy(folder: Path, coder: Coder) -> None:
    found = code_paths([str(folder), "missing.txt"], coder)
    assert isinstance(next(iter(found)), CodedArticle)


def test_report_lines_link_across_articles(folder: Path, coder: Coder) -> None:
    batch = [
        one for one in code_paths([str(folder)], coder) if isinstance(one, CodedArticle)
    ]
    first, second = report_lines(batch)
    assert first["id"] != second["id"]
    assert first["event"] == second["event"] == "SANCTION"
    assert str(first["event_id"]).startswith("evt_")
    assert str(first["story_id"]).startswith("sto_")
    assert list(report_lines([])) == []


def test_ingest_counts_and_goes_on_where_it_stopped(folder: Path, coder: Coder) -> None:
    seen: list[str] = []
    with Ledger.in_memory() as ledger:
        one = ingest(ledger, [str(folder / "a.txt")], coder)
        assert (one.n_added, one.n_already_there, one.n_articles) == (1, 0, 1)
        both = ingest(ledger, [str(folder)], coder, on_outcome=seen.append)
        assert (both.n_added, both.n_already_there) == (1, 1)
        assert [problem.reason for problem in both.rejected] == ["empty"]
        assert len(seen) == 3
        before = sorted(ledger.export(texts=True))
        again = ingest(ledger, [str(folder)], coder)
        assert (again.n_added, again.n_already_there, again.n_reports) == (0, 2, 0)
        assert sorted(ledger.export(texts=True)) == before


def test_ingest_piece_by_piece_is_ingest_at_once(folder: Path, coder: Coder) -> None:
    exports = []
    for batches in ([["a.txt", "c.txt"]], [["c.txt"], ["a.txt"]]):
        with Ledger.in_memory() as ledger:
            for batch in batches:
                ingest(ledger, [str(folder / name) for name in batch], coder)
            exports.append(sorted(ledger.export(texts=True)))
    assert exports[0] == exports[1]
