"""Outlets by name and domain, and the phrases that stand around articles.

Source: data/curated/outlets.csv and data/curated/boilerplate.toml, row by row.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlsplit

from detente.knowledge.tables import Row, read_csv, read_toml
from detente.model.article import PartKind

T = TypeVar("T")
KINDS = frozenset("agency broadcaster magazine newspaper website".split())
WORD = re.compile(r"\w+|[@©]")
MAX_PHRASE_WORDS = 12  # a longer paragraph that begins with such words is prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes. `country` is ISO 3166-1 alpha-3 of its seat, None if none."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None

    @property
    def is_agency(self) -> bool:
        """Whether others print its copy."""
        return self.kind == "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A row of boilerplate.toml: what a paragraph in these words is."""

    id: str
    kind: PartKind
    max_words: int
    rest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """All that is known of outlets and of what they print around an article."""

    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]
    whole: Mapping[str, Phrase]
    starts: Mapping[str, tuple[tuple[str, Phrase], ...]]

    def named(self, name: str) -> Outlet | None:
        """The outlet of that name, "The" and case aside; None if unknown."""
        return self.by_name.get(_key(name))

    def at(self, url: str) -> Outlet | None:
        """The outlet whose site an address belongs to; None if unknown."""
        host = host_of(url)
        while "." in host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None

    def phrase(self, paragraph: str) -> Phrase | None:
        """What a paragraph is by its words alone; None for anything else."""
        head = paragraph[:200].casefold().replace("’", "'")
        words = WORD.findall(head)
        if not words:
            return None
        is_whole = len(paragraph) <= len(head)
        if is_whole and len(words) <= MAX_PHRASE_WORDS:
            known = self.whole.get(" ".join(words))
            if known is not None:
                return known
        for start, phrase in self.starts.get(words[0], ()):
            if head.startswith(start):
                n_words = len(words) if is_whole else len(paragraph.split())
                if n_words > phrase.max_words:
                    continue
                after = head[len(start) : len(start) + 1]
                if not (after.isalnum() and start[-1].isalpha()):
                    return phrase
        return None


def host_of(url: str) -> str:
    """The host of an address without "www.", "" when there is none."""
    text = url.strip().casefold()
    if "//" not in text:
        text = f"//{text}"
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").strip(".")


@cache
def load_outlets() -> Outlets:
    """The tables, read once and checked.

    Raises:
        DataError: a name, domain or phrase twice, or a row that does not hold.
    """
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    for row in read_csv(
        "curated/outlets.csv",
        columns=("name", "aliases", "domains", "kind", "country"),
        key=("name",),
    ):
        outlet = Outlet(
            name=row.text("name"),
            kind=row.one_of("kind", KINDS),
            aliases=row.texts("aliases"),
            domains=row.texts("domains"),
            country=row.text("country") or None,
        )
        for name in (outlet.name, *outlet.aliases):
            _add(by_name, _key(name), outlet, row)
        for domain in outlet.domains:
            _add(by_domain, domain, outlet, row)
    whole: dict[str, Phrase] = {}
    starts: dict[str, list[tuple[str, Phrase]]] = {}
    for row in read_toml(
        "curated/boilerplate.toml",
        "phrase",
        required=("id", "kind"),
        optional=("whole", "starts", "max_words", "rest"),
    ):
        phrase = Phrase(
            id=row.text("id"),
            kind=PartKind(row.one_of("kind", set(PartKind))),
            max_words=int(row.number("max_words", MAX_PHRASE_WORDS)),
            rest=row.flag("rest"),
        )
        for text in row.texts("whole"):
            _add(whole, " ".join(WORD.findall(text)), phrase, row)
        for text in row.texts("starts"):
            starts.setdefault(WORD.findall(text)[0], []).append((text, phrase))
    return Outlets(
        by_name=MappingProxyType(by_name),
        by_domain=MappingProxyType(by_domain),
        whole=MappingProxyType(whole),
        starts=MappingProxyType(
            {
                word: tuple(sorted(found, key=lambda item: (-len(item[0]), item[0])))
                for word, found in starts.items()
            }
        ),
    )


def _add(table: dict[str, T], key: str, value: T, row: Row) -> None:
    if key in table:
        row.fail(f"{key!r} is known already")
    table[key] = value


def _key(name: str) -> str:
    return " ".join(WORD.findall(name.casefold())).removeprefix("the ")
