"""The indexes: what queries read, worked out from the log and kept in step with it.

Each entry of the log has one function here that puts it into the tables; `rebuild`
empties them and puts the whole log again, transaction by transaction, so that both end
with the same rows, those about the past too.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from detente.ledger import schema as s
from detente.ledger.changes import changes_of, publication_week
from detente.ledger.codec import decode, decode_as, encode
from detente.ledger.corrected import corrected
from detente.ledger.filing import digest_of
from detente.ledger.pieces import chunks, days_of, pages
from detente.ledger.records import (
    Filing,
    GroupKind,
    Placement,
    Rejected,
    Settled,
)
from detente.ledger.refold import event_mates, refold
from detente.ledger.shelve import changing, drop_events
from detente.ledger.words import put_quotes, put_text, throw_away
from detente.model.entry import Action, Correction, Judgement, Report

GROUP_COLUMNS = {
    GroupKind.STORY: s.publications.c.story_id,
    GroupKind.ORIGIN: s.publications.c.origin_id,
    GroupKind.VERSION: s.publications.c.version_id,
}


def put_filing(connection: Connection, seq: int, filing: Filing, sha: str) -> set[str]:
    """Make a filing its article's current one.

    Returns:
        Ids of the reports whose events may look different now.
    """
    article_id = filing.article.id
    changes = changes_of(connection)
    columns = s.publications.c
    before = connection.execute(
        select(columns.seq, columns.last_day, columns.story_id).where(
            columns.article_id == article_id
        )
    ).first()
    article = filing.dated()
    first, last, _ = days_of(article.published.interval if article.published else None)
    if before is None:
        changes.tally["articles"] += 1
    else:
        _count_week(connection, before.last_day, -1)
        changes.was_out.setdefault(article_id, before.last_day)
        if before.story_id is not None:
            changes.stories.add(before.story_id)
        connection.execute(
            insert(s.past_filings).values(
                seq=before.seq, article_id=article_id, until_seq=changes.stamp
            )
        )
        connection.execute(
            delete(s.publications).where(columns.article_id == article_id)
        )
    _count_week(connection, last, 1)
    groups = _groups_now(connection, article_id)
    if groups.get("story_id") is not None:
        changes.stories.add(groups["story_id"])
    connection.execute(
        insert(s.publications).values(
            article_id=article_id,
            seq=seq,
            sha256=sha,
            digest=digest_of(filing),
            text_sha256=filing.text_sha256,
            outlet=article.outlet,
            title=article.title,
            first_day=first,
            last_day=last,
            payload=encode(filing),
            **groups,
        )
    )
    put_text(connection, filing.text_sha256)
    return put_reports(connection, filing)


def put_reports(connection: Connection, filing: Filing) -> set[str]:
    """Put an article's reports anew, as coded and as people corrected them.

    Returns:
        Ids of the reports whose events may look different now.
    """
    article_id = filing.article.id
    touched = _take_back(connection, article_id)
    coded, seq_of = coded_reports(connection, filing)
    said = corrections_of(connection, article_id)
    added_by = {
        one.report.id: seq
        for seq, one in said
        if one.action in {Action.ADD, Action.CHANGE} and one.report is not None
    }
    standing = corrected(
        article_id, filing.text_sha256, coded, [one for _, one in said]
    )
    as_coded = {report.id: report for report in coded}
    rows = []
    quotes: list[tuple[int, str]] = []
    for place, report in enumerate(standing):
        coded_in = seq_of.get(report.id)
        seq = coded_in if coded_in is not None else added_by[report.id]
        quotes.append((seq, report.quote))
        rows.append(
            {
                "report_id": report.id,
                "seq": seq,
                "article_id": article_id,
                "place": place,
                "type": str(report.type),
                "status": str(report.status),
                "confidence": report.confidence,
                "payload": None
                if as_coded.get(report.id) == report
                else encode(report),
            }
        )
    if rows:
        connection.execute(insert(s.reports), rows)
        put_quotes(connection, quotes)
    changes_of(connection).tally["reports"] += len(rows)
    return touched | {report.id for report in standing}


def coded_reports(
    connection: Connection, filing: Filing
) -> tuple[list[Report], dict[str, int]]:
    """A filing's reports as they were coded, in text order; id -> entry."""
    found: dict[str, tuple[int, Report]] = {}
    for piece in chunks(filing.reports):
        for row in connection.execute(
            select(s.entries.c.seq, s.entries.c.sha256, s.entries.c.payload).where(
                s.entries.c.sha256.in_(piece)
            )
        ):
            if not row.payload:
                continue  # forgotten
            report = decode_as(Report, row.payload, where=f"entry {row.seq}")
            found[row.sha256] = (row.seq, report)
    ordered = [found[sha] for sha in filing.reports if sha in found]
    return [report for _, report in ordered], {r.id: seq for seq, r in ordered}


def corrections_of(
    connection: Connection, article_id: str
) -> list[tuple[int, Correction]]:
    """What people said of an article and nobody undid, in the order they said it.

    That is not the log's where something was purged since: what is left of a
    correction then was logged anew, behind later ones.
    """
    columns = s.corrections.c
    rows = connection.execute(
        select(columns.seq, s.entries.c.payload)
        .join(s.entries, s.entries.c.seq == columns.seq)
        .where(columns.article_id == article_id, columns.until_seq.is_(None))
        .order_by(columns.seq)
    ).all()
    found = [
        (seq, decode_as(Correction, payload, where=f"entry {seq}"))
        for seq, payload in rows
    ]
    return sorted(found, key=lambda one: (one[1].number, one[0]))


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
    changes_of(connection).tally["reports"] -= len(before)
    return touched


