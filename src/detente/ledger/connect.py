"""Opening the store, a file or a server: whether it is a ledger, and of what schema."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from sqlalchemy import Connection, Engine, delete, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from detente.ledger import server, sqlite_file
from detente.ledger.address import Address
from detente.ledger.log import put_meta
from detente.ledger.migrate import REVISION, upgrade
from detente.ledger.row_sums import NOTED, TABLES
from detente.ledger.schema import METADATA, SCHEMA_VERSION, alembic_version, meta
from detente.problems import (
    LedgerCorrupt,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    LedgerTooOld,
    LedgerUnreachable,
    NotALedger,
)

Mode: TypeAlias = Literal["r", "w"]


def open_engine(
    address: Address,
    mode: Mode,
    *,
    make: bool = True,
    tell: Callable[[str], None] | None = None,
) -> Engine:
    """An engine on a ledger, made first if it is to be written to.

    An older schema is brought to the one of now when the ledger is opened to write.

    Args:
        address: Where it lies.
        mode: To read, or to write.
        make: Make it where there is none.
        tell: Is told in words how far the upgrade of an older one is.

    Raises:
        LedgerMissing, NotALedger, LedgerTooNew, LedgerTooOld, LedgerReadOnly,
        LedgerFull, LedgerCorrupt: as they say.
    """
    with told(address, mode):
        if not make and address.path is not None and not address.path.exists():
            raise LedgerMissing(str(address))
        if address.url is not None:
            engine = server.engine(address.url, mode)
        else:
            engine = sqlite_file.engine(address.path, mode)
        try:
            _check(engine, address, mode, make=make, tell=tell)
        except BaseException:
            engine.dispose()
            raise
        return engine


def memory_engine() -> Engine:
    """A ledger that lives in memory only: for one run, and for tests."""
    engine = sqlite_file.memory()
    with engine.begin() as connection:
        create(connection)
    return engine


def create(connection: Connection) -> None:
    """Make the tables of an empty ledger."""
    METADATA.create_all(connection)
    connection.execute(insert(meta).values(key="schema", value=str(SCHEMA_VERSION)))
    connection.execute(insert(alembic_version).values(version_num=REVISION))


@contextmanager
def told(address: Address, mode: Mode) -> Iterator[None]:
    """Say what went wrong with the store in our own words."""
    explain = server.explain if address.url is not None else sqlite_file.explain
    try:
        yield
    except DBAPIError as error:
        raise explain(str(address), error.orig, mode) or error from None
    except sqlite_file.Error as error:
        raise explain(str(address), error, mode) or error from None
    except OSError as error:
        kind = LedgerReadOnly if mode == "w" else LedgerUnreachable
        raise kind(str(address), error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise LedgerCorrupt(str(address), f"a name in it is no text: {error}") from None


def _check(
    engine: Engine,
    address: Address,
    mode: Mode,
    *,
    make: bool,
    tell: Callable[[str], None] | None,
) -> None:
    name = str(address)
    with engine.begin() as connection:
        names = inspect(connection).get_table_names()
        if not names:
            if mode == "r" or not make:
                raise LedgerMissing(name)
            create(connection)
            return
        if "meta" not in names or "entries" not in names:
            raise NotALedger(name, "a database of something else")
        value = connection.scalar(select(meta.c.value).where(meta.c.key == "schema"))
        version = int(value) if value is not None and value.isdigit() else 0
        if version > SCHEMA_VERSION:
            raise LedgerTooNew(name, known=SCHEMA_VERSION, found=version)
        if version < 1:
            raise LedgerCorrupt(name, "its schema has no version")
        if version < SCHEMA_VERSION:
            if mode == "r":
                raise LedgerTooOld(name, known=SCHEMA_VERSION, found=version)
            upgrade(connection, tell=tell)
            # Whoever writes next notes it anew.
            connection.execute(delete(meta).where(meta.c.key.in_((NOTED, TABLES))))
            put_meta(connection, "schema", str(SCHEMA_VERSION))
            return
        scripts = (
            list(connection.scalars(select(alembic_version.c.version_num)))
            if alembic_version.name in names
            else []
        )
        if scripts != [REVISION]:
            raise LedgerCorrupt(
                name,
                f"its schema is {version}, which script {REVISION} makes, but "
                f"alembic_version says {', '.join(scripts) or 'nothing'}",
            )
