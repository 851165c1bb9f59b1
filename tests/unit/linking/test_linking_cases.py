"""Golden look-alikes: which reports are of one event."""

import re
import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.linking.link import Linker
from detente.model.actor import Participant
from detente.model.article import Article, Part, PartKind
from detente.model.edtf import from_edtf
from detente.model.entry import EventLocation, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

CASES = Path(__file__).parents[2] / "cases" / "linking.toml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(CASES.read_text("utf-8"))["case"]
    return found


def side(text: str) -> tuple[Participant, ...]:
    found = []
    for one in filter(None, (part.strip() for part in text.split("+"))):
        country, _, rest = one.partition(":")
        name, _, office = rest.partition(":")
        found.append(
            Participant(
                raw_text=name or country,
                entity_name=name or country,
                span=Span(0, 1),
                country_code=country,
                office=office or None,
            )
        )
    return tuple(found)


def read(line: str) -> tuple[Report, Dating]:
    name, published, kind, who, when, quote, *place = (
        part.strip() for part in line.split("|")
    )
    type_name, status = kind.split()
    actors, _, recipients = who.partition(">")
    match = re.search(r"\*(.+?)\*", quote)
    assert match is not None
    dating = None
    if when != "-":
        dating = Dating(interval=from_edtf(when), basis=DateBasis.EXPRESSION)
    letter, number = name[0], int(name[1:])
    report = Report(
        id=f"rep_{name}",
        article_id=letter,
        type=EventType(type_name),
        modes=(),
        contexts=(),
        actors=side(actors),
        recipients=side(recipients),
        status=Status(status),
        dating=dating,
        location=EventLocation(extracted_place=place[0], feature="city")
        if place
        else None,
        attribution=(),
        evidence=Span(0, 1),
        quote=quote.replace("*", ""),
        trigger=Span(match.start(), match.end() - 2),
        trigger_text=match.group(1),
        sentence=number,
        is_title=number == 0,
        row="",
        because=(),
        confidence=1.0,
    )
    day = TimeInterval.day(date.fromisoformat(published))
    return report, Dating(interval=day, basis=DateBasis.GIVEN)


def groups(lines: list[str]) -> list[str]:
    articles: dict[str, list[Report]] = defaultdict(list)
    days: dict[str, Dating] = {}
    for line in lines:
        report, published = read(line)
        articles[report.article_id].append(report)
        days[report.article_id] = published
    linker = Linker()
    for article_id, reports in articles.items():
        text = ". ".join(report.quote for report in reports)
        part = Part(Span(0, len(text)), PartKind.BODY)
        article = Article(id=article_id, text=text, parts=(part,))
        linker.add(article, reports, days[article_id])
    linker.judge()
    found: dict[str, list[str]] = defaultdict(list)
    for report_id, event in linker.linked().event_of.items():
        found[event].append(report_id.removeprefix("rep_"))
    return sorted(" ".join(sorted(g)) for g in found.values() if len(g) > 1)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_look_alikes_are_told_apart_and_reports_of_one_event_joined(
    case: dict[str, Any],
) -> None:
    assert groups(case["reports"]) == case["one"], case["why"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_the_order_of_reports_does_not_matter(case: dict[str, Any]) -> None:
    assert groups(case["reports"][::-1]) == groups(case["reports"])
