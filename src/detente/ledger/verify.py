"""Is everything as it was written? The log, the texts, and the indexes made of them.

The log proves itself: each entry has its content's digest, each hash covers the one
before. The rows of the indexes add up to a sum that was noted when they were written
(`row_sums`); where they do not, where no sum is noted (PostgreSQL) and when asked for,
they are worked out anew in a scratch ledger and compared row by row. In a file SQLite
itself checks its pages, and the words of the full-text index are read anew.

A record is a row of a table, or the text of the schema: whatever changes one is found.
What lies outside, in free space, in a counter or as a hint to SQLite, is none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError

from detente.ledger import schema as s
from detente.ledger import sqlite_file
from detente.ledger.address import Address
from detente.ledger.chain import Head, link
from detente.ledger.codec import decode, digest, kind_of, name_in_log
from detente.ledger.connect import create, told
from detente.ledger.index import rebuild
from detente.ledger.migrate import REVISION
from detente.ledger.pieces import pages
from detente.ledger.records import Filing, Forgotten, Verification
from detente.ledger.row_sums import NOTED, TABLES, digest_of, sum_faults
from detente.ledger.words import vocabulary
from detente.ledger.words_check import words_faults
from detente.problems import DetenteError, LedgerCorrupt, LedgerTooNew

MOST_FAULTS = 20
# The log and what is noted of it: compared with nothing, as it says itself what it is.
RECORDED = (s.entries, s.texts, s.meta, s.alembic_version)
NAMES = text("SELECT type, name, tbl_name FROM sqlite_master")
# What a driver or a decoder throws at content that nobody wrote.
UNTOLD = (sqlite_file.Error, ValueError, TypeError)
# Texts left out on purpose: an import without them says so in `meta`.
LEFT_OUT = "left out"


def silent(said: str) -> None:
    """Tell nobody how far it is."""


def verify(
    engine: Engine,
    address: Address,
    *,
    log_only: bool,
    deep: bool = False,
    tell: Callable[[str], None] = silent,
) -> Verification:
    """Walk everything; name what is not as it was written.

    Args:
        engine: Of the ledger.
        address: Its name, for messages.
        log_only: Only the log, the texts and the file.
        deep: Work the indexes out anew and compare, also where their sum is right.
        tell: Is told in words how far it is.
    """
    walk = _Walk(tell)
    parts = [walk.log, walk.texts, walk.notes]
    if address.url is None:
        parts.append(walk.file)
    with told(address, "r"), engine.connect() as connection:
        for part in parts:
            # One broken page must not hide what else is wrong.
            with walk.going_on(address):
                part(connection)
        if not log_only and not walk.faults:
            with walk.going_on(address):
                walk.faults += _index_faults(connection, deep=deep, tell=tell)
    return Verification(
        n_entries=walk.head.seq,
        head=walk.head.hash,
        faults=tuple(walk.faults[:MOST_FAULTS]),
    )


class _Walk:
    """What was found so far."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.faults: list[str] = []
        self.ids: dict[str, set[str]] = {}
        self.purged: list[tuple[str, str, str]] = []
        self.head = Head()
        self.forgotten: set[str] = set()
        self.forgotten_texts: set[str] = set()
        self.wanted_texts: set[str] = set()

    @contextmanager
    def going_on(self, address: Address) -> Iterator[None]:
        """What stops the walk is a fault itself."""
        try:
            with told(address, "r"):
                yield
        except (DetenteError, DBAPIError, *UNTOLD) as error:
            if str(error) not in self.faults:
                self.faults.append(str(error))

    def file(self, connection: Connection) -> None:
        """The pages of the file, and the schema."""
        self.tell("the file's pages")
        self.faults += sqlite_file.faults_inside(connection)
        self.faults += schema_faults(connection)

    def log(self, connection: Connection) -> None:
        """Each entry in its place, with its content, joined to the one before."""
        columns = s.entries.c
        for payload in connection.scalars(
            select(columns.payload).where(columns.kind == "forgotten")
        ):
            entry = decode(payload)
            if isinstance(entry, Forgotten):
                self.forgotten |= set(entry.records)
                self.forgotten_texts |= set(entry.texts)
                self.ids.setdefault("filing", set()).update(entry.article_ids)
        last = connection.scalar(select(func.max(columns.seq))) or 0
        recorded = ""
        for row in pages(connection, select(s.entries), columns.seq):
            where = f"entry {row.seq}"
            if row.seq != self.head.seq + 1:
                self.faults.append(f"{where}: expected entry {self.head.seq + 1} here")
            self._content(row, where)
            expected = link(self.head.hash, row.seq, row.kind, row.sha256, row.recorded)
            if row.previous != self.head.hash or row.hash != expected:
                self.faults.append(f"{where}: the chain breaks here")
            if row.recorded < recorded:
                self.faults.append(f"{where}: recorded before the entry before it")
            recorded = row.recorded
            self.head = Head(row.seq, row.hash)
            if row.seq % 5000 == 0:
                self.tell(f"entry {row.seq:,} of {last:,}")
            if len(self.faults) >= MOST_FAULTS:
                return
        # The chain does not cover an entry's name; what was purged was logged anew.
        for where, kind, name in self.purged:
            if name not in self.ids.get(kind, ()):
                self.faults.append(f"{where}: it stands under another name")

    def _content(self, row: Any, where: str) -> None:
        # A hand that changed it may have left text where bytes were.
        if not isinstance(row.payload, bytes):
            self.faults.append(f"{where}: its content is not bytes")
        elif not row.payload:
            if row.sha256 not in self.forgotten:
                self.faults.append(f"{where}: its content is gone")
            self.purged.append((where, row.kind, row.id))
        elif digest(row.payload) != row.sha256:
            self.faults.append(f"{where}: its content does not have its digest")
        else:
            entry = decode(row.payload, where=where)
            if self.forgotten:
                self.ids.setdefault(row.kind, set()).add(row.id)
            if (kind_of(entry), name_in_log(entry)) != (row.kind, row.id):
                self.faults.append(f"{where}: it stands under another name")
            if isinstance(entry, Filing):
                self.wanted_texts.add(entry.text_sha256)

    def texts(self, connection: Connection) -> None:
        """Each text with its digest; each text of a filing there, and no other."""
        found: set[str] = set()
        for row in pages(connection, select(s.texts), s.texts.c.sha256, size=200):
            name = f"text {row.sha256[:12]}"
            if not isinstance(row.body, bytes) or digest(row.body) != row.sha256:
                self.faults.append(f"{name}: it does not have its digest")
            if row.sha256 not in self.wanted_texts:
                self.faults.append(f"{name}: no article has it")
            found.add(row.sha256)
        left_out = connection.scalar(
            select(s.meta.c.value).where(s.meta.c.key == "texts")
        )
        if left_out != LEFT_OUT:
            gone = self.wanted_texts - found - self.forgotten_texts
            self.faults += [f"text {one[:12]}: it is gone" for one in sorted(gone)]

    def notes(self, connection: Connection) -> None:
        """The end of the log as noted beside it, the schema, its last script."""
        kept = connection.scalar(select(s.meta.c.value).where(s.meta.c.key == "head"))
        here = f"{self.head.seq} {self.head.hash}"
        if (kept is not None or self.head.seq) and kept != here:
            self.faults.append(
                f"entry {self.head.seq}: the log ends here, expected {kept}"
            )
        known = {"schema", "head", "texts", "keys", NOTED, TABLES}
        for row in connection.execute(select(s.meta)):
            if row.key not in known or (row.key == "texts" and row.value != LEFT_OUT):
                self.faults.append(f"meta: unknown {row.key!r} = {row.value[:20]!r}")
        script = connection.scalars(select(s.alembic_version.c.version_num)).all()
        if script != [REVISION]:
            self.faults.append(f"alembic_version: expected {REVISION}, got {script}")


