"""What keeps a reader or a writer out is told in words that help."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from made import article, coded, report

from detente.ledger import sqlite_file
from detente.ledger.store import Ledger
from detente.ledger.transfer import import_at
from detente.problems import (
    LedgerCorrupt,
    LedgerMissing,
    LedgerUnreachable,
    NoSuchEntry,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger:
        ledger.append(coded(article(), report()))
    return path


def _barred(connection: sqlite3.Connection) -> sqlite3.Connection:
    """As SQLite says it where it may not make its side files."""
    connection.close()
    raise sqlite3.OperationalError("attempt to write a readonly database")


def test_a_ledger_on_a_read_only_medium_is_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "_looked_into", _barred)
    with Ledger.open(path) as ledger:
        assert ledger.counts().reports == 1


def test_there_a_log_left_beside_it_is_told_and_not_passed_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"something")
    monkeypatch.setattr(sqlite_file, "_looked_into", _barred)
    with pytest.raises(LedgerUnreachable, match="left a log beside it"):
        Ledger.open(path)


def test_a_file_to_import_that_is_gone_is_told(tmp_path: Path) -> None:
    gone, new = str(tmp_path / "gone.jsonl"), str(tmp_path / "new.ledger")
    with (
        pytest.raises(LedgerUnreachable, match="no such file"),
        (tmp_path / "empty").open("wb+") as stdin,
    ):
        import_at(gone, new, stdin=stdin)


def test_broken_pages_are_told_with_what_to_do(path: Path) -> None:
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2])
    with (
        pytest.raises(LedgerCorrupt, match="restore a backup"),
        Ledger.open(path) as one,
    ):
        one.events()


def test_where_none_is_to_be_made_none_is(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing):
        Ledger.open(tmp_path / "slip.ledger", "w", make=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE alembic_version SET version_num = '9999'",
        "DELETE FROM alembic_version",
        "DROP TABLE alembic_version",
    ],
)
@pytest.mark.parametrize("mode", ["r", "w"])
def test_a_schema_that_another_script_made_is_not_opened(
    path: Path, mode: Literal["r", "w"], change: str
) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)
    with pytest.raises(LedgerCorrupt, match="alembic_version says"):
        Ledger.open(path, mode)


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (2, "is the beginning of 2 ids: e0, e1"),
        (6, "more than 5 ids: e0, e1, e2, e3, e4, …"),
    ],
)
def test_an_ambiguous_id_is_told_with_how_many_it_begins(n: int, said: str) -> None:
    ids = tuple(f"e{i}" for i in range(n))
    assert str(NoSuchEntry("event", "e", candidates=ids)).endswith(said)
