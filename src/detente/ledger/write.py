"""What appending does inside its transaction: log what is new, index it.

Judgements and groups are said over and over as articles come; only a change is logged,
and it names what it takes the place of, so that the log can be read in any order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from detente.ledger import schema as s
from detente.ledger.codec import decode, decode_as, digest, encode, kind_of
from detente.ledger.index import put_filing, put_judgement, put_placement, put_rejected
from detente.ledger.log import Line, append_lines
from detente.ledger.pieces import chunks, is_standing
from detente.ledger.records import (
    Filing,
    GroupKind,
    Outcome,
    Placement,
    Rejected,
    Settled,
)
from detente.model.clusters import name_of
from detente.model.entry import Judgement, is_person


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
    keep_text(connection, filing.text_sha256, text)
    line = encode(filing)
    lines = [Line("report", id_, payload) for payload, id_ in reports.items()]
    *_, (seq, _) = append_lines(
        connection, [*lines, Line("filing", filing.article.id, line)], recorded
    )
    touched = put_filing(connection, seq, filing, digest(line))
    return (Outcome.ADDED if now is None else Outcome.SUPERSEDED), touched


def keep_text(connection: Connection, sha: str, text: str) -> None:
    """Store a text under its digest, once."""
    known = select(s.texts.c.sha256).where(s.texts.c.sha256 == sha)
    if connection.scalar(known) is None:
        connection.execute(insert(s.texts).values(sha256=sha, body=text.encode()))


def add_judgements(
    connection: Connection, judgements: Iterable[Judgement], recorded: str
) -> set[str]:
    """Log the judgements that say something new; returns the reports they bear on."""
    said = sorted(set(judgements), key=lambda one: (one.left, one.right, one.id))
    standing = _standing(connection, said)
    new: dict[bytes, Judgement] = {}
    for one in said:
        place = (one.left, one.right, judge_of(one))
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
            found[one.left, one.right, judge_of(one)] = one
    return found


def judge_of(one: Judgement) -> str:
    """Whose word it is: people share one, so that the last of them counts."""
    return "person" if is_person(one.by) else one.by


def add_placements(
    connection: Connection,
    kind: GroupKind,
    groups: Mapping[str, str],
    recorded: str,
) -> set[str]:
    """Log where articles moved to another group; returns those articles' reports."""
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
    touched: set[str] = set()
    for seq, line in append_lines(connection, lines, recorded):
        sha = digest(line.payload)
        touched |= put_placement(connection, seq, new[line.payload], sha)
    return touched


def add_rejected(connection: Connection, one: Rejected, recorded: str) -> None:
    """Log that an input was left out, unless that is what stands."""
    before = _last_of_input(connection, one.where)
    if isinstance(before, Rejected):
        same = (before.stage, before.reason) == (one.stage, one.reason)
        if same:
            return
    if before is not None:
        one = replace(one, supersedes=digest(encode(before)))
    _add_of_input(connection, one, recorded)


def settle_input(
    connection: Connection, where: str, because: str, recorded: str
) -> None:
    """Log that an input that had been left out is dealt with; else nothing."""
    before = _last_of_input(connection, where)
    if isinstance(before, Rejected):
        sha = digest(encode(before))
        one = Settled(where=where, rejected=sha, because=because)
        _add_of_input(connection, one, recorded)


def _add_of_input(
    connection: Connection, one: Rejected | Settled, recorded: str
) -> None:
    line = Line(kind_of(one), one.where, encode(one))
    for seq, _ in append_lines(connection, [line], recorded):
        put_rejected(connection, seq, one)


def _last_of_input(connection: Connection, where: str) -> Rejected | Settled | None:
    columns = s.entries.c
    payload = connection.scalar(
        select(columns.payload)
        .where(columns.kind.in_(("rejected", "settled")), columns.id == where)
        .order_by(columns.seq.desc())
        .limit(1)
    )
    entry = decode(payload) if payload else None
    return entry if isinstance(entry, Rejected | Settled) else None
