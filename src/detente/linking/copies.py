"""Articles -> which are copies of one text: origins, not articles, are what counts.

A text is its set of runs of four words. A fixed quarter of the runs (those whose hash is
0 mod 4, Broder's sketch for containment) is indexed, as far as they hold a word that is
rare in news ("said in a statement on" finds nothing), by the month; articles that
share some of it within two months are compared in full. Containment, not resemblance: the first paragraphs of an agency
text are a copy of it, however long it goes on.

Source: A. Broder, On the resemblance and containment of documents, 1997.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from detente.knowledge.linking_rules import LinkingRules, load_linking_rules
from detente.model.article import Article, PartKind
from detente.model.time import Dating
from detente.model.words import WORD, fold, stem

READ = frozenset({PartKind.TITLE, PartKind.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """When two texts are one.

    `run_words`: four survive light editing, yet two hands seldom write the same four
    outside quotations. `min_containment`: of the shorter text's runs; one speech quoted
    at length by two hands stays below. `min_credited`: the same, where both credit one
    agency or one credits the other. `min_runs`: texts shorter than this prove nothing;
    up to `short_runs`, names and titles alone make much of a text, and `min_short` counts.
    `min_rarity`: of the rarest word of a run that is looked up. `shelf_days`: dated
    articles are compared within a shelf and its neighbours, undated ones with all.
    """

    run_words: int = 4
    sample: int = 4
    min_rarity: float = 2.5
    shelf_days: int = 45
    min_shared_sample: int = 3
    min_containment: float = 0.45
    min_credited: float = 0.25
    min_runs: int = 16
    short_runs: int = 30
    min_short: float = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two articles of one text; `containment` is the shorter one's share in common."""

    left: str
    right: str
    containment: float


