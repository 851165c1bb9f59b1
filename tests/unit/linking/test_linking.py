"""Which reports are of one event: golden look-alikes, scores, and linking whole."""

import re
import tomllib
from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import pytest

from detente.knowledge.linking_rules import load_linking_rules
from detente.linking.features import Person, View, view_of
from detente.linking.judge import JudgeSettings, group
from detente.linking.link import Linker, link
from detente.linking.pairs import Shelves
from detente.linking.score import Score, same_person, score
from detente.model.actor import Participant
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.clusters import clusters
from detente.model.coded import CodedArticle
from detente.model.edtf import from_edtf
from detente.model.entry import EventLocation, Report, Verdict
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


def read(line: str) -> tuple[Report, Dating | None]:
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
    if published == "-":
        return report, None
    day = TimeInterval.day(date.fromisoformat(published))
    return report, Dating(interval=day, basis=DateBasis.GIVEN)


def groups(lines: list[str]) -> list[str]:
    articles: dict[str, list[Report]] = defaultdict(list)
    days: dict[str, Dating | None] = {}
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


def marked(case: dict[str, Any]) -> Any:
    """The case as a parameter; a `todo` must fail."""
    todo = [pytest.mark.xfail(reason=case["why"], strict=True)]
    return pytest.param(case, id=case["id"], marks=todo if case.get("todo") else [])


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_look_alikes_are_told_apart_and_reports_of_one_event_joined(
    case: dict[str, Any],
) -> None:
    assert groups(case["reports"]) == case["one"], case["why"]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_the_order_of_reports_does_not_matter(case: dict[str, Any]) -> None:
    assert groups(case["reports"][::-1]) == groups(case["reports"])


RULES = load_linking_rules()


def view(line: str) -> View:
    report, published = read(line)
    return view_of(report, published, RULES)


def person(name: str | None, **more: str | None) -> Person:
    return Person(
        country=more.get("country", "NOR"),
        id=more.get("id"),
        name=name,
        office=more.get("office"),
    )


def all_views() -> list[View]:
    lines = {line for case in cases() for line in case["reports"]}
    return [view(line) for line in sorted(lines)]


def test_a_score_is_the_same_for_both_orders() -> None:
    for case in cases():
        views = [view(line) for line in case["reports"]]
        for one, other in combinations(views, 2):
            assert score(one, other, RULES) == score(other, one, RULES)


def test_every_point_has_its_words() -> None:
    for case in cases():
        views = [view(line) for line in case["reports"]]
        for one, other in combinations(views, 2):
            found = score(one, other, RULES)
            assert 0 <= found.value <= 1
            assert found.because


def test_candidates_are_candidates_of_each_other() -> None:
    # Ids repeat between cases: each line gets its own.
    unique = {
        f"{n:03d}": replace(one, id=f"{n:03d}") for n, one in enumerate(all_views())
    }
    shelves = Shelves(RULES)
    for one in unique.values():
        shelves.add(one)
    found = {
        one.id: {other.id for other in shelves.candidates(one)}
        for one in unique.values()
    }
    for name, others in found.items():
        assert all(name in found[other] for other in others)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (person("ola lund"), person("ola lund"), True),
        (person("yerlan qoshanov"), person("yerlan koshanov"), True),
        (person("lund"), person("ola lund"), True),
        (person("ola lund"), person("kari dahl"), False),
        (person("ola lund", id="Q1"), person("ola lund", id="Q2"), False),
        (person("o. lund", id="Q1"), person("ola lund", id="Q1"), True),
        (person("ola lund"), person("ola lund", country="SWE"), None),
        (person(None, office="envoy"), person("ola lund", office="envoy"), True),
        (person(None, office="envoy"), person("ola lund", office="president"), False),
        (
            person(None, office="head of government"),
            person("ola lund", office="president"),
            True,
        ),
        (
            person(None, office="head of government"),
            person("ola lund", office="envoy"),
            False,
        ),
    ],
)
def test_persons_are_compared_by_id_name_and_office(
    one: Person, other: Person, expected: bool | None
) -> None:
    assert same_person(one, other) is expected
    assert same_person(other, one) is expected


def test_news_without_a_date_is_of_the_days_before_it() -> None:
    seen = view("a1 | 2024-05-15 | AID happened | IND > NPL | - | India *sent* relief")
    assert seen.days is not None
    assert seen.loose
    assert str(seen.days.start) == "2024-05-01"
    assert str(seen.days.last) == "2024-05-15"


def test_a_plan_without_a_date_lies_ahead() -> None:
    seen = view("a1 | 2024-05-15 | AID planned | IND > NPL | - | India will *send* aid")
    assert seen.days is not None
    assert str(seen.days.start) == "2024-05-14"
    assert str(seen.days.last) == "2024-07-14"


