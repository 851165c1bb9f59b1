"""Guests and hosts -> who they are by the visit told last; what they go on to see.

"The emir flew to Rome. The guest toured a shipyard; his hosts praised him": the guest is
the emir, the hosts are Italy, and the shipyard is Italian. Source: curated 2026-11.
"""

from collections.abc import Iterable, Sequence

from detente.coding.candidates import Candidate, countries
from detente.coding.roles import Cast, is_person
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

GUESTS = frozenset({"guest", "visitor"})
HOSTS = frozenset({"host"})
POINTING = frozenset({"the", "his", "her", "their", "its"})
GRACES = frozenset("distinguished honoured honored official royal foreign".split())
PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "dative"})
REACH = 4  # sentences back to the visit


def introduce_guests(sentence: Sentence, told: Sequence[Candidate], cast: Cast) -> None:
    """Let "the guest", "his hosts" of a sentence stand for who they are."""
    for token in sentence.tokens:
        lemma = token.lemma.lower()
        if lemma not in GUESTS | HOSTS or not _is_one_told_of(sentence, token):
            continue
        known = cast.at(token)
        if known is not None and known.actor_id is not None:
            continue
        visit = _last_visit(told, sentence)
        if visit is not None:
            guest, host = visit
            cast.stand_in(token, guest if lemma in GUESTS else host)


def _is_one_told_of(sentence: Sentence, token: Token) -> bool:
    """Not "a guest", "the talk show host", "the host of the party"."""
    if token.pos != "NOUN" or token.dep not in PLACES:
        return False
    beside = sentence.below(
        token, "compound", "nmod", "amod", "nummod", "prep", "appos"
    )
    return any(
        word.lower in POINTING for word in sentence.below(token, "det", "poss")
    ) and all(word.lower in GRACES for word in beside)


def _last_visit(
    told: Iterable[Candidate], sentence: Sentence
) -> tuple[ActorMention, ActorMention] | None:
    """Guest and host of the visit or reception told last, if it is of two states."""
    near = [one for one in told if one.sentence.index >= sentence.index - REACH]
    for one in sorted(near, key=lambda c: (c.sentence.index, c.token.i), reverse=True):
        if one.type is not EventType.CONSULT or not one.actors or not one.recipients:
            continue
        if len(countries(one.actors) | countries(one.recipients)) != 2:
            continue
        if "visit" in one.modes and is_person(one.actors[0]):
            return one.actors[0], one.recipients[0]
        if one.row.id.startswith("host/") and is_person(one.recipients[0]):
            return one.recipients[0], one.actors[0]
    return None


def sees_more(candidate: Candidate) -> bool:
    """Whether somebody visits a thing of which it is not told where it is."""
    row = candidate.row
    return (
        not row.is_noun
        and row.word in {"visit", "tour"}
        and "visit" in candidate.modes
        and bool(candidate.objects)
        and not candidate.passive
        and not candidate.recipients
        and bool(countries(candidate.actors))
    )


def where_it_goes_on(
    candidate: Candidate, told: Iterable[Candidate]
) -> list[ActorMention]:
    """The host of the visit that the same person was told to be on before."""
    chains = {mention.chain for mention in candidate.actors}
    here = candidate.sentence.index, candidate.token.i
    before = [
        one
        for one in told
        if "visit" in one.modes
        and (one.sentence.index, one.token.i) < here
        and one.sentence.index >= here[0] - REACH
        and chains & {mention.chain for mention in one.actors}
        and countries(one.recipients)
    ]
    if not before:
        return []
    return list(max(before, key=lambda c: (c.sentence.index, c.token.i)).recipients)
