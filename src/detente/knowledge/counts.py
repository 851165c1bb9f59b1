"""How much the tables of states, bodies and people hold: `counts()`."""

from collections.abc import Iterator
from datetime import date

from detente.knowledge.actors import ActorTable, NameKind
from detente.knowledge.everything import Knowledge
from detente.knowledge.members import load_members
from detente.knowledge.offices import OfficeTable
from detente.model.actor import ActorKind
from detente.model.time import TimeInterval

FORMER = frozenset({"CSK", "DDR", "SCG", "SUN", "YUG"})
HEADS = ("president", "king", "emir", "sultan", "emperor", "prime minister", "chancellor",
         "supreme leader", "pope", "grand duke", "chief executive")  # fmt: skip
YEARS = (1995, 2005, 2015, 2022, 2023, 2024, 2025)


def counts(knowledge: Knowledge) -> Iterator[tuple[str, int]]:
    """What is counted, and how many there are."""
    actors, offices = knowledge.actors, knowledge.offices
    states = [c for c in actors.countries.values() if c.iso3 not in FORMER]
    yield "countries and territories", len(states)
    yield "former states", len(actors.countries) - len(states)
    yield "… with an adjective", sum(bool(c.adjectives) for c in states)
    yield "… with a capital that is not its name", sum(bool(c.capitals) for c in states)
    yield "… with a COW number", sum(c.cow is not None for c in states)
    yield "… with a Wikidata id", sum(bool(c.wikidata_id) for c in states)
    yield "… with land neighbours", sum(bool(c.borders) for c in states)
    yield from _names(actors)
    members = load_members()
    yield "bodies whose members are known", len(members.bodies)
    yield "kinds of office", len(offices.kinds)
    yield "terms of office", len(offices.terms.cells)
    yield "people with a term", len(offices.terms.people)
    for year in YEARS:
        on = TimeInterval.day(date(year, 12, 1))
        yield f"states with a head on {year}-12-01", _held(offices, HEADS, on)
        for office in ("minister of foreign affairs", "minister of defence"):
            yield (
                f"states with a {office} on {year}-12-01",
                _held(offices, (office,), on),
            )


def _names(actors: ActorTable) -> Iterator[tuple[str, int]]:
    kinds = actors.names_by_kind()
    yield "seats and houses of government", kinds.get(NameKind.SEAT, 0)
    yield "institutions by name", kinds.get(NameKind.INSTITUTION, 0)
    n_actors = actors.actors_by_kind()
    yield "bodies", n_actors.get(ActorKind.BODY, 0)
    yield "movements", n_actors.get(ActorKind.MOVEMENT, 0)
    yield "nouns of roles", len(actors.agents)


def _held(offices: OfficeTable, wanted: tuple[str, ...], on: TimeInterval) -> int:
    states = {row[3] for row in offices.terms.cells if len(row[3]) == 3}
    return sum(
        any(offices.holders(office, state, on) for office in wanted) for state in states
    )
