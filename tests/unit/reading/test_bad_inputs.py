"""The folder of bad inputs gives one line each, in order, and its good articles."""

from pathlib import Path

import pytest

from detente.model.article import RawDocument
from detente.problems import ArticleRejected
from detente.reading.clean import clean
from detente.reading.ingest import Outcome, read_inputs

FOLDER = Path(__file__).parents[2] / "world" / "bad_inputs"


def outcome(found: Outcome) -> str:
    """The article's id, or why there is none."""
    if isinstance(found, RawDocument):
        try:
            return clean(found).id
        except ArticleRejected as rejection:
            return str(rejection)
    return str(found)


def test_each_bad_input_is_one_line_and_the_good_ones_come_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(FOLDER)
    lines = [outcome(found) for found in read_inputs(["."])]
    expected = (FOLDER / "EXPECTED.txt").read_text(encoding="utf-8").splitlines()
    assert lines == expected