def test_a_trigger_says_which_of_the_clauses_actions_is_meant() -> None:
    quote = "Ola Lund *visited* Finland and met its president"
    who = "NOR:Ola Lund:minister of defence > FIN"
    seen = view(f"a1 | 2024-05-15 | CONSULT happened | {who} | - | {quote}")
    assert seen.actions == {"visit"}


def test_words_of_praise_are_not_what_they_praise() -> None:
    quote = "Norway *hailed* the signing of the accord"
    seen = view(f"a1 | 2024-05-15 | SUPPORT happened | NOR > FIN | - | {quote}")
    assert seen.actions == {"praise"}


def test_counts_are_read_and_dates_are_not() -> None:
    quote = "on 3 May India *sent* 27 tonnes and 1,200 tents"
    seen = view(f"a1 | 2024-05-15 | AID happened | IND > NPL | - | {quote}")
    assert dict(seen.counts) == {"tonn": "27", "tent": "1200"}


def test_participants_names_are_not_compared_as_words() -> None:
    quote = "Ola Lund *visited* the shipyard at Turku"
    who = "NOR:Ola Lund:minister of defence > FIN"
    seen = view(f"a1 | 2024-05-15 | CONSULT happened | {who} | - | {quote}")
    words = {word for word, _ in seen.words}
    assert "lund" not in words
    assert "shipyard" in words


LINES = (
    "a1 | 2024-05-02 | CONSULT planned | NOR:Ola Lund:minister of defence > FIN | 2024-05-06 | Ola Lund will *visit* Finland on Monday",
    "b1 | 2024-05-07 | CONSULT happened | NOR:Ola Lund:minister of defence > FIN | 2024-05-06 | Ola Lund *visited* Finland on Monday",
    "c1 | 2024-05-20 | CONSULT happened | NOR:Kari Dahl:minister of finance > FIN | 2024-05-19 | Kari Dahl *visited* Helsinki on Sunday",
    "d1 | 2024-06-01 | CONSULT happened | NOR > FIN | 2024-05 | a Norwegian minister *visited* Finland in May",
)


def coded(line: str) -> CodedArticle:
    report, published = read(line)
    article = Article(
        id=report.article_id,
        text=report.quote,
        parts=(Part(Span(0, len(report.quote)), PartKind.BODY),),
        published=published,
    )
    return CodedArticle(
        parsed=ParsedArticle(article=article, sentences=()),
        published=published,
        times=(),
        places=(),
        actors=(),
        attributions=(),
        reports=(report,),
        coder="test",
    )


def test_linking_does_not_depend_on_the_order_of_articles() -> None:
    batch = [coded(line) for line in LINES]
    results = [link(list(p)) for p in permutations(batch)]
    assert all(one == results[0] for one in results)


def test_events_are_what_a_fold_of_the_judgements_gives() -> None:
    linked = link([coded(line) for line in LINES])
    same = [(j.left, j.right) for j in linked.judgements if j.verdict is Verdict.SAME]
    home = clusters(linked.event_of, same)
    assert set(home) == set(linked.event_of)
    for one, event in linked.event_of.items():
        assert event == linked.event_of[home[one]]


def test_articles_one_by_one_end_in_the_events_of_the_batch() -> None:
    batch = [coded(line) for line in LINES]
    whole = link(batch).event_of
    for order in permutations(batch):
        linker = Linker()
        for one in order:
            linker.add(one.parsed.article, one.reports, one.published)
            linker.update()
        assert linker.linked().event_of == whole


def test_an_update_says_nothing_twice() -> None:
    linker = Linker()
    for line in LINES:
        one = coded(line)
        linker.add(one.parsed.article, one.reports, one.published)
    assert linker.update().judgements
    again = linker.update()
    assert (again.judgements, again.story_of, again.origin_of) == ((), {}, {})


def test_a_judgement_that_no_longer_holds_is_superseded() -> None:
    linker = Linker()
    updates = []
    for line in (LINES[2], LINES[3], LINES[0], LINES[1]):
        one = coded(line)
        linker.add(one.parsed.article, one.reports, one.published)
        updates.append(linker.update())
    (first,) = updates[1].judgements
    assert (first.left, first.right, first.verdict) == (
        "rep_c1",
        "rep_d1",
        Verdict.SAME,
    )
    undone = [j for u in updates[2:] for j in u.judgements if j.supersedes]
    assert [(j.supersedes, j.verdict) for j in undone] == [(first.id, Verdict.UNSURE)]


def test_adding_an_article_twice_changes_nothing() -> None:
    batch = [coded(line) for line in LINES]
    assert link([*batch, *batch]) == link(batch)


