"""An article's actors -> the two states that it is about, if it is about two.

A report of one quarrel or one rapprochement names two states over and over and others now
and then; a report of home affairs names one. What such a report leaves out is the other
of its two: "Trade will be halted", "the president refused". Checked 2026-11: what is
completed so is right in nine of ten cases in our own reports of two states' affairs, and
hardly occurs in 660 articles of American politics, Colombian fighting and epidemics.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.coding.counterpart import Pair
from detente.coding.roles import Cast
from detente.model.actor import ActorKind, ActorMention

LEAST = 3  # mentions of the second state
SHARE = 0.25  # of the first one's that the second one's must reach
LEAST_EVENTS = 2  # between the two
MOST = 0.34  # of all events that are told whole
RIVAL = 0.6  # of the second one's that a third one's may not exceed


def dyad(cast: Cast, pairs: Sequence[Pair]) -> frozenset[str]:
    """The two states that the article is about; empty where there are not just two.

    They are named most, and what they do to each other is most of what is told.

    Args:
        cast: The article's actors.
        pairs: Countries of both sides of what the article tells whole.
    """
    told = Counter(
        country for mention in cast.mentions for country in set(mention.countries)
    ).most_common(3)
    if len(told) < 2:
        return frozenset()
    (first, most), (second, less) = told[:2]
    third = told[2][1] if len(told) > 2 else 0
    if less < LEAST or less < SHARE * most or third > RIVAL * less:
        return frozenset()
    both = frozenset({first, second})
    between = sum(ours | theirs == both for ours, theirs in pairs)
    told_of = sum(bool(ours | theirs) for ours, theirs in pairs)
    is_of_both = between >= LEAST_EVENTS and between >= MOST * told_of
    return both if is_of_both else frozenset()


def other_of_dyad(
    ours: Iterable[str], cast: Cast, pairs: Sequence[Pair], before: int
) -> list[ActorMention]:
    """The other of the article's two states, where ours is one; empty if it is not.

    Args:
        ours: The countries of the side that is told.
        cast: The article's actors.
        pairs: Countries of both sides of what the article tells whole.
        before: Where in the text its last mention is looked for.
    """
    both, ours = dyad(cast, pairs), frozenset(ours)
    if len(ours) != 1 or not ours <= both:
        return []
    return mentions_of(both - ours, cast, before)


def mentions_of(states: Iterable[str], cast: Cast, before: int) -> list[ActorMention]:
    """A mention of each of those states: its name, the last one before there."""
    wanted = sorted(states)
    found = [_mention(state, cast, before) for state in wanted]
    if len(wanted) > 1 and any(m is None or m.kind is ActorKind.PERSON for m in found):
        # "the two states": rather than a person of one of them
        both = [m for m in cast.mentions if sorted(m.countries) == wanted]
        if both:
            return both[-1:]
    return [mention for mention in found if mention is not None]


def _mention(state: str, cast: Cast, before: int) -> ActorMention | None:
    of_it = [m for m in cast.mentions if m.countries == (state,) and not m.is_pronoun]
    states = [m for m in of_it if m.kind is ActorKind.STATE]
    named = states or [m for m in of_it if m.kind is not ActorKind.PERSON] or of_it
    earlier = [m for m in named if m.span.end <= before]
    return earlier[-1] if earlier else named[0] if named else None
