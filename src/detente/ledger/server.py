"""PostgreSQL: connections, the writer's lock and errors, and nothing else about it.

The extra `postgres` brings the driver. A ledger fills one schema of a database, the
first of the search path.
"""

import os
import socket
from hashlib import sha256
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool, StaticPool

from detente.problems import (
    LedgerCorrupt,
    LedgerFull,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerUnreachable,
)


def engine(url: URL, mode: Literal["r", "w"]) -> Engine:
    """An engine on a database: the writer's has one connection, readers' only read.

    Raises:
        LedgerUnreachable: the driver is not installed.
    """
    try:
        made = create_engine(
            url,
            poolclass=StaticPool if mode == "w" else QueuePool,
            isolation_level="REPEATABLE READ",
            connect_args={"application_name": f"detente {holder()}"},
        )
    except ImportError:
        raise LedgerUnreachable(
            url.render_as_string(hide_password=True),
            "PostgreSQL's driver is missing: pip install 'detente[postgres]'",
        ) from None
    if mode == "r":

        def only_read(driver: Any, record: object) -> None:
            with driver.cursor() as cursor:
                cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            driver.commit()

        event.listen(made, "connect", only_read)
    return made


def holder() -> str:
    """How this process names itself to others who want to write."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def take_lock(made: Engine, name: str) -> None:
    """Take the right to write, held by the writer's one connection until it ends.

    Raises:
        LedgerLocked: somebody else has it; the message names whom.
    """
    with made.connect() as connection:
        key = _key(connection)
        if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": key}):
            return
        found = connection.scalar(
            text(
                "SELECT a.application_name FROM pg_locks l"
                " JOIN pg_stat_activity a ON a.pid = l.pid"
                " WHERE l.locktype = 'advisory' AND l.granted"
                " AND l.database = (SELECT oid FROM pg_database"
                "   WHERE datname = current_database())"
                " AND ((l.classid::bigint << 32) | l.objid::bigint) = :key"
            ),
            {"key": key},
        )
    who = str(found or "").removeprefix("detente ")
    raise LedgerLocked(name, who or "another program")


def _key(connection: Connection) -> int:
    """The lock's number: of the schema, as the server keeps locks by database."""
    schema = connection.scalar(text("SELECT current_schema()"))
    return int.from_bytes(sha256(f"detente {schema}".encode()).digest()[:7])


def explain(name: str, error: object, mode: Literal["r", "w"]) -> Exception | None:
    """What PostgreSQL's error means for a ledger; None where it is a fault of ours."""
    state = getattr(error, "sqlstate", None) or ""
    said = " ".join(str(error).split())
    if state in {"53100", "53200"}:
        return LedgerFull(name, said)
    if state in {"25006", "42501"}:
        return LedgerReadOnly(name, said)
    # What is refused while connecting comes without a state.
    refused = ("password", "authentication", "does not exist", "pg_hba")
    if state in {"28000", "28P01"} or (
        not state and any(words in said for words in refused)
    ):
        return LedgerUnreachable(name, f"the server does not let us in: {said}")
    if state == "3D000":
        return LedgerMissing(name)
    if state in {"42P01", "42703"}:
        return LedgerCorrupt(name, f"its schema is not whole: {said}")
    if state.startswith("XX"):
        return LedgerCorrupt(name, said)
    if not state or state.startswith(("08", "57P")):
        return LedgerUnreachable(name, f"the server does not answer: {said}")
    return None


def clear_away(made: Engine) -> None:
    """Free what was deleted, so that it is not kept in the tables' files."""
    with made.connect() as connection:
        free = connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in ("entries", "texts", "search_words", "events", "reports"):
            free.execute(text(f"VACUUM FULL {table}"))
