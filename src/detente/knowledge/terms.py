"""Terms in office as the files have them -> terms by person, and by office and state."""

from collections.abc import Collection, Iterable
from datetime import date

from detente.model.actor import Term
from detente.model.time import TimeInterval

Cells = tuple[str, str, str, str, str, str, str]
"""person id, person, office, country, start, end, source: a term as the files have it."""


class TermStore:
    """Every term. Frozen; terms are made of their cells when asked for."""

    __slots__ = ("_by_office", "_by_person", "_by_place", "_cells", "_terms")

    def __init__(self, cells: Iterable[Cells]) -> None:
        self._cells = tuple(cells)
        self._terms: dict[int, Term] = {}
        self._by_place: dict[tuple[str, str], list[int]] = {}
        self._by_person: dict[str, list[int]] = {}
        self._by_office: dict[str, set[str]] = {}
        for i, row in enumerate(self._cells):
            self._by_person.setdefault(row[0], []).append(i)

    @property
    def cells(self) -> tuple[Cells, ...]:
        """The rows."""
        return self._cells

    @property
    def people(self) -> Collection[str]:
        """The id of everybody with a term."""
        return self._by_person.keys()

    def cells_of(self, person_id: str) -> list[Cells]:
        """The rows of a person, in the files' order; empty if unknown."""
        return [self._cells[i] for i in self._by_person.get(person_id, ())]

    def of(self, person_id: str) -> list[Term]:
        """The terms of a person, in the files' order; empty if unknown."""
        return [self._term(i) for i in self._by_person.get(person_id, ())]

    def places(self, office: str) -> frozenset[str]:
        """The states and bodies that anybody has held an office in."""
        if not self._by_office:
            for row in self._cells:
                self._by_office.setdefault(row[2], set()).add(row[3])
        return frozenset(self._by_office.get(office, ()))

    def at(self, office: str, country: str) -> list[tuple[Term, bool]]:
        """The terms in an office of a state, each with whether its dates are coarse.

        Embassies to all states are "ambassador".
        """
        if not self._by_place:
            for i, row in enumerate(self._cells):
                for name in dict.fromkeys((row[2], base_office(row[2]))):
                    self._by_place.setdefault((name, row[3]), []).append(i)
        found = []
        for i in self._by_place.get((office, country), ()):
            start, end = self._cells[i][4:6]
            found.append((self._term(i), len(start) < 10 or 0 < len(end) < 10))
        return found

    def _term(self, i: int) -> Term:
        term = self._terms.get(i)
        if term is None:
            person_id, person, office, country, start, end, source = self._cells[i]
            term = self._terms[i] = Term(
                person=person,
                person_id=person_id,
                office=office,
                country=country,
                interval=term_interval(start, end),
                source=source,
            )
        return term


def base_office(office: str) -> str:
    """The kind of office: "ambassador to Turkey" is an ambassador's."""
    return "ambassador" if office.startswith("ambassador to ") else office


def term_interval(start: str, end: str) -> TimeInterval:
    """The days of a term from its two dates (YYYY, YYYY-MM or YYYY-MM-DD, or empty).

    A coarse date is read as widely as it allows. The day of leaving is not counted when
    known, for the successor's term starts with it; save that a term has one day at least.
    """
    first = date.min if not start else _earliest(start)
    last = date.max if not end else _latest(end)
    return TimeInterval(first, last) if first < last else TimeInterval.day(first)


def days_between(term: TimeInterval, on: TimeInterval) -> int:
    """Days between a term and an interval, 0 where they share one."""
    if term.end <= on.start:
        return (on.start - term.end).days + 1
    if on.end <= term.start:
        return (term.start - on.end).days + 1
    return 0


def _earliest(text: str) -> date:
    return date(*(int(part) for part in (*text.split("-"), "1", "1")[:3]))


def _latest(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    if len(parts) == 2:
        return date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return date(parts[0], parts[1], parts[2])
