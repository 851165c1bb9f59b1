"""What people corrected -> gold: their reports in the form of REPORT.md.

A line for each report that a person changed or added, as it stands now, with `gold`
saying what was done, by whom and why; what was no event is a line with `event` null.
"""

from collections.abc import Iterator

from detente.ledger.corrected import name_of_person, place_of
from detente.ledger.read import Reader
from detente.model.entry import Action, Correction
from detente.views.report_json import article_object, report_line


def gold_lines(ledger: Reader) -> Iterator[dict[str, object]]:
    """The corrections that stand, in the order in which they were made.

    A place that was corrected twice comes once, as the last word has it.
    """
    last: dict[tuple[str, int, int], dict[str, object]] = {}
    for logged in ledger.corrections(standing=True):
        one = logged.correction
        for anchor in one.at:
            reports = ledger.reports_in(anchor.article_id)
            here = place_of(anchor, reports)
            place = (anchor.article_id, anchor.trigger.start, anchor.trigger.end)
            known = {article.id for article, _ in ledger.coded([anchor.article_id])}
            if anchor.article_id not in known:
                continue
            article = ledger.article(anchor.article_id)
            line: dict[str, object]
            if here is not None:
                report = next(report for report in reports if report.id == here)
                event_of = ledger.event_ids([here])
                line = report_line(report, article, event_id=event_of[here])
            elif one.action is Action.REMOVE:
                line = {
                    "id": anchor.report_id,
                    "article": article_object(article),
                    "event": None,
                    "evidence": {
                        "trigger": {
                            "text": anchor.trigger_text,
                            "start": anchor.trigger.start,
                            "end": anchor.trigger.end,
                        }
                    },
                }
            else:
                continue
            last.pop(place, None)
            last[place] = {**line, "gold": _signed(one, logged.recorded)}
    yield from last.values()


def _signed(one: Correction, recorded: str) -> dict[str, object]:
    return {
        "correction": one.id,
        "action": str(one.action),
        "fields": list(one.fields),
        "by": name_of_person(one.by),
        "because": one.because,
        "recorded": recorded,
    }
