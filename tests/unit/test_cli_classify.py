"""The command `classify`: pairs in, types out, what is no pair told apart."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from detente import cli

pytestmark = pytest.mark.slow

PAIR = {
    "id": "one",
    "sentence": "Malta signed a fisheries treaty with Tunisia on Friday.",
    "actor": "Malta",
    "recipient": [37, 44],
}


def run(*args: object, stdin: str = "") -> Result:
    return CliRunner().invoke(cli.app, ["classify", *map(str, args)], input=stdin)


def test_a_pair_gets_its_type_mode_quad_class_status_and_confidence() -> None:
    result = run("-", stdin=json.dumps(PAIR))
    assert result.exit_code == cli.OK
    (line,) = map(json.loads, result.stdout.splitlines())
    assert list(line) == "id event mode quad_code status confidence".split()
    assert (line["id"], line["event"], line["quad_code"]) == ("one", "SUPPORT", 1)
    assert line["status"] == "happened"
    assert 0 < line["confidence"] <= 1


def test_the_answers_keep_the_order_of_the_pairs(tmp_path: Path) -> None:
    longer = PAIR["sentence"]
    texts = [f"{longer} " * n for n in (3, 1, 2)]
    lines = [json.dumps({**PAIR, "id": n, "sentence": t}) for n, t in enumerate(texts)]
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    found = [json.loads(line)["id"] for line in run(path).stdout.splitlines()]
    assert found == ["0", "1", "2"]


def test_what_is_no_pair_is_named_and_the_others_are_classified() -> None:
    result = run("-", stdin='{"sentence": ""}\n' + json.dumps(PAIR))
    assert result.exit_code == cli.SOME_REJECTED
    assert len(result.stdout.splitlines()) == 1
    assert "-:1" in result.stderr


def test_nothing_passed_can_be_an_answer() -> None:
    pair = {
        "sentence": "Malta beat Tunisia 2-1 in the second match of the group.",
        "actor": "Malta",
        "recipient": "Tunisia",
    }
    (line,) = map(
        json.loads,
        run("-", "--allow-none", stdin=json.dumps(pair)).stdout.splitlines(),
    )
    assert line["event"] is None


def test_the_table_names_type_and_id() -> None:
    said = run("-", "-f", "table", stdin=json.dumps(PAIR)).stdout
    assert said.split()[0] == "SUPPORT"
    assert said.split()[-1] == "one"


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "none.jsonl").exit_code == cli.USAGE
