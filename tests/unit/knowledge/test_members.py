"""Who belongs to a body, on a day."""

from datetime import date

import pytest

from detente.knowledge import tables
from detente.knowledge.members import load_members
from detente.model.time import TimeInterval
from detente.problems import DataError


def on(day: str) -> TimeInterval:
    return TimeInterval.day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("body", "country", "day", "is_member"),
    [
        ("NATO", "SWE", "2024-03-06", False),
        ("NATO", "SWE", "2024-03-07", True),
        ("NATO", "FIN", "2023-04-04", True),
        ("EU", "GBR", "2019-06-01", True),
        ("EU", "GBR", "2020-02-01", False),
        ("EU", "HRV", "2013-07-01", True),
        ("AL", "SYR", "2015-01-01", False),
        ("AL", "SYR", "2023-06-01", True),
        ("OPEC", "QAT", "2018-12-31", True),
        ("OPEC", "QAT", "2019-01-01", False),
        ("ECOWAS", "MLI", "2025-02-01", False),
        ("BRICS", "IDN", "2025-02-01", True),
        ("ASEAN", "TLS", "2025-10-26", True),
        ("G8", "RUS", "2014-03-25", False),
        ("FIVEEYES", "NZL", "1999-01-01", True),
    ],
)
def test_states_join_and_leave(
    body: str, country: str, day: str, is_member: bool
) -> None:
    assert load_members().has(f"body:{body}", country, on(day)) is is_member


@pytest.mark.parametrize(
    ("body", "day", "n"),
    [
        ("NATO", "2024-06-01", 32), ("NATO", "1990-01-01", 16), ("EU", "2021-01-01", 27),
        ("EU", "2010-01-01", 27), ("ASEAN", "2020-01-01", 10), ("G7", "2020-01-01", 7),
        ("GCC", "2020-01-01", 6), ("G20", "2020-01-01", 19), ("AL", "2024-01-01", 22),
        ("COE", "2023-01-01", 46), ("OECD", "2023-01-01", 38), ("EUROZONE", "2024-01-01", 20),
        ("SCO", "2025-01-01", 10), ("SADC", "2024-01-01", 16), ("PIF", "2024-01-01", 18),
    ],
)  # fmt: skip
def test_there_are_as_many_as_there_were(body: str, day: str, n: int) -> None:
    assert len(load_members().of(f"body:{body}", on(day))) == n


def test_a_body_that_is_not_in_the_table_has_none() -> None:
    assert load_members().of("body:FIFA", on("2020-01-01")) == ()
    assert len(load_members().bodies) >= 45


def test_an_unknown_body_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = tables.read_text

    def read(name: str) -> str:
        text = real(name)
        return text.replace("\nAES,BFA", "\nAEZ,BFA") if "members" in name else text

    monkeypatch.setattr(tables, "read_text", read)
    load_members.cache_clear()
    with pytest.raises(DataError, match="unknown body 'AEZ'"):
        load_members()
    load_members.cache_clear()
