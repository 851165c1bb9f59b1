"""Coded reports and what people said of them -> the reports as they stand.

A correction is tied to a place in an article, not to one coding of it: it finds the
report there by its id, or by the trigger where a newer version codes the place under
another id. Where nothing is coded there any more the person's own report stands, as
long as the text is the one that the person read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.model.entry import Action, Anchor, Correction, Report

# What a person can set; the rest is evidence and stays as it is.
FIELDS = (
    "type",
    "modes",
    "contexts",
    "actors",
    "recipients",
    "status",
    "dating",
    "location",
    "dead",
    "injured",
    "arrested",
)


def corrected(
    article_id: str,
    text_sha256: str,
    coded: Sequence[Report],
    corrections: Iterable[Correction],
) -> list[Report]:
    """The reports of one article, corrected, in their order; added ones at the end.

    Args:
        article_id: The article's.
        text_sha256: Of its text as it is now.
        coded: Its reports as they were coded.
        corrections: Those that hold, in the order of the log: a later word counts.
    """
    standing = {report.id: report for report in coded}
    for one in corrections:
        for anchor in one.at:
            if anchor.article_id == article_id:
                _apply(
                    one, anchor, standing, same_text=anchor.text_sha256 == text_sha256
                )
    return list(standing.values())


def place_of(anchor: Anchor, reports: Iterable[Report]) -> str | None:
    """The id of the report that stands at an anchor; None if none does."""
    found = list(reports)
    if any(report.id == anchor.report_id for report in found):
        return anchor.report_id
    there = [
        report
        for report in found
        if report.trigger.start < anchor.trigger.end
        and anchor.trigger.start < report.trigger.end
        and report.trigger_text == anchor.trigger_text
    ]
    return min((report.id for report in there), default=None)


def _apply(
    one: Correction, anchor: Anchor, standing: dict[str, Report], *, same_text: bool
) -> None:
    here = place_of(anchor, standing.values())
    match one.action:
        case Action.REMOVE:
            if here is not None:
                del standing[here]
        case Action.CHANGE if one.report is not None:
            if here is not None:
                standing[here] = _changed(standing[here], one, one.report)
            elif same_text and len(one.at) == 1:
                standing[anchor.report_id] = replace(
                    one.report, id=anchor.report_id, confidence=1.0
                )
        case Action.ADD if one.report is not None and same_text:
            standing.setdefault(one.report.id, one.report)
        case _:
            pass


def _changed(report: Report, one: Correction, right: Report) -> Report:
    said = f"{', '.join(one.fields)} corrected by {name_of_person(one.by)}"
    values = {name: getattr(right, name) for name in one.fields if name in FIELDS}
    return replace(
        report,
        **values,
        because=(*report.because, f"{said}: {one.because}" if one.because else said),
        confidence=1.0,
    )


def name_of_person(by: str) -> str:
    """The name that a person signs with."""
    return by.partition(":")[2] or by
