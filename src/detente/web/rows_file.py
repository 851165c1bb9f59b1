"""A list of events in the formats that every list has."""

from collections.abc import Sequence
from dataclasses import asdict

from fastapi import Request
from fastapi.responses import Response

from detente.problems import NoSuchEntry
from detente.views.rows import EventRow
from detente.web.answer import address_of, base_of, file
from detente.web.formats import (
    EVENT_COLUMNS,
    as_atom,
    as_csv,
    as_ics,
    as_json,
    as_markdown,
)

ROW_FORMATS = frozenset({"json", "csv", "ics", "md", "atom"})


def rows_file(
    request: Request, format: str, rows: Sequence[EventRow], name: str, title: str
) -> Response:
    """The rows as a file.

    Raises:
        NoSuchEntry: there is no such format.
    """
    base = base_of(request)
    if format == "csv":
        return file("csv", as_csv([asdict(one) for one in rows], EVENT_COLUMNS), name)
    if format == "ics":
        return file("ics", as_ics(rows, name=title, base=base), name)
    if format == "md":
        return file("md", as_markdown(rows, title=title, base=base), name)
    if format == "json":
        return file("json", as_json([asdict(one) for one in rows]), name)
    if format == "atom":
        path = address_of(request)
        return file("atom", as_atom(rows, title=title, base=base, self_path=path), name)
    raise NoSuchEntry("format", format)
