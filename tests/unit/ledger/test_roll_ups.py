"""What is kept in sums and pages is what reading every event would give."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import BERG, CHILE, NORWAY, PERU, SOTO, article, coded, person, report, same
from stores import STORES, new_ledger

from detente import by_hand
from detente.ledger.changes import publication_week, sort_key
from detente.ledger.forget import forget_article, forget_person
from detente.ledger.query import Wanted, holds_of
from detente.ledger.store import Ledger
from detente.model.entry import Report, Verdict
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.views.dyad_page import state_from

PAIRS = (("CHL", "NOR"), ("CHL", "PER"), ("NOR", "PER"))
LUND = person("Ida Lund", "NOR", "prime minister")
RUIZ = person("Eva Ruiz", "CHL", "president")
ENVOY = person("Jon Vik", "NOR", "ambassador")
PEOPLE = (BERG, SOTO, LUND, RUIZ, ENVOY, NORWAY, CHILE, PERU)
ACTS = (
    ("recall-ambassador", "Norway recalled its ambassador"),
    ("appoint-ambassador", "Norway named a new ambassador to Chile"),
    ("sign", "They signed the accord on salmon farming"),
    ("retreat", "Chile withdrew from the accord on salmon farming"),
    ("impose-sanctions", "Chile imposed sanctions on trawlers"),
    ("ease", "Chile eased its sanctions on trawlers"),
    ("visit", "Berg is due in Santiago"),
    ("brief", "Berg was briefed"),
)
TYPES = (EventType.CONSULT,) * 4 + (
    EventType.AGREE,
    EventType.SANCTION,
    EventType.ASSAULT,
    EventType.REJECT,
)
DAYS = tuple(date(2021, month, day) for month in (2, 3, 8) for day in (1, 3, 10, 28))
OUT = (*DAYS, *DAYS, None)


def _dating(random: Random) -> Dating | None:
    day = random.choice(DAYS)
    intervals = (
        *(TimeInterval.day(day),) * 4,
        TimeInterval.days(day, date(2021, 9, 1)),
        TimeInterval(date.min, day),
        TimeInterval(day, date.max),
        TimeInterval(date(2019, 1, 1), day),
        None,
    )
    days = random.choice(intervals)
    if days is None:
        return None
    return Dating(interval=days, basis=random.choice(tuple(DateBasis)))


def _report(id: str, article_id: str, random: Random) -> Report:
    act, quote = random.choice(ACTS)
    people = random.sample(PEOPLE, 3)
    return report(
        id,
        article_id,
        type=random.choice(TYPES),
        modes=(),
        actors=tuple(people[: random.choice((1, 1, 2))]),
        recipients=tuple(people[2:]) if random.random() < 0.8 else (),
        status=random.choice((Status.HAPPENED, Status.HAPPENED, *Status)),
        dating=_dating(random),
        quote=quote,
        row=f"{act}/x",
    )


def _file(ledger: Ledger, i: int, random: Random) -> None:
    out = random.choice(OUT)
    ledger.append(
        coded(
            article(
                f"a{i}",
                outlet=f"Outlet {i % 3}",
                published=out.isoformat() if out else None,
                text=f"{i} {random.random()}",
            ),
            *(_report(f"rep_{i}_{n}", f"a{i}", random) for n in range(2)),
        )
    )


def _do(ledger: Ledger, what: str, i: int, k: int) -> None:
    random = Random(f"{what} {i} {k}")
    known = [one.id for one in ledger.reports()]
    if what == "file" or len(known) < 2:
        if f"a{i}" not in ledger._forgotten_articles():
            _file(ledger, i, random)
        return
    left, right = random.sample(known, 2)
    one = ledger.report(left)
    match what:
        case "same":
            ledger.judge([same(left, right)])
        case "undo":
            link = same(left, right)
            unsure = same(link.left, link.right, Verdict.UNSURE, supersedes=link.id)
            ledger.judge([link])
            ledger.judge([unsure])
        case "version":
            ledger.judge(versions={f"a{i}": f"a{k}", f"a{k}": f"a{k}"})
        case "change":
            right_one = by_hand.Right(status=Status.DENIED, date=f"2021-04-0{k + 1}")
            by_hand.change(ledger, left, right_one, by="Ada", because=f"{i} {k}")
        case "remove":
            by_hand.remove(ledger, left, by="Ada", because=f"{i} {k}")
        case "part":
            by_hand.judge(ledger, left, right, is_same=False, by="Ada", because="no")
        case "forget":
            forget_article(ledger, one.article_id, by="Ada", because="asked to")
        case "mask" if any(p.entity_name == "Anna Berg" for p in one.actors):
            forget_person(ledger, ["Anna Berg"], by="Ada", because="asked to")


steps = st.lists(
    st.tuples(
        st.sampled_from(
            "file file file file same same undo version change remove part forget"
            " mask".split()
        ),
        st.integers(0, 4),
        st.integers(0, 4),
    ),
    min_size=4,
    max_size=14,
)


def _meetings(events: list[Event], actor_id: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    for event in events:
        ids = {one.actor_id for one in (*event.actors, *event.recipients)}
        if actor_id in ids:
            found.update(one for one in ids - {actor_id} if one is not None)
    return dict(found)


def _coverage(
    ledger: Ledger, events: list[Event], pair: tuple[str, str]
) -> dict[str, int]:
    articles = {a for event in events if pair in event.dyads for a in event.article_ids}
    weeks: Counter[str] = Counter()
    for filing in ledger.filings(articles).values():
        published = filing.dated().published
        week = (
            publication_week(published.interval.last.isoformat()) if published else None
        )
        weeks.update([week] if week is not None else [])
    return dict(sorted(weeks.items()))


def _out(ledger: Ledger, events: list[Event], wanted: Wanted) -> list[Event]:
    day = wanted.as_of or date.max
    then = [ledger.as_of(event, day) for event in events]
    lasting = wanted.lasting()
    found = [
        one
        for now, one in zip(events, then, strict=True)
        if one is not None and holds_of(now, lasting) and holds_of(one, wanted)
    ]
    return sorted(found, key=sort_key)


def _check(ledger: Ledger) -> None:
    """Compare everything kept with what all events, read one by one, make."""
    events = ledger.events()
    for actor in ledger.actors():
        met = {one.id: one.n_events for one in ledger.meets(actor.id)}
        assert met == _meetings(events, actor.id)
        assert ledger.n_events(Wanted(actor=actor.id)) == actor.n_events
    for pair in PAIRS:
        here = [event for event in events if pair in event.dyads]
        assert ledger.coverage(pair=pair) == _coverage(ledger, events, pair)
        for on in (None, *DAYS[::3], date(2021, 12, 1)):
            for left, right in (pair, pair[::-1]):
                kept = ledger.dyad_state(left, right, on=on)
                assert kept == state_from(here, left, right, on=on)
        for wanted in (
            Wanted(pair=pair, types=(EventType.CONSULT,)),
            Wanted(pair=pair, statuses=(Status.HAPPENED,), outlet="Outlet 1"),
            Wanted(pair=pair, since=DAYS[2], until=DAYS[5], min_confidence=0.5),
        ):
            found = [one for one in events if holds_of(one, wanted)]
            assert ledger.events(wanted) == found
            assert ledger.n_events(wanted) == len(found)
    for day in DAYS[::4]:
        for wanted in (
            Wanted(as_of=day),
            Wanted(as_of=day, pair=PAIRS[0]),
            Wanted(as_of=day, country="PER", types=(EventType.CONSULT,)),
            Wanted(as_of=day, statuses=(Status.HAPPENED,), outlet="Outlet 1"),
        ):
            found = _out(ledger, events, wanted)
            assert ledger.events(wanted) == found
            assert ledger.n_events(wanted) == len(found)
            assert ledger.events(wanted, limit=2) == found[:2]
            assert ledger.events(wanted, limit=2, newest_first=True) == found[-2:][::-1]
            if len(found) > 2:
                after = sort_key(found[0])
                assert ledger.events(wanted, limit=1, after=after) == found[1:2]


@settings(max_examples=10, deadline=None, database=None)
@given(steps)
def test_what_is_kept_is_what_reading_all_events_gives(
    moves: list[tuple[str, int, int]],
) -> None:
    with Ledger.in_memory() as ledger:
        for move in moves:
            _do(ledger, *move)
        _check(ledger)


@pytest.fixture(params=STORES)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    with new_ledger(request.param) as opened:
        yield opened


def test_both_stores_keep_the_same(ledger: Ledger) -> None:
    for i in range(5):
        _do(ledger, "file", i, 0)
    for k, what in enumerate("same same version change remove undo file".split()):
        _do(ledger, what, k % 5, k % 3)
    _check(ledger)
    assert ledger.verify().faults == ()


def test_an_article_filed_anew_moves_to_the_week_of_its_new_date(
    ledger: Ledger,
) -> None:
    told = report("rep_1", "a1")
    ledger.append(coded(article("a1", published="2021-03-11"), told))
    ledger.append(coded(article("a2", published="2021-03-12"), report("rep_2", "a2")))
    assert ledger.coverage(pair=("NOR", "CHL")) == {"2021-W10": 2}
    ledger.append(coded(article("a1", published="2021-03-18", text="Later."), told))
    assert ledger.coverage(pair=("NOR", "CHL")) == {"2021-W10": 1, "2021-W11": 1}
    ledger.append(coded(article("a1", published="2021-03-18", text="Nothing.")))
    assert ledger.coverage(pair=("NOR", "CHL")) == {"2021-W10": 1}
