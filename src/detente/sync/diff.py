"""Two tables of terms -> what is new, what ended, what changed, what is gone."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from detente.knowledge.held import Held


class ChangeKind(StrEnum):
    """What happened to a term."""

    NEW = "new"
    ENDED = "ended"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One term that is not as it was; dates are "start/end", an open end empty."""

    kind: ChangeKind
    country: str
    office: str
    person: str
    before: str
    after: str

    def __str__(self) -> str:
        dates = " → ".join(filter(None, (self.before, self.after)))
        return f"{self.kind:<8}{self.country}  {self.office}: {self.person}  {dates}"


def changes(before: Iterable[Held], after: Iterable[Held]) -> tuple[Change, ...]:
    """What a reader should know, by country, office and start."""
    old, new = _grouped(before), _grouped(after)
    found: list[Change] = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key, []), new.get(key, [])
        same = {(t.start, t.end) for t in was} & {(t.start, t.end) for t in now}
        was = [t for t in was if (t.start, t.end) not in same]
        now = [t for t in now if (t.start, t.end) not in same]
        for left, right in zip(was, now, strict=False):
            is_end = not left.end and right.end and left.start == right.start
            kind = ChangeKind.ENDED if is_end else ChangeKind.CHANGED
            found.append(_change(kind, right, before=left, after=right))
        found += [_change(ChangeKind.NEW, t, after=t) for t in now[len(was) :]]
        found += [_change(ChangeKind.GONE, t, before=t) for t in was[len(now) :]]
    return tuple(found)


def _grouped(terms: Iterable[Held]) -> dict[tuple[str, str, str], list[Held]]:
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for term in sorted(terms, key=lambda t: (t.start, t.end)):
        groups[term.country, term.office, term.qid].append(term)
    return groups


def _change(
    kind: ChangeKind,
    term: Held,
    *,
    before: Held | None = None,
    after: Held | None = None,
) -> Change:
    return Change(
        kind=kind,
        country=term.country,
        office=term.office,
        person=term.person,
        before=f"{before.start}/{before.end}" if before else "",
        after=f"{after.start}/{after.end}" if after else "",
    )
