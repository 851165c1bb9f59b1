"""A ledger as lines: how things stand, or the whole log.

How things stand is the same bytes for the same articles, whatever the order in which
they came, the run, the folder they lay in: so two ledgers can be compared with `cmp`.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, Select, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, encode
from detente.ledger.pieces import is_standing, said
from detente.ledger.records import Filing, GroupKind, Placement
from detente.model.clusters import name_of
from detente.model.entry import Judgement


def state_lines(connection: Connection, *, texts: bool) -> Iterator[bytes]:
    """What stands now: filings, their reports, judgements, groups, events; unsorted.

    What depends on the way there is left out: what an entry replaced, ids that are
    hashes of it, and where files lay.
    """
    for payload in connection.scalars(select(s.publications.c.payload)):
        filing = decode_as(Filing, payload)
        article = replace(filing.article, path=None)
        yield encode(replace(filing, article=article, supersedes=None))
    in_reports = s.entries.join(s.reports, s.entries.c.seq == s.reports.c.seq)
    yield from connection.scalars(select(said()).select_from(in_reports))
    for payload in connection.scalars(_judgements_that_count()):
        one = replace(decode_as(Judgement, payload), id="", supersedes=None)
        yield encode(replace(one, id=name_of("jud", encode(one).decode())))
    for row in connection.execute(select(s.placements)):
        yield encode(
            Placement(
                article_id=row.article_id,
                group=GroupKind(row.grouping),
                group_id=row.group_id,
            )
        )
    yield from connection.scalars(select(s.events.c.payload))
    if texts:
        yield from text_lines(connection)


def _judgements_that_count() -> Select[bytes]:
    """Those that join reports, and those by which one judge overrules another.

    What a linker says beside (that two look alike and are not the same) depends on what
    it had to compare at the time, and no event rests on it.
    """
    earlier = s.judgements.alias("earlier")
    overrules = (
        select(earlier.c.seq)
        .where(
            earlier.c.id == s.judgements.c.supersedes,
            earlier.c.by != s.judgements.c.by,
        )
        .exists()
    )
    return (
        select(s.entries.c.payload)
        .join(s.judgements, s.entries.c.seq == s.judgements.c.seq)
        .where(is_standing(), (s.judgements.c.verdict == "same") | overrules)
    )


def text_lines(connection: Connection) -> Iterator[bytes]:
    """The texts of the articles as they stand, by their digest."""
    current = {
        decode_as(Filing, payload).text_sha256
        for payload in connection.scalars(select(s.publications.c.payload))
    }
    for row in connection.execute(select(s.texts)):
        if row.sha256 in current:
            fields = {
                "kind": "text",
                "sha256": row.sha256,
                "text": row.body.decode(),
                "v": 1,
            }
            yield json.dumps(fields, ensure_ascii=False).encode()


def log_lines(connection: Connection) -> Iterator[bytes]:
    """Every entry as it was logged, in order: all history."""
    yield from connection.scalars(select(s.entries.c.payload).order_by(s.entries.c.seq))
