"""What an analyst trips over: corrections by the command line, through the whole circle."""

from pathlib import Path

import pytest
from made import PERU, article, coded, on, report, same
from typer.testing import CliRunner, Result

from detente import cli
from detente.ledger.store import Ledger

DAY = "2021-03-10"
SIGNED = ("--because", "the outlet says so", "--by", "Ada")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "n.ledger"
    with Ledger.open(path, "w") as store:
        first = article("a1", text="Berg will fly. Chile recalled its envoy.")
        store.append(coded(first, report("rep_1", "a1", dating=on(DAY))))
        second = article("a2", text="Anna Berg flew to Santiago.", outlet="Andes")
        store.append(
            coded(
                second,
                report("rep_2", "a2", dating=on(DAY)),
                report("rep_3", "a2", actors=(PERU,), quote="Peru aided Chile"),
            ),
            judgements=[same("rep_1", "rep_2")],
        )
    return path


def run(*args: object) -> Result:
    return CliRunner().invoke(cli.app, [str(one) for one in args])


def event_of(ledger: Path, report_id: str) -> str:
    with Ledger.open(ledger) as store:
        return store.event_ids([report_id])[report_id]


def day_of(ledger: Path, report_id: str) -> str:
    with Ledger.open(ledger) as store:
        dating = store.report(report_id).dating
        return str(dating.interval.start) if dating else ""


def test_an_undone_correction_stays_undone_when_a_name_is_purged(ledger: Path) -> None:
    event = event_of(ledger, "rep_1")
    run("ledger", "correct", ledger, event, "--date", "2021-03-12", *SIGNED)
    done = run("ledger", "corrections", ledger).stdout.split()[0]
    assert run("ledger", "undo", ledger, done, *SIGNED).exit_code == cli.OK
    assert day_of(ledger, "rep_2") == DAY
    run("ledger", "forget", ledger, "--name", "Anna Berg", *SIGNED)
    assert day_of(ledger, "rep_2") == DAY
    with Ledger.open(ledger) as store:
        assert store.verify(deep=True).is_sound


def test_of_two_corrections_the_later_counts_when_the_first_is_purged(
    ledger: Path,
) -> None:
    named = ("--because", "Anna Berg told me", "--by", "Ada")
    run("ledger", "correct", ledger, "rep_3", "--date", "2021-03-12", *named)
    run("ledger", "correct", ledger, "rep_3", "--date", "2021-03-14", *SIGNED)
    run("ledger", "forget", ledger, "--name", "Anna Berg", *SIGNED)
    assert day_of(ledger, "rep_3") == "2021-03-14"


@pytest.mark.parametrize("name", ["Barack Obama", "obama", "Chile"])
def test_a_public_name_is_not_purged_by_the_way(ledger: Path, name: str) -> None:
    with Ledger.open(ledger) as store:
        before = store.revision()
    result = run("ledger", "forget", ledger, "--name", name, *SIGNED)
    assert result.exit_code == cli.FAILED
    assert "is a public name, of " in result.stderr
    with Ledger.open(ledger) as store:
        assert store.revision() == before


def test_a_purge_says_before_how_much_it_takes(ledger: Path) -> None:
    named = ("ledger", "forget", ledger, "--name", "Anna Berg", *SIGNED)
    said = run(*named)
    assert said.exit_code == cli.OK
    assert "about to purge from 1 article and " in said.stderr
    public = ("ledger", "forget", ledger, "--name", "Chile", "--yes-public")
    done = run(*public, *SIGNED)
    assert done.exit_code == cli.OK
    assert "purged" in done.stdout


def test_what_a_person_removed_says_so(ledger: Path) -> None:
    event = event_of(ledger, "rep_3")
    run("ledger", "correct", ledger, event, "--not-an-event", *SIGNED)
    shown = run("show", ledger, event)
    assert shown.exit_code == cli.FAILED
    assert f"{event}: removed by Ada, " in shown.stderr
    assert "the outlet says so (cor_" in shown.stderr


def test_what_was_corrected_since_it_was_seen_is_not_overruled(ledger: Path) -> None:
    with Ledger.open(ledger) as store:
        seen = store.revision().n_entries
    run("ledger", "correct", ledger, "rep_3", "--date", "2021-03-12", *SIGNED)
    late = ("--date", "2021-03-13", "--seen", seen, *SIGNED)
    result = run("ledger", "correct", ledger, "rep_3", *late)
    assert result.exit_code == cli.FAILED
    assert "changed since you saw it (dating 2021-03-12" in result.stderr
    other = run("ledger", "correct", ledger, "rep_1", *late)
    assert other.exit_code == cli.OK


def test_a_correction_without_a_reason_is_refused(ledger: Path) -> None:
    result = run("ledger", "correct", ledger, "rep_3", "--not-an-event", "--because=")
    assert result.exit_code == cli.USAGE


def test_a_state_that_is_none_is_said_to_be_read_as_a_name(ledger: Path) -> None:
    result = run("ledger", "correct", ledger, "rep_3", "--actor", "Elbonia", *SIGNED)
    assert "note: 'Elbonia' is taken for a name without a state" in result.stderr


def test_an_event_is_added_once(ledger: Path) -> None:
    told = ("--quote", "Chile recalled its envoy", "--type", "SANCTION")
    added = ("ledger", "add", ledger, "a1", *told, "--actor", "Chile", *SIGNED)
    assert run(*added).exit_code == cli.OK
    again = run(*added)
    assert again.exit_code == cli.FAILED
    assert "there already" in again.stderr


def test_the_list_says_what_was_set_and_where(ledger: Path) -> None:
    run("ledger", "correct", ledger, "rep_3", "--date", "2021-03-12", *SIGNED)
    listed = run("ledger", "corrections", ledger).stdout
    assert "change dating 2021-03-12 (rep_3)  Ada: the outlet says so" in listed


def test_a_beginning_of_several_corrections_names_them(ledger: Path) -> None:
    for day in ("2021-03-12", "2021-03-13"):
        run("ledger", "correct", ledger, "rep_3", "--date", day, *SIGNED)
    result = run("ledger", "undo", ledger, "cor_", *SIGNED)
    assert result.exit_code == cli.FAILED
    assert result.stderr.count("cor_") == 3


@pytest.mark.parametrize(
    "command", ["rebuild", "upgrade", "correct rep_1 --not-an-event", "undo cor_1"]
)
def test_mending_a_ledger_that_is_not_there_makes_none(
    command: str, tmp_path: Path
) -> None:
    path = tmp_path / "slip.ledger"
    name, *rest = command.split()
    signed = SIGNED if rest else ()
    result = run("ledger", name, path, *rest, *signed)
    assert result.exit_code == cli.FAILED
    assert "no ledger here" in result.stderr
    assert not path.exists()
