"""Words and fields -> the quotes and articles in which they stand, newest first.

`recalled "her ambassador" -embassy visit* type:SANCTION actor:Chile after:2021-03-01`
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from sqlalchemy import Connection, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_as
from detente.ledger.pieces import chunks, edtf_of, said
from detente.ledger.tokens import Query, read_query, words_of
from detente.ledger.words import matching
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import SearchRefused

FIELDS: Final = frozenset(
    {"actor", "type", "status", "by", "outlet", "after", "before", "in"}
)
# What these can be; the others are whatever the articles hold.
VALUES: Final[dict[str, tuple[str, ...]]] = {
    "type": tuple(map(str, EventType)),
    "status": tuple(map(str, Status)),
    "in": ("quote", "text"),
}
# These are asked of a report, so whole articles cannot answer them.
OF_REPORTS: Final = frozenset({"actor", "type", "status", "by"})
FIRST_PAGE, LARGEST_PAGE = 200, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where it was found.

    `report_id` and `event_id` are None for an article; `quote` is the report's, or a
    few words around the find. `published` are the days on which the article may have
    come out, as EDTF. `place` is what `after` takes to go on.
    """

    place: int
    article_id: str
    report_id: str | None
    event_id: str | None
    outlet: str | None
    title: str | None
    published: str | None
    quote: str


Fields: TypeAlias = dict[str, list[str]]
# (connection, passages, query, fields) -> those that stand and fit, newest first.
Standing: TypeAlias = Callable[
    [Connection, Sequence[int], Query, Fields], Iterator[Hit]
]


def search(
    connection: Connection,
    asked: str,
    *,
    limit: int,
    after: int | None,
    standing: Standing | None = None,
) -> list[Hit]:
    """The newest finds, at most `limit`, older than `after`.

    Args:
        connection: To ask.
        asked: The query.
        limit: How many at most.
        after: Only passages older than this one.
        standing: Which of some passages stand and fit; by default those of today.

    Raises:
        SearchRefused: there is neither a word to look for nor a field, or a day
            cannot be read.
    """
    standing = standing or _hits
    query = read_query(asked, FIELDS)
    has_words = any(not term.is_unwanted for term in query.terms)
    if not has_words and (query.terms or not query.fields):
        raise SearchRefused("name at least one word to look for, or a field")
    fields = _fields(query)
    found: list[Hit] = []
    below, size = after, FIRST_PAGE
    while True:
        if has_words:
            ids = matching(connection, query, below=below, limit=size)
        else:
            ids = _newest(connection, below=below, limit=size)
        for hit in standing(connection, ids, query, fields):
            found.append(hit)
            if len(found) == limit:
                return found
        if len(ids) < size:
            return found
        below, size = ids[-1], min(size * 5, LARGEST_PAGE)


def _newest(connection: Connection, *, below: int | None, limit: int) -> list[int]:
    """The quotes filed last: what fields alone are asked of."""
    passages = s.passages.c
    query = select(passages.passage_id).where(passages.kind == "quote")
    if below is not None:
        query = query.where(passages.passage_id < below)
    query = query.order_by(passages.passage_id.desc()).limit(limit)
    return list(connection.scalars(query))


def _fields(query: Query) -> Fields:
    found: Fields = {}
    for name, value in query.fields:
        if name in {"after", "before"}:
            try:
                value = date.fromisoformat(value).isoformat()
            except ValueError:
                raise SearchRefused(
                    f"{name}: expected a day as YYYY-MM-DD, got {value!r}"
                ) from None
        known = VALUES.get(name, ())
        if known and value.casefold() not in map(str.casefold, known):
            raise SearchRefused(
                f"{name}: unknown {value!r}; there are {', '.join(known)}"
            )
        value = value.casefold() if name == "in" else value
        found.setdefault(name, []).append(value)
    return found


def _hits(
    connection: Connection,
    ids: Sequence[int],
    query: Query,
    fields: Fields,
) -> Iterator[Hit]:
    """Those of the passages that stand today and fit the fields, newest first."""
    found: dict[int, Hit] = {}
    only = fields.get("in", [])
    for start in range(0, len(ids), 400):
        piece = ids[start : start + 400]
        if "text" not in only:
            for hit in _quotes(connection, piece, fields):
                found[hit.place] = hit
        if "quote" not in only and not OF_REPORTS & fields.keys():
            for hit in _articles(connection, piece, query, fields):
                found.setdefault(hit.place, hit)
    for place in sorted(found, reverse=True):
        yield found[place]


