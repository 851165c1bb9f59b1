"""Articles -> stories: average link over what their words have in common.

How alike two articles are depends on the two alone (word weights come from a fixed
table, not from the corpus at hand), so a new article never changes what was said of
others. Articles at least `threshold` alike hang together in components; only within a
component is average link worked out, and only where an article came in. Average link
never joins what is not in one component, so the stories are those of the whole set,
whatever the order of arrival.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from detente.knowledge.linking_rules import LinkingRules, load_linking_rules
from detente.model.article import Article, PartKind
from detente.model.clusters import clusters, name_of
from detente.model.time import Dating, TimeInterval
from detente.model.words import COMMON, stems


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """How articles are weighed.

    `threshold` is the mean likeness within a story; .2-.24 is best on ECB+ dev and on
    BASIL alike. `rarity_power` below 1 keeps rare names from drowning the rest.
    `decay_days`: likeness falls by e for so many days apart beyond the first; beyond
    `max_days` even the same words stay under the threshold. An article dated no better
    than `max_width_days` counts as undated. Articles are compared that share `min_keys`
    of their `n_keys` weightiest words (one, if either has fewer words than that).
    `max_component`: larger ones are cut at a higher threshold first, which bounds the
    cost of an article in never-ending news. In a component of `contrast_from` articles
    or more, words that over `contrast_share` of them have lose weight (by the
    `contrast_power`th power) before average link, with its own threshold: two floods in
    one month share all but names. Flat from .14 to .18 on both sets.
    """

    threshold: float = 0.22
    floor: float = 0.05
    title_weight: float = 2.0
    rarity_power: float = 0.5
    min_rarity: float = 1.0
    n_keys: int = 20
    decay_days: float = 7.0
    max_days: int = 12
    max_width_days: int = 31
    min_keys: int = 2
    max_component: int = 100
    step: float = 0.03
    contrast_from: int = 6
    contrast_share: float = 1 / 3
    contrast_power: float = 0.5
    contrast_threshold: float = 0.15


Vector = Mapping[str, float]


def vector_of(
    article: Article, rules: LinkingRules, settings: StorySettings
) -> dict[str, float]:
    """What an article is about: weighted stems of title and body, length one."""
    counts: defaultdict[str, float] = defaultdict(float)
    title = article.title or ""
    for word in stems(title):
        counts[word] += settings.title_weight
    for part in article.parts:
        if part.kind is PartKind.BODY or (part.kind is PartKind.TITLE and not title):
            for word in stems(part.span.of(article.text)):
                counts[word] += 1.0
    weights: dict[str, float] = {}
    for word, count in counts.items():
        rarity = rules.rarity(word)
        if len(word) > 1 and word not in COMMON and rarity >= settings.min_rarity:
            grade = 1.0 + math.log(max(1.0, count))
            weights[word] = grade * rarity**settings.rarity_power
    return unit({word: weights[word] for word in sorted(weights)})


def unit(weights: Vector) -> dict[str, float]:
    """The same direction, length one; nothing stays nothing."""
    length = math.sqrt(math.fsum(w * w for w in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors, in [0, 1]."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(w * other[word] for word, w in one.items() if word in other)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article stands: its weightiest words and its days.

    `days` is None when it is undated, or too loosely to tell; `shelf` is None then, and
    `shelves_near` empty. `is_brief`: it has so few words that one in common counts.
    """

    vector: Vector
    keys: tuple[str, ...]
    days: TimeInterval | None
    shelf: int | None
    shelves_near: tuple[int | None, ...]
    is_brief: bool


