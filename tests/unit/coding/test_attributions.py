"""Who says what: golden sentences, and the rules that need no parser."""

import re
import tomllib
from pathlib import Path

import pytest

from detente.coding.attributions import find_attributions, says_chain
from detente.knowledge.cues import Cues
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.attribution import Attribution, Form
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

CASES = Path(__file__).parents[2] / "cases" / "attribution.toml"
MARKS = re.compile(r"[{}<>\[\]]")
WORDS = re.compile(r"\w+|[:—]")
PARSER = SpacyParser()
CUES = Cues.load()


def load(text: str, *, is_title: bool = False) -> ParsedArticle:
    kind = PartKind.TITLE if is_title else PartKind.BODY
    article = Article(id="x", text=text, parts=(Part(Span(0, len(text)), kind),))
    return parse(article, split(article), PARSER)


def items() -> list[tuple[str, str, frozenset[str], bool]]:
    found = []
    for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
        assert case["why"]
        for item in case["items"]:
            flags = frozenset(item[1].split()) if len(item) > 1 else frozenset()
            found.append((case["id"], item[0], flags, case.get("title", False)))
    return found


def words(text: str) -> list[str]:
    return [word for word in WORDS.findall(text) if word != ":"]


def marked(text: str, opening: str, closing: str) -> list[str]:
    return re.findall(rf"\{opening}(.*?)\{closing}", text, re.DOTALL)


def holds(flag: str, found: Attribution) -> bool:
    match flag:
        case "anonymous":
            return found.anonymous
        case "named":
            return not found.anonymous
        case "claim":
            return found.is_assertion
        case "no-claim":
            return not found.is_assertion
        case _:
            return found.form is Form(flag)


@pytest.mark.slow
@pytest.mark.parametrize(("case", "item", "flags", "is_title"), items())
def test_golden_attributions(
    case: str, item: str, flags: frozenset[str], is_title: bool
) -> None:
    del case
    text = MARKS.sub("", item)
    found = find_attributions(load(text, is_title=is_title), (), CUES)
    if text == item:
        assert not [a for a in found if a.is_assertion]
        return
    source = [word for part in marked(item, "{", "}") for word in words(part)]
    cue = [word for part in marked(item, "<", ">") for word in words(part)]
    content = [word for part in marked(item, "[", "]") for word in words(part)]
    fitting = [
        a
        for a in found
        if words(a.source.of(text) if a.source else "") == source
        and [w for part in a.content for w in words(part.of(text))] == content
        and set(cue) <= set(words(a.cue.of(text) if a.cue else ""))
    ]
    shown = [
        (
            a.source and a.source.of(text),
            a.cue and a.cue.of(text),
            [part.of(text) for part in a.content],
        )
        for a in found
    ]
    assert fitting, shown
    assert all(holds(flag, fitting[0]) for flag in flags), fitting[0]


def test_there_are_enough_cases() -> None:
    assert len(items()) >= 200


def said(source: int, cue: tuple[int, int], *content: tuple[int, int]) -> Attribution:
    return Attribution(
        source=Span(source, source + 2),
        cue=Span(*cue),
        content=tuple(Span(*part) for part in content),
    )


def test_the_chain_runs_innermost_first() -> None:
    outer = said(0, (3, 7), (8, 90))
    inner = said(10, (13, 17), (20, 60))
    assert says_chain(Span(30, 35), (outer, inner)) == (inner, outer)


def test_an_event_outside_any_content_is_the_outlets_own() -> None:
    assert says_chain(Span(95, 99), (said(0, (3, 7), (8, 90)),)) == ()


def test_a_cue_does_not_attribute_itself() -> None:
    accuses = said(0, (10, 17), (8, 90))
    assert says_chain(Span(10, 17), (accuses,)) == ()


def test_without_a_source_nobody_says_it() -> None:
    seems = Attribution(source=None, cue=Span(3, 7), content=(Span(8, 90),))
    assert says_chain(Span(30, 35), (seems,)) == ()


def mention(text: str, words: str, name: str, kind: ActorKind) -> ActorMention:
    start = text.index(words)
    head = start + words.rfind(" ") + 1
    end = start + len(words)
    return ActorMention(
        span=Span(start, end),
        head=Span(head, end),
        kind=kind,
        name=name,
        chain=0,
        countries=("NOR",),
    )


