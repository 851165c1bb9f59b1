"""A query -> its rows, from an endpoint that speaks SPARQL over HTTP; politely.

Source: SPARQL 1.1 Protocol and Query Results JSON Format (W3C); the Wikidata Query
Service's user manual (one query at a time, a user agent that says who asks, Retry-After
obeyed after 429).
"""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from detente import __version__
from detente.problems import SyncFailed

log = logging.getLogger(__name__)

WIKIDATA = "https://query.wikidata.org/sparql"
ACCEPT = "application/sparql-results+json"
PASSING = frozenset({429, 500, 502, 503, 504})  # statuses worth another try
LONGEST_WAIT_SECONDS = 300.0
TRIES_UNREACHED = 2  # of a server that has not answered once: it may not be there
MOST_BYTES = 64 * 2**20  # of one answer; a page has some hundred kilobytes

Binding = dict[str, str]
"""One row: the text of each variable that is bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The rows of one answer; `n_sent` counts those too that could not be read."""

    rows: tuple[Binding, ...]
    n_sent: int


class TruncatedAnswer(Exception):
    """An answer that ends too early: the server ran out of its time for the query."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, and how patiently.

    `contact` is an address that the service's owners may write to; empty gives none.
    """

    url: str = WIKIDATA
    contact: str = ""
    timeout_seconds: float = 90.0  # the service itself stops a query after 60
    pause_seconds: float = 1.0  # between two queries
    n_tries: int = 6

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise SyncFailed(self.url, "expected an address that begins with https://")

    @property
    def user_agent(self) -> str:
        """Who asks."""
        who = f"; {self.contact}" if self.contact else ""
        return f"detente/{__version__} (office holders of the news{who})"


class Client:
    """Asks one query at a time, and waits where the server says so."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        sleep: Callable[[float], None] = time.sleep,
        on_wait: Callable[[str, float], None] = lambda why, seconds: None,
    ) -> None:
        """Make one; `on_wait` is told why it waits before another try, and how long."""
        self.endpoint = endpoint
        self._sleep = sleep
        self._on_wait = on_wait
        self._is_first = True
        self._has_answered = False

    def select(self, query: str) -> Page:
        """The rows of a SELECT query; malformed rows are counted and left out.

        Raises:
            TruncatedAnswer: every try ended too early: ask for less at once.
            SyncFailed: the server refused, or could not be reached in any try.
        """
        if not self._is_first:
            self._sleep(self.endpoint.pause_seconds)
        self._is_first = False
        last: Exception = SyncFailed(self.endpoint.url, "not tried")
        n_tries = self.endpoint.n_tries
        for n in range(n_tries):
            wait = min(2.0**n, LONGEST_WAIT_SECONDS)
            try:
                body = self._ask(query)
                self._has_answered = True
                if body.lstrip()[:1] == b"<":
                    reason = "expected JSON, got a page of HTML or XML"
                    raise SyncFailed(self.endpoint.url, reason)
                return _page(body)
            except HTTPError as problem:
                self._has_answered = True
                with problem:
                    if problem.code not in PASSING:
                        reason = f"HTTP {problem.code} {problem.reason}"
                        raise SyncFailed(self.endpoint.url, reason) from None
                    wait = _retry_after(problem.headers) or wait
                why = f"HTTP {problem.code}"
                last = SyncFailed(self.endpoint.url, why)
            except TruncatedAnswer as problem:
                last, why = problem, str(problem)
            except (OSError, HTTPException) as problem:
                why = _reason(problem)
                last = SyncFailed(self.endpoint.url, why)
                if not self._has_answered:
                    n_tries = min(n_tries, TRIES_UNREACHED)
            if n + 1 >= n_tries:
                break
            log.info("%s; asking again in %.0f s", why, wait)
            self._on_wait(why, wait)
            self._sleep(wait)
        raise last

    def _ask(self, query: str) -> bytes:
        request = Request(
            self.endpoint.url,
            data=urlencode({"query": query, "format": "json"}).encode(),
            headers={"Accept": ACCEPT, "User-Agent": self.endpoint.user_agent},
        )
        with urlopen(request, timeout=self.endpoint.timeout_seconds) as answer:
            body: bytes = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise TruncatedAnswer(f"more than {MOST_BYTES} bytes in one answer")
        return body


def _reason(problem: OSError | HTTPException) -> str:
    """Why a server could not be reached, in the system's words."""
    cause = problem.reason if isinstance(problem, URLError) else problem
    words = cause.strerror if isinstance(cause, OSError) else None
    return f"could not be reached: {words or cause or repr(cause)}"


def _page(body: bytes) -> Page:
    try:
        answer = json.loads(body)
    except ValueError as problem:
        # The service reports a time-out in the middle of an answer of status 200.
        raise TruncatedAnswer(f"the answer is cut short: {problem}") from None
    try:
        bindings = answer["results"]["bindings"]
    except (TypeError, KeyError):
        raise TruncatedAnswer("the answer holds no results") from None
    if not isinstance(bindings, list):
        raise TruncatedAnswer("the answer holds no list of results")
    rows = tuple(row for row in map(_row, bindings) if row is not None)
    return Page(rows=rows, n_sent=len(bindings))


def _row(binding: object) -> Binding | None:
    """The text of each variable; None if it is no binding."""
    if not isinstance(binding, dict):
        return None
    row: Binding = {}
    for name, cell in binding.items():
        value = cell.get("value") if isinstance(cell, dict) else None
        if not isinstance(value, str):
            return None
        row[name] = value
    return row


def _retry_after(headers: Message) -> float | None:
    """Seconds that the server asks to wait: a number, or a day and time.

    A time is taken from the server's own clock, its Date header.
    """
    text = headers.get("Retry-After", "").strip()
    if text.isdigit():
        return min(float(text), LONGEST_WAIT_SECONDS)
    try:
        until = parsedate_to_datetime(text)
        seconds = (until - parsedate_to_datetime(headers["Date"])).total_seconds()
    except (TypeError, ValueError):
        return None
    return max(0.0, min(seconds, LONGEST_WAIT_SECONDS))