def schema_faults(connection: Connection) -> list[str]:
    """Where a file's tables are not those that this version makes."""
    found = {tuple(row) for row in connection.execute(NAMES)}
    expected = _names_made()
    # SQLite's own notes for its planner are not ours.
    odd = {row for row in found ^ expected if not str(row[1]).startswith("sqlite_stat")}
    faults = [f"schema: {row[0]} {row[1]}: not as this version makes it" for row in odd]
    return sorted(faults)


@cache
def _names_made() -> frozenset[tuple[Any, ...]]:
    engine = sqlite_file.memory()
    try:
        with engine.begin() as fresh:
            create(fresh)
            return frozenset(tuple(row) for row in fresh.execute(NAMES))
    finally:
        engine.dispose()


def _index_faults(
    connection: Connection, *, deep: bool, tell: Callable[[str], None]
) -> list[str]:
    tell("the rows of the indexes")
    faults, adds_up = sum_faults(connection)
    if not faults:
        tell("the words of the texts")
        faults += words_faults(connection)
    if faults or (adds_up and not deep):
        return faults
    tell("the indexes anew")
    faults += index_faults(connection, tell=tell)
    if not faults and not adds_up and connection.dialect.name == "sqlite":
        faults.append("indexes: their rows do not add up to what was noted of them")
    return faults


