"""The ledger as an address asks for it: now, or at the revision of a permalink.

A page of an earlier revision is the same page over the ledger as it stood; its links and
forms go on at that revision until the reader asks for now.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, quote, urlencode

from fastapi import Request

from detente.ledger.read import Reader
from detente.web.asked import MOST_QUERY, BadQuestion, query_of
from detente.web.desk import Desk

# A link or form of our own pages; what others wrote never holds a bare quotation mark.
LINK = re.compile(
    r'\b(href|hx-get)="(/(?!static/|api/|review)[^"?#]*)(\?[^"#]*)?(#[^"]*)?"(?! data-now)'
)
FORM = re.compile(r'<form\b(?![^>]*method="(?:post|dialog)")[^>]*>')


def ledger_of(request: Request) -> Reader:
    """The ledger to ask for this request.

    Raises:
        BadQuestion: `rev` is no revision of this ledger.
    """
    desk: Desk = request.app.state.desk
    entry = entry_of(desk, query_of(request))
    return desk.ledger if entry is None else desk.at(entry)


def entry_of(desk: Desk, query: Mapping[str, list[str]]) -> int | None:
    """The earlier revision that is asked for; None for how things stand now.

    Raises:
        BadQuestion: `rev` is no revision of this ledger.
    """
    asked = query.get("rev", [""])[-1].strip()
    if not asked:
        return None
    newest = desk.ledger.revision().n_entries
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 12
    if not is_number or not 1 <= int(asked) <= newest:
        reason = f"this ledger has the revisions 1 to {newest}, not {asked[:40]!r}"
        raise BadQuestion("rev", reason if newest else "this ledger is still empty")
    if int(asked) == newest or desk.at(int(asked)).revision().n_entries == newest:
        return None  # an entry of the last transaction is no earlier state
    return int(asked)


def stood_on(desk: Desk, entry: int) -> str:
    """When a revision was recorded, in words."""
    moment = desk.ledger.recorded_at(entry)
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment is not None else "an unknown day"


def now_address(request: Request) -> str:
    """The address of the same page as things stand now."""
    asked = parse_qs(request.url.query[:MOST_QUERY], keep_blank_values=True)
    kept = {k: v for k, v in asked.items() if k not in {"rev", "token"}}
    query = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return quote(request.scope["path"], safe="/:~") + query


def keep_revision(html: str, entry: int) -> str:
    """The page with its links and forms staying at a revision."""

    def link(found: re.Match[str]) -> str:
        name, path, query, fragment = (one or "" for one in found.groups())
        if "rev=" not in query:
            query = f"{query}&amp;rev={entry}" if query else f"?rev={entry}"
        return f'{name}="{path}{query}{fragment}"'

    html = LINK.sub(link, html)
    field = f'<input type="hidden" name="rev" value="{entry}">'
    return FORM.sub(lambda form: form[0] + field, html)
