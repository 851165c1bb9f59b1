"""The full-text index: FTS5 in SQLite, `tsvector` in PostgreSQL, with the same words.

Both get words that `tokens` made ready, and no tokenizer of theirs has a say. A text is
indexed once, under its digest, a quote under its report's entry; what no longer stands
is passed over when results are read (`search`).
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, event, func, insert, select, text

from detente.ledger import schema as s
from detente.ledger.pieces import chunks
from detente.ledger.tokens import Query, Term, pieces_of, words_of

SQLITE = "sqlite"

TABLE = {
    SQLITE: (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_words"
        " USING fts5(words, content='', tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS search_words"
        " (id integer PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS search_words_by_word"
        " ON search_words USING gin (words)",
    ),
}


PUT = {
    SQLITE: text("INSERT INTO search_words (rowid, words) VALUES (:id, :words)"),
    "postgresql": text(
        "INSERT INTO search_words (id, words) VALUES (:id, CAST(:words AS tsvector))"
    ),
}


@event.listens_for(s.METADATA, "after_create")
def _make_table(target: object, connection: Connection, **_: object) -> None:
    """SQLAlchemy knows neither kind of table, so each store is told in its words."""
    for statement in TABLE[connection.dialect.name]:
        connection.execute(text(statement))


def put_text(connection: Connection, sha: str) -> None:
    """Index a text, unless it is there (or the ledger came without it)."""
    if not _missing(connection, "text", [sha]):
        return
    body = connection.scalar(select(s.texts.c.body).where(s.texts.c.sha256 == sha))
    if body is not None:
        _put(connection, "text", [(sha, body.decode())])


def put_quotes(connection: Connection, quotes: Iterable[tuple[int, str]]) -> None:
    """Index the quotes of reports, by the entries that they stand in."""
    found = {str(seq): quote for seq, quote in quotes if quote}
    new = _missing(connection, "quote", found)
    _put(connection, "quote", [(of, found[of]) for of in found if of in new])


def throw_away(connection: Connection) -> None:
    """Empty the index."""
    if connection.dialect.name == SQLITE:
        connection.execute(
            text("INSERT INTO search_words (search_words) VALUES ('delete-all')")
        )
    else:
        connection.execute(text("DELETE FROM search_words"))


def vocabulary(connection: Connection) -> Iterator[tuple[object, ...]]:
    """Every word of the index with where it stands, in order: to compare two indexes."""
    if connection.dialect.name == SQLITE:
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary"
                " USING fts5vocab('main', 'search_words', 'instance')"
            )
        )
        rows = connection.execute(
            text('SELECT doc, "offset" + 1, term FROM vocabulary')
        )
    else:
        rows = connection.execute(
            text(
                "SELECT id, position, lexeme FROM search_words, unnest(words),"
                " unnest(positions) AS position"
            )
        )
    yield from sorted(tuple(row) for row in rows)


def matching(
    connection: Connection, query: Query, *, below: int | None, limit: int
) -> list[int]:
    """The newest passages that a query's terms find, newest first.

    Args:
        connection: To either store.
        query: Has at least one term that is wanted.
        below: Only passages older than this one.
        limit: How many at most.
    """
    values: dict[str, int | str] = {"limit": limit}
    values["below"] = 2**31 - 1 if below is None else below
    if connection.dialect.name == SQLITE:
        statement = (
            "SELECT rowid FROM search_words WHERE search_words MATCH :asked"
            " AND rowid < :below ORDER BY rowid DESC LIMIT :limit"
        )
        values["asked"] = _for_fts5(query.terms)
    else:
        statement = (
            "SELECT id FROM search_words WHERE words @@ CAST(:asked AS tsquery)"
            " AND id < :below ORDER BY id DESC LIMIT :limit"
        )
        values["asked"] = _for_tsquery(query.terms)
    return [row[0] for row in connection.execute(text(statement), values)]


def _missing(connection: Connection, kind: str, wanted: Iterable[str]) -> set[str]:
    """Those that are not indexed yet."""
    left = set(wanted)
    columns = s.passages.c
    for piece in chunks(left):
        query = select(columns.of).where(columns.of.in_(piece), columns.kind == kind)
        left = left - set(connection.scalars(query))
    return left


def _put(connection: Connection, kind: str, found: Iterable[tuple[str, str]]) -> None:
    rows: list[dict[str, int | str]] = []
    pieces: list[dict[str, int | str]] = []
    is_sqlite = connection.dialect.name == SQLITE
    number = 0
    for of, content in found:
        for place, piece in enumerate(pieces_of(words_of(content))):
            number = number or _last(connection)
            number += 1
            rows.append({"passage_id": number, "kind": kind, "of": of, "place": place})
            words = " ".join(piece) if is_sqlite else _as_tsvector(piece)
            pieces.append({"id": number, "words": words})
    if rows:
        connection.execute(insert(s.passages), rows)
        connection.execute(PUT[connection.dialect.name], pieces)


def _last(connection: Connection) -> int:
    return connection.scalar(select(func.max(s.passages.c.passage_id))) or 0


def _as_tsvector(piece: list[str]) -> str:
    """Words with their places, as PostgreSQL writes them: no parser of its own runs."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(piece, start=1):
        places.setdefault(word, []).append(place)
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())


def _for_fts5(terms: Iterable[Term]) -> str:
    def one(term: Term) -> str:
        return f'"{" ".join(term.words)}"{"*" if term.is_beginning else ""}'

    wanted = " AND ".join(one(term) for term in terms if not term.is_unwanted)
    unwanted = " OR ".join(one(term) for term in terms if term.is_unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _for_tsquery(terms: Iterable[Term]) -> str:
    def one(term: Term) -> str:
        *first, last = (f"'{word}'" for word in term.words)
        whole = " <-> ".join([*first, f"{last}:*" if term.is_beginning else last])
        return f"!({whole})" if term.is_unwanted else f"({whole})"

    return " & ".join(map(one, terms))
