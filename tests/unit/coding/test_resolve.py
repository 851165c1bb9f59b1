"""Who fills a role, as a report prints it."""

from dataclasses import replace
from datetime import date

import pytest
from casting import somebody, span_of, state
from trees import parsed

from detente.coding.resolve import participants
from detente.coding.roles import Cast
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.time import TimeInterval

ARTICLE = "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 met=meet/VBD/ROOT/3"


@pytest.fixture(scope="module")
def offices() -> OfficeTable:
    return load_offices()


@pytest.fixture(scope="module")
def actors(offices: OfficeTable) -> ActorTable:
    return load_actors(offices)


def test_a_state_is_printed_with_its_name_and_codes(
    actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed(ARTICLE)
    peru = state(article, "Peru", "PER", 0)
    (one,) = participants(
        [peru.head], Cast(article, [peru]), article.text, None, actors, offices
    )
    assert (one.entity_name, one.country_code, one.entity_code) == (
        "Peru",
        "PER",
        "PER",
    )
    assert one.raw_text == "Peru"
    assert one.actor_id == "state:PER"
    assert one.wikidata_id == "Q419"


def group(
    article: ParsedArticle, *countries: str, members: tuple[int, ...] = ()
) -> ActorMention:
    return somebody(
        article, "Both", ActorKind.GROUP, 9, *countries, members=members, name="both"
    )


def test_a_group_is_its_members_each_in_the_groups_words(
    actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed(ARTICLE, "Both/DT/nsubj/1 left=leave/VBD/ROOT/1")
    peru, chile = state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)
    both = group(article, members=(0, 1))
    found = participants(
        [both.head],
        Cast(article, [peru, chile, both]),
        article.text,
        None,
        actors,
        offices,
    )
    assert [one.country_code for one in found] == ["PER", "CHL"]
    assert {one.raw_text for one in found} == {"Both"}


def test_a_group_of_several_states_is_printed_state_by_state(
    actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed(ARTICLE, "Both/DT/nsubj/1 left=leave/VBD/ROOT/1")
    both = group(article, "PER", "CHL")
    found = participants(
        [both.head, both.head],
        Cast(article, [both]),
        article.text,
        None,
        actors,
        offices,
    )
    assert [one.entity_name for one in found] == ["Peru", "Chile"]


def test_nobody_stands_there_twice_and_unknown_words_not_at_all(
    actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed(ARTICLE)
    peru = state(article, "Peru", "PER", 0)
    heads = [peru.head, peru.head, span_of(article, "met")]
    cast = Cast(article, [peru])
    assert len(participants(heads, cast, article.text, None, actors, offices)) == 1


@pytest.mark.parametrize(
    ("year", "office"), [(2010, "prime minister"), (2020, "president"), (1990, None)]
)
def test_a_person_has_the_office_of_the_events_date(
    year: int, office: str | None, actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed("Erdogan/NNP/nsubj/1 left=leave/VBD/ROOT/1")
    span = span_of(article, "Erdogan")
    hits = actors.find_names("Recep Tayyip Erdogan")
    assert hits
    person = ActorMention(
        span=span,
        head=span,
        kind=ActorKind.PERSON,
        name="Recep Tayyip Erdogan",
        chain=0,
        countries=("TUR",),
        actor_id=hits[0].actor.id,
    )
    on = TimeInterval.day(date(year, 6, 1))
    (one,) = participants(
        [span], Cast(article, [person]), article.text, on, actors, offices
    )
    assert one.office == office
    assert one.country_code == "TUR"


@pytest.mark.parametrize(("word", "office"), [("former", None), ("then", "premier")])
def test_a_former_office_is_not_held_on_the_day(
    word: str, office: str | None, actors: ActorTable, offices: OfficeTable
) -> None:
    article = parsed(f"{word}/JJ/amod/1 premier/NN/nsubj/2 left=leave/VBD/ROOT/2")
    day = TimeInterval.day(date(2023, 6, 30))
    said = somebody(article, f"{word} premier", ActorKind.PERSON, 0, "PER")
    premier = replace(said, office="premier", is_former=True)
    (one,) = participants(
        [premier.head], Cast(article, [premier]), article.text, day, actors, offices
    )
    assert one.office == office
