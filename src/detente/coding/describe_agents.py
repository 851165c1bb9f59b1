"""Phrases of people or organs by what they are: "the army", "Israeli tourists"."""

from detente.coding.actor_words import (
    BUREAUS,
    FESTIVE,
    MACHINES,
    SORTS,
)
from detente.coding.describe_people import is_limb
from detente.coding.noun_phrases import Role
from detente.coding.phrase_reader import PhraseReader
from detente.coding.readings import (
    Form,
    Reading,
)
from detente.knowledge.actors import AgentKind
from detente.model.actor import Actor, ActorKind

# Nouns that take up a body or movement wherever they stand.
TAKING_UP = frozenset(
    "bloc alliance agency organisation organization group movement militia league".split()
)
# What stands before "body" where it is an organisation.
OF_STATES = frozenset("world global regional international".split())


def as_agent(reader: PhraseReader) -> Reading | None:
    """An institution or people by what they are: "the army", "Israeli tourists"."""
    phrase = reader.phrase
    agent = None
    body = reader.body()
    if body is not None and reader.word in SORTS:
        return reader.make(
            Form.NAME, name=body.name, hit=reader.hit_of(body), kind=body.kind
        )
    if reader.word in BUREAUS and _is_official(reader):
        sector = body.sector if body is not None else None
        return reader.make(
            Form.INSTITUTION, sector=sector or "GOV", kind=ActorKind.INSTITUTION
        )
    if reader.word == "body" and _is_of_states(reader):
        return reader.make(Form.INSTITUTION, sector="IGO", kind=ActorKind.INSTITUTION)
    if reader.word == "party" and any(
        word.text.lower() in FESTIVE for word in phrase.words[:-1]
    ):
        return None
    if len(phrase.words) > 1:
        pair = f"{phrase.words[-2].lower} {reader.word}"
        agent = reader.table.agent(pair)
    if phrase.noun.text.islower() and reader.word in {"house", "chamber", "church"}:
        return None
    if is_limb(reader):
        return None
    agent = (
        agent
        or reader.table.agent(reader.word)
        or reader.table.agent(phrase.noun.lower)
    )
    acts = phrase.role in {Role.SUBJECT, Role.AGENT}
    if agent is None and acts and reader.word in MACHINES and reader.countries():
        return reader.make(Form.INSTITUTION, sector="MIL", kind=ActorKind.INSTITUTION)
    if agent is None and reader.word in TAKING_UP:
        if phrase.determiner != "the" or len(phrase.words) != 2:
            return None
        return reader.make(Form.INSTITUTION, kind=ActorKind.INSTITUTION)
    if agent is None and reader.word == "member":
        return _as_member(reader, body)
    if agent is None:
        return None
    if agent.kind is AgentKind.STATE and agent.sector is None:
        return None
    sector = _sector(reader, agent.sector)
    if body is not None and sector in {"CVL", "GOV", "MIL", None}:
        sector = body.sector or sector
    if agent.kind in {AgentKind.INSTITUTION, AgentKind.STATE}:
        form = Form.INSTITUTION
        kind = ActorKind.INSTITUTION
    elif agent.kind is AgentKind.PERSON and not phrase.is_plural:
        form, kind = Form.TITLE, ActorKind.PERSON
    else:
        form, kind = Form.GROUP, ActorKind.GROUP
        if sector in {"MIL", "COP", "SPY"} and agent.kind is AgentKind.GROUP:
            form, kind = Form.INSTITUTION, ActorKind.INSTITUTION
    if not _acts(reader, form, sector):
        return None
    return reader.make(form, sector=sector, kind=kind)


def _is_of_states(reader: PhraseReader) -> bool:
    """Whether a body is one of states and none of flesh: "the world body"."""
    return any(word.lower in OF_STATES for word in reader.phrase.words[:-1])


def _as_member(reader: PhraseReader, body: Actor | None) -> Reading | None:
    """Of what a member is, that is he: "a member of the Syrian parliament"."""
    if not reader.extension or not (reader.countries() or body is not None):
        return None
    organs = (reader.table.agent(w.lemma.lower()) for w in reader.extension)
    sector = next((a.sector for a in organs if a is not None), None)
    is_one = not reader.phrase.is_plural
    return reader.make(
        Form.TITLE if is_one else Form.GROUP,
        sector=(body.sector if body is not None else None) or sector,
        kind=ActorKind.PERSON if is_one else ActorKind.GROUP,
    )


def _acts(reader: PhraseReader, form: Form, sector: str | None) -> bool:
    """Whether a role noun is likely an actor here and no figure of speech."""
    phrase = reader.phrase
    if reader.countries() or reader.body() is not None:
        return True
    if form is Form.TITLE:
        if reader.is_bare():
            return False
        if phrase.role is Role.PREDICATE or phrase.preposition == "as":
            return False
        # "Arab Observer" is the name of something.
        words = phrase.words
        return not (
            phrase.determiner is None
            and phrase.noun.tag == "NNP"
            and len(words) > 1
            and words[-2].pos == "PROPN"
        )
    if sector in {"MED", "NGO", "BUS", "IGO", "EDU", None} and (
        form is Form.INSTITUTION
    ):
        is_agent = phrase.role in {Role.SUBJECT, Role.AGENT}
        if phrase.determiner == "the" and len(phrase.words) == 2:
            is_agent = is_agent or reader.word in TAKING_UP
        return is_agent and not phrase.is_plural
    return True


def _is_official(reader: PhraseReader) -> bool:
    """Whether an office, a minister or a ministry stands before the noun."""
    return any(
        word.i in reader.hits.titles
        or reader.table.agent(word.lemma.lower()) is not None
        or word.i in reader.hits.names
        for word in reader.phrase.words[:-1]
    )


def _sector(reader: PhraseReader, sector: str | None) -> str | None:
    """The noun's sector, or that of a body which it belongs to."""
    if sector not in {"CVL", "GOV", None}:
        return sector
    for word in reversed(reader.phrase.words[:-1]):
        other = reader.table.agent(word.lemma.lower())
        if other is not None and other.sector not in {None, "CVL", sector}:
            return other.sector
    return sector
