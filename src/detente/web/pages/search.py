"""`/search`: words and phrases, fields and facets."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from detente.web.answer import page, query_of

router = APIRouter()


@router.get("/search")
def search(request: Request) -> Response:
    """What was found."""
    return page(request, "search.html", q=query_of(request).get("q", [""])[-1])
