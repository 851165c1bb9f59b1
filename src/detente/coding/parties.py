"""A noun of what states have between them -> all of them: a pact's members, a war's sides.

"the pact joining A, B and C", "A's war on B", "the dispute between A and B".
"""

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries, noun_lemma
from detente.coding.roles import UNITING, Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.text import Sentence, Token

# Source of the lists: curated 2026-11.
CONFLICTS = frozenset(
    "war conflict dispute crisis fighting invasion row rift standoff stand-off feud "
    "quarrel hostility tension offensive aggression confrontation clash attack rivalry "
    "struggle impasse deadlock disagreement".split()
)
AMONG = ("between", "among", "amongst", "of", "involving", "including", "by")
AGAINST = ("between", "against", "on", "with", "of", "among", "upon")
# Verbs by which one tells of a pact that others, or one among others, have made.
UNVEILING = frozenset(
    "unveil announce reveal present proclaim outline disclose".split()
)


def sides_of(sentence: Sentence, noun: Token, cast: Cast) -> list[ActorMention]:
    """Who is in conflict, where that noun names one: both sides, as far as told."""
    if noun_lemma(noun) not in CONFLICTS:
        return []
    found: list[ActorMention] = []
    for child in sentence.below(noun, "poss"):
        found.extend(cast.direct(sentence, child))
    found.extend(cast.modifiers(sentence, noun))
    for preposition in AGAINST:
        for each in grammar.prepositional(sentence, noun, preposition):
            found.extend(cast.direct(sentence, each) or cast.placed(sentence, each))
    return unique(found)


def conflict_in(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """The sides of the conflict that a mediator's words name; fewer than two are none."""
    ours = countries(candidate.actors)
    for word in candidate.sentence.subtree(candidate.token):
        if word.i > candidate.token.i and word.pos in {"NOUN", "PROPN"}:
            found = sides_of(candidate.sentence, word, cast)
            if len(countries(found)) > 1 and not countries(found) & ours:
                return found
    return []


def members_of(sentence: Sentence, noun: Token, cast: Cast) -> list[ActorMention]:
    """Whom a pact joins."""
    found: list[ActorMention] = []
    for preposition in AMONG:
        for each in grammar.prepositional(sentence, noun, preposition):
            found.extend(cast.direct(sentence, each))
            for beside in sentence.below(each, "appos"):
                found.extend(cast.direct(sentence, beside))
    for clause in sentence.below(noun, "acl", "relcl"):
        if clause.lemma in UNITING:
            for each in sentence.below(clause, "dobj"):
                found.extend(cast.direct(sentence, each))
    return unique(found)


def give_to_members(candidate: Candidate, cast: Cast) -> None:
    """Who is told to be in the pact has made it, all alike; who tells only if among them."""
    if candidate.theme is None or candidate.token.lemma not in UNVEILING:
        return
    if not candidate.row.has("reciprocal_plural"):
        return
    members = members_of(candidate.sentence, candidate.theme, cast)
    if len(countries(members)) < 2:
        return
    tellers = [m for m in candidate.actors if set(m.countries) & countries(members)]
    told = countries(tellers)
    others = [
        m
        for m in members
        if not set(m.countries) & told or m.kind is not ActorKind.STATE
    ]
    candidate.actors, candidate.recipients = unique([*tellers, *others]), []
