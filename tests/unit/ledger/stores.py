"""The stores that tests run on: SQLite, and PostgreSQL where a server is named."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy import create_engine, delete, text

from detente.ledger import schema
from detente.ledger.log import put_meta
from detente.ledger.store import Ledger
from detente.ledger.words import throw_away

# `postgresql+psycopg://user@host/database`; each process fills a schema of its own.
SERVER = os.environ.get("DETENTE_TEST_POSTGRES")
STORES = ("sqlite", "postgresql") if SERVER else ("sqlite",)


@contextmanager
def new_place(store: str) -> Iterator[str]:
    """An address on the server where an empty ledger is."""
    if store != "postgresql" or SERVER is None:
        raise ValueError(f"no server for {store!r}")
    place = _schema()
    # Tables are dear to make, so they stay and only their rows go.
    with Ledger.open(place, "w") as ledger, ledger.transaction() as connection:
        throw_away(connection)
        for table in schema.METADATA.sorted_tables:
            if table not in (schema.meta, schema.alembic_version):
                connection.execute(delete(table))
        connection.execute(
            delete(schema.meta).where(schema.meta.c.key.not_in(("schema",)))
        )
        put_meta(connection, "schema", str(schema.SCHEMA_VERSION))
    yield place


@contextmanager
def new_ledger(store: str) -> Iterator[Ledger]:
    """An empty ledger, open to write."""
    if store == "sqlite":
        with Ledger.in_memory() as ledger:
            yield ledger
        return
    with new_place(store) as place, Ledger.open(place, "w") as ledger:
        yield ledger


@cache
def _schema() -> str:
    name = f"test_{os.getpid()}"
    engine = create_engine(SERVER or "", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))

    def drop() -> None:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()

    atexit.register(drop)
    return f"{SERVER}?options=-csearch_path%3D{name}"
