"""Golden sentences of tests/cases/actors*.toml: who is mentioned, and who that is."""

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding.actors import find_actors
from detente.coding.places import find_places
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.actor import ActorMention
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.model.time import TimeInterval
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

pytestmark = pytest.mark.slow
CASES = [
    case
    for file in sorted(Path(__file__).parent.glob("actors*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]
PARSER = SpacyParser()


@cache
def tables() -> tuple[ActorTable, OfficeTable]:
    """The tables, read once."""
    offices = load_offices()
    return load_actors(offices), offices


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    return Gazetteer()


def mentions_of(case: dict[str, Any]) -> tuple[str, tuple[ActorMention, ...]]:
    """The case's text and its mentions."""
    text = case["text"].strip()
    article = Article(
        id=case["id"], text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    actors, offices = tables()
    published = TimeInterval.day(date.fromisoformat(case["published"]))
    parsed = parse(article, split(article), PARSER)
    places = find_places(parsed, gazetteer())
    return text, find_actors(parsed, published, actors, offices, places)


def quoted(text: str, words: str) -> Span:
    """Where words stand; "x#2" is the second occurrence."""
    words, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", text)]
    start = found[int(number or "1") - 1]
    return Span(start, start + len(words))


def find(
    text: str, mentions: tuple[ActorMention, ...], words: str, *, within: bool = False
) -> ActorMention | None:
    """The mention that is quoted, or that holds the quoted words."""
    span = quoted(text, words)
    for mention in mentions:
        if mention.span == span or (within and mention.span.contains(span)):
            return mention
    return None


def check(text: str, mentions: tuple[ActorMention, ...], want: dict[str, Any]) -> None:
    """Compare the fields that the case gives."""
    mention = find(text, mentions, want["text"], within=want.get("within", False))
    listed = [m.span.of(text) for m in mentions]
    assert mention is not None, f"no mention {want['text']!r} among {listed}"
    for field in ("name", "office", "sector"):
        if field in want:
            assert getattr(mention, field) == want[field], mention
    if "name_has" in want:
        assert want["name_has"] in mention.name
    if "kind" in want:
        assert mention.kind.value == want["kind"], mention
    if "countries" in want:
        assert sorted(mention.countries) == sorted(want["countries"]), mention
    for country in want.get("countries_not", []):
        assert country not in mention.countries
    if "names" in want:
        assert sorted(mention.names) == sorted(want["names"]), mention
    if "place" in want:
        assert mention.is_place_like == want["place"], mention
    if "pronoun" in want:
        assert mention.is_pronoun == want["pronoun"], mention
    if "former" in want:
        assert mention.is_former == want["former"], mention
    if "same_as" in want:
        other = find(text, mentions, want["same_as"])
        assert other is not None, f"no mention {want['same_as']!r} among {listed}"
        assert mention.chain == other.chain, (mention, other)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_actors_of_the_sentence_are_found_and_resolved(
    case: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    if case.get("todo") or any(want.get("todo") for want in case.get("mention", [])):
        request.applymarker(pytest.mark.xfail(reason=case["why"], strict=True))
    text, mentions = mentions_of(case)
    for want in case.get("mention", []):
        check(text, mentions, want)
    for words in case.get("absent", []):
        assert find(text, mentions, words) is None, words


def test_ids_of_actor_cases_are_unique_and_every_case_says_why() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids)
    assert all(case["why"] for case in CASES)
