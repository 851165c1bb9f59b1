"""Copies -> which text of an outlet replaces which: corrections and updates.

Copies of one text in one outlet are versions of it where one says that it corrects or
updates an earlier one, or stands under the same address. The newest of them counts; the
others stay on record as what was said before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.knowledge.version_notes import VersionNote, version_note
from detente.model.article import Article
from detente.model.clusters import clusters
from detente.model.time import Dating, TimeInterval
from detente.model.words import fold


@dataclass(frozen=True, slots=True)
class _Known:
    outlet: str | None
    url: str | None
    days: TimeInterval | None
    number: int  # 0 without a note


CORRECTED = 100  # more updates than a text has; a correction of a day is its last word


def _number(note: VersionNote) -> int:
    return note.number + (CORRECTED if note.kind == "correction" else 0)


class VersionIndex:
    """Every article seen, and the newest version of each; order does not matter."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}
        self._others: dict[str, set[str]] = {}
        self._newest: dict[str, str] = {}
        self._told: dict[str, str] = {}

    def add(self, article: Article, published: Dating | None = None) -> None:
        """Place an article; `published` is its date where one was worked out."""
        if article.id in self._known:
            return
        dated = published or article.published
        note = version_note(article.title, article.text)
        self._known[article.id] = _Known(
            outlet=fold(article.outlet).strip() if article.outlet else None,
            url=article.url,
            days=dated.interval if dated else None,
            number=_number(note) if note else 0,
        )

    def pair(self, one: str, other: str) -> None:
        """Take two placed articles that are copies of one text into account."""
        if not self._are_versions(self._known[one], self._known[other]):
            return
        self._others.setdefault(one, set()).add(other)
        self._others.setdefault(other, set()).add(one)
        group = self._group(one)
        rank = {member: self._rank(member, group) for member in group}
        newest = max(group, key=lambda member: (rank[member], member))
        for member in group:
            # Of two that nothing tells apart neither replaces the other.
            self._newest[member] = member if rank[member] == rank[newest] else newest

    def update(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The newest version of each of these articles, where it is news."""
        changed = {
            one: self._newest[one]
            for one in sorted(set(article_ids))
            if self._newest.get(one, one) != self._told.get(one, one)
        }
        self._told.update(changed)
        return changed

    def versions(self) -> dict[str, str]:
        """The newest version of each article that was replaced."""
        return {
            one: newest for one, newest in sorted(self._newest.items()) if one != newest
        }

    def _are_versions(self, one: _Known, other: _Known) -> bool:
        if one.url is not None and one.url == other.url:
            return True
        same = one.outlet is not None and one.outlet == other.outlet
        return same and one.number != other.number

    def _rank(self, article_id: str, group: Iterable[str]) -> tuple[int, int]:
        """The later the higher: by day of publication, on one day by what it says.

        Where one of the group has no date, by what they say first.
        """
        days = {one: self._known[one].days for one in group}
        here, number = days[article_id], self._known[article_id].number
        day = here.last.toordinal() if here is not None else 0
        return (number, day) if None in days.values() else (day, number)

    def _group(self, one: str) -> tuple[str, ...]:
        edges = self._edges(one)
        root = clusters([one], edges)
        return tuple(other for other in root if root[other] == root[one])

    def _edges(self, start: str) -> Iterator[tuple[str, str]]:
        seen, waiting = {start}, [start]
        while waiting:
            one = waiting.pop()
            for other in sorted(self._others.get(one, ())):
                yield one, other
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
