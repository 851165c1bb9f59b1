"""Opening the store: SQLite's files, modes and errors, and nothing else about them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from detente.ledger.schema import METADATA, SCHEMA_VERSION, meta
from detente.problems import (
    LedgerCorrupt,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    NotALedger,
)

Mode: TypeAlias = Literal["r", "w"]
MAGIC = b"SQLite format 3\x00"
# A reader waits this long when the writer just restarts the log.
PATIENCE_S = 5.0


def open_engine(path: Path, mode: Mode) -> Engine:
    """An engine on a ledger file, made first if it is to be written to.

    Raises:
        LedgerMissing, NotALedger, LedgerTooNew, LedgerReadOnly, LedgerFull,
        LedgerCorrupt: as they say.
    """
    _look(path, mode)
    with told(path, mode):
        if mode == "w":
            path.parent.mkdir(parents=True, exist_ok=True)
            engine = _engine(lambda: _connect(_uri(path, "rwc")), shared=True)
        else:
            engine = _engine(lambda: _connect_reader(path), shared=False)
        try:
            _check(engine, path, mode)
        except BaseException:
            engine.dispose()
            raise
        return engine


def memory_engine() -> Engine:
    """A ledger that lives in memory only: for one run, and for tests."""
    engine = _engine(lambda: _connect("file::memory:"), shared=True)
    with engine.begin() as connection:
        _create(connection)
    return engine


@contextmanager
def told(path: Path | None, mode: Mode) -> Iterator[None]:
    """Say what went wrong with the store in our own words."""
    try:
        yield
    except DBAPIError as error:
        raise _ours(str(path), str(error.orig), mode) or error from None
    except sqlite3.Error as error:
        raise _ours(str(path), str(error), mode) or error from None
    except OSError as error:
        raise LedgerReadOnly(str(path), error.strerror or str(error)) from None


def _ours(path: str, text: str, mode: Mode) -> Exception | None:
    if "is full" in text or ("disk I/O error" in text and mode == "w"):
        return LedgerFull(path, text)
    if "readonly" in text or ("unable to open" in text and mode == "w"):
        return LedgerReadOnly(path, text)
    if "is locked" in text:
        return LedgerLocked(path, "another program")
    if any(words in text for words in ("malformed", "not a database", "disk I/O")):
        return LedgerCorrupt(path, text)
    if "no such table" in text or "no such column" in text:
        return LedgerCorrupt(path, f"its schema is not whole: {text}")
    if "unable to open" in text:
        return LedgerReadOnly(path, "it cannot be opened from here")
    return None


def _look(path: Path, mode: Mode) -> None:
    """Refuse what is plainly no ledger before SQLite touches it."""
    if path.is_dir():
        raise NotALedger(str(path), "a folder")
    if not path.exists():
        if mode == "r":
            raise LedgerMissing(str(path))
        return
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except OSError as error:
        raise LedgerReadOnly(str(path), error.strerror or str(error)) from None
    if not start and mode == "r":
        raise NotALedger(str(path), "an empty file")
    if start and start != MAGIC:
        raise NotALedger(str(path), "another kind of file")


def _check(engine: Engine, path: Path, mode: Mode) -> None:
    with engine.begin() as connection:
        names = inspect(connection).get_table_names()
        if not names and mode == "w":
            _create(connection)
            return
        if "meta" not in names or "entries" not in names:
            raise NotALedger(str(path), "a database of something else")
        value = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
        version = int(value) if value is not None and value.isdigit() else 0
        if version > SCHEMA_VERSION:
            raise LedgerTooNew(str(path), known=SCHEMA_VERSION, found=version)
        if version < 1:
            raise LedgerCorrupt(str(path), "its schema has no version")


def _create(connection: Connection) -> None:
    METADATA.create_all(connection)
    connection.execute(insert(meta).values(key="schema", value=str(SCHEMA_VERSION)))


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if "memory" not in uri and "mode=rwc" in uri:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _connect_reader(path: Path) -> sqlite3.Connection:
    """Read-only; on a read-only medium too, where SQLite cannot keep its side files."""
    connection = _connect(_uri(path, "ro"))
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if (
            "unable to open" not in str(error)
            or path.with_name(f"{path.name}-wal").exists()
        ):
            raise
        return _connect(_uri(path, "ro") + "&immutable=1")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], *, shared: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=StaticPool if shared else QueuePool,
    )
    # sqlite3 must not open transactions by itself: one of ours is one of SQLite's.
    begin = "BEGIN IMMEDIATE" if shared else "BEGIN"

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine
