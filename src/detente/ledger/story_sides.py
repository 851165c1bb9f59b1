"""What the two sides of a story call one thing: "a survey ship", "a spy vessel".

articles -> per article the names with the side that uses each. Only where a text sets
them beside each other: one side "calls it", the other "says the vessel is", within a
few sentences, and the names have no noun in common.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from detente.knowledge.countries import load_countries
from detente.model.article import Article, PartKind
from detente.model.words import COMMON, fold, stem

NEAR_SENTENCES = 2
SENTENCE_END = re.compile(r"(?<=[.!?])\s")
SIDE = r"\b(?P<side>(?:The\s+)?[A-Z][\w'’-]{1,40}(?:\s+[A-Z][\w'’-]{1,40}){0,3})"
IT = r"(?P<it>it|them|they|(?:the|its|this|that|these)\s+(?:[\w-]{1,40}\s+){0,2}?[\w-]{1,40})"
NAME = r"(?P<name>an?\s+(?:[\w-]{1,40}\s+){0,5}[\w-]{1,40})"
END = (
    r"(?=\s*[,.;:]|\s+(?:that|which|who|and|but|used|in|on|at|from|to|over|by|with|while|"
    r"when|after|before|under|against|into|near|off|sent|designed|meant)\b)"
)
# "Oland insists (that) the vessel is a survey ship"
CLAIMS = re.compile(
    rf"{SIDE}(?:\s+\w{{1,30}}ly)?\s+(?:has\s+|have\s+)?(?:insists?|insisted|says|said|maintains?|"
    rf"maintained|claims?|claimed|argues?|argued|contends?|contended|asserts?|asserted)\s+"
    rf"(?:that\s+)?{IT}\s+(?:is|was|were|are|had\s+been)\s+{NAME}{END}"
)
# "Pland calls it a spy vessel"
CALLS = re.compile(
    rf"{SIDE}(?:\s+\w{{1,30}}ly)?\s+(?:has\s+|have\s+)?(?:calls?|called|describes?|described|terms?|"
    rf"termed|labels?|labelled|labeled|regards?|considers?)\s+{IT}\s+(?:as\s+)?{NAME}{END}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    country: str
    side: str
    of: str
    name: str
    sentence: int


def story_sides(
    articles: Iterable[Article],
) -> Iterator[list[tuple[str, str]]]:
    """Each thing that two sides call otherwise: ("Oland: a survey ship", article id)."""
    said: set[frozenset[str]] = set()
    for article in articles:
        names = list(_names(article))
        for i, one in enumerate(names):
            for other in names[:i]:
                versions = [f"{who.side}: {who.name}" for who in (other, one)]
                if _are_rivals(one, other) and frozenset(versions) not in said:
                    said.add(frozenset(versions))
                    yield [(words, article.id) for words in versions]


def _names(article: Article) -> Iterator[_Name]:
    countries, place = _words_of_countries(), 0
    for part in article.parts:
        if part.kind is not PartKind.BODY:
            continue
        text = part.span.of(article.text)
        for sentence in SENTENCE_END.split(text):
            place += 1
            for pattern in (CLAIMS, CALLS):
                for match in pattern.finditer(sentence):
                    country = _country(match["side"], countries)
                    if country is not None:
                        yield _Name(
                            country=country,
                            side=" ".join(match["side"].split()),
                            of=fold(match["it"].split()[-1]),
                            name=" ".join(match["name"].split()),
                            sentence=place,
                        )


def _are_rivals(one: _Name, other: _Name) -> bool:
    if one.country == other.country:
        return False
    if abs(one.sentence - other.sentence) > NEAR_SENTENCES:
        return False
    pronouns = {"it", "them", "they"}
    if one.of != other.of and not {one.of, other.of} & pronouns:
        return False
    return not _content(one.name) & _content(other.name)


def _content(name: str) -> set[str]:
    return {stem(fold(word)) for word in name.split()} - COMMON


def _country(side: str, countries: dict[str, str]) -> str | None:
    """The state that a side is of, by the first of its words that tells one."""
    words = re.findall(r"[\w-]+", side)
    for n in range(len(words), 0, -1):
        for start in range(len(words) - n + 1):
            found = countries.get(fold(" ".join(words[start : start + n])))
            if found is not None:
                return found
    return None


@cache
def _words_of_countries() -> dict[str, str]:
    """Names, adjectives and capitals of states, folded."""
    found: dict[str, str] = {}
    for country in load_countries():
        names = (country.name, *country.other_names)
        for word in (*names, *country.adjectives, *country.capitals):
            found.setdefault(fold(word), country.iso3)
    return found