class CopyIndex:
    """Every article seen, and its copies; the same whatever the order of arrival."""

    def __init__(
        self,
        settings: CopySettings | None = None,
        rules: LinkingRules | None = None,
    ) -> None:
        self._settings = settings or CopySettings()
        self._rules = rules or load_linking_rules()
        self._runs: dict[str, array[int]] = {}
        self._credits: dict[str, tuple[str | None, str | None]] = {}
        self._places: dict[int, dict[int | None, list[str]]] = {}
        self._pairs: dict[tuple[str, str], float] = {}
        self._origin: dict[str, str] = {}
        self._copies_of: dict[str, list[str]] = {}
        self._fresh: set[str] = set()
        self._told: dict[str, str] = {}
        self._last: tuple[str, tuple[Mapping[int, int], tuple[int, ...]]] | None = None

    def add(
        self,
        article: Article,
        published: Dating | None = None,
        *,
        is_new: bool = True,
    ) -> tuple[CopyPair, ...]:
        """Place an article; the pairs that it makes with earlier ones.

        `published` is its date where one was worked out. One that `is_new` not comes
        from a ledger: its origin is told only where it is a copy of a new one.
        """
        if article.id in self._runs:
            return ()
        runs, sample = self._read(article)
        shelf = self.shelf_of(published or article.published)
        self._credits[article.id] = (
            _outlet(article.outlet),
            _outlet(article.syndicated_from),
        )
        shared: Counter[str] = Counter()
        for run in sample:
            by_shelf = self._places.get(run)
            if by_shelf is None:
                continue
            for near in by_shelf if shelf is None else shelves_near(shelf):
                shared.update(by_shelf.get(near, ()))
        found = []
        for other, n_shared in sorted(shared.items()):
            if n_shared < self._settings.min_shared_sample:
                continue
            containment = self._containment(runs, other)
            n_runs = min(len(runs), len(self._runs[other]))
            if containment >= self._threshold(article.id, other, n_runs):
                left, right = sorted((article.id, other))
                pair = CopyPair(left=left, right=right, containment=containment)
                self._pairs[pair.left, pair.right] = containment
                found.append(pair)
        for run in sample:
            self._places.setdefault(run, {}).setdefault(shelf, []).append(article.id)
        self._runs[article.id] = array("I", sorted(runs))
        if is_new:
            self._fresh.add(article.id)
        self._join(article.id, found)
        return tuple(found)

    def sample_of(self, article: Article) -> tuple[int, ...]:
        """The runs by which copies of an article are looked up."""
        return self._read(article)[1]

    def copies_of(self, article_id: str) -> frozenset[str]:
        """The placed articles of one text with it, itself among them."""
        return frozenset(self._copies_of[self._origin[article_id]])

    def _read(self, article: Article) -> tuple[Mapping[int, int], tuple[int, ...]]:
        """The runs of a text with where they stand first, and the sample of them."""
        if self._last is not None and self._last[0] == article.id:
            return self._last[1]
        words = list(_words(article))
        runs = _runs(words, self._settings.run_words)
        sample = sorted(
            run
            for run, start in runs.items()
            if run % self._settings.sample == 0 and self._is_telling(words, start)
        )
        self._last = (article.id, (runs, tuple(sample)))
        return self._last[1]

    def are_copies(self, one: str, other: str) -> bool:
        """Whether the two articles were found to be of one text."""
        return (min(one, other), max(one, other)) in self._pairs

    def fresh(self) -> frozenset[str]:
        """The articles of one text with a new one since last asked to `update`."""
        return frozenset(other for one in self._fresh for other in self.copies_of(one))

    @property
    def min_shared(self) -> int:
        """Of how many sampled runs two articles must share to be compared."""
        return self._settings.min_shared_sample

    def update(self) -> dict[str, str]:
        """The origin of each article whose origin is new or another since last asked."""
        changed = {
            one: self._origin[one]
            for one in sorted(self.fresh())
            if self._told.get(one) != self._origin[one]
        }
        self._fresh.clear()
        self._told.update(changed)
        return changed

    def origins(self) -> dict[str, str]:
        """Each article's origin: the smallest id among its text's copies."""
        return dict(sorted(self._origin.items()))

    def _join(self, article_id: str, pairs: Iterable[CopyPair]) -> None:
        group = {article_id}
        for pair in pairs:
            for one in {pair.left, pair.right} - {article_id}:
                group.update(self._copies_of.pop(self._origin[one], ()))
        origin = min(group)
        self._copies_of[origin] = sorted(group)
        for one in group:
            self._origin[one] = origin

    def shelf_of(self, published: Dating | None) -> int | None:
        """The season in which copies of it are looked for; None for the undated."""
        if published is None or published.interval.n_days > self._settings.shelf_days:
            return None
        return published.interval.start.toordinal() // self._settings.shelf_days

    def _is_telling(self, words: list[str], start: int) -> bool:
        """Whether the run that starts there has a rare word."""
        run = words[start : start + self._settings.run_words]
        return any(
            self._rules.rarity(stem(word)) >= self._settings.min_rarity for word in run
        )

    def _containment(self, runs: Mapping[int, int], other: str) -> float:
        others = self._runs[other]
        smaller = min(len(runs), len(others))
        if smaller < self._settings.min_runs:
            # Very short texts count as copies only when they are the same.
            return 1.0 if runs.keys() == set(others) else 0.0
        return sum(run in runs for run in others) / smaller

    def _threshold(self, one: str, other: str, n_runs: int) -> float:
        outlet, agency = self._credits[one]
        other_outlet, other_agency = self._credits[other]
        credited = agency is not None and agency in {other_agency, other_outlet}
        if credited or (other_agency is not None and other_agency == outlet):
            return self._settings.min_credited
        if n_runs < self._settings.short_runs:
            return self._settings.min_short
        return self._settings.min_containment


def shelves_near(shelf: int) -> tuple[int | None, ...]:
    """Where copies of an article stand, by the shelf on which it stands."""
    return None, shelf - 1, shelf, shelf + 1


def find_copies(
    articles: Iterable[Article], settings: CopySettings | None = None
) -> dict[str, str]:
    """Each article's origin, its own id where it copies nothing."""
    index = CopyIndex(settings)
    for article in articles:
        index.add(article)
    return index.origins()


def _runs(words: list[str], n_words: int) -> dict[int, int]:
    """The hash of each run of words, and where it stands first."""
    found: dict[int, int] = {}
    for i in range(max(1, len(words) - n_words + 1)):
        found.setdefault(crc32(" ".join(words[i : i + n_words]).encode()), i)
    return found


def _words(article: Article) -> Iterator[str]:
    for part in article.parts:
        if part.kind in READ:
            for match in WORD.finditer(article.text, part.span.start, part.span.end):
                yield fold(match.group())


def _outlet(name: str | None) -> str | None:
    return fold(name).strip() if name else None
