"""The site: pages, files and the API over one ledger, and what is said when it fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from detente import __version__
from detente.ledger.store import Ledger
from detente.problems import (
    CorrectionRefused,
    DetenteError,
    NoSuchEntry,
    SearchRefused,
)
from detente.web.api_v1 import router as api
from detente.web.asked import BadQuestion
from detente.web.desk import Desk, name_of
from detente.web.pages import (
    actor,
    article,
    dyad,
    event,
    graph,
    home,
    map,
    review,
    search,
    story,
    timeline,
)
from detente.web.revision import is_of_then, now_address
from detente.web.safety import HEADERS, Guard
from detente.web.settings import Settings

PAGES = (home, dyad, story, event, article, actor, timeline, map, graph, search)
STATIC = Path(__file__).with_name("static")


def create_app(ledger: str | Path, settings: Settings | None = None) -> FastAPI:
    """A desk over a ledger, as an ASGI application.

    Args:
        ledger: Opened to read when the application starts (so that it is not shared
            with a process that forks), and closed when it ends.
        settings: How it is served; for this machine only if not given.

    Raises:
        DetenteError: there is no such ledger, or it cannot be read.
    """
    settings = settings or Settings()
    with Ledger.open(ledger, "r"):
        pass  # a wrong path is told now, not to the first visitor

    @asynccontextmanager
    async def open_ledger(app: FastAPI) -> AsyncIterator[None]:
        with Ledger.open(ledger, "r") as store:
            desk = Desk(ledger=store, name=name_of(ledger), settings=settings)
            app.state.desk = desk
            app.state.path = ledger
            yield

    app = FastAPI(
        title="detente",
        version=__version__,
        description="A ledger of events between states, to read.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=open_ledger,
    )
    app.add_middleware(Guard, settings=settings)
    app.include_router(api)
    for one in PAGES:
        app.include_router(one.router, include_in_schema=False)
    if settings.is_writable:
        app.include_router(review.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(DetenteError, _told)
    app.add_exception_handler(HTTPException, _told)
    app.add_exception_handler(RequestValidationError, _told)
    app.add_exception_handler(Exception, _told)
    return app


def _told(request: Request, problem: Exception) -> Response:
    """One clear answer to what went wrong; never a stack trace."""
    status, title, detail = _words(problem)
    headers = dict(getattr(problem, "headers", None) or {})
    if status == 500:  # is answered outside of the guard
        headers |= HEADERS
    if request.url.path.startswith("/api/"):
        body = {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": detail,
            "instance": request.url.path,
        }
        media = "application/problem+json"
        return JSONResponse(body, status_code=status, media_type=media, headers=headers)
    desk: Desk = request.app.state.desk
    text = desk.render(
        "problem.html",
        path="",
        revision="",
        older=None,
        out_by=None,
        now=now_address(request) if is_of_then(request) else None,
        title=title,
        detail=detail,
        status=status,
    )
    return HTMLResponse(text, status_code=status, headers=headers)


def _words(problem: Exception) -> tuple[int, str, str]:
    if isinstance(problem, NoSuchEntry):
        return 404, "Not in this ledger", str(problem)
    if isinstance(problem, BadQuestion | SearchRefused | CorrectionRefused):
        return 400, "That cannot be asked", str(problem)
    if isinstance(problem, RequestValidationError):
        first = problem.errors()[0]
        field = ".".join(str(one) for one in first["loc"][1:])
        return 400, "That cannot be asked", f"{field}: {first['msg']}"
    if isinstance(problem, HTTPException):
        if problem.status_code == 404:
            return 404, "No such page", "Nothing is kept at this address."
        return problem.status_code, "That did not work", str(problem.detail)
    if isinstance(problem, DetenteError):
        return 503, "The ledger cannot be read now", str(problem)
    return 500, "Something broke here", "The server's own log says what."