def index_faults(
    connection: Connection, *, tell: Callable[[str], None] = silent
) -> list[str]:
    """Where the indexes are not what the log makes of them."""
    faults: list[str] = []
    with TemporaryDirectory(prefix="detente-verify-") as folder:
        engine = sqlite_file.scratch(Path(folder) / "scratch.ledger")
        try:
            with engine.begin() as scratch:
                create(scratch)
                copy_log(connection, scratch)
                rebuild(scratch, tell=tell)
                for table in s.METADATA.sorted_tables:
                    if table in (*RECORDED, s.blocks):
                        continue
                    faults += _differences(table, connection, scratch)
                words = zip_longest(vocabulary(connection), vocabulary(scratch))
                odd = next((pair for pair in words if pair[0] != pair[1]), None)
                if odd is not None:
                    faults.append(f"search_words: {odd[0]} where {odd[1]} should be")
        except (LedgerCorrupt, LedgerTooNew) as error:
            faults.append(str(error))
        finally:
            engine.dispose()
    return faults


def copy_log(source: Connection, target: Connection) -> None:
    """Put the log and the texts of one ledger into another, as they are."""
    for table, key in ((s.entries, s.entries.c.seq), (s.texts, s.texts.c.sha256)):
        batch: list[dict[str, Any]] = []
        for row in pages(source, select(table), key, size=200):
            batch.append(dict(row._mapping))
            if len(batch) == 200:
                target.execute(insert(table), batch)
                batch = []
        if batch:
            target.execute(insert(table), batch)


def _exact(row: Any) -> int:
    return digest_of(tuple(row))


def _differences(table: Table, one: Connection, other: Connection) -> Iterator[str]:
    """At most a few rows that are not the same in both."""
    keys = list(table.primary_key)
    n = 0
    query = select(table).order_by(*keys)
    left = one.execute(query.execution_options(yield_per=500))
    right = other.execute(query.execution_options(yield_per=500))
    for here, there in zip_longest(left, right):
        # By their digests: to Python 0.0 and -0.0 are the same.
        if here is None or there is None or _exact(here) != _exact(there):
            row = here if here is not None else there
            name = " ".join(str(row._mapping[key]) for key in keys)
            n_here = one.scalar(select(func.count()).select_from(table))
            n_there = other.scalar(select(func.count()).select_from(table))
            yield (
                f"{table.name} {name}: not what the log says "
                f"({n_here} rows, expected {n_there})"
            )
            n += 1
            if n == 3:
                return
