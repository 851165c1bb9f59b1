"""Coded articles -> what belongs together: copies, stories, one event's reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from detente.knowledge.linking_rules import LinkingRules, load_linking_rules
from detente.linking.copies import CopyIndex
from detente.linking.features import View, view_of
from detente.linking.judge import JudgeSettings, group, judge_pairs, judgement
from detente.linking.pairs import Shelves
from detente.linking.recall import Asked, Memory, asked_keys, own_keys, recalled
from detente.linking.score import Score, score
from detente.linking.stories import StoryIndex
from detente.linking.versions import VersionIndex
from detente.model.article import Article
from detente.model.clusters import clusters, name_of
from detente.model.coded import CodedArticle
from detente.model.entry import Judgement, Report, Verdict
from detente.model.time import Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What belongs together in a set of articles.

    `event_of` names each report's event, `story_of` each article's story,
    `origin_of` the article that it copies (itself if none) and `version_of` the newest
    version of an article that its outlet corrected or updated.
    """

    judgements: tuple[Judgement, ...]
    event_of: dict[str, str]
    story_of: dict[str, str]
    origin_of: dict[str, str]
    version_of: dict[str, str] = field(default_factory=dict)


# Beyond, news that never ends would be read whole for each article of it.
MOST_RECALLED = 400  # articles that hang together with a new one, looked around for
# New articles after which a linker with a memory starts afresh, unless more had to be
# read from it since the last start: what it reads again is never more than it is given.
MOST_NEW = 6000


