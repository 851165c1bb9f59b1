"""The views together, on one small invented press."""

import io
import json
from datetime import date

import pytest
from rich.console import Console

from detente.ledger.read import Wanted
from detente.ledger.store import Ledger
from detente.model.status import Status
from detente.problems import NoSuchEntry
from detente.views.dossier import (
    busiest_pair,
    dossier,
    dossier_lines,
    render_dossier,
)
from detente.views.event_page import event_page, page_lines, render_event
from detente.views.explain import explain_lines, explanation, render_explanation
from detente.views.rows import EventRow, Step, turns_of
from detente.views.screen import quoted
from detente.views.stories import render_stories, stories_of, story_lines
from detente.views.timeline import render_timeline, timeline, timeline_lines


class AsciiFile(io.StringIO):
    encoding = "ascii"


def console(width: int, *, ascii: bool = False) -> Console:
    file = AsciiFile() if ascii else io.StringIO()
    return Console(file=file, width=width, highlight=False)


def text_of(screen: Console) -> str:
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


def visit(ledger: Ledger) -> EventRow:
    return next(row for row in timeline(ledger).rows if row.what == "visit")


def test_a_dossier_holds_what_lies_between_the_two(ledger: Ledger) -> None:
    found = dossier(ledger, "NOR", "CHL")
    assert (found.left_name, found.right_name) == ("Norway", "Chile")
    assert (found.n_articles, found.n_origins, len(found.outlets)) == (4, 3, 4)
    assert [row.what for row in found.rows] == [
        "recall of ambassador",
        "visit",
        "meeting",
        "killing",
        "sanctions",
        "agreement",
    ]
    assert found.rows[-1].date == "undated"
    assert dossier(ledger, "CHL", "NOR").rows == found.rows


def test_a_row_tells_what_an_analyst_asks_first(ledger: Ledger) -> None:
    row = visit(ledger)
    assert (row.date, row.edtf) == ("10 Mar 2021", "2021-03-10")
    assert row.who == ("Anna Berg (NOR, minister of foreign affairs)",)
    assert row.whom == ("Chile",)
    assert (row.status, row.place) == (Status.HAPPENED, "Santiago")
    assert (len(row.outlets), row.n_origins) == (4, 3)
    assert [(step.status, step.published) for step in row.history] == [
        (Status.PLANNED, "8 Mar 2021"),
        (Status.HAPPENED, "11 Mar 2021"),
    ]
    (dispute,) = row.disputes
    assert dispute.field == "date"
    assert dispute.claims == (
        ("10 Mar 2021", ("Fjord Post", "Pampas Wire")),
        ("11 Mar 2021", ("Lima Daily",)),
    )


def test_only_a_turn_of_the_status_is_told_in_a_row() -> None:
    def turns(*steps: tuple[str, Status]) -> list[str]:
        history = [Step(published=day, status=one, by=("A",)) for day, one in steps]
        return [f"{step.status} {step.published}" for step in turns_of(history)]

    planned, happened = Status.PLANNED, Status.HAPPENED
    assert turns(("8 Mar", planned), ("11 Mar", happened)) == [
        "planned 8 Mar",
        "happened 11 Mar",
    ]
    assert turns(("11 Mar", happened), ("20 Mar", planned)) == []
    assert turns(("8 Mar", Status.ONGOING), ("11 Mar", happened)) == []
    assert turns(("8 Mar", planned), ("8 Mar", happened)) == []
    assert turns(("8 Mar", planned), ("9 Mar", Status.CANCELLED)) == [
        "planned 8 Mar",
        "cancelled 9 Mar",
    ]


def test_what_is_only_claimed_says_by_whom(ledger: Ledger) -> None:
    denied = next(r for r in timeline(ledger).rows if r.status is Status.DENIED)
    assert denied.claimed_by == ("a senior Chilean official (unnamed)",)
    assert visit(ledger).claimed_by == ()


def test_as_of_a_day_the_dossier_knows_no_more(ledger: Ledger) -> None:
    (row,) = dossier(ledger, "NOR", "CHL", as_of=date(2021, 3, 9)).rows
    assert row.status is Status.PLANNED


def test_a_pair_without_events_says_so(ledger: Ledger) -> None:
    screen = console(80)
    render_dossier(dossier(ledger, "NOR", "PER"), screen)
    assert "Nothing between Norway and Peru in this ledger." in text_of(screen)


def test_the_busiest_pair_comes_first(ledger: Ledger) -> None:
    assert busiest_pair(ledger) == ("CHL", "NOR")
    with Ledger.in_memory() as empty:
        assert busiest_pair(empty) is None


def test_a_timeline_takes_conditions(ledger: Ledger) -> None:
    found = timeline(ledger, Wanted(country="PER", since=date(2021, 1, 1)))
    assert found.asked == "PER, since 2021-01-01"
    assert [row.what for row in found.rows] == ["condemnation"]


def test_an_event_page_has_every_report_by_publication(ledger: Ledger) -> None:
    page = event_page(ledger, visit(ledger).event_id[:9])
    outlets = [report.outlet for report in page.reports]
    assert outlets == ["Andes Herald", "Fjord Post", "Pampas Wire", "Lima Daily"]
    assert page.reports[2].syndicated_from == "Fjord Post"


