"""The indexes: what queries read, worked out from the log and kept in step with it.

Appending touches only the events that its reports and judgements touch: it finds the
reports that hang together with them and folds those anew. `rebuild` does the same for
all; both end with the same rows.
"""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, encode
from detente.ledger.filing import digest_of
from detente.ledger.fold import fold
from detente.ledger.records import Filing, GroupKind, Placement
from detente.model.article import Article
from detente.model.entry import Judgement, Report, Verdict
from detente.model.happening import Event
from detente.model.time import TimeInterval

GROUP_COLUMNS = {
    GroupKind.STORY: s.publications.c.story_id,
    GroupKind.ORIGIN: s.publications.c.origin_id,
}
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


def put_filing(
    connection: Connection, filing: Filing, *, sha: str, digest: str
) -> set[str]:
    """Make a filing its article's current one.

    Returns:
        Ids of the reports whose events may look different now.
    """
    article_id = filing.article.id
    touched = _take_back(connection, article_id)
    article = filing.dated()
    published = article.published.interval if article.published else None
    first, last, _ = days_of(published)
    connection.execute(
        delete(s.publications).where(s.publications.c.article_id == article_id)
    )
    connection.execute(
        insert(s.publications).values(
            article_id=article_id,
            sha256=sha,
            digest=digest,
            outlet=article.outlet,
            title=article.title,
            first_day=first,
            last_day=last,
            payload=encode(filing),
            **_groups_now(connection, article_id),
        )
    )
    place = {one: i for i, one in enumerate(filing.reports)}
    rows = []
    for piece in chunks(filing.reports):
        for row in connection.execute(
            select(s.entries.c.seq, s.entries.c.sha256, s.entries.c.payload).where(
                s.entries.c.sha256.in_(piece)
            )
        ):
            report = decode_as(Report, row.payload, where=f"entry {row.seq}")
            touched.add(report.id)
            rows.append(
                {
                    "report_id": report.id,
                    "seq": row.seq,
                    "article_id": article_id,
                    "place": place[row.sha256],
                    "type": str(report.type),
                    "status": str(report.status),
                }
            )
    if rows:
        connection.execute(insert(s.reports), rows)
    return touched


def _take_back(connection: Connection, article_id: str) -> set[str]:
    """Remove an article's reports and their events; returns all that shared them."""
    of_article = s.reports.c.article_id == article_id
    before = connection.execute(
        select(s.reports.c.report_id, s.reports.c.event_id).where(of_article)
    ).all()
    if not before:
        return set()
    touched = _event_mates(connection, {row.report_id for row in before})
    _drop_events(connection, {row.event_id for row in before if row.event_id})
    connection.execute(delete(s.reports).where(of_article))
    return touched


def _groups_now(connection: Connection, article_id: str) -> dict[str, str]:
    columns = s.placements.c
    rows = connection.execute(
        select(columns.grouping, columns.group_id).where(
            columns.article_id == article_id
        )
    )
    return {GROUP_COLUMNS[GroupKind(kind)].name: group_id for kind, group_id in rows}


def put_judgement(connection: Connection, seq: int, one: Judgement) -> set[str]:
    """Index a judgement; returns the reports that it bears on."""
    connection.execute(
        insert(s.judgements).values(
            seq=seq,
            id=one.id,
            left=one.left,
            right=one.right,
            verdict=str(one.verdict),
            by=one.by,
            supersedes=one.supersedes,
        )
    )
    touched = {one.left, one.right}
    if one.supersedes is not None:
        for row in connection.execute(
            select(s.judgements.c.left, s.judgements.c.right).where(
                s.judgements.c.id == one.supersedes
            )
        ):
            touched |= {row.left, row.right}
    return touched


def put_placement(connection: Connection, one: Placement, *, sha: str) -> None:
    """Index the group that an article belongs to from now on."""
    columns = s.placements.c
    connection.execute(
        delete(s.placements).where(
            columns.article_id == one.article_id, columns.grouping == str(one.group)
        )
    )
    connection.execute(
        insert(s.placements).values(
            article_id=one.article_id,
            grouping=str(one.group),
            group_id=one.group_id,
            sha256=sha,
        )
    )
    connection.execute(
        update(s.publications)
        .where(s.publications.c.article_id == one.article_id)
        .values({GROUP_COLUMNS[one.group]: one.group_id})
    )


def refresh(
    connection: Connection, report_ids: Iterable[str], article_ids: Iterable[str]
) -> None:
    """Bring the events in step after something was put."""
    touched = set(report_ids)
    for piece in chunks(article_ids):
        touched |= set(
            connection.scalars(
                select(s.reports.c.report_id).where(s.reports.c.article_id.in_(piece))
            )
        )
    _refold(connection, touched)


def rebuild(connection: Connection) -> None:
    """Throw every index away and work it out from the log."""
    for table in s.INDEXES:
        connection.execute(delete(table))
    for seq, kind in connection.execute(
        select(s.entries.c.seq, s.entries.c.kind).order_by(s.entries.c.seq)
    ).all():
        if kind == "report":
            continue
        row = connection.execute(
            select(s.entries.c.sha256, s.entries.c.payload).where(
                s.entries.c.seq == seq
            )
        ).one()
        where = f"entry {seq}"
        if kind == "filing":
            filing = decode_as(Filing, row.payload, where=where)
            put_filing(connection, filing, sha=row.sha256, digest=digest_of(filing))
        elif kind == "judgement":
            put_judgement(
                connection, seq, decode_as(Judgement, row.payload, where=where)
            )
        elif kind == "placement":
            placement = decode_as(Placement, row.payload, where=where)
            put_placement(connection, placement, sha=row.sha256)
    waiting = (
        select(s.reports.c.report_id).where(s.reports.c.event_id.is_(None)).limit(CHUNK)
    )
    while ids := set(connection.scalars(waiting)):
        _refold(connection, ids)


def _event_mates(connection: Connection, report_ids: Iterable[str]) -> set[str]:
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


def _refold(connection: Connection, touched: set[str]) -> None:
    """Fold anew every event that has, had or gets one of these reports."""
    whole, judged = _hanging_together(connection, _event_mates(connection, touched))
    reports, old_events = _current(connection, whole)
    articles = _articles(connection, {report.article_id for report in reports})
    copies, stories = _groups(connection, {report.article_id for report in reports})
    folded = fold(reports, judged, articles, copies=copies, stories=stories)
    _drop_events(connection, old_events | {event.id for event in folded})
    _write(connection, folded)


def _drop_events(connection: Connection, event_ids: set[str]) -> None:
    for piece in chunks(event_ids):
        for table in (s.event_countries, s.event_dyads, s.events):
            connection.execute(delete(table).where(table.c.event_id.in_(piece)))


def is_standing() -> ColumnElement[bool]:
    """The condition for a judgement that no other undid."""
    later = s.judgements.alias("later")
    return ~select(later.c.seq).where(later.c.supersedes == s.judgements.c.id).exists()


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
        for piece in chunks(event.report_ids):
            connection.execute(
                update(s.reports)
                .where(s.reports.c.report_id.in_(piece))
                .values(event_id=event.id)
            )
    connection.execute(insert(s.events), rows)
    if countries:
        connection.execute(insert(s.event_countries), countries)
    if dyads:
        connection.execute(insert(s.event_dyads), dyads)


def count(connection: Connection, table: Table) -> int:
    """How many rows."""
    return connection.scalar(select(func.count()).select_from(table)) or 0
