"""Golden sentences of tests/cases/places.toml: which names are places, and which."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding.places import find_places
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES = tomllib.loads(Path(__file__).with_name("places.toml").read_text())["case"]
IDS = [case["id"] for case in CASES]
PARSER = SpacyParser()


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, read once."""
    return Gazetteer()


def unparsed(case: dict[str, Any]) -> ParsedArticle:
    """The case as the gate leaves it when nothing in it is parsed."""
    text = case["text"]
    article = Article(
        id=case["id"],
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        url=case.get("url"),
    )
    return ParsedArticle(article=article, sentences=split(article))


def quoted(text: str, words: str) -> Span:
    """Where words stand; "x#2" is the second occurrence."""
    words, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}", text)]
    start = found[int(number or "1") - 1]
    return Span(start, start + len(words))


def check(case: dict[str, Any], parsed: ParsedArticle) -> None:
    """Compare what is found with what the case says."""
    found = {m.span: m.place for m in find_places(parsed, gazetteer())}
    for expected in case.get("place", []):
        place = found.get(quoted(parsed.text, expected["words"]))
        assert place is not None, (expected["words"], sorted(found))
        got = (place.name, place.country, place.feature)
        assert got == (
            expected["name"],
            expected.get("country"),
            expected["feature"],
        )
    for words in case.get("not", []):
        span = quoted(parsed.text, words)
        assert not any(span.overlaps(other) for other in found), words


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_places_are_found_without_a_parse(case: dict[str, Any]) -> None:
    check(case, unparsed(case))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_places_are_found_with_a_parse(case: dict[str, Any]) -> None:
    bare = unparsed(case)
    check(case, parse(bare.article, bare.sentences, PARSER))


def test_ids_are_unique_and_every_case_says_why() -> None:
    assert len(set(IDS)) == len(IDS) >= 50
    assert all(case["why"] for case in CASES)
