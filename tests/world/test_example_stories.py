"""The example reports end to end: what the ledger must hold after `ingest examples/`."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.api import Ledger
from detente.model.edtf import from_edtf, to_edtf
from detente.model.happening import Event, Party

pytestmark = pytest.mark.slow
FACTS = tomllib.loads(Path(__file__).with_name("examples.toml").read_text("utf-8"))[
    "fact"
]
IDS = [fact["id"] for fact in FACTS]


@pytest.fixture(scope="module")
def ledger(example_ledger: Path) -> Iterator[Ledger]:
    with Ledger.open(example_ledger, "r") as opened:
        yield opened


def states(parties: tuple[Party, ...]) -> list[str]:
    """The states of one side, each once."""
    return sorted({one.country_code for one in parties if one.country_code})


def is_dated(event: Event, fact: dict[str, Any]) -> bool:
    """Whether the event's days are those of the fact, or lie within."""
    if "date" not in fact and "within" not in fact:
        return True
    if event.dating is None:
        return False
    ours = event.dating.interval
    if "date" in fact:
        return ours == from_edtf(fact["date"])
    wide = from_edtf(fact["within"])
    return wide.start <= ours.start and ours.end <= wide.end


def is_between(event: Event, fact: dict[str, Any]) -> bool:
    """Whether the parties are those of the fact."""
    if "both" in fact:
        return list(event.countries) == list(fact["both"])
    if states(event.actors) != fact["actor"]:
        return False
    whom = states(event.recipients)
    return whom == list(fact.get("recipient", whom))


def holds(event: Event, fact: dict[str, Any], quotes: list[str]) -> bool:
    """Whether the event is the one that the fact tells of, in every field given."""
    history = [step.status.value for step in event.history]
    return (
        event.type in fact["type"]
        and ("mode" not in fact or fact["mode"] in event.modes)
        and fact.get("not_mode") not in event.modes
        and is_between(event, fact)
        and is_dated(event, fact)
        and event.status == fact.get("status", event.status)
        and len(event.outlets) == fact.get("outlets", len(event.outlets))
        and event.n_origins == fact.get("origins", event.n_origins)
        and history == fact.get("history", history)
        and any(fact.get("says", "") in quote for quote in quotes)
    )


def told(event: Event) -> str:
    """An event in a line, for whoever reads a failure."""
    days = to_edtf(event.dating.interval) if event.dating else None
    return (
        f"{event.type} {states(event.actors)} > {states(event.recipients)} "
        f"{event.status} {days} {len(event.outlets)} outlets, "
        f"{event.n_origins} origins: {event.quote.text[:60]}"
    )


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_the_ledger_holds_the_fact_once(
    fact: dict[str, Any], ledger: Ledger, request: pytest.FixtureRequest
) -> None:
    if fact.get("todo"):
        request.applymarker(pytest.mark.xfail(reason=fact["id"], strict=True))
    events = ledger.events()
    quotes = {e.id: [r.quote for r in ledger.reports_of(e)] for e in events}
    found = [event for event in events if holds(event, fact, quotes[event.id])]
    near = [told(e) for e in events if e.type in fact["type"] and is_between(e, fact)]
    listed = "\n  ".join(near)
    assert len(found) == 1, f"{len(found)} hold it; of these parties:\n  {listed}"


def test_there_are_facts_enough_and_each_has_its_name() -> None:
    assert len(set(IDS)) == len(IDS) >= 40


def test_the_agency_copy_is_of_one_origin(ledger: Ledger) -> None:
    syndicated = {
        article.outlet: article.syndicated_from for article in ledger.articles()
    }
    assert syndicated["Kite Harbour Times"] in {None, "Meridian Wire"}
    origins = [
        event
        for event in ledger.events()
        if set(event.outlets) == {"Kite Harbour Times", "Nordhavn Courier"}
        and len(event.article_ids) == 2
    ]
    assert len(origins) >= 3
    assert {event.n_origins for event in origins} == {1}


def test_the_undated_report_is_dated_from_what_it_says(ledger: Ledger) -> None:
    undated = next(a for a in ledger.articles() if "Cavusoglu, met his" in a.text)
    assert undated.outlet == "Cape Almond Gazette"
    dating = undated.published
    assert dating is not None
    assert dating.because
    # The visit was on Saturday, 18 March 2023; its report of that day or the next ones.
    assert dating.interval.contains(date(2023, 3, 19))


def test_every_report_quotes_its_article_word_for_word(ledger: Ledger) -> None:
    articles = list(ledger.articles())
    assert any(ledger.reports_in(article.id) for article in articles)
    for article in articles:
        for report in ledger.reports_in(article.id):
            assert report.evidence.of(article.text) == report.quote
            assert report.trigger.of(article.text) == report.trigger_text
            assert report.evidence.contains(report.trigger)
            for one in (*report.actors, *report.recipients):
                assert one.span.of(article.text) == one.raw_text


def test_the_ledger_verifies_and_rejected_nothing(ledger: Ledger) -> None:
    assert ledger.verify().is_sound
    assert not list(ledger.rejected())


STORIES = {
    "Turkey, Sweden, Finland and NATO": ("Jonson", "Niinisto"),
    "Egypt and Turkey": ("Shoukry",),
    "Japan and South Korea": ("Yoon",),
}


def stories_of(ledger: Ledger, name: str) -> set[str | None]:
    """The stories in which the articles stand that name the story's people."""
    articles = [
        a for a in ledger.articles() if any(who in a.text for who in STORIES[name])
    ]
    assert len(articles) >= 5
    groups = {
        p.article_id: p.group_id for p in ledger.placements() if p.group == "story"
    }
    return {groups.get(article.id) for article in articles}


def test_no_two_stories_are_mixed(ledger: Ledger) -> None:
    found = [stories_of(ledger, name) for name in STORIES]
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            assert not one & other
