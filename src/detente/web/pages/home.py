"""`/`: what was read, what there is, where to look first."""

from dataclasses import asdict
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.ledger.read import Reader
from detente.ledger.records import Filing
from detente.problems import NoSuchEntry
from detente.views.stories import stories_of
from detente.web.answer import file, page
from detente.web.asked import query_of
from detente.web.formats import as_csv, as_json
from detente.web.revision import ledger_of

router = APIRouter()
MOST_PAIRS = 24
MOST_STORIES = 8
MOST_REJECTED = 50
MOST_READ = 8
MOST_ENTRIES = 400  # of the log, to find the last articles among
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
        read=_read_last(ledger),
        rejected=list(islice(ledger.rejected(), MOST_REJECTED)),
    )


def _read_last(ledger: Reader) -> list[tuple[str, Filing]]:
    """The articles filed last, each with the time of filing, latest first."""
    return [
        (one.recorded[:16].replace("T", " "), one.entry)
        for one in ledger.latest(MOST_ENTRIES)
        if isinstance(one.entry, Filing)
    ][:MOST_READ]


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
