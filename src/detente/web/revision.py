"""The ledger as an address asks for it: now, at a permalink's revision, or as of a day.

A page of an earlier state is the same page over the ledger as it stood; its links and
forms go on there until the reader asks for now. Lists narrow themselves by `as_of`;
what they link to is asked of the day here.
"""

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import parse_qs, quote, urlencode

from fastapi import Request

from detente.ledger.read import Reader
from detente.web.asked import MOST_QUERY, BadQuestion, no_later, query_of, read_day
from detente.web.desk import Desk, day_words

# A link or form of our own pages; what others wrote never holds a bare quotation mark.
LINK = re.compile(
    r'\b(href|hx-get)="(/(?!static/|api/|review)[^"?#]*)(\?[^"#]*)?(#[^"]*)?"(?! data-now)'
)
FORM = re.compile(r'<form\b(?![^>]*method="(?:post|dialog)")[^>]*>')
ACTION = re.compile(r'\baction="(/[^"?#]*)')
# Of one thing: the whole page is of the day.
OF_ONE = re.compile(r"/(?:event|story|article|actor)/")
# What can be asked of a day; the first page, the stories and the search cannot.
OF_A_DAY = re.compile(rf"{OF_ONE.pattern}|/dyad/|/(?:timeline|map|graph)\b")


def ledger_of(request: Request) -> Reader:
    """The ledger to ask for this request.

    Raises:
        BadQuestion: `rev` is no revision of this ledger, or `as_of` no day.
    """
    desk: Desk = request.app.state.desk
    return desk.at(entry_of(desk, query_of(request)), day_of(request))


def day_of(request: Request) -> date | None:
    """The day that a page of one thing is asked of; lists read theirs as a filter.

    Raises:
        BadQuestion: it is no day.
    """
    if not OF_ONE.match(request.scope["path"]):
        return None
    asked = query_of(request).get("as_of", [""])[-1].strip()
    return no_later("as_of", read_day("as_of", asked or None))


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


def stood_on(desk: Desk, entry: int | None, day: date | None) -> str | None:
    """Which earlier state a page is of, behind "the ledger"; None for now."""
    parts = []
    if entry is not None:
        moment = desk.ledger.recorded_at(entry)
        when = f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else "on an unknown day"
        parts.append(f"as it stood at revision {entry}, recorded {when}")
    if day is not None:
        parts.append(f"by what was surely out by {day_words(day)}")
    return ", ".join(parts) or None


def now_address(request: Request) -> str:
    """The address of the same page as things stand now."""
    asked = parse_qs(request.url.query[:MOST_QUERY], keep_blank_values=True)
    path = request.scope["path"]
    gone = {"rev", "token"} | ({"as_of"} if OF_ONE.match(path) else set())
    kept = {k: v for k, v in asked.items() if k not in gone}
    query = f"?{urlencode(kept, doseq=True)}" if kept else ""
    return quote(path, safe="/:~") + query


def is_of_then(request: Request) -> bool:
    """Whether the address asks for an earlier state, rightly or not."""
    asked, is_of_one = request.url.query, OF_ONE.match(request.scope["path"])
    return "rev=" in asked or (is_of_one is not None and "as_of=" in asked)


def keep_revision(html: str, entry: int) -> str:
    """The page with its links and forms staying at a revision."""
    return _keep(html, "rev", str(entry), re.compile("/"), forms=True)


def keep_day(html: str, day: date, *, is_list: bool) -> str:
    """The page with its links staying at a day, as far as they lead to what knows one.

    A list's own filters and pages carry the day already, or leave it out on purpose.
    """
    where = OF_ONE if is_list else OF_A_DAY
    return _keep(html, "as_of", day.isoformat(), where, forms=not is_list)


def _keep(
    html: str, name: str, value: str, where: re.Pattern[str], *, forms: bool
) -> str:
    def link(found: re.Match[str]) -> str:
        attribute, path, query, fragment = (one or "" for one in found.groups())
        if f"{name}=" not in query and where.match(path):
            query += f"&amp;{name}={value}" if query else f"?{name}={value}"
        return f'{attribute}="{path}{query}{fragment}"'

    def form(found: re.Match[str]) -> str:
        action = ACTION.search(found[0])
        is_kept = action is None or where.match(action[1])
        return found[0] + (field if is_kept else "")

    html = LINK.sub(link, html)
    field = f'<input type="hidden" name="{name}" value="{value}">'
    return FORM.sub(form, html) if forms else html
