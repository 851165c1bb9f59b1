"""How long the questions behind pages and commands take on a ledger.

Beside the time on the wall stands the processor's: on a machine that does other work as
well the first says more of that work.

`python -m evaluation.ledger_queries PLACE --output FILE` asks each question many times,
of many dyads, actors and days, and writes p50 and p95 in milliseconds.
`--readers 20 --ingest 100` asks while so many processes ask and one writes.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time, sleep

from detente.ledger.changes import UNDATED
from detente.ledger.read import Wanted
from detente.ledger.store import Ledger
from detente.model.event import EventType
from detente.model.status import Status
from evaluation import made_press

PAGE = 100
# Between two questions of one reader, at most: twenty of them ask some 40 a second.
THINK_S = 1.0
Times = list[list[tuple[float, float]]]
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of question, with how many times it was asked and what it took."""

    question: str
    n: int
    p50_ms: float
    p95_ms: float
    cpu_p95_ms: float


def questions(ledger: Ledger, random: Random) -> dict[str, Callable[[], object]]:
    """What pages and commands ask, each time of something else."""
    pairs = [(one.a, one.b) for one in ledger.dyads_active(limit=400)]
    actors = [one.id for one in ledger.actors(limit=200)]
    last = ledger.revision().n_entries

    def day() -> date:
        return made_press.FIRST_DAY + timedelta(
            days=random.randrange(made_press.N_DAYS)
        )

    def pair() -> tuple[str, str]:
        return random.choice(pairs)

    def moment() -> datetime | None:
        return ledger.recorded_at(random.randrange(last // 2, last))

    def page() -> object:
        event = random.choice(ledger.events(Wanted(pair=pair()), limit=20))
        ledger.reports_of(event)
        ledger.joining(event)
        return ledger.filings(event.article_ids)

    def article() -> object:
        one = ledger.article(
            made_press.name_of_article(random.randrange(ledger.counts().articles // 8))
        )
        return ledger.reports_in(one.id)

    def since() -> Wanted:
        start = day()
        return Wanted(since=start, until=start + timedelta(days=90))

    found: dict[str, Callable[[], object]] = {
        "home: counts, revision": lambda: (ledger.counts(), ledger.revision()),
        "home: dyads by activity": lambda: ledger.dyads_active(limit=50),
        "home: what changed": lambda: ledger.latest(50),
        "home: coverage by week": lambda: ledger.coverage(),
        "dyad: first page": lambda: ledger.events(Wanted(pair=pair()), limit=PAGE),
        "dyad: newest page": lambda: ledger.events(
            Wanted(pair=pair()), limit=PAGE, newest_first=True
        ),
        "dyad: newest 2,000 of the busiest": lambda: ledger.events(
            Wanted(pair=pairs[0]), limit=2000, newest_first=True, after=UNDATED
        ),
        "dyad: state": lambda: ledger.dyad_state(*pair()),
        "dyad: state of the busiest": lambda: ledger.dyad_state(*pairs[0]),
        "dyad: state of the busiest on a day": lambda: ledger.dyad_state(
            *pairs[0], on=day()
        ),
        "dyad: how many denied": lambda: ledger.n_events(
            Wanted(pair=pair(), statuses=(Status.DENIED,))
        ),
        "dyad: type and status": lambda: ledger.events(
            Wanted(pair=pair(), types=(EventType.CONSULT,), statuses=(Status.PLANNED,)),
            limit=PAGE,
        ),
        "dyad: coverage": lambda: ledger.coverage(pair=pair()),
        "dyad: as of a day": lambda: ledger.events(
            Wanted(pair=pair(), as_of=day()), limit=PAGE
        ),
        "dyad: how many as of a day": lambda: ledger.n_events(
            Wanted(pair=pair(), as_of=day())
        ),
        "dyad: as known a while ago": lambda: ledger.events(
            Wanted(pair=pair(), known_by=moment()), limit=PAGE
        ),
        "timeline: first page": lambda: ledger.events(limit=PAGE),
        "timeline: three months": lambda: ledger.events(since(), limit=PAGE),
        "timeline: types": lambda: ledger.events(
            Wanted(types=(EventType.AID, EventType.COERCE)), limit=PAGE
        ),
        "timeline: a state": lambda: ledger.events(
            Wanted(country=random.choice(made_press.STATES)), limit=PAGE
        ),
        "timeline: an outlet": lambda: ledger.events(
            Wanted(outlet=f"Outlet {random.randrange(200)}"), limit=PAGE
        ),
        "timeline: how many of a type": lambda: ledger.n_events(
            Wanted(types=(EventType.AID,))
        ),
        "timeline: a type within days, surely": lambda: ledger.events(
            replace(since(), types=(EventType.AID,), min_confidence=0.8), limit=PAGE
        ),
        "timeline: how many so sure": lambda: ledger.n_events(
            Wanted(min_confidence=0.8)
        ),
        "timeline: newest as of a day": lambda: ledger.events(
            Wanted(as_of=day()), limit=PAGE, newest_first=True, after=UNDATED
        ),
        "timeline: denied as of a day": lambda: ledger.events(
            Wanted(as_of=day(), statuses=(Status.DENIED,)), limit=PAGE
        ),
        "timeline: as known a while ago": lambda: ledger.events(
            Wanted(known_by=moment()), limit=PAGE
        ),
        "actor: who, events, whom": lambda: (
            ledger.actor(actor := random.choice(actors)),
            ledger.events(Wanted(actor=actor), limit=PAGE),
            ledger.meets(actor),
        ),
        "actors by name": lambda: ledger.actors("person 1", limit=20),
        "event page": page,
        "article page": article,
        "stories: first page": lambda: ledger.stories(limit=PAGE),
        "review: in doubt": lambda: ledger.doubtful(20),
        "search: a common word": lambda: ledger.search("bababa"),
        "search: a rare word": lambda: ledger.search("zozozo"),
        "search: a phrase": lambda: ledger.search('"bababa bababa"'),
    }
    return found


def measure(place: str, n: int, seed: int, think_s: float = 0.0) -> Times:
    """Milliseconds of each question, asked so many times in turn.

    `think_s` is the longest that a person looks at an answer before asking on.
    """
    random = Random(seed)
    with Ledger.open(place) as ledger:
        asked = questions(ledger, random)
        times: list[list[tuple[float, float]]] = [[] for _ in asked]
        for turn in range(n + 1):
            for k, ask in enumerate(asked.values()):
                sleep(random.uniform(0, think_s))
                started, worked = perf_counter(), process_time()
                ask()
                if turn:  # the first time fills the cache
                    wall, cpu = perf_counter() - started, process_time() - worked
                    times[k].append((wall * 1000, cpu * 1000))
    return times


def during_ingest(
    place: str, n_readers: int, n_articles: int, n: int
) -> list[tuple[float, float]]:
    """As `measure`, by many processes while one writes; all questions together."""
    with FORK.Pool(n_readers + 1) as pool:
        writer = pool.apply_async(_write, (place, n_articles))
        found = pool.starmap(
            measure, [(place, n, seed, THINK_S) for seed in range(n_readers)]
        )
        writer.get()
    return [one for times in found for of_one in times for one in of_one]


def _write(place: str, n_articles: int) -> None:
    with Ledger.open(place, "w") as ledger:
        first = ledger.counts().articles
        for i in range(first, first + n_articles):
            ledger.append(
                made_press.coded(i), judgements=list(made_press.judgements(i))
            )


def share(times: list[float], part: float) -> float:
    """The time that this part of all stays under."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 1)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--readers", type=int, default=0)
    parser.add_argument("--ingest", type=int, default=100)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    with Ledger.open(args.place) as ledger:
        counts = ledger.counts()
        names = list(questions(ledger, Random(0)))
    if args.readers:
        found = [during_ingest(args.place, args.readers, args.ingest, args.times)]
        names = ["all, while one writes"]
    else:
        found = measure(args.place, args.times, 1)
    lines: list[dict[str, object]] = [
        {"reports": counts.reports, "events": counts.events, "readers": args.readers}
    ]
    for name, times in zip(names, found, strict=True):
        wall, cpu = [one for one, _ in times], [one for _, one in times]
        row = Asked(
            name, len(times), share(wall, 0.5), share(wall, 0.95), share(cpu, 0.95)
        )
        lines.append(asdict(row))
    for line in lines:
        print(json.dumps(line), file=sys.stderr)
    if args.output:
        args.output.write_text("".join(f"{json.dumps(line)}\n" for line in lines))


if __name__ == "__main__":
    main()
