"""Relations between reports of one text, by golden cases."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding.relations import find_relations
from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES = Path(__file__).parents[2] / "cases" / "relations.toml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return found


@cache
def parser() -> SpacyParser:
    return SpacyParser()


def read(text: str) -> ParsedArticle:
    article = Article(
        id="a", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return parse(article, split(article), parser())


def who(code: str) -> tuple[Participant, ...]:
    if code == "-":
        return ()
    return (
        Participant(
            raw_text=code, entity_name=code, span=Span(0, 1), country_code=code
        ),
    )


def report(said: str, parsed: ParsedArticle) -> Report:
    trigger, actor, recipient = said.split()
    word, _, nth = trigger.partition("#")
    at = -1
    for _ in range(int(nth or 1)):
        at = parsed.text.index(word, at + 1)
    sentence = parsed.sentence_at(at)
    assert sentence is not None
    return Report(
        id=trigger,
        article_id="a",
        type=EventType.CONSULT,
        modes=(),
        contexts=(),
        actors=who(actor),
        recipients=who(recipient),
        status=Status.HAPPENED,
        dating=None,
        location=None,
        attribution=(),
        evidence=sentence.span,
        quote=sentence.span.of(parsed.text),
        trigger=Span(at, at + len(word)),
        trigger_text=word,
        sentence=sentence.index,
        is_title=False,
        row="",
        because=(),
        confidence=1.0,
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_text_ties_its_events(case: dict[str, Any]) -> None:
    parsed = read(case["text"])
    found = find_relations([report(said, parsed) for said in case["events"]], parsed)
    told = [
        f"{effect} {one.type.value} {one.report_id}"
        for effect, relations in found.items()
        for one in relations
    ]
    assert sorted(told) == sorted(case["expect"]), case["why"]


def test_sentences_without_a_parse_tie_nothing() -> None:
    text = "Oland left after the raid."
    article = Article(
        id="a", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = ParsedArticle(article=article, sentences=split(article))
    reports = [report("left OLD VER", parsed), report("raid VER OLD", parsed)]
    assert find_relations(reports, parsed) == {}
