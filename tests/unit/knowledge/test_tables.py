"""Tables say where they do not hold together."""

import gc

import pytest

from detente.knowledge.tables import Row, check_csv, check_toml, no_collector
from detente.problems import DataError

COLUMNS = ("name", "kind")


def rows(text: str) -> list[Row]:
    return list(check_csv(text, "data/x.csv", columns=COLUMNS, key=("name",)))


def toml_rows(text: str) -> list[Row]:
    return list(check_toml(text, "data/x.toml", "term", required=("id",)))


def test_a_sound_table_yields_its_rows() -> None:
    (first, second) = rows("name,kind,source\na,x|y,s\nb,,s\n")
    assert first.text("name") == "a"
    assert first.texts("kind") == ("x", "y")
    assert second.texts("kind") == ()
    assert second.where == "data/x.csv:3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,sort,source\n", r"data/x.csv:1: expected columns"),
        ("name,kind,source\na,x\n", r"data/x.csv:2: expected 3 cells, got 2"),
        ("name,kind,source\na,x,\n", r"data/x.csv:2: no source"),
        ("name,kind,source\na,x,s\na,y,s\n", r"data/x.csv:3: twice: a"),
        ("name,kind,source\nb,x,s\na,y,s\n", r"data/x.csv:3: not sorted"),
        ("name,kind,source\n,x,s\n", r"data/x.csv:2: no name"),
    ],
)
def test_a_fault_in_a_csv_file_points_at_its_line(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        rows(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[term]]\nid = "a"\nsort = 1\nsource = "s"', "data/x.toml:1: unknown key"),
        ('[[term]]\nid = "a"', "data/x.toml:1: no source"),
        (
            '[[term]]\nid = "a"\nsource = "s"\n\n[[term]]\nid = "a"\nsource = "s"',
            "data/x.toml:5: twice: a",
        ),
        ('[[other]]\nid = "a"', r"expected only \[\[term\]\]"),
        ("id = ", "not TOML"),
    ],
)
def test_a_fault_in_a_toml_file_points_at_its_row(text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        toml_rows(text)


def test_values_of_another_kind_are_refused() -> None:
    row = Row("data/x.toml:1", {"n": "many", "f": "maybe", "k": "z"})
    with pytest.raises(DataError, match="n: expected a number"):
        row.number("n")
    with pytest.raises(DataError, match="f: expected yes or nothing"):
        row.flag("f")
    with pytest.raises(DataError, match="unknown k 'z'"):
        row.one_of("k", {"a", "b"})
    assert row.number("missing", 2.0) == 2.0


@no_collector()
def make(fault: Exception | None) -> bool:
    if fault is not None:
        raise fault
    return gc.isenabled()


def test_the_collector_waits_while_a_table_is_made_and_goes_on_after_a_fault() -> None:
    assert gc.isenabled()
    assert not make(None)
    with pytest.raises(DataError):
        make(DataError("table.csv:2", "no source"))
    assert gc.isenabled()
