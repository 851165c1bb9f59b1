"""The log: lines are appended to the chain, and a line that is there already is not."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

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
        put_meta(connection, "head", f"{head.seq} {head.hash}")
    return added


def put_meta(connection: Connection, key: str, value: str) -> None:
    """Set a value in `meta`."""
    done = connection.execute(
        update(s.meta).where(s.meta.c.key == key).values(value=value)
    )
    if not done.rowcount:
        connection.execute(insert(s.meta).values(key=key, value=value))


def last_recorded(connection: Connection) -> str | None:
    """When the newest entry was recorded; None in an empty log."""
    return connection.scalar(
        select(s.entries.c.recorded).order_by(s.entries.c.seq.desc()).limit(1)
    )
