"""A trigger and one slot of its row -> who stands in it."""

from dataclasses import replace

from detente.coding import grammar
from detente.coding.candidates import OFFICIAL, Candidate, countries, noun_lemma
from detente.coding.parties import sides_of
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Token

FAR = frozenset({"with", "to", "against"})
VIOLENT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
AIMED = frozenset({EventType.MOBILIZE, EventType.THREATEN})
# What a government does to its own people, or they to it.
DOMESTIC = frozenset(
    {EventType.COERCE, EventType.CONCEDE, EventType.PROTEST, EventType.ASSAULT}
)
KIND = frozenset({EventType.SUPPORT, EventType.AID, EventType.COOPERATE})
AROUND = ("in", "at", "throughout", "across", "outside", "near", "into")
CROWD = frozenset({"CVL", "OPP", "EDU", "LAB", "BUS"})
# What a crowd says it protests for: "marched to demand ...", "a rally calling for ...".
DISSENT = frozenset(
    "protest demand press call oppose denounce condemn seek urge push show voice express "
    "reject decry insist mark".split()
)


def slot_fillers(candidate: Candidate, slot: str, cast: Cast) -> list[ActorMention]:
    """The actors in one slot: dobj, owner, comp, a preposition, or dobj/preposition."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    found: list[ActorMention] = []
    without = frozenset(mention.chain for mention in candidate.actors)
    if slot == "dobj":
        for each in candidate.objects:
            if "third-party" in candidate.modes:
                found.extend(sides_of(sentence, each, cast))
            named = cast.named(sentence, each, without=without)
            if not named and candidate.type in VIOLENT:
                named = _placed(candidate, each, cast)  # "shelled Kharkiv"
            found.extend(named)
        return unique(found)
    if slot == "owner":
        for each in [
            *candidate.objects,
            *([candidate.theme] if candidate.theme else []),
        ]:
            found.extend(cast.owners(sentence, each))
        return unique(found)
    if slot == "comp":
        said = [token]
        if candidate.theme is not None:
            said.append(candidate.theme)  # "its demand that X leave"
        if candidate.type is EventType.REQUEST:
            # "asked for guarantees that X would leave"
            said.extend(candidate.objects)
            for word in candidate.words[1:]:
                said.extend(sentence.below(word, "pobj"))
        for word in said:
            for each in grammar.complement_subject(sentence, word):
                found.extend(_asked(candidate, each, cast))
        return unique(found)
    if slot == "purpose":
        return _protested(candidate, cast)
    if slot == "home":
        return _at_home(candidate, cast)
    if slot == "dative":
        for child in sentence.below(token, "dative"):
            targets = sentence.below(child, "pobj") or [child]
            for each in targets:
                found.extend(cast.named(sentence, each))
        return unique(found)
    base, _, preposition = slot.rpartition("/")
    governors = _governors(candidate) if not base else _things(candidate)
    if not base and preposition in FAR:
        governors.extend(grammar.nested(sentence, token))
    for governor in governors:
        for each in grammar.prepositional(sentence, governor, preposition):
            if noun_lemma(each) in row.not_recipients:
                continue
            sides = preposition == "in" and noun_lemma(each) in grammar.SIDING
            if sides and candidate.type not in KIND:
                continue  # "in support of X": not done to X
            if "third-party" in candidate.modes:
                found.extend(sides_of(sentence, each, cast))
            found.extend(
                cast.named(sentence, each, without=without)
                or _placed(candidate, each, cast)
                or (cast.somewhere(sentence, each) if candidate.type in VIOLENT else [])
            )
        if found:
            break
    if not found and slot == "against" and candidate.type in AIMED:
        # "trained men fit for war against X": however deep it stands.
        for word in sentence.subtree(token):
            if word.lower == slot and word.i > token.i:
                for each in sentence.below(word, "pobj"):
                    found.extend(cast.named(sentence, each, without=without))
    return unique(found)


def _asked(candidate: Candidate, subject: Token, cast: Cast) -> list[ActorMention]:
    """Who is to do what a clause demands; in the passive, by whom it is to be done.

    "demanded that its crew be freed by X": X; one's own people are asked for nothing.
    """
    sentence = candidate.sentence
    named = cast.named(sentence, subject)
    if subject.dep != "nsubjpass":
        return named
    by = grammar.agent(sentence, sentence.tokens[subject.head])
    if by is not None:
        return cast.named(sentence, by)
    if any(m.sector not in OFFICIAL for m in candidate.actors):
        return named
    ours = countries(candidate.actors)
    return [
        m
        for m in named
        if m.sector in OFFICIAL or not m.countries or not set(m.countries) <= ours
    ]


def _protested(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Whom a protest is aimed at by what it demands: "rallied to demand that X quit"."""
    sentence = candidate.sentence
    chains = {mention.chain for mention in candidate.actors}
    starts = [candidate.token, *candidate.objects]
    if candidate.token.head != candidate.token.i:
        starts.append(sentence.tokens[candidate.token.head])
    for start in starts:
        for clause in sentence.below(
            start, "advcl", "xcomp", "acl", "conj", "prep", "relcl"
        ):
            if clause.lemma not in DISSENT or clause.i < candidate.token.i:
                continue
            for word in sentence.subtree(clause):
                mention = cast.at(word)
                if (
                    mention is not None
                    and mention.chain not in chains
                    and not mention.is_pronoun
                    and mention.sector not in CROWD
                    and word.i != clause.i
                ):
                    return [mention]
    return []


def _placed(candidate: Candidate, token: Token, cast: Cast) -> list[ActorMention]:
    """The state of a place; where an act may be on one's own people, marked as a place."""
    found = cast.placed(candidate.sentence, token)
    if not found and candidate.type in DOMESTIC and cast.place(token) is not None:
        found = cast.named(candidate.sentence, token)
    if candidate.type in DOMESTIC:
        return [replace(m, is_place_like=True) for m in found]
    return found


def _at_home(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """The place of a protest by people of that state: it is aimed at those who rule it.

    Source: CAMEO 1.1b3 manual, ch. 2, on targets of domestic protest.
    """
    sentence = candidate.sentence
    ours = countries(candidate.actors)
    for governor in _governors(candidate):
        for preposition in AROUND:
            for each in grammar.prepositional(sentence, governor, preposition):
                for mention in (
                    *cast.named(sentence, each),
                    *cast.placed(sentence, each),
                ):
                    if mention.countries and set(mention.countries) <= ours:
                        return [replace(mention, is_place_like=True)]
    return []


def _things(candidate: Candidate) -> list[Token]:
    found = [candidate.theme] if candidate.theme is not None else []
    for token in candidate.objects:
        found.extend(grammar.coordinated(candidate.sentence, token))
    return found


def _governors(candidate: Candidate) -> list[Token]:
    """Words on which a preposition of this event may hang, nearest first."""
    found = list(candidate.words) + _things(candidate)
    for word in candidate.words[1:]:
        found.extend(candidate.sentence.below(word, "pobj"))
    for token in candidate.objects:
        found.extend(
            child
            for preposition in candidate.sentence.below(token, "prep")
            if preposition.lower == "of"
            for child in candidate.sentence.below(preposition, "pobj")
        )
    # Of coordinated verbs the last carries what belongs to all; not what it says itself
    # to somebody: "expressed sympathy and appealed to both for calm".
    has_own = bool(candidate.sentence.below(candidate.token, *grammar.OBJECTS))
    found.extend(
        child
        for child in candidate.sentence.below(candidate.token, "conj")
        if child.pos == "VERB"
        and not (has_own and not candidate.sentence.below(child, *grammar.OBJECTS))
    )
    return found
