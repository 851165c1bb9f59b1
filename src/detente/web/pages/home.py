"""`/`: what was read, what there is, where to look first."""

from dataclasses import asdict
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.problems import NoSuchEntry
from detente.views.rows import headline
from detente.views.stories import stories_of
from detente.web.answer import desk_of, file, page
from detente.web.asked import query_of
from detente.web.formats import as_csv, as_json
from detente.web.home_parts import latest_of
from detente.web.revision import ledger_of

router = APIRouter()
MOST_PAIRS = 24
MOST_STORIES = 8
MOST_REJECTED = 50
STORIES_A_PAGE = 100
STORY_COLUMNS = (
    "story_id",
    "label",
    "title",
    "days",
    "edtf",
    "n_articles",
    "outlets",
    "n_events",
    "event_id",
)


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    ledger = ledger_of(request)
    pairs = ledger.dyads_active(limit=MOST_PAIRS)
    return page(
        request,
        "home.html",
        counts=ledger.counts(),
        pairs=pairs,
        most=max((one.n_events for one in pairs), default=1),
        stories=stories_of(ledger, limit=MOST_STORIES),
        latest=latest_of(ledger),
        rejected=list(islice(ledger.rejected(), MOST_REJECTED)),
        headline=headline,
    )


@router.get("/index.json")
def home_file(request: Request) -> Response:
    """The first page as data; its lists whole are /dyads.json and /stories.json."""
    ledger = ledger_of(request)
    found = {
        "name": desk_of(request).name,
        "revision": ledger.revision().n_entries,
        "counts": asdict(ledger.counts()),
        "dyads": [asdict(one) for one in ledger.dyads_active(limit=MOST_PAIRS)],
        "stories": [asdict(one) for one in stories_of(ledger, limit=MOST_STORIES)],
        "latest": asdict(latest_of(ledger)),
        "rejected": [asdict(one) for one in islice(ledger.rejected(), MOST_REJECTED)],
    }
    return file("json", as_json(found), "index")


@router.get("/dyads.{format}")
def dyads(request: Request, format: str) -> Response:
    """Every pair of states with the number of events between them."""
    rows = [
        {"a": a, "b": b, "n_events": n}
        for (a, b), n in ledger_of(request).pairs().items()
    ]
    if format == "csv":
        return file("csv", as_csv(rows, ("a", "b", "n_events")), "dyads")
    if format == "json":
        return file("json", as_json(rows), "dyads")
    raise NoSuchEntry("format", format)


@router.get("/stories")
def stories(request: Request) -> Response:
    """The stories, the latest first; `?after=ID` goes on behind one."""
    after = query_of(request).get("after", [""])[-1] or None
    found = stories_of(ledger_of(request), limit=STORIES_A_PAGE + 1, after=after)
    return page(
        request,
        "stories.html",
        stories=found[:STORIES_A_PAGE],
        after=found[STORIES_A_PAGE - 1].story_id
        if len(found) > STORIES_A_PAGE
        else None,
    )


@router.get("/stories.{format}")
def stories_file(request: Request, format: str) -> Response:
    """Every story as a file."""
    rows = [asdict(one) for one in stories_of(ledger_of(request))]
    if format == "csv":
        return file("csv", as_csv(rows, STORY_COLUMNS), "stories")
    if format == "json":
        return file("json", as_json(rows), "stories")
    raise NoSuchEntry("format", format)