def test_a_closer_report_parts_a_pair() -> None:
    # A third report, closer to one of a pair and barred from the other, parts them.
    pairs = {
        ("a", "b"): Score(value=0.6, because=()),
        ("b", "c"): Score(value=0.9, because=()),
        ("a", "c"): Score(value=0.1, because=(), bar=True),
    }
    first = {("a", "b"): pairs["a", "b"]}

    def compare(left: str, right: str) -> Score:
        return pairs[left, right]

    assert group("ab", first, compare, JudgeSettings())["b"] == "a"
    home = group("abc", pairs, compare, JudgeSettings())
    assert home == {"a": "a", "b": "b", "c": "b"}


def test_copies_of_one_text_tell_one_event() -> None:
    one = coded(LINES[1])
    text = (
        "Ola Lund visited Finland on Monday to look at the new border fence that the "
        "two countries are to build together until next summer, and spoke to guards."
    )
    articles = []
    for name in ("x", "y"):
        article = replace(
            one.parsed.article,
            id=name,
            text=text,
            parts=(Part(Span(0, len(text)), PartKind.BODY),),
        )
        report = replace(one.reports[0], id=f"rep_{name}", article_id=name)
        articles.append(
            replace(
                one,
                parsed=ParsedArticle(article=article, sentences=()),
                reports=(report,),
            )
        )
    linked = link(articles)
    assert linked.origin_of == {"x": "x", "y": "x"}
    assert linked.event_of["rep_x"] == linked.event_of["rep_y"]
    assert linked.story_of["x"] == linked.story_of["y"]


MEETING = "CONSULT happened | NOR:Ola Lund:minister of defence > FIN:Aino Salo:minister of defence"


def hosted(line: str, country: str) -> View:
    return replace(view(line), place_country=country, place_kind="city")


def test_a_meeting_here_and_one_there_in_some_month_are_two() -> None:
    here = hosted(f"a1 | 2024-05-15 | {MEETING} | 2024-03 | Lund *met* Salo", "NOR")
    there = hosted(f"b1 | 2024-05-15 | {MEETING} | 2024-03 | Lund *met* Salo", "FIN")
    assert score(here, there, RULES).bar
    assert not score(here, replace(there, place_country="NOR"), RULES).bar


def test_on_one_day_a_host_told_otherwise_is_a_slip() -> None:
    when = "2024-03-06"
    here = hosted(f"a1 | 2024-03-07 | {MEETING} | {when} | Lund *met* Salo", "NOR")
    there = hosted(f"b1 | 2024-03-07 | {MEETING} | {when} | Lund *met* Salo", "FIN")
    assert not score(here, there, RULES).bar


def test_some_saturday_is_not_that_thursday() -> None:
    words = "Lund *met* Salo on Saturday"
    some = view(f"a1 | 2024-05-15 | {MEETING} | 2024-03 | {words}")
    assert some.weekday is None
    report, published = read(f"a1 | 2024-05-15 | {MEETING} | 2024-03 | {words}")
    assert report.dating is not None
    at = report.quote.index("Saturday")
    dating = replace(report.dating, evidence=Span(at, at + len("Saturday")))
    seen = view_of(replace(report, dating=dating), published, RULES)
    assert seen.weekday == 5
    thursday = view(f"b1 | 2024-03-15 | {MEETING} | 2024-03-14 | Lund *met* Salo")
    saturday = view(f"b1 | 2024-03-17 | {MEETING} | 2024-03-16 | Lund *met* Salo")
    assert score(seen, thursday, RULES).bar
    assert not score(seen, saturday, RULES).bar


def test_thursdays_news_is_not_of_some_saturday() -> None:
    words = "Lund *met* Salo on Saturday"
    some = replace(view(f"a1 | 2024-05-15 | {MEETING} | 2024-03 | {words}"), weekday=5)
    thursday = view(f"b1 | 2024-03-14 | {MEETING} | - | Lund *met* Salo")
    monday = view(f"b1 | 2024-03-18 | {MEETING} | - | Lund *met* Salo")
    assert score(some, thursday, RULES).value < score(some, monday, RULES).value


def test_what_one_text_dates_by_the_same_words_is_nearer() -> None:
    when = "2020-09-01/2022-09-30"
    met = replace(
        view(
            f"a1 | - | CONSULT happened | NOR + FIN > | {when} | both *met* in autumn"
        ),
        date_at=Span(40, 54),
    )
    talks = view(
        f"a2 | - | CONSULT happened | NOR + FIN > | {when} | the *talks* helped"
    )
    alike = score(met, replace(talks, date_at=Span(40, 54)), RULES)
    apart = score(met, replace(talks, date_at=Span(90, 99)), RULES)
    assert alike.value > apart.value
    assert any("dated by the same words" in reason for reason in alike.because)
