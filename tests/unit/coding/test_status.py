"""Whether it happened: golden sentences, hints and what is not parsed."""

import tomllib
from pathlib import Path

import pytest

from detente.coding.attributions import find_attributions
from detente.coding.status import status_of
from detente.knowledge.cues import Cues
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES = Path(__file__).parents[2] / "cases" / "status.toml"
PARSER = SpacyParser()
CUES = Cues.load()


def items() -> list[tuple[str, str, str, bool]]:
    found = []
    for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
        assert case["why"]
        for sentence, status, *type_ in case["sentences"]:
            found.append((sentence, status, *(type_ or ["CONSULT"]), case.get("title")))
    return found


def load(text: str, *, is_title: bool = False) -> ParsedArticle:
    kind = PartKind.TITLE if is_title else PartKind.BODY
    article = Article(id="x", text=text, parts=(Part(Span(0, len(text)), kind),))
    return parse(article, split(article), PARSER)


def read(
    item: str,
    type_: str = "CONSULT",
    *,
    is_title: bool = False,
    hint: str | None = None,
) -> Status:
    start, end = item.index("["), item.index("]") - 1
    parsed = load(item.replace("[", "").replace("]", ""), is_title=is_title)
    sentence = parsed.sentence_at(start)
    assert sentence is not None
    mention = EventMention(
        sentence=sentence.index,
        trigger=Span(start, end),
        clause=sentence.span,
        type=EventType(type_),
        row="test",
        status_hint=hint,
    )
    attributions = find_attributions(parsed, (), CUES)
    status, because = status_of(mention, parsed, attributions, CUES)
    assert because
    return status


@pytest.mark.slow
@pytest.mark.parametrize(("item", "status", "type_", "is_title"), items())
def test_golden_statuses(item: str, status: str, type_: str, is_title: bool) -> None:
    assert read(item, type_, is_title=bool(is_title)) == Status(status)


def test_there_are_enough_cases() -> None:
    assert len(items()) >= 400


@pytest.mark.slow
def test_a_hint_stands_where_its_verb_happened() -> None:
    assert read("Oslo [shelved] its trip.", hint="cancelled") is Status.CANCELLED


@pytest.mark.slow
def test_a_denied_hint_turns_round() -> None:
    assert read("Oslo did not [shelve] it.", hint="cancelled") is Status.PLANNED


@pytest.mark.slow
def test_a_hint_that_may_be_stays_open() -> None:
    assert read("Oslo may [shelve] it.", hint="cancelled") is Status.HYPOTHETICAL


@pytest.mark.slow
def test_a_request_is_demanded() -> None:
    assert read("Oslo [asked] Riga for help.", "REQUEST") is Status.DEMANDED


@pytest.mark.slow
def test_a_request_to_come_is_planned() -> None:
    assert read("Oslo will [ask] Riga for help.", "REQUEST") is Status.PLANNED


def test_an_unparsed_sentence_keeps_the_hint() -> None:
    text = "Oslo shelved its trip."
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = ParsedArticle(article=article, sentences=split(article))
    mention = EventMention(
        sentence=0,
        trigger=Span(5, 12),
        clause=Span(0, len(text)),
        type=EventType.CONSULT,
        row="test",
        status_hint="cancelled",
    )
    assert status_of(mention, parsed, (), CUES)[0] is Status.CANCELLED
