"""The command line: what it writes where, with which exit code, and what it refuses."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from detente import cli
from detente.api import Ledger
from detente.cli.face import state_of
from detente.model.article import Article
from detente.model.coded import CodedArticle
from detente.pipeline import Coder

pytestmark = pytest.mark.slow

COMMANDS = sorted(
    str(one.callback.__name__) for one in cli.app.registered_commands if one.callback
)
ON_A_LEDGER = {
    "timeline": [],
    "stories": [],
    "dyad": ["SWE", "TUR"],
}
GOOD = "Peru recalled its ambassador to Chile on Monday."
MAIN = "from detente.cli import main; main()"
Run = Callable[..., Result]


@pytest.fixture
def run(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, with the coder that is loaded already."""
    monkeypatch.setattr("detente.api.make_coder", lambda: coder)
    runner = CliRunner()

    def invoke(*args: object, stdin: str | None = None) -> Result:
        return runner.invoke(cli.app, [str(one) for one in args], input=stdin)

    return invoke


def detente(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *map(str, args)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **env},
        check=False,
    )


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def ids_of(ledger: Path) -> tuple[str, str, str]:
    """The id of some event, of a report of it, and of its article."""
    with Ledger.open(ledger, "r") as opened:
        event = opened.events()[0]
        return event.id, event.report_ids[0], event.article_ids[0]


# ---------------------------------------------------------------- help


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example(command: str, run: Run) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert re.search(rf"^\s*detente {command}\b(?! \[OPTIONS\])", result.stdout, re.M)


