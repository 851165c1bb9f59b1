"""A made-up year of news, from reports to events, histories, disputes and dyad states.

golden/reports.toml goes in, golden/expected.toml says what must come out, whole: an
event's articles are exactly those listed.
"""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from detente.api import Coder, Ledger, ingest
from detente.ledger.read import Wanted
from detente.model.edtf import to_edtf
from detente.model.event import RelationKind
from detente.model.happening import Event
from detente.views.dyad_page import state_of
from detente.views.precedence_page import claims_on

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent / "golden"
REPORTS = tomllib.loads((HERE / "reports.toml").read_text("utf-8"))["report"]
EXPECTED = tomllib.loads((HERE / "expected.toml").read_text("utf-8"))
Fact = dict[str, Any]


def name_of(fact: Fact) -> str:
    """Of an expectation: its own, or what it is about."""
    if "id" in fact:
        return str(fact["id"])
    return "-".join([*fact.get("pair", ()), *(fact[k] for k in NAMING if k in fact)])


NAMING = ("event", "article", "on")


def cases(kind: str) -> list[Any]:
    """The expectations of a kind, each a case; a `todo` must fail."""
    return [
        pytest.param(
            fact,
            id=name_of(fact),
            marks=[pytest.mark.xfail(reason=fact["why"], strict=True)]
            if fact.get("todo")
            else [],
        )
        for fact in EXPECTED[kind]
    ]


