"""Articles -> which are copies of one text: origins, not articles, are what counts.

A text is its set of runs of four words. A fixed quarter of the runs (those whose hash is
0 mod 4, Broder's sketch for containment) is indexed; articles that share some of it
are compared in full. Containment, not resemblance: the first paragraphs of an agency
text are a copy of it, however long it goes on.

Source: A. Broder, On the resemblance and containment of documents, 1997.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

from detente.model.article import Article, PartKind
from detente.model.words import WORD, fold

READ = frozenset({PartKind.TITLE, PartKind.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySettings:
    """When two texts are one.

    `run_words`: four survive light editing, yet two hands seldom write the same four
    outside quotations. `min_containment`: of the shorter text's runs; one speech quoted
    at length by two hands stays below. `min_credited`: the same, where both credit one
    agency or one credits the other. `min_runs`: texts shorter than this prove nothing.
    """

    run_words: int = 4
    sample: int = 4
    min_shared_sample: int = 3
    min_containment: float = 0.45
    min_credited: float = 0.25
    min_runs: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two articles of one text; `containment` is the shorter one's share in common."""

    left: str
    right: str
    containment: float


class CopyIndex:
    """Every article seen, and its copies; the same whatever the order of arrival."""

    def __init__(self, settings: CopySettings | None = None) -> None:
        self._settings = settings or CopySettings()
        self._runs: dict[str, array[int]] = {}
        self._credits: dict[str, tuple[str | None, str | None]] = {}
        self._places: dict[int, list[str]] = {}
        self._pairs: dict[tuple[str, str], float] = {}
        self._origin: dict[str, str] = {}
        self._copies_of: dict[str, list[str]] = {}
        self._changed: set[str] = set()

    def add(self, article: Article) -> tuple[CopyPair, ...]:
        """Place an article; the pairs that it makes with earlier ones."""
        if article.id in self._runs:
            return ()
        runs = _runs(article, self._settings.run_words)
        self._credits[article.id] = (
            _outlet(article.outlet),
            _outlet(article.syndicated_from),
        )
        shared: Counter[str] = Counter()
        sample = sorted(run for run in runs if run % self._settings.sample == 0)
        for run in sample:
            shared.update(self._places.get(run, ()))
        found = []
        for other, n_shared in sorted(shared.items()):
            if n_shared < self._settings.min_shared_sample:
                continue
            containment = self._containment(runs, other)
            if containment >= self._threshold(article.id, other):
                left, right = sorted((article.id, other))
                pair = CopyPair(left=left, right=right, containment=containment)
                self._pairs[pair.left, pair.right] = containment
                found.append(pair)
        for run in sample:
            self._places.setdefault(run, []).append(article.id)
        self._runs[article.id] = array("I", sorted(runs))
        self._join(article.id, found)
        return tuple(found)

    def are_copies(self, one: str, other: str) -> bool:
        """Whether the two articles were found to be of one text."""
        return (min(one, other), max(one, other)) in self._pairs

    def update(self) -> dict[str, str]:
        """The origin of each article whose origin is new or another since last asked."""
        changed = {one: self._origin[one] for one in sorted(self._changed)}
        self._changed.clear()
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
            if self._origin.get(one) != origin:
                self._origin[one] = origin
                self._changed.add(one)

    def _containment(self, runs: frozenset[int], other: str) -> float:
        others = self._runs[other]
        smaller = min(len(runs), len(others))
        if smaller < self._settings.min_runs:
            # Very short texts count as copies only when they are the same.
            return 1.0 if runs == frozenset(others) else 0.0
        return sum(run in runs for run in others) / smaller

    def _threshold(self, one: str, other: str) -> float:
        outlet, agency = self._credits[one]
        other_outlet, other_agency = self._credits[other]
        credited = agency is not None and agency in {other_agency, other_outlet}
        if credited or (other_agency is not None and other_agency == outlet):
            return self._settings.min_credited
        return self._settings.min_containment


def find_copies(
    articles: Iterable[Article], settings: CopySettings | None = None
) -> dict[str, str]:
    """Each article's origin, its own id where it copies nothing."""
    index = CopyIndex(settings)
    for article in articles:
        index.add(article)
    return index.origins()


def _runs(article: Article, n_words: int) -> frozenset[int]:
    words = list(_words(article))
    if len(words) < n_words:
        return frozenset({crc32(" ".join(words).encode())})
    starts = range(len(words) - n_words + 1)
    return frozenset(crc32(" ".join(words[i : i + n_words]).encode()) for i in starts)


def _words(article: Article) -> Iterator[str]:
    for part in article.parts:
        if part.kind in READ:
            for match in WORD.finditer(article.text, part.span.start, part.span.end):
                yield fold(match.group())


def _outlet(name: str | None) -> str | None:
    return fold(name).strip() if name else None
