"""An actor: the offices held over time, the events, and who is met in them.

(ledger, actor id) -> ActorPage. An actor's id is the knowledge base's ("state:TUR",
"person:Q123"); somebody without an entry has no page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.offices import load_offices
from detente.ledger.read import Reader, Wanted
from detente.model.happening import Event, Party
from detente.problems import NoSuchEntry
from detente.views.rows import EventRow, row_of
from detente.views.words import interval_words

MOST_MET = 40


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
    actor_id: str | None
    country: str | None
    n_events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """What the knowledge base and the ledger have on an actor."""

    actor_id: str
    name: str
    also: tuple[str, ...]
    country: str | None
    wikidata_id: str | None
    offices: tuple[OfficeRow, ...]
    rows: tuple[EventRow, ...]
    met: tuple[Met, ...]


def actor_page(ledger: Reader, actor_id: str) -> ActorPage:
    """The page of an actor.

    Raises:
        NoSuchEntry: no event of this ledger has it.
    """
    state = actor_id.removeprefix("state:") if actor_id.startswith("state:") else None
    events = [
        event
        for event in ledger.events(Wanted(country=state))
        if any(one.actor_id == actor_id for one in _parties(event))
    ]
    if not events:
        raise NoSuchEntry("actor", actor_id)
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
        rows=tuple(map(row_of, events)),
        met=_met(events, actor_id),
    )


def _parties(event: Event) -> tuple[Party, ...]:
    return (*event.actors, *event.recipients)


def _offices(actor_id: str) -> tuple[OfficeRow, ...]:
    terms = load_offices().terms_of(actor_id.removeprefix("person:"))
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


def _met(events: Sequence[Event], actor_id: str) -> tuple[Met, ...]:
    found: Counter[tuple[str, str | None, str | None]] = Counter()
    for event in events:
        others = {
            (one.actor_id or one.name, one.name, one.actor_id, one.country_code)
            for one in _parties(event)
            if one.actor_id != actor_id
        }
        seen: set[str] = set()
        for key, name, other_id, country in sorted(others, key=str):
            if key not in seen:
                seen.add(key)
                found[name, other_id, country] += 1
    ranked = sorted(found.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(
        Met(name=name, actor_id=other, country=country, n_events=n)
        for (name, other, country), n in ranked[:MOST_MET]
    )
