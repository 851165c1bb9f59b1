"""Every released schema opens in this release, with all that it held."""

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect

from detente.ledger.codec import encode
from detente.ledger.schema import METADATA, SCHEMA_VERSION
from detente.ledger.store import Ledger
from detente.problems import LedgerTooOld

SCHEMAS = Path(__file__).parent / "schemas"


def released(version: str, folder: Path) -> Path:
    path = folder / f"{version}.ledger"
    database = sqlite3.connect(path)
    database.executescript((SCHEMAS / f"{version}.sql").read_text())
    database.close()
    return path


def test_a_ledger_of_0_1_0_is_brought_up_whole(tmp_path: Path) -> None:
    path = released("0.1.0", tmp_path)
    database = sqlite3.connect(path)
    before = database.execute("SELECT seq, hash, payload FROM entries").fetchall()
    texts = database.execute("SELECT sha256, text FROM texts").fetchall()
    database.close()
    with pytest.raises(LedgerTooOld, match="detente ledger upgrade"):
        Ledger.open(path)
    with Ledger.open(path, "w") as ledger:
        assert ledger.verify().faults == ()
        log = [line.rstrip(b"\n") for line in ledger.log()]
        assert log[: len(before)] == [payload for _, _, payload in before]
        assert [json.loads(line)["kind"] for line in log[len(before) :]] == ["rejected"]
        assert ledger.texts(sha for sha, _ in texts) == dict(texts)
        assert ledger.counts().articles == 4
        assert ledger.counts().events == len(ledger.events()) == 8
        assert [one.where for one in ledger.rejected()] == ["in/empty.txt"]
        assert [story.n_articles for story in ledger.stories()] == [4]
        assert ledger.search("chile")
    with Ledger.open(path) as ledger:
        assert ledger.verify().is_sound


def test_a_ledger_of_schema_2_is_brought_up_whole(tmp_path: Path) -> None:
    path = released("2", tmp_path)
    database = sqlite3.connect(path)
    log = "SELECT seq, hash, recorded, payload FROM entries ORDER BY seq"
    before = database.execute(log).fetchall()
    events = database.execute("SELECT payload FROM events ORDER BY sort_key").fetchall()
    database.close()
    with pytest.raises(LedgerTooOld, match="detente ledger upgrade"):
        Ledger.open(path)
    with Ledger.open(path, "w") as ledger:
        assert ledger.verify().faults == ()
        assert [encode(one) for one in ledger.events()] == [row[0] for row in events]
        assert len(ledger.corrections(standing=True)) == 2
        assert [one.where for one in ledger.rejected()] == ["in/empty.txt"]
        assert ledger.search("oslo")
        kept = sorted(ledger.export(texts=True))
        ledger.rebuild()
        assert sorted(ledger.export(texts=True)) == kept
    database = sqlite3.connect(path)
    assert database.execute(log).fetchall() == before
    database.close()


@pytest.mark.parametrize("version", ["0.1.0", "2"])
def test_a_migrated_ledger_has_the_tables_of_a_new_one(
    tmp_path: Path, version: str
) -> None:
    with (
        Ledger.open(released(version, tmp_path), "w") as old,
        Ledger.in_memory() as new,
    ):
        shapes = []
        for ledger in (old, new):
            with ledger.asking() as connection:
                found = inspect(connection)
                shapes.append(
                    {
                        name: (
                            [
                                (column["name"], column["nullable"])
                                for column in found.get_columns(name)
                            ],
                            found.get_pk_constraint(name)["constrained_columns"],
                            sorted(str(i["name"]) for i in found.get_indexes(name)),
                        )
                        for name in METADATA.tables
                    }
                )
        assert shapes[0] == shapes[1]


def test_a_migration_that_breaks_off_leaves_the_old_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = released("0.1.0", tmp_path)

    def breaks(connection: object, **_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("detente.ledger.index.rebuild", breaks)
    with pytest.raises(RuntimeError):
        Ledger.open(path, "w")
    with pytest.raises(LedgerTooOld):
        Ledger.open(path)
    monkeypatch.undo()
    with Ledger.open(path, "w") as ledger:
        assert ledger.verify().is_sound


def test_every_schema_before_this_one_has_its_fixture() -> None:
    kept = {path.stem for path in SCHEMAS.glob("*.sql")}
    assert len(kept) == SCHEMA_VERSION - 1
