"""The log: lines are appended to the chain, and a line that is there already is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from detente.ledger import schema as s
from detente.ledger.chain import Head, head_of, link
from detente.ledger.codec import digest
from detente.ledger.pieces import chunks


@dataclass(frozen=True, slots=True)
class Line:
    """An entry on its way into the log: its kind, its own id, its canonical JSON."""

    kind: str
    id: str
    payload: bytes


def append_lines(
    connection: Connection, lines: Sequence[Line], recorded: str
) -> list[tuple[int, Line]]:
    """Append what is new, in the given order.

    Returns:
        The new lines with their numbers in the log.
    """
    shas = [digest(line.payload) for line in lines]
    known: set[str] = set()
    for piece in chunks(shas):
        query = select(s.entries.c.sha256).where(s.entries.c.sha256.in_(piece))
        known |= set(connection.scalars(query))
    head = head_of(connection)
    rows = []
    added: list[tuple[int, Line]] = []
    for line, sha in zip(lines, shas, strict=True):
        if sha in known:
            continue
        known.add(sha)
        seq = head.seq + 1
        hash_ = link(head.hash, seq, line.kind, sha, recorded)
        rows.append(
            {
                "seq": seq,
                "kind": line.kind,
                "id": line.id,
                "sha256": sha,
                "previous": head.hash,
                "hash": hash_,
                "recorded": recorded,
                "payload": line.payload,
            }
        )
        added.append((seq, line))
        head = Head(seq, hash_)
    if rows:
        connection.execute(insert(s.entries), rows)
        end = f"{head.seq} {head.hash}"
        connection.execute(
            insert_once(s.meta)
            .values(key="head", value=end)
            .on_conflict_do_update(index_elements=["key"], set_={"value": end})
        )
    return added
