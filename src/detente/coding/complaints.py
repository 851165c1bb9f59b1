"""An act told by the state that suffers it -> whose the thing is that it is done to.

"Ruritania said that Strelsau had expelled its ambassador": nobody expels, seizes or
shoots at what is their own, so "its" is not of the one who acts.
"""

from detente.coding import grammar
from detente.coding.candidates import (
    ENVOYS,
    OFFICIAL,
    Candidate,
    countries,
    theme_lemmas,
)
from detente.coding.filling_actors import QUOTING
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType

HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION})
POSSESSIVE = frozenset({"its", "their", "his", "her"})
# Those one may arrest, ban or shoot at home.
OWN_PEOPLE = frozenset({"CVL", "OPP", "REB", "EDU", "LAB", "MED", "BUS", "CRM", "PTY"})
COMPLAINING = QUOTING | frozenset(
    "complain claim allege charge confirm report maintain protest".split()
)


def give_to_complainant(candidate: Candidate, cast: Cast) -> None:
    """Give it the speaker's state where the actor's own would be done harm to."""
    if candidate.type not in HOSTILE or not candidate.actors or candidate.row.is_noun:
        return
    if candidate.token.tag == "VB":  # "insisted that X stop its tests"
        return
    if candidate.row.has("own_object") or not _is_on_ones_own(candidate):
        return
    ours = countries(candidate.actors)
    told = [
        m
        for m in _speaker(candidate, cast)
        if m.countries and not set(m.countries) & ours and m.sector in OFFICIAL
    ]
    if told:
        candidate.recipients = unique(told)
    elif _is_of_envoys(candidate):
        candidate.unplaced = candidate.recipients
        candidate.recipients = []


def _is_on_ones_own(candidate: Candidate) -> bool:
    """Whether its object is "its ship", "their soldiers" of those who act, or nobody's."""
    whose = [
        own
        for thing in candidate.objects
        for _, inner in theme_lemmas(candidate.sentence, thing)
        for own in candidate.sentence.below(inner, "poss")
        if own.lower in POSSESSIVE
    ]
    ours = countries(candidate.actors)
    return (
        bool(whose)
        and len(ours) == 1
        and countries(candidate.recipients) <= ours
        and all(m.sector in OFFICIAL for m in candidate.actors)
        and all(m.sector not in OWN_PEOPLE for m in candidate.recipients)
        and all(
            m.kind is not ActorKind.PERSON or m.office for m in candidate.recipients
        )
    )


def _is_of_envoys(candidate: Candidate) -> bool:
    """Whether it is done to an envoy: nobody sends away their own."""
    return candidate.type is EventType.SANCTION and any(
        lemma in ENVOYS
        for thing in candidate.objects
        for lemma, _ in theme_lemmas(candidate.sentence, thing)
    )


def _speaker(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who says it in the sentence: "X said that ...", "..., X said"."""
    sentence, clause = candidate.sentence, candidate.token
    while clause.dep in {"conj", "xcomp"} and not sentence.below(
        clause, *grammar.SUBJECTS
    ):
        clause = sentence.tokens[clause.head]
    head = sentence.tokens[clause.head]
    if clause.dep != "ccomp" or head.lemma not in COMPLAINING:
        return []
    subject = grammar.subject(sentence, head)
    return cast.direct(sentence, subject) if subject is not None else []
