"""The table by type: the scorer matches, we count."""

from types import ModuleType
from typing import Any

from evaluation.by_type import table, tally


def scorer() -> ModuleType:
    """A scorer that pairs events in order and compares states."""

    def countries(side: list[dict[str, Any]] | None) -> set[str]:
        return {
            str(one.get("country") or one.get("country_code")) for one in side or []
        }

    module = ModuleType("scorer")
    module.__dict__.update(
        assign=lambda gold, ours: [(i, i) for i in range(min(len(gold), len(ours)))],
        compatible=lambda _gold, _ours: True,
        mutual=lambda _gold, _ours: False,
        countries=countries,
        date_score=lambda gold, ours: float(gold == ours),
    )
    return module


GOLD = [
    {
        "file": "a1",
        "type": ["SANCTION", "REJECT"],
        "actor": [{"country": "FRA"}],
        "recipient": [{"country": "AUS"}],
        "status": ["happened"],
        "mode": ["withdraw"],
        "date": "2021-09-17",
    }
]


def coded(**fields: Any) -> dict[str, Any]:
    """A prediction for the gold event above."""
    return {
        "article": {"id": "a1", "path": None},
        "event": "SANCTION",
        "actor": [{"country_code": "FRA"}],
        "recipient": [{"country_code": "USA"}],
        "status": "happened",
        "mode": ["withdraw"],
        "date": "2021-09-17",
        **fields,
    }


def test_a_match_counts_its_fields_right_or_wrong() -> None:
    (counted,) = tally(GOLD, [coded()], scorer()).values()
    assert (counted.n_gold, counted.n_predicted, counted.n_matched) == (1, 1, 1)
    assert counted.right["actor"] == [True]
    assert counted.right["recipient"] == [False]
    assert counted.right["date"] == [1.0]


def test_another_type_is_no_match() -> None:
    found = tally(GOLD, [coded(event="CONSULT")], scorer())
    assert found["SANCTION"].n_matched == 0
    assert found["CONSULT"].n_predicted == 1


def test_an_accepted_second_type_counts_for_the_first() -> None:
    found = tally(GOLD, [coded(event="REJECT")], scorer())
    assert found["SANCTION"].n_matched == 1


def test_what_gold_does_not_ask_is_a_dash() -> None:
    head, row = table(tally(GOLD, [coded()], scorer()))
    cells = dict(zip(head.split(), row.split(), strict=True))
    assert cells["recall"] == "1.00"
    assert cells["recipient"] == "0.00"
    assert cells["dead"] == "-"
