"""The state of a dyad from what the index keeps of its events, with few of them read.

(connection, two states, day) -> the same as `dyad.dyad_state` over all events between the
two. What the index of cooperation is summed from stands in the columns; whole events are
read only where the state shows them: acts that change it, meetings to come, and the last
meeting of each rank.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import log2
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from detente.knowledge.dyad_rules import DyadRules, load_dyad_rules
from detente.knowledge.linking_rules import load_linking_rules
from detente.ledger import schema as s
from detente.ledger.codec import decode_all
from detente.ledger.dyad_columns import REAL
from detente.ledger.dyad_index import WIDEST_DAYS, Move, index_of_moves
from detente.ledger.dyad_items import told_by
from detente.ledger.dyad_measures import measures_of
from detente.ledger.dyad_meetings import (
    NO_MEETING,
    OPEN_DAYS,
    ORDER,
    announced,
    last_by_rank,
)
from detente.ledger.dyad_posts import posts_of
from detente.ledger.pieces import chunks
from detente.model.dyad import DyadState, Rank
from detente.model.event import EventType
from detente.model.happening import Event
from detente.model.status import Status

OPEN_START, OPEN_END = date.min.isoformat(), date.max.isoformat()
REAL_NAMES = frozenset(map(str, REAL))
MEETING = str(EventType.CONSULT)
PLANNED = str(Status.PLANNED)


class _Row(NamedTuple):
    """A dated or undated event of the pair, as its columns have it."""

    event_id: str
    type: str
    status: str
    first: str | None
    last: str | None
    n_origins: int
    act: str | None
    is_withdrawn: int
    first_told: str | None
    first_said: str | None
    last_told: str | None
    offices: str

    @property
    def may_be_real(self) -> bool:
        return self.status in REAL_NAMES

    def is_real(self, day: str) -> bool:
        """Whether it had taken place by a day."""
        return self.may_be_real and self.first is not None and self.first <= day

    def was_said(self, day: str) -> bool:
        """Whether it stood by then as something that is not real (yet)."""
        if self.first_told is None:
            return not self.may_be_real
        return (
            self.first_said is not None
            and self.first_said <= day
            and self.first_told <= day
        )


def state_kept(
    connection: Connection, left: str, right: str, on: date | None
) -> DyadState | None:
    """How two states stand on a day; without one on the last that an article came out on.

    None where nothing lies between them, or nothing has a date.
    """
    rules = load_dyad_rules()
    rows = _rows(connection, min(left, right), max(left, right))
    day = on or _latest_word(rows)
    if day is None or not rows:
        return None
    iso = day.isoformat()
    standing = [one for one in rows if not one.is_withdrawn]
    real = [one for one in standing if one.is_real(iso)]
    said = [one for one in standing if not one.is_real(iso) and one.was_said(iso)]
    moves = sorted(_moves(real, day, rules))
    acts = frozenset(act for rule in rules.effects for act in rule.acts)
    wanted = {one.event_id for one in (*real, *said) if one.act in acts}
    wanted |= {one.event_id for one in said if _may_be_ahead(one, day)}
    wanted |= _last_met(real, left, right, day, rules)
    told = told_by(_read(connection, wanted), left, right, day)
    agreements, sanctions = measures_of(told, rules, load_linking_rules())
    return DyadState(
        left=left,
        right=right,
        on=day,
        posts=posts_of(told, left, right, rules),
        agreements=agreements,
        sanctions=sanctions,
        announced=announced(told, left, right, day, rules),
        met=last_by_rank(told, left, right, rules),
        index=index_of_moves(moves, day, n_left_out=len(real) - len(moves)),
        n_events=len(real) + len(said),
    )


def _rows(connection: Connection, a: str, b: str) -> list[_Row]:
    of = s.event_dyads.c
    query = select(
        of.event_id,
        of.type,
        of.status,
        of.first_day,
        of.last_day,
        of.n_origins,
        of.act,
        of.is_withdrawn,
        of.first_told,
        of.first_said,
        of.last_told,
        of.offices,
    ).where(of.a == a, of.b == b)
    rows: Sequence[Any] = connection.execute(query).all()
    return [_Row(*row) for row in rows]


def _read(connection: Connection, event_ids: set[str]) -> list[Event]:
    lines: list[bytes] = []
    of = s.events.c
    for piece in chunks(event_ids):
        query = select(of.payload).where(of.event_id.in_(piece))
        lines += connection.scalars(query)
    return decode_all(Event, lines)


def _latest_word(rows: Sequence[_Row]) -> date | None:
    """As `dyad_items.latest_word` over the events."""
    out = [one.last_told for one in rows if one.last_told is not None]
    happened = [
        one.last
        for one in rows
        if one.may_be_real and one.last is not None and one.last != OPEN_END
    ]
    return _day(max(out or happened, default=None))


def _moves(rows: Sequence[_Row], on: date, rules: DyadRules) -> Iterator[Move]:
    """What the index sums: day, score and weight of each event that is dated well."""
    scores = {str(type_): score for type_, score in rules.scores.items()}
    today = on.toordinal()
    for one in rows:
        if (
            one.first is None
            or one.last is None
            or one.first == OPEN_START
            or one.last == OPEN_END
        ):
            continue
        first, last = _number(one.first), _number(one.last)
        if last - first < WIDEST_DAYS:
            day = (min(first, today) + min(last, today)) // 2
            yield day, scores[one.type], log2(1 + one.n_origins)


def _order(first: str, last: str, on: date) -> int:
    """As `dyad_items.order`."""
    end = min(_number(last), on.toordinal())
    if first == OPEN_START:
        return end
    return (min(_number(first), on.toordinal()) + end) // 2


@lru_cache(maxsize=1 << 16)
def _number(iso: str) -> int:
    """A day as a number; a pair of states has the same days over and over."""
    return date.fromisoformat(iso).toordinal()


def _is_meeting(row: _Row) -> bool:
    return row.type == MEETING and row.act not in NO_MEETING


def _may_be_ahead(row: _Row, on: date) -> bool:
    """Whether it may be a meeting that is still to come; read whole, it is looked at."""
    if not _is_meeting(row):
        return False
    if row.last is not None and row.last != OPEN_END:
        return row.last >= on.isoformat()
    told = _day(row.first_told)
    return told is None or told + timedelta(days=OPEN_DAYS) >= on


def _last_met(
    real: Sequence[_Row], left: str, right: str, on: date, rules: DyadRules
) -> set[str]:
    """The latest meeting of each rank."""
    last: dict[str, tuple[int, str]] = {}
    for one in real:
        if not _is_meeting(one) or one.first is None or one.last is None:
            continue
        place = _order(one.first, one.last, on), one.event_id
        last[one.offices] = max(place, last.get(one.offices, place))
    best: dict[Rank, tuple[int, str]] = {}
    for offices, place in last.items():
        rank = _rank(offices, left, right, rules)
        best[rank] = max(place, best.get(rank, place))
    return {event_id for _, event_id in best.values()}


def _rank(offices: str, left: str, right: str, rules: DyadRules) -> Rank:
    """As `dyad_meetings.encounter_of`: that of the lower side."""
    sides = {left: Rank.UNKNOWN, right: Rank.UNKNOWN}
    for line in offices.splitlines():
        side, _, office = line.partition(" ")
        rank = rules.rank_of(office or None)
        if ORDER.index(rank) < ORDER.index(sides[side]):
            sides[side] = rank
    known = [rank for rank in sides.values() if rank is not Rank.UNKNOWN]
    return max(known, key=ORDER.index, default=Rank.UNKNOWN)


def _day(iso: Any) -> date | None:
    return date.fromisoformat(iso) if iso is not None else None
