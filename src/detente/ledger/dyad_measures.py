"""Agreements and sanctions between two states, and what ended them.

items in order -> measures. What ends an agreement or lifts a sanction names it by a
word of its own ("the grain deal", "the tariffs on steel"); where it names none, it is
taken for the last one that still stands.
"""

from collections.abc import Callable, Sequence

from detente.knowledge.dyad_rules import DyadRules, Effect, EffectRule
from detente.knowledge.linking_rules import LinkingRules
from detente.ledger.dyad_items import Told
from detente.model.dyad import Item, Measure
from detente.model.words import COMMON

RARE = 4.0  # inverse document frequency of a word that can tell one pact from another


def measures_of(
    told: Sequence[Told], rules: DyadRules, words: LinkingRules
) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Agreements, then sanctions, each in order of time, with what ended them."""
    return (
        _measures(told, rules, words, Effect.AGREEMENT, Effect.END_AGREEMENT, _anyone),
        _measures(told, rules, words, Effect.SANCTION, Effect.END_SANCTION, _same_side),
    )


def _measures(
    told: Sequence[Told],
    rules: DyadRules,
    words: LinkingRules,
    begins: Effect,
    ends: Effect,
    may_end: Callable[[Item, Item], bool],
) -> tuple[Measure, ...]:
    standing: list[tuple[Told, Measure]] = []
    for one in told:
        rule = rules.effect_of(one.event.act, one.words) if one.is_real else None
        if rule is None:
            continue
        if rule.effect is begins:
            standing.append((one, Measure(item=one.item)))
        elif rule.effect is ends:
            at = _ended(standing, one, rule, words, may_end)
            for place in at:
                before, measure = standing[place]
                standing[place] = before, Measure(item=measure.item, ended_by=one.item)
    return tuple(measure for _, measure in standing)


def _ended(
    standing: Sequence[tuple[Told, Measure]],
    end: Told,
    rule: EffectRule,
    words: LinkingRules,
    may_end: Callable[[Item, Item], bool],
) -> list[int]:
    """The places of those that it ends."""
    still = [
        place
        for place, (_, measure) in enumerate(standing)
        if measure.ended_by is None and may_end(measure.item, end.item)
    ]
    named = [
        place
        for place in still
        if _telling(standing[place][0], rule, words) & _telling(end, rule, words)
    ]
    if named or not still:
        return named
    if "all" in end.event.quote.text.casefold().split():
        return still
    return still[-1:]


def _telling(one: Told, rule: EffectRule, words: LinkingRules) -> frozenset[str]:
    """The rare words of a quote, apart from names of the participants and the act."""
    names = {
        word.casefold()
        for party in (*one.event.actors, *one.event.recipients)
        for name in (party.name, *party.also)
        for word in name.split()
    }
    acts = frozenset(word for group in rule.words for word in group)
    return frozenset(
        word
        for word in one.words - acts - COMMON
        if word not in names and words.rarity(word) >= RARE
    )


def _anyone(_measure: Item, _end: Item) -> bool:
    return True


def _same_side(measure: Item, end: Item) -> bool:
    """Only who imposed a sanction lifts it."""
    return not measure.actors or not end.actors or measure.actors == end.actors
