"""`/api/v1`: the ledger for programs. JSON, cursors, problems as RFC 9457 has them.

A list answers `{"items": [...], "next": CURSOR or null}`; the cursor goes back as
`?cursor=`. A parameter that a path does not know is an error, not ignored: a typing
mistake in a filter would else return everything.
"""

from dataclasses import asdict
from datetime import date
from itertools import islice
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from detente.ledger.changes import sort_key
from detente.ledger.read import Reader, Wanted
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.actor_page import actor_page
from detente.views.article_page import article_page
from detente.views.dyad_page import state_line, state_of
from detente.views.event_page import event_page
from detente.views.matrix import matrix
from detente.views.report_json import article_object
from detente.views.rows import row_of
from detente.views.stories import stories_of
from detente.views.story_differences import differences_of
from detente.web.answer import desk_of
from detente.web.asked import BadQuestion, no_later, query_of
from detente.web.revision import entry_of, ledger_of

MOST = 500
PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {
        "description": words,
        "content": {"application/problem+json": {"schema": {"type": "object"}}},
    }
    for code, words in ((400, "what was asked makes no sense"), (404, "not there"))
}


def known_only(request: Request) -> None:
    """Refuse a parameter that the path does not know.

    Raises:
        BadQuestion: there is one.
    """
    route = request.scope["route"]
    asked = [route.dependant, *route.dependant.dependencies]
    known = {one.alias for part in asked for one in part.query_params}
    for name in request.query_params:
        if name not in known and name != "token":
            raise BadQuestion(
                name,
                f"no such parameter; there are {', '.join(sorted(known)) or 'none'}",
            )


def standing(
    request: Request,
    rev: Annotated[
        int | None,
        Query(ge=1, lt=10**11, description="As the ledger stood at this revision."),
    ] = None,
) -> Reader:
    """The ledger as it stands, or as it stood at a revision."""
    return ledger_of(request)


def told_by(
    request: Request,
    rev: Annotated[
        int | None,
        Query(ge=1, lt=10**11, description="As the ledger stood at this revision."),
    ] = None,
    as_of: Annotated[
        date | None, Query(description="By what was surely out by this day.")
    ] = None,
) -> Reader:
    """The ledger, at a revision or now, by the articles that were out on a day."""
    desk = desk_of(request)
    return desk.at(entry_of(desk, query_of(request)), no_later("as_of", as_of))


