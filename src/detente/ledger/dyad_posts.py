"""How two states are represented in each other, from what happened to their envoys.

items in order -> a post in each direction. Restoring relations fills no post: after a
break it leaves "restored", and where an envoy was only recalled he stays so until he
or another is sent. A recall, an expulsion or a closure ends what was before; a break
ends both posts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.knowledge.dyad_rules import DyadRules, Effect, EffectRule
from detente.ledger.dyad_items import Told
from detente.model.dyad import Item, Level, Post
from detente.model.status import Status

# Posts that restored relations take up anew; the others keep what they have.
BROKEN = frozenset({Level.SEVERED, Level.UNKNOWN})
MOST_BEFORE = 20


@dataclass(slots=True)
class _Post:
    level: Level = Level.UNKNOWN
    because: Item | None = None
    before: list[tuple[Level, Item]] = field(default_factory=list)
    ahead: list[tuple[Level, Item]] = field(default_factory=list)
    restoring: Item | None = None


def posts_of(
    told: Sequence[Told], left: str, right: str, rules: DyadRules
) -> tuple[Post, Post]:
    """`left` in `right`, then `right` in `left`."""
    found = {(left, right): _Post(), (right, left): _Post()}
    for one in told:
        rule = rules.effect_of(one.event.act, one.words)
        if rule is None or rule.effect is not Effect.REPRESENTATION:
            continue
        for direction in _directions(rule, one.item, left, right):
            _change(found[direction], rule, one)
    return (
        _closed(found[left, right], left, right),
        _closed(found[right, left], right, left),
    )


def _directions(
    rule: EffectRule, item: Item, left: str, right: str
) -> Iterator[tuple[str, str]]:
    """Whose posts a rule changes: (sender, host)."""
    whose = item.recipients if rule.whose == "recipient" else item.actors
    if rule.whose == "both":
        whose = (left, right)
    for sender in whose:
        yield sender, right if sender == left else left


def _change(post: _Post, rule: EffectRule, one: Told) -> None:
    level = rule.level
    if level is None:
        return
    if one.status is Status.PLANNED:
        post.ahead.append((level, one.item))
        return
    if not one.is_real:
        return
    if level is Level.RESTORED and post.level not in BROKEN:
        if post.level is not Level.AMBASSADOR:
            post.restoring = one.item
        return
    if level is Level.MISSION and post.level is Level.AMBASSADOR:
        return  # an embassy with an ambassador is open already
    if level is post.level:
        return  # told again
    if post.because is not None:
        post.before.append((post.level, post.because))
    post.level, post.because = level, one.item
    if level in {Level.AMBASSADOR, Level.SEVERED}:
        post.restoring = None


def _closed(post: _Post, sender: str, host: str) -> Post:
    made = {level for level, _ in post.before} | {post.level}
    return Post(
        sender=sender,
        host=host,
        level=post.level,
        because=post.because,
        before=tuple(reversed(post.before))[:MOST_BEFORE],
        ahead=tuple(item for item in post.ahead if _is_to_come(item, post, made)),
        restoring=post.restoring,
    )


def _is_to_come(planned: tuple[Level, Item], post: _Post, made: set[Level]) -> bool:
    """Whether a planned change has not come true since it was told."""
    level, item = planned
    if level not in made:
        return True
    done = [i for at, i in [*post.before, (post.level, post.because)] if at is level]
    return not any(
        i is not None and i.days and item.days and i.days.last >= item.days.start
        for i in done
    )
