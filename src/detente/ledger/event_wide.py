"""Events as people settled them: a whole event's type, date or parties by one word.

Reports that come later may say otherwise and are shown as such; they change nothing of
what a person settled for the event. Of several words on one field the newest counts.
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
    newest: dict[str, Report] = {}
    for one in _in_order(said.values()):
        if one.report is None or not any(
            place_of(anchor, of_article) is not None
            for anchor in one.at
            if (of_article := [m for m in members if m.article_id == anchor.article_id])
        ):
            continue
        newest.update(dict.fromkeys(one.fields, one.report))
    return _with(event, newest)


def _in_order(corrections: Iterable[Correction]) -> list[Correction]:
    """As they were given: each names the one before it."""
    return sorted(corrections, key=lambda one: (one.number, one.id))


def _with(event: Event, newest: Mapping[str, Report]) -> Event:
    """The event with each field as the newest word on that field has it."""
    values = {
        name: getattr(newest[name], name)
        for name in (*PLAIN, *COUNTS)
        if name in newest
    }
    if newest.keys() & {"actors", "recipients"}:
        everyone = (*event.actors, *event.recipients)
        acting, receiving = event.actors, event.recipients
        if "actors" in newest:
            acting = _named(newest["actors"].actors, everyone)
            receiving = tuple(one for one in receiving if one not in acting)
        if "recipients" in newest:
            receiving = _named(newest["recipients"].recipients, everyone)
            if "actors" not in newest:
                acting = tuple(one for one in acting if one not in receiving)
        values |= {"actors": acting, "recipients": receiving}
    return replace(event, **values)


def _named(
    people: Iterable[Participant], parties: Sequence[Party]
) -> tuple[Party, ...]:
    """Those whom a person named, as the reports have them; else as the person has."""
    found = {
        person.entity_name: next(
            (p for p in parties if person.entity_name in {p.name, *p.also}),
            _party(person),
        )
        for person in people
    }
    return tuple(dict.fromkeys(found.values()))


def _party(person: Participant) -> Party:
    return Party(
        name=person.entity_name,
        country_code=person.country_code,
        entity_code=person.entity_code,
        sector_code=person.sector_code,
        office=person.office,
        wikidata_id=person.wikidata_id,
        actor_id=person.actor_id,
    )
