"""A mutual act told without its parties -> whether it is one, and the pair last told of.

"Talks began on Monday", "after ten hours of talks", "the armies agreed to pull back":
between the two whom the events before it are between.
"""

from collections.abc import Sequence

from detente.coding import grammar
from detente.coding.candidates import LIGHT, Candidate, countries, noun_lemma
from detente.coding.dyad import mentions_of
from detente.coding.occasions import whole_phrase
from detente.coding.roles import Cast
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Token

# Verbs by which a meeting is told to happen.
OCCUR = frozenset(
    "take begin start end occur happen follow resume continue break conclude produce "
    "fail collapse open close last stall drag ease".split()
)
AFTER = frozenset({"after", "during", "following", "in", "at", "since"})
WITH = ("between", "with", "among", "of", "by", "from")
# What stands before "talks" that are of states: "border talks", not "budget talks".
STATELY = frozenset(
    "peace border trade truce ceasefire summit crisis emergency door level disarmament "
    "nuclear reconciliation accession".split()
)
# People who act for the sides, told without saying whose they are.
ENVOYS = frozenset(
    "army force side delegation negotiator minister leader president commander general "
    "officer diplomat official envoy troop government foe neighbour neighbor rival "
    "ambassador team".split()
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "no", "any"})
RANKS = frozenset("senior military foreign top high-level defence defense".split())
GATHERING = frozenset("gather convene assemble congregate".split())
REACH = 3  # sentences back to the events whose pair is meant


def is_meeting_without_parties(candidate: Candidate) -> bool:
    """Whether a noun tells that a meeting took place, but nothing of who met."""
    row, token, sentence = candidate.row, candidate.token, candidate.sentence
    if not row.is_noun or candidate.type is not EventType.CONSULT:
        return False
    if not row.has("reciprocal_plural") or candidate.actors or candidate.recipients:
        return False
    if any(w.lower in WITH for w in sentence.below(token, "prep", "agent")):
        return False
    if any(w.lower in DEFINITE for w in sentence.below(token, "det")):
        return False  # "the talks" were told of before
    if sentence.below(token, "poss") or any(
        w.lower not in STATELY for w in sentence.below(token, "compound", "nmod")
    ):
        return False
    phrase = whole_phrase(sentence, token)
    above = sentence.tokens[phrase.head]
    if phrase.dep == "nsubj":
        return above.lemma in OCCUR
    if phrase.dep == "nsubjpass":
        return above.lemma in LIGHT
    if phrase.dep == "attr":
        return bool(sentence.below(above, "expl"))  # "there were talks"
    return (
        phrase.dep == "pobj"
        and phrase is not token
        and above.lower in AFTER
        and noun_lemma(phrase) in {"day", "hour", "week", "month", "round"}
    )


def is_done_by_unnamed(candidate: Candidate) -> bool:
    """Whether those who act for the sides of a mutual act are told without whose."""
    if candidate.row.is_noun or candidate.recipients or candidate.passive:
        return False
    if not candidate.row.has("reciprocal_plural") or len(candidate.actors) != 1:
        return False
    if candidate.row.word in GATHERING:
        return False  # who gathers may be many
    (who,) = candidate.actors
    subject = grammar.subject(candidate.sentence, candidate.token)
    return (
        subject is not None
        and subject.tag in {"NNS", "NNPS"}
        and subject.lemma.lower() in ENVOYS
        and not (who.countries or who.code or who.actor_id)
        and not _is_of_somebody(candidate, subject)
    )


def _is_of_somebody(candidate: Candidate, noun: Token) -> bool:
    """Whether words beside it tell of others: "union", "European", "some leaders"."""
    below = candidate.sentence.below
    return (
        bool(below(noun, "compound", "nmod", "poss", "prep", "acl", "relcl", "appos"))
        or any(
            word.text[0].isupper() and word.lower not in RANKS
            for word in below(noun, "amod")
        )
        or any(word.lower not in {"the", "both"} for word in below(noun, "det"))
    )


def last_pair(
    candidate: Candidate, told: Sequence[Candidate], cast: Cast
) -> list[ActorMention]:
    """The two states whom the last event before is between, by their last mentions."""
    here = candidate.sentence.index, candidate.token.i
    before = [
        one
        for one in told
        if (one.sentence.index, one.token.i) < here
        and one.sentence.index >= here[0] - REACH
    ]
    for one in sorted(
        before, key=lambda c: (c.sentence.index, c.token.i), reverse=True
    ):
        pair = countries(one.actors) | countries(one.recipients)
        if len(pair) == 2:
            return mentions_of(pair, cast, candidate.sentence.span.end)
        if len(pair) > 2:
            return []
    return []
