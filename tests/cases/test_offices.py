"""Golden cases of offices: who held one when, which one a title names, who a name is."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.time import TimeInterval

CASES = tomllib.loads(
    Path(__file__).with_name("offices.toml").read_text(encoding="utf-8")
)
FLAGS = ("then", "former", "acting", "deputy", "elect", "plural")


@pytest.fixture(scope="module")
def offices() -> OfficeTable:
    return load_offices()


def label(case: dict[str, Any]) -> str:
    return " ".join(str(value) for value in case.values())


@pytest.mark.parametrize("case", CASES["holder"], ids=label)
def test_the_holder_on_a_day_is_known(
    offices: OfficeTable, case: dict[str, Any]
) -> None:
    day = TimeInterval.day(case["on"])
    terms = offices.holders(case["office"], case["country"], day)
    assert [term.person for term in terms[:1]] == [case["person"]]


@pytest.mark.parametrize("case", CASES["title"], ids=label)
def test_a_title_names_an_office(offices: OfficeTable, case: dict[str, Any]) -> None:
    hits = offices.find_titles(case["text"])
    assert [hit.name for hit in hits] == [case["office"]]
    flags = [flag for flag in FLAGS if getattr(hits[0], f"is_{flag}")]
    assert flags == [case["flag"]] if "flag" in case else not flags


@pytest.mark.parametrize("case", CASES["name"], ids=label)
def test_a_name_in_any_spelling_finds_the_person(
    offices: OfficeTable, case: dict[str, Any]
) -> None:
    found = offices.people_named(
        case["name"],
        office=case.get("office"),
        country=case.get("country"),
        on=TimeInterval.day(case["on"]),
    )
    assert [match.person.name for match in found[:1]] == [case["person"]]
    assert found[0].is_in_office
