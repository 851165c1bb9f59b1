"""The training sentences hold together; read without torch."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from detente.knowledge.pair_model import load_pair_labels

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture(scope="module")
def sentences() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "training_sentences", TRAINING / "sentences.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_code_has_sentences_and_there_are_enough(sentences: ModuleType) -> None:
    examples = sentences.read_all()
    assert {one.code for one in examples} == {row.code for row in load_pair_labels()}
    assert len({one.text for one in examples}) >= 2_500


def test_no_sentence_stands_there_twice(sentences: ModuleType) -> None:
    groups: dict[str, int] = {}
    for one in sentences.read_all():
        assert groups.setdefault(one.text, one.group) == one.group, one.text


def test_the_parties_are_words_of_the_sentence(sentences: ModuleType) -> None:
    for one in sentences.read_all():
        for start, end in (one.actor, one.recipient):
            words = one.text[start:end]
            assert words, one.text
            assert words == words.strip(), one.text


def test_a_line_that_marks_nobody_is_refused(
    sentences: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "x.txt").write_text("= 173\nPolice arrested a man.\n", "utf-8")
    with pytest.raises(ValueError, match=r"x\.txt:2: wants one"):
        sentences.read_all(tmp_path)
