"""`detente knowledge`, and the warning that news is later than the tables."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from detente import cli
from detente.cli.folder import data_folder, user_coder, warn_if_old
from detente.knowledge.synced import Synced, write_synced
from detente.problems import SyncFailed
from detente.sync.diff import Change, ChangeKind
from detente.sync.run import SyncResult

CHANGE = Change(
    kind=ChangeKind.ENDED, country="TGO", office="minister of justice",
    person="Anna Testova", before="2025-01-01/", after="2025-01-01/2026-03-02",
)  # fmt: skip


def run(*args: str) -> Result:
    return CliRunner().invoke(cli.app, ["knowledge", *args])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command asked `sync` for; the network is left alone."""
    given: dict[str, Any] = {}

    def fetch(folder: Path, **options: Any) -> SyncResult:
        given.update(options, folder=folder)
        return SyncResult(
            changes=(CHANGE,) * 60, n_terms=30_000, n_fetched=400, n_unreadable=2,
            is_written=not options["dry_run"],
        )  # fmt: skip

    monkeypatch.setattr("detente.sync.run.sync", fetch)
    return given


def test_sync_shows_what_is_new_and_where_it_lies(asked: dict[str, Any]) -> None:
    result = run("sync", "--since", "2023-01-01", "--contact", "desk@example.org")
    assert result.exit_code == 0
    line = "ended   TGO  minister of justice: Anna Testova  2025-01-01/ → 2025-01-01/2026-03-02"
    assert line in result.stdout
    assert "20 more" in result.stdout
    assert "60 ended; 2 rows could not be read; 30000 terms" in result.stderr
    assert str(data_folder()) in result.stderr
    assert asked["since"] == date(2023, 1, 1)
    assert asked["endpoint"].contact == "desk@example.org"


def test_a_dry_run_says_so(asked: dict[str, Any]) -> None:
    result = run(
        "sync", "--dry-run", "--format", "jsonl", "--endpoint", "http://[::1]/"
    )
    assert asked["dry_run"] is True
    assert asked["endpoint"].url == "http://[::1]/"
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["kind"], first["after"]) == ("ended", "2025-01-01/2026-03-02")
    assert "nothing written" in result.stderr


def test_a_service_that_fails_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fetch(*args: object, **options: object) -> SyncResult:
        raise SyncFailed("http://x.example", "HTTP 500")

    monkeypatch.setattr("detente.sync.run.sync", fetch)
    result = run("sync")
    assert result.exit_code == 1
    assert "detente: http://x.example: HTTP 500; nothing was changed" in result.stderr


def test_status_tells_until_when_tables_are_good() -> None:
    result = run("status")
    assert result.exit_code == 0
    assert "heads of state and government" in result.stdout
    assert "nothing fetched yet" in result.stdout


def test_what_was_fetched_is_heeded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    given: list[Path | None] = []
    monkeypatch.setattr(
        "detente.api.make_coder", lambda *args: given.append(*args or [None])
    )
    user_coder()
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path))
    text = "person_qid,person,office,country,start,end\n"
    write_synced(
        tmp_path,
        Synced(text=text, until=date(2026, 11, 1), endpoint="http://x.example"),
    )
    user_coder()
    assert given == [None, tmp_path]
    assert "2026-11-01" in run("status").stdout


def test_news_after_the_tables_brings_a_warning(
    capsys: pytest.CaptureFixture[str],
) -> None:
    warn_if_old([date(2027, 1, 1), None, date(2020, 1, 1)])
    assert "1 article is later" in capsys.readouterr().err
    warn_if_old([date(2020, 1, 1)])
    assert capsys.readouterr().err == ""


@pytest.mark.slow
def test_taking_in_news_after_the_tables_brings_the_warning(tmp_path: Path) -> None:
    text = "Turkey's foreign minister met his Greek counterpart in Ankara."
    for year in (2020, 2031):
        note = f"---\ntitle: Talks\npublished: {year}-05-04\n---\n\n{text}\n"
        (tmp_path / f"{year}.md").write_text(note)
    made = {
        year: CliRunner().invoke(
            cli.app,
            ["ingest", str(tmp_path / f"{year}.ledger"), str(tmp_path / f"{year}.md")],
        )
        for year in (2020, 2031)
    }
    assert "1 article is later than the tables" in made[2031].stderr
    assert "later than the tables" not in made[2020].stderr
    assert {one.exit_code for one in made.values()} == {cli.OK}


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.local/share/detente"),
        ("linux", {"HOME": "/home/a", "XDG_DATA_HOME": "/x"}, "/x/detente"),
        (
            "darwin",
            {"HOME": "/Users/a"},
            "/Users/a/Library/Application Support/detente",
        ),
        ("win32", {"USERPROFILE": "/u", "LOCALAPPDATA": "/l"}, "/l/detente"),
        ("linux", {"HOME": "/home/a", "DETENTE_DATA": "/own"}, "/own"),
    ],
)
def test_the_folder_is_where_the_system_keeps_such_things(
    platform: str, environ: dict[str, str], folder: str
) -> None:
    assert data_folder(environ, platform) == Path(folder)


def test_check_counts_what_the_tables_hold() -> None:
    result = CliRunner().invoke(cli.app, ["check", "--counts"])
    assert result.exit_code == 0
    counted = {
        name: int(n)
        for n, _, name in (
            line.strip().partition("  ") for line in result.stdout.splitlines()
        )
        if n.isdigit()
    }
    assert counted["countries and territories"] >= 200
    assert counted["bodies"] >= 150
    assert counted["movements"] >= 150
    assert counted["terms of office"] >= 15_000
    assert counted["states with a head on 2025-12-01"] >= 190
