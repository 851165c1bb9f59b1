"""A correction taken back in the review; what is shown where somebody did so first."""

from collections.abc import Sequence
from dataclasses import dataclass

from detente.ledger.read import Reader
from detente.ledger.read_entries import Corrected
from detente.ledger.store import Ledger
from detente.problems import DetenteError, NoSuchEntry
from detente.web.verdicts import Answer, Reading, ledger_then, reading_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """How a report that an undone correction bears on read and reads.

    `then` is how it read when the answer's author looked, `now` how it reads; None where
    it was not there. `words` are the text's own for it.
    """

    report_id: str
    words: str
    then: Reading | None
    now: Reading | None


class UndoneBefore(DetenteError):
    """An undoing of what somebody has taken back already.

    `said` is the correction, `undone` its undoing. `turned` are the reports that it bears
    on; `was_one` and `is_one` tell of two whether they are reports of one event, None of
    any other number.
    """

    def __init__(
        self,
        answer: Answer,
        said: Corrected,
        undone: Corrected,
        turned: tuple[Turned, ...],
        joined: tuple[bool | None, bool | None],
    ) -> None:
        self.answer = answer
        self.said = said
        self.undone = undone
        self.turned = turned
        self.was_one, self.is_one = joined
        super().__init__("somebody has taken this back already")


def undo(ledger: Ledger, answer: Answer) -> str:
    """Take a correction back; returns the undoing's id.

    Args:
        ledger: Open to write, so that nobody else writes between the look and the word.
        answer: Which correction, and who takes it back.

    Raises:
        UndoneBefore: somebody has done so since its author looked.
        BadQuestion: the revision that it was seen at is none.
        NoSuchEntry, CorrectionRefused: as `Ledger.undo`.
    """
    then = ledger_then(ledger, answer.seen)
    every = ledger.corrections()
    asked = answer.correction_id
    said = next((one for one in every if one.correction.id == asked), None)
    undone = next((one for one in every if one.correction.undoes == asked), None)
    if said is None or undone is None:
        reason = answer.because or "taken back"
        return ledger.undo(asked, by=answer.by, because=reason).id
    at = said.correction.at
    turned = tuple(
        Turned(
            report_id=anchor.report_id,
            words=anchor.trigger_text,
            then=_reading_in(then, anchor.report_id),
            now=_reading_in(ledger, anchor.report_id),
        )
        for anchor in at
    )
    ids = [anchor.report_id for anchor in at]
    joined = (_are_one(then, ids), _are_one(ledger, ids))
    raise UndoneBefore(answer, said, undone, turned, joined)


def _reading_in(ledger: Reader, report_id: str) -> Reading | None:
    try:
        return reading_of(ledger.report(report_id))
    except NoSuchEntry:
        return None


def _are_one(ledger: Reader, report_ids: Sequence[str]) -> bool | None:
    """Whether two reports are of one event; None where there are not two."""
    found = ledger.event_ids(report_ids)
    return len(set(found.values())) == 1 if len(found) == 2 else None
