"""A page of a pair with very many events stays a page: bounded, whatever the ledger."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from asking import ask
from browsing import Site, served

from detente.api import Ledger
from detente.model.coded import CodedArticle
from detente.model.entry import Report
from detente.model.time import TimeInterval
from evaluation import made_press

pytestmark = pytest.mark.slow
N_ARTICLES = 220  # of four events each: more than the page draws or lists
MOST_BYTES = 250_000


def crowded(number: int, report: Report) -> Report:
    """The report as one between two states, with long names and a date of late."""
    assert report.dating is not None
    last = made_press.FIRST_DAY + timedelta(days=3000 + number % 700)
    days = TimeInterval(last, last + timedelta(days=1 + number % 20))
    (who,), (whom,) = report.actors, report.recipients
    name = f"Person {number % 90} with several names and a title before all of them"
    office = "deputy minister of foreign affairs"
    actors = tuple(
        replace(who, entity_name=f"{name} {n}", country_code="CHN", office=office)
        for n in range(3)
    )
    return replace(
        report,
        actors=actors,
        recipients=(replace(whom, entity_name="United States", country_code="USA"),),
        dating=replace(report.dating, interval=days),
    )


def busy(number: int) -> CodedArticle:
    one = made_press.coded(number)
    reports = tuple(
        crowded(made_press.PER_ARTICLE * number + n, report)
        for n, report in enumerate(one.reports)
    )
    return replace(one, reports=reports)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    path = tmp_path_factory.mktemp("crowd") / "crowd.ledger"
    with Ledger.open(path, "w") as ledger:
        for number in range(N_ARTICLES):
            ledger.append(busy(number))
    with served(path) as site:
        yield site


@pytest.mark.parametrize("query", ["", "?since=1900-01-01", "?page=2", "?voice=own"])
def test_the_page_of_a_busy_pair_is_under_250_kilobytes(
    crowd: Site, query: str
) -> None:
    answer, body = ask(crowd, f"/dyad/CHN/USA{query}")
    assert answer.status == 200
    assert 100_000 < len(body) < MOST_BYTES


def test_what_is_left_out_of_a_busy_pair_is_told(crowd: Site) -> None:
    _, body = ask(crowd, "/dyad/CHN/USA")
    text = body.decode()
    with Ledger.open(crowd.path, "r") as ledger:
        n_events = ledger.pairs()["CHN", "USA"]
    assert f"{n_events} events, the latest first" in text
    assert f"{n_events - 600} older events not looked at" in text
    assert "of fewest origins left out" in text


@pytest.mark.parametrize("path", ["/timeline", "/map", "/graph", "/", "/stories"])
def test_other_lists_are_bounded_too(crowd: Site, path: str) -> None:
    answer, body = ask(crowd, path)
    assert answer.status == 200
    assert len(body) < MOST_BYTES
