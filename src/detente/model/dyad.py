"""How two states stand to each other on a day, as the events until then leave it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.model.time import TimeInterval


class Level(StrEnum):
    """How a state is represented in another, by what the events last did to it."""

    AMBASSADOR = "ambassador"
    CHARGE = "charge"  # a chargé d'affaires: an embassy without ambassador
    MISSION = "mission"  # an embassy is open, who heads it is not told
    RESTORED = "restored"  # relations restored, nobody sent yet
    RECALLED = "recalled"  # by its own government
    EXPELLED = "expelled"  # by the host
    CLOSED = "closed"  # the embassy
    SEVERED = "severed"  # no relations
    UNKNOWN = "unknown"  # nothing is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An event as the ground of something that holds in a dyad.

    `actors` and `recipients` are the states of either side that belong to the dyad,
    ISO codes; both alike when the event is mutual. `is_certain`: it surely lies before
    the day asked for, and no independent origin denies it. `known_by_then`: an article
    that surely was out on that day tells it. `n_origins` are independent origins.
    """

    event_id: str
    act: str | None
    type: str
    days: TimeInterval | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    words: str
    n_origins: int
    outlets: tuple[str, ...]
    is_certain: bool = True
    known_by_then: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How `sender` is represented in `host`.

    `because` is the event that made it so, None when nothing is told. `before` are the
    earlier levels with their events, latest first. `ahead` are changes that are planned
    and have not come; `restoring`: relations are being restored, which fills no post by
    itself.
    """

    sender: str
    host: str
    level: Level
    because: Item | None = None
    before: tuple[tuple[Level, Item], ...] = ()
    ahead: tuple[tuple[Level, Item], ...] = ()
    restoring: Item | None = None


class Rank(StrEnum):
    """At which level two states meet: that of the lower of the two sides."""

    HEADS = "heads of state or government"
    MINISTERS = "ministers"
    OFFICIALS = "officials"
    UNKNOWN = "level not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """A meeting, visit or call; `people` are those named."""

    rank: Rank
    item: Item
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An agreement or sanction and, once it ended or was eased, the event that did so."""

    item: Item
    ended_by: Item | None = None


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """The index at the end of a month: `value` in [-10, 10].

    `mass` is the decayed weight behind it: near 0, hardly anything is known.
    """

    day: date
    value: float
    mass: float


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A month from which the mean monthly score is another one, until the next."""

    month: date
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadIndex:
    """The index of cooperation and conflict over time; `formula` says how.

    `n_events` entered it; `n_left_out` did happen but are dated too widely.
    """

    formula: str
    points: tuple[IndexPoint, ...]
    changes: tuple[ChangePoint, ...]
    n_events: int
    n_left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DyadState:
    """All of it on one day. `left` and `right` are ISO codes.

    `posts`: `left` in `right`, then `right` in `left`. `met` are the last encounters,
    one a rank, highest first. `n_events` are all that lie between the two.
    """

    left: str
    right: str
    on: date
    posts: tuple[Post, Post]
    agreements: tuple[Measure, ...]
    sanctions: tuple[Measure, ...]
    announced: tuple[Encounter, ...]
    met: tuple[Encounter, ...]
    index: DyadIndex
    n_events: int
