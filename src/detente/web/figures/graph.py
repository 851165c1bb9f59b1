"""Who deals with whom: states as a graph, laid out by springs, the same each time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from detente.model.happening import Event

WIDTH, HEIGHT, MARGIN = 960.0, 620.0, 46.0
MOST_NODES = 300
STEPS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A state: centre and radius in pixels, and in how many events it takes part."""

    id: str
    label: str
    x: float
    y: float
    r: float
    n_events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A dyad: the line between two nodes, its width in pixels, its number of events."""

    a: str
    b: str
    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    n_events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFigure:
    """Nodes and edges; `n_left_out` states had too few events to be drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    n_left_out: int


def graph_figure(events: Sequence[Event], names: Mapping[str, str]) -> GraphFigure:
    """The states of the events and their dealings."""
    pairs = Counter(pair for event in events for pair in event.dyads)
    weight: Counter[str] = Counter()
    for (a, b), n in pairs.items():
        weight[a] += n
        weight[b] += n
    ranked = sorted(weight, key=lambda one: (-weight[one], one))
    kept = ranked[:MOST_NODES]
    place = {one: i for i, one in enumerate(kept)}
    drawn = {p: n for p, n in pairs.items() if p[0] in place and p[1] in place}
    spots = _springs(
        len(kept), [(place[a], place[b], n) for (a, b), n in sorted(drawn.items())]
    )
    most = max(drawn.values(), default=1)
    nodes = tuple(
        Node(
            id=one,
            label=names.get(one, one),
            x=round(float(spots[i, 0]), 1),
            y=round(float(spots[i, 1]), 1),
            r=round(5.0 + 9.0 * (weight[one] / weight[kept[0]]) ** 0.5, 1),
            n_events=weight[one],
        )
        for i, one in enumerate(kept)
    )
    edges = tuple(
        Edge(
            a=a,
            b=b,
            x1=nodes[place[a]].x,
            y1=nodes[place[a]].y,
            x2=nodes[place[b]].x,
            y2=nodes[place[b]].y,
            width=round(1.0 + 5.0 * n / most, 1),
            n_events=n,
        )
        for (a, b), n in sorted(drawn.items(), key=lambda item: (item[1], item[0]))
    )
    return GraphFigure(nodes=nodes, edges=edges, n_left_out=len(ranked) - len(kept))


def _springs(n: int, edges: Sequence[tuple[int, int, int]]) -> NDArray[np.float64]:
    """Places in pixels (n, 2), after Fruchterman and Reingold (1991), from a circle."""
    around = [
        (cos(2 * pi * i / max(1, n)), sin(2 * pi * i / max(1, n))) for i in range(n)
    ]
    spots = np.array(around, dtype=np.float64).reshape(n, 2) * 0.5
    if n > 1:
        ideal = (1.6 / n) ** 0.5
        left = np.array([a for a, _, _ in edges], dtype=np.int64)
        right = np.array([b for _, b, _ in edges], dtype=np.int64)
        for step in range(STEPS):
            gaps = spots[:, None, :] - spots[None, :, :]
            squares = (gaps**2).sum(axis=2) + 1e-6
            push = (gaps * (ideal**2 / squares)[:, :, None]).sum(axis=1)
            if len(edges):
                pulls = spots[left] - spots[right]
                pull = pulls * (np.sqrt((pulls**2).sum(axis=1)) / ideal)[:, None]
                np.add.at(push, left, -pull)
                np.add.at(push, right, pull)
            push -= spots * 0.35  # to the middle, or what is apart drifts away
            length = np.sqrt((push**2).sum(axis=1, keepdims=True)) + 1e-9
            spots = spots + push / length * np.minimum(
                length, 0.12 * (1 - step / STEPS)
            )
    low = spots.min(axis=0, initial=0.0) if n else np.zeros(2)
    span = np.ptp(spots, axis=0) if n else np.ones(2)
    span[span < 1e-6] = 1.0
    size = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    placed: NDArray[np.float64] = MARGIN + (spots - low) / span * size
    return placed
