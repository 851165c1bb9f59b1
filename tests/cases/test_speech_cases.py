"""Golden reports of tests/cases/attribution.toml: who is said to tell of each."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.model.article import RawDocument
from detente.model.entry import Report, Says
from detente.pipeline import Coder

pytestmark = pytest.mark.slow
CASES = tomllib.loads(Path(__file__).with_name("attribution.toml").read_text("utf-8"))
REPORTS = CASES["report"]


def place_of(text: str, trigger: str) -> int:
    """Where the trigger stands; "agreed#2" is its second occurrence."""
    word, _, number = trigger.partition("#")
    place = -1
    for _ in range(int(number or 1)):
        place = text.index(word, place + 1)
    return place


def holds(says: Says, wanted: list[str]) -> bool:
    """Whether a link of the chain is the one that the case wants."""
    words, country, flags = wanted
    return (
        says.raw_text == words
        and (says.country_code or "") == country
        and all(
            says.anonymous is (flag == "anonymous")
            if flag in {"anonymous", "named"}
            else says.form == flag
            for flag in flags.split()
        )
    )


@pytest.mark.parametrize("case", REPORTS, ids=[case["id"] for case in REPORTS])
def test_a_report_says_who_tells_of_it(
    coder: Coder, case: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    if case.get("todo"):
        request.applymarker(pytest.mark.xfail(strict=True))
    assert case["why"]
    text = case["text"]
    raw = RawDocument(text=text, format="txt", published="2023-05-03", id="x")
    place = place_of(text, case["trigger"])
    found: list[Report] = [
        report for report in coder.code(raw).reports if report.trigger.start == place
    ]
    assert found, "no report at that word"
    chain = found[0].attribution
    assert len(chain) == len(case["says"]), chain
    assert all(map(holds, chain, case["says"])), chain
