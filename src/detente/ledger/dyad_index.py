"""The index of cooperation and conflict in a dyad, and the months in which it turned.

    index(t) = sum(s w d) / (1 + sum(w d)),   d = 2 ** (-age in days / 90)

over what happened until t: `s` is the score of the event's PLOVER type on Goldstein's
scale (-10 to 10, linking_dyad_scores.toml), `w` = log2(1 + independent origins). The 1
in the denominator pulls an index with hardly any news towards 0. An event dated more
widely than a year is left out; others stand on the middle of their days.

Change points are those of the monthly mean scores (weighted by `w`, months without news
left out): the division into stretches of three months or more that is least in squared
error plus 3 s² log(n) a division, by optimal partitioning, `s²` the variance of the
noise by the median of successive differences.

Source: J. Goldstein, A conflict-cooperation scale for WEIS events data, 1992; B.
Jackson et al., An algorithm for optimal partitioning of data on an interval, 2005.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import fsum, log, log2
from operator import itemgetter
from statistics import median
from typing import TypeAlias

from detente.knowledge.dyad_rules import DyadRules
from detente.ledger.dyad_items import Told, order
from detente.model.dyad import ChangePoint, DyadIndex, IndexPoint

HALF_LIFE_DAYS = 90
# An event on its day (its number), its score, its weight.
Move: TypeAlias = tuple[int, float, float]
LAST_MONTH = date(9999, 12, 1)  # dates end there
WIDEST_DAYS = 366
SHORTEST = 3  # months between two changes
PENALTY = 3.0
# The noise of a series that never moves is not nothing: a point of the scale.
LEAST_NOISE = 0.25
# Of the median of absolute differences of a normal law to its deviation: .6745 sqrt 2.
MEDIAN_SHARE = 0.9539
FORMULA = (
    "sum(s w d) / (1 + sum(w d)); s: score of the PLOVER type (Goldstein 1992, -10 to "
    "10); w: log2(1 + independent origins); d: 2^(-age/90 days); only what happened"
)


def index_of(told: Sequence[Told], on: date, rules: DyadRules) -> DyadIndex:
    """The index at the end of each month until the day, and on the day itself."""
    real = [one for one in told if one.is_real]
    dated = [one for one in real if _is_narrow(one)]
    moves = sorted(
        (order(one.event, on), rules.scores[one.event.type], _weight(one))
        for one in dated
    )
    return index_of_moves(moves, on, n_left_out=len(real) - len(dated))


def index_of_moves(
    moves: Sequence[Move], on: date, *, n_left_out: int = 0
) -> DyadIndex:
    """The same of what it is summed from, sorted."""
    return DyadIndex(
        formula=FORMULA,
        points=tuple(_points(moves, on)),
        changes=changes(monthly(moves)),
        n_events=len(moves),
        n_left_out=n_left_out,
    )


def monthly(moves: Sequence[Move]) -> tuple[tuple[date, float], ...]:
    """The weighted mean score of each month that has one, in order."""
    sums: dict[date, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for day, of_day in groupby(moves, key=itemgetter(0)):
        here = sums[date.fromordinal(day).replace(day=1)]
        for _, score, weight in of_day:
            here[0] += score * weight
            here[1] += weight
    return tuple((month, sums[month][0] / sums[month][1]) for month in sorted(sums))


def changes(series: Sequence[tuple[date, float]]) -> tuple[ChangePoint, ...]:
    """Where the mean of the series is another one from there on."""
    values = [value for _, value in series]
    if not values:
        return ()
    starts = divide(values)
    ends = [*starts[1:], len(values)]
    means = [fsum(values[a:b]) / (b - a) for a, b in zip(starts, ends, strict=True)]
    return tuple(
        ChangePoint(month=series[start][0], before=round(low, 2), after=round(high, 2))
        for start, (low, high) in zip(starts[1:], pairwise(means), strict=True)
    )


def divide(values: Sequence[float]) -> list[int]:
    """The first places of the stretches that cost least; [0] where nothing changes."""
    n = len(values)
    if n < 2 * SHORTEST:
        return [0] if n else []
    noise = max(LEAST_NOISE, _noise(values))
    price = PENALTY * noise * log(n)
    sums, squares = [0.0], [0.0]
    for value in values:
        sums.append(sums[-1] + value)
        squares.append(squares[-1] + value * value)

    def cost(start: int, end: int) -> float:
        total = sums[end] - sums[start]
        return squares[end] - squares[start] - total * total / (end - start)

    best: dict[int, float] = {0: -price}
    came: dict[int, int] = {}
    for end in range(SHORTEST, n + 1):
        found = [
            (best[start] + cost(start, end) + price, start)
            for start in best
            if end - start >= SHORTEST
        ]
        if found:
            best[end], came[end] = min(found)
    starts: list[int] = []
    at = n
    while at > 0:
        at = came[at]
        starts.append(at)
    return starts[::-1]


def _noise(values: Sequence[float]) -> float:
    steps = [abs(b - a) for a, b in pairwise(values)]
    return float((median(steps) / MEDIAN_SHARE) ** 2)


def _points(moves: Sequence[Move], on: date) -> Iterator[IndexPoint]:
    """One walk over events and month ends: both sums fade together."""
    if not moves:
        return
    above = mass = 0.0
    at = moves[0][0]
    place = 0
    for day in _month_ends(date.fromordinal(at), on):
        until = day.toordinal()
        while place < len(moves) and moves[place][0] <= until:
            when, score, weight = moves[place]
            if when != at:
                fade = 2.0 ** (-(when - at) / HALF_LIFE_DAYS)
                above, mass, at = above * fade, mass * fade, when
            above, mass = above + score * weight, mass + weight
            place += 1
        fade = 2.0 ** (-(until - at) / HALF_LIFE_DAYS)
        above, mass, at = above * fade, mass * fade, until
        yield IndexPoint(day, round(above / (1.0 + mass), 2) + 0.0, round(mass, 3))


def _month_ends(first: date, on: date) -> Iterator[date]:
    """The last days of the months from `first` on, and `on` itself."""
    month = first.replace(day=1)
    while month < LAST_MONTH:
        following = (month + timedelta(days=32)).replace(day=1)
        end = following - timedelta(days=1)
        if end >= on:
            break
        yield end
        month = following
    yield on


def _is_narrow(one: Told) -> bool:
    days = one.item.days
    return days is not None and not days.is_open and days.n_days <= WIDEST_DAYS


def _weight(one: Told) -> float:
    return log2(1 + one.event.n_origins)
