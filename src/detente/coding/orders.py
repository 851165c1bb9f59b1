"""An order to one's own people -> the act that is ordered.

"The emir ordered his navy chief to move frigates to the strait" tells a deployment by
the emir's state, and asks nobody for anything.
"""

from detente.coding.candidates import Candidate, countries
from detente.model.event import EventType

# Source: curated 2026-11; verbs by which a superior acts through those under him.
ORDERING = frozenset({"order", "command", "instruct", "direct", "tell", "task"})
# What a government does by giving the word.
BY_ORDER = frozenset(
    {
        EventType.AID,
        EventType.COERCE,
        EventType.CONCEDE,
        EventType.MOBILIZE,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)


def carry_out_order(candidate: Candidate) -> None:
    """Give an order to one's own the type and the target of what is ordered."""
    inner = candidate.told_within
    if candidate.type is not EventType.REQUEST or inner is None:
        return
    if candidate.row.word not in ORDERING or inner.type not in BY_ORDER:
        return
    if any(mention.sector == "JUD" for mention in candidate.actors):
        return  # a court orders others, its own government too
    ours = countries(candidate.actors)
    done_by = countries(inner.actors)
    if not ours or (done_by and not done_by <= ours):
        return
    candidate.type, candidate.modes = inner.type, inner.modes
    candidate.recipients = [
        m for m in inner.recipients if not set(m.countries) <= ours or not m.countries
    ]


def only_orders(candidate: Candidate, candidates: list[Candidate]) -> bool:
    """Whether troops are ordered to do what another trigger tells: "to withdraw"."""
    if candidate.type is not EventType.MOBILIZE or candidate.row.word not in ORDERING:
        return False
    clauses = {
        clause.i
        for clause in candidate.sentence.below(candidate.token, "xcomp", "ccomp")
    }
    return any(other.token.i in clauses for other in candidates)
