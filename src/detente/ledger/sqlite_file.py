"""SQLite: its files, modes and errors, and nothing else about them.

Before 3.51.3 two writers or two checkpointers can damage a WAL: so there is one writer,
it alone checkpoints, and readers open with `mode=ro`.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from detente.problems import (
    LedgerCorrupt,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerUnreachable,
    NotALedger,
)

Error = sqlite3.Error
MAGIC = b"SQLite format 3\x00"
# A reader waits this long when the writer just restarts the log.
PATIENCE_S = 5.0
# SQLite's own 2 MB are soon too few: 64 MB, taken only as they are filled.
CACHE_KIB = 65_536


def engine(path: Path | None, mode: Literal["r", "w"]) -> Engine:
    """An engine on a file, made if it is to be written to.

    Raises:
        LedgerMissing, NotALedger, LedgerReadOnly: as they say.
    """
    if path is None:
        return memory()
    _look(path, mode)
    if mode == "w":
        return _engine(lambda: _connect(_uri(path, "rwc")), shared=True)
    return _engine(lambda: _connect_reader(path), shared=False)


def memory() -> Engine:
    """An engine on a database in memory."""
    return _engine(lambda: _connect("file::memory:"), shared=True)


def scratch(path: Path) -> Engine:
    """An engine on a new file that nobody will miss: no journal, nothing synced."""

    def connect() -> sqlite3.Connection:
        connection = _connect(_uri(path, "rwc"), is_kept=False)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    return _engine(connect, shared=True)


def explain(path: str, error: object, mode: Literal["r", "w"]) -> Exception | None:
    """What SQLite's error means for a ledger; None where it is a fault of ours."""
    text = str(error)
    if "is full" in text or ("disk I/O error" in text and mode == "w"):
        return LedgerFull(path, text)
    if "readonly" in text and mode == "r":
        return LedgerUnreachable(
            path,
            "its last writer left a log beside it, which cannot be read from here; "
            "copy both files to a folder of yours",
        )
    if "readonly" in text or ("unable to open" in text and mode == "w"):
        return LedgerReadOnly(path, text)
    if "is locked" in text:
        return LedgerLocked(path, "another program")
    damaged = ("malformed", "not a database", "disk I/O", "Could not decode")
    if any(words in text for words in damaged):
        return LedgerCorrupt(
            path,
            f"the file's pages are broken ({text}); restore a backup: "
            "detente ledger restore BACKUP NEW.ledger",
        )
    if "no such table" in text or "no such column" in text:
        return LedgerCorrupt(path, f"its schema is not whole: {text}")
    if "unable to open" in text:
        return LedgerUnreachable(path, text)
    return None


def copy(engine: Engine, target: Path) -> None:
    """Copy a database as one moment has it, while others read and write."""
    reader = engine.raw_connection()
    try:
        source = reader.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError(f"expected SQLite's connection, got {type(source)}")
        into = sqlite3.connect(target)
        try:
            source.backup(into)
            into.execute("PRAGMA journal_mode = DELETE")
        finally:
            into.close()
    finally:
        reader.close()


def remove(path: Path) -> None:
    """Take a database's file away, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)


def clear_away(engine: Engine) -> None:
    """Overwrite what was deleted, in the file and in its log."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            connection.rollback()
            driver.execute("VACUUM")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def faults_inside(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with the file."""
    rows = connection.exec_driver_sql("PRAGMA integrity_check(10)").all()
    return [f"file: {row[0]}" for row in rows if row[0] != "ok"]


def _look(path: Path, mode: str) -> None:
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
        raise LedgerUnreachable(str(path), error.strerror or str(error)) from None
    if not start and mode == "r":
        raise NotALedger(str(path), "an empty file")
    if start and start != MAGIC:
        raise NotALedger(str(path), "another kind of file")


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path.absolute()))}?mode={mode}"


def _connect(uri: str, *, is_kept: bool = True) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=PATIENCE_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if is_kept and "memory" not in uri and "mode=rwc" in uri:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except (sqlite3.Error, UnicodeDecodeError):  # the driver's, of a broken schema
        connection.close()
        raise
    return connection


def _connect_reader(path: Path) -> sqlite3.Connection:
    """Read-only; on a read-only medium too, where SQLite cannot keep its side files."""
    try:
        return _looked_into(_connect(_uri(path, "ro")))
    except sqlite3.OperationalError as error:
        beside = path.with_name(f"{path.name}-wal")
        is_barred = "unable to open" in str(error) or "readonly" in str(error)
        if not is_barred or (beside.exists() and beside.stat().st_size):
            raise
        return _connect(_uri(path, "ro") + "&immutable=1")


def _looked_into(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, UnicodeDecodeError):  # the driver's, of a broken schema
        connection.close()
        raise
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], *, shared: bool) -> Engine:
    made = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=StaticPool if shared else QueuePool,
    )
    # sqlite3 must not open transactions by itself: one of ours is one of SQLite's.
    begin = "BEGIN IMMEDIATE" if shared else "BEGIN"

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(made, "begin", start)
    return made
