"""Does the full-text index of a file hold the words of its texts and quotes, and no other?

The words are read from the texts anew and compared with all that the index tells; its
inner tables are copied and checked by FTS5 itself, which a reader's file cannot ask for.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sqlalchemy import Connection, select

from detente.ledger import schema as s
from detente.ledger.codec import decode
from detente.ledger.pieces import pages
from detente.ledger.tokens import pieces_of, words_of
from detente.ledger.words import SQLITE, TABLE
from detente.model.entry import Correction, Report

SHADOWS: Final = ("data", "idx", "docsize", "config")
# Where a word stands, as one number; the same sum is made by the store and here.
PLACE: Final = '((doc * 1000003 + "offset") * 7919) % 2147483647'
# Records of the index: how many rows and words there are, and which segments.
AVERAGES: Final = 1
STRUCTURE: Final = 10


def words_faults(connection: Connection) -> list[str]:
    """What the full-text index of an SQLite ledger has wrong."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        return []
    expected, sizes = _expected(connection)
    return [*_word_faults(driver, expected), *_inner_faults(driver, sizes)]


def _expected(
    connection: Connection,
) -> tuple[dict[str, tuple[int, int]], dict[int, int]]:
    """Word -> how often, and the sum of its places; passage -> its number of words."""
    words: dict[str, tuple[int, int]] = {}
    sizes: dict[int, int] = {}
    columns = s.passages.c
    rows = pages(connection, select(s.passages), columns.passage_id)
    for (kind, of), found in groupby(rows, key=lambda row: (row.kind, row.of)):
        content = _content(connection, kind, of)
        pieces = list(pieces_of(words_of(content)))
        for row in found:
            piece = pieces[row.place] if 0 <= row.place < len(pieces) else []
            sizes[row.passage_id] = len(piece)
            for offset, word in enumerate(piece):
                n, places = words.get(word, (0, 0))
                place = ((row.passage_id * 1000003 + offset) * 7919) % 2147483647
                words[word] = (n + 1, places + place)
    return words, sizes


def _content(connection: Connection, kind: str, of: str) -> str:
    if kind == "text":
        body = connection.scalar(select(s.texts.c.body).where(s.texts.c.sha256 == of))
        return body.decode() if body else ""
    columns = s.entries.c
    number = int(of) if of.isdigit() else 0
    line = connection.scalar(select(columns.payload).where(columns.seq == number))
    entry = decode(line) if line else None
    report = entry.report if isinstance(entry, Correction) else entry
    return report.quote if isinstance(report, Report) else ""


def _word_faults(
    driver: sqlite3.Connection, expected: dict[str, tuple[int, int]]
) -> Iterator[str]:
    driver.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
        " USING fts5vocab('main', 'search_words', 'instance')"
    )
    driver.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.lookup"
        " USING fts5vocab('main', 'search_words', 'row')"
    )
    # Looked up one by one, as a search does: the way there is an index of its own.
    for word, (n, _) in expected.items():
        row = driver.execute("SELECT cnt FROM temp.lookup WHERE term = ?", (word,))
        if row.fetchone() != (n,):
            yield f"search_words: {word!r} is not found"
            return
    found = driver.execute(
        f"SELECT term, count(*), sum({PLACE}) FROM temp.vocabulary GROUP BY term"
    )
    for word, n, places in found:
        if expected.pop(word, None) != (n, places):
            yield f"search_words: {word!r} does not stand where it says"
            return
    if expected:
        yield f"search_words: {min(expected)!r} is gone"


def _inner_faults(driver: sqlite3.Connection, sizes: dict[int, int]) -> list[str]:
    tables = {
        name: driver.execute(f"SELECT * FROM search_words_{name}").fetchall()
        for name in SHADOWS
    }
    faults = []
    if tables["config"] != [("version", 4)]:
        faults.append("search_words_config: not what it was made with")
    if dict(tables["docsize"]) != {id_: _varint(n) for id_, n in sizes.items()}:
        faults.append("search_words_docsize: not the passages' numbers of words")
    averages = dict(tables["data"]).get(AVERAGES, b"")
    if sizes and averages != _varint(len(sizes)) + _varint(sum(sizes.values())):
        faults.append("search_words_data: not the number of words")
    pages = dict(tables["data"])
    first_pages = _first_pages(pages.get(STRUCTURE, b""))
    for segment, _, page in tables["idx"]:
        # FTS5 passes over a page before its segment's first: there may be one only
        # where the segment was cut.
        first = first_pages.get(segment)
        if first is None or not isinstance(page, int) or (first == 1 and page >> 1 < 1):
            faults.append("search_words_idx: it names a page that is not there")
    if first_pages.keys() - {segment for segment, _, _ in tables["idx"]}:
        faults.append("search_words_idx: a segment has no page")
    return [*faults, *_told_by_fts5(tables)]


def _first_pages(structure: bytes) -> dict[int, int]:
    """Segment -> its first page, by the record that says which segments there are."""
    numbers: list[int] = []
    number = 0
    for byte in structure[4:]:  # behind a cookie
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    found: dict[int, int] = {}
    left = iter(numbers[3:])
    for _ in range(numbers[0] if numbers else 0):
        next(left, 0)  # how many are being merged
        for _ in range(min(next(left, 0), len(numbers))):
            segment, first, _ = next(left, -1), next(left, -1), next(left, -1)
            found[segment] = first
    return found


def _told_by_fts5(tables: dict[str, list[tuple[Any, ...]]]) -> Iterator[str]:
    with TemporaryDirectory(prefix="detente-verify-") as folder:
        path = Path(folder) / "words"
        copy = sqlite3.connect(path)
        try:
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            for statement in TABLE[SQLITE]:
                copy.execute(statement)
            for name, rows in tables.items():
                copy.execute(f"DELETE FROM search_words_{name}")
                _fill(copy, name, rows)
            copy.commit()
            copy.close()
            copy = sqlite3.connect(path)
            copy.execute(
                "INSERT INTO search_words (search_words) VALUES ('integrity-check')"
            )
        except sqlite3.Error as error:
            yield f"search_words: {error}"
        finally:
            copy.close()


def _fill(copy: sqlite3.Connection, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        copy.executemany(f"INSERT INTO search_words_{name} VALUES ({marks})", rows)


def _varint(n: int) -> bytes:
    """A number as SQLite writes one: seven bits a byte, the highest first."""
    parts = [n & 0x7F]
    while n := n >> 7:
        parts.append(0x80 | (n & 0x7F))
    return bytes(reversed(parts))
