"""What a person says of the record -> signed entries, and their effect at once.

A correction is tied to places in articles (`model.entry.Anchor`) and so outlives
another coding. SAME and DIFFERENT are judgements as well: they are logged with the
reports' ids as they are now, and again when a newer coding gives those places new ids.
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, func, select

from detente.ledger import schema as s
from detente.ledger.codec import decode_as, encode
from detente.ledger.corrected import FIELDS, place_of
from detente.ledger.index import corrections_of, put_correction
from detente.ledger.log import Line, append_lines
from detente.ledger.pieces import is_standing, said
from detente.ledger.write import add_judgements
from detente.model.actor import Participant
from detente.model.clusters import name_of
from detente.model.edtf import to_edtf
from detente.model.entry import (
    Action,
    Anchor,
    Correction,
    Judgement,
    Report,
    Verdict,
    is_person,
)
from detente.model.time import Dating
from detente.problems import CorrectionRefused, NoSuchEntry

VERDICTS = {Action.SAME: Verdict.SAME, Action.DIFFERENT: Verdict.DIFFERENT}


def anchor_of(report: Report, text_sha256: str) -> Anchor:
    """The place where a report stands."""
    return Anchor(
        article_id=report.article_id,
        text_sha256=text_sha256,
        report_id=report.id,
        trigger=report.trigger,
        trigger_text=report.trigger_text,
    )


def add_correction(
    connection: Connection, one: Correction, recorded: str
) -> tuple[Correction, set[str]]:
    """Log a correction and index it.

    Returns:
        It with its number and id, and the reports whose events may look different now.

    Raises:
        CorrectionRefused: nobody signs it, it bears on nothing, or what it undoes is
            undone.
        NoSuchEntry: there is no correction of the id that it undoes.
    """
    if not is_person(one.by) or not one.by.partition(":")[2].strip():
        raise CorrectionRefused("a correction needs the name of who signs it")
    if one.action is not Action.UNDO and not one.at:
        raise CorrectionRefused("nothing to correct: no report is named")
    undone = _undone(connection, one) if one.action is Action.UNDO else None
    newest = connection.scalar(
        select(func.count())
        .select_from(s.entries)
        .where(s.entries.c.kind == "correction")
    )
    one = replace(one, number=(newest or 0) + 1, id="")
    one = replace(one, id=name_of("cor", encode(one).decode()))
    touched: set[str] = set()
    for seq, _ in append_lines(
        connection, [Line("correction", one.id, encode(one))], recorded
    ):
        touched |= put_correction(connection, seq, one)
    if undone is not None and undone.action in VERDICTS:
        touched |= _take_back(connection, undone, one, recorded)
    for article_id in sorted({anchor.article_id for anchor in (undone or one).at}):
        touched |= carry_over(connection, article_id, recorded)
    return one, touched


def changed_words(before: Report, now: Report) -> Iterator[str]:
    """What a report says now that it did not say before: "status planned"."""
    for name in FIELDS:
        value = getattr(now, name)
        if value != getattr(before, name):
            yield f"{name} {_in_words(value)}"
    if (before.quote, before.trigger) != (now.quote, now.trigger):
        yield f"quote {now.quote!r}"
    if before.because != now.because:
        yield now.because[-1] if now.because else "no reasons"


def right_words(one: Correction) -> str:
    """What a correction says instead: "dating 2021-03-12"."""
    right = one.report
    if right is None:
        return ""
    fields = one.fields or ("type", "actors", "recipients")
    return "; ".join(f"{name} {_in_words(getattr(right, name))}" for name in fields)


def _in_words(value: object) -> str:
    match value:
        case tuple():
            return ", ".join(map(_in_words, value)) or "none"
        case Participant():
            return value.entity_name
        case Dating():
            return to_edtf(value.interval)
        case None:
            return "none"
        case _:
            return str(value)


def carry_over(connection: Connection, article_id: str, recorded: str) -> set[str]:
    """Judge as people did, also where another coding gave their places new ids."""
    judgements = []
    for _, one in corrections_of(connection, article_id):
        pair = _pair(connection, one)
        if pair is not None:
            verdict = VERDICTS[one.action]
            judgements.append(
                Judgement(
                    id=name_of("jud", f"{one.id} {' '.join(pair)}"),
                    left=pair[0],
                    right=pair[1],
                    verdict=verdict,
                    by=one.by,
                    because=(one.because, f"correction {one.id}"),
                    score=1.0 if verdict is Verdict.SAME else 0.0,
                )
            )
    # One after the other: of two people's words on a pair the later one counts.
    touched: set[str] = set()
    for judgement in judgements:
        touched |= add_judgements(connection, [judgement], recorded)
    return touched


def _take_back(
    connection: Connection, undone: Correction, by: Correction, recorded: str
) -> set[str]:
    """Undo the judgement that a correction made, if it is the last word on its pair."""
    pair = _pair(connection, undone)
    if pair is None:
        return set()
    columns = s.judgements.c
    payload = connection.scalar(
        select(s.entries.c.payload)
        .join(s.judgements, columns.seq == s.entries.c.seq)
        .where(
            columns.left == pair[0],
            columns.right == pair[1],
            columns.by == undone.by,
            is_standing(),
        )
        .order_by(columns.seq.desc())
        .limit(1)
    )
    if payload is None:
        return set()
    before = decode_as(Judgement, payload)
    if f"correction {undone.id}" not in before.because:
        return set()
    taken_back = Judgement(
        id=name_of("jud", f"{by.id} {' '.join(pair)}"),
        left=pair[0],
        right=pair[1],
        verdict=Verdict.UNSURE,
        by=by.by,
        because=(by.because, f"correction {by.id}"),
        score=0.5,
        supersedes=before.id,
    )
    return add_judgements(connection, [taken_back], recorded)


def _pair(connection: Connection, one: Correction) -> tuple[str, str] | None:
    """The two reports that a verdict is about, as they are coded now, sorted."""
    if one.action not in VERDICTS or len(one.at) != len(("left", "right")):
        return None
    left, right = (_there(connection, anchor) for anchor in one.at)
    if left is None or right is None or left == right:
        return None
    return min(left, right), max(left, right)


def _there(connection: Connection, anchor: Anchor) -> str | None:
    rows = connection.execute(
        select(said())
        .join(s.reports, s.reports.c.seq == s.entries.c.seq)
        .where(s.reports.c.article_id == anchor.article_id)
    ).all()
    return place_of(anchor, [decode_as(Report, row.payload) for row in rows])


def _undone(connection: Connection, one: Correction) -> Correction:
    columns = s.corrections.c
    row = connection.execute(
        select(columns.until_seq, s.entries.c.payload)
        .join(s.entries, s.entries.c.seq == columns.seq)
        .where(columns.id == (one.undoes or ""))
        .limit(1)
    ).first()
    if row is None:
        raise NoSuchEntry("correction", one.undoes or "")
    if row.until_seq is not None:
        raise CorrectionRefused(f"{one.undoes}: undone already")
    return decode_as(Correction, row.payload)
