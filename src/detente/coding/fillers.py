"""A trigger in its tree -> who acts, and to whom it is done."""

from detente.coding import grammar
from detente.coding.candidates import (
    CONTAINERS,
    ENVOYS,
    OFFICIAL,
    Candidate,
    countries,
    each_other,
    theme_lemmas,
)
from detente.coding.captives import ask_holders, free_by_holders
from detente.coding.co_actors import add_co_actors
from detente.coding.complaints import give_to_complainant
from detente.coding.filling_actors import (
    acting,
    actor_of_light_verb,
    announcing,
    barring_body,
    calling_in,
    in_charge,
    owner_as_actor,
    striking,
    turn_to_visitor,
)
from detente.coding.filling_slots import DOMESTIC, VIOLENT, slot_fillers
from detente.coding.mediators import without_mediators
from detente.coding.occasions import on_occasion
from detente.coding.parties import give_to_members
from detente.coding.patients_acting import curbed, own_side
from detente.coding.reaching import (
    SAID,
    reach_from_drawing,
    reach_to_contacted,
    reach_to_partner,
)
from detente.coding.responsibility import who_is_responsible
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Token

REFLEXIVE = frozenset("himself herself itself themselves ourselves myself".split())


def cast_verb(candidate: Candidate, cast: Cast) -> None:
    """Fill the roles of a verb."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    if candidate.passive:
        by = grammar.agent(sentence, token)
        candidate.actors = cast.named(sentence, by) if by is not None else []
        if by is None:
            candidate.actors = (
                own_side(candidate, cast)
                or announcing(candidate, cast)
                or barring_body(candidate, cast)
                or in_charge(candidate, cast)
                or calling_in(candidate, cast)
            )
    else:
        subject = grammar.subject(sentence, token)
        if subject is not None:
            candidate.actors = acting(candidate, subject, cast)
            add_co_actors(candidate, cast)
    if not candidate.actors and candidate.type is EventType.ASSAULT:
        candidate.actors = striking(candidate, cast)
    if not candidate.actors and (row.has("own_object") or row.has("actor_of_subject")):
        candidate.actors = owner_as_actor(candidate, cast)
    candidate.recipients = _first_slot(candidate, cast) or curbed(candidate, cast)
    reach_to_contacted(candidate, cast)
    reach_to_partner(candidate, cast)
    if row.has("inverse"):
        # "Kabul took delivery of Russian aid": who gives, acts.
        swapped = candidate.recipients, candidate.actors
        candidate.actors, candidate.recipients = swapped
        if not candidate.actors and candidate.type is EventType.ASSAULT:
            candidate.actors = striking(candidate, cast)  # "died in fighting with X"
    if row.has("visitor"):
        turn_to_visitor(candidate, cast)
    ask_holders(candidate, cast)
    free_by_holders(candidate, cast)
    give_to_members(candidate, cast)
    if each_other(candidate):
        candidate.recipients = []
    _settle(candidate)
    _set_envoys_apart(candidate)
    give_to_complainant(candidate, cast)


def _set_envoys_apart(candidate: Candidate) -> None:
    """No one summons an envoy of their own: "Manila summoned the ambassador"."""
    theme = candidate.theme
    if candidate.type is not EventType.ACCUSE or theme is None:
        return
    lemmas = {lemma for lemma, _ in theme_lemmas(candidate.sentence, theme)}
    if not lemmas & ENVOYS or not candidate.actors:
        return
    ours = countries(candidate.actors)
    if countries(candidate.recipients) <= ours:
        candidate.unplaced = candidate.recipients
        candidate.recipients = []


def _first_slot(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    actors = {mention.chain for mention in candidate.actors}
    ours = countries([m for m in candidate.actors if m.sector in OFFICIAL])
    nameless: list[ActorMention] = []
    for slot in candidate.row.recipient:
        found = [
            m
            for m in slot_fillers(candidate, slot, cast)
            if (m.chain not in actors and not _is_own_state(m, ours))
            or (m.is_place_like and candidate.type in DOMESTIC)
        ]
        if found and slot == "between" and not candidate.actors:
            candidate.actors = found
            return []
        if found and candidate.type is EventType.ASSAULT and not countries(found):
            # "killed four people in a city of Peru": whose people, the place tells.
            nameless = nameless or found
        elif found:
            return found
    return nameless


def _is_own_state(mention: ActorMention, ours: set[str]) -> bool:
    """Whether one would act on oneself: X closed the consulate of Y in X."""
    return (
        mention.kind is ActorKind.STATE
        and bool(mention.countries)
        and set(mention.countries) <= ours
    )


def cast_noun(candidate: Candidate, cast: Cast) -> None:
    """Fill the roles of an event noun."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for child in sentence.below(token, "poss"):
        candidate.actors.extend(cast.named(sentence, child))
    of_what = list(grammar.prepositional(sentence, token, "of"))
    for governor in (token, *of_what):
        # "the expulsion of two envoys by X": the phrase hangs on either noun.
        by = grammar.agent(sentence, governor)
        if by is not None and not candidate.actors:
            candidate.actors = cast.named(sentence, by)
    if not candidate.actors:
        candidate.actors = unique(cast.modifiers(sentence, token))
    if not candidate.actors and candidate.type in SAID:
        for each in grammar.prepositional(sentence, token, "from"):
            candidate.actors.extend(cast.named(sentence, each))  # "pleas from X"
    if row.of == "actor":
        for each in of_what:
            if not candidate.actors:
                candidate.actors = cast.named(sentence, each)
    elif row.of == "recipient":
        for each in of_what:
            found = cast.named(sentence, each) or cast.placed(sentence, each)
            if not found and candidate.type in VIOLENT:
                found = cast.somewhere(sentence, each)  # "shelling of villages in X"
            candidate.recipients.extend(found)
    elif candidate.theme is not None:
        if not candidate.actors:
            candidate.actors = cast.owners(sentence, candidate.theme)
        for slot in row.recipient:
            if candidate.recipients:
                break
            preposition = slot.rpartition("/")[2]
            side = candidate.recipients
            if preposition == "between" and not candidate.actors:
                side = candidate.actors
            for each in grammar.prepositional(sentence, candidate.theme, preposition):
                side.extend(cast.named(sentence, each))
    elif row.has("keep_theme"):
        for each in of_what:
            for between in grammar.prepositional(sentence, each, "between"):
                candidate.actors.extend(cast.named(sentence, between))
            if not candidate.actors:
                candidate.actors = cast.owners(sentence, each)
    if not candidate.recipients:
        candidate.recipients = _noun_slots(candidate, cast)
    reach_from_drawing(candidate, cast)
    if not candidate.actors:
        candidate.actors = actor_of_light_verb(candidate, cast)
    if not candidate.actors:
        candidate.actors = on_occasion(candidate, cast)
    if not candidate.actors:
        candidate.actors = who_is_responsible(candidate, cast)
    _settle(candidate)


