"""A passive without "by" -> who acts, where what it is done to tells: its own side.

"Egyptian troops were sent to the border": Egypt sent them. "The sanctions imposed by Oman
were lifted", "American tariffs on wine were suspended": who imposed them lifts them; but
"Oman sanctions" are against Oman. Source: curated 2026-11.
"""

from detente.coding import grammar
from detente.coding.candidates import Candidate, noun_lemma
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Token

CURBED = frozenset({EventType.CONCEDE, EventType.SANCTION, EventType.RETREAT})
CURBS = frozenset(
    "sanction embargo ban restriction tariff penalty boycott duty measure blockade curb "
    "levy surcharge".split()
)
IMPOSING = frozenset("impose introduce levy slap put place adopt declare".split())
TROOPS = frozenset({"MIL", "IGO", "COP"})
# Names that stand before what they do, not before what is done to them: "US sanctions".
SHORT = frozenset("us u.s. uk u.k. eu e.u. un u.n. british".split())


def own_side(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whose the troops are that are moved, or who imposed the curbs that are dealt with."""
    found: list[ActorMention] = []
    for thing in candidate.objects:
        if candidate.type is EventType.MOBILIZE or "withdraw" in candidate.modes:
            found.extend(_troops(candidate, thing, cast))
        if candidate.type in CURBED and noun_lemma(thing) in CURBS:
            found.extend(imposers(candidate, thing, cast))
    return unique(found)


def curbed(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """On whom the curbs lie that are lifted: "the levies that X imposed on Y"."""
    sentence = candidate.sentence
    if candidate.type not in CURBED:
        return []
    return unique(
        m
        for thing in candidate.objects
        if noun_lemma(thing) in CURBS
        for clause in sentence.below(thing, "acl", "relcl")
        if clause.lemma in IMPOSING
        for governor in (clause, *grammar.objects(sentence, clause))
        for preposition in ("on", "against")
        for each in grammar.prepositional(sentence, governor, preposition)
        for m in cast.named(sentence, each)
    )


def _troops(candidate: Candidate, thing: Token, cast: Cast) -> list[ActorMention]:
    if thing.tag not in {"NNS", "NNP", "NNPS"} and noun_lemma(thing) not in {"army"}:
        return []
    return [
        m
        for m in cast.direct(candidate.sentence, thing)
        if (m.countries or m.code)
        and m.sector in TROOPS
        and m.kind is not ActorKind.PERSON
    ]


def imposers(candidate: Candidate, curb: Token, cast: Cast) -> list[ActorMention]:
    """Who imposed what a noun names: by adjective, possessive or "imposed by"."""
    sentence = candidate.sentence
    for clause in sentence.below(curb, "acl", "relcl"):
        if clause.lemma not in IMPOSING:
            continue
        by = grammar.agent(sentence, clause)
        if by is None and clause.dep == "relcl":
            by = next(iter(sentence.below(clause, "nsubj")), None)
        found = cast.direct(sentence, by) if by is not None else []
        if found:
            return found
    named = [
        word
        for word in sentence.below(curb, "poss", "amod", "compound", "nmod")
        if word.dep == "poss" or word.pos == "ADJ" or word.lower in SHORT
    ]
    return [m for word in named if (m := cast.at(word)) is not None and _can_act(m)]


def _can_act(mention: ActorMention) -> bool:
    return bool(mention.countries or mention.code) and not mention.is_pronoun
