"""People whose own words give them no state -> the state that their sentence gives them.

"Officials from Peru and Chile met", "protesters stormed the embassy in Lima",
"demonstrators blocked roads after the Peruvian president's speech".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from detente.coding import grammar
from detente.coding.actor_words import REGIONAL
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention
from detente.model.text import Sentence, Token

STATELESS = frozenset({"REB", "IGO"})  # of a named movement or body: of no one state
ROAMING = frozenset({"BUS", "MED", "NGO", "IGO", "IMG"})  # these may be of anywhere
HOMELESS = frozenset({ActorKind.GROUP, ActorKind.INSTITUTION})
# By these words people are of no one state. Source: curated 2026-11.
ANYWHERE = REGIONAL | frozenset(
    "foreign international global world transnational hackers pirates".split()
)
STRIKES = frozenset(
    "attack attacks strike strikes airstrike airstrikes raid raids shelling bombing "
    "bombardment fire gunfire ambush barrage assault offensive".split()
)
# People who gather where they live.
CROWDS = frozenset({"CVL", "OPP", "EDU", "LAB"})
GATHERED = ("in", "through", "outside", "near", "across", "at", "around", "throughout")
FROM = ("from", "of")


def place_groups(
    parsed: ParsedArticle,
    mentions: Sequence[ActorMention],
    places: Sequence[PlaceMention] = (),
) -> Iterator[ActorMention]:
    """Every mention, those of people without a state with that of their sentence."""
    states: dict[int, set[str]] = {}
    for mention in mentions:
        sentence = parsed.sentence_at(mention.head.start)
        if sentence is not None:
            states.setdefault(sentence.index, set()).update(mention.countries)
    by_head = {mention.head.start: mention for mention in mentions}
    lands = {
        place.span.start: place.place.country
        for place in places
        if place.place is not None and place.place.country is not None
    }
    for mention in mentions:
        sentence = parsed.sentence_at(mention.head.start)
        if sentence is None or not _is_lost(mention):
            yield mention
            continue
        here = states.get(sentence.index, set())
        if found := _of_states(sentence, mention, by_head):
            yield replace(
                mention, countries=found, because="the states that it is from"
            )
        elif found := _gathered(sentence, mention, by_head, lands):
            yield replace(
                mention,
                countries=found,
                score=mention.score * 0.7,
                because="of where they gathered",
            )
        elif (
            len(here) == 1
            and not _is_of_anywhere(sentence, mention)
            and not _is_struck(sentence, mention, by_head)
        ):
            yield replace(
                mention,
                countries=tuple(here),
                score=mention.score * 0.6,
                because="the one state of the sentence",
            )
        else:
            yield mention


def _is_lost(mention: ActorMention) -> bool:
    """Whether it is of people or an organ, described, and of no state as yet."""
    lost = (
        not mention.countries
        and mention.code is None
        and mention.sector not in ROAMING
        and not (mention.sector in STATELESS and mention.actor_id is not None)
    )
    described = mention.kind in HOMELESS or mention.name[:1].islower()
    return lost and described


def _is_of_anywhere(sentence: Sentence, mention: ActorMention) -> bool:
    words = {token.lower for token in sentence.tokens_in(mention.span)}
    return not words.isdisjoint(ANYWHERE)


def _is_struck(
    sentence: Sentence, mention: ActorMention, by_head: dict[int, ActorMention]
) -> bool:
    """Whether they suffer from the only state told: "children died in X's air raid"."""
    head = sentence.token_at(mention.head.start)
    if head is None or head.dep != "nsubjpass":
        return False
    verb = sentence.tokens[head.head]
    for word in sentence.subtree(verb):
        state = by_head.get(word.start)
        if (
            word.i < verb.i
            or state is None
            or word.dep not in {"amod", "poss", "compound"}
        ):
            continue
        following = sentence.tokens[word.i + 1 : word.i + 4]
        if state.kind is ActorKind.STATE and any(t.lower in STRIKES for t in following):
            return True
    return False


def _of_states(
    sentence: Sentence, mention: ActorMention, by_head: dict[int, ActorMention]
) -> tuple[str, ...]:
    """The states of "officials from X and Y", "envoys of the two countries"."""
    head = sentence.token_at(mention.head.start)
    if head is None or head.tag not in {"NNS", "NNPS"}:
        return ()
    found: dict[str, None] = {}
    for preposition in sentence.below(head, "prep"):
        if preposition.lower not in FROM:
            continue
        for first in sentence.below(preposition, "pobj"):
            for each in grammar.coordinated(sentence, first):
                state = by_head.get(each.start)
                if state is not None and state.kind is ActorKind.STATE:
                    found.update(dict.fromkeys(state.countries))
    return tuple(found)


def _gathered(
    sentence: Sentence,
    mention: ActorMention,
    by_head: dict[int, ActorMention],
    lands: dict[int, str],
) -> tuple[str, ...]:
    """Where a crowd does what it does: "stormed the embassy in X"."""
    head = sentence.token_at(mention.head.start)
    if head is None or mention.sector not in CROWDS:
        return ()
    while head.dep == "pobj" and sentence.tokens[head.head].lower == "of":
        head = sentence.tokens[sentence.tokens[head.head].head]  # "hundreds of people"
    if head.dep not in grammar.SUBJECTS or _is_of_anywhere(sentence, mention):
        return ()
    verb = sentence.tokens[head.head]
    for word in (verb, *sentence.below(verb, *grammar.OBJECTS)):
        for preposition in GATHERED:
            for each in grammar.prepositional(sentence, word, preposition):
                state = _land(each, by_head, lands)
                if state is not None:
                    return (state,)
    return ()


def _land(
    token: Token, by_head: dict[int, ActorMention], lands: dict[int, str]
) -> str | None:
    """The state in which a place lies, or that is named itself."""
    mention = by_head.get(token.start)
    if mention is not None and mention.is_place_like and len(mention.countries) == 1:
        return mention.countries[0]
    return lands.get(token.start)
