"""Where a bit may turn without harm, and where it never does unseen.

A record is a row of a table, or the schema's text. These turn bits there on purpose;
`test_ledger_survives` turns any.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from detente.ledger.store import Ledger
from detente.problems import DetenteError
from evaluation.ledger_safety import run_ingest, write_inputs


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flips")
    path = folder / "whole.ledger"
    run_ingest(path, write_inputs(folder, 2))
    return path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    path = tmp_path / "flipped.ledger"
    path.write_bytes(whole.read_bytes())
    return path


def faults_of(path: Path) -> tuple[str, ...]:
    try:
        with Ledger.open(path) as ledger:
            return ledger.verify().faults
    except DetenteError as error:
        return (str(error),)


def raw(path: Path, statement: str, *values: object) -> None:
    """What somebody else does to the file, and lets SQLite keep it whole."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA writable_schema = ON")
    database.execute(statement, values)
    database.commit()
    database.close()


def places_of(path: Path, words: bytes) -> Iterator[int]:
    """Where some bytes stand in a file."""
    body = path.read_bytes()
    at = body.find(words)
    while at >= 0:
        yield at
        at = body.find(words, at + 1)


def test_the_ledger_is_sound_as_it_is(path: Path) -> None:
    assert faults_of(path) == ()


def test_a_bit_of_the_schemas_text_is_found(path: Path) -> None:
    body = path.read_bytes()
    starts = list(places_of(path, b"CREATE TABLE ")) + list(
        places_of(path, b"CREATE INDEX ")
    )
    random = Random(8)
    for _ in range(40):
        at = random.choice(starts) + random.randrange(40)
        flipped = bytearray(body)
        flipped[at] ^= 1 << random.randrange(8)
        path.write_bytes(flipped)
        assert faults_of(path), at


def test_a_row_of_any_index_that_was_changed_is_found(path: Path) -> None:
    database = sqlite3.connect(path)
    tables = [
        row[0]
        for row in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
    ]
    filled = {}
    for name in tables:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        if database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]:
            filled[name] = (columns[0], columns[-1])
    database.close()
    assert {"events", "reports", "blocks", "meta", "search_words_docsize"} <= set(
        filled
    )
    body = path.read_bytes()
    for name, (key, column) in filled.items():
        for statement in (
            f'UPDATE OR REPLACE "{name}" SET "{column}" = \'other\''
            f' WHERE "{key}" = (SELECT max("{key}") FROM "{name}")',
            f'DELETE FROM "{name}" WHERE "{key}" = (SELECT max("{key}") FROM "{name}")',
        ):
            path.write_bytes(body)
            raw(path, statement)
            assert faults_of(path), statement


def test_a_table_of_somebody_elses_is_told(path: Path) -> None:
    raw(path, "CREATE TABLE notes (line TEXT)")
    assert any("notes" in one or "schema" in one for one in faults_of(path))


def test_an_index_that_is_gone_is_told(path: Path) -> None:
    raw(path, "DROP INDEX entries_by_recorded")
    assert any("schema" in one for one in faults_of(path))


def test_the_name_of_what_was_purged_is_covered(path: Path) -> None:
    from detente.ledger.forget import forget_article

    with Ledger.open(path, "w") as ledger:
        name = next(iter(ledger.articles(texts=False))).id
        forget_article(ledger, name, by="Ada", because="asked to")
    assert faults_of(path) == ()
    raw(
        path,
        "UPDATE entries SET id = 'rep_other' WHERE seq = (SELECT min(seq) FROM entries"
        " WHERE kind = 'report' AND length(payload) = 0)",
    )
    assert any("another name" in one for one in faults_of(path))


def test_counters_and_free_space_of_the_file_are_no_record(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[24:28] = (int.from_bytes(body[24:28]) ^ 4).to_bytes(4)  # how often it changed
    body[92:96] = body[24:28]
    path.write_bytes(body)
    assert faults_of(path) == ()


def test_a_rebuild_mends_the_indexes_and_their_sum(path: Path) -> None:
    raw(path, "UPDATE events SET status = 'denied'")
    assert faults_of(path)
    with Ledger.open(path, "w") as ledger:
        ledger.rebuild()
    assert faults_of(path) == ()
    with Ledger.open(path) as ledger:
        assert ledger.verify(deep=True).is_sound


def _break_off(ledger: Ledger) -> None:
    with ledger.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM weeks")
        raise RuntimeError("the power went")


def test_what_was_rolled_back_is_not_summed(path: Path) -> None:
    with Ledger.open(path, "w") as ledger:
        with pytest.raises(RuntimeError):
            _break_off(ledger)
        ledger.set_keys_version("2")
    assert faults_of(path) == ()
