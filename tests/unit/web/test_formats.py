import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from detente.model.status import Status
from detente.views.rows import EventRow
from detente.web.formats import (
    FORMULA_STARTS,
    as_atom,
    as_csv,
    as_geojson,
    as_gexf,
    as_ics,
    as_markdown,
)

ROW = EventRow(
    event_id="evt_1", date="26 Oct 2022", edtf="2022-10-26", date_basis="expression",
    year=2022, status=Status.PLANNED, type="CONSULT", mode=("visit",), what="visit",
    who=("Anna Berg",), whom=("Chile",), is_mutual=False, place="Santiago", toll="",
    outlets=("Fjord Post",), n_reports=1, n_articles=1, n_origins=1, claimed_by=(),
    quote="Berg will visit Chile.", quote_focus=10, quote_outlet="Fjord Post", history=(),
    disputes=(), story_id=None,
)  # fmt: skip


@given(st.text())
def test_no_csv_cell_begins_like_a_formula_and_text_survives(text: str) -> None:
    (header, row) = csv.reader(io.StringIO(as_csv([{"a": text}], ("a",)), newline=""))
    assert header == ["a"]
    cell = row[0] if row else ""
    assert not cell.startswith(FORMULA_STARTS)
    kept = "".join(c for c in text if c in "\t\r\n" or c.isprintable())
    assert "".join(c for c in cell if c in "\t\r\n" or c.isprintable()) in {
        kept,
        f"'{kept}",
    }


def test_numbers_stay_numbers_in_csv() -> None:
    assert as_csv([{"n": -3, "x": None, "l": ("a", "b")}], ("n", "x", "l")) == (
        "n,x,l\r\n-3,,a; b\r\n"
    )


@given(st.text(max_size=200))
def test_every_calendar_line_fits_and_unfolds_to_what_went_in(text: str) -> None:
    made = as_ics([replace(ROW, quote=text)], name="x", base="http://127.0.0.1:1")
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    whole = made.replace("\r\n ", "")
    assert whole.count("BEGIN:VEVENT") == 1
    assert whole.count("\r\nEND:VEVENT\r\n") == 1


def test_a_plan_is_tentative_and_lasts_one_day() -> None:
    made = as_ics([ROW], name="x", base="http://127.0.0.1:1")
    assert "DTSTART;VALUE=DATE:20221026\r\nDTEND;VALUE=DATE:20221027" in made
    assert "STATUS:TENTATIVE" in made


def test_what_has_no_closed_date_is_in_no_calendar() -> None:
    rows = [replace(ROW, edtf=None), replace(ROW, edtf="2022-10-26/..")]
    assert "BEGIN:VEVENT" not in as_ics(rows, name="x", base="")


@given(st.text(max_size=100))
def test_feeds_and_graphs_are_well_formed_whatever_a_text_says(text: str) -> None:
    row = replace(ROW, quote=text, quote_outlet=text, who=(text,))
    ElementTree.fromstring(
        as_atom([row], title=text, base="http://x", self_path="/?q=<")
    )
    ElementTree.fromstring(as_gexf([(text, text)], [(text, text, 1)]))
    json.loads(as_geojson([{"type": "Feature", "properties": {"a": text}}]))


def test_markdown_shows_signs_as_they_are() -> None:
    made = as_markdown(
        [replace(ROW, quote="a *b* [c](d) <e>")], title="T", base="http://x"
    )
    assert r"a \*b\* \[c\](d) \<e\>" in made
