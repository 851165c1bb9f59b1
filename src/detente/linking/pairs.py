"""Which reports are worth comparing: blocks of participants, type and time.

A report stands on a shelf for each pair of its participants, its type and the weeks in
which its event may lie; it is compared with the reports on its own shelves and those
of types that may name the same event. Shelves grow with the news of one dyad in one
week, not with the ledger.
"""

from collections import defaultdict
from itertools import combinations

from detente.knowledge.linking_rules import LinkingRules
from detente.linking.features import View
from detente.linking.stories import days_between
from detente.model.event import EventType
from detente.model.time import TimeInterval

NARROW_DAYS = 100  # events known to a season at least are shelved by week
SLACK_DAYS = 10  # outlets differ by days, plans slip
SLACK_WEEKS = 2  # what so many days may come to
MOST_WITHIN = 60  # of one article in one block; a long report has not half as many
MAX_CODES = 6  # of more participants than this only the first, sorted, make pairs

Key = tuple[str, EventType, str]


class Shelves:
    """Views by block; `candidates` asks, `add` places."""

    def __init__(self, rules: LinkingRules) -> None:
        self._rules = rules
        self._shelves: dict[Key, list[str]] = defaultdict(list)
        self._views: dict[str, View] = {}

    def view(self, report_id: str) -> View:
        """A placed report."""
        return self._views[report_id]

    def __contains__(self, report_id: object) -> bool:
        return report_id in self._views

    def add(self, view: View) -> None:
        """Place a report."""
        self._views[view.id] = view
        for who in _own_groups(view):
            for when in _own_times(view):
                self._shelves[who, view.type, when].append(view.id)

    def candidates(self, view: View) -> list[View]:
        """Placed reports that may be of the same event, sorted by id.

        Symmetric: a report is a candidate of its candidates. Of its own article, whose
        reports are placed in text order, only the nearest ones before it are asked: a
        text may name one pair of states a thousand times.
        """
        found: set[str] = set()
        times = _asked_times(view)
        kinds = self._rules.types_near(view.type)
        for who in _asked_groups(view):
            for kind in kinds:
                for when in times:
                    found.update(self._shelves.get((who, kind, when), ()))
        found.discard(view.id)
        others = (self._views[report_id] for report_id in sorted(found))
        near = [other for other in others if _near(view, other)]
        if len(near) <= MOST_WITHIN:
            return near
        return _without_far_ones(view, near)


def _without_far_ones(view: View, near: list[View]) -> list[View]:
    """Less those of its own article that stand too far off."""
    own = [other for other in near if other.article == view.article]
    own.sort(key=lambda other: (other.trigger.start, other.id))
    far = {other.id for other in own[:-MOST_WITHIN]}
    return [other for other in near if other.id not in far]


def own_places(view: View) -> list[tuple[str, str]]:
    """The blocks of a view, types left out: where a ledger keeps its article."""
    return [(who, when) for who in _own_groups(view) for when in _own_times(view)]


def asked_places(view: View) -> list[tuple[str, str]]:
    """The blocks where its candidates stand, whatever their type."""
    return [(who, when) for who in _asked_groups(view) for when in _asked_times(view)]


def _own_groups(view: View) -> list[str]:
    """Where a view stands: by pairs, and by each one for those who know only one."""
    codes = sorted(view.codes)[:MAX_CODES]
    if len(codes) < 2:
        return [f"only {code}" for code in codes] or ["nobody"]
    pairs = [f"{one} {other}" for one, other in combinations(codes, 2)]
    return [*pairs, *(f"has {code}" for code in codes)]


def _asked_groups(view: View) -> list[str]:
    """Where its candidates stand: with a pair in common, or with all that they name."""
    codes = sorted(view.codes)[:MAX_CODES]
    if len(codes) < 2:
        return [f"{how} {c}" for c in codes for how in ("only", "has")] or ["nobody"]
    pairs = [f"{one} {other}" for one, other in combinations(codes, 2)]
    return [*pairs, *(f"only {code}" for code in codes)]


def _own_times(view: View) -> list[str]:
    """Where a view stands: by week and by year if narrow, by year if wide."""
    if view.days is None:
        return ["any", "undated"]
    years = [f"any {year}" for year in _years(view.days)]
    if view.days.n_days > NARROW_DAYS:
        return ["any", *(f"wide {year}" for year in _years(view.days)), *years]
    return ["any", *years, *(f"week {week}" for week in _weeks(view.days))]


def _asked_times(view: View) -> list[str]:
    """Where its candidates stand, and some more: `_near` has the last word."""
    if view.days is None:
        return ["any"]
    years = _years(view.days.widen(before_days=SLACK_DAYS, after_days=SLACK_DAYS))
    if view.days.n_days > NARROW_DAYS:
        return ["undated", *(f"any {year}" for year in years)]
    weeks = _weeks(view.days)
    asked = range(weeks.start - SLACK_WEEKS, weeks.stop + SLACK_WEEKS)
    wide = [f"wide {year}" for year in years]
    return ["undated", *wide, *(f"week {week}" for week in asked)]


def _near(one: View, other: View) -> bool:
    if one.days is None or other.days is None:
        return True
    return days_between(one.days, other.days) <= SLACK_DAYS


def _years(days: TimeInterval) -> range:
    return range(max(days.start.year, days.last.year - 20), days.last.year + 1)


def _weeks(days: TimeInterval) -> range:
    return range(days.start.toordinal() // 7, days.last.toordinal() // 7 + 1)