def test_help_lists_every_command_and_loads_no_parser() -> None:
    script = (
        "import sys\n"
        "from detente.cli import app\n"
        "try:\n    app(['--help'])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "heavy = {'spacy', 'sqlalchemy', 'trafilatura', 'py3langid', 'numpy', 'lxml'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert "HEAVY []" in done.stdout
    for command in COMMANDS:
        assert re.search(rf"\b{command}\b", done.stdout)


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    result = run()
    assert result.exit_code == cli.USAGE
    assert "Usage: detente" in result.output


# ---------------------------------------------------------------- coding


def test_code_writes_a_report_a_line(examples: Path, run: Run) -> None:
    result = run(
        "code",
        examples / "2023-03-30_nordhavn-courier_turkish-vote-clears-finland.md",
        "-f",
        "jsonl",
    )
    assert result.exit_code == cli.OK
    lines = lines_of(result)
    assert len(lines) >= 3
    assert {line["article"]["outlet"] for line in lines} == {"Nordhavn Courier"}
    assert result.stderr == "1 article coded\n"


def test_json_is_one_list_of_the_same_reports(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    by_line = lines_of(run("code", path, "--format", "jsonl"))
    assert json.loads(run("code", path, "--format", "json").stdout) == by_line
    assert [line["event"] for line in by_line] == ["SANCTION"]


def test_the_table_quotes_the_sentence(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.txt"
    path.write_text(GOOD)
    result = run("code", path)
    assert "SANCTION (withdraw)  happened  Peru → Chile" in result.stdout
    assert "recalled its ambassador" in result.stdout
    assert "\x1b" not in result.stdout


def test_standard_input_is_read_for_a_dash(run: Run) -> None:
    result = run("code", "-", "-f", "jsonl", stdin=GOOD)
    (line,) = lines_of(result)
    assert line["article"]["path"] is None
    assert result.exit_code == cli.OK


def test_a_text_without_events_gives_nothing_and_is_well(run: Run) -> None:
    result = run("code", "-", "-f", "jsonl", stdin="Rain fell on the hills of Peru.")
    assert (result.stdout, result.exit_code) == ("", cli.OK)
    result = run("code", "-", stdin="Rain fell on the hills of Peru.")
    assert "No event" in result.stdout


def test_the_same_input_gives_the_same_bytes_in_another_process(
    examples: Path, run: Run
) -> None:
    paths = sorted(examples.glob("2023-01-2*"))
    here = run("code", *paths, "-f", "jsonl")
    there = detente("code", *paths, "-f", "jsonl", PYTHONHASHSEED="4711")
    assert there.returncode == cli.OK
    assert there.stdout == here.stdout
    assert there.stderr == "5 articles coded\n"


def test_annotate_writes_all_layers_or_those_asked_for(run: Run) -> None:
    (whole,) = lines_of(run("annotate", "-", stdin=GOOD))
    assert set(whole) == {
        "article", "text", "times", "places", "actors", "attributions", "sentences"
    }  # fmt: skip
    (part,) = lines_of(run("annotate", "-", "--layers", "times, actors", stdin=GOOD))
    assert set(part) == {"article", "text", "times", "actors"}
    for layer in ("times", "actors"):
        for one in part[layer]:
            assert part["text"][one["start"] : one["end"]] == one["text"]
    assert "Peru" in run("annotate", "-", "-f", "table", stdin=GOOD).stdout


# ---------------------------------------------------------------- ledgers


@pytest.mark.parametrize("command", sorted(ON_A_LEDGER))
def test_views_come_as_table_json_and_lines(
    command: str, example_ledger: Path, run: Run
) -> None:
    args = [command, example_ledger, *ON_A_LEDGER[command]]
    table = run(*args)
    assert (table.exit_code, table.stderr) == (cli.OK, "")
    assert len(table.stdout.splitlines()) > 5
    lines = lines_of(run(*args, "-f", "jsonl"))
    whole = json.loads(run(*args, "-f", "json").stdout)
    assert whole == lines
    assert len(lines) >= 1


def test_show_and_explain_take_ids_and_beginnings_of_ids(
    example_ledger: Path, run: Run
) -> None:
    event, report, article = ids_of(example_ledger)
    for command, id_ in (
        ("show", event),
        ("show", event[:-4]),
        ("explain", event),
        ("explain", report),
        ("explain", article),
    ):
        for format_ in ("table", "json", "jsonl"):
            result = run(command, example_ledger, id_, "-f", format_)
            assert (result.exit_code, result.stderr) == (cli.OK, ""), (command, id_)
            assert result.stdout


def test_explain_prints_the_lexicon_row_and_the_quote(
    example_ledger: Path, run: Run
) -> None:
    with Ledger.open(example_ledger, "r") as opened:
        report = next(iter(opened.reports()))
    said = " ".join(run("explain", example_ledger, report.id).stdout.split())
    assert report.row in said
    assert report.trigger_text in said


def test_states_are_named_by_code_or_by_name(example_ledger: Path, run: Run) -> None:
    by_code = run("dyad", example_ledger, "SWE", "TUR", "-f", "jsonl")
    for first, second in (("sweden", "Turkey"), ("tur", "swe"), ("Türkiye", "SWE")):
        other = run("dyad", example_ledger, first, second, "-f", "jsonl")
        assert other.exit_code == cli.OK
        assert {line.get("event_id") for line in lines_of(other)} == {
            line.get("event_id") for line in lines_of(by_code)
        }


def test_the_timeline_keeps_what_is_asked_for(example_ledger: Path, run: Run) -> None:
    def asked(*options: str) -> list[dict[str, Any]]:
        return lines_of(run("timeline", example_ledger, *options, "-f", "jsonl"))

    everything = asked()
    consult = asked("--type", "consult,aid", "--status", "happened")
    assert consult
    assert {(one["type"], one["status"]) for one in consult} <= {
        ("CONSULT", "happened"),
        ("AID", "happened"),
    }
    assert len(consult) < len(everything)
    japan = asked("--country", "Japan")
    assert japan
    assert {one["event_id"] for one in japan} < {one["event_id"] for one in everything}
    late = asked("--since", "2023-06-01", "--until", "2023-12-31")
    assert 0 < len(late) < len(everything)


def test_as_of_shows_only_what_was_published_by_then(
    example_ledger: Path, run: Run
) -> None:
    then = lines_of(
        run("timeline", example_ledger, "--as-of", "2023-01-20", "-f", "jsonl")
    )
    assert then
    assert {name for one in then for name in one["outlets"]} == {"Bosporus Ledger"}
    before = run("timeline", example_ledger, "--as-of", "2022-01-01")
    assert "No such event" in before.stdout


def test_ingest_twice_adds_nothing(
    examples: Path, example_ledger: Path, tmp_path: Path, run: Run
) -> None:
    copy = tmp_path / "copy.ledger"
    shutil.copy(example_ledger, copy)
    result = run("ingest", copy, examples)
    assert result.exit_code == cli.OK
    assert result.stdout == ""
    assert "0 articles added, 18 already there, 0 reports" in result.stderr
    with Ledger.open(copy, "r") as again, Ledger.open(example_ledger, "r") as first:
        assert list(again.export(texts=True)) == list(first.export(texts=True))


def test_the_order_of_articles_does_not_matter(
    examples: Path, tmp_path: Path, run: Run
) -> None:
    paths = sorted(examples.glob("2023-01-2*"))
    exports = []
    for name, some in (("a", paths), ("b", paths[::-1])):
        run("ingest", tmp_path / name, *some)
        with Ledger.open(tmp_path / name, "r") as ledger:
            exports.append(sorted(ledger.export(texts=True)))
    assert exports[0] == exports[1]


def test_demo_makes_a_ledger_and_prints_a_dossier(
    examples: Path, tmp_path: Path, run: Run
) -> None:
    some = tmp_path / "some"
    some.mkdir()
    for path in sorted(examples.glob("2023-01-2[01]*")):
        shutil.copy(path, some)
    result = run("demo", "--ledger", tmp_path / "d.ledger", "--folder", some)
    assert result.exit_code == cli.OK
    assert "Sweden – Turkey" in result.stdout
    assert "Next:" in result.stdout
    missing = run("demo", "--folder", tmp_path / "none")
    assert missing.exit_code == cli.FAILED
    assert "no such folder" in missing.stderr


# ---------------------------------------------------------------- care


def test_check_loads_every_table(run: Run) -> None:
    result = run("check")
    assert result.exit_code == cli.OK
    assert all(line.startswith("ok ") for line in result.stdout.splitlines())


def test_doctor_verifies_a_ledger(
    example_ledger: Path, tmp_path: Path, run: Run
) -> None:
    result = run("doctor", example_ledger)
    assert result.exit_code == cli.OK
    assert "FAILED" not in result.stdout
    other = tmp_path / "notes.txt"
    other.write_text(GOOD)
    broken = run("doctor", other)
    assert broken.exit_code == cli.FAILED
    assert "FAILED" in broken.stdout


@pytest.mark.parametrize("host", ["127.0.0.1:1", "127.0.0.1:one"])
@pytest.mark.parametrize("command", ["doctor", "timeline"])
def test_no_password_of_an_address_is_printed(
    run: Run, command: str, host: str
) -> None:
    result = run(command, f"postgresql+psycopg://ann:hushhush@{host}/news")
    assert result.exit_code == cli.FAILED
    assert "ann:***@" in result.output
    assert "hushhush" not in result.output


def test_a_port_out_of_range_is_refused(example_ledger: Path, run: Run) -> None:
    result = run("serve", example_ledger, "--port", 99_999)
    assert result.exit_code == cli.USAGE
    assert "65535" in result.stderr


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("Ruritania", "did you mean Mauritania (MRT) or Romania (ROU)?"),
        (
            "Congo",
            "did you mean Democratic Republic of the Congo (COD)"
            " or Republic of the Congo (COG)?",
        ),
        ("korea", "did you mean South Korea (KOR) or North Korea (PRK)?"),
        ("Qqqqq", "give its name or ISO code"),
    ],
)
def test_a_state_that_is_not_known_gets_every_one_that_may_be_meant(
    asked: str, hint: str
) -> None:
    with pytest.raises(typer.BadParameter) as refused:
        state_of(asked)
    assert str(refused.value) == f"no state is called {asked!r}; {hint}"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "nothing was kept"), (1, "1 article kept in")]
)
def test_ctrl_c_says_what_is_kept_and_how_to_go_on(
    n: int,
    said: str,
    tmp_path: Path,
    coder: Coder,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, n_left = coder.code_article, [n]

    def interrupted(article: Article) -> CodedArticle:
        if not n_left[0]:
            raise KeyboardInterrupt
        n_left[0] -= 1
        return code(article)

    monkeypatch.setattr(Coder, "code_article", lambda self, one: interrupted(one))
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"{GOOD} It was {name}.")
    result = run("ingest", tmp_path / "n.ledger", tmp_path)
    assert result.exit_code == 130
    assert result.stderr.startswith(f"interrupted: {said}")
    assert "again goes on" in result.stderr
    assert (tmp_path / "n.ledger").exists() == bool(n)


