"""What brings two reports together and what keeps them apart."""

from dataclasses import replace
from itertools import combinations

import pytest

from detente.knowledge.linking_rules import load_linking_rules
from detente.linking.features import Person, View, view_of
from detente.linking.pairs import Shelves
from detente.linking.score import same_person, score
from tests.unit.linking.test_linking_cases import cases, read

RULES = load_linking_rules()


def view(line: str) -> View:
    report, published = read(line)
    return view_of(report, published, RULES)


def person(name: str | None, **more: str | None) -> Person:
    return Person(
        country=more.get("country", "NOR"),
        id=more.get("id"),
        name=name,
        office=more.get("office"),
    )


def all_views() -> list[View]:
    lines = {line for case in cases() for line in case["reports"]}
    return [view(line) for line in sorted(lines)]


def test_a_score_is_the_same_for_both_orders() -> None:
    for case in cases():
        views = [view(line) for line in case["reports"]]
        for one, other in combinations(views, 2):
            assert score(one, other, RULES) == score(other, one, RULES)


def test_every_point_has_its_words() -> None:
    for case in cases():
        views = [view(line) for line in case["reports"]]
        for one, other in combinations(views, 2):
            found = score(one, other, RULES)
            assert 0 <= found.value <= 1
            assert found.because


def test_candidates_are_candidates_of_each_other() -> None:
    # Ids repeat between cases: each line gets its own.
    unique = {
        f"{n:03d}": replace(one, id=f"{n:03d}") for n, one in enumerate(all_views())
    }
    shelves = Shelves(RULES)
    for one in unique.values():
        shelves.add(one)
    found = {
        one.id: {other.id for other in shelves.candidates(one)}
        for one in unique.values()
    }
    for name, others in found.items():
        assert all(name in found[other] for other in others)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (person("ola lund"), person("ola lund"), True),
        (person("yerlan qoshanov"), person("yerlan koshanov"), True),
        (person("lund"), person("ola lund"), True),
        (person("ola lund"), person("kari dahl"), False),
        (person("ola lund", id="Q1"), person("ola lund", id="Q2"), False),
        (person("o. lund", id="Q1"), person("ola lund", id="Q1"), True),
        (person("ola lund"), person("ola lund", country="SWE"), None),
        (person(None, office="envoy"), person("ola lund", office="envoy"), True),
        (person(None, office="envoy"), person("ola lund", office="president"), False),
    ],
)
def test_persons_are_compared_by_id_name_and_office(
    one: Person, other: Person, expected: bool | None
) -> None:
    assert same_person(one, other) is expected
    assert same_person(other, one) is expected


def test_news_without_a_date_is_of_the_days_before_it() -> None:
    seen = view("a1 | 2024-05-15 | AID happened | IND > NPL | - | India *sent* relief")
    assert seen.days is not None
    assert seen.loose
    assert str(seen.days.start) == "2024-05-01"
    assert str(seen.days.last) == "2024-05-15"


def test_a_plan_without_a_date_lies_ahead() -> None:
    seen = view("a1 | 2024-05-15 | AID planned | IND > NPL | - | India will *send* aid")
    assert seen.days is not None
    assert str(seen.days.start) == "2024-05-14"
    assert str(seen.days.last) == "2024-07-14"


def test_a_trigger_says_which_of_the_clauses_actions_is_meant() -> None:
    quote = "Ola Lund *visited* Finland and met its president"
    who = "NOR:Ola Lund:minister of defence > FIN"
    seen = view(f"a1 | 2024-05-15 | CONSULT happened | {who} | - | {quote}")
    assert seen.actions == {"visit"}


def test_words_of_praise_are_not_what_they_praise() -> None:
    quote = "Norway *hailed* the signing of the accord"
    seen = view(f"a1 | 2024-05-15 | SUPPORT happened | NOR > FIN | - | {quote}")
    assert seen.actions == {"praise"}


def test_counts_are_read_and_dates_are_not() -> None:
    quote = "on 3 May India *sent* 27 tonnes and 1,200 tents"
    seen = view(f"a1 | 2024-05-15 | AID happened | IND > NPL | - | {quote}")
    assert dict(seen.counts) == {"tonn": "27", "tent": "1200"}


def test_participants_names_are_not_compared_as_words() -> None:
    quote = "Ola Lund *visited* the shipyard at Turku"
    who = "NOR:Ola Lund:minister of defence > FIN"
    seen = view(f"a1 | 2024-05-15 | CONSULT happened | {who} | - | {quote}")
    words = {word for word, _ in seen.words}
    assert "lund" not in words
    assert "shipyard" in words