class Linker:
    """Links articles as they come; what it says depends on the set, not the order.

    With a `memory` it looks up there what a new article has to be compared with, and
    says only what bears on new articles; all that it was given before must be in the
    memory by then, under `keys`. Without one it holds everything itself.
    """

    def __init__(
        self,
        rules: LinkingRules | None = None,
        settings: JudgeSettings | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._rules = rules or load_linking_rules()
        self._settings = settings or JudgeSettings()
        self._memory = memory
        self.forget()

    def forget(self) -> None:
        """Let go of everything held; a memory gives it back."""
        self._copies = CopyIndex(rules=self._rules)
        self._stories = StoryIndex(self._rules)
        self._versions = VersionIndex()
        self._shelves = Shelves(self._rules)
        self._pairs: dict[tuple[str, str], Score] = {}
        self._strong: dict[str, set[str]] = defaultdict(set)
        self._scored: dict[str, set[str]] = defaultdict(set)
        self._home: dict[str, str] = {}
        self._said: dict[tuple[str, str], Judgement] = {}
        self._stale: set[str] = set()
        self._alikes: dict[tuple[str, str], float] = {}
        self._asked: dict[str, Asked] = {}
        self._reports_of: dict[str, tuple[str, ...]] = {}
        self._article_of: dict[str, str] = {}
        self._whole: set[str] = set()  # articles around which all was looked up
        self._own: tuple[str, tuple[int, ...]] = ("", ())
        self._n_new = self._n_read = 0  # articles given, and read from the memory

    def keys_of(
        self,
        article: Article,
        reports: Iterable[Report],
        published: Dating | None = None,
    ) -> tuple[int, ...]:
        """What an article stands under in a memory."""
        published = published or article.published
        return own_keys(
            self._copies.sample_of(article),
            self._copies.shelf_of(published),
            self._stories.placement(article, published),
            [view_of(report, published, self._rules) for report in reports],
        )

    def add(
        self,
        article: Article,
        reports: Sequence[Report],
        published: Dating | None = None,
    ) -> None:
        """Place an article and its reports; `published` is its date, if known."""
        published = published or article.published
        if self._memory is not None:
            coded_anew = article.id in self._reports_of
            if coded_anew or self._n_new > max(MOST_NEW, self._n_read):
                self.forget()
            self._n_new += 1
        self._place(article, reports, published, is_new=True)
        if self._memory is not None:
            self._look_around(article.id)

    def keys(self, article_id: str) -> tuple[int, ...]:
        """What the article added last stands under in a memory."""
        of, keys = self._own
        return keys if of == article_id else ()

    def _place(
        self,
        article: Article,
        reports: Sequence[Report],
        published: Dating | None,
        *,
        is_new: bool,
    ) -> None:
        """Put an article into every index and compare it with what is there."""
        self._alikes.clear()
        views = [
            view_of(report, published, self._rules)
            for report in sorted(reports, key=lambda one: (one.trigger.start, one.id))
            if report.id not in self._shelves
        ]
        if self._memory is not None:
            sample = self._copies.sample_of(article)
            season = self._copies.shelf_of(published)
            placement = self._stories.placement(article, published)
            self._asked[article.id] = asked_keys(sample, season, placement, views)
            if is_new:
                self._own = article.id, own_keys(sample, season, placement, views)
                self._recall({article.id})
        self._reports_of[article.id] = tuple(view.id for view in views)
        self._versions.add(article, published)
        for pair in self._copies.add(article, published, is_new=is_new):
            self._versions.pair(pair.left, pair.right)
        self._stories.add(article, published, is_new=is_new)
        for view in views:
            self._article_of[view.id] = article.id
            self._shelves.add(view)
            self._compare(view)
            self._home[view.id] = view.id
            if is_new:
                self._stale.add(view.id)
        for view in views:
            if view.follows is not None and view.follows in self._shelves:
                self._take_in(view, self._shelves.view(view.follows))

    def _recall(self, article_ids: Iterable[str]) -> None:
        """Bring in what these articles have to be compared with."""
        if self._memory is None:
            return
        wanted: set[str] = set()
        for one in sorted(article_ids):
            self._whole.add(one)
            wanted |= recalled(
                self._memory,
                self._asked.pop(one),
                min_runs=self._copies.min_shared,
                min_words=self._stories.min_shared,
            )
        wanted -= self._reports_of.keys() | self._whole
        self._n_read += len(wanted)
        for article, reports in self._memory.coded(sorted(wanted)):
            self._place(article, reports, article.published, is_new=False)

    def _look_around(self, article_id: str) -> None:
        """Recall around everything that hangs together with an article."""
        n_recalled = 0
        while n_recalled < MOST_RECALLED:
            near = self._hanging_with(article_id) - self._whole
            if not near:
                return
            n_recalled += len(near)
            self._recall(near)

    def _hanging_with(self, article_id: str) -> set[str]:
        """The articles whose judgements, story or origin it may change."""
        found = {*self._stories.in_one_story(article_id)}
        found |= self._copies.copies_of(article_id)
        for report_id in self._reports_of[article_id]:
            found |= {self._article_of[one] for one in self._component(report_id)}
        return found

    def judge(self) -> tuple[Judgement, ...]:
        """Judgements that are new since the last call, sorted by their pair.

        One that no longer holds is superseded.
        """
        new: list[Judgement] = []
        seen: set[str] = set()
        for start in sorted(self._stale):
            if start in seen:
                continue
            component = self._component(start)
            seen |= component
            pairs = {
                (min(a, b), max(a, b)): self._pairs[min(a, b), max(a, b)]
                for a in sorted(component)
                for b in sorted(self._scored[a])
            }
            inside = {p: s for p, s in pairs.items() if set(p) <= component}
            self._home.update(group(component, inside, self._score, self._settings))
            ids = {one for pair in pairs for one in pair}
            home = {one: self._home[one] for one in ids}
            for said in judge_pairs(home, pairs, self._settings):
                new.extend(self._say(said))
        self._stale.clear()
        return tuple(sorted(new, key=lambda j: (j.left, j.right, j.id)))

    def update(self) -> Linked:
        """What is new or another since the last call: what a ledger has to take down.

        `event_of` has the reports of every event that a new judgement touches.
        """
        judgements = self.judge()
        touched = {one for said in judgements for one in (said.left, said.right)}
        fresh = self._copies.fresh()
        return Linked(
            judgements=judgements,
            event_of={one: self._event(one) for one in sorted(touched)},
            story_of=self._stories.update(),
            origin_of=self._copies.update(),
            version_of=self._versions.update(fresh),
        )

    def _event(self, report_id: str) -> str:
        return name_of("evt", self._home[report_id])

    def linked(self) -> Linked:
        """All that is known now; call `judge` first."""
        same = [p for p, said in self._said.items() if said.verdict is Verdict.SAME]
        home = clusters(self._home, same)  # as the ledger folds it
        return Linked(
            judgements=tuple(self._said[pair] for pair in sorted(self._said)),
            event_of={one: name_of("evt", smallest) for one, smallest in home.items()},
            story_of=self._stories.stories(),
            origin_of=self._copies.origins(),
            version_of=self._versions.versions(),
        )

    def _compare(self, view: View) -> None:
        for other in self._shelves.candidates(view):
            self._take_in(view, other)

    def _take_in(self, view: View, other: View) -> None:
        """Score a pair and remember that it was."""
        left, right = sorted((view.id, other.id))
        found = self._score(left, right)
        self._scored[left].add(right)
        self._scored[right].add(left)
        if found.value >= self._settings.threshold and not found.bar:
            self._strong[left].add(right)
            self._strong[right].add(left)

    def _score(self, left: str, right: str) -> Score:
        """The pair's score, worked out once."""
        known = self._pairs.get((left, right))
        if known is not None:
            return known
        one, other = self._shelves.view(left), self._shelves.view(right)
        apart = one.article != other.article
        found = score(
            one,
            other,
            self._rules,
            alike=self._alike(one.article, other.article) if apart else 0,
            copies=apart and self._copies.are_copies(one.article, other.article),
        )
        if found.value < self._settings.rival:
            # Nothing will be said of it; its reasons would fill the memory.
            found = replace(found, because=())
        self._pairs[left, right] = found
        return found

    def _alike(self, one: str, other: str) -> float:
        """How alike two articles are, remembered while one article is compared."""
        pair = (min(one, other), max(one, other))
        if pair not in self._alikes:
            self._alikes[pair] = self._stories.alike(*pair)
        return self._alikes[pair]

    def _component(self, start: str) -> set[str]:
        found, waiting = {start}, [start]
        while waiting:
            for near in self._strong[waiting.pop()]:
                if near not in found:
                    found.add(near)
                    waiting.append(near)
        return found

    def _say(self, said: Judgement) -> Iterable[Judgement]:
        pair = (said.left, said.right)
        before = self._said.get(pair)
        if before is not None and before.verdict is said.verdict:
            return
        if before is not None:
            said = judgement(
                said.left,
                said.right,
                said.verdict,
                self._pairs[pair],
                supersedes=before.id,
            )
        self._said[pair] = said
        yield said


def link(coded: Sequence[CodedArticle], rules: LinkingRules | None = None) -> Linked:
    """Link a batch: the same for any order of the articles."""
    linker = Linker(rules)
    for one in sorted(coded, key=lambda one: one.parsed.article.id):
        linker.add(one.parsed.article, one.reports, one.published)
    linker.judge()
    return linker.linked()
