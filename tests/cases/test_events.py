"""Golden sentences of events: exactly which events they claim, and of whom."""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from detente.model.actor import Participant
from detente.model.article import Article, Part, PartKind
from detente.model.coded import CodedArticle
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.pipeline import Coder
from detente.reading.sentences import split

CASES = [
    case
    for name in (
        "events.toml",
        "event_roles.toml",
        "event_elsewhere.toml",
        "event_wordings.toml",
        "event_clauses.toml",
    )
    for case in tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))["case"]
]
IDS = [case["id"] for case in CASES]
SOME_THURSDAY = "2024-03-07"
COUNTS = ("dead", "injured", "arrested")


def article_of(case: dict[str, Any]) -> Article:
    """The case as an article: its headline, if any, and its text."""
    headline, body = case.get("headline", ""), case.get("text", "")
    text = "\n\n".join(filter(None, (headline, body)))
    published = date.fromisoformat(case.get("published", SOME_THURSDAY))
    parts = [
        Part(Span(text.index(words), text.index(words) + len(words)), kind)
        for words, kind in ((headline, PartKind.TITLE), (body, PartKind.BODY))
        if words
    ]
    return Article(
        id=case["id"],
        text=text,
        parts=tuple(parts),
        published=Dating(interval=TimeInterval.day(published), basis=DateBasis.GIVEN),
    )


def quoted(text: str, words: str) -> Span:
    """Where words stand; "x#2" is the second occurrence."""
    words, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    start = found[int(number or "1") - 1]
    return Span(start, start + len(words))


def types_of(want: dict[str, Any]) -> list[str]:
    """The types that the case accepts."""
    return [want["type"]] if isinstance(want["type"], str) else want["type"]


def side(participants: tuple[Participant, ...]) -> list[str]:
    """The states of one side, by name what has none; each once."""
    return sorted({one.country_code or one.entity_name for one in participants})


def fits(report: Report, want: dict[str, Any], text: str) -> bool:
    """Whether the report is the event that the case asks for."""
    return (
        report.type in types_of(want)
        and report.trigger.overlaps(quoted(text, want["trigger"]))
        and side(report.actors) == sorted(want["actor"])
        and side(report.recipients) == sorted(want["recipient"])
        and report.status == want.get("status", report.status)
        and ("mode" not in want or want["mode"] in report.modes)
        and all((getattr(report, c) or 0) == want[c] for c in COUNTS if c in want)
    )


def told(report: Report) -> str:
    """A report in a line, for whoever reads a failure."""
    counts = " ".join(f"{c}={getattr(report, c)}" for c in COUNTS)
    return (
        f"{report.type} {report.trigger_text!r} {side(report.actors)} > "
        f"{side(report.recipients)} {report.status} {list(report.modes)} {counts} "
        f"by {report.row}"
    )


def check(case: dict[str, Any], coded: CodedArticle) -> None:
    """That the reports are the wanted events, no more and no fewer."""
    left = list(coded.reports)
    missing = []
    for want in case.get("event", []):
        found = next((r for r in left if fits(r, want, coded.parsed.text)), None)
        if found is None:
            missing.append(want)
        else:
            left.remove(found)
    coded_lines = "\n  ".join(told(report) for report in coded.reports)
    assert not missing, f"not coded: {missing}\ncoded:\n  {coded_lines}"
    assert not left, f"too many: {[told(report) for report in left]}"


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_text_claims_exactly_these_events(
    case: dict[str, Any], coder: Coder, request: pytest.FixtureRequest
) -> None:
    if case.get("todo"):
        request.applymarker(pytest.mark.xfail(reason=case["why"], strict=True))
    check(case, coder.code_article(article_of(case)))


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_gate_never_closes_on_an_event(case: dict[str, Any], coder: Coder) -> None:
    article = article_of(case)
    picked = coder.gate.pick(article.text, split(article))
    coded = coder.code_article(article, parse_all=True)
    for report in coded.reports:
        assert report.sentence in picked, report.quote
    for want in case.get("event", []):
        span = quoted(article.text, want["trigger"])
        (held,) = [s for s in coded.parsed.sentences if s.span.contains(span)]
        assert held.index in picked, want


@pytest.mark.slow
def test_every_group_of_the_lexicon_and_every_mode_has_a_case(coder: Coder) -> None:
    lexicon = coder.knowledge.lexicon
    told = [
        report
        for case in CASES
        if not case.get("todo")
        for report in coder.code_article(article_of(case)).reports
    ]
    groups = {row.id.partition("/")[0] for row in lexicon.rows.values()}
    assert groups - {report.row.partition("/")[0] for report in told} == set()
    modes = {(row.type, mode) for row in lexicon.rows.values() for mode in row.modes}
    modes |= {
        (type_, mode) for type_, found in lexicon.manners.items() for mode, _ in found
    }
    coded = {(report.type, mode) for report in told for mode in report.modes}
    assert modes - coded == set()


def test_ids_are_unique_and_every_case_says_why_and_what() -> None:
    assert len(set(IDS)) == len(IDS) >= 500
    for case in CASES:
        assert case["why"]
        assert case.get("text") or case.get("headline")
        assert bool(case.get("event")) != bool(case.get("nothing"))


def test_the_cases_know_every_type() -> None:
    wanted = {t for case in CASES for e in case.get("event", []) for t in types_of(e)}
    assert wanted == {str(one) for one in EventType}
