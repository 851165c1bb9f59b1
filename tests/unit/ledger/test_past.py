"""A ledger at an earlier entry answers every question as the ledger did then."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from inspect import getmembers, isfunction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made import CHILE, NORWAY, PERU, article, coded, on, report, same
from stores import STORES, new_place

from detente import by_hand
from detente.ledger.past import Past
from detente.ledger.read import Reader, Wanted
from detente.ledger.store import Ledger
from detente.model.entry import Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import (
    ArticleRejected,
    CorrectionRefused,
    NoSuchEntry,
    NotInThePast,
)

START = datetime(2026, 11, 1, tzinfo=UTC)
# What does not depend on when one asks, or is asked by the linker for now alone.
TIMELESS = {
    "texts",
    "holds",
    "articles_by_key",
    "keys_version",
    "verify",
    "asking",
    "purged",
}
# These rest on questions that have an answer of their own.
BUILT = {"article", "groups", "versions", "pairs"}


class Clock:
    """A day passes with every entry."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


@pytest.fixture(params=STORES)
def place(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"{tmp_path}/past.ledger"
        return
    with new_place(request.param) as address:
        yield address


def _put(ledger: Ledger, what: str, i: int, k: int) -> None:
    reports = [report.id for report in ledger.reports()]
    if what == "file":
        made = [
            report(
                f"rep_{2 * i + n}",
                f"a{i}",
                type=(EventType.CONSULT, EventType.AID)[k % 2],
                actors=(NORWAY, PERU)[k // 2 : k // 2 + 1],
                recipients=(CHILE,),
                dating=on(f"2021-03-{10 + k:02}") if k < 3 else None,
                quote=f"Word{k} of envoys",
            )
            for n in range(2)
        ]
        one = article(
            f"a{i}",
            text=f"Text{i} and word{k}.",
            outlet=("Fjord Post", "Andes Today", None)[k % 3],
            published=f"2021-03-{11 + 5 * k}" if k else None,
            path=None,
        )
        ledger.append(coded(one, *made))
    elif what == "same":
        ledger.judge([same(f"rep_{i}", f"rep_{k + 4}")])
    elif what == "undo":
        link = same(f"rep_{i}", f"rep_{k + 4}")
        unsure = same(link.left, link.right, Verdict.UNSURE, supersedes=link.id)
        ledger.judge([unsure])
    elif what == "groups":
        ledger.judge(
            stories={f"a{i}": f"story {k % 2}"},
            copies={f"a{i}": f"origin {k % 2}"},
            versions={f"a{i}": f"a{k}"} if k else {},
        )
    elif what == "reject":
        ledger.reject(ArticleRejected(f"in/{i}", f"reason {k}"))
    elif what == "settle":
        ledger.settle(f"in/{i}", "given up")
    elif what == "add":
        found = [one.id for one in ledger.articles(texts=False)]
        if found:
            right = by_hand.Right(type=EventType.SANCTION, actors=["Peru"])
            name = found[i % len(found)]
            with suppress(CorrectionRefused):  # it may be there already
                by_hand.add(ledger, name, "Text", right, by="Ada", because=str(k))
    elif what == "take back":
        said = ledger.corrections(standing=True)
        if said:
            ledger.undo(said[i % len(said)].correction.id, by="Bo", because="no")
    elif reports:
        this, that = reports[i % len(reports)], reports[k % len(reports)]
        if what == "change":
            right = by_hand.Right(status=Status.DENIED, actors=["Chile", "Peru"][:k])
            by_hand.change(ledger, this, right, by="Ada", because=f"{i} {k}")
        elif what == "remove":
            by_hand.remove(ledger, this, by="Ada", because=f"{i} {k}")
        elif this != that:
            by_hand.judge(ledger, this, that, is_same=False, by="Ada", because="")


ONE_ANSWER: dict[str, Callable[[Reader], Any]] = {
    "events": lambda r: r.events(),
    "some": lambda r: [
        r.events(one, limit=n)
        for one in (
            Wanted(actor="state:NOR"),
            Wanted(outlet="Fjord Post"),
            Wanted(article_id="a1"),
            Wanted(story_id="story 1"),
            Wanted(country="PER", statuses=(Status.DENIED,)),
            Wanted(min_confidence=0.9),
        )
        for n in (None, 1)
    ],
    "n_events": lambda r: [
        r.n_events(one)
        for one in (
            None,
            Wanted(pair=("CHL", "NOR")),
            Wanted(actor="state:PER"),
            Wanted(types=(EventType.AID,)),
            Wanted(article_id="a2"),
        )
    ],
    "event": lambda r: [r.event(one.id) for one in r.events()],
    "events_by_id": lambda r: r.events_by_id([one.id for one in r.events()]),
    "as_of": lambda r: [r.as_of(one, date(2021, 3, 17)) for one in r.events()],
    "out": lambda r: r.events(Wanted(as_of=date(2021, 3, 17))),
    "event_ids": lambda r: r.event_ids([f"rep_{n}" for n in range(8)]),
    "joining": lambda r: [r.joining(one) for one in r.events()],
    "search": lambda r: [
        r.search(query)
        for query in (
            "word1",
            "word2 in:quote",
            "text",
            "type:CONSULT",
            "actor:Chile word0",
            "outlet:post word* after:2021-03-12",
        )
    ],
    "dyad_state": lambda r: r.dyad_state("NOR", "CHL"),
    "reports_of": lambda r: [r.reports_of(one) for one in r.events()],
    "reports_of_all": lambda r: r.reports_of_all([one.id for one in r.events()]),
    "reports_in": lambda r: [r.reports_in(f"a{n}") for n in range(4)],
    "reports": lambda r: list(r.reports()),
    "report": lambda r: [r.report(one.id) for one in r.reports()],
    "articles": lambda r: [*r.articles(), *r.articles(texts=False, after="a0")],
    "article": lambda r: [r.article(one.id) for one in r.articles()],
    "coded": lambda r: r.coded(["a0", "a1", "a9"]),
    "filing": lambda r: [r.filing(one.id) for one in r.articles()],
    "filings": lambda r: r.filings(["a0", "a3", "a9"]),
    "groups": lambda r: r.groups(["a0", "a1", "a2", "a3"]),
    "versions": lambda r: r.versions(["a0", "a1", "a2", "a3"]),
    "judgements": lambda r: list(r.judgements()),
    "placements": lambda r: list(r.placements()),
    "rejected": lambda r: list(r.rejected()),
    "corrections": lambda r: [r.corrections(), r.corrections(standing=True)],
    "latest": lambda r: r.latest(3),
    "counts": lambda r: r.counts(),
    "revision": lambda r: r.revision(),
    "pairs": lambda r: list(r.pairs().items()),
    "dyads_active": lambda r: r.dyads_active(date(2021, 3, 12), limit=2),
    "actors": lambda r: [r.actors(), r.actors("no"), r.actors(limit=1)],
    "actor": lambda r: [r.actor(one.id) for one in r.actors()],
    "meets": lambda r: [r.meets(one.id) for one in r.actors()],
    "coverage": lambda r: [r.coverage(), r.coverage(pair=("CHL", "NOR"))],
    "stories": lambda r: [
        r.stories(),
        r.stories(limit=1),
        *(r.stories(after=one.id) for one in r.stories()),
    ],
    "articles_of_story": lambda r: [
        r.articles_of_story(f"story {n}") for n in range(3)
    ],
}


def look(reader: Reader) -> dict[str, Any]:
    """Every answer of a ledger."""
    return {name: ask(reader) for name, ask in ONE_ANSWER.items()}


KINDS = (
    "file file file file same undo groups change change remove part reject settle"
    " add take~back"
)
steps = st.lists(
    st.tuples(
        st.sampled_from([one.replace("~", " ") for one in KINDS.split()]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=15, deadline=None, database=None)
@given(steps)
@example([("file", 3, 0), ("add", 1, 3), ("file", 3, 3)])
def test_each_answer_of_then_is_found_again(moves: list[tuple[str, int, int]]) -> None:
    clock = Clock()
    with Ledger.in_memory(clock=clock) as ledger:
        seen = [(0, START, look(ledger))]
        for move in moves:
            _put(ledger, *move)
            seen.append((ledger.revision().n_entries, clock.now, look(ledger)))
        for entry, moment, answers in seen:
            assert look(ledger.at(entry=entry)) == answers
            assert look(ledger.at(known_by=moment)) == answers


def test_every_question_to_a_ledger_has_an_answer_of_then() -> None:
    asked = {
        name
        for name, _ in getmembers(Reader, lambda one: isfunction(one))
        if not name.startswith("_")
    }
    own = {
        name
        for kind in Past.__mro__[: Past.__mro__.index(Reader)]
        for name in vars(kind)
    }
    assert asked - own - TIMELESS - BUILT == set()
    assert asked & own <= ONE_ANSWER.keys() | {"doubtful"}
    assert ONE_ANSWER.keys() >= BUILT


def test_both_stores_answer_of_then(place: str) -> None:
    clock = Clock()
    moves = (
        ("file", 0, 1),
        ("file", 1, 2),
        ("groups", 0, 1),
        ("same", 0, 0),
        ("change", 1, 1),
        ("file", 0, 3),
        ("remove", 2, 0),
        ("take back", 0, 0),
    )
    with Ledger.open(place, "w", clock=clock) as ledger:
        seen = []
        for move in moves:
            _put(ledger, *move)
            seen.append((ledger.revision().n_entries, look(ledger)))
    with Ledger.open(place) as ledger:
        for entry, answers in seen:
            assert look(ledger.at(entry=entry)) == answers


def test_by_a_day_only_what_was_out_is_told() -> None:
    with Ledger.in_memory() as ledger:
        early = article("a1", published="2021-03-08", text="She will come.")
        plan = report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-10"))
        ledger.append(coded(early, plan), stories={"a1": "s"})
        late = article("a2", published="2021-03-11", text="She came.", outlet="Late")
        came = report("rep_2", "a2", actors=(PERU,), dating=on("2021-03-10"))
        ledger.append(
            coded(late, came),
            judgements=[same("rep_1", "rep_2")],
            stories={"a2": "s"},
        )
        then = ledger.at(as_of=date(2021, 3, 9))
        (event,) = then.events()
        assert event.status is Status.PLANNED
        assert then.event(event.id) == event
        assert [one.id for one in then.reports_of(event)] == ["rep_1"]
        assert [one.id for one in then.articles()] == ["a1"]
        assert [one.outlets for one in then.stories()] == [("Fjord Post",)]
        assert (then.counts().articles, then.counts().reports) == (1, 1)
        assert [one.article_id for one in then.search("she")] == ["a1"]
        assert "state:PER" not in {one.id for one in then.actors()}
        with pytest.raises(NoSuchEntry, match="by what was out by 2021-03-09"):
            then.report("rep_2")
        assert ledger.at(as_of=date(2021, 3, 1)).events() == []
        assert ledger.at(as_of=date(2021, 3, 1)).pairs() == {}


def test_no_time_is_now_and_the_end_is_no_more() -> None:
    with Ledger.in_memory() as ledger:
        ledger.append(coded(article(), report()))
        assert ledger.at() is ledger
        last = ledger.revision().n_entries
        with pytest.raises(NoSuchEntry, match=f"entry, got '{last + 1}'"):
            ledger.at(entry=last + 1)
        assert ledger.recorded_at(last + 1) is None
        with pytest.raises(NoSuchEntry, match="before the first entry"):
            ledger.at(entry=0).event("evt_")
        with pytest.raises(NotInThePast):
            ledger.at(entry=last).doubtful(5)


def test_an_entry_inside_a_transaction_is_all_of_it() -> None:
    with Ledger.in_memory() as ledger:
        ledger.append(coded(article(), report()))
        assert ledger.at(entry=1).counts().reports == 1
        assert ledger.at(entry=1).revision() == ledger.revision()
