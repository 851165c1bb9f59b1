"""The state of a dyad on a day: a pure fold of the events between two states.

(events, two states, day) -> representation in each direction, agreements and sanctions,
meetings to come and last held, and an index of cooperation and conflict. Only what
happened by then counts; an event that may lie later is there and marked uncertain.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from detente.knowledge.dyad_rules import load_dyad_rules
from detente.knowledge.linking_rules import load_linking_rules
from detente.ledger.dyad_index import index_of
from detente.ledger.dyad_items import latest_word, told_by
from detente.ledger.dyad_measures import measures_of
from detente.ledger.dyad_meetings import announced, last_by_rank
from detente.ledger.dyad_posts import posts_of
from detente.model.dyad import DyadState
from detente.model.happening import Event


def dyad_state(events: Iterable[Event], left: str, right: str, on: date) -> DyadState:
    """How two states stand on a day.

    Args:
        events: Those of the ledger; others than between the two are passed over.
        left: ISO 3166-1 alpha-3.
        right: ISO 3166-1 alpha-3.
        on: The day; its evening counts.
    """
    rules = load_dyad_rules()
    told = told_by(events, left, right, on)
    agreements, sanctions = measures_of(told, rules, load_linking_rules())
    return DyadState(
        left=left,
        right=right,
        on=on,
        posts=posts_of(told, left, right, rules),
        agreements=agreements,
        sanctions=sanctions,
        announced=announced(told, left, right, on, rules),
        met=last_by_rank(told, left, right, rules),
        index=index_of(told, on, rules),
        n_events=len(told),
    )


def state_from(
    events: Sequence[Event], left: str, right: str, *, on: date | None = None
) -> DyadState | None:
    """The same; without a day on the last that an article on the two came out on.

    None where there is no event, or nothing has a date.
    """
    day = on or latest_word(events)
    if day is None or not events:
        return None
    return dyad_state(events, left, right, day)
