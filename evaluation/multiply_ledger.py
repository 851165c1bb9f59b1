"""A larger ledger out of a made one: `python -m evaluation.multiply_ledger PLACE TIMES`.

Every row of the tables that queries read comes again under other ids, by SQL alone: for
measuring queries at a size that would take an hour to write. The copies are no sound
ledger (their log has no chain), and the full-text index is not multiplied.
"""

import sqlite3
import sys
from time import perf_counter

from sqlalchemy import Table

from detente.ledger import schema as s

# What tells one copy from another; a sort key ends in an event's id.
IDS = frozenset(
    "article_id report_id event_id story_id origin_id sha256 text_sha256 id left right "
    "supersedes seed hash previous sort_key group_id".split()
)
TABLES = (
    s.entries,
    s.texts,
    s.publications,
    s.reports,
    s.judgements,
    s.placements,
    s.events,
    *s.EVENT_PARTS,
    s.stories,
)
ROLLED = (
    (s.tallies, "n"),
    (s.dyads, "n_events"),
    (s.actors, "n_events"),
    (s.actor_meetings, "n_events"),
    (s.weeks, "n_articles"),
    (s.dyad_weeks, "n_articles"),
)


def multiply(place: str, times: int) -> None:
    """Add `times - 1` copies of all rows."""
    database = sqlite3.connect(place, isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -1000000")
    last = database.execute("SELECT max(seq) FROM entries").fetchone()[0]
    started = perf_counter()
    for table in TABLES:
        database.execute("BEGIN")
        names = ", ".join(f'"{column.name}"' for column in table.c)
        n = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0]
        indexes = _drop_indexes(database, table.name)
        for copy in range(1, times):
            values = ", ".join(_value(column.name, copy, last) for column in table.c)
            database.execute(
                f'INSERT INTO "{table.name}" ({names}) SELECT {values}'
                f' FROM "{table.name}" WHERE {_is_first(table, n)}'
            )
        for statement in indexes:
            database.execute(statement)
        database.execute("COMMIT")
        print(f"{table.name} {perf_counter() - started:.0f} s", file=sys.stderr)
    for rolled, column in ROLLED:
        database.execute(f'UPDATE "{rolled.name}" SET {column} = {column} * {times}')
    database.close()


def _is_first(table: Table, n: int) -> str:
    """The condition for a row that was there before any copy."""
    if table.dialect_options["sqlite"]["with_rowid"]:
        return f"rowid <= {n}"
    return "substr(sort_key, -2, 1) <> '~'"


def _value(name: str, copy: int, last: int) -> str:
    if name in IDS:
        return f"\"{name}\" || '~{copy}'"
    if name.endswith("seq"):
        return f'"{name}" + {copy * last}'
    if name == "recorded":  # a year later, so that times still run with the log
        return f'(substr("{name}", 1, 4) + {copy}) || substr("{name}", 5)'
    return f'"{name}"'


def _drop_indexes(database: sqlite3.Connection, table: str) -> list[str]:
    found = database.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
        (table,),
    ).fetchall()
    for name, _ in found:
        database.execute(f'DROP INDEX "{name}"')
    return [sql for _, sql in found]


if __name__ == "__main__":
    multiply(sys.argv[1], int(sys.argv[2]))
