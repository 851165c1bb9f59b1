"""Candidates of one sentence -> those that no other already tells."""

from detente.coding import grammar
from detente.coding.candidates import LIGHT, Candidate, countries
from detente.coding.mediators import is_brokering_aside
from detente.coding.occasions import AT
from detente.coding.orders import only_orders
from detente.model.event import EventType
from detente.model.text import Sentence, Token

# What the launching of a weapon may be read as, where its strike is told beside it.
LAUNCHED = frozenset({EventType.MOBILIZE, EventType.AID})
# What two do together.
MUTUAL = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.SUPPORT,
    }
)


def survivors(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what another trigger already tells."""
    themes = {
        token.i
        for c in candidates
        if not c.row.is_noun and not is_brokering_aside(c)
        for token in ([c.theme, *c.words] if c.theme is not None else c.words)
    }
    kept: list[Candidate] = []
    for candidate in candidates:
        if candidate.row.is_noun and candidate.token.i in themes:
            continue
        teller = _told_by(candidate, candidates)
        if teller is not None:
            if teller.told_within is None:
                teller.told_within = candidate
            continue
        if _only_frames(candidate, candidates) or only_orders(candidate, candidates):
            continue
        if any(_retells(candidate, other) for other in kept):
            continue
        if _is_shot_of(candidate, candidates):
            continue
        kept.append(candidate)
    for candidate in kept:
        _borrow(candidate)
    return [each for each in kept if not _is_told_by_parties(each, kept)]


def _is_shot_of(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether it tells who fired what then strikes: "missiles fired by X hit Y"."""
    token = candidate.token
    if token.dep != "acl" or candidate.type not in LAUNCHED:
        return False
    weapon = candidate.sentence.tokens[token.head]
    above = candidate.sentence.tokens[weapon.head]
    return weapon.dep in {"nsubj", "pobj", "nsubjpass"} and any(
        other.type is EventType.ASSAULT and other.token.i in {above.i, above.head}
        for other in candidates
    )


def _is_told_by_parties(candidate: Candidate, kept: list[Candidate]) -> bool:
    """Whether it only adds who brokered what the parties are told to have done."""
    if not is_brokering_aside(candidate):
        return False
    between = countries(candidate.recipients)
    return any(
        between <= countries(other.actors) | countries(other.recipients)
        for other in kept
        if "third-party" not in other.modes and other.type in MUTUAL
    )


def _borrow(candidate: Candidate) -> None:
    """Whom its content is done to, where it names nobody itself.

    "agreed to lift the ban on X" is an agreement towards X; "demanded the release of the
    men by X" a demand on X.
    """
    inner = candidate.told_within
    ours = countries(candidate.actors)
    known = countries(candidate.recipients)
    if inner is None or candidate.type is EventType.ACCUSE:
        return
    if candidate.recipients and candidate.type is EventType.REQUEST:
        return  # "urged the president to cancel talks with X": he is asked, not X
    if candidate.recipients and not (known and known <= ours):
        return
    chains = {mention.chain for mention in candidate.actors}
    sides = [inner.recipients, inner.actors]
    if candidate.type is EventType.REQUEST:
        sides.reverse()
    for side in sides:
        found = [m for m in side if m.chain not in chains]
        if found and not {c for m in found for c in m.countries} <= ours:
            candidate.recipients = found
            return


def _only_frames(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether "agreed that ..." only introduces what another trigger tells whole."""
    if candidate.type is not EventType.AGREE or candidate.row.is_noun:
        return False
    clauses = {
        clause.i
        for clause in candidate.sentence.below(candidate.token, "ccomp")
        if candidate.sentence.below(clause, *grammar.SUBJECTS)
    }
    return any(other.token.i in clauses for other in candidates)


def _told_by(candidate: Candidate, candidates: list[Candidate]) -> Candidate | None:
    """The content verb ("agreed to", "threatened to") that governs this trigger."""
    sentence = candidate.sentence
    governing = {
        other.token.i: other
        for other in candidates
        if other.row.has("content") and other is not candidate
    }
    below = candidate.token
    for above in sentence.above(candidate.token):
        other = governing.get(above.i)
        if below.dep == "prep" and below.i < above.i:
            return None  # "In a deal ..., they agreed": the occasion, not the content
        if below.dep == "prep" and below.lower in AT and _is_meeting(candidate):
            return None  # "promised X at talks with Y"
        if other is not None and below.dep in {
            "xcomp", "ccomp", "dobj", "prep", "pobj", "pcomp", "acl", "oprd", "acomp", "nsubjpass", "dative"
        }:  # fmt: skip
            return None if _own_act(candidate, other, below) else other
        if below.dep == "acl" and _judges_what_was_told(sentence, below):
            return None
        if below.dep in {"relcl", "advcl", "nsubj", "conj", "parataxis", "appos"} and (
            below.dep != "conj" or sentence.below(below, *grammar.SUBJECTS)
        ):
            return None
        below = above
    return None


def _is_meeting(candidate: Candidate) -> bool:
    return candidate.row.is_noun and candidate.type is EventType.CONSULT


def _judges_what_was_told(sentence: Sentence, participle: Token) -> bool:
    """Whether it is done to what the clause before told: "..., a demand dismissed by X"."""
    noun = sentence.tokens[participle.head]
    articles = [t for t in sentence.below(noun, "det") if t.lower in {"a", "an"}]
    return (
        bool(articles and sentence.below(participle, "agent"))
        and articles[0].i > 0
        and sentence.tokens[articles[0].i - 1].text == ","
    )


def _own_act(candidate: Candidate, other: Candidate, clause: Token) -> bool:
    """A clause with a subject of its own under "agreed" tells an event of its own."""
    sentence = candidate.sentence
    if other.type is EventType.AGREE:
        return clause.dep == "ccomp" and bool(sentence.below(clause, *grammar.SUBJECTS))
    # "condemned the attack", "rejected": what is reacted to did happen.
    if other.type is EventType.REQUEST and clause.dep == "prep":
        return clause.lower not in {"for", "to", "on"}
    if other.type is EventType.ACCUSE:
        return clause.dep in {"dobj"}
    return False


def _retells(candidate: Candidate, other: Candidate) -> bool:
    """Same type, same parties, one sentence: one report, the first trigger's."""
    if candidate.type is not other.type:
        return False
    if candidate.token.i == other.token.i:
        return True
    if _serves(candidate, other):
        return True  # "rallied to protest", "summoned him to complain": one act
    if candidate.modes != other.modes and candidate.modes and other.modes:
        return False

    def key(each: Candidate) -> tuple[list[int], list[int]]:
        return (
            sorted(mention.chain for mention in each.actors),
            sorted(mention.chain for mention in each.recipients),
        )

    if key(candidate) == key(other):
        return not _far_apart(candidate, other)
    sides = (countries(candidate.actors), countries(candidate.recipients))
    others = (countries(other.actors), countries(other.recipients))
    return (
        sides == others
        and candidate.row.is_noun
        and candidate.sentence.tokens[candidate.token.head].lemma in LIGHT
    )


def _serves(candidate: Candidate, other: Candidate) -> bool:
    """Whether it only tells what the other act was for, by the same actors."""
    sentence = candidate.sentence
    for above in sentence.above(candidate.token):
        if above.i == other.token.i:
            break
        if sentence.below(above, *grammar.SUBJECTS):
            return False
    else:
        return False
    if candidate.type is EventType.PROTEST:
        return True
    actors = {mention.chain for mention in candidate.actors}
    return (
        not candidate.recipients
        and not candidate.row.is_noun
        and candidate.token.tag == "VB"
        and candidate.token.dep in {"advcl", "xcomp"}
        and actors == {mention.chain for mention in other.actors}
    )


def _far_apart(candidate: Candidate, other: Candidate) -> bool:
    """Whether the two stand in clauses of their own, and so may tell two events."""
    sentence = candidate.sentence
    for token in [candidate.token, *sentence.above(candidate.token)]:
        if token.i == other.token.i:
            return False
        is_purpose = token.tag == "VB" and not sentence.below(token, *grammar.SUBJECTS)
        if token.dep in {"advcl", "relcl"} and not is_purpose:
            return True
        if token.dep == "conj" and sentence.below(token, *grammar.SUBJECTS):
            return True
    return False
