"""Golden pages: what each part of them is taken for."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from detente.model.article import PartKind, RawDocument
from detente.reading.clean import clean

FILE = Path(__file__).with_name("parts.toml")
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_parts(case: dict[str, Any]) -> None:
    article = clean(RawDocument(text=case["text"], format="txt"))
    kinds = [part.kind for part in article.parts]
    found = [
        [part.kind.value, " ".join(part.span.of(article.text).split()[:6])]
        for part in article.parts
        if part.kind is not PartKind.BODY
    ]
    assert found == case["parts"], case["why"]
    assert kinds.count(PartKind.BODY) == case["body"]
    assert article.outlet == case.get("outlet")
    assert article.syndicated_from == case.get("syndicated_from")
