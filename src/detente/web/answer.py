"""From a page's model to an answer: the format asked for, with its headers."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from detente.web.asked import Asked, query_of
from detente.web.desk import Desk
from detente.web.formats import MEDIA
from detente.web.revision import (
    day_of,
    entry_of,
    keep_day,
    keep_revision,
    now_address,
    stood_on,
)

Writers = Mapping[str, Callable[[], str]]


def desk_of(request: Request) -> Desk:
    """The desk that the request came to."""
    desk: Desk = request.app.state.desk
    return desk


def asked_of(request: Request) -> Asked:
    """The filters in the address."""
    return Asked.of(query_of(request))


def split_format(name: str, known: Writers | frozenset[str]) -> tuple[str, str | None]:
    """Part a name from its format: "TUR.csv" is ("TUR", "csv").

    A suffix that is no known format stays in the name.
    """
    stem, dot, suffix = name.rpartition(".")
    if dot and suffix in known and stem:
        return stem, suffix
    return name, None


def page(
    request: Request, template: str, *, status: int = 200, **values: Any
) -> Response:
    """An HTML page; `base.html` says what every page must give."""
    desk = desk_of(request)
    entry = entry_of(desk, query_of(request))
    day = day_of(request)
    text = desk.render(
        template,
        path=quote(request.scope["path"], safe="/:~"),
        revision=desk.revision() if entry is None else str(entry),
        older=stood_on(desk, entry, day),
        out_by=day,
        now=now_address(request),
        **values,
    )
    listed = values.get("asked")
    if day is not None:
        text = keep_day(text, day, is_list=False)
    elif isinstance(listed, Asked) and listed.as_of is not None:
        text = keep_day(text, listed.as_of, is_list=True)
    if entry is not None:
        text = keep_revision(text, entry)
    return HTMLResponse(text, status_code=status)


def file(format: str, text: str, name: str) -> Response:
    """Another format, as a download with a name where a browser would show it badly."""
    headers = {}
    if format in {"csv", "ics", "gexf", "md"}:
        safe = "".join(
            c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name
        )
        headers["content-disposition"] = f'attachment; filename="{safe}.{format}"'
    return Response(
        text.encode("utf-8", "replace"), media_type=MEDIA[format], headers=headers
    )


def address_of(request: Request) -> str:
    """Path and query of what was asked, without the token: for files that leave here."""
    kept = {k: v for k, v in query_of(request).items() if k != "token"}
    query = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return quote(request.scope["path"], safe="/:~") + query


def base_of(request: Request) -> str:
    """The desk's address, for links in files that leave it."""
    return str(request.base_url).rstrip("/")
