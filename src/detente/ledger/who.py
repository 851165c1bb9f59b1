"""Who took part in an event, by several reports.

witnesses -> parties: each named actor once, on the side where most origins put it; a
state gives way to the person who acts for it, where enough reports name that person.
"""

from collections.abc import Iterable, Sequence

from detente.ledger.weigh import Witnesses
from detente.model.actor import Participant
from detente.model.entry import Report
from detente.model.happening import Party

# A party named by fewer than a quarter of the origins that name the best one is more
# often a slip of one text than a participant.
LEAST_SHARE = 0.25
# "Israel" gives way to "Benny Gantz" when a third of its origins name him.
PERSON_SHARE = 1 / 3


def key_of(party: Participant) -> str:
    """What makes two participants the same actor."""
    if party.actor_id:
        return party.actor_id
    if party.wikidata_id:
        return f"wikidata:{party.wikidata_id}"
    return f"name:{party.country_code or ''}:{party.entity_name.casefold()}"


def same_person(one: Participant, other: Participant) -> bool:
    """Whether two names of one state and office may well be one person's.

    A misspelling ("Jonsen"), or a title without the name ("the minister" for the
    minister of defence): an office has one holder.
    """
    if one.country_code is None or one.country_code != other.country_code:
        return False
    if " " in one.entity_name.strip() and one.entity_name == other.entity_name:
        return is_named(one) or is_named(other)
    if one.office is None or other.office is None:
        return False
    short, long = sorted((one.office, other.office), key=lambda name: (len(name), name))
    return short == long or short in long.split()


def parties(witnesses: Witnesses) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, best supported first."""
    one_key = _keys(witnesses)
    named: dict[str, list[tuple[Participant, Report]]] = {}
    acting: dict[str, list[Report]] = {}
    receiving: dict[str, list[Report]] = {}
    for report in witnesses.reports:
        alike = not report.recipients and len(report.actors) > 1
        for side, people in ((acting, report.actors), (receiving, report.recipients)):
            for person in people:
                key = one_key[key_of(person)]
                named.setdefault(key, []).append((person, report))
                if not alike:
                    side.setdefault(key, []).append(report)
    actors: list[Party] = []
    recipients: list[Party] = []
    for key in sorted(named):
        party = _party(named[key], witnesses)
        does = witnesses.n_origins(acting.get(key, ()))
        gets = witnesses.n_origins(receiving.get(key, ()))
        # As many origins each way, or only reciprocal reports: all act alike.
        (recipients if gets > does else actors).append(party)
    everyone = (*actors, *recipients)
    return _best(actors, everyone), _best(recipients, everyone)


def _keys(witnesses: Witnesses) -> dict[str, str]:
    """Each actor's key, the same for names that are one person's.

    Two that stand together in a report are two.
    """
    found: dict[str, list[tuple[Participant, Report]]] = {}
    together: set[tuple[str, str]] = set()
    for report in witnesses.reports:
        people = (*report.actors, *report.recipients)
        keys = [key_of(person) for person in people]
        together |= {(a, b) for a in keys for b in keys}
        for key, person in zip(keys, people, strict=True):
            found.setdefault(key, []).append((person, report))
    best_first = sorted(
        found,
        key=lambda key: (
            -max(_definite(person) for person, _ in found[key]),
            -witnesses.n_origins(report for _, report in found[key]),
            key,
        ),
    )
    named: dict[str, str] = {}
    for key in best_first:
        person = found[key][0][0]
        same = (
            other
            for other in best_first[: best_first.index(key)]
            if named[other] == other
            and ((key, other) not in together or _is_title_only(person))
            and same_person(person, found[other][0][0])
        )
        named[key] = next(same, key)
    return named


def _is_title_only(person: Participant) -> bool:
    """Whether it is an office without a name: beside its holder the same person."""
    return person.office is not None and not is_named(person)


def is_named(person: Participant) -> bool:
    """Whether it is an office holder called by name, not "Iran's foreign minister"."""
    if person.office is None or (person.actor_id or "").startswith("state:"):
        return False
    # "minister" of "minister of foreign affairs", "speaker" of "speaker of parliament".
    title = person.office.partition(" of ")[0].split()[-1]
    said = person.entity_name.casefold().split()
    return title not in said and person.office.split()[-1] not in said


def _definite(person: Participant) -> int:
    """Known by the knowledge base, named, or called by title only."""
    is_state = (person.actor_id or "").startswith("state:")
    known = person.wikidata_id is not None or person.actor_id is not None
    known = known and not (is_state and person.office is not None)
    return 2 * known + is_named(person)


def _party(found: list[tuple[Participant, Report]], witnesses: Witnesses) -> Party:
    """One actor out of all its mentions: the fullest and surest of them."""
    fullest = max(
        found,
        key=lambda item: (
            _definite(item[0]),
            item[0].office is not None,
            item[0].wikidata_id is not None,
            item[0].score,
            item[0].entity_name,
            item[1].id,
        ),
    )[0]
    names = {person.entity_name for person, _ in found} - {fullest.entity_name}
    return Party(
        name=fullest.entity_name,
        country_code=fullest.country_code,
        entity_code=fullest.entity_code,
        sector_code=fullest.sector_code,
        office=fullest.office,
        wikidata_id=fullest.wikidata_id,
        actor_id=fullest.actor_id,
        n_origins=witnesses.n_origins(report for _, report in found),
        also=tuple(sorted(names)),
    )


def _best(side: Iterable[Party], everyone: Sequence[Party]) -> tuple[Party, ...]:
    """Drop the states that somebody stands for, and those that hardly anyone names.

    A state whose own minister stands on the other side goes too, if a party stays: in
    "Japan and Yoon met Kishida" Japan is Kishida.
    """
    found = sorted(side, key=lambda party: (-party.n_origins, party.name))
    kept = [party for party in found if not _stood_for(party, found)]
    clear = [party for party in kept if not _stood_for(party, everyone)]
    kept = clear or kept
    most = max((party.n_origins for party in kept), default=0)
    return tuple(party for party in kept if party.n_origins >= most * LEAST_SHARE)


def _stood_for(state: Party, side: Sequence[Party]) -> bool:
    return state.is_state and any(
        party.country_code == state.country_code
        and not party.is_state
        and party.n_origins >= state.n_origins * PERSON_SHARE
        for party in side
    )
