"""Golden pairs: what passed between two given parties (classify.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.coding.encoder import PairEncoder
from detente.model.pair import PairQuery
from detente.model.text import Span

pytestmark = pytest.mark.slow

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("classify.toml").read_text("utf-8")
)["case"]


@cache
def encoder() -> PairEncoder:
    return PairEncoder()


def span(sentence: str, words: str) -> Span:
    start = sentence.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["id"],
            marks=pytest.mark.xfail(strict=True) if case.get("todo") else (),
        )
        for case in CASES
    ],
)
def test_the_pair_gets_its_type(case: dict[str, Any]) -> None:
    sentence = case["sentence"]
    query = PairQuery(
        sentence=sentence,
        actor=span(sentence, case["actor"]),
        recipient=span(sentence, case["recipient"]),
    )
    (reading,) = encoder().read([query])
    assert case["why"]
    if case["type"] == "none":
        assert reading.types[0][0] is None
    else:
        assert reading.best[0].value == case["type"]
        assert case.get("mode") in {None, *reading.modes}