def _quotes(
    connection: Connection, ids: Sequence[int], fields: Fields
) -> Iterator[Hit]:
    passages, reports, articles = s.passages.c, s.reports.c, s.publications.c
    rows = connection.execute(
        select(passages.passage_id, passages.of).where(
            passages.passage_id.in_(ids), passages.kind == "quote"
        )
    ).all()
    place_of = {int(row.of): row.passage_id for row in rows}
    if not place_of:
        return
    query = (
        select(
            reports.seq,
            reports.event_id,
            articles.outlet,
            articles.title,
            articles.first_day,
            articles.last_day,
            said(),
        )
        .join(s.entries, s.entries.c.seq == reports.seq)
        .join(s.publications, articles.article_id == reports.article_id)
        .where(reports.seq.in_(place_of))
    )
    if "type" in fields:
        query = query.where(reports.type.in_([one.upper() for one in fields["type"]]))
    if "status" in fields:
        query = query.where(
            reports.status.in_([one.lower() for one in fields["status"]])
        )
    for row in connection.execute(query).all():
        report = decode_as(Report, row.payload)
        if fits_article(row, fields) and fits_report(report, fields):
            yield Hit(
                place=place_of[row.seq],
                article_id=report.article_id,
                report_id=report.id,
                event_id=row.event_id,
                outlet=row.outlet,
                title=row.title,
                published=edtf_of(row.first_day, row.last_day),
                quote=report.quote,
            )


def _articles(
    connection: Connection,
    ids: Sequence[int],
    query: Query,
    fields: Fields,
) -> Iterator[Hit]:
    passages, articles = s.passages.c, s.publications.c
    rows = connection.execute(
        select(
            passages.passage_id,
            articles.article_id,
            articles.outlet,
            articles.title,
            articles.first_day,
            articles.last_day,
            articles.text_sha256,
        )
        .join(s.publications, articles.text_sha256 == passages.of)
        .where(passages.passage_id.in_(ids), passages.kind == "text")
        .order_by(articles.article_id)
    ).all()
    bodies: dict[str, str] = {}
    for piece in chunks(row.text_sha256 for row in rows):
        texts = select(s.texts.c.sha256, s.texts.c.body)
        for sha, body in connection.execute(texts.where(s.texts.c.sha256.in_(piece))):
            bodies[sha] = body.decode()
    for row in rows:
        if fits_article(row, fields):
            yield Hit(
                place=row.passage_id,
                article_id=row.article_id,
                report_id=None,
                event_id=None,
                outlet=row.outlet,
                title=row.title,
                published=edtf_of(row.first_day, row.last_day),
                quote=around(bodies.get(row.text_sha256, ""), query),
            )


def fits_article(row: object, fields: Fields) -> bool:
    """Whether the article is of an outlet asked for, and of the days."""
    outlet = " ".join(words_of(getattr(row, "outlet", None) or ""))
    first, last = getattr(row, "first_day", None), getattr(row, "last_day", None)
    if "outlet" in fields and not any(
        " ".join(words_of(one)) in outlet for one in fields["outlet"]
    ):
        return False
    if first is None or last is None:
        return not {"after", "before"} & fields.keys()
    return all(last >= day for day in fields.get("after", ())) and all(
        first <= day for day in fields.get("before", ())
    )


def fits_report(report: Report, fields: Fields) -> bool:
    """Whether an actor and a speaker that are asked for are in the report."""
    people = [
        " ".join(
            words_of(
                " ".join(
                    filter(
                        None,
                        (one.entity_name, one.raw_text, one.country_code, one.actor_id),
                    )
                )
            )
        )
        for one in (*report.actors, *report.recipients)
    ]
    speakers = [
        " ".join(words_of(f"{one.entity_name or ''} {one.raw_text}"))
        for one in report.attribution
    ]
    for name, texts in (("actor", people), ("by", speakers)):
        for value in fields.get(name, ()):
            wanted = " ".join(words_of(value))
            if not any(f" {wanted} " in f" {text} " for text in texts):
                return False
    return True


def around(text: str, query: Query) -> str:
    """A stretch of the text about the first word that was looked for."""
    wanted = {term.words[0] for term in query.terms if not term.is_unwanted}
    words = text.split()
    for place, word in enumerate(words):
        if wanted & set(words_of(word)):
            return " ".join(words[max(0, place - 12) : place + 20])
    return " ".join(words[:32])
