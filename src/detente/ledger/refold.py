"""Reports that changed -> the events that hang together with them, folded anew."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, encode
from detente.ledger.fold import fold
from detente.ledger.pieces import chunks, days_of, is_standing
from detente.ledger.records import Filing
from detente.model.article import Article
from detente.model.entry import Judgement, Report, Verdict
from detente.model.happening import Event


def event_mates(connection: Connection, report_ids: Iterable[str]) -> set[str]:
    """The reports now in one event with any of these, and these."""
    found = set(report_ids)
    for piece in chunks(report_ids):
        in_events = select(s.reports.c.event_id).where(
            s.reports.c.report_id.in_(piece), s.reports.c.event_id.is_not(None)
        )
        found |= set(
            connection.scalars(
                select(s.reports.c.report_id).where(s.reports.c.event_id.in_(in_events))
            )
        )
    return found


def refold(connection: Connection, touched: set[str]) -> None:
    """Fold anew every event that has, had or gets one of these reports."""
    whole, judged = _hanging_together(connection, event_mates(connection, touched))
    reports, old_events = _current(connection, whole)
    articles = _articles(connection, {report.article_id for report in reports})
    copies, stories = _groups(connection, {report.article_id for report in reports})
    folded = fold(reports, judged, articles, copies=copies, stories=stories)
    drop_events(connection, old_events | {event.id for event in folded})
    _write(connection, folded)


def drop_events(connection: Connection, event_ids: set[str]) -> None:
    """Take events out of the index."""
    for piece in chunks(event_ids):
        for table in (s.event_countries, s.event_dyads, s.events):
            connection.execute(delete(table).where(table.c.event_id.in_(piece)))


def _hanging_together(
    connection: Connection, report_ids: set[str]
) -> tuple[set[str], list[Judgement]]:
    """All reports that chains of judgements join to these, and the judgements."""
    seen = set(report_ids)
    waiting = set(report_ids)
    judged: dict[int, bytes] = {}
    while waiting:
        found: set[str] = set()
        for piece in chunks(waiting):
            for row in connection.execute(
                select(s.judgements, s.entries.c.payload)
                .join(s.entries, s.entries.c.seq == s.judgements.c.seq)
                .where(
                    or_(
                        s.judgements.c.left.in_(piece), s.judgements.c.right.in_(piece)
                    ),
                    s.judgements.c.verdict == str(Verdict.SAME),
                    is_standing(),
                )
            ):
                judged[row.seq] = row.payload
                found |= {row.left, row.right}
        waiting = found - seen
        seen |= found
    return seen, [
        decode_as(Judgement, judged[seq], where=f"entry {seq}")
        for seq in sorted(judged)
    ]


def _current(
    connection: Connection, report_ids: set[str]
) -> tuple[list[Report], set[str]]:
    """Those of the reports that stand in current filings, and their events so far."""
    found: list[Report] = []
    events: set[str] = set()
    for piece in chunks(report_ids):
        for row in connection.execute(
            select(s.reports.c.seq, s.reports.c.event_id, s.entries.c.payload)
            .join(s.entries, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.report_id.in_(piece))
        ):
            found.append(decode_as(Report, row.payload, where=f"entry {row.seq}"))
            if row.event_id is not None:
                events.add(row.event_id)
    return found, events


def _articles(connection: Connection, ids: set[str]) -> list[Article]:
    return [
        decode_as(Filing, payload).dated()
        for piece in chunks(ids)
        for payload in connection.scalars(
            select(s.publications.c.payload).where(
                s.publications.c.article_id.in_(piece)
            )
        )
    ]


def _groups(
    connection: Connection, ids: set[str]
) -> tuple[dict[str, str], dict[str, str]]:
    copies: dict[str, str] = {}
    stories: dict[str, str] = {}
    columns = s.publications.c
    for piece in chunks(ids):
        for row in connection.execute(
            select(columns.article_id, columns.origin_id, columns.story_id).where(
                columns.article_id.in_(piece)
            )
        ):
            if row.origin_id is not None:
                copies[row.article_id] = row.origin_id
            if row.story_id is not None:
                stories[row.article_id] = row.story_id
    return copies, stories


def _write(connection: Connection, events: Sequence[Event]) -> None:
    if not events:
        return
    rows: list[dict[str, str | bytes | None]] = []
    countries: list[dict[str, str]] = []
    dyads: list[dict[str, str]] = []
    for event in events:
        first, last, sort_day = days_of(event.dating.interval if event.dating else None)
        rows.append(
            {
                "event_id": event.id,
                "type": str(event.type),
                "status": str(event.status),
                "sort_day": sort_day,
                "first_day": first,
                "last_day": last,
                "story_id": event.story_id,
                "payload": encode(event),
            }
        )
        countries.extend({"country": c, "event_id": event.id} for c in event.countries)
        dyads.extend({"a": a, "b": b, "event_id": event.id} for a, b in event.dyads)
    connection.execute(insert(s.events), rows)
    connection.execute(
        update(s.reports)
        .where(s.reports.c.report_id == bindparam("of_report"))
        .values(event_id=bindparam("of_event")),
        [
            {"of_report": report_id, "of_event": event.id}
            for event in events
            for report_id in event.report_ids
        ],
    )
    if countries:
        connection.execute(insert(s.event_countries), countries)
    if dyads:
        connection.execute(insert(s.event_dyads), dyads)
