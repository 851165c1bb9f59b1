"""A dyad over time: its index, its events as dots, and how much was read when.

Dots are filled for what happened, rings for plans, half for what is only claimed, struck
for denials; their size grows with the independent origins, a whisker spans the days that
an uncertain date allows. The strip below counts the articles read a week, so that
"nothing happened" is not taken for "nothing was read".
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status
from detente.views.rows import headline, row_of
from detente.views.words import clip
from detente.web.figures.axis import Tick, TimeAxis

WIDTH, HEIGHT = 960.0, 330.0
LEFT, RIGHT, TOP, BOTTOM = 78.0, 948.0, 18.0, 232.0
STRIP_TOP, STRIP_BOTTOM = 262.0, 296.0
MOST_DOTS = 300
MOST_LETTERS = 110  # of a dot's headline
MARGIN_DAYS = 14
DRAWN_DAYS = 3 * 365
# A date wider than this is drawn by its whisker alone: a dot would say too much.
WIDEST_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An event in the picture: centre and radius in pixels, whisker from x1 to x2."""

    event_id: str
    x: float
    y: float
    r: float
    x1: float
    x2: float
    look: str
    status: Status
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A week of the strip."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A response: from the act to the answer, as an SVG path."""

    path: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPoint:
    """The relation index on a day, in [-10, 10], with the band that doubt leaves it."""

    day: date
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadFigure:
    """Everything that the template draws; `n_left_out` dots were too many."""

    axis: TimeAxis
    ticks: tuple[Tick, ...]
    levels: tuple[tuple[float, str], ...]
    line: str
    band: str
    dots: tuple[Dot, ...]
    links: tuple[Link, ...]
    bars: tuple[Bar, ...]
    most_articles: int
    n_earlier: int
    n_undated: int
    n_left_out: int


def dyad_figure(
    events: Sequence[Event],
    index: Sequence[IndexPoint],
    weeks: Mapping[date, int],
    scores: Mapping[EventType, float],
    *,
    first: date | None = None,
    last: date | None = None,
    responses: Sequence[tuple[str, str]] = (),
) -> DyadFigure | None:
    """Lay it out; None where no event has a date.

    Args:
        events: The dyad's, by date.
        index: By day, in order.
        weeks: Mondays with the number of articles read that were published that week.
        scores: From conflict (-10) to cooperation (10), for the height of a dot.
        first: Where the axis begins; three years before its end, if not given, or
            where the events in them begin.
        last: Where it ends; the newest event's day, if not given.
        responses: Pairs of event ids, the answer first.
    """
    dated = [one for one in events if _day_of(one) is not None]
    days = [day for one in dated if (day := _day_of(one)) is not None]
    if not days:
        return None
    start, end = _range(days, first, last)
    axis = TimeAxis(first=start, last=end, left=LEFT, right=RIGHT)
    shown = [one for one in dated if axis.holds(_day_of(one) or date.min)]
    ranked = sorted(shown, key=lambda one: (-one.n_origins, one.id))[:MOST_DOTS]
    kept = {one.id for one in ranked}
    dots = _dots([one for one in shown if one.id in kept], axis, scores)
    points = [one for one in index if axis.holds(one.day)]
    return DyadFigure(
        axis=axis,
        ticks=axis.ticks(),
        levels=tuple(
            (_y(level), words)
            for level, words in ((10, "cooperation"), (0, "neutral"), (-10, "conflict"))
        ),
        line=_path([(axis.x(p.day), _y(p.value)) for p in points]),
        band=_band(points, axis),
        dots=dots,
        links=_links(dots, responses),
        bars=_bars(weeks, axis),
        most_articles=max(weeks.values(), default=0),
        n_earlier=sum((_day_of(one) or start) < start for one in dated),
        n_undated=len(events) - len(dated),
        n_left_out=len(shown) - len(kept),
    )


