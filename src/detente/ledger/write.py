"""What appending does inside its transaction: log what is new, index it.

Judgements and groups are said over and over as articles come; only a change is logged,
and it names what it takes the place of, so that the log can be read in any order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, digest, encode
from detente.ledger.index import put_filing, put_judgement, put_placement
from detente.ledger.log import Line, append_lines
from detente.ledger.pieces import chunks, is_standing
from detente.ledger.records import Filing, GroupKind, Outcome, Placement
from detente.model.clusters import name_of
from detente.model.entry import Judgement


def file_article(
    connection: Connection,
    filing: Filing,
    reports: Mapping[bytes, str],
    text: str,
    *,
    content: str,
    recorded: str,
) -> tuple[Outcome, set[str]]:
    """Log an article with its reports, unless it is there just so.

    Args:
        connection: Inside a transaction.
        filing: The article as coded, `supersedes` still open.
        reports: Line -> report id, in text order.
        text: The article's text.
        content: The filing's content digest (`digest_of`).
        recorded: When this is recorded, ISO 8601.

    Returns:
        What happened, and the ids of reports whose events may have changed.
    """
    columns = s.publications.c
    now = connection.execute(
        select(columns.sha256, columns.digest).where(
            columns.article_id == filing.article.id
        )
    ).first()
    if now is not None and now.digest == content:
        return Outcome.ALREADY_THERE, set()
    if now is not None:
        filing = replace(filing, supersedes=now.sha256)
    connection.execute(
        insert_once(s.texts)
        .values(sha256=filing.text_sha256, text=text)
        .on_conflict_do_nothing()
    )
    line = encode(filing)
    lines = [Line("report", id_, payload) for payload, id_ in reports.items()]
    append_lines(
        connection, [*lines, Line("filing", filing.article.id, line)], recorded
    )
    touched = put_filing(connection, filing, sha=digest(line), digest=content)
    return (Outcome.ADDED if now is None else Outcome.SUPERSEDED), touched


def add_judgements(
    connection: Connection, judgements: Iterable[Judgement], recorded: str
) -> set[str]:
    """Log the judgements that say something new; returns the reports they bear on."""
    said = sorted(set(judgements), key=lambda one: (one.left, one.right, one.id))
    standing = _standing(connection, said)
    new: dict[bytes, Judgement] = {}
    for one in said:
        place = (one.left, one.right, one.by)
        before = standing.get(place)
        if before is not None and one.supersedes != before.id:
            if before.verdict is one.verdict:
                continue
            one = _instead_of(before, one)
        standing[place] = one
        new[encode(one)] = one
    lines = [Line("judgement", one.id, payload) for payload, one in new.items()]
    touched: set[str] = set()
    for seq, line in append_lines(connection, lines, recorded):
        touched |= put_judgement(connection, seq, new[line.payload])
    return touched


def _instead_of(before: Judgement, one: Judgement) -> Judgement:
    """The same judgement as the undoing of its judge's last word on the pair."""
    undoing = replace(one, supersedes=before.id)
    return replace(undoing, id=name_of("jud", encode(undoing).decode()))


def _standing(
    connection: Connection, said: list[Judgement]
) -> dict[tuple[str, str, str], Judgement]:
    """Each judge's last word on these pairs that nobody undid."""
    found: dict[tuple[str, str, str], Judgement] = {}
    for piece in chunks(one.left for one in said):
        query = (
            select(s.entries.c.payload)
            .join(s.judgements, s.entries.c.seq == s.judgements.c.seq)
            .where(s.judgements.c.left.in_(piece), is_standing())
            .order_by(s.judgements.c.seq)
        )
        for payload in connection.scalars(query):
            one = decode_as(Judgement, payload)
            found[one.left, one.right, one.by] = one
    return found


def add_placements(
    connection: Connection,
    kind: GroupKind,
    groups: Mapping[str, str],
    recorded: str,
) -> set[str]:
    """Log where articles moved to another group; returns those articles."""
    columns = s.placements.c
    before: dict[str, tuple[str, str]] = {}
    for piece in chunks(groups):
        query = select(columns.article_id, columns.group_id, columns.sha256).where(
            columns.grouping == str(kind), columns.article_id.in_(piece)
        )
        for row in connection.execute(query):
            before[row.article_id] = (row.group_id, row.sha256)
    new: dict[bytes, Placement] = {}
    for article_id in sorted(groups):
        group_id, sha = before.get(article_id, (None, None))
        if group_id != groups[article_id]:
            placement = Placement(
                article_id=article_id,
                group=kind,
                group_id=groups[article_id],
                supersedes=sha,
            )
            new[encode(placement)] = placement
    lines = [Line("placement", one.article_id, key) for key, one in new.items()]
    for _, line in append_lines(connection, lines, recorded):
        sha = digest(line.payload)
        put_placement(connection, new[line.payload], sha=sha)
    return {one.article_id for one in new.values()}
