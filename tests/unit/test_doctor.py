"""Whether an installation works, told step by step."""

from pathlib import Path

import pytest

from detente import doctor
from detente.api import Ledger
from detente.pipeline import Coder
from detente.problems import DataError, ModelMismatch

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def loaded(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.api.make_coder", lambda: coder)


def test_every_part_is_well_here() -> None:
    found = list(doctor.checkup())
    assert [name for name, is_well, _ in found if not is_well] == []
    names = [name for name, _, _ in found]
    assert names[0] == "detente"
    assert names[-1] == "parser and coder"
    assert all("\n" not in said for _, _, said in found)


def test_a_sound_ledger_is_told_with_its_head(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    with Ledger.open(path, "w"):
        pass
    *_, (name, is_well, said) = doctor.checkup(path)
    assert (name, is_well) == (str(path), True)
    assert "entries, head" in said


def test_a_missing_ledger_is_a_finding_and_no_crash(tmp_path: Path) -> None:
    *_, (_, is_well, said) = doctor.checkup(tmp_path / "none.ledger")
    assert not is_well
    assert "no ledger here" in said


def test_a_database_that_does_not_answer_is_told_without_its_password() -> None:
    *_, (name, is_well, said) = doctor.checkup(
        "postgresql+psycopg://ann:hushhush@127.0.0.1:1/news"
    )
    assert (name, is_well) == ("postgresql+psycopg://ann:***@127.0.0.1:1/news", False)
    assert "the server does not answer" in said
    assert "hushhush" not in said


def test_faulty_data_ends_the_checkup(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty() -> None:
        raise DataError("data/lexicon.toml:41", "unknown event type 'COERSE'")

    monkeypatch.setattr("detente.knowledge.everything.load_knowledge", faulty)
    *_, (name, is_well, said) = doctor.checkup()
    assert (name, is_well) == ("data", False)
    assert said == "data/lexicon.toml:41: unknown event type 'COERSE'"


def test_another_model_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def other() -> None:
        raise ModelMismatch("en_core_web_sm", "a" * 64, "b" * 64)

    monkeypatch.setattr("detente.api.make_coder", other)
    *_, (name, is_well, said) = doctor.checkup()
    assert (name, is_well) == ("parser and coder", False)
    assert "expected sha256 aaaaaaaaaaaa" in said
