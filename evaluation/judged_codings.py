"""The codings that a reader judged, joined with what detente makes of the articles now.

evaluation/judged/README.md says how they were sampled and judged. A verdict holds where
today's report says the same where the trigger starts: all of it where the coding was
right, or wrong in a side or its status; the type alone where the type was wrong; nothing
but the trigger where that is no event at all.
"""

import csv
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.api import CodedArticle, Coder, code_paths
from detente.coding.confidence import told
from detente.model.entry import Report

FILE = Path(__file__).with_name("judged") / "codings.csv"
NO_EVENT = "not an event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A row of codings.csv: which coding, and what a reader says of it.

    `place` is the trigger's start and end in the article's text; `said` what was coded
    there: type, status, and the countries of both sides. `is_match`: the contract's
    scorer would count it; `is_right`: all of it is right.
    """

    set: str
    article: str
    place: tuple[int, int]
    event: str
    said: tuple[str, str, str]
    is_match: bool
    is_right: bool
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A verdict that still holds, the report it holds for, and the report's article."""

    judged: Judged
    report: Report
    coded: CodedArticle


def read_judged(path: Path = FILE) -> list[Judged]:
    """Every verdict, in the file's order."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Judged(
                set=row["set"],
                article=row["article"],
                place=(int(row["start"]), int(row["end"])),
                event=row["event"],
                said=(row["status"], row["actor"], row["recipient"]),
                is_match=row["verdict"] != "wrong",
                is_right=row["verdict"] == "right",
                fault=row["class"],
            )
            for row in csv.DictReader(lines)
        ]


def code_judged(shared: Path, rows: Iterable[Judged], coder: Coder) -> list[Joined]:
    """Code the articles of the verdicts and join those that still hold."""
    wanted: dict[str, dict[str, list[Judged]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        wanted[row.set][row.article].append(row)
    joined = []
    for name, articles in sorted(wanted.items()):
        source = shared / "dev" / name / "articles.jsonl"
        lines = source.read_text(encoding="utf-8").splitlines()
        with tempfile.NamedTemporaryFile(
            "w", suffix=".jsonl", encoding="utf-8"
        ) as file:
            file.writelines(
                line + "\n" for line in lines if json.loads(line)["id"] in articles
            )
            file.flush()
            for coded in code_paths([file.name], coder):
                if isinstance(coded, CodedArticle):
                    joined += join(articles[coded.parsed.article.id], coded)
    return joined


def join(rows: Sequence[Judged], coded: CodedArticle) -> list[Joined]:
    """One article's verdicts that hold for its reports; a report has one at most."""
    taken: set[str] = set()
    found = []
    for row in rows:
        free = (report for report in coded.reports if report.id not in taken)
        report = next((report for report in free if holds(row, report)), None)
        if report is not None:
            taken.add(report.id)
            found.append(Joined(judged=row, report=report, coded=coded))
    return found


def holds(row: Judged, report: Report) -> bool:
    """Whether the verdict is as true of this report as of what was judged."""
    if report.trigger.start != row.place[0]:  # its end moves with the lexicon's rows
        return False
    if row.fault == NO_EVENT:
        return True
    if report.type.value != row.event:
        return False
    _, actors, recipients = told(report)
    said = (
        report.status.value,
        " ".join(sorted(actors)),
        " ".join(sorted(recipients)),
    )
    return row.fault == "type" or said == row.said
