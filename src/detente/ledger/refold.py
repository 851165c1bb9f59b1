"""Reports that changed -> the events that hang together with them, folded anew."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, and_, or_, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_as
from detente.ledger.event_wide import event_wide
from detente.ledger.fold import fold
from detente.ledger.pieces import chunks, is_standing, said
from detente.ledger.records import Filing
from detente.ledger.shelve import drop_events, write_events
from detente.model.article import Article
from detente.model.entry import PERSON, Correction, Judgement, Report, Verdict
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
    groups = _groups(connection, {report.article_id for report in reports})
    folded = fold(
        reports,
        judged,
        articles,
        copies=groups["origin_id"],
        stories=groups["story_id"],
        versions=groups["version_id"],
    )
    by_id = {report.id: report for report in reports}
    corrections = _corrections(connection, {report.article_id for report in reports})
    if corrections:
        folded = event_wide(folded, by_id, corrections)
    drop_events(connection, old_events | {event.id for event in folded})
    moving = {event.id for event in folded if is_moving(event, by_id)}
    write_events(connection, folded, moving=moving)


def is_moving(event: Event, reports: Mapping[str, Report]) -> bool:
    """Whether its reports do not all give it the days that it has."""
    days = event.dating.interval if event.dating else None
    return any(
        (one.dating.interval if one.dating else None) != days
        for one in map(reports.__getitem__, event.report_ids)
    )


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
                    or_(
                        s.judgements.c.verdict == str(Verdict.SAME),
                        and_(
                            s.judgements.c.verdict == str(Verdict.DIFFERENT),
                            s.judgements.c.by.startswith(PERSON),
                        ),
                    ),
                    is_standing(),
                )
            ):
                judged[row.seq] = row.payload
                if row.verdict == str(Verdict.SAME):
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
            select(s.reports.c.seq, s.reports.c.event_id, said())
            .join(s.entries, s.entries.c.seq == s.reports.c.seq)
            .where(s.reports.c.report_id.in_(piece))
        ):
            found.append(decode_as(Report, row.payload, where=f"entry {row.seq}"))
            if row.event_id is not None:
                events.add(row.event_id)
    return found, events


def _corrections(
    connection: Connection, article_ids: set[str]
) -> dict[str, list[Correction]]:
    """What people said of these articles and nobody undid, in the order of the log."""
    found: dict[str, list[Correction]] = {}
    columns = s.corrections.c
    for piece in chunks(article_ids):
        for row in connection.execute(
            select(columns.seq, columns.article_id, s.entries.c.payload)
            .join(s.entries, s.entries.c.seq == columns.seq)
            .where(columns.article_id.in_(piece), columns.until_seq.is_(None))
            .order_by(columns.seq)
        ):
            one = decode_as(Correction, row.payload, where=f"entry {row.seq}")
            found.setdefault(row.article_id, []).append(one)
    return found


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


def _groups(connection: Connection, ids: set[str]) -> dict[str, dict[str, str]]:
    """Column -> article id -> its group of that kind."""
    columns = s.publications.c
    wanted = (columns.origin_id, columns.story_id, columns.version_id)
    found: dict[str, dict[str, str]] = {column.name: {} for column in wanted}
    for piece in chunks(ids):
        for row in connection.execute(
            select(columns.article_id, *wanted).where(columns.article_id.in_(piece))
        ):
            for column, group_id in zip(wanted, row[1:], strict=True):
                if group_id is not None:
                    found[column.name][row.article_id] = group_id
    return found