@pytest.mark.slow
def test_a_source_takes_name_and_country_from_its_actor() -> None:
    text = "Prime Minister Anna Berg said the port was open."
    berg = mention(text, "Prime Minister Anna Berg", "Anna Berg", ActorKind.PERSON)
    found = find_attributions(load(text), (berg,), CUES)
    assert [(a.entity_name, a.country, a.anonymous) for a in found] == [
        ("Anna Berg", "NOR", False)
    ]


@pytest.mark.slow
def test_a_described_person_is_anonymous_all_the_same() -> None:
    text = "A senior security official said the port was open."
    who = mention(text, "senior security official", "senior security official",
                  ActorKind.PERSON)  # fmt: skip
    found = find_attributions(load(text), (who,), CUES)
    assert [(a.country, a.anonymous) for a in found] == [("NOR", True)]


@pytest.mark.slow
def test_behind_a_statement_stands_who_made_it() -> None:
    text = "The port is open, according to a statement from the coast guard."
    guard = mention(text, "the coast guard", "Coast Guard", ActorKind.INSTITUTION)
    (found,) = find_attributions(load(text), (guard,), CUES)
    assert (found.entity_name, found.form) == ("Coast Guard", Form.STATEMENT)


@pytest.mark.slow
def test_the_statement_is_that_of_the_last_one() -> None:
    text = (
        "The port is open, the coast guard said in a statement. "
        "“Ships may enter from Monday,” the statement added."
    )
    guard = mention(text, "the coast guard", "Coast Guard", ActorKind.INSTITUTION)
    found = find_attributions(load(text), (guard,), CUES)
    assert {a.entity_name for a in found} == {"Coast Guard"}


@pytest.mark.slow
def test_he_who_goes_on_speaking_is_the_last_speaker() -> None:
    text = (
        "A senior official said the visit of Jan Dahl was off. "
        "“We will wait for a better day,” he added."
    )
    who = mention(text, "senior official", "senior official", ActorKind.PERSON)
    start = text.index("he added")
    he = ActorMention(
        span=Span(start, start + 2),
        head=Span(start, start + 2),
        kind=ActorKind.PERSON,
        name="Jan Dahl",
        chain=1,
        is_pronoun=True,
    )
    found = find_attributions(load(text), (who, he), CUES)
    assert [a.entity_name for a in found if a.is_assertion] == ["senior official"] * 2


@pytest.mark.slow
def test_inside_what_one_says_another_may_be_quoted() -> None:
    text = "The ministry said the envoy had claimed that the port was open."
    outer, inner = find_attributions(load(text), (), CUES)
    assert (outer.parent, inner.parent) == (None, 0)
    assert says_chain(Span(text.index("open"), len(text) - 1), (outer, inner)) == (
        inner,
        outer,
    )


def unparsed(text: str) -> ParsedArticle:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return ParsedArticle(article=article, sentences=split(article))


def test_an_unparsed_article_without_quotations_has_no_attributions() -> None:
    assert find_attributions(unparsed("The envoy said it was late."), (), CUES) == ()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We came to build trust and will stay,” the envoy said.", "the envoy"),
        ("“We came to build trust and will stay,” said Anna Berg.", "Anna Berg"),
        ("Anna Berg said: “We came to build trust and will stay.”", "Anna Berg"),
    ],
)
def test_without_grammar_the_words_beside_a_quotation_tell_its_speaker(
    text: str, source: str
) -> None:
    (found,) = find_attributions(unparsed(text), (), CUES)
    assert found.source is not None
    assert found.source.of(text) == source
    assert "trust" in found.content[0].of(text)


def test_without_grammar_a_name_is_resolved_all_the_same() -> None:
    text = "“We came to build trust and will stay,” said Anna Berg."
    berg = mention(text, "Anna Berg", "Anna Berg", ActorKind.PERSON)
    (found,) = find_attributions(unparsed(text), (berg,), CUES)
    assert (found.entity_name, found.anonymous) == ("Anna Berg", False)
