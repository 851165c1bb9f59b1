"""find_actors as a function: order, chains, unparsed sentences, members."""

from datetime import date
from functools import cache

import pytest

from detente.coding.actors import find_actors
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.actor import ActorMention
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.model.time import TimeInterval
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

pytestmark = pytest.mark.slow
PARSER = SpacyParser()


@cache
def tables() -> tuple[ActorTable, OfficeTable]:
    """The tables, read once."""
    offices = load_offices()
    return load_actors(offices), offices


def actors_of(
    text: str, published: date | None, *, wanted: set[int] | None = None
) -> tuple[ActorMention, ...]:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    parsed = parse(article, split(article), PARSER, wanted=wanted)
    actors, offices = tables()
    interval = TimeInterval.day(published) if published else None
    return find_actors(parsed, interval, actors, offices)


PAIR = "Chile and Peru met in Lima. The two countries signed. They left."


def test_an_empty_text_has_no_actors() -> None:
    assert actors_of("", None) == ()


def test_mentions_come_in_text_order_outer_before_inner() -> None:
    mentions = actors_of("Chile praised its envoy and Peru's army.", None)
    spans = [(m.span.start, -m.span.end) for m in mentions]
    assert spans == sorted(spans)
    assert len({m.span for m in mentions}) == len(mentions)


def test_the_same_text_gives_the_same_mentions() -> None:
    day = date(2022, 10, 26)
    assert actors_of(PAIR, day) == actors_of(PAIR, day)


def test_every_head_lies_in_its_span() -> None:
    mentions = actors_of(PAIR, None)
    assert mentions
    for mention in mentions:
        assert mention.span.contains(mention.head)
        assert 0 <= mention.score <= 1


def test_members_are_chains_of_mentions() -> None:
    mentions = actors_of(PAIR, None)
    chains = {m.chain for m in mentions}
    (two,) = (m for m in mentions if m.name == "Chile and Peru" and not m.is_pronoun)
    assert two.countries == ("CHL", "PER")
    assert two.names == ("Chile", "Peru")
    assert len(two.members) == 2
    assert chains.issuperset(two.members)


def test_a_sentence_without_grammar_has_no_mentions_but_is_remembered() -> None:
    text = "Israeli Defence Minister Benny Gantz came on Monday. Gantz left early."
    mentions = actors_of(text, date(2022, 10, 26), wanted={1})
    assert [m.name for m in mentions] == ["Benny Gantz"]
    assert mentions[0].countries == ("ISR",)
    assert mentions[0].span.start >= text.index("Gantz left")


def test_an_unknown_name_with_a_title_is_remembered_without_grammar() -> None:
    text = "Slovak Foreign Minister Jozef Novotnyk came on Monday. Novotnyk left early."
    mentions = actors_of(text, date(2022, 10, 26), wanted={1})
    assert [m.name for m in mentions] == ["Jozef Novotnyk"]
    assert mentions[0].countries == ("SVK",)


def test_without_a_date_no_office_is_given_to_a_person() -> None:
    (minister,) = (
        m
        for m in actors_of("The Israeli prime minister left.", None)
        if m.office is not None
    )
    assert minister.actor_id is None
    assert minister.countries == ("ISR",)
