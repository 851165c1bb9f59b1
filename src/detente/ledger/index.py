"""The indexes: what queries read, worked out from the log and kept in step with it.

Appending touches only the events that its reports and judgements touch: it finds the
reports that hang together with them and folds those anew. `rebuild` does the same for
all; both end with the same rows.
"""

from collections.abc import Iterable

from sqlalchemy import (
    Connection,
    delete,
    insert,
    select,
    update,
)

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, encode
from detente.ledger.filing import digest_of
from detente.ledger.pieces import CHUNK, chunks, days_of
from detente.ledger.records import Filing, GroupKind, Placement
from detente.ledger.refold import drop_events, event_mates, refold
from detente.model.entry import Judgement, Report

GROUP_COLUMNS = {
    GroupKind.STORY: s.publications.c.story_id,
    GroupKind.ORIGIN: s.publications.c.origin_id,
}


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
    touched = event_mates(connection, {row.report_id for row in before})
    drop_events(connection, {row.event_id for row in before if row.event_id})
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
    refold(connection, touched)


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
        refold(connection, ids)