def _count_week(connection: Connection, day: str | None, step: int) -> None:
    week = publication_week(day)
    if week is not None:
        changes_of(connection).weeks[week] += step


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
    changes_of(connection).tally["judgements"] += 1
    touched = {one.left, one.right}
    if one.supersedes is not None:
        for row in connection.execute(
            select(s.judgements.c.left, s.judgements.c.right).where(
                s.judgements.c.id == one.supersedes
            )
        ):
            touched |= {row.left, row.right}
    return touched


def put_placement(
    connection: Connection, seq: int, one: Placement, sha: str
) -> set[str]:
    """Index the group that an article belongs to from now on; returns its reports."""
    changes = changes_of(connection)
    columns = s.placements.c
    here = (columns.article_id == one.article_id, columns.grouping == str(one.group))
    before = connection.execute(
        select(columns.seq, columns.group_id).where(*here)
    ).first()
    if before is not None:
        connection.execute(delete(s.placements).where(*here))
        connection.execute(
            insert(s.past_placements).values(
                seq=before.seq,
                article_id=one.article_id,
                grouping=str(one.group),
                group_id=before.group_id,
                until_seq=changes.stamp,
            )
        )
    connection.execute(
        insert(s.placements).values(
            article_id=one.article_id,
            grouping=str(one.group),
            group_id=one.group_id,
            sha256=sha,
            seq=seq,
        )
    )
    connection.execute(
        update(s.publications)
        .where(s.publications.c.article_id == one.article_id)
        .values({GROUP_COLUMNS[one.group]: one.group_id})
    )
    if one.group is GroupKind.STORY:
        changes.stories.add(one.group_id)
        if before is not None:
            changes.stories.add(before.group_id)
    return set(
        connection.scalars(
            select(s.reports.c.report_id).where(
                s.reports.c.article_id == one.article_id
            )
        )
    )


def put_correction(connection: Connection, seq: int, one: Correction) -> set[str]:
    """Index what a person said; returns the reports that it bears on."""
    columns = s.corrections.c
    articles = {anchor.article_id for anchor in one.at}
    if one.action is Action.UNDO:
        undone = columns.id == one.undoes
        articles |= set(connection.scalars(select(columns.article_id).where(undone)))
        connection.execute(
            update(s.corrections)
            .where(undone)
            .values(until_seq=changes_of(connection).stamp)
        )
    else:
        is_gone = _was_undone(connection, seq, one)
        until = changes_of(connection).stamp if is_gone else None
        connection.execute(
            insert(s.corrections),
            [
                {"seq": seq, "article_id": article_id, "id": one.id, "until_seq": until}
                for article_id in sorted(articles)
            ],
        )
    touched: set[str] = set()
    for article_id in sorted(articles):
        payload = connection.scalar(
            select(s.publications.c.payload).where(
                s.publications.c.article_id == article_id
            )
        )
        if payload is not None:
            touched |= put_reports(connection, decode_as(Filing, payload))
    return touched


def _was_undone(connection: Connection, seq: int, one: Correction) -> bool:
    """Whether it was undone before a purge had it logged anew, behind its undoing."""
    columns = s.entries.c
    of_kind = (columns.kind == "correction", columns.seq < seq)
    before = select(columns.seq).where(*of_kind, columns.id == one.id).limit(1)
    if connection.scalar(before) is None:
        return False
    lines = connection.scalars(select(columns.payload).where(*of_kind)).all()
    return any(decode_as(Correction, line).undoes == one.id for line in lines if line)


def put_rejected(connection: Connection, seq: int, one: Rejected | Settled) -> None:
    """Index that an input was left out, or that it is dealt with."""
    here = s.quarantine.c.where == one.where
    gone = connection.execute(delete(s.quarantine).where(here)).rowcount
    changes_of(connection).tally["rejected"] -= gone
    if isinstance(one, Rejected):
        connection.execute(insert(s.quarantine).values(where=one.where, seq=seq))
        changes_of(connection).tally["rejected"] += 1


def put(connection: Connection, seq: int, sha: str, payload: bytes) -> set[str]:
    """Put one entry of the log, whatever it is; returns the reports that it touches."""
    entry = decode(payload, where=f"entry {seq}")
    match entry:
        case Filing():
            return put_filing(connection, seq, entry, sha)
        case Judgement():
            return put_judgement(connection, seq, entry)
        case Placement():
            return put_placement(connection, seq, entry, sha)
        case Correction():
            return put_correction(connection, seq, entry)
        case Rejected() | Settled():
            put_rejected(connection, seq, entry)
        case _:
            pass
    return set()


def rebuild(
    connection: Connection, *, tell: Callable[[str], None] | None = None
) -> None:
    """Throw every index away and put the whole log again.

    Args:
        connection: Inside a transaction.
        tell: Is told in words how far it is.
    """
    last = connection.scalar(select(func.max(s.entries.c.seq))) or 0
    throw_away(connection)
    for table in s.INDEXES:
        connection.execute(delete(table))
    for rows in _transactions(connection):
        if tell is not None:
            tell(f"entry {rows[0].seq:,} of {last:,}")
        with changing(connection, stamp=rows[0].seq):
            touched: set[str] = set()
            for row in rows:
                if row.payload and row.kind not in {"report", "forgotten"}:
                    touched |= put(connection, row.seq, row.sha256, row.payload)
            refold(connection, touched)


def _transactions(connection: Connection) -> Iterator[Sequence[Row[Any]]]:
    """The log's entries, those of one transaction together: one time of recording."""
    columns = s.entries.c
    query = select(
        columns.seq, columns.kind, columns.sha256, columns.recorded, columns.payload
    )
    found = pages(connection, query, columns.seq)
    for _, rows in groupby(found, key=lambda row: row.recorded):
        yield list(rows)
