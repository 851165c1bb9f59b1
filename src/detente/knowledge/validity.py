"""Until when the tables are good, and whether some news is later: `load_validity()`."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.knowledge.synced import Synced
from detente.knowledge.tables import read_toml

LEADERS = "curated/holders.csv"
GRACE_DAYS = 90  # of a table's subjects about one in twenty changes in a season


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """A table, what it is about in words, and the last day on which it was checked."""

    table: str
    what: str
    until: date


@cache
def load_validity() -> tuple[Validity, ...]:
    """The rows of data/curated/validity.toml.

    Raises:
        DataError: a row that does not hold together.
    """
    found = []
    for row in read_toml(
        "curated/validity.toml", "table", required=("table", "what", "until"),
        key="table",
    ):  # fmt: skip
        until = row.values["until"]
        if not isinstance(until, date):
            row.fail(f"until: expected a day, got {until!r}")
        found.append(
            Validity(table=row.text("table"), what=row.text("what"), until=until)
        )
    return tuple(found)


def leaders_until() -> date:
    """The last day on which the curated office holders were checked."""
    return next(v for v in load_validity() if v.table == LEADERS).until


def too_old_for(days: Collection[date], synced: Synced | None = None) -> str:
    """A warning where news is later than the table of leaders; empty where none is.

    Args:
        days: The days of the articles' publication that are known.
        synced: The user's own table of office holders, which may be newer.
    """
    until = max(leaders_until(), synced.until) if synced else leaders_until()
    later = [day for day in days if (day - until).days > GRACE_DAYS]
    if not later:
        return ""
    n = len(later)
    articles = "1 article is" if n == 1 else f"{n} articles are"
    return (
        f"{articles} later than the tables of office holders, which are good until "
        f"{until} (latest: {max(later)}): who holds an office may be out of date; "
        "`detente knowledge sync` fetches what is new"
    )