def test_an_export_does_not_write_over_a_file_unasked(
    example_ledger: Path, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "news.jsonl"
    target.write_text("mine")
    command = ("ledger", "export", example_ledger, "--no-texts", "-o", target)
    refused = run(*command)
    assert refused.exit_code == cli.FAILED
    assert "there is a file here already" in refused.stderr
    assert target.read_text() == "mine"
    assert run(*command, "--force").exit_code == cli.OK
    assert target.read_text().startswith("{")


@pytest.mark.parametrize("command", ["ingest", "export", "backup"])
def test_a_mistyped_path_makes_no_folders(
    command: str, example_ledger: Path, tmp_path: Path, run: Run
) -> None:
    text, target = tmp_path / "a.txt", tmp_path / "folder" / "of" / "n.ledger"
    text.write_text(GOOD)
    result = run(
        *{
            "ingest": ("ingest", target, text),
            "export": ("ledger", "export", example_ledger, "-o", target),
            "backup": ("ledger", "backup", example_ledger, target),
        }[command]
    )
    assert result.exit_code == cli.FAILED
    assert f"there is no folder {target.parent}" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_doctor_says_each_finding_on_one_line(tmp_path: Path, run: Run) -> None:
    other = tmp_path / "notes.txt"
    other.write_text(GOOD)
    result = run("doctor", other)
    assert all(
        line.startswith(("ok  ", "FAILED")) for line in result.stdout.splitlines()
    )


# ---------------------------------------------------------------- refusals


def failures(tmp_path: Path, ledger: Path) -> list[tuple[list[object], int, str]]:
    text = tmp_path / "notes.txt"
    text.write_text(GOOD)
    none = tmp_path / "none.ledger"
    return [
        (["timeline", none], cli.FAILED, "no ledger here"),
        (["dyad", text, "ISR", "TUR"], cli.FAILED, "expected a detente ledger"),
        (["ingest", text, text], cli.FAILED, "expected a detente ledger"),
        (["show", ledger, "evt_zzzz"], cli.FAILED, "evt_zzzz"),
        (["show", ledger, "evt_"], cli.FAILED, "ids: evt_"),
        (["explain", ledger, "nothing"], cli.FAILED, "nothing"),
        (["code"], cli.USAGE, "Missing argument"),
        (["code", text, "-f", "xml"], cli.USAGE, "xml"),
        (["annotate", text, "--layers", "colours"], cli.USAGE, "colours"),
        (["dyad", ledger, "SWE", "Atlantis"], cli.USAGE, "Atlantis"),
        (["timeline", ledger, "--type", "WAR"], cli.USAGE, "WAR"),
        (["timeline", ledger, "--status", "maybe"], cli.USAGE, "maybe"),
        (["timeline", ledger, "--since", "soon"], cli.USAGE, "soon"),
        (["timeline", ledger, "--as-of", "2023-02-30"], cli.USAGE, "2023-02-30"),
        (["nonsense"], cli.USAGE, "nonsense"),
        (["--nonsense"], cli.USAGE, "--nonsense"),
    ]


def test_what_cannot_be_done_is_said_on_standard_error(
    tmp_path: Path, example_ledger: Path, run: Run
) -> None:
    for args, code, words in failures(tmp_path, example_ledger):
        result = run(*args)
        assert (result.exit_code, result.stdout) == (code, ""), args
        assert words in result.stderr, args
        assert "Traceback" not in result.stderr
        if code == cli.FAILED:
            assert result.stderr.startswith("detente: ")
            assert len(result.stderr.splitlines()) == 1


def test_a_failed_reading_makes_no_file(tmp_path: Path, run: Run) -> None:
    run("timeline", tmp_path / "none.ledger")
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- bad inputs

TEN_MB = 10_000_000
GERMAN = "Die Regierung hat am Dienstag ihren Botschafter aus Norwegen abgezogen. "
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"  \n\n \t\n", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary, not text"),
    "cyrillic.txt": ("Вена и Москва".encode("cp1251") * 9, "neither UTF-8"),
    "huge.txt": (b"word " * (TEN_MB // 5), "10.0 MB, the limit is"),
    "german.txt": (GERMAN.encode() * 8, "only English is supported"),
    "paper.pdf": (b"%PDF-1.7", "unknown kind of file '.pdf'"),
    "head.md": (b"---\ntitle: x\n---\n", "no text after the front matter"),
    "page.html": (b"<html><body></body></html>", "no text"),
}


@pytest.fixture
def bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of bad inputs, and two good ones."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    good = json.dumps({"id": "good", "text": GOOD, "published": "2024-03-07"})
    (folder / "lines.jsonl").write_text(
        f'{{"text": "broken\n{{"text": "{"x" * TEN_MB}"}}\n{good}\n', "utf-8"
    )
    (folder / "good.txt").write_text(GOOD, "utf-8")
    locked = folder / "locked.txt"
    locked.write_text(GOOD, "utf-8")
    # Tests may run as a user whom no permission stops.
    plain_open = Path.open

    def opened(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == locked.name:
            raise PermissionError(13, "Permission denied", str(self))
        return plain_open(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.chdir(folder)
    return folder


def test_each_bad_input_is_one_line_and_the_others_are_coded(
    bad: Path, run: Run
) -> None:
    names = [*BAD, "lines.jsonl", "locked.txt", "missing.txt", "good.txt", "no*.html"]
    result = run("code", *names, "-f", "jsonl")
    assert result.exit_code == cli.SOME_REJECTED
    assert len(lines_of(result)) == 2
    *rejected, last = result.stderr.splitlines()
    expected = [(name, reason) for name, (_, reason) in BAD.items()]
    expected += [
        ("lines.jsonl:1", "broken JSON"),
        ("lines.jsonl:2", "10.0 MB, the limit is"),
        ("locked.txt", "no permission to read it"),
        ("missing.txt", "no such file or folder"),
        ("no*.html", "no file matches"),
    ]
    by_name = dict(line.removeprefix("rejected  ").split(": ", 1) for line in rejected)
    assert sorted(by_name) == sorted(name for name, _ in expected)
    for name, reason in expected:
        assert reason in by_name[name], (name, by_name[name])
    assert last == f"2 articles coded, {len(expected)} rejected"


def test_the_ledger_is_the_same_with_and_without_the_bad_inputs(
    bad: Path, tmp_path: Path, run: Run
) -> None:
    mixed, clean = tmp_path / "mixed.ledger", tmp_path / "clean.ledger"
    result = run("ingest", mixed, ".")
    assert result.exit_code == cli.SOME_REJECTED
    assert "2 articles added" in result.stderr
    good = (bad / "lines.jsonl").read_text("utf-8").splitlines()[-1]
    (tmp_path / "one.jsonl").write_text(good, "utf-8")
    assert run("ingest", clean, tmp_path / "one.jsonl", "good.txt").exit_code == cli.OK
    with Ledger.open(mixed, "r") as one, Ledger.open(clean, "r") as other:
        assert sorted(one.export(texts=True)) == sorted(other.export(texts=True))
        assert len(list(one.rejected())) == len(result.stderr.splitlines()) - 1
        assert one.verify().is_sound


def test_only_bad_inputs_still_exit_with_their_own_code(bad: Path, run: Run) -> None:
    result = run("code", "empty.txt", "-f", "jsonl")
    assert (result.exit_code, result.stdout) == (cli.SOME_REJECTED, "")
    assert result.stderr == "rejected  empty.txt: empty\n0 articles coded, 1 rejected\n"


# ---------------------------------------------------------------- terminals and pipes

COLOUR = re.compile(r"\x1b\[[0-9;]*\b(?:3[0-9]|4[0-9]|9[0-7])(?:;[0-9;]*)?m")


def test_no_color_is_obeyed(example_ledger: Path) -> None:
    args = ("timeline", example_ledger, "--status", "cancelled")
    coloured = detente(*args, FORCE_COLOR="1", NO_COLOR="", TERM="xterm-256color")
    plain = detente(*args, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert COLOUR.search(coloured.stdout)
    assert not COLOUR.search(plain.stdout)
    assert plain.returncode == coloured.returncode == cli.OK


def test_a_reader_that_has_enough_may_close_the_pipe(example_ledger: Path) -> None:
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            MAIN,
            "timeline",
            str(example_ledger),
            "-f",
            "jsonl",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    process.wait(timeout=30)
    assert b"Traceback" not in said
