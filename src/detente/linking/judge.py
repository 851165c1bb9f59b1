"""Scores of pairs -> judgements that contradict each other nowhere.

Within the reports that hang together by scores above the threshold, groups are joined
best pair first, unless two of their members are barred from being one event or their
mean score is too low. What comes out depends on the set of pairs alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from detente.linking.score import Score
from detente.model.entry import Judgement, Verdict

LINKER = "linker-1"
# Of each of two groups; a hundred reports tell what an event is, thousands only cost.
MOST_COMPARED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSettings:
    """`threshold` for a pair; `mean` for all scored pairs between two groups.

    One article seldom tells an event twice: two of its reports that score less than
    `within` are not joined through a third. A pair that scores `rival` or more and yet is not of one event is worth recording.
    """

    threshold: float = 0.5
    mean: float = 0.35
    within: float = 0.3
    rival: float = 0.2


Pairs = Mapping[tuple[str, str], Score]


def group(
    ids: Iterable[str],
    pairs: Pairs,
    compare: Callable[[str, str], Score],
    settings: JudgeSettings,
) -> dict[str, str]:
    """Each report's group, named by its smallest report.

    `pairs` are (smaller id, larger id) and may lack some; `compare` scores any pair, so
    that a vague report never joins two that stand on far shelves.
    """
    home = {one: one for one in sorted(ids)}
    members = {one: [one] for one in home}
    order = sorted(
        (-score.value, left, right)
        for (left, right), score in pairs.items()
        if score.value >= settings.threshold and not score.bar
    )
    for _, left, right in order:
        low, high = sorted((home[left], home[right]))
        if low == high:
            continue
        between = [
            compare(min(a, b), max(a, b))
            for a in _some(members[low])
            for b in _some(members[high])
        ]
        mean = sum(score.value for score in between) / len(between)
        if any(score.bar for score in between) or mean < settings.mean:
            continue
        if any(s.within and s.value < settings.within for s in between):
            continue
        for one in members[high]:
            home[one] = low
        members[low] += members.pop(high)
    return home


def _some(members: list[str]) -> list[str]:
    """All of a group; of a very large one some, spread over its ids."""
    if len(members) <= MOST_COMPARED:
        return members
    ordered = sorted(members)
    step = len(ordered) / MOST_COMPARED
    return [ordered[int(place * step)] for place in range(MOST_COMPARED)]


def judgement(
    left: str, right: str, verdict: Verdict, score: Score, supersedes: str | None = None
) -> Judgement:
    """A judgement by this linker, its id a hash of what it says."""
    said = "|".join((left, right, verdict, LINKER, supersedes or ""))
    digest = blake2b(said.encode(), digest_size=8).hexdigest()
    return Judgement(
        id=f"jud_{digest}",
        left=left,
        right=right,
        verdict=verdict,
        by=LINKER,
        because=score.because,
        score=score.value,
        supersedes=supersedes,
    )


def judge_pairs(
    home: Mapping[str, str], pairs: Pairs, settings: JudgeSettings
) -> tuple[Judgement, ...]:
    """What is said of each pair worth a word, sorted by the pair.

    SAME for the pairs of one group: those above the threshold connect it, the others
    are joined through them. UNSURE for pairs that a third report kept apart, DIFFERENT
    for look-alikes. Every pair from `rival` on gets its word, so that what was said
    before of a pair never outlives a change.
    """
    found = []
    for (left, right), score in sorted(pairs.items()):
        together = home[left] == home[right]
        if together and score.value >= settings.threshold and not score.bar:
            found.append(judgement(left, right, Verdict.SAME, score))
        elif together and score.value >= settings.rival:
            joined = replace(score, because=(*score.because, "joined through others"))
            found.append(judgement(left, right, Verdict.SAME, joined))
        elif not together and score.value >= settings.threshold:
            found.append(judgement(left, right, Verdict.UNSURE, score))
        elif not together and score.value >= settings.rival:
            found.append(judgement(left, right, Verdict.DIFFERENT, score))
    return tuple(found)
