"""Generated files are what their tools made, and say of what."""

import pytest

from detente.knowledge import sources
from detente.knowledge.sources import check_generated
from detente.knowledge.tables import read_text
from detente.problems import DataError


def test_every_generated_file_is_as_it_was_made() -> None:
    assert check_generated() >= 6


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (('"holders.csv" = "', '"holders.csv" = "0'), "holders.csv: expected sha256 0"),
        (('"generated/positions.csv"', '"generated/x.csv"'), "names it"),
        (('"word_documents.csv" =', '"words_documents.csv" ='), "expected sha256 in"),
        (("[generated]", '[generated]\n"gone.csv" = "0"'), "gone.csv: is in"),
    ],
)
def test_what_does_not_agree_is_told(
    monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str], told: str
) -> None:
    text = read_text(sources.SOURCES).replace(*wrong)
    monkeypatch.setattr(sources, "read_text", lambda name: text)
    with pytest.raises(DataError, match=told):
        check_generated()
