"""`/`: what was read, what there is, where to look first."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.views.stories import stories_of
from detente.web.answer import desk_of, file, page
from detente.web.formats import as_csv, as_json

router = APIRouter()
MOST_PAIRS = 24
MOST_STORIES = 8
MOST_REJECTED = 50


@router.get("/")
def home(request: Request) -> Response:
    """The first page."""
    ledger = desk_of(request).ledger
    pairs = ledger.pairs()
    stories = stories_of(ledger)
    rejected = []
    for one in ledger.rejected():
        rejected.append(one)
        if len(rejected) == MOST_REJECTED:
            break
    return page(
        request,
        "home.html",
        counts=ledger.counts(),
        pairs=list(pairs.items())[:MOST_PAIRS],
        n_pairs=len(pairs),
        most=max(pairs.values(), default=1),
        stories=stories[:MOST_STORIES],
        n_stories=len(stories),
        rejected=rejected,
    )


@router.get("/dyads.{format}")
def dyads(request: Request, format: str) -> Response:
    """Every pair of states with the number of events between them."""
    rows = [
        {"a": a, "b": b, "n_events": n}
        for (a, b), n in desk_of(request).ledger.pairs().items()
    ]
    if format == "csv":
        return file("csv", as_csv(rows, ("a", "b", "n_events")), "dyads")
    return file("json", as_json(rows), "dyads")


@router.get("/stories")
def stories(request: Request) -> Response:
    """Every story, the latest first."""
    return page(request, "stories.html", stories=stories_of(desk_of(request).ledger))