def _noun_slots(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    sentence, token, row = candidate.sentence, candidate.token, candidate.row
    actors = {mention.chain for mention in candidate.actors}
    for slot in row.recipient:
        if slot in {"dobj", "owner", "comp", "dative"} or "/" in slot:
            continue
        found: list[ActorMention] = []
        for word in (token, *_containers(candidate)):
            for each in grammar.prepositional(sentence, word, slot):
                found.extend(cast.named(sentence, each) or cast.placed(sentence, each))
        found = [mention for mention in unique(found) if mention.chain not in actors]
        if found and slot == "between" and not candidate.actors:
            candidate.actors = found
            return []
        if found:
            return found
    return []


def _containers(candidate: Candidate) -> list[Token]:
    """What its noun is counted or measured by: "11 hours of talks", "a series of raids"."""
    sentence = candidate.sentence
    found: list[Token] = []
    noun = candidate.token
    while noun.dep == "pobj" and sentence.tokens[noun.head].lower == "of":
        noun = sentence.tokens[sentence.tokens[noun.head].head]
        if noun.lemma not in CONTAINERS:
            break
        found.append(noun)
    return found


def _settle(candidate: Candidate) -> None:
    """No one acts on themselves; who is named on both sides stays the actor."""
    without_mediators(candidate)
    candidate.actors = unique(candidate.actors)
    candidate.recipients = [
        m for m in candidate.recipients if m.name.lower() not in REFLEXIVE
    ]
    chains = {mention.chain for mention in candidate.actors}
    for mention in candidate.actors:
        chains.update(mention.members)
    ours = countries([m for m in candidate.actors if m.sector in OFFICIAL])
    candidate.recipients = [
        mention
        for mention in unique(candidate.recipients)
        if (
            mention.chain not in chains
            or (mention.is_place_like and candidate.type in DOMESTIC)
        )
        and not (set(mention.members) & chains)
        # Nobody acts on the state that they act for; on a place in it they may.
        and not (
            _is_own_state(mention, ours)
            and not (mention.is_place_like and candidate.type in DOMESTIC)
            and candidate.type is not EventType.PROTEST
        )
    ]
