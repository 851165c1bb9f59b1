"""Reports and annotations as a person reads them in a terminal."""

import io
from typing import Any

import pytest
from rich.console import Console

from detente.views.report_table import render_annotations, render_reports


def line(**changes: Any) -> dict[str, Any]:
    """A report's line with what the table shows of it."""
    party = {
        "raw_text": "Peru",
        "entity_name": "Peru",
        "country_code": "PER",
        "entity_code": "PER",
        "sector_code": None,
        "office": None,
    }
    whom = {
        **party,
        "raw_text": "Chile",
        "entity_name": "Chile",
        "country_code": "CHL",
        "entity_code": "CHL",
    }
    made: dict[str, Any] = {
        "id": "rep_1",
        "event_id": "evt_1",
        "article": {
            "id": "art_1",
            "title": "Peru is angry [again]",
            "path": "a.txt",
            "outlet": "The Condor",
            "published": "2024-03-07",
            "published_basis": "given",
        },
        "event": "SANCTION",
        "mode": ["withdraw"],
        "actor": [party],
        "recipient": [whom],
        "status": "happened",
        "date": "2024-03-05",
        "date_basis": "expression",
        "date_text": "on Tuesday",
        "event_loc": None,
        "attribution": [],
        "dead": None,
        "injured": None,
        "arrested": None,
        "evidence": {"quote": "Peru  recalled\nits [envoy]."},
        "confidence": 0.8,
    }
    return {**made, **changes}


def shown(lines: list[dict[str, Any]], width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    render_reports(lines, console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(said, str)
    return said


def test_a_report_shows_date_type_status_parties_and_quote() -> None:
    said = shown([line()])
    for words in (
        "Peru is angry [again]",
        "The Condor, 2024-03-07",
        "2024-03-05",
        "SANCTION (withdraw)  happened  Peru",
        "→ Chile",
        "Peru recalled its [envoy].",
    ):
        assert words in said


def test_an_article_is_headed_once_and_a_worked_out_date_says_so() -> None:
    article = {**line()["article"], "published_basis": "inferred"}
    said = shown([line(article=article), line(id="rep_2", article=article)])
    assert said.count("The Condor") == 1
    assert "worked out from the text" in said


def test_who_is_not_known_is_somebody() -> None:
    assert "somebody → Chile" in shown([line(actor=[])])


def test_who_says_so_is_named() -> None:
    said = [{"entity_name": None, "raw_text": "an official"}]
    assert "says an official" in shown([line(attribution=said)])


def test_nothing_found_is_said() -> None:
    assert "No event" in shown([])


@pytest.mark.parametrize("width", [20, 40, 200])
def test_no_width_breaks_it(width: int) -> None:
    said = shown([line(evidence={"quote": "word " * 400})], width)
    assert max(map(len, said.splitlines())) <= width


def test_annotations_list_their_layers() -> None:
    console = Console(file=io.StringIO(), width=100, highlight=False)
    actor = {
        "start": 0,
        "end": 4,
        "text": "Peru",
        "entity_name": "Peru",
        "country_code": "PER",
        "office": None,
        "chain": 0,
        "basis": "",
        "sector_code": None,
        "wikidata_id": None,
    }
    made = {"article": line()["article"], "text": "Peru waits.", "actors": [actor]}
    render_annotations([made], console)
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Peru" in said
    assert "PER" in said
