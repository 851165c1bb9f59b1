"""What the index keeps of an event for a pair of states, beside how to find it.

Enough to fold the state of the pair without reading the events whole (`dyad_kept`);
nothing here rests on curated data, so a better table needs no rebuilding.
"""

from datetime import date

from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status

REAL = frozenset({Status.HAPPENED, Status.ONGOING})


def columns_of(event: Event, pair: tuple[str, str]) -> dict[str, object]:
    """The columns of `event_dyads` that only the state of the pair needs."""
    starts: list[date] = []
    lasts: list[date] = []
    unreal: list[date] = []
    for step in event.history:
        if step.published is not None and step.status not in REAL:
            unreal.append(step.published.start)
        for source in step.sources:
            if source.published is None:
                continue
            if source.published.start != date.min:
                starts.append(source.published.start)
            if source.published.end != date.max:
                lasts.append(source.published.last)
    return {
        "n_origins": event.n_origins,
        "act": event.act,
        "is_withdrawn": int(event.is_withdrawn),
        "first_told": _iso(min(starts, default=None)),
        "first_said": _iso(min(unreal, default=None)),
        "last_told": _iso(max(lasts, default=None)),
        "offices": _offices(event, pair),
    }


def _offices(event: Event, pair: tuple[str, str]) -> str:
    """A line ("USA president") for each office of a person of the pair at a meeting."""
    if event.type is not EventType.CONSULT:
        return ""
    lines = {
        f"{party.country_code} {party.office or ''}"
        for party in (*event.actors, *event.recipients)
        if party.country_code in pair and not party.is_state
    }
    return "\n".join(sorted(lines))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
