"""People or things held by somebody -> who holds them: of whom their release is asked.

"demanded the release of two sailors held by Ruritania", "ships seized by Strelsau were
freed": who holds, is asked, and is who frees.
"""

from collections.abc import Iterator

from detente.coding import grammar
from detente.coding.candidates import Candidate, countries
from detente.coding.roles import Cast, unique
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

FREEING = frozenset("release freedom return extradition handover liberation".split())
HOLDING = frozenset(
    "hold detain imprison jail seize capture arrest abduct kidnap impound convict "
    "sentence intern keep take".split()
)


def freed_in(sentence: Sentence, token: Token) -> list[Token]:
    """Whose release a word's phrase speaks of: "their release", "the release of two"."""
    found: list[Token] = []
    for word in sentence.subtree(token):
        if word.lemma in FREEING and word.pos == "NOUN":
            found.extend(sentence.below(word, "poss"))
            found.extend(grammar.prepositional(sentence, word, "of"))
    return found


def holders(sentence: Sentence, thing: Token, cast: Cast) -> list[ActorMention]:
    """Who holds a person or thing, by the words behind it: "held by X", "jailed in X"."""
    found: list[ActorMention] = []
    for each in (thing, *_counted(sentence, thing)):
        for clause in sentence.below(each, "acl", "relcl"):
            if clause.lemma not in HOLDING or clause.tag != "VBN":
                continue
            by = grammar.agent(sentence, clause)
            if by is not None:
                found.extend(cast.named(sentence, by))
                continue
            for place in grammar.prepositional(sentence, clause, "in"):
                found.extend(
                    cast.direct(sentence, place) or cast.placed(sentence, place)
                )
    return unique(m for m in found if m.countries or m.code or m.actor_id)


def _counted(sentence: Sentence, thing: Token) -> Iterator[Token]:
    yield from grammar.prepositional(sentence, thing, "of")


def ask_holders(candidate: Candidate, cast: Cast) -> None:
    """Who is asked to free somebody, is who holds them; they themselves are asked nothing."""
    if candidate.type is not EventType.REQUEST:
        return
    sentence = candidate.sentence
    freed = freed_in(sentence, candidate.token)
    starts = {each.start for each in freed}
    candidate.recipients = [
        m for m in candidate.recipients if m.head.start not in starts
    ]
    if countries(candidate.recipients):
        return
    ours = countries(candidate.actors)
    asked = [
        m
        for each in freed
        for m in holders(sentence, each, cast)
        if not set(m.countries) & ours
    ]
    candidate.recipients = unique([*candidate.recipients, *asked])


def free_by_holders(candidate: Candidate, cast: Cast) -> None:
    """Who frees what is told without the one who frees it, is who holds it."""
    if candidate.type not in {EventType.RETREAT, EventType.CONCEDE}:
        return
    if not candidate.passive or candidate.actors:
        return
    found = [
        m
        for thing in candidate.objects
        for m in holders(candidate.sentence, thing, cast)
    ]
    if found:
        chains = {m.chain for m in found}
        candidate.actors = unique(found)
        candidate.recipients = [
            m for m in candidate.recipients if m.chain not in chains
        ]
