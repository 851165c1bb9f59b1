"""The stores that tests run on: SQLite, and PostgreSQL where a server is named."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import create_engine, text

from detente.ledger.store import Ledger

# `postgresql+psycopg://user@host/database`; each test fills a schema of its own in it.
SERVER = os.environ.get("DETENTE_TEST_POSTGRES")
STORES = ("sqlite", "postgresql") if SERVER else ("sqlite",)
_numbers = count()


@contextmanager
def new_place(store: str) -> Iterator[str]:
    """An address on the server where no ledger is yet."""
    if store != "postgresql" or SERVER is None:
        raise ValueError(f"no server for {store!r}")
    schema = f"test_{os.getpid()}_{next(_numbers)}"
    engine = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        yield f"{SERVER}?options=-csearch_path%3D{schema}"
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


@contextmanager
def new_ledger(store: str) -> Iterator[Ledger]:
    """An empty ledger, open to write."""
    if store == "sqlite":
        with Ledger.in_memory() as ledger:
            yield ledger
        return
    with new_place(store) as place, Ledger.open(place, "w") as ledger:
        yield ledger
