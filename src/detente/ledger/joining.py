"""Judgements -> which reports are one event; what a person parted stays apart.

Without a person's DIFFERENT the events are the clusters of SAME. With one, the surest
SAME judgements join first, and one that would bring together what a person parted is
left out: so a chain of the linker's cannot undo a person's word.
"""

from collections.abc import Iterable

from detente.model.clusters import clusters
from detente.model.entry import Judgement, Verdict, is_person

Pair = tuple[str, str]


def joined(ids: Iterable[str], standing: Iterable[Judgement]) -> dict[str, str]:
    """Each id's cluster, named by the smallest id in it.

    Args:
        ids: Reports; those that stand only in judgements count as well.
        standing: Judgements that no other undid, in any order.
    """
    found = list(standing)
    parted = {
        (one.left, one.right)
        for one in found
        if one.verdict is Verdict.DIFFERENT and is_person(one.by)
    }
    # Of the same pair the surest word counts; all others say nothing more.
    surest: dict[Pair, tuple[bool, float]] = {}
    for one in found:
        if one.verdict is Verdict.SAME:
            pair = (one.left, one.right)
            weight = (not is_person(one.by), -one.score)
            surest[pair] = min(surest.get(pair, weight), weight)
    if not parted:
        return clusters(ids, surest)
    ordered = sorted(surest, key=lambda pair: (*surest[pair], pair))
    return clusters(ids, _allowed(ordered, parted))


def _allowed(same: list[Pair], parted: set[Pair]) -> list[Pair]:
    """The pairs that join nothing that is parted, taken in the given order."""
    members: dict[str, set[str]] = {}
    barred: dict[str, set[str]] = {}
    for left, right in parted:
        barred.setdefault(left, set()).add(right)
        barred.setdefault(right, set()).add(left)
    home: dict[str, str] = {}
    kept: list[Pair] = []
    for left, right in same:
        a, b = home.setdefault(left, left), home.setdefault(right, right)
        if a == b:
            continue
        one, other = members.setdefault(a, {a}), members.setdefault(b, {b})
        if any(not barred.get(each, set()).isdisjoint(other) for each in one):
            continue
        kept.append((left, right))
        if len(one) < len(other):
            a, b, one, other = b, a, other, one
        one |= other
        home.update(dict.fromkeys(other, a))
        del members[b]
    return kept
