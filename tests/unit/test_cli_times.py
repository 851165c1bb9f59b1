"""Every view of the command line takes both times: when it was out, when we had it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made import article, coded, on, report, same
from typer.testing import CliRunner, Result

from detente import cli
from detente.ledger.store import Ledger
from detente.model.status import Status
from detente.problems import ArticleRejected

pytestmark = pytest.mark.slow  # `explain` loads the encoder

EARLY, LATE = ("--known-by", "2026-11-02"), ("--known-by", "2026-11-09")
PLAN = report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-10"))
CAME = report("rep_2", "a2", dating=on("2021-03-10"), quote="Berg came to Santiago")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A visit is planned, the ledger hears of it; it takes place, and it hears of that."""
    path = tmp_path_factory.mktemp("times") / "times.ledger"
    days = iter(range(100))

    def clock() -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(days=next(days))

    with Ledger.open(path, "w", clock=clock) as store:
        early = article("a1", published="2021-03-08", text="She will come.")
        store.append(coded(early, PLAN), stories={"a1": "story 1"})
        store.reject(ArticleRejected("in/a9", "empty"))
        late = article("a2", published="2021-03-11", text="Berg came to Santiago.")
        store.append(
            coded(late, CAME),
            judgements=[same("rep_1", "rep_2")],
            stories={"a2": "story 1"},
        )
        store.settle("in/a9", "given up")
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli.app, [str(one) for one in args])


def said(ledger: Path, command: str, *rest: str) -> str:
    result = run(*command.split(), ledger, *rest, "-f", "jsonl")
    assert result.exit_code == cli.OK, result.output
    return result.stdout


VIEWS = {
    "dyad": ("NOR", "CHL"),
    "timeline": (),
    "stories": (),
    "show": ("evt_",),
    "explain": ("evt_",),
    "ledger search": ("came",),
}


@pytest.mark.parametrize("command", VIEWS)
def test_a_view_by_what_was_known_or_out_is_another(command: str, ledger: Path) -> None:
    rest = VIEWS[command]
    now = said(ledger, command, *rest)
    assert said(ledger, command, *rest, *LATE) == now
    assert said(ledger, command, *rest, *EARLY) != now
    assert said(ledger, command, *rest, "--as-of", "2021-03-09") != now


@pytest.mark.parametrize("command", VIEWS)
def test_a_table_of_then_says_so(command: str, ledger: Path) -> None:
    result = run(*command.split(), ledger, *VIEWS[command], *EARLY)
    assert result.exit_code == cli.OK, result.output
    assert result.stdout.startswith("as the ledger stood on 2026-11-0")


def test_the_event_of_then_is_the_plan(ledger: Path) -> None:
    (line,) = said(ledger, "show", "evt_", *EARLY).splitlines()
    page = json.loads(line)
    assert page["event"]["status"] == "planned"
    assert [one["report_id"] for one in page["reports"]] == ["rep_1"]
    (line,) = said(ledger, "show", "evt_", "--as-of", "2021-03-09").splitlines()
    assert json.loads(line)["event"]["status"] == "planned"


def test_what_was_left_out_then_is_listed_again(ledger: Path) -> None:
    assert said(ledger, "ledger rejected") == ""
    assert "in/a9" in said(ledger, "ledger rejected", "--known-by", "2026-11-03")


@pytest.mark.parametrize("command", ["show", "explain"])
def test_what_was_not_known_yet_is_told_as_such(ledger: Path, command: str) -> None:
    result = run(command, ledger, "evt_", "--known-by", "2026-10-01")
    assert result.exit_code == cli.FAILED
    assert "names nothing before the first entry of the ledger" in result.stderr


def test_a_time_that_is_none_is_refused(ledger: Path) -> None:
    result = run("stories", ledger, "--known-by", "last week")
    assert result.exit_code == cli.USAGE
    assert "YYYY-MM-DD" in result.stderr
