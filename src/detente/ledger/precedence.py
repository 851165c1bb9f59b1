"""A claim that an event is the first of its kind, set beside what the ledger holds.

(claim, event, events of the dyad) -> supported, contradicted by an event, or nothing
known. A ledger holds what its articles tell: silence about earlier visits supports
nothing. An earlier event outside the time that the claim reaches back over does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from detente.knowledge.dyad_rules import DyadRules, load_dyad_rules
from detente.model.dyad import Rank
from detente.model.entry import Precedence, Scope
from detente.model.happening import Event, Party
from detente.model.status import Status
from detente.model.time import TimeInterval

REAL = frozenset({Status.HAPPENED, Status.ONGOING})
DAYS_A_YEAR = 365.2425
# "In ten years" is said of eleven as of nine and a half.
SLACK_SHARE = 0.05
# Acts of the lexicon that say the same of somebody: a visit by any word is one.
VISITS = frozenset(
    {"visit", "travel", "pay-visit", "call-on", "host", "welcome-guest", "give-welcome"}
)


class Holding(StrEnum):
    """What the ledger says to a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "nothing known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A claim with the ledger's answer; `event_id` is the earlier event that gives it."""

    claim: Precedence
    holding: Holding
    event_id: str | None = None


def check(claim: Precedence, event: Event, events: Iterable[Event]) -> Checked:
    """Set a claim about an event beside the other events of its dyad."""
    days = event.dating.interval if event.dating else None
    if days is None or days.is_open:
        return Checked(claim=claim, holding=Holding.UNKNOWN)
    rules = load_dyad_rules()
    start, slack = _reach(claim, days)
    earlier = [
        one
        for one in events
        if one.id != event.id
        and one.status in REAL
        and not one.is_withdrawn
        and one.dating is not None
        and not one.dating.interval.is_open
        and one.dating.interval.last < days.start
        and _is_of_its_kind(one, event, claim.scope, rules)
    ]
    earlier.sort(key=lambda one: (one.dating.interval if one.dating else days).last)
    inside = [
        one
        for one in earlier
        if one.dating is not None and one.dating.interval.start >= start + slack
    ]
    if inside:
        return _answer(claim, Holding.CONTRADICTED, inside[-1])
    before = [
        one
        for one in earlier
        if one.dating is not None and one.dating.interval.last <= start + slack
    ]
    if before and start > date.min:
        return _answer(claim, Holding.SUPPORTED, before[-1])
    return Checked(claim=claim, holding=Holding.UNKNOWN)


def _answer(claim: Precedence, holding: Holding, event: Event) -> Checked:
    return Checked(claim=claim, holding=holding, event_id=event.id)


def _reach(claim: Precedence, days: TimeInterval) -> tuple[date, timedelta]:
    """From when on there was none, by the claim, and how exactly that is meant."""
    none = timedelta(0)
    if claim.since is not None:
        # The one in that year is the last that there was.
        return claim.since.last, none
    if claim.years is None:
        return date.min, none
    back = timedelta(days=claim.years * DAYS_A_YEAR)
    if days.start - date.min <= back:
        return date.min, none
    return days.start - back, timedelta(days=back.days * SLACK_SHARE)


def _is_of_its_kind(one: Event, event: Event, scope: Scope, rules: DyadRules) -> bool:
    """Whether an earlier event is what the claim says that there was none of."""
    if one.type is not event.type or not _same_act(one, event):
        return False
    if _states(one.actors) != _states(event.actors) and not _is_mutual(event):
        return False
    if not set(event.countries) <= set(one.countries):
        return False
    if scope is Scope.STATE:
        return True
    sides = (*event.actors, *event.recipients) if _is_mutual(event) else event.actors
    others = (*one.actors, *one.recipients)
    people = [party for party in sides if not party.is_state]
    if not people:
        return False
    return all(
        any(_is_alike(party, other, scope, rules) for other in others)
        for party in people
    )


def _is_alike(party: Party, other: Party, scope: Scope, rules: DyadRules) -> bool:
    if party.country_code != other.country_code:
        return False
    if scope is Scope.PERSON:
        return (
            party.actor_id == other.actor_id
            if party.actor_id
            else (party.name == other.name)
        )
    if scope is Scope.HEADS:
        return rules.rank_of(other.office) is Rank.HEADS
    return party.office is not None and party.office == other.office


def _same_act(one: Event, event: Event) -> bool:
    if "visit" in event.modes or event.act in VISITS:
        return "visit" in one.modes or one.act in VISITS
    return "visit" not in one.modes


def _is_mutual(event: Event) -> bool:
    return not event.recipients and len(event.actors) > 1


def _states(side: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country_code for party in side if party.country_code)
