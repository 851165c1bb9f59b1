"""Inputs -> a ledger: the same for any order and number of processes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from detente.intake import ingest, ingest_at, retry
from detente.ledger.store import Ledger
from detente.model.article import Article, RawDocument
from detente.model.coded import CodedArticle
from detente.problems import ArticleRejected
from evaluation.ledger_safety import state_of
from evaluation.made_press import PressCoder, name_of_article


def write(path: Path, numbers: list[int]) -> None:
    lines = (
        json.dumps({"id": name_of_article(i), "text": f"article {i}"}) for i in numbers
    )
    path.write_text("".join(f"{line}\n" for line in lines))


def test_order_processes_and_hash_seeds_make_no_difference(tmp_path: Path) -> None:
    """The command's own function, in processes with their own hash seeds."""
    program = """
import sys
from detente.intake import ingest_at
from evaluation.made_press import PressCoder
if __name__ == "__main__":
    ingest_at(sys.argv[1], [sys.argv[2]], PressCoder(), workers=int(sys.argv[3]))
"""
    script = tmp_path / "run.py"
    script.write_text(program)
    states = []
    for n, (seed, workers) in enumerate(((1, 1), (7, 2), (1, 2))):
        numbers = list(range(14))
        Random(n).shuffle(numbers)
        inputs = tmp_path / f"in{n}.jsonl"
        write(inputs, numbers)
        path = tmp_path / f"out{n}.ledger"
        subprocess.run(
            [sys.executable, str(script), str(path), str(inputs), str(workers)],
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": str(seed),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )
        states.append(state_of(path))
    assert states[0] == states[1] == states[2]
    assert len(states[0].splitlines()) > 100


class Picky(PressCoder):
    """Refuses what is marked, as cleaning may; later it may not."""

    is_strict = True

    def clean(self, raw: RawDocument) -> Article:
        if self.is_strict and "bad" in raw.text:
            raise ArticleRejected(raw.path or "-", "no usable text", stage="clean")
        return super().clean(raw)

    def code_article(self, article: Article) -> CodedArticle:
        return super().code_article(article)


def test_what_was_left_out_is_kept_with_its_reason_and_tried_again(
    tmp_path: Path,
) -> None:
    inputs = tmp_path / "in.jsonl"
    write(inputs, [0, 1])
    bad = json.dumps({"id": name_of_article(2), "text": "bad"})
    inputs.write_text(f"{inputs.read_text()}{bad}\nno json\n")
    coder = Picky()
    with Ledger.open(tmp_path / "a.ledger", "w") as ledger:
        for _ in range(2):
            summary = ingest(ledger, [str(inputs)], coder)
            assert len(summary.rejected) == 2
        wheres = [one.where for one in ledger.rejected()]
        assert wheres == [f"{inputs}:3", f"{inputs}:4"]
        assert [one.stage for one in ledger.rejected()] == ["clean", "ingest"]
        assert ledger.counts().rejected == 2
        coder.is_strict = False
        assert retry(ledger, coder).n_added == 1
        assert [one.where for one in ledger.rejected()] == [f"{inputs}:4"]
        ledger.settle(f"{inputs}:4", "given up")
        assert list(ledger.rejected()) == []
        assert ledger.verify().faults == ()
        ledger.reject(ArticleRejected(f"{inputs}:4", "again"))
        assert len(list(ledger.rejected())) == 1
        inputs.unlink()
        assert len(retry(ledger, coder).rejected) == 1


@pytest.mark.parametrize("text", ["", "not json\n"])
def test_nothing_is_made_where_nothing_can_be_coded(tmp_path: Path, text: str) -> None:
    inputs = tmp_path / "in.jsonl"
    inputs.write_text(text)
    place = tmp_path / "a.ledger"
    summary = ingest_at(place, [str(inputs)], PressCoder())
    assert len(summary.rejected) == 1
    assert not place.exists()
    write(inputs, [3])
    with inputs.open("a") as file:
        file.write("not json\n")
    assert ingest_at(place, [str(inputs)], PressCoder()).n_added == 1
    with Ledger.open(place) as ledger:
        assert ledger.counts().rejected == 1


def test_a_copy_in_the_same_run_adds_nothing(tmp_path: Path) -> None:
    inputs = tmp_path / "in.jsonl"
    write(inputs, [1, 1, 2, 1])
    for workers in (1, 2):
        place = tmp_path / f"{workers}.ledger"
        summary = ingest_at(place, [str(inputs)], PressCoder(), workers=workers)
        assert (summary.n_added, summary.n_already_there) == (2, 2)


def test_one_id_read_twice_in_an_article_is_one_report() -> None:
    """Two claims under one id, and again on another coding: each id stands once."""
    from dataclasses import replace

    coded = PressCoder().code_article(PressCoder().clean(_raw(1)))
    first = coded.reports[0]
    twin = replace(first, confidence=first.confidence / 2)
    with Ledger.in_memory() as ledger:
        ledger.append(replace(coded, reports=(twin, *coded.reports)))
        assert [one.id for one in ledger.reports_in(coded.parsed.article.id)] == [
            one.id for one in coded.reports
        ]
        assert ledger.report(first.id).confidence == first.confidence
        better = replace(first, confidence=1.0)
        ledger.append(replace(coded, reports=(twin, better), coder="detente 9"))
        assert [one.confidence for one in ledger.reports()] == [1.0]
        assert ledger.counts().reports == 1
        assert ledger.verify().faults == ()


def _raw(i: int) -> RawDocument:
    return RawDocument(text="", format="jsonl", id=name_of_article(i))


class Interrupted(PressCoder):
    """Ctrl-C comes while it codes the article after so many."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n_left = n

    def code_article(self, article: Article) -> CodedArticle:
        if not self.n_left:
            raise KeyboardInterrupt
        self.n_left -= 1
        return super().code_article(article)


@pytest.mark.parametrize("n", [0, 2])
def test_broken_off_it_leaves_what_is_whole_and_no_empty_ledger(
    tmp_path: Path, n: int
) -> None:
    inputs, path = tmp_path / "in.jsonl", tmp_path / "news.ledger"
    write(inputs, [0, 1, 2, 3])
    with pytest.raises(KeyboardInterrupt):
        ingest_at(path, [str(inputs)], Interrupted(n))
    assert path.exists() == bool(n)
    assert [one.name for one in tmp_path.glob("news*")] == ["news.ledger"] * bool(n)
    assert ingest_at(path, [str(inputs)], PressCoder()).n_added == 4 - n


def test_broken_off_it_does_not_take_away_a_ledger_that_was_there(
    tmp_path: Path,
) -> None:
    inputs, path = tmp_path / "in.jsonl", tmp_path / "news.ledger"
    write(inputs, [0])
    with Ledger.open(path, "w"):
        pass
    with pytest.raises(KeyboardInterrupt):
        ingest_at(path, [str(inputs)], Interrupted(0))
    assert path.exists()
