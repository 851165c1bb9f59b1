"""A whole ledger from one place to another: backup, restore, export, import.

What travels is the log and the texts; the indexes are worked out where they arrive, and
the log proves there that nothing was lost or changed on the way.
"""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from sqlalchemy import Connection, insert, select

from detente.ledger import schema as s
from detente.ledger.address import address_of
from detente.ledger.chain import Head, head_of, link
from detente.ledger.codec import decode, digest, kind_of, name_in_log
from detente.ledger.files import arriving
from detente.ledger.index import rebuild
from detente.ledger.log import put_meta
from detente.ledger.pieces import pages
from detente.ledger.records import digest_of_text
from detente.ledger.store import Ledger
from detente.ledger.verify import LEFT_OUT, copy_log
from detente.problems import (
    DetenteError,
    LedgerCorrupt,
    LedgerExists,
    LedgerTooNew,
    LedgerUnreachable,
)

FORMAT = 1
NOTHING = b"null"
BATCH = 200


class _Header(msgspec.Struct, tag_field="kind", tag="ledger"):
    """The first line: the form, how many entries follow, the last hash."""

    v: int
    n_entries: int
    head: str
    texts: bool


class _Logged(msgspec.Struct, tag_field="kind", tag="entry"):
    """An entry; `line` is `null` where it was forgotten."""

    seq: int
    name: str
    id: str
    recorded: str
    sha256: str
    line: msgspec.Raw


class _Text(msgspec.Struct, tag_field="kind", tag="text"):
    """An article's text."""

    sha256: str
    text: str


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_Header | _Logged | _Text)


def backup(source: Ledger, target: Path) -> Head:
    """Copy a ledger, while it is read and written, into a new file.

    Raises:
        LedgerExists: something is there already.
        LedgerFull: there is no room; the target is as it was.
    """
    if target.exists():
        raise LedgerExists(str(target))
    with arriving(target) as half:
        if source.place.path is not None:
            source.copy_file(half)
        else:
            with Ledger.open(half, "w") as into:
                fill(source, into)
        with Ledger.open(half) as copied:
            found = copied.verify(log_only=True)
        half.with_name(f"{half.name}-wal").unlink(missing_ok=True)
        half.with_name(f"{half.name}-shm").unlink(missing_ok=True)
        if not found.is_sound:
            raise LedgerCorrupt(str(target), found.faults[0])
    return Head(found.n_entries, found.head)


def restore(source: Ledger, place: str) -> Head:
    """Fill a new place, a file or a database, with a ledger; its indexes made anew.

    Raises:
        LedgerExists: there is a ledger there already.
    """
    with Ledger.open(place, "w") as into:
        if into.counts().entries:
            raise LedgerExists(str(into.place))
        return fill(source, into)


def fill(source: Ledger, into: Ledger) -> Head:
    """Copy log and texts into an empty ledger, in one transaction."""
    with source.asking() as here, into.transaction() as there:
        copy_log(here, there)
        head = head_of(there)
        put_meta(there, "head", f"{head.seq} {head.hash}")
        left_out = here.scalar(select(s.meta.c.value).where(s.meta.c.key == "texts"))
        if left_out is not None:
            put_meta(there, "texts", left_out)
        rebuild(there)
    return head


def export_lines(source: Ledger, *, texts: bool) -> Iterator[bytes]:
    """The whole ledger as JSONL: a header, every entry in order, then the texts."""
    with source.asking() as connection:
        head = head_of(connection)
        yield _ENCODER.encode(
            _Header(v=FORMAT, n_entries=head.seq, head=head.hash, texts=texts)
        )
        for row in pages(connection, select(s.entries), s.entries.c.seq):
            yield _ENCODER.encode(
                _Logged(
                    seq=row.seq,
                    name=row.kind,
                    id=row.id,
                    recorded=row.recorded,
                    sha256=row.sha256,
                    line=msgspec.Raw(row.payload or NOTHING),
                )
            )
        if texts:
            for row in pages(connection, select(s.texts), s.texts.c.sha256, size=BATCH):
                yield _ENCODER.encode(_Text(sha256=row.sha256, text=row.body.decode()))


