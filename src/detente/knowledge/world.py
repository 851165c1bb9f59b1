"""data/curated/world_events.csv -> dated facts of the world: votes, treaties, wars.

They date what an article names ("the signing of the Oslo Accords"), and the article
itself: who names a thing writes after it; who writes "days before the election" writes
in the days before one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.knowledge.scan import Scanner, fold
from detente.knowledge.tables import Row, read_csv
from detente.model.text import Span
from detente.model.time import TimeInterval

COLUMNS = ("id", "name", "aliases", "kind", "start", "end", "countries")
ELECTIONS = frozenset(("election", "referendum"))
# Names of rows of these kinds are descriptions of ours and not found in texts.
UNNAMED = frozenset((*ELECTIONS, "relations restored", "relations broken"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldEvent:
    """Something that happened, with the days on which it did.

    `names` are what texts call it. `countries` are ISO codes of those it concerns.
    """

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    interval: TimeInterval
    countries: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The table, a finder of its names, and its elections by country."""

    events: tuple[WorldEvent, ...]
    scanner: Scanner  # of names, folded, each also with a capital at its start
    owners: Mapping[str, WorldEvent]  # by such a name
    elections: Mapping[str, tuple[WorldEvent, ...]]

    def named_in(self, text: str) -> tuple[tuple[Span, WorldEvent], ...]:
        """Every name of a dated event in a text, the longest at each place.

        Capitals count ("New START" is no new start), save for the first letter.
        """
        phrases = self.scanner.phrases
        return tuple(
            (Span(start, end), self.owners[phrases[place]])
            for place, start, end in self.scanner.find(fold(text))
        )

    def elections_of(
        self, countries: Collection[str], interval: TimeInterval
    ) -> tuple[WorldEvent, ...]:
        """The votes of these countries that begin within the interval, by day."""
        found = [
            event
            for country in sorted(set(countries))
            for event in self.elections.get(country, ())
            if interval.contains(event.interval.start)
        ]
        return tuple(sorted(found, key=lambda e: (e.interval.start, e.id)))


def _event(row: Row) -> WorldEvent:
    try:
        first = date.fromisoformat(row.text("start"))
        last = date.fromisoformat(row.text("end"))
        interval = TimeInterval.days(first, last)
    except ValueError as problem:
        row.fail(f"no such days: {problem}")
    kind, name = row.text("kind"), row.text("name")
    own = () if kind in UNNAMED else (name,)
    return WorldEvent(
        id=row.text("id"),
        name=name,
        names=(*own, *row.texts("aliases")),
        kind=kind,
        interval=interval,
        countries=row.texts("countries"),
        source=row.text("source"),
    )


@cache
def load_world() -> World:
    """The table as shipped.

    Raises:
        DataError: a day that does not exist, a name that means two events.
    """
    rows = read_csv("curated/world_events.csv", columns=COLUMNS, key=("id",))
    owners: dict[str, WorldEvent] = {}  # by name, as it is written
    events: list[WorldEvent] = []
    for row in rows:
        event = _event(row)
        events.append(event)
        for name in event.names:
            plain = name.replace("’", "'")
            if owners.setdefault(plain, event) is not event:
                row.fail(f"{name!r} names {owners[plain].id} too")
    return world_of(events)


def world_of(events: Iterable[WorldEvent]) -> World:
    """A table of these events, no name of which means two."""
    events = tuple(events)
    elections: dict[str, list[WorldEvent]] = {}
    owners: dict[str, WorldEvent] = {}
    for event in events:
        if event.kind in ELECTIONS:
            for country in event.countries:
                elections.setdefault(country, []).append(event)
        for name in map(fold, event.names):
            owners[name] = owners[name[0].upper() + name[1:]] = event
    return World(
        events=events,
        scanner=Scanner(owners),
        owners=owners,
        elections={
            country: tuple(sorted(votes, key=lambda e: e.interval.start))
            for country, votes in elections.items()
        },
    )
