"""How well gold reports of one event are found to be so: merge precision, recall, F1.

    python evaluation/merging.py GOLD.jsonl [--articles ARTICLES.jsonl | --texts FOLDER]
        [--perturb none|undate|states|types] [--errors]

Gold rows are taken as if coding were perfect, so that linking alone is measured; a
perturbation then takes away what real coding misses.
"""

import argparse
import json
from collections.abc import Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from detente.linking.link import Linker
from detente.model.actor import Participant
from detente.model.article import Article, Part, PartKind
from detente.model.edtf import from_edtf
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """One JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def side(rows: list[Row], states: bool) -> tuple[Participant, ...]:
    """Gold entities as participants; a government's sector is no office."""
    found = []
    for row in rows:
        office = row.get("office")
        person = bool(office) and not str(office).isupper()
        name = row["name"] or row["country"] or ""
        if states and person:
            person, name = False, row["country"] or ""
        found.append(
            Participant(
                raw_text=name,
                entity_name=name,
                span=Span(0, 1),
                country_code=row["country"],
                office=office if person else None,
                # As coding does it: what is no person is a state or one of its bodies.
                actor_id=None if person else f"state:{row['country']}",
            )
        )
    return tuple(found)


def report(n: int, row: Row, text: str, perturb: str, sentence: int) -> Report:
    """A gold row as a report."""
    dating = None
    if row["date"] and not (perturb == "undate" and n % 2):
        dating = Dating(
            interval=from_edtf(row["date"].replace("~", "")),
            basis=DateBasis.EXPRESSION,
            approximate="~" in row["date"],
        )
    types = row["type"]
    kind = types[n % len(types)] if perturb == "types" else types[0]
    at = max(0, text.find(row["quote"]))
    place = row["place"]
    return Report(
        id=f"rep_{n:04d}",
        article_id=Path(row["file"]).name,
        type=EventType(kind),
        modes=tuple(row["mode"]) if perturb == "none" else (),
        contexts=(),
        actors=side(row["actor"], perturb == "states"),
        recipients=side(row["recipient"], perturb == "states"),
        status=Status(row["status"][0]),
        dating=dating,
        location=EventLocation(extracted_place=place) if place else None,
        attribution=(),
        evidence=Span(at, at + len(row["quote"])),
        quote=row["quote"],
        trigger=Span(n, n + 1),  # gold has none; only that they differ matters
        trigger_text="",
        sentence=sentence,
        is_title=False,
        row="",
        because=(),
        confidence=1.0,
        dead=row.get("dead"),
    )


def main() -> None:
    """Print the scores, and the pairs that are wrong if asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--articles", type=Path)
    options.add_argument("--texts", type=Path)
    options.add_argument("--published", help="date of the texts of --texts")
    options.add_argument(
        "--perturb", default="none", choices=("none", "undate", "states", "types")
    )
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    world, gold = read_world(
        given.gold, given.articles, given.texts, given.perturb, given.published
    )
    linker = Linker()
    reports: dict[str, Report] = {}
    for article, coded, published in world:
        reports.update({one.id: one for one in coded})
        linker.add(article, coded, published)
    linker.judge()
    linked = linker.linked()
    because = {(j.left, j.right): j.because for j in linked.judgements}
    show(gold, linked.event_of, reports, because, given.errors)


World = list[tuple[Article, list[Report], Dating | None]]


def given_day(day: str | None) -> Dating | None:
    """A day of publication as metadata would give it."""
    if not day:
        return None
    interval = TimeInterval.day(date.fromisoformat(day))
    return Dating(interval=interval, basis=DateBasis.GIVEN)


def read_world(
    gold: Path,
    articles: Path | None,
    folder: Path | None,
    perturb: str,
    day: str | None = None,
) -> tuple[World, dict[str, str]]:
    """Articles with their gold reports, and each report's gold event."""
    rows = read_rows(gold)
    texts: dict[str, tuple[str, Dating | None]] = {}
    if articles:
        for row in read_rows(articles):
            texts[row["id"]] = row["text"], given_day(row["published"])
    elif folder:
        for path in sorted(folder.glob("*.txt")):
            texts[path.name] = path.read_text("utf-8"), given_day(day)
    world: World = []
    for file in sorted({Path(row["file"]).name for row in rows}):
        text, published = texts[file]
        article = Article(
            id=file, text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
        )
        coded = []
        for n, row in enumerate(rows):
            if Path(row["file"]).name == file:
                at = max(0, text.find(row["quote"]))
                before = text[:at].count(". ") + text[:at].count("\n")
                coded.append(report(n, row, text, perturb, before))
        world.append((article, coded, published))
    return world, {f"rep_{n:04d}": row["event_id"] for n, row in enumerate(rows)}


def show(
    gold: Mapping[str, str],
    found: Mapping[str, str],
    reports: Mapping[str, Report],
    because: Mapping[tuple[str, str], tuple[str, ...]],
    errors: bool,
) -> None:
    """Score pairs of reports."""
    both = said = true = 0
    for one, other in combinations(sorted(gold), 2):
        is_same, says = gold[one] == gold[other], found[one] == found[other]
        both += is_same and says
        said += says
        true += is_same
        if errors and is_same != says:
            print("SPLIT " if is_same else "JOINED", gold[one], gold[other])
            for report_id in (one, other):
                print(f"        {reports[report_id].quote}")
            print("       ", "; ".join(because.get((one, other), ("no judgement",))))
    print(f"pairs {true} found {said} right {both}")
    precision, recall = both / max(1, said), both / true
    print(f"P {precision:.3f} R {recall:.3f} F1 {2 * both / (said + true):.4f}")


if __name__ == "__main__":
    main()