@pytest.fixture(scope="module")
def ledger(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("golden")
    lines = [json.dumps(one | {"text": one["text"].strip()}) for one in REPORTS]
    inputs = folder / "reports.jsonl"
    inputs.write_text("\n".join(lines), "utf-8")
    with Ledger.open(folder / "golden.ledger", "w") as store:
        summary = ingest(store, [str(inputs)], coder)
        assert not summary.rejected
        yield store


def states(parties: Any) -> list[str]:
    return sorted({one.country_code for one in parties if one.country_code})


def is_meant(event: Event, fact: Fact, quotes: list[str]) -> bool:
    if str(event.type) not in fact["type"]:
        return False
    if "says" in fact and not any(fact["says"] in quote for quote in quotes):
        return False
    if "both" in fact:
        return bool(list(event.countries) == fact["both"])
    sides = [states(event.actors), states(event.recipients)]
    return bool(sides == [fact["actor"], fact["recipient"]])


def find(ledger: Ledger, fact: Fact) -> list[Event]:
    """The events of the fact's kind and parties that its first article tells."""
    found = []
    for event in ledger.events():
        quotes = [
            report.quote
            for report in ledger.reports_of(event)
            if report.article_id == fact["articles"][0]
        ]
        if quotes and is_meant(event, fact, quotes):
            found.append(event)
    return found


def record(event: Event) -> Fact:
    """What the ledger holds of an event, in the words of the expectation."""
    steps = [str(step.status) for step in event.history]
    return {
        "articles": sorted(event.article_ids),
        "date": to_edtf(event.dating.interval) if event.dating else None,
        "status": str(event.status),
        "history": [status for status, _ in groupby(steps)],
        "origins": event.n_origins,
        "disputed": {
            str(one.field): {
                claim.value: sorted({str(by.outlet) for by in claim.sources})
                for claim in one.claims
            }
            for one in event.disagreements
        },
    }


@pytest.mark.parametrize("fact", cases("event"))
def test_an_event_is_told_whole_and_once(fact: Fact, ledger: Ledger) -> None:
    found = find(ledger, fact)
    assert len(found) == 1, [record(event) for event in found]
    expected = {
        "articles": sorted(fact["articles"]),
        "date": fact["date"],
        "status": fact["status"],
        "history": fact["history"],
        "origins": fact["origins"],
        "disputed": fact.get("disputed", {}),
    }
    assert record(found[0]) == expected
    replaced = {
        one.article_id
        for one in ledger.reports_of(found[0])
        if one.id in found[0].replaced_ids
    }
    assert sorted(replaced) == fact.get("replaced", [])


FACT_OF = {fact["id"]: fact for fact in EXPECTED["event"]}


@pytest.mark.parametrize("fact", cases("response"))
def test_a_response_points_to_what_it_answers(fact: Fact, ledger: Ledger) -> None:
    (event,) = find(ledger, FACT_OF[fact["event"]])
    (answered,) = find(ledger, FACT_OF[fact["to"]])
    relations = [
        relation
        for report in ledger.reports_of(event)
        if report.article_id == fact["article"]
        for relation in report.relations
    ]
    event_of = ledger.event_ids([one.report_id for one in relations])
    assert answered.id in event_of.values()
    assert {one.type for one in relations} <= {
        RelationKind.RESPONSE_TO,
        RelationKind.AFTER,
    }


@pytest.mark.parametrize("fact", cases("claim"))
def test_a_claim_of_being_first_is_set_beside_the_ledger(
    fact: Fact, ledger: Ledger
) -> None:
    (event,) = find(ledger, FACT_OF[fact["event"]])
    (claim,) = claims_on(ledger, event)
    assert (str(claim.scope), claim.years) == (fact["scope"], fact["years"])
    assert list(claim.by) == fact["by"]
    assert str(claim.holding) == fact["holding"]
    other = None
    if "other" in fact:
        other = find(ledger, FACT_OF[fact["other"]])[0].id
    assert claim.other_id == other


@pytest.mark.parametrize("fact", cases("dyad"))
def test_a_dyad_stands_as_events_left_it(fact: Fact, ledger: Ledger) -> None:
    left, right = fact["pair"]
    state = state_of(ledger, left, right, on=date.fromisoformat(fact["on"]))
    assert state is not None
    assert [str(post.level) for post in state.posts] == fact["levels"]
    ahead = [str(level) for post in state.posts for level, _ in post.ahead]
    assert ahead == fact.get("ahead", [])
    in_force = [one for one in state.sanctions if one.ended_by is None]
    assert sorted(s for one in in_force for s in one.item.actors) == fact.get(
        "sanctions", []
    )
    agreed = [one for one in state.agreements if one.ended_by is None]
    assert len(agreed) == fact.get("agreements", len(agreed))
    assert len(state.announced) == fact.get("announced", len(state.announced))
    met = {
        str(one.rank): one.item.days.start.isoformat()
        for one in state.met
        if one.item.days is not None
    }
    assert met | fact.get("met", {}) == met


@pytest.mark.parametrize("fact", cases("story"))
def test_a_story_is_one_and_apart_from_others(fact: Fact, ledger: Ledger) -> None:
    group_of = {
        one.article_id: one.group_id
        for one in ledger.placements()
        if one.group == "story"
    }
    mine = {group_of[one] for one in fact["articles"]}
    assert len(mine) == 1
    others = {
        group_of[one]
        for other in EXPECTED["story"]
        if other["id"] != fact["id"]
        for one in other["articles"]
    }
    assert not mine & others


@pytest.mark.parametrize("fact", cases("version"))
def test_a_corrected_article_is_replaced(fact: Fact, ledger: Ledger) -> None:
    assert ledger.versions([fact["article"]]) == {fact["article"]: fact["newest"]}


def test_no_event_is_of_two_directions(ledger: Ledger) -> None:
    for pair in (("CHL", "NOR"), ("ISL", "URY"), ("GHA", "SEN")):
        for event in ledger.events(Wanted(pair=pair)):
            if event.type == "SANCTION":
                assert len(states(event.actors)) == 1


def test_the_world_is_large_enough() -> None:
    assert len(REPORTS) >= 60
    assert len({one["outlet"] for one in REPORTS}) == 10
    assert len({one["articles"][0].partition("-")[0] for one in EXPECTED["event"]}) >= 8
