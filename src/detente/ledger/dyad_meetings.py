"""Meetings between two states: those announced and still to come, and the last ones.

The rank of a meeting is that of the lower of its two sides; where a side is named only
as a state, the other side's.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from detente.knowledge.dyad_rules import DyadRules
from detente.ledger.dyad_items import Told, first_told
from detente.model.dyad import Encounter, Rank
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status

# Kinds of CONSULT at which nobody meets.
NO_MEETING = frozenset({"brief", "mediate", "undertake-mediation", "host-talks"})
# A meeting announced without a day is still to come for half a year.
OPEN_DAYS = 183
ORDER = tuple(Rank)


def announced(
    told: Sequence[Told], left: str, right: str, on: date, rules: DyadRules
) -> tuple[Encounter, ...]:
    """Planned meetings whose days are not over, the next first."""
    return tuple(
        encounter_of(one, left, right, rules)
        for one in told
        if _is_meeting(one.event)
        and one.status is Status.PLANNED
        and _is_ahead(one.event, on)
    )


def last_by_rank(
    told: Sequence[Told], left: str, right: str, rules: DyadRules
) -> tuple[Encounter, ...]:
    """The latest meeting at each rank, the highest rank first."""
    last: dict[Rank, Encounter] = {}
    for one in told:
        if _is_meeting(one.event) and one.is_real:
            found = encounter_of(one, left, right, rules)
            last[found.rank] = found
    return tuple(last[rank] for rank in ORDER if rank in last)


def encounter_of(one: Told, left: str, right: str, rules: DyadRules) -> Encounter:
    """The event as a meeting."""
    sides = {left: Rank.UNKNOWN, right: Rank.UNKNOWN}
    people: list[str] = []
    for party in (*one.event.actors, *one.event.recipients):
        if party.country_code not in sides or party.is_state:
            continue
        people.append(party.name)
        rank = rules.rank_of(party.office)
        side = party.country_code
        if ORDER.index(rank) < ORDER.index(sides[side]):
            sides[side] = rank
    known = [rank for rank in sides.values() if rank is not Rank.UNKNOWN]
    rank = max(known, key=ORDER.index, default=Rank.UNKNOWN)
    return Encounter(rank=rank, item=one.item, people=tuple(people))


def _is_meeting(event: Event) -> bool:
    return event.type is EventType.CONSULT and event.act not in NO_MEETING


def _is_ahead(event: Event, on: date) -> bool:
    days = event.dating.interval if event.dating else None
    if days is not None and days.end != date.max:
        return days.last >= on
    told = first_told(event)
    return told is None or told + timedelta(days=OPEN_DAYS) >= on