def import_at(source: str, place: str, *, stdin: BinaryIO) -> Head:
    """Fill a new ledger at a place from an exported file, or from `-`.

    Raises:
        LedgerExists: there is a ledger there already.
        LedgerCorrupt: a line is not as it was exported; a file made for it is gone.
    """
    file = address_of(place).path
    is_new = file is not None and not file.exists()
    if source != "-" and not Path(source).is_file():
        raise LedgerUnreachable(source, "no such file")
    try:
        with (
            nullcontext(stdin) if source == "-" else Path(source).open("rb") as lines,
            Ledger.open(place, "w") as into,
        ):
            return import_lines(lines, into, where=source)
    except DetenteError:
        if is_new and file is not None:
            for ending in ("", "-wal", "-shm"):
                file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
        raise


def import_lines(lines: Iterable[bytes], into: Ledger, *, where: str) -> Head:
    """Fill an empty ledger from `export_lines`; all of it or nothing.

    Raises:
        LedgerExists: the ledger is not empty.
        LedgerCorrupt: a line is not as it was exported; the message says which.
        LedgerTooNew: a later detente wrote it.
    """
    if into.counts().entries:
        raise LedgerExists(str(into.place))
    with into.transaction() as connection:
        head = _take_in(connection, lines, where)
        put_meta(connection, "head", f"{head.seq} {head.hash}")
        rebuild(connection)
    return head


def _take_in(connection: Connection, lines: Iterable[bytes], where: str) -> Head:
    header: _Header | None = None
    head = Head()
    rows: dict[str, list[dict[str, Any]]] = {"entries": [], "texts": []}
    for number, line in enumerate(lines, start=1):
        here = f"{where}:{number}"
        if not line.strip():
            continue
        try:
            one: _Header | _Logged | _Text = _DECODER.decode(line)
        except msgspec.DecodeError as error:
            raise LedgerCorrupt(here, str(error)) from None
        match one:
            case _Header():
                if one.v > FORMAT:
                    raise LedgerTooNew(here, known=FORMAT, found=one.v)
                header = one
            case _Logged():
                row = _entry(one, head, here)
                head = Head(row["seq"], row["hash"])
                rows["entries"].append(row)
            case _Text():
                if digest_of_text(one.text) != one.sha256:
                    raise LedgerCorrupt(here, "a text does not have its digest")
                rows["texts"].append({"sha256": one.sha256, "body": one.text.encode()})
        if len(rows["entries"]) + len(rows["texts"]) >= BATCH:
            _write(connection, rows)
    _write(connection, rows)
    if header is None:
        raise LedgerCorrupt(where, "it is not an exported ledger: no header")
    if (header.n_entries, header.head) != (head.seq, head.hash):
        reason = f"it ends at entry {head.seq}, expected {header.n_entries}"
        raise LedgerCorrupt(where, reason)
    if not header.texts:
        put_meta(connection, "texts", LEFT_OUT)
    return head


def _entry(one: _Logged, head: Head, here: str) -> dict[str, Any]:
    payload = bytes(one.line)
    payload = b"" if payload == NOTHING else payload
    if payload:
        if digest(payload) != one.sha256:
            raise LedgerCorrupt(here, "its content does not have its digest")
        entry = decode(payload, where=here)
        if (kind_of(entry), name_in_log(entry)) != (one.name, one.id):
            raise LedgerCorrupt(here, "it stands under another name")
    if one.seq != head.seq + 1:
        raise LedgerCorrupt(here, f"expected entry {head.seq + 1}, got {one.seq}")
    return {
        "seq": one.seq,
        "kind": one.name,
        "id": one.id,
        "sha256": one.sha256,
        "previous": head.hash,
        "hash": link(head.hash, one.seq, one.name, one.sha256, one.recorded),
        "recorded": one.recorded,
        "payload": payload,
    }


def _write(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table in (s.entries, s.texts):
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])
            rows[table.name] = []
