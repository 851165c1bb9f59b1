"""Which states belong to a body on a day: `load_members()`.

Rows: data/curated/members.csv, with the days of joining and leaving where they are known;
bodies of nearly all states (UN, OSCE, Commonwealth) have none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from detente.knowledge.countries import load_countries
from detente.knowledge.tables import read_csv
from detente.knowledge.terms import term_interval
from detente.model.time import TimeInterval

COLUMNS = ("body", "country", "start", "end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A state's time in a body; dates known coarsely are read as widely as allowed."""

    body: str
    country: str
    interval: TimeInterval


class Members:
    """The memberships of all bodies."""

    __slots__ = ("_by_body",)

    def __init__(self, by_body: Mapping[str, tuple[Membership, ...]]) -> None:
        self._by_body = by_body

    @property
    def bodies(self) -> frozenset[str]:
        """The ids of the bodies whose members are known ("body:NATO")."""
        return frozenset(self._by_body)

    def of(self, body: str, on: TimeInterval) -> tuple[str, ...]:
        """The codes of the states in a body on a day of `on`; empty if none is known.

        Args:
            body: Its id, "body:NATO".
            on: Days asked about.
        """
        return tuple(
            member.country
            for member in self._by_body.get(body, ())
            if member.interval.meet(on) is not None
        )

    def has(self, body: str, country: str, on: TimeInterval) -> bool:
        """Whether a state is in a body on a day of `on`."""
        return country in self.of(body, on)


@cache
def load_members() -> Members:
    """The table as shipped.

    Raises:
        DataError: an unknown body or state, days that are none, a state in twice at once.
    """
    bodies = {
        row.text("id")
        for row in read_csv(
            "curated/bodies.csv",
            columns=(
                "id", "name", "other_names", "code", "country", "sector", "wikidata",
            ),
            key=("id",),
        )
    }  # fmt: skip
    states = {country.iso3 for country in load_countries()}
    found: dict[str, list[Membership]] = {}
    for row in read_csv("curated/members.csv", columns=COLUMNS, key=COLUMNS[:3]):
        row.one_of("body", bodies)
        country, start, end = row.one_of("country", states), *map(row.text, COLUMNS[2:])
        try:
            interval = term_interval(start, end)
        except ValueError as problem:
            row.fail(f"no days of a membership: {start!r}, {end!r}: {problem}")
        body = f"body:{row.text('body')}"
        others = found.setdefault(body, [])
        if any(o.country == country and o.interval.meet(interval) for o in others):
            row.fail(f"{country} is in {body} twice at once")
        others.append(Membership(body=body, country=country, interval=interval))
    return Members(MappingProxyType({b: tuple(m) for b, m in found.items()}))
