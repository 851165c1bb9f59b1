"""The log's chain: each entry's hash covers it and the hash before it.

So a change inside an entry, a missing one or a swapped pair breaks every hash after it;
`meta` keeps the last hash and the count, so that a cut at the end shows as well.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, select

from detente.ledger.codec import digest
from detente.ledger.records import Verification, digest_of_text
from detente.ledger.schema import entries, meta, texts

START: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: how many entries, and the last hash."""

    seq: int = 0
    hash: str = START


def link(previous: str, seq: int, kind: str, sha: str, recorded: str) -> str:
    """The hash of an entry: of its place, its content's digest and what came before."""
    line = f"{previous}\n{seq}\n{kind}\n{sha}\n{recorded}\n"
    return sha256(line.encode()).hexdigest()


def head_of(connection: Connection) -> Head:
    """The end of the log, as the log itself has it."""
    last = connection.execute(
        select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
    ).first()
    return Head(last.seq, last.hash) if last is not None else Head()


def verify(connection: Connection, *, most_faults: int = 20) -> Verification:
    """Walk the whole log and every text; name what is not as it was written."""
    faults: list[str] = []
    head = Head()
    for row in connection.execute(select(entries).order_by(entries.c.seq)):
        where = f"entry {row.seq}"
        if row.seq != head.seq + 1:
            faults.append(f"{where}: expected entry {head.seq + 1} here")
        # A hand that changed it may have left text where bytes were.
        sound = isinstance(row.payload, bytes) and digest(row.payload) == row.sha256
        if not sound:
            faults.append(f"{where}: its content does not have its digest")
        expected = link(head.hash, row.seq, row.kind, row.sha256, row.recorded)
        if row.previous != head.hash or row.hash != expected:
            faults.append(f"{where}: the chain breaks here")
        head = Head(row.seq, row.hash)
        if len(faults) >= most_faults:
            return Verification(
                n_entries=head.seq, head=head.hash, faults=tuple(faults)
            )
    kept = connection.scalar(select(meta.c.value).where(meta.c.key == "head"))
    if kept is not None and kept != f"{head.seq} {head.hash}":
        faults.append(f"entry {head.seq}: the log ends here, expected {kept}")
    faults.extend(
        f"text {row.sha256[:12]}: it does not have its digest"
        for row in connection.execute(select(texts).order_by(texts.c.sha256))
        if digest_of_text(row.text) != row.sha256
    )
    return Verification(
        n_entries=head.seq, head=head.hash, faults=tuple(faults[:most_faults])
    )