class StoryIndex:
    """Every article seen, and the stories that they make."""

    def __init__(
        self,
        rules: LinkingRules | None = None,
        settings: StorySettings | None = None,
    ) -> None:
        self._rules = rules or load_linking_rules()
        self._settings = settings or StorySettings()
        self._placed: dict[str, Placement] = {}
        self._by_key: dict[tuple[str, int | None], list[str]] = defaultdict(list)
        self._shelves_of: dict[str, set[int | None]] = defaultdict(set)
        self._brief: set[str] = set()
        self._near: dict[str, dict[str, float]] = {}
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._stories: dict[str, str] = {}
        self._stale: set[str] = set()
        self._last: tuple[str, Placement] | None = None

    def add(
        self,
        article: Article,
        published: Dating | None = None,
        *,
        is_new: bool = True,
    ) -> None:
        """Place an article; `published` is its date where one was worked out.

        One that `is_new` not comes from a ledger: its story is told only where it hangs
        together with a new one.
        """
        if article.id in self._placed:
            return
        placed = self.placement(article, published)
        near = self._neighbours(placed)
        self._placed[article.id] = placed
        if placed.is_brief:
            self._brief.add(article.id)
        self._near[article.id] = near
        self._root[article.id] = article.id
        self._members[article.id] = {article.id}
        shelf = placed.shelf
        for key in placed.keys:
            self._by_key[key, shelf].append(article.id)
            self._shelves_of[key].add(shelf)
        if is_new:
            self._stale.add(article.id)
        for other, score in near.items():
            self._near[other][article.id] = score
            if score >= self._settings.threshold:
                self._join(self._root[article.id], self._root[other])

    def alike(self, one: str, other: str) -> float:
        """How alike two placed articles are by their words alone, in [0, 1]."""
        return likeness(self._placed[one].vector, self._placed[other].vector)

    def update(self) -> dict[str, str]:
        """The story of each article whose story is new or another since the last call."""
        changed: dict[str, str] = {}
        for root in sorted(self._stale):
            for group in self._split(sorted(self._members[root]), 0):
                story = name_of("sto", min(group))
                for article_id in group:
                    if self._stories.get(article_id) != story:
                        self._stories[article_id] = changed[article_id] = story
        self._stale.clear()
        return changed

    def stories(self) -> dict[str, str]:
        """Each article's story id."""
        self.update()
        return dict(sorted(self._stories.items()))

    def placement(self, article: Article, published: Dating | None = None) -> Placement:
        """Where an article stands, or would."""
        if article.id in self._placed:
            return self._placed[article.id]
        if self._last is not None and self._last[0] == article.id:
            return self._last[1]
        dating = published or article.published
        vector = vector_of(article, self._rules, self._settings)
        by_weight = sorted(vector, key=lambda word: (-vector[word], word))
        days = dating.interval if dating else None
        if days is not None and days.n_days > self._settings.max_width_days:
            days = None
        keys = tuple(by_weight[: self._settings.n_keys])
        placed = Placement(
            vector=vector,
            keys=keys,
            days=days,
            shelf=days.start.toordinal() // self._settings.max_days if days else None,
            shelves_near=(None, *self._shelves_near(days)) if days else (),
            is_brief=len(keys) < self._settings.n_keys,
        )
        self._last = (article.id, placed)
        return placed

    @property
    def min_shared(self) -> int:
        """Of how many weighty words two articles must share to be compared."""
        return self._settings.min_keys

    def in_one_story(self, article_id: str) -> frozenset[str]:
        """The placed articles that may share its story: all that hang together."""
        return frozenset(self._members[self._root[article_id]])

    def _shelves_near(self, days: TimeInterval) -> range:
        """Where articles stand that came out close enough, and some others."""
        before = self._settings.max_days + self._settings.max_width_days
        first = (days.start.toordinal() - before) // self._settings.max_days
        last = days.end.toordinal() // self._settings.max_days + 1
        return range(first, last + 1)

    def _neighbours(self, placed: Placement) -> dict[str, float]:
        shared: Counter[str] = Counter()
        for key in placed.keys:
            shelves: Iterable[int | None] = self._shelves_of.get(key, ())
            if placed.days is not None:
                shelves = placed.shelves_near
            for near in shelves:
                shared.update(self._by_key.get((key, near), ()))
        enough = 1 if placed.is_brief else self._settings.min_keys
        found = [o for o, n in shared.items() if n >= enough or o in self._brief]
        near_ones = {}
        for other in sorted(found):
            score = self._score(placed, self._placed[other])
            if score >= self._settings.floor:
                near_ones[other] = score
        return near_ones

    def _score(self, one: Placement, other: Placement) -> float:
        fade = self._fade(one, other)
        return likeness(one.vector, other.vector) * fade if fade else 0.0

    def _fade(self, one: Placement, other: Placement) -> float:
        if not one.days or not other.days:
            return 1.0
        gap = days_between(one.days, other.days)
        if gap > self._settings.max_days:
            return 0.0
        return math.exp(-max(0, gap - 1) / self._settings.decay_days)

    def _join(self, one: str, other: str) -> None:
        if one == other:
            return
        keep, gone = sorted((one, other), key=lambda r: (-len(self._members[r]), r))
        for member in self._members[gone]:
            self._root[member] = keep
        self._members[keep] |= self._members.pop(gone)
        if gone in self._stale:
            self._stale.discard(gone)
            self._stale.add(keep)

    def _split(self, members: list[str], n_steps: int) -> list[list[str]]:
        level = self._settings.threshold + n_steps * self._settings.step
        if len(members) > self._settings.max_component and level < 1:
            inside = set(members)
            close = (
                (one, other)
                for one in members
                for other, score in self._near[one].items()
                if other in inside and score >= level + self._settings.step
            )
            roots = clusters(members, close)
            parts: dict[str, list[str]] = defaultdict(list)
            for member, root in roots.items():
                parts[root].append(member)
            return [
                g for part in parts.values() for g in self._split(part, n_steps + 1)
            ]
        if len(members) < self._settings.contrast_from:
            return average_link(members, self._near, self._settings.threshold)
        near = self._contrasted(members)
        return average_link(members, near, self._settings.contrast_threshold)

    def _contrasted(self, members: list[str]) -> dict[str, dict[str, float]]:
        """Likeness within a component, by the words that not all of it shares."""
        settings = self._settings
        holders = Counter(word for m in members for word in self._placed[m].vector)
        full = math.log(1 / settings.contrast_share)
        factors = {
            word: min(1.0, math.log((len(members) + 1) / (n + 0.5)) / full)
            ** settings.contrast_power
            for word, n in holders.items()
        }
        vectors = {
            m: unit({w: x * factors[w] for w, x in self._placed[m].vector.items()})
            for m in members
        }
        near: dict[str, dict[str, float]] = {m: {} for m in members}
        for i, one in enumerate(members):
            for other in members[:i]:
                if other in self._near[one]:
                    fade = self._fade(self._placed[one], self._placed[other])
                    score = likeness(vectors[one], vectors[other]) * fade
                    near[one][other] = near[other][one] = score
        return near


