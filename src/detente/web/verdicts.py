"""What a person answers in the review -> the ledger's corrections.

Every answer names the revision that its author looked at. If what it is about reads
otherwise by now, nothing is written: one person's word must not silently undo
another's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from detente import by_hand
from detente.by_hand import Right
from detente.ledger.read import Reader
from detente.ledger.store import Ledger
from detente.model.actor import Participant
from detente.model.edtf import to_edtf
from detente.model.entry import Action, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import DetenteError, NoSuchEntry
from detente.web.asked import BadQuestion

# What "accept" says is right: the same values, signed.
CONFIRMED = ("type", "status", "actors", "recipients")
ANSWERS = frozenset({"accept", "reject", "change", "same", "different"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a report reads, as the review shows it and its form gives it back.

    `who` and `whom` are actors, a line each, as `by_hand.participant` reads them;
    `date` is EDTF, empty for none.
    """

    type: str
    status: str
    date: str
    who: str
    whom: str


LABELS = {
    "type": "Type",
    "status": "Status",
    "date": "When",
    "who": "Who",
    "whom": "To whom",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One form: who says what of which report (or correction, to undo it).

    `seen` is the revision of the ledger that the form was made from. `wanted` are
    the values that "change" asks for by the name of `Reading`'s field; what is not
    named stays.
    """

    said: str
    by: str
    because: str
    seen: int
    report_id: str = ""
    other_id: str = ""
    correction_id: str = ""
    wanted: Mapping[str, str] = field(default_factory=dict)


class SeenBefore(DetenteError):
    """An answer to a report that was changed since its author looked at it.

    `then` is how it read, `now` how it reads (None where it was taken away), `wanted`
    what the answer would have made of it.
    """

    def __init__(
        self, answer: Answer, then: Reading | None, now: Reading | None
    ) -> None:
        self.answer = answer
        self.then = then
        self.now = now
        super().__init__("somebody changed this since you looked at it")


def reading_of(report: Report) -> Reading:
    """How a report reads."""
    return Reading(
        type=str(report.type),
        status=str(report.status),
        date=to_edtf(report.dating.interval) if report.dating else "",
        who="\n".join(map(party_line, report.actors)),
        whom="\n".join(map(party_line, report.recipients)),
    )


def party_line(one: Participant) -> str:
    """An actor as `by_hand.participant` reads it: "Anna Berg, NOR, president"."""
    if one.country_code is None or (one.actor_id or "").startswith("state:"):
        return one.entity_name
    parts = [one.entity_name, one.country_code]
    return ", ".join([*parts, one.office] if one.office else parts)


def write(ledger: Ledger, answer: Answer) -> str:
    """Log what a person says; returns the correction's id.

    Args:
        ledger: Open to write, so that nobody else writes between the look and the word.
        answer: What is said.

    Raises:
        SeenBefore: what it is about was changed since.
        BadQuestion: there is no such answer, or it says nothing.
        CorrectionRefused, NoSuchEntry: as `Ledger.correct`.
    """
    if answer.said not in ANSWERS:
        raise BadQuestion("answer", f"unknown {answer.said!r}")
    because = answer.because
    report = _unchanged(ledger, answer, answer.report_id)
    if answer.said == "accept":
        one = ledger.correct(
            Action.CHANGE,
            [report],
            by=answer.by,
            because=because or "looked at and right",
            right=report,
            fields=CONFIRMED,
        )
    elif answer.said == "reject":
        reason = because or "no event"
        one = ledger.correct(Action.REMOVE, [report], by=answer.by, because=reason)
    elif answer.said == "change":
        right = _right(reading_of(report), answer.wanted)
        names = [LABELS[name].lower() for name in _given(right)]
        reason = because or f"{', '.join(names)} put right"
        one = by_hand.change(ledger, report.id, right, by=answer.by, because=reason)
    else:
        other = _unchanged(ledger, answer, answer.other_id)
        if other.id == report.id:
            raise BadQuestion("other", "name another report than this one")
        reason = because or f"looked at: {answer.said} event"
        one = ledger.correct(
            Action(answer.said), [report, other], by=answer.by, because=reason
        )
    return one.id


def _unchanged(ledger: Ledger, answer: Answer, report_id: str) -> Report:
    """The report as it stands, if it is what the author of an answer saw."""
    then = _reading_then(ledger, answer.seen, report_id)
    try:
        now = ledger.report(report_id)
    except NoSuchEntry:
        if then is None:
            raise
        raise SeenBefore(answer, reading_of(then), None) from None
    if then != now:
        raise SeenBefore(answer, reading_of(then) if then else None, reading_of(now))
    return now


def _reading_then(ledger: Ledger, seen: int, report_id: str) -> Report | None:
    then = ledger_then(ledger, seen)
    try:
        return then.report(report_id)
    except NoSuchEntry:
        return None


def ledger_then(ledger: Ledger, seen: int) -> Reader:
    """The ledger as the author of an answer saw it.

    Raises:
        BadQuestion: there is no such revision.
    """
    newest = ledger.revision().n_entries
    if not 1 <= seen <= newest:
        raise BadQuestion("seen", f"this ledger has the revisions 1 to {newest}")
    return ledger.at(entry=seen)


def _right(now: Reading, wanted: Mapping[str, str]) -> Right:
    """The values that a form changes.

    Raises:
        BadQuestion: none, or a type or status that there is not.
    """
    changed = {name: v for name, v in wanted.items() if v != getattr(now, name)}
    if not changed:
        raise BadQuestion("change", "nothing was changed")
    right = Right()
    if "type" in changed:
        if changed["type"] not in set(EventType):
            raise BadQuestion("type", f"unknown {changed['type']!r}")
        right = replace(right, type=EventType(changed["type"]))
    if "status" in changed:
        if changed["status"] not in set(Status):
            raise BadQuestion("status", f"unknown {changed['status']!r}")
        right = replace(right, status=Status(changed["status"]))
    if "date" in changed:
        right = replace(right, date=changed["date"])
    if "who" in changed:
        right = replace(right, actors=changed["who"].splitlines())
    if "whom" in changed:
        right = replace(right, recipients=changed["whom"].splitlines())
    return right


def _given(right: Right) -> tuple[str, ...]:
    values = (right.type, right.status, right.date, right.actors, right.recipients)
    return tuple(
        name for name, value in zip(LABELS, values, strict=True) if value is not None
    )
