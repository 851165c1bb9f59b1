"""A ledger on a desk: what every page needs beside its own question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from detente import __version__
from detente.knowledge.actors import load_countries
from detente.ledger.read import Reader
from detente.ledger.store import Ledger
from detente.model.dyad import DyadState
from detente.model.status import Status
from detente.model.time import TimeInterval
from detente.views.dyad_page import state_of
from detente.views.words import BASES, MARKS, clip, count_words, interval_words
from detente.web.settings import Settings

LINK_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True)
class Desk:
    """The ledger, its name and how it is served. One for the life of the server."""

    ledger: Ledger
    name: str
    settings: Settings

    @cached_property
    def templates(self) -> Environment:
        """The templates: everything is escaped, a misspelt name is an error."""
        environment = Environment(
            loader=PackageLoader("detente.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "clip": clip,
            "link": safe_link,
            "path": path_of,
            "state": self.state_name,
            "comma": "{:,}".format,
            "day": day_words,
        }
        environment.globals |= {
            "count": count_words,
            "marks": {str(one): MARKS[one][0] for one in Status},
            "bases": BASES,
            "desk": self,
            "version": __version__,
        }
        return environment

    @cached_property
    def states(self) -> Mapping[str, str]:
        """ISO code -> name."""
        return {one.iso3: one.name for one in load_countries()}

    def state_name(self, code: str) -> str:
        """A state's name; the code where we have none."""
        return self.states.get(code, code)

    def revision(self) -> str:
        """How many entries the ledger has: it only grows, so this names a state of it."""
        return str(self.ledger.revision().n_entries)

    def at(self, entry: int | None, day: date | None = None) -> Reader:
        """The ledger as it stood at an entry of its log, by what was out on a day."""
        if day is not None:  # it keeps what it folds, and now goes on changing
            return self.ledger.at(entry=entry, as_of=day)
        return self.ledger if entry is None else self._past(entry)

    @cached_property
    def _past(self) -> Callable[[int], Reader]:
        return lru_cache(maxsize=16)(lambda entry: self.ledger.at(entry=entry))

    def state_of(
        self, ledger: Reader, left: str, right: str, on: date | None
    ) -> DyadState | None:
        """The state of a dyad, folded once a revision."""
        revision = ledger.revision().n_entries
        return self._folded(ledger, revision, left, right, on)

    @cached_property
    def _folded(self) -> Callable[..., DyadState | None]:
        @lru_cache(maxsize=256)
        def folded(
            ledger: Reader, _revision: int, left: str, right: str, on: date | None
        ) -> DyadState | None:
            return state_of(ledger, left, right, on=on)

        return folded

    def render(self, template: str, **values: Any) -> str:
        """A page as text."""
        return self.templates.get_template(template).render(**values)


def day_words(day: date) -> str:
    """A day as the pages write dates: "4 Jul 2023"."""
    return interval_words(TimeInterval.day(day))


def safe_link(address: str | None) -> str | None:
    """An article's address if a browser may follow it; None for anything but the web."""
    if address is None:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    is_web = parts.scheme.casefold() in LINK_SCHEMES and parts.netloc
    return address.strip() if is_web else None


def path_of(id_: str) -> str:
    """An id as one segment of an address."""
    return quote(id_, safe=":~")


def name_of(path: str | Path) -> str:
    """What to call a ledger: its file, or its database without who logs in."""
    text = str(path)
    if "://" in text:
        parts = urlsplit(text)
        return f"{parts.hostname or ''}{parts.path}"
    return Path(text).name
