"""A running sum over the rows of every index: a change shows without working them out.

SQLite only. While a ledger is open to write, temporary triggers add the digest of each
row that comes and take away that of each that goes; `meta` keeps the sum, written in the
transaction that changed the rows. So `verify` need only add up what is there. What the
linker keeps (`blocks`) and the notes in `meta` count as well; the log and the texts do
not: they prove themselves.
"""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

import msgspec
from sqlalchemy import Connection, Engine, Table

from detente.ledger import schema as s

NOTED: Final = "indexes"  # in `meta`
TABLES: Final = "tables"
# Said of the ledger's end, and of the sums themselves, at the end of a transaction.
OUTSIDE: Final = ("head", NOTED, TABLES)
SIZE: Final = 16
WHOLE: Final = 1 << (8 * SIZE)
_ENCODER: Final = msgspec.msgpack.Encoder()


def counted() -> Iterator[Table]:
    """The tables whose rows are summed: all but the log, the texts, Alembic's note."""
    for table in s.METADATA.sorted_tables:
        if table not in (s.entries, s.texts, s.alembic_version):
            yield table


class RowSums:
    """The sum of one ledger that is open to write."""

    def __init__(self, engine: Engine) -> None:
        self._delta = 0
        self._driver: sqlite3.Connection | None = None
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                self._driver = driver
        if self._driver is not None:
            self._watch(self._driver)
            if _noted(self._driver, NOTED) is None:
                note(self._driver)

    def start(self) -> None:
        """A transaction begins."""
        self._delta = 0

    def settle(self) -> None:
        """Note what a transaction changed, at its end and inside it."""
        if self._driver is None or not self._delta:
            return
        before = int(_noted(self._driver, NOTED) or "0", 16)
        now = (before + self._delta) % WHOLE
        self._driver.execute(
            "UPDATE meta SET value = ? WHERE key = ?", (f"{now:032x}", NOTED)
        )

    def note(self) -> None:
        """Note the sum of what is there now, whatever it was."""
        if self._driver is not None:
            note(self._driver)
            self._delta = 0

    def _watch(self, driver: sqlite3.Connection) -> None:
        def row(step: int, *values: object) -> None:
            self._delta += step * digest_of(values)

        driver.create_function("detente_row", -1, row)
        for table in counted():
            name, old, new = table.name, _values(table, "OLD."), _values(table, "NEW.")
            steps = {
                "INSERT": f"SELECT detente_row(1, {new});",
                "DELETE": f"SELECT detente_row(-1, {old});",
                "UPDATE": f"SELECT detente_row(-1, {old}); SELECT detente_row(1, {new});",
            }
            for kind, body in steps.items():
                side = "OLD" if kind == "DELETE" else "NEW"
                when = f'WHEN {side}."key" NOT IN {OUTSIDE}' if name == "meta" else ""
                driver.execute(
                    f"CREATE TEMP TRIGGER IF NOT EXISTS sum_{name}_{kind} AFTER {kind}"
                    f' ON main."{name}" {when} BEGIN {body} END'
                )


def note(driver: sqlite3.Connection) -> None:
    """Note the sum of what is there: of a new ledger, or one that comes without."""
    for key, value in ((NOTED, sum_of(driver)), (TABLES, sum_of_schema(driver))):
        driver.execute(
            "INSERT INTO meta (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, f"{value:032x}"),
        )


def sum_of(driver: sqlite3.Connection) -> int:
    """The sum of the rows that are there."""
    total = 0
    for table in counted():
        query = f'SELECT {_values(table)} FROM "{table.name}"'
        if table is s.meta:
            query += f" WHERE key NOT IN {OUTSIDE}"
        rows = driver.execute(query)
        while page := rows.fetchmany(1000):
            total += sum(map(digest_of, page))
    return total % WHOLE


def sum_of_schema(driver: sqlite3.Connection) -> int:
    """The same of the schema's own text."""
    rows = driver.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master")
    return sum(map(digest_of, rows)) % WHOLE


def digest_of(values: tuple[object, ...]) -> int:
    """A row as a number, its values with their types."""
    line = _ENCODER.encode(values)
    return int.from_bytes(blake2b(line, digest_size=SIZE).digest())


def sum_faults(connection: Connection) -> tuple[list[str], bool]:
    """Where sums are not as noted; whether the rows of the indexes add up to theirs."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        return [], False
    faults = []
    noted, schema = _noted(driver, NOTED), _noted(driver, TABLES)
    # Both are noted at once: one alone is a note that is gone.
    if schema != f"{sum_of_schema(driver):032x}" and (noted or schema) is not None:
        faults.append("schema: its text is not what was noted of it")
    return faults, noted is not None and noted == f"{sum_of(driver):032x}"


def _noted(driver: sqlite3.Connection, key: str) -> str | None:
    found = driver.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return found[0] if found is not None else None


def _values(table: Table, side: str = "") -> str:
    columns = ", ".join(f'{side}"{column.name}"' for column in table.columns)
    return f"'{table.name}', {columns}"