def test_an_explanation_goes_down_to_the_lexicon_row(ledger: Ledger) -> None:
    found = explanation(ledger, visit(ledger).event_id)
    assert len(found.judgements) == 3
    assert {report.row for report in found.reports} == {"visit/fly"}
    assert all(report.because for report in found.reports)
    assert explanation(ledger, "rep_came").reports[0].trigger == "Fore"
    assert explanation(ledger, "a2").articles[0].published == "11 Mar 2021"
    with pytest.raises(NoSuchEntry, match="event, report or article"):
        explanation(ledger, "zzz")


def test_stories_are_listed_with_days_and_numbers(ledger: Ledger) -> None:
    (story,) = stories_of(ledger)
    assert story.label == "Visit: Anna Berg (NOR, minister of foreign affairs) → Chile"
    assert (story.title, story.days) == ("Berg due", "8–13 Mar 2021")
    assert (story.n_articles, len(story.outlets), story.n_events) == (4, 4, 7)


def everything(ledger: Ledger, screen: Console) -> str:
    render_dossier(dossier(ledger, "NOR", "CHL"), screen)
    render_timeline(timeline(ledger), screen)
    render_event(event_page(ledger, visit(ledger).event_id), screen)
    render_explanation(explanation(ledger, visit(ledger).event_id), screen)
    render_stories(stories_of(ledger), screen)
    return text_of(screen)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_nothing_is_wider_than_the_terminal(ledger: Ledger, width: int) -> None:
    lines = everything(ledger, console(width)).splitlines()
    assert max(map(len, lines)) <= width


def test_a_plain_terminal_gets_plain_signs(ledger: Ledger) -> None:
    printed = everything(ledger, console(80, ascii=True))
    assert printed.isascii()
    assert "* 4 happened" in printed
    assert "->" in printed


def test_every_view_is_plain_data_too(ledger: Ledger) -> None:
    event_id = visit(ledger).event_id
    for lines in (
        dossier_lines(dossier(ledger, "NOR", "CHL")),
        timeline_lines(timeline(ledger)),
        page_lines(event_page(ledger, event_id)),
        explain_lines(explanation(ledger, event_id)),
        story_lines(stories_of(ledger)),
    ):
        found = list(lines)
        assert found
        assert json.loads(json.dumps(found))


def test_text_from_outside_is_never_read_as_markup() -> None:
    from made import article, coded, report

    screen = console(80)
    with Ledger.in_memory() as ledger:
        odd = report(quote="He said [bold]no[/bold] and [/red] left [link=x]it[/link]")
        ledger.append(coded(article(outlet="[red]Post", title="[b]x"), odd))
        ledger.judge(stories={"a1": "sto_1"})
        (row,) = timeline(ledger).rows
        render_timeline(timeline(ledger), screen)
        render_event(event_page(ledger, row.event_id), screen)
        render_stories(stories_of(ledger), screen)
    printed = text_of(screen)
    assert "[bold]no[/bold] and [/red] left" in printed
    assert "[red]Post" in printed
    assert "[b]x" in printed


def test_states_go_by_their_names_also_where_no_event_names_them(
    ledger: Ledger,
) -> None:
    screen = console(120)
    found = dossier(ledger, "GHA", "PER")
    assert (found.left_name, found.right_name) == ("Ghana", "Peru")
    render_dossier(found, screen)
    assert "Nothing between Ghana and Peru" in text_of(screen)


def test_an_earlier_day_is_told_by_what_was_out_by_then(ledger: Ledger) -> None:
    screen = console(120)
    render_dossier(dossier(ledger, "NOR", "CHL", as_of=date(2021, 3, 10)), screen)
    assert "by what was out by 10 Mar 2021" in text_of(screen)
    assert "known" not in text_of(screen).splitlines()[0]


def test_where_a_text_was_purged_a_view_says_when_and_why(ledger: Ledger) -> None:
    from detente.ledger.forget import forget_article

    before = visit(ledger)
    for article_id in ledger.event(before.event_id).article_ids:
        forget_article(ledger, article_id, by="Ada", because="the outlet asked")
    screen = console(120)
    render_dossier(dossier(ledger, "NOR", "CHL"), screen)
    render_event(event_page(ledger, before.event_id), screen)
    render_explanation(explanation(ledger, before.event_id), screen)
    printed = text_of(screen)
    assert "“”" not in printed
    day = ledger.latest(1)[0].recorded[:10]
    assert printed.count(f"(text purged {day}: the outlet asked)") > 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Berg flew home.", "“Berg flew home.”"),
        ("Berg called it “a start”.", "“Berg called it ‘a start’.”"),
        ('"We agree," Berg said.', "“We agree,” Berg said."),
        ("“We agree,” Berg said.", "“We agree,” Berg said."),
        ("“We agree on the…", "“We agree on the…”"),
    ],
)
def test_words_get_one_pair_of_marks(text: str, shown: str) -> None:
    assert quoted(text) == shown
