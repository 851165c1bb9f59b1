"""Small pieces of queries that several modules put together."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, select

from detente.ledger import schema as s
from detente.model.edtf import OPEN, to_edtf
from detente.model.time import TimeInterval

# SQLite takes 32,766 values in a statement; a few hundred are as fast.
CHUNK = 400


def chunks(ids: Iterable[str]) -> Iterator[list[str]]:
    """Sorted and in pieces that fit a statement."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def days_of(days: TimeInterval | None) -> tuple[str | None, str | None, str | None]:
    """First and last day, and the one to sort by: the end that is known."""
    if days is None:
        return None, None, None
    first, last = days.start.isoformat(), days.last.isoformat()
    return first, last, last if first == "0001-01-01" else first


def edtf_of(first: str | None, last: str | None) -> str | None:
    """First and last day, as `days_of` keeps them, as EDTF; None where none is known."""
    if first is None or last is None:
        return None
    days = TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))
    return None if days == OPEN else to_edtf(days)


def is_standing() -> ColumnElement[bool]:
    """The condition for a judgement that no other undid."""
    later = s.judgements.alias("later")
    return ~select(later.c.seq).where(later.c.supersedes == s.judgements.c.id).exists()


def said() -> ColumnElement[bytes]:
    """The line of a report as people corrected it, else as it was coded.

    The query joins `reports` with `entries`.
    """
    return func.coalesce(s.reports.c.payload, s.entries.c.payload).label("payload")


def pages(
    connection: Connection, query: Select[Any], key: Column[Any], *, size: int = 500
) -> Iterator[Row[Any]]:
    """The rows of a query by a unique key, a page at a time: memory stays small."""
    after: Any = None
    while True:
        here = query if after is None else query.where(key > after)
        rows = connection.execute(here.order_by(key).limit(size)).all()
        yield from rows
        if len(rows) < size:
            return
        after = rows[-1]._mapping[key]
