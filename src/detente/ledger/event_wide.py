"""Events as people settled them: a whole event's type, date or parties by one word.

Reports that come later may say otherwise and are shown as such; they change nothing of
what a person settled for the event.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from detente.ledger.corrected import place_of
from detente.model.actor import Participant
from detente.model.entry import Action, Correction, Report
from detente.model.happening import Event, Party

PLAIN = ("type", "modes", "contexts", "status", "dating", "location")
COUNTS = ("dead", "injured", "arrested")


def event_wide(
    events: Iterable[Event],
    reports: Mapping[str, Report],
    corrections: Mapping[str, Sequence[Correction]],
) -> tuple[Event, ...]:
    """The events, with what people said of whole ones on top.

    Args:
        events: As folded.
        reports: Theirs, by id, as corrected.
        corrections: Article id -> those that hold, in the order of the log.
    """
    return tuple(_settled(event, reports, corrections) for event in events)


def _settled(
    event: Event,
    reports: Mapping[str, Report],
    corrections: Mapping[str, Sequence[Correction]],
) -> Event:
    said = {
        one.id: one
        for article_id in event.article_ids
        for one in corrections.get(article_id, ())
        if one.whole_event and one.action is Action.CHANGE
    }
    if not said:
        return event
    members = [reports[one] for one in event.report_ids if one in reports]
    for one in _in_order(said.values()):
        if one.report is None or not any(
            place_of(anchor, of_article) is not None
            for anchor in one.at
            if (of_article := [m for m in members if m.article_id == anchor.article_id])
        ):
            continue
        event = _with(event, one.fields, one.report)
    return event


def _in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """As they were given: each names the one before it."""
    return sorted(corrections, key=lambda one: (one.number, one.id))


def _with(event: Event, fields: Iterable[str], right: Report) -> Event:
    wanted = set(fields)
    values = {
        name: getattr(right, name) for name in (*PLAIN, *COUNTS) if name in wanted
    }
    if wanted & {"actors", "recipients"}:
        everyone = (*event.actors, *event.recipients)
        values["actors"] = _named(right.actors, everyone)
        values["recipients"] = _named(right.recipients, everyone)
    return replace(event, **values)


def _named(
    people: Iterable[Participant], parties: Sequence[Party]
) -> tuple[Party, ...]:
    names = {person.entity_name for person in people}
    return tuple(p for p in parties if names & {p.name, *p.also})
