"""A trigger's surroundings -> how the act was done: its PLOVER mode, threats of acts.

The lexicon's rows name most modes; where a row does not, words beside the trigger do
("killed by a roadside mine"). An act of conflict that is to follow unless somebody
yields is a threat (PLOVER 1.3 codebook, THREATEN).
"""

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries
from detente.knowledge.lexicon import Lexicon
from detente.model.event import EventType
from detente.model.text import Sentence, Token

MODALS = frozenset({"will", "would", "may", "could", "might", "shall", "'ll", "wo"})
# What one can threaten with; to threaten a meeting is none.
HOSTILE = frozenset(
    {
        EventType.SANCTION,
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.PROTEST,
        EventType.MOBILIZE,
        EventType.REJECT,
    }
)
MULTILATERAL = 3  # states; PLOVER 1.3: meetings of more than two


def settle_type(candidate: Candidate) -> None:
    """Make a threat of an act that depends on what the other side does."""
    if candidate.row.is_noun or not candidate.actors:
        return
    conditions: frozenset[str] = frozenset()
    if candidate.type in HOSTILE:
        conditions = frozenset({"unless", "if"})
    elif candidate.type is EventType.RETREAT:
        conditions = frozenset({"unless"})  # "will leave if they pay" is an offer
    if conditions and _is_conditional(candidate.sentence, candidate.token, conditions):
        candidate.type = EventType.THREATEN
        candidate.modes = ()


def settle_modes(candidate: Candidate, lexicon: Lexicon) -> None:
    """Read the mode from the words beside the trigger, where its row names none."""
    if candidate.modes:
        return
    if candidate.type is EventType.CONSULT:
        states = countries(candidate.actors) | countries(candidate.recipients)
        if len(states) >= MULTILATERAL:
            candidate.modes = ("multilateral",)
            return
    manners = lexicon.manners.get(candidate.type)
    if not manners:
        return
    lemmas = {candidate.token.lemma, *_beside(candidate)}
    for mode, words in manners:
        if not words.isdisjoint(lemmas):
            candidate.modes = (mode,)
            return


def _beside(candidate: Candidate) -> set[str]:
    """The lemmas of what the trigger governs, and of the clause that an event noun is in."""
    sentence, top = candidate.sentence, candidate.token
    if candidate.row.is_noun and top.head != top.i:
        top = sentence.tokens[top.head]
    return {word.lemma.lower() for word in sentence.subtree(top)}


def _is_conditional(
    sentence: Sentence, verb: Token, conditions: frozenset[str]
) -> bool:
    """Whether it is to happen unless, or if, something else does."""
    clause = verb
    while clause.dep in {"xcomp", "conj"} and not sentence.below(
        clause, *grammar.SUBJECTS
    ):
        clause = sentence.tokens[clause.head]
    to_come = any(
        aux.lower in MODALS
        for each in (verb, clause)
        for aux in sentence.below(each, "aux")
    )
    if not to_come:
        return False
    return any(
        mark.lower in conditions
        for each in {verb.i: verb, clause.i: clause}.values()
        for condition in sentence.below(each, "advcl", "prep")
        for mark in (condition, *sentence.below(condition, "mark"))
    )
