"""A reaction to a deed told before -> whom it is aimed at: those who did the deed.

"Peru shut its border with Chile. Brazil condemned the move": Brazil condemned Peru.
What two did together leads to both: "Norway welcomed the agreement". The noun tells
which types it may take up, the nearest such deed before it is meant. Source: curated
2026-11; event anaphora as in RED (O'Gorman et al. 2016), of event nouns as in ACE's.
"""

from collections.abc import Sequence

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries, noun_lemma
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

REACTIONS = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})
MUTUAL = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.SUPPORT,
    }
)
# What states do, as "the move" takes it up: not what they only say.
DEEDS = frozenset(EventType) - {
    EventType.ACCUSE,
    EventType.CONSULT,
    EventType.REQUEST,
    EventType.PROTEST,
}
PACTS = frozenset(
    {
        EventType.AGREE,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.SUPPORT,
    }
)
# Nouns by which a deed is taken up, and the types that each may take up.
POINTING_NOUNS: dict[str, frozenset[EventType]] = {
    **dict.fromkeys(
        "move decision step measure action act gesture initiative announcement "
        "development plan response policy turnaround news".split(),
        DEEDS,
    ),
    **dict.fromkeys(
        "attack strike airstrike assault raid bombing shelling bombardment killing "
        "ambush shooting downing massacre bloodshed execution".split(),
        frozenset({EventType.ASSAULT}),
    ),
    **dict.fromkeys(
        "invasion incursion offensive aggression violation intrusion operation".split(),
        frozenset({EventType.ASSAULT, EventType.MOBILIZE}),
    ),
    **dict.fromkeys(
        "visit trip tour meeting talk summit negotiation encounter".split(),
        frozenset({EventType.CONSULT}),
    ),
    **dict.fromkeys(
        "agreement deal accord pact treaty truce ceasefire cease-fire declaration "
        "communique communiqué settlement rapprochement reconciliation thaw "
        "normalisation normalization compromise breakthrough".split(),
        PACTS,
    ),
    **dict.fromkeys(
        "expulsion sanction embargo ban tariff restriction closure suspension recall "
        "boycott duty cut penalty blockade".split(),
        frozenset({EventType.SANCTION}),
    ),
    **dict.fromkeys(
        "arrest detention seizure crackdown verdict sentence jailing".split(),
        frozenset({EventType.COERCE}),
    ),
    **dict.fromkeys(
        "release withdrawal pullout pardon lifting easing handover".split(),
        frozenset({EventType.CONCEDE, EventType.RETREAT, EventType.SUPPORT}),
    ),
    **dict.fromkeys(
        "deployment build-up buildup exercise drill manoeuvre maneuver launch "
        "test".split(),
        frozenset({EventType.MOBILIZE, EventType.COOPERATE, EventType.THREATEN}),
    ),
    **dict.fromkeys(
        "statement remark comment claim allegation accusation charge word".split(),
        frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN}),
    ),
    **dict.fromkeys(
        "offer proposal invitation overture".split(),
        frozenset({EventType.AGREE, EventType.AID, EventType.REQUEST}),
    ),
    **dict.fromkeys(
        "demand ultimatum request threat warning".split(),
        frozenset({EventType.REQUEST, EventType.THREATEN}),
    ),
}
TRAVEL = frozenset({"visit", "trip", "tour"})
PRONOUNS = frozenset({"it", "this", "that"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both"})
OF_WHOM = frozenset({"of", "by", "from"})
# "anger at the raid", "concern over the deployment", "objected to the visit".
ABOUT = ("at", "over", "about", "with", "to", "against", "of", "for")
# Sentences back to what a general noun or a pronoun takes up; "the raid" reaches on.
REACH = 2


def points_back(candidate: Candidate) -> bool:
    """Whether it reacts to a deed that the article has told before."""
    if candidate.type not in REACTIONS or candidate.row.is_noun:
        return False
    if candidate.recipients or not candidate.actors:
        return False
    return _pointer(candidate) is not None


def takes_up_own(candidate: Candidate, told: Sequence[Candidate]) -> bool:
    """Whether the deed it takes up last is of its own state: no other is meant."""
    word = _pointer(candidate)
    ours = countries(candidate.actors)
    if word is None or not ours:
        return False
    types = POINTING_NOUNS.get(noun_lemma(word), DEEDS)
    here = candidate.sentence.index, word.i
    earlier = [
        one
        for one in told
        if _place(one) < here
        and one.type in types
        and one.sentence.index >= candidate.sentence.index - REACH
        and not _is_reaction(one, candidate)
    ]
    if not earlier:
        return False
    last = max(earlier, key=_place)
    return bool(countries(last.actors)) and countries(last.actors) <= ours


def tells_its_own(candidate: Candidate) -> bool:
    """Whether what is reacted to says itself what it is: "the decision to raise pensions"."""
    return candidate.type in REACTIONS and any(
        noun_lemma(each) in POINTING_NOUNS and _has_content(candidate, each)
        for each in candidate.objects
    )


def _has_content(candidate: Candidate, word: Token) -> bool:
    own = candidate.sentence.below(word, "acl", "ccomp")
    return any(child.i != candidate.token.i for child in own)


def doers_pointed_at(
    candidate: Candidate, told: Sequence[Candidate], cast: Cast
) -> list[ActorMention]:
    """Who did what the reaction is to; none where no deed told before fits."""
    word = _pointer(candidate)
    if word is None or cast.at(word) is not None:
        return []
    types = POINTING_NOUNS.get(noun_lemma(word), DEEDS)
    ours = countries(candidate.actors)
    chains = {mention.chain for mention in candidate.actors}
    is_loose = types is DEEDS
    here = candidate.sentence.index, word.i
    for one in sorted(told, key=_place, reverse=True):
        if _place(one) >= here or one.type not in types or _is_actor_guessed(one):
            continue
        if noun_lemma(word) in TRAVEL and "visit" not in one.modes:
            continue
        if is_loose and one.sentence.index < candidate.sentence.index - REACH:
            break
        if _is_reaction(one, candidate) or _is_denied(one):
            continue
        found = [
            m
            for m in _doers(one)
            if m.chain not in chains
            and not (set(m.countries) and ours >= set(m.countries))
        ]
        if countries(found) or any(m.code for m in found):
            return unique(found)
    return []


def _place(one: Candidate) -> tuple[int, int]:
    return one.sentence.index, one.token.i


def _is_actor_guessed(one: Candidate) -> bool:
    """Whether it is not its own clause that tells who did it."""
    return one.is_guessed and (
        one.passive or (one.type in MUTUAL and not one.recipients)
    )


def _is_denied(one: Candidate) -> bool:
    """Whether its own clause says that it was not done: "is not going to fight"."""
    word = one.token
    for above in (word, *one.sentence.above(word)):
        if one.sentence.below(above, "neg"):
            return True
        if above.dep not in {"xcomp", "pobj", "dobj"}:
            return False
    return False


def _is_reaction(one: Candidate, candidate: Candidate) -> bool:
    """Whether others reacted so too: "Chad and Mali condemned the raid, Niger hailed it"."""
    is_alike = one.row.id.partition("/")[0] == candidate.row.id.partition("/")[0]
    return is_alike or (one.is_guessed and one.type in REACTIONS)


def _doers(one: Candidate) -> list[ActorMention]:
    both = one.type in MUTUAL and (
        one.row.has("reciprocal_plural") or one.row.has("reciprocal")
    )
    return [*one.actors, *one.recipients] if both else one.actors


def _pointer(candidate: Candidate) -> Token | None:
    """The word of its object that takes up a deed: "the move", "a step that ...", "it"."""
    sentence = candidate.sentence
    words = list(candidate.objects)
    words += [
        each
        for governor in (*candidate.words, candidate.theme)
        if governor is not None
        for preposition in ABOUT
        for each in grammar.prepositional(sentence, governor, preposition)
    ]
    for clause in sentence.below(candidate.token, "oprd"):
        # "called the launch reckless", with the verdict read as the noun's head
        if any(child.lower in DEFINITE for child in sentence.below(clause, "det")):
            for word in sentence.below(clause, "compound"):
                if noun_lemma(word) in POINTING_NOUNS:
                    return word
    for each in words:
        word = grammar.antecedent(sentence, each) or each
        if word.lower in PRONOUNS and word.pos in {"PRON", "DET"}:
            return word
        if noun_lemma(word) in POINTING_NOUNS and _is_definite(candidate, word):
            return word
    return None


def _is_definite(candidate: Candidate, word: Token) -> bool:
    """Whether it is known which one, and nothing beside it tells whose it is."""
    sentence = candidate.sentence
    relative = {
        each.i
        for child in sentence.below(word, "relcl")
        for each in grammar.coordinated(sentence, child)
    }
    if candidate.token.i in relative:
        return word.dep == "appos" or _follows_clause(sentence, word)
    if relative or _has_content(candidate, word):
        return False  # "the decision to raise pensions", "the news that ..."
    if any(each.lower in OF_WHOM for each in sentence.below(word, "prep", "agent")):
        return False
    return any(child.lower in DEFINITE for child in sentence.below(word, "det"))


def _follows_clause(sentence: Sentence, word: Token) -> bool:
    """Whether "a move that ..." stands after a comma, for the clause before."""
    first = min(sentence.subtree(word), key=lambda token: token.i)
    return first.i > 0 and sentence.tokens[first.i - 1].lower in {",", "-", "–", "—"}
