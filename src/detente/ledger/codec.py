"""Model values <-> ledger lines: canonical JSON, the same bytes for the same value.

A line is `{"kind": ..., "v": 1, ...}`, keys sorted, without spaces, UTF-8. Readers
ignore keys that they do not know. msgspec works here and nowhere below.
"""

import gc
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, TypeAlias, TypeVar

import msgspec

from detente.ledger.records import Filing, Forgotten, Placement, Rejected, Settled
from detente.model.article import Article
from detente.model.entry import Correction, Judgement, Report
from detente.model.happening import Event
from detente.model.time import Dating
from detente.problems import LedgerCorrupt, LedgerTooNew

VERSION: Final = 1

Entry: TypeAlias = (
    Article
    | Filing
    | Report
    | Judgement
    | Correction
    | Placement
    | Rejected
    | Settled
    | Forgotten
    | Dating
    | Event
)
E = TypeVar("E", bound=Entry)

KINDS: Final[dict[str, type[Entry]]] = {
    "article": Article,
    "filing": Filing,
    "report": Report,
    "judgement": Judgement,
    "correction": Correction,
    "placement": Placement,
    "rejected": Rejected,
    "settled": Settled,
    "forgotten": Forgotten,
    "dating": Dating,
    "event": Event,
}
_NAMES: Final = {kind: name for name, kind in KINDS.items()}


class _Head(msgspec.Struct):
    """What every line starts with, wherever the keys stand."""

    kind: str
    v: int


_ENCODER: Final = msgspec.json.Encoder(order="sorted")
_HEADS: Final = msgspec.json.Decoder(_Head)
_DECODERS: Final = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def kind_of(entry: Entry) -> str:
    """The name that an entry's lines carry."""
    return _NAMES[type(entry)]


def encode(entry: Entry) -> bytes:
    """One line, without a line end."""
    fields = msgspec.to_builtins(entry)
    fields["kind"] = _NAMES[type(entry)]
    fields["v"] = VERSION
    return _ENCODER.encode(fields)


def decode(line: bytes, *, where: str = "ledger line") -> Entry:
    """Read a line back.

    Args:
        line: What `encode` wrote, or what a later version of it wrote.
        where: The line's place, for the message.

    Raises:
        LedgerCorrupt: it is not such a line; the message has the path to the fault.
        LedgerTooNew: it needs a later detente.
    """
    try:
        head = _HEADS.decode(line)
        if head.v > VERSION:
            raise LedgerTooNew(where, known=VERSION, found=head.v)
        if head.kind not in _DECODERS:
            expected = ", ".join(sorted(KINDS))
            reason = f"expected one of {expected}, got kind {head.kind!r}"
            raise LedgerCorrupt(where, reason)
        return _DECODERS[head.kind].decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LedgerCorrupt(where, str(error)) from None


def decode_all(kind: type[E], lines: Iterable[bytes]) -> list[E]:
    """As `decode_as`, of many lines: several times as fast.

    Python's collector of cycles would walk the growing list again and again; nothing in
    it is a cycle, so it waits until the last line is read.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return [decode_as(kind, line) for line in lines]
    finally:
        if was_on:
            gc.enable()


def decode_as(kind: type[E], line: bytes, *, where: str = "ledger line") -> E:
    """Read a line that must be of one kind."""
    entry = decode(line, where=where)
    if not isinstance(entry, kind):
        reason = f"expected {kind.__name__}, got {kind_of(entry)}"
        raise LedgerCorrupt(where, reason)
    return entry


def name_in_log(entry: Entry) -> str:
    """The id under which the log keeps an entry."""
    match entry:
        case Filing():
            return entry.article.id
        case Placement():
            return entry.article_id
        case Rejected() | Settled():
            return entry.where
        case Forgotten():
            return entry.what
        case Report() | Judgement() | Correction():
            return entry.id
        case _:
            raise TypeError(f"no entry of the log: {kind_of(entry)}")


def digest(line: bytes) -> str:
    """SHA-256 of a line: what the ledger knows an entry by."""
    return sha256(line).hexdigest()
