"""Who did it, where reports of one event name people who cannot both be meant."""

from detente.ledger.personal_names import has_one_holder, is_personal, may_be_one
from detente.ledger.rival_claims import MOST_COMPARED, are_apart, claims_of
from detente.ledger.weigh import Witnesses
from detente.ledger.who import is_named, key_of
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.happening import Disagreement, Disputed

# What several do together: that other people are named of it is no contradiction.
SHARED_ACTS = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.SUPPORT}
)
# What several may say, each in turn.
SPOKEN_ACTS = frozenset(
    {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN}
)


def names(witnesses: Witnesses) -> Disagreement | None:
    """One office of one state, two names for its holder, no report naming both."""
    holders: dict[tuple[str, str], list[tuple[str, str, Report]]] = {}
    together: set[frozenset[str]] = set()
    for report in witnesses.reports:
        people = [
            p
            for p in (*report.actors, *report.recipients)
            if is_named(p) and is_personal(p)
        ]
        keys = sorted({key_of(person) for person in people})
        together |= {frozenset((a, b)) for a in keys for b in keys if a != b}
        for person in people:
            if not has_one_holder(person.office or ""):
                continue
            seat = (person.country_code or "", person.office or "")
            named = (key_of(person), person.entity_name, report)
            holders.setdefault(seat, []).append(named)
    for seat in sorted(holders):
        named_here = holders[seat]
        rivals = any(
            one[0] != other[0]
            and not may_be_one(one[1], other[1])
            and frozenset((one[0], other[0])) not in together
            and are_apart(one[2], other[2], witnesses)
            for i, one in enumerate(named_here[:MOST_COMPARED])
            for other in named_here[:i]
        )
        if rivals:
            values = [(name, report) for _, name, report in named_here]
            return Disagreement(
                field=Disputed.NAME, claims=claims_of(witnesses, values)
            )
    return None


def doers(witnesses: Witnesses) -> Disagreement | None:
    """Two persons of one state, each said to have done it, no report naming both.

    Holders of one office are a matter of names; at a meeting anybody may be there.
    """
    doers: dict[str, list[tuple[str, str, Report]]] = {}
    together: set[frozenset[str]] = set()
    for report in witnesses.reports:
        if report.type in SHARED_ACTS | SPOKEN_ACTS or len(report.actors) != 1:
            continue
        keys = {key_of(one) for one in (*report.actors, *report.recipients)}
        together |= {frozenset((a, b)) for a in keys for b in keys if a != b}
        (doer,) = report.actors
        if is_named(doer) and is_personal(doer) and doer.country_code:
            named = (key_of(doer), doer.entity_name, report)
            doers.setdefault(doer.country_code, []).append(named)
    for state in sorted(doers):
        here = doers[state]
        offices = {who: report.actors[0].office for who, _, report in here}
        rivals = any(
            one[0] != other[0]
            and offices[one[0]] != offices[other[0]]
            and not may_be_one(one[1], other[1])
            and frozenset((one[0], other[0])) not in together
            and are_apart(one[2], other[2], witnesses)
            for i, one in enumerate(here[:MOST_COMPARED])
            for other in here[:i]
        )
        if rivals:
            values = [(name, report) for _, name, report in here]
            return Disagreement(
                field=Disputed.ACTOR, claims=claims_of(witnesses, values)
            )
    return None
