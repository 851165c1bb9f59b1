"""Paths -> raw documents, and for each bad input one rejection; the others go on.

Files, folders, globs and `-` (standard input). A file is read in one piece up to a
limit, JSONL line by line, so that memory stays bounded however long the file is.
"""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.model.article import RawDocument
from detente.problems import ArticleRejected
from detente.reading.decode import decode
from detente.reading.metadata import published_edtf, read_json_line, split_front_matter
from detente.reading.paths import FORMATS, expand, shown, why

log = logging.getLogger(__name__)

CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLimits:
    """What one article may weigh; what is beyond is rejected with its size.

    The longest report of the development sets has 40,000 characters; a line of JSONL
    may hold each character as an escape of six bytes.
    """

    max_text_bytes: int = 2_000_000
    max_html_bytes: int = 10_000_000
    max_line_bytes: int = 8_000_000


LIMITS = ReadLimits()
Outcome = RawDocument | ArticleRejected


def read_inputs(
    paths: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    limits: ReadLimits = LIMITS,
) -> Iterator[Outcome]:
    """Every article of the paths, in the order given, folders sorted by name.

    A file that is reached twice is read once.

    Args:
        paths: Files, folders, globs, or `-` for `stdin`.
        stdin: What `-` reads: JSONL, HTML or plain text, by its first character.
        limits: What one article may weigh.

    Yields:
        A raw document, or the rejection that says which input was left out and why.
    """
    seen: set[str] = set()
    for given in paths:
        if given == "-":
            if stdin is None:
                yield ArticleRejected("-", "nothing on standard input")
            else:
                yield from _read_stream(stdin, "-", None, limits)
            continue
        if not given:
            yield ArticleRejected("''", "an empty path")
            continue
        for found in expand(given):
            if isinstance(found, ArticleRejected):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield from _read_file(found, limits)


def read_again(
    places: Iterable[str], *, limits: ReadLimits = LIMITS
) -> Iterator[Outcome]:
    """The inputs that lie at places as messages name them: a file, or `file:line`.

    Yields:
        As `read_inputs`, and a rejection for what is gone or cannot be read again.
    """
    lines: dict[str, set[str]] = {}
    for place in sorted(set(places)):
        file, _, number = place.rpartition(":")
        if not Path(place).is_file() and number.isdigit() and Path(file).is_file():
            lines.setdefault(file, set()).add(place)
        elif Path(place).is_file():
            yield from _read_file(place, limits)
        else:
            yield ArticleRejected(place, "not a file that can be read again")
    for file, wanted in sorted(lines.items()):
        for outcome in _read_file(file, limits):
            where = (
                outcome.where if isinstance(outcome, ArticleRejected) else outcome.path
            )
            if where in wanted:
                wanted.discard(where)
                yield outcome
        for place in sorted(wanted):
            yield ArticleRejected(place, "this line is not in the file any more")


def _read_file(path: str, limits: ReadLimits) -> Iterator[Outcome]:
    suffix = Path(path).suffix.lower()
    if suffix and suffix not in FORMATS and Path(path).is_file():
        expected = ", ".join(sorted(FORMATS))
        yield ArticleRejected(
            shown(path), f"unknown kind of file {suffix!r} (expected {expected})"
        )
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _read_stream(stream, path, FORMATS.get(suffix), limits)
    except OSError as error:
        yield ArticleRejected(shown(path), why(error))


def _read_stream(
    stream: BinaryIO, path: str, kind: str | None, limits: ReadLimits
) -> Iterator[Outcome]:
    """One document, or those of JSONL; `kind` None is told by the first character."""
    if kind == "jsonl":
        yield from _read_lines(stream, path, b"", limits)
        return
    head = b""
    if kind is None:
        n_blank = 0
        head = stream.readline(CHUNK_BYTES)
        while head and not head.strip():
            n_blank += 1
            head = stream.readline(CHUNK_BYTES)
        first = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        if first.startswith(b"{"):
            yield from _read_lines(stream, path, head, limits, n_before=n_blank)
            return
        kind = "html" if first.startswith(b"<") else "txt"
    limit = limits.max_html_bytes if kind == "html" else limits.max_text_bytes
    data = head + stream.read(limit + 1)
    where = shown(path)
    if len(data) > limit:
        size = len(data) + _skip_rest(stream)
        yield ArticleRejected(where, f"too large for one article: {_mb(size, limit)}")
        return
    try:
        if not data.strip():
            raise ValueError("empty")
        text = decode(data)
        if not text.strip("\ufeff \t\r\n"):
            raise ValueError("empty")
        fields: dict[str, str] = {}
        if kind == "md":
            fields, text = split_front_matter(text)
            if not text.strip():
                raise ValueError("no text after the front matter")
    except ValueError as error:
        yield ArticleRejected(where, str(error))
        return
    yield _document(text, kind, path, fields)


def _read_lines(
    stream: BinaryIO, path: str, head: bytes, limits: ReadLimits, *, n_before: int = 0
) -> Iterator[Outcome]:
    """The articles of a JSONL stream; `head` was read already, and lines before it."""
    where = shown(path)
    limit = limits.max_line_bytes
    number, n_articles = n_before, 0
    while True:
        line = head
        if not line.endswith(b"\n"):
            line += stream.readline(limit + 1 - len(line))
        head = b""
        if not line:
            break
        number += 1
        if len(line) > limit and not line.endswith(b"\n"):
            size = len(line) + _skip_line(stream)
            n_articles += 1
            yield ArticleRejected(
                f"{where}:{number}", f"too large for one article: {_mb(size, limit)}"
            )
            continue
        if not line.strip():
            continue
        if number == 1 and b"\0" in line:
            yield ArticleRejected(where, "binary, not text (JSONL must be UTF-8)")
            return
        n_articles += 1
        try:
            text, fields = read_json_line(decode(line).lstrip("\ufeff"))
            if not text.strip():
                raise ValueError("field 'text' is empty")
            if len(text) > limits.max_text_bytes:
                weight = _mb(len(text), limits.max_text_bytes)
                raise ValueError(f"too large for one article: {weight}")
        except ValueError as error:
            yield ArticleRejected(f"{where}:{number}", str(error))
            continue
        yield _document(text, "jsonl", f"{path}:{number}", fields)
    if not n_articles:
        yield ArticleRejected(where, "empty")


def _document(text: str, kind: str, path: str, fields: dict[str, str]) -> RawDocument:
    published = fields.get("published")
    if published is not None:
        known = published_edtf(published)
        if known is None:
            log.warning(
                "%s: published %r is neither ISO 8601 nor EDTF: taken as unknown",
                shown(path),
                published[:40],
            )
        published = known
    return RawDocument(
        text=text,
        format=kind,
        path=None if path == "-" else shown(path),
        id=fields.get("id"),
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        title=fields.get("title"),
        published=published,
        language=fields.get("language"),
    )


def _skip_line(stream: BinaryIO) -> int:
    size = 0
    while chunk := stream.readline(CHUNK_BYTES):
        size += len(chunk)
        if chunk.endswith(b"\n"):
            break
    return size


def _skip_rest(stream: BinaryIO) -> int:
    """How much more there is, without keeping it."""
    size = 0
    while chunk := stream.read(CHUNK_BYTES):
        size += len(chunk)
    return size


def _mb(size: int, limit: int) -> str:
    return f"{size / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} MB"
