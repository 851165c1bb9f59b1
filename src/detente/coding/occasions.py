"""A meeting or visit that only tells when something was said -> who took part in it.

"The king, on a visit to Rabat, said", "the two agreed at talks with X", "told reporters
at the end of a trip to Y": who is said to do something on the occasion was there. Source:
curated 2026-11, after Levin's verbs of social interaction as deverbal nouns.
"""

from detente.coding import grammar
from detente.coding.candidates import OFFICIAL, Candidate, countries, noun_lemma
from detente.coding.roles import Cast
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

AT = frozenset("on at in during after following before amid throughout".split())
# "the second day of a visit", "the margins of talks", "a series of calls".
PHASES = frozenset(
    "day hour week minute night morning end start beginning close conclusion course "
    "outset middle stage part leg round series set string break sideline margin eve "
    "opening finish couple number afternoon evening".split()
)
# What is given on an occasion: "told a news conference after talks with X".
UTTERED = frozenset(
    "conference statement speech address remark interview briefing reporter journalist "
    "comment announcement pledge promise appeal call warning agreement deal".split()
)
PEERS = frozenset("counterpart colleague peer homologue host".split())
MOST_STEPS = 3
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})


def on_occasion(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Who took part, where the noun names only the other side; none if unsure."""
    if candidate.type is not EventType.CONSULT or not candidate.recipients:
        return []
    sentence, noun = candidate.sentence, candidate.token
    theirs = countries(candidate.recipients)
    present = _present(sentence, whole_phrase(sentence, noun), cast)
    return [
        m
        for m in present or _peers(sentence, noun, cast)
        if m.sector in OFFICIAL | {"IGO"}
        and (m.countries or m.code or m.actor_id)
        and not set(m.countries) & theirs
        and (m.kind in PEOPLE or "visit" not in candidate.modes)
    ]


def _peers(sentence: Sentence, noun: Token, cast: Cast) -> list[ActorMention]:
    """Whose counterpart it is with: "a day of talks with her Chadian counterpart"."""
    return [
        mention
        for other in grammar.prepositional(sentence, noun, "with")
        if other.lemma in PEERS
        for owner in sentence.below(other, "poss")
        for mention in cast.direct(sentence, owner)
    ]


def whole_phrase(sentence: Sentence, noun: Token) -> Token:
    """The noun with what counts or parts it: "the end of a three-day visit"."""
    for _ in range(MOST_STEPS):
        of = sentence.tokens[noun.head]
        above = sentence.tokens[of.head]
        if noun.dep != "pobj" or of.lower != "of" or noun_lemma(above) not in PHASES:
            break
        noun = above
    return noun


def _present(sentence: Sentence, noun: Token, cast: Cast) -> list[ActorMention]:
    """Whom the phrase "on a visit", "at talks" is said of."""
    at = sentence.tokens[noun.head]
    if noun.dep != "pobj" or at.lower not in AT:
        return []
    above = sentence.tokens[at.head]
    for _ in range(MOST_STEPS):
        if above.pos in {"VERB", "AUX"}:
            subject = grammar.subject(sentence, above)
            return cast.direct(sentence, subject) if subject is not None else []
        mention = cast.at(above)
        if mention is not None and above.pos in {"NOUN", "PROPN"}:
            return [mention] if mention.kind in PEOPLE else []
        if above.pos != "ADP" and noun_lemma(above) not in UTTERED | PHASES:
            return []
        above = sentence.tokens[above.head]
    return []
