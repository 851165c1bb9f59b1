"""What was recorded, as it stood at an earlier entry: articles, reports, judgements.

(connection, entry number, day) -> what held there; with a day only what articles that
were surely out by it tell.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from detente.ledger import schema as s
from detente.ledger.codec import decode, decode_as
from detente.ledger.corrected import corrected
from detente.ledger.index import coded_reports
from detente.ledger.pieces import chunks
from detente.ledger.records import Filing, Rejected
from detente.ledger.then import (
    corrections_at,
    filings_at,
    said_by_people,
    standing_at,
)
from detente.model.entry import Action, Correction, Judgement, Report, Verdict
from detente.model.happening import Event
from detente.problems import LISTED

# A beginning that fits more than these names nothing.
SOME = LISTED + 1


def filings_then(
    connection: Connection, article_ids: Iterable[str], at: int, out_by: date | None
) -> dict[str, Filing]:
    """How these articles were filed, by id; those that were not, or not out, not."""
    found = filings_at(connection, article_ids, at)
    if out_by is None:
        return found
    return {one: filing for one, filing in found.items() if is_out(filing, out_by)}


def is_out(filing: Filing, day: date) -> bool:
    """Whether an article had surely come out by a day."""
    published = filing.dated().published
    return published is not None and published.interval.last <= day


def article_ids_then(connection: Connection, at: int) -> list[str]:
    """Every article that was filed, sorted."""
    now, past = s.publications.c, s.past_filings.c
    found = set(connection.scalars(select(now.article_id).where(now.seq <= at)))
    found |= set(
        connection.scalars(
            select(past.article_id).where(past.seq <= at, past.until_seq > at)
        )
    )
    return sorted(found)


def reports_then(
    connection: Connection, article_ids: Iterable[str], at: int, out_by: date | None
) -> dict[str, list[Report]]:
    """The reports of these articles as they stood, in text order."""
    filings = filings_then(connection, article_ids, at, out_by)
    return standing_at(connection, filings, corrections_at(connection, filings, at))


def standing_entries(
    connection: Connection, filing: Filing, said: Sequence[tuple[int, Correction]]
) -> list[tuple[int, Report]]:
    """An article's reports as they stood, each with the entry that it came in."""
    coded, seq_of = coded_reports(connection, filing)
    added_in = {
        one.report.id: seq
        for seq, one in said
        if one.action in {Action.ADD, Action.CHANGE} and one.report is not None
    }
    standing = corrected(
        filing.article.id, filing.text_sha256, coded, [one for _, one in said]
    )
    return [(seq_of.get(one.id, added_in.get(one.id, 0)), one) for one in standing]


def beginning_with(column: ColumnElement[str], start: str) -> list[Any]:
    """The conditions for an id that begins so."""
    if not start:
        return []
    if not start.isascii():  # every id of ours is; another's whole id is looked up
        return [column == start]
    return [column >= start, column < start[:-1] + chr(ord(start[-1]) + 1)]


def some_of(connection: Connection, start: str, *queries: Select[Any]) -> list[str]:
    """The first ids of several queries together; only itself where it is a whole one."""
    found: set[str] = set()
    for query in queries:
        column = query.selected_columns[0]
        if connection.scalar(query.where(column == start).limit(1)) is not None:
            return [start]
        here = query.where(*beginning_with(column, start))
        found |= set(connection.scalars(here.distinct().order_by(column).limit(SOME)))
    return sorted(found)


def report_ids(connection: Connection, start: str) -> list[str]:
    """Reports whose id begins so, that stood at an entry or at some other time."""
    columns = s.entries.c
    query = select(columns.id).where(columns.kind == "report")
    found = set(connection.scalars(query.where(*beginning_with(columns.id, start))))
    # What people added has an id of its own.
    for one in said_by_people(connection):
        if one.report is not None and one.report.id.startswith(start):
            found.add(one.report.id)
    return [start] if start in found else sorted(found)


def joining_then(connection: Connection, event: Event, at: int) -> list[Judgement]:
    """The judgements that held an event together, in the order of the log."""
    columns = s.judgements.c
    later = s.judgements.alias("later")
    undone = (
        select(later.c.seq)
        .where(later.c.supersedes == columns.id, later.c.seq <= at)
        .exists()
    )
    found: dict[int, bytes] = {}
    for piece in chunks(event.report_ids):
        for row in connection.execute(
            select(columns.seq, s.entries.c.payload)
            .join(s.entries, s.entries.c.seq == columns.seq)
            .where(
                columns.left.in_(piece),
                columns.verdict == str(Verdict.SAME),
                columns.seq <= at,
                ~undone,
            )
        ):
            found[row.seq] = row.payload
    return [decode_as(Judgement, found[seq]) for seq in sorted(found)]


def rejected_then(connection: Connection, at: int) -> list[Rejected]:
    """The inputs that were left out and not dealt with, by where they lie."""
    columns = s.entries.c
    last = (
        select(func.max(columns.seq))
        .where(columns.kind.in_(("rejected", "settled")), columns.seq <= at)
        .group_by(columns.id)
    )
    lines = connection.scalars(
        select(columns.payload)
        .where(columns.seq.in_(last), columns.kind == "rejected")
        .order_by(columns.id)
    )
    found = (decode(line) for line in lines if line)
    return [one for one in found if isinstance(one, Rejected)]
