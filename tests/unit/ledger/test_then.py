"""The ledger as it stood at a time is the ledger that a shorter log makes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import CHILE, NORWAY, PERU, article, coded, on, report, same
from stores import STORES, new_place

from detente import by_hand
from detente.ledger.read import Wanted
from detente.ledger.store import Ledger
from detente.model.entry import Verdict
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status

START = datetime(2026, 11, 1, tzinfo=UTC)


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
        yield f"{tmp_path}/then.ledger"
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
                dating=on(f"2021-03-{10 + k:02}"),
            )
            for n in range(2)
        ]
        text = f"{i} {k}"
        ledger.append(coded(article(f"a{i}", text=text, path=None), *made))
    elif what == "same":
        ledger.judge([same(f"rep_{i}", f"rep_{k + 4}")])
    elif what == "undo":
        link = same(f"rep_{i}", f"rep_{k + 4}")
        unsure = same(link.left, link.right, Verdict.UNSURE, supersedes=link.id)
        ledger.judge([unsure])
    elif what == "story":
        ledger.judge(stories={f"a{i}": f"story {k % 2}"})
    elif reports:
        one = reports[i % len(reports)]
        other = reports[k % len(reports)]
        if what == "change":
            right = by_hand.Right(status=Status.DENIED, date=f"2021-04-0{k + 1}")
            by_hand.change(ledger, one, right, by="Ada", because=f"{i} {k}")
        elif what == "remove":
            by_hand.remove(ledger, one, by="Ada", because=f"{i} {k}")
        elif one != other:
            by_hand.judge(ledger, one, other, is_same=False, by="Ada", because="")


steps = st.lists(
    st.tuples(
        st.sampled_from("file file file same undo story change remove part".split()),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    min_size=2,
    max_size=9,
)


@settings(max_examples=12, deadline=None, database=None)
@given(steps)
def test_each_earlier_state_is_found_again(moves: list[tuple[str, int, int]]) -> None:
    clock = Clock()
    with Ledger.in_memory(clock=clock) as ledger:
        seen: list[tuple[datetime, list[Event], list[Event]]] = []
        asked = Wanted(pair=("CHL", "NOR"), types=(EventType.CONSULT,))
        for move in moves:
            _put(ledger, *move)
            seen.append((clock.now, ledger.events(), ledger.events(asked)))
        for moment, whole, some in seen:
            assert ledger.events(Wanted(known_by=moment)) == whole
            then = Wanted(
                pair=("CHL", "NOR"), types=(EventType.CONSULT,), known_by=moment
            )
            assert ledger.events(then) == some
            assert ledger.events(then, limit=1) == some[:1]
        assert ledger.events(Wanted(known_by=START)) == []
        ledger.rebuild()
        for moment, whole, _ in seen:
            assert ledger.events(Wanted(known_by=moment)) == whole


def test_both_times_can_be_asked_together(place: str) -> None:
    clock = Clock()
    with Ledger.open(place, "w", clock=clock) as ledger:
        plan = report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-10"))
        ledger.append(coded(article("a1", published="2021-03-08"), plan))
        early = clock.now
        came = report("rep_2", "a2", dating=on("2021-03-11"))
        ledger.append(
            coded(article("a2", published="2021-03-11", text="She came."), came),
            judgements=[same("rep_1", "rep_2")],
        )
        right = by_hand.Right(date="2021-03-12")
        one = by_hand.change(ledger, "rep_2", right, by="Ada", because="a slip")
        corrected = clock.now
        ledger.undo(one.id, by="Ada", because="it was right")

        def told(known_by: datetime | None, as_of: str | None) -> list[str]:
            day = on(as_of).interval.start if as_of else None
            wanted = Wanted(known_by=known_by, as_of=day)
            return [
                f"{event.status} {event.dating.interval.start}"
                for event in ledger.events(wanted)
                if event.dating
            ]

        assert told(None, "2021-03-09") == ["planned 2021-03-10"]
        assert told(early, None) == ["planned 2021-03-10"]
        assert told(early, "2021-03-20") == ["planned 2021-03-10"]
        assert told(corrected, None) == ["happened 2021-03-12"]
        assert told(corrected, "2021-03-09") == ["planned 2021-03-10"]
        assert told(None, None) == ["happened 2021-03-11"]
        assert told(START, None) == []


def test_entries_of_one_moment_are_told_apart(place: str) -> None:
    """A clock that stands still, or goes back, makes no two states one."""
    with Ledger.open(place, "w", clock=lambda: START) as ledger:
        for i in range(3):
            ledger.append(
                coded(article(f"a{i}", text=str(i)), report(f"r{i}", f"a{i}"))
            )
        times = [one.recorded for one in ledger.latest(10)]
        assert len(set(times)) == 3
        assert times == sorted(times, reverse=True)
        first = datetime.fromisoformat(times[-1])
        assert len(ledger.events(Wanted(known_by=first))) == 1