def average_link(
    members: Iterable[str],
    near: Mapping[str, Mapping[str, float]],
    threshold: float,
) -> list[list[str]]:
    """Join the closest groups while their mean likeness is at least `threshold`.

    `near` holds the likeness of pairs, in both orders; what it lacks is 0. Ties are
    broken by the smallest ids, so the order of `members` does not matter.
    """
    groups: dict[int, list[str]] = {i: [m] for i, m in enumerate(sorted(members))}
    place = {group[0]: i for i, group in groups.items()}
    links: dict[int, dict[int, float]] = {
        i: {place[o]: s for o, s in near[group[0]].items() if o in place}
        for i, group in groups.items()
    }
    waiting = [(-s, i, j) for i, row in links.items() for j, s in row.items() if i < j]
    heapq.heapify(waiting)
    n_made = len(groups)
    while waiting:
        score, i, j = heapq.heappop(waiting)
        if -score < threshold:
            break
        if i not in groups or j not in groups:
            continue
        one, other = groups.pop(i), groups.pop(j)
        merged, k = one + other, n_made
        n_made += 1
        groups[k] = merged
        links[k] = {}
        for other_group in sorted((links[i].keys() | links[j].keys()) & groups.keys()):
            total = len(one) * links[i].get(other_group, 0.0) + len(other) * links[
                j
            ].get(other_group, 0.0)
            mean = total / len(merged)
            links[k][other_group] = links[other_group][k] = mean
            heapq.heappush(waiting, (-mean, other_group, k))
    return sorted(sorted(group) for group in groups.values())


def days_between(one: TimeInterval, other: TimeInterval) -> int:
    """How many days lie between two intervals, 0 when they meet or touch."""
    if one.meet(other):
        return 0
    first, second = sorted((one, other), key=lambda days: days.start)
    return (second.start - first.last).days
