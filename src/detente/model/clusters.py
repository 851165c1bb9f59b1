"""Which ids hang together: the one union-find that linking and the ledger share.

An event is a cluster of reports, an origin a cluster of articles; both must come out
alike wherever they are worked out, in whatever order their pairs arrive.
"""

from collections.abc import Iterable
from hashlib import blake2b


def clusters(ids: Iterable[str], same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each id's cluster, named by the smallest id in it.

    `same` are pairs of one cluster, in any order and as often as they like; ids that
    stand only there count as well. An id without a pair is its own cluster. The result
    is sorted by id and does not depend on the order of either argument.
    """
    parent: dict[str, str] = {one: one for one in ids}

    def root(one: str) -> str:
        top = one
        while parent[top] != top:
            top = parent[top]
        while parent[one] != top:
            parent[one], one = top, parent[one]
        return top

    for left, right in same:
        low = root(parent.setdefault(left, left))
        high = root(parent.setdefault(right, right))
        if low != high:
            low, high = min(low, high), max(low, high)
            parent[high] = low
    return {one: root(one) for one in sorted(parent)}


def name_of(prefix: str, smallest: str) -> str:
    """A cluster's public id: "evt_", "sto_" ... and a hash of its smallest member."""
    digest = blake2b(smallest.encode(), digest_size=8).hexdigest()
    return f"{prefix}_{digest}"
