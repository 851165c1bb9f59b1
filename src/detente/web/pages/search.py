"""`/search`: words, phrases and fields over quotes and articles; facets; a feed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.ledger.read import Reader
from detente.ledger.search import Hit
from detente.problems import NoSuchEntry, SearchRefused
from detente.views.rows import row_of
from detente.web.answer import address_of, base_of, file, page
from detente.web.asked import BadQuestion, query_of
from detente.web.formats import as_atom, as_csv, as_json
from detente.web.revision import ledger_of

router = APIRouter()
PER_PAGE = 30
MOST_COUNTED = 300  # hits that the facets are counted over
MOST_IN_FILE = 1000
MOST_LETTERS = 500
COLUMNS = (
    "report_id",
    "event_id",
    "article_id",
    "outlet",
    "title",
    "published",
    "quote",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A field's values with how many hits have them, most first."""

    field: str
    values: tuple[tuple[str, int], ...]


@router.get("/search")
def search(request: Request) -> Response:
    """What was found, newest filed first; without words, how to ask."""
    ledger = ledger_of(request)
    words = _words(request)
    after = _place(query_of(request).get("after", [""])[-1])
    refused = ""
    hits: Sequence[Hit] = ()
    facets: tuple[Facet, ...] = ()
    if words:
        try:
            hits = ledger.search(words, limit=PER_PAGE + 1, after=after)
            facets = _facets(ledger, words)
        except SearchRefused as problem:
            refused = str(problem)
    return page(
        request,
        "search.html",
        words=words,
        hits=hits[:PER_PAGE],
        more=hits[PER_PAGE - 1].place if len(hits) > PER_PAGE else None,
        facets=facets,
        refused=refused,
    )


@router.get("/search.{format}")
def search_file(request: Request, format: str) -> Response:
    """The hits as a file; as Atom the events found, so that a search can be followed."""
    ledger = ledger_of(request)
    words = _words(request)
    hits = ledger.search(words, limit=MOST_IN_FILE)
    if format == "csv":
        return file("csv", as_csv(map(asdict, hits), COLUMNS), "search")
    if format == "json":
        return file("json", as_json([asdict(one) for one in hits]), "search")
    if format == "atom":
        ids = list(dict.fromkeys(one.event_id for one in hits if one.event_id))[:100]
        events = ledger.events_by_id(ids)
        rows = [row_of(events[one]) for one in ids if one in events]
        path = address_of(request)
        base = base_of(request)
        text = as_atom(rows, title=f"detente: {words}", base=base, self_path=path)
        return file("atom", text, "search")
    raise NoSuchEntry("format", format)


def _words(request: Request) -> str:
    words = query_of(request).get("q", [""])[-1].replace("\0", " ").strip()
    if len(words) > MOST_LETTERS:
        raise BadQuestion("q", f"longer than {MOST_LETTERS} characters")
    return words


def _place(after: str) -> int | None:
    if not after:
        return None
    if not after.isascii() or not after.isdigit() or len(after) > 15:
        raise BadQuestion("after", f"expected a number, got {after!r}")
    return int(after)


def _facets(ledger: Reader, words: str) -> tuple[Facet, ...]:
    hits = ledger.search(words, limit=MOST_COUNTED)
    events = ledger.events_by_id({one.event_id for one in hits if one.event_id})
    outlets = Counter(one.outlet for one in hits if one.outlet)
    found = [events[one.event_id] for one in hits if one.event_id in events]
    types = Counter(str(one.type) for one in found)
    statuses = Counter(str(one.status) for one in found)
    counted = (("type", types), ("status", statuses), ("outlet", outlets))
    return tuple(
        Facet(field=field, values=tuple(counts.most_common(8)))
        for field, counts in counted
        if len(counts) > 1
    )
