"""What is said of an event or report that a person took out as being of no event."""

from detente.ledger.corrected import name_of_person
from detente.ledger.read import Reader
from detente.model.clusters import name_of
from detente.model.entry import Action


def removed_words(ledger: Reader, id: str) -> str | None:
    """Who removed what had this id, when, why and how to undo it; None if nobody."""
    for one in reversed(ledger.corrections(standing=True)):
        said = one.correction
        if said.action is not Action.REMOVE or not id.startswith(("rep_", "evt_")):
            continue
        reports = [anchor.report_id for anchor in said.at]
        ids = {*reports, name_of("evt", min(reports))}
        if any(known.startswith(id) for known in ids):
            return (
                f"{id}: removed by {name_of_person(said.by)}, {one.recorded[:10]}: "
                f"{said.because} ({said.id}; detente ledger undo LEDGER {said.id})"
            )
    return None
