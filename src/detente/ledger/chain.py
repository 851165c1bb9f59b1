"""The log's chain: each entry's hash covers it and the hash before it.

So a change inside an entry, a missing one or a swapped pair breaks every hash after it;
`meta` keeps the last hash and the count, so that a cut at the end shows as well.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, select

from detente.ledger.schema import entries

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
