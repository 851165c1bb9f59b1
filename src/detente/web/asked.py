"""What a page was asked for: the query of an address, read, checked and written back.

All state of a page is in its address; `Asked.query` gives the address of the same page
with one thing changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlencode

from fastapi import Request

from detente.ledger.read import Wanted
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import DetenteError

VOICES = ("own", "named", "unnamed")
REVIEWED = ("yes", "no")
LAST_DAY = date(2199, 12, 31)
MOST_QUERY: Final = 4000  # characters; longer ones are nobody's


class BadQuestion(DetenteError):
    """A query that cannot be answered; `field` is the parameter at fault."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")


def query_of(request: Request) -> dict[str, list[str]]:
    """The query string, parsed.

    Raises:
        BadQuestion: it is too long.
    """
    text = request.url.query
    if len(text) > MOST_QUERY:
        raise BadQuestion("query", f"longer than {MOST_QUERY} characters")
    return parse_qs(text, keep_blank_values=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters that every list of events knows.

    `voice` is who says so: "own" (an outlet's own voice), "named" or "unnamed" speakers.
    `reviewed` is "yes" where a person said something of a report of it, "no" where not.
    `outlet` is a name, `least` the lowest confidence in [0, 1]. `since` and `until` are
    days of the event, both included; `as_of` shows what was published by that day.
    `page` counts from 1. `rev` is the ledger's revision that a permalink was made at.
    """

    type: tuple[EventType, ...] = ()
    status: tuple[Status, ...] = ()
    voice: str | None = None
    reviewed: str | None = None
    outlet: str | None = None
    least: float | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    page: int = 1
    rev: str | None = None

    @classmethod
    def of(cls, query: Mapping[str, list[str]]) -> Self:
        """Read a parsed query string; what is no filter is left alone.

        Raises:
            BadQuestion: a value that is none of the allowed ones.
        """
        return cls(
            type=_members("type", EventType, query.get("type", ())),
            status=_members("status", Status, query.get("status", ())),
            voice=_one_of("voice", VOICES, _last(query, "voice")),
            reviewed=_one_of("reviewed", REVIEWED, _last(query, "reviewed")),
            outlet=_last(query, "outlet"),
            least=_share("least", _last(query, "least")),
            since=read_day("since", _last(query, "since")),
            until=read_day("until", _last(query, "until")),
            as_of=no_later("as_of", read_day("as_of", _last(query, "as_of"))),
            page=_count("page", _last(query, "page")),
            rev=_last(query, "rev"),
        )

    @property
    def is_filtered(self) -> bool:
        """Whether some events are left out on purpose."""
        plain = replace(self, page=1, rev=None, as_of=None)
        return plain != type(self)()

    def wanted(self, **more: Any) -> Wanted:
        """The question to the ledger; `voice` and `reviewed` it has no index for."""
        return Wanted(
            types=self.type,
            statuses=self.status,
            since=self.since,
            until=self.until,
            as_of=self.as_of,
            outlet=self.outlet,
            min_confidence=self.least,
            **more,
        )

    def query(self, **changes: Any) -> str:
        """The query string of the same question with some things changed.

        Empty when nothing is asked; begins with "?" otherwise. A change of anything but
        the page goes back to the first one.
        """
        pairs = self.pairs(**changes)
        return f"?{urlencode(pairs)}" if pairs else ""

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Names and values of the same question with some things changed."""
        if changes and "page" not in changes:
            changes["page"] = 1
        asked = replace(self, **changes)
        pairs: list[tuple[str, str]] = []
        for field in fields(asked):
            value = getattr(asked, field.name)
            if value == field.default or value is None:
                continue
            if isinstance(value, tuple):
                pairs.extend((field.name, str(one)) for one in value)
            else:
                pairs.append((field.name, str(value)))
        return pairs


NAMES = frozenset(field.name for field in fields(Asked))


def _last(query: Mapping[str, list[str]], name: str) -> str | None:
    """The last value given; an empty field of a form is none."""
    return next((one for one in reversed(query.get(name, ())) if one.strip()), None)


def _members(name: str, kind: Any, values: Any) -> tuple[Any, ...]:
    found = []
    for value in values:
        for word in filter(None, (part.strip() for part in value.split(","))):
            if word not in set(kind):
                known = ", ".join(kind)
                raise BadQuestion(name, f"unknown {word!r}; there are {known}")
            found.append(kind(word))
    return tuple(dict.fromkeys(found))


def _one_of(name: str, known: tuple[str, ...], value: str | None) -> str | None:
    if value is not None and value not in known:
        raise BadQuestion(name, f"unknown {value!r}; there are {', '.join(known)}")
    return value


def read_day(name: str, value: str | None) -> date | None:
    """A day of an address; None where there is none.

    Raises:
        BadQuestion: it is written otherwise than YYYY-MM-DD.
    """
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadQuestion(
            name, f"expected a day as YYYY-MM-DD, got {value!r}"
        ) from None


def no_later(name: str, day: date | None) -> date | None:
    """The same day, if the state of a dyad can be folded month by month up to it.

    Raises:
        BadQuestion: it lies further ahead than anything is published.
    """
    if day is not None and day > LAST_DAY:
        raise BadQuestion(name, f"expected a day up to {LAST_DAY}, got {day}")
    return day


def _share(name: str, value: str | None) -> float | None:
    if value is None:
        return None
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0.0 <= share <= 1.0:
        raise BadQuestion(name, f"expected a number from 0 to 1, got {value!r}")
    return share


def _count(name: str, value: str | None) -> int:
    if value is None:
        return 1
    if not value.isascii() or not value.isdigit() or not 1 <= int(value[:9]) < 10**6:
        raise BadQuestion(name, f"expected a number from 1 up, got {value!r}")
    return int(value)
