"""A ledger moves whole, or is refused with the line that is wrong."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from made import article, coded, report, same
from stores import STORES, new_place

from detente import by_hand
from detente.by_hand import Right
from detente.ledger.forget import forget_article, forget_person
from detente.ledger.store import Ledger
from detente.ledger.transfer import backup, export_lines, import_at, restore
from detente.model.event import EventType
from detente.problems import (
    ArticleRejected,
    CorrectionRefused,
    DetenteError,
    LedgerCorrupt,
    LedgerExists,
    LedgerTooNew,
    NoSuchEntry,
)

TEXT = "Anna Berg met the fisherman Olav Lund in Bergen; Lund thanked her."


class Signed(TypedDict):
    """Who asks for it, and why."""

    by: str
    because: str


BY: Signed = {"by": "Ada", "because": "asked to"}


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "source.ledger")
        return
    with new_place(request.param) as address:
        yield address


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place, "w") as opened:
        met = report("rep_1", "a1", quote=TEXT[:47])
        opened.append(coded(article("a1", text=TEXT, title="Berg and Olav Lund"), met))
        opened.append(
            coded(article("a2", text="They met."), report("rep_2", "a2")),
            judgements=[same("rep_1", "rep_2")],
            stories={"a1": "sto_1", "a2": "sto_1"},
        )
        by_hand.change(
            opened, "rep_1", Right(type=EventType.AID), by="Ada", because="asked to"
        )
        opened.reject(ArticleRejected("in/x.txt", "no text", stage="clean"))
        yield opened


def _state(place: str | Path) -> bytes:
    with Ledger.open(place) as opened:
        assert opened.verify().faults == ()
        return b"".join(opened.export(texts=True))


def test_a_backup_is_made_while_the_ledger_is_open(
    ledger: Ledger, place: str, tmp_path: Path
) -> None:
    copy = tmp_path / "kept" / "copy.ledger"
    copy.parent.mkdir()
    with Ledger.open(place) as reader:
        head = backup(reader, copy)
    ledger.append(coded(article("a3", text="Later.")))
    before = _state(copy)
    assert head.seq == ledger.revision().n_entries - 1
    ledger.close()
    with Ledger.open(copy) as source, pytest.raises(LedgerExists):
        restore(source, place)
    target = tmp_path / "back.ledger"
    with Ledger.open(copy) as source:
        assert restore(source, str(target)) == head
        with pytest.raises(LedgerExists):
            backup(source, target)
    assert _state(target) == before
    assert {path.name for path in copy.parent.iterdir()} <= {
        "copy.ledger",
        "copy.ledger-wal",
        "copy.ledger-shm",
    }


@pytest.mark.parametrize("texts", [True, False])
def test_an_export_read_back_is_the_same_ledger(
    ledger: Ledger, tmp_path: Path, texts: bool
) -> None:
    file, copy = tmp_path / "all.jsonl", tmp_path / "copy.ledger"
    file.write_bytes(b"\n".join(export_lines(ledger, texts=texts)))
    with file.open("rb") as stream:
        head = import_at(str(file), str(copy), stdin=stream)
    assert head.hash == ledger.revision().head
    with Ledger.open(copy) as opened:
        assert opened.verify().faults == ()
        assert opened.article("a1").text == (TEXT if texts else "")
        assert list(opened.export()) == list(ledger.export())
        again = b"\n".join(export_lines(opened, texts=texts))
    assert again == file.read_bytes()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda lines: lines[:-1], "ends at entry|is gone"),
        (lambda lines: [lines[0], *lines[2:]], "expected entry 1, got 2"),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], "expected entry 1"),
        (
            lambda lines: [one.replace(b"CONSULT", b"ASSAULT") for one in lines],
            "digest",
        ),
        (lambda lines: lines[1:], "no header"),
        (lambda lines: [*lines, b"{not json"], "all.jsonl:"),
        (lambda lines: [lines[0].replace(b'"v":1', b'"v":7'), *lines[1:]], "version 1"),
    ],
)
def test_a_changed_export_is_refused_and_leaves_nothing(
    ledger: Ledger, tmp_path: Path, damage: object, said: str
) -> None:
    file, copy = tmp_path / "all.jsonl", tmp_path / "copy.ledger"
    lines = list(export_lines(ledger, texts=False))
    assert callable(damage)
    file.write_bytes(b"\n".join(damage(lines)))
    with (
        file.open("rb") as stream,
        pytest.raises((LedgerCorrupt, LedgerTooNew), match=said),
    ):
        import_at(str(file), str(copy), stdin=stream)
    assert not copy.exists()


def test_a_forgotten_article_leaves_its_events_and_a_tombstone(
    ledger: Ledger, place: str, tmp_path: Path
) -> None:
    gone = forget_article(ledger, "a1", **BY)
    assert gone.n_texts == 1
    assert ledger.verify().faults == ()
    assert ledger.article("a1").text == ""
    assert [event.report_ids for event in ledger.events()] == [("rep_1", "rep_2")]
    assert ledger.report("rep_1").quote == ""
    assert ledger.report("rep_1").type is EventType.AID, "the correction stands"
    assert ledger.search("fisherman OR met") == []
    assert ledger.latest(1)[0].kind == "forgotten"
    with pytest.raises(ArticleRejected, match="forgotten"):
        ledger.append(coded(article("a1", text=TEXT), report("rep_1", "a1")))
    _none_left(tmp_path, b"fisherman")
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(b"\n".join(export_lines(ledger, texts=True)))
    with copy.open("rb") as stream:
        import_at(str(copy), str(tmp_path / "copy.ledger"), stdin=stream)
    with Ledger.open(tmp_path / "copy.ledger") as opened:
        assert opened.verify().faults == ()


def test_a_forgotten_person_is_masked_wherever_the_name_stood(
    ledger: Ledger, tmp_path: Path
) -> None:
    forget_person(ledger, ["Olav Lund", "Lund"], **BY)
    assert ledger.verify().faults == ()
    now = ledger.article("a1")
    assert now.text == TEXT.replace("Olav Lund", "████ ████").replace("Lund", "████")
    assert now.title == "Berg and ████ ████"
    found = ledger.report("rep_1")
    assert found.evidence.of(now.text) == found.quote, "offsets still point right"
    assert found.type is EventType.AID, "the correction stands"
    assert ledger.search("lund") == []
    assert [hit.article_id for hit in ledger.search("fisherman in:text")] == ["a1"]
    _none_left(tmp_path, b"Lund")
    _none_left(tmp_path, b"lund")
    with pytest.raises(NoSuchEntry):
        forget_person(ledger, ["Olav Lund"], **BY)
    with pytest.raises(CorrectionRefused, match="must not name"):
        forget_person(ledger, ["Berg"], by="Ada", because="Berg asked")
    with pytest.raises(CorrectionRefused, match="name the person"):
        forget_person(ledger, [" "], **BY)


def _none_left(folder: Path, word: bytes) -> None:
    """Not in the file, nor in the log beside it."""
    for path in folder.glob("source.ledger*"):
        assert word not in path.read_bytes(), path


def test_a_tombstone_cannot_be_used_to_hide_another_loss(
    ledger: Ledger, place: str
) -> None:
    forget_article(ledger, "a1", **BY)
    with ledger.transaction() as connection:
        connection.exec_driver_sql("UPDATE entries SET payload = '' WHERE seq = 4")
    found = ledger.verify()
    assert any("entry 4" in fault for fault in found.faults)


def test_an_export_names_its_form_first(ledger: Ledger) -> None:
    header = json.loads(next(iter(export_lines(ledger, texts=True))))
    assert header["kind"] == "ledger"
    assert header["n_entries"] == ledger.revision().n_entries


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        (tmp_path / "none").open("w+b") as stream,
        pytest.raises(DetenteError, match="no such file"),
    ):
        import_at(str(tmp_path / "no.jsonl"), str(tmp_path / "x.ledger"), stdin=stream)