router = APIRouter(
    prefix="/api/v1",
    dependencies=[Depends(known_only)],
    responses=PROBLEMS,
    tags=["ledger"],
)
Standing = Annotated[Reader, Depends(standing)]
ToldBy = Annotated[Reader, Depends(told_by)]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=200, description="From `next`.")]
Day = Annotated[date | None, Query(description="YYYY-MM-DD")]
Code = Annotated[
    str | None, Query(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3.")
]


@router.get("/ledger")
def about(request: Request, ledger: Standing) -> dict[str, Any]:
    """What the ledger is called, its revision and how much it holds."""
    counts = ledger.counts()
    return {
        "name": desk_of(request).name,
        "revision": str(counts.entries),
        "counts": asdict(counts),
    }


@router.get("/events")
def events(
    ledger: Standing,
    country: Code = None,
    a: Code = None,
    b: Code = None,
    type: Annotated[list[EventType] | None, Query()] = None,
    status: Annotated[list[Status] | None, Query()] = None,
    since: Day = None,
    until: Day = None,
    as_of: Day = None,
    story: Annotated[str | None, Query(max_length=200)] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Events by date, the undated last. `a` and `b` go together: a pair of states."""
    if (a is None) != (b is None):
        raise BadQuestion("a" if a is None else "b", "a pair needs both `a` and `b`")
    if a is not None and a == b:
        raise BadQuestion("b", "a pair is of two states")
    wanted = Wanted(
        pair=(a, b) if a is not None and b is not None else None,
        country=country,
        types=tuple(type or ()),
        statuses=tuple(status or ()),
        since=since,
        until=until,
        as_of=as_of,
        story_id=story,
    )
    after = None
    if cursor is not None:
        after = sort_key(_named(ledger, cursor))
    found = ledger.events(wanted, limit=limit + 1, after=after)
    rows = [asdict(row_of(one)) for one in found[:limit]]
    more = len(found) > limit
    return {"items": rows, "next": rows[-1]["event_id"] if more else None}


@router.get("/events/{event_id}")
def event(ledger: ToldBy, event_id: str) -> dict[str, Any]:
    """One event with its reports, history and disputes."""
    return asdict(event_page(ledger, event_id))


@router.get("/stories")
def stories(
    ledger: Standing, limit: Limit = 100, cursor: Cursor = None
) -> dict[str, Any]:
    """Stories, the latest first."""
    try:
        found = stories_of(ledger, limit=limit + 1, after=cursor)
    except NoSuchEntry:
        raise BadQuestion("cursor", "it names nothing in this list") from None
    rows = [asdict(one) for one in found[:limit]]
    more = len(found) > limit
    return {"items": rows, "next": rows[-1]["story_id"] if more else None}


@router.get("/stories/{story_id}")
def story(ledger: ToldBy, story_id: str) -> dict[str, Any]:
    """A story as a matrix of claims by outlet, and what its texts tell differently."""
    differences = [asdict(one) for one in differences_of(ledger, story_id)]
    return asdict(matrix(ledger, story_id)) | {"differences": differences}


@router.get("/articles")
def articles(
    ledger: Standing, limit: Limit = 100, cursor: Cursor = None
) -> dict[str, Any]:
    """The articles read, by id, without their texts."""
    if cursor is not None and not ledger.filings([cursor]):
        raise BadQuestion("cursor", "it names nothing in this list")
    found = list(islice(ledger.articles(texts=False, after=cursor), limit + 1))
    rows = [article_object(one) for one in found[:limit]]
    return {"items": rows, "next": rows[-1]["id"] if len(found) > limit else None}


@router.get("/articles/{article_id:path}")
def article(ledger: ToldBy, article_id: str) -> dict[str, Any]:
    """One article with its evidence marked."""
    return asdict(article_page(ledger, article_id))


@router.get("/dyads")
def dyads(
    ledger: Standing, limit: Limit = 100, cursor: Cursor = None
) -> dict[str, Any]:
    """Pairs of states by the number of events between them."""
    rows = [
        {"id": f"{a}-{b}", "a": a, "b": b, "n_events": n}
        for (a, b), n in ledger.pairs().items()
    ]
    return paged(rows, "id", limit, cursor)


@router.get("/dyads/{a}/{b}")
def dyad(ledger: Standing, a: str, b: str, on: Day = None) -> dict[str, Any]:
    """How two states stand on a day."""
    state = state_of(ledger, a, b, on=no_later("on", on))
    if state is None:
        raise NoSuchEntry("dyad", f"{a}/{b}")
    return state_line(state)


@router.get("/actors/{actor_id}")
def actor(ledger: ToldBy, actor_id: str) -> dict[str, Any]:
    """An actor by the knowledge base's id ("state:TUR")."""
    return asdict(actor_page(ledger, actor_id))


@router.get("/search")
def search(
    ledger: Standing,
    q: Annotated[str, Query(min_length=1, max_length=500)],
    limit: Limit = 100,
    cursor: Annotated[int | None, Query(ge=0, lt=2**53)] = None,
) -> dict[str, Any]:
    """Quotes and articles with these words, the newest filed first."""
    found = ledger.search(q, limit=limit + 1, after=cursor)
    rows = [asdict(one) for one in found[:limit]]
    return {"items": rows, "next": rows[-1]["place"] if len(found) > limit else None}


def _named(ledger: Reader, event_id: str) -> Event:
    """The event that a cursor names.

    Raises:
        BadQuestion: there is none of this id.
    """
    found = ledger.events_by_id([event_id])
    if event_id not in found:
        raise BadQuestion("cursor", "it names nothing in this list")
    return found[event_id]


def paged(
    rows: list[dict[str, Any]], key: str, limit: int, cursor: str | None
) -> dict[str, Any]:
    """The page after a cursor.

    Raises:
        BadQuestion: the cursor names nothing in this list.
    """
    start = 0
    if cursor is not None:
        start = next((i for i, row in enumerate(rows, 1) if row[key] == cursor), 0)
        if not start:
            raise BadQuestion("cursor", "it names nothing in this list")
    here = rows[start : start + limit]
    more = start + limit < len(rows)
    return {"items": here, "next": here[-1][key] if here and more else None}
