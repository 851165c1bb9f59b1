"""The actors cast in an event -> participants as a report prints them.

What a mention stands for depends on its role and on the event's date: a capital as the
goal of a visit is its state, an office is that held on the day.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from detente.coding.roles import Cast
from detente.knowledge.actors import ActorTable
from detente.knowledge.offices import OfficeTable
from detente.model.actor import ActorKind, ActorMention, Participant
from detente.model.text import Span
from detente.model.time import TimeInterval


def participants(
    heads: Iterable[Span],
    cast: Cast,
    text: str,
    on: TimeInterval | None,
    actors: ActorTable,
    offices: OfficeTable,
) -> tuple[Participant, ...]:
    """Resolve the fillers of one role.

    A group ("the two countries") becomes one participant a member, each with the words
    of the group as its `raw_text`. Nobody stands there twice.

    Args:
        heads: The fillers, as `extract` gives them.
        on: The event's possible days; None when nothing is known of them.
    """
    found: list[Participant] = []
    for head in heads:
        mention = cast.mention(head)
        if mention is None:
            continue
        found.extend(_expanded(mention, cast, text, on, actors, offices))
    seen: set[tuple[str, str | None]] = set()
    kept = []
    for participant in found:
        key = (participant.entity_name, participant.country_code)
        if key not in seen:
            seen.add(key)
            kept.append(participant)
    return tuple(kept)


def _expanded(
    mention: ActorMention,
    cast: Cast,
    text: str,
    on: TimeInterval | None,
    actors: ActorTable,
    offices: OfficeTable,
) -> list[Participant]:
    members = [cast.chain(number) for number in mention.members]
    if any(members):
        return [
            _one(_best(chain), mention.span, text, on, actors, offices)
            for chain in members
            if chain
        ]
    if len(mention.names) > 1 and len(mention.names) == len(mention.countries):
        # "Their foreign ministers": known by name, though named nowhere else.
        each = zip(mention.names, mention.countries, strict=True)
        return [
            _one(
                replace(mention, name=name, countries=(code,), names=(), actor_id=None),
                mention.span,
                text,
                on,
                actors,
                offices,
            )
            for name, code in each
        ]
    if len(mention.countries) > 1:
        return [_state(code, mention, text, actors) for code in mention.countries]
    return [_one(mention, mention.span, text, on, actors, offices)]


def _best(chain: list[ActorMention]) -> ActorMention:
    """The mention that says most of its entity: a full name before a pronoun."""
    return max(
        chain,
        key=lambda m: (
            m.actor_id is not None,
            not m.is_pronoun,
            len(m.name),
            -m.span.start,
        ),
    )


# Not "then": who was the minister then, held the office on the day.
FORMER = re.compile(r"\b(?:former|ex|erstwhile|one-?time)\b", re.IGNORECASE)


def _one(
    mention: ActorMention,
    span: Span,
    text: str,
    on: TimeInterval | None,
    actors: ActorTable,
    offices: OfficeTable,
) -> Participant:
    if mention.kind is ActorKind.STATE and mention.countries:
        country = actors.country(mention.countries[0])
        if country is not None:
            return Participant(
                raw_text=span.of(text),
                entity_name=country.name,
                span=span,
                wikidata_id=country.wikidata_id,
                entity_code=country.iso3,
                country_code=country.iso3,
                sector_code=mention.sector,
                actor_id=f"state:{country.iso3}",
                score=mention.score,
                because=mention.because,
            )
    office = mention.office
    because = mention.because
    term = None
    if mention.kind is ActorKind.PERSON and mention.actor_id and on is not None:
        term = offices.office_on(mention.actor_id, on, mention.office)
    if term is not None:
        office = term.office
        because = f"{because}; {term.person} was {term.office} of {term.country}"
    elif mention.is_former and FORMER.search(span.of(text)):
        office = None  # held once, not on that day
    country_code = mention.countries[0] if len(mention.countries) == 1 else None
    return Participant(
        raw_text=span.of(text),
        entity_name=mention.name,
        span=span,
        wikidata_id=mention.wikidata_id,
        entity_code=mention.code or country_code,
        country_code=country_code,
        sector_code=mention.sector,
        office=office,
        actor_id=mention.actor_id,
        score=mention.score,
        because=because,
    )


def _state(
    code: str, mention: ActorMention, text: str, actors: ActorTable
) -> Participant:
    country = actors.country(code)
    return Participant(
        raw_text=mention.span.of(text),
        entity_name=country.name if country else code,
        span=mention.span,
        wikidata_id=country.wikidata_id if country else None,
        entity_code=code,
        country_code=code,
        sector_code=mention.sector,
        office=mention.office,
        actor_id=f"state:{code}",
        score=mention.score,
        because=mention.because,
    )
