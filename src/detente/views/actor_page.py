"""An actor: the offices held over time, the events, and who is met in them.

(ledger, actor id) -> ActorPage. An actor's id is the knowledge base's ("state:TUR",
"person:Q123"); somebody without an entry has no page.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from detente.knowledge.offices import OfficeTable, load_offices
from detente.ledger.changes import UNDATED
from detente.ledger.read import Reader, Wanted
from detente.model.happening import Event, Party
from detente.views.rows import EventRow, row_of
from detente.views.words import interval_words

MOST_MET = 40
MOST_EVENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """A term of office in words, with its source."""

    office: str
    country: str
    days: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Another actor and in how many events both take part."""

    name: str
    actor_id: str
    n_events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """What the knowledge base and the ledger have on an actor.

    `rows` are the latest 500 of `n_events` by date, the undated last.
    """

    actor_id: str
    name: str
    also: tuple[str, ...]
    country: str | None
    wikidata_id: str | None
    offices: tuple[OfficeRow, ...]
    n_events: int
    rows: tuple[EventRow, ...]
    met: tuple[Met, ...]


def actor_page(ledger: Reader, actor_id: str) -> ActorPage:
    """The page of an actor.

    Raises:
        NoSuchEntry: no event of this ledger has it.
    """
    ledger.actor(actor_id)
    wanted = Wanted(actor=actor_id)
    events = ledger.events(wanted, limit=MOST_EVENTS, newest_first=True, after=UNDATED)
    events.reverse()
    if len(events) < MOST_EVENTS:
        events += ledger.events(wanted, limit=MOST_EVENTS - len(events), after=UNDATED)
    own = [p for event in events for p in _parties(event) if p.actor_id == actor_id]
    names = Counter(one.name for one in own)
    name = min(names, key=lambda one: (-names[one], one))
    others = {*names, *(word for one in own for word in one.also)} - {name}
    return ActorPage(
        actor_id=actor_id,
        name=name,
        also=tuple(sorted(others)),
        country=next((one.country_code for one in own if one.country_code), None),
        wikidata_id=next((one.wikidata_id for one in own if one.wikidata_id), None),
        offices=_offices(actor_id),
        n_events=ledger.n_events(wanted),
        rows=tuple(map(row_of, events)),
        met=tuple(
            Met(name=one.name, actor_id=one.id, n_events=one.n_events)
            for one in ledger.meets(actor_id, limit=MOST_MET)
        ),
    )


def _parties(event: Event) -> tuple[Party, ...]:
    return (*event.actors, *event.recipients)


@cache
def _table() -> OfficeTable:
    """Read once: a page cannot wait for thirty thousand terms of office."""
    return load_offices()


def _offices(actor_id: str) -> tuple[OfficeRow, ...]:
    terms = _table().terms_of(actor_id)
    ordered = sorted(terms, key=lambda term: (term.interval.start, term.office))
    return tuple(
        OfficeRow(
            office=term.office,
            country=term.country,
            days=interval_words(term.interval),
            source=term.source,
        )
        for term in ordered
    )