def _day_of(event: Event) -> date | None:
    """The day a dot stands on: the middle of what is possible; None where that is wide."""
    if event.dating is None:
        return None
    days = event.dating.interval
    if days.is_open or days.n_days > WIDEST_DAYS:
        return None
    return days.start + timedelta(days=(days.n_days - 1) // 2)


def _range(
    days: Sequence[date], first: date | None, last: date | None
) -> tuple[date, date]:
    """The last years before the newest event, no earlier than the first one in them."""
    margin = timedelta(days=MARGIN_DAYS)
    end = last or max(days) + margin
    since = end - timedelta(days=DRAWN_DAYS)
    near = [day for day in days if since <= day <= end]
    start = first or min(near, default=since) - margin
    return start, max(end, start + margin)


def _y(score: float) -> float:
    share = (10.0 - min(10.0, max(-10.0, score))) / 20.0
    return round(TOP + (BOTTOM - TOP) * share, 1)


def _look(event: Event) -> str:
    """How the dot is drawn."""
    if event.status in {Status.DENIED, Status.CANCELLED}:
        return "struck"
    if event.status in {Status.PLANNED, Status.DEMANDED, Status.HYPOTHETICAL}:
        return "ring"
    return "half" if event.claimed_by else "full"


def _dots(
    events: Sequence[Event], axis: TimeAxis, scores: Mapping[EventType, float]
) -> tuple[Dot, ...]:
    taken: Counter[tuple[int, int]] = Counter()
    dots = []
    for event in events:
        if event.dating is None or (day := _day_of(event)) is None:
            continue
        x, y = axis.x(day), _y(scores.get(event.type, 0.0))
        # Dots on one spot are stacked towards neutral so that each can be seen.
        by = 9 if y < _y(0) else -9
        spot = round(x / 9), round(y / 9)
        while taken[spot] and TOP <= y + by <= BOTTOM:
            y = round(y + by, 1)
            spot = spot[0], round(y / 9)
        taken[spot] += 1
        interval = event.dating.interval
        row = row_of(event)
        dots.append(
            Dot(
                event_id=event.id,
                x=x,
                y=y,
                r=round(3.2 + 1.3 * min(6, event.n_origins) ** 0.5, 1),
                x1=axis.x(interval.start),
                x2=axis.x(interval.last),
                look=_look(event),
                status=event.status,
                words=f"{row.date}: {clip(headline(row), MOST_LETTERS)}, {event.status}",
            )
        )
    return tuple(dots)


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x},{y}" for x, y in points) if len(points) > 1 else ""


def _band(points: Sequence[IndexPoint], axis: TimeAxis) -> str:
    over = [(axis.x(p.day), _y(p.high)) for p in points]
    under = [(axis.x(p.day), _y(p.low)) for p in reversed(points)]
    path = _path([*over, *under])
    return f"{path}Z" if path else ""


def _links(
    dots: Sequence[Dot], responses: Sequence[tuple[str, str]]
) -> tuple[Link, ...]:
    by_id = {dot.event_id: dot for dot in dots}
    found = []
    for answer_id, act_id in responses:
        answer, act = by_id.get(answer_id), by_id.get(act_id)
        if answer is None or act is None or answer is act:
            continue
        middle = (act.x + answer.x) / 2
        top = max(4.0, min(act.y, answer.y) - 26)
        path = f"M{act.x},{act.y}Q{middle},{top} {answer.x},{answer.y}"
        found.append(Link(path=path, words=f"{answer.words} — in response"))
    return tuple(found)


def _bars(weeks: Mapping[date, int], axis: TimeAxis) -> tuple[Bar, ...]:
    most = max(weeks.values(), default=0)
    found = []
    for week, n in sorted(weeks.items()):
        if not n or not axis.holds(week):
            continue
        x, after = axis.x(week), axis.x(week + timedelta(days=7))
        height = round((STRIP_BOTTOM - STRIP_TOP) * n / most, 1)
        found.append(
            Bar(
                x=x,
                y=round(STRIP_BOTTOM - height, 1),
                width=max(1.5, round(after - x - 0.5, 1)),
                height=height,
                words=f"week of {week.isoformat()}: {n} read",
            )
        )
    return tuple(found)
