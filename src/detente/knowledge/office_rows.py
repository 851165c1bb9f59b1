"""The files of offices and office holders -> checked rows."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from detente.knowledge.held import Held
from detente.knowledge.names import name_key
from detente.knowledge.synced import read_synced
from detente.knowledge.tables import Row, read_csv, read_text, read_toml
from detente.knowledge.terms import Cells, term_interval
from detente.knowledge.validity import leaders_until
from detente.problems import DataError

CURATED = ("country", "office", "person", "start", "end")
GENERATED = ("person_qid", "person", "office", "country", "start", "end")
WIKIDATA = "wikidata"  # the source of a term that Wikidata gave
SNAPSHOT = date(2022, 7, 19)  # the oldest that generated/holders.csv was made of
POSITIONS = ("position_qid", "country", "office")


def read_offices() -> Iterator[Row]:
    """The rows of data/curated/offices.toml.

    Raises:
        DataError: a row that does not hold together.
    """
    return read_toml(
        "curated/offices.toml",
        "office",
        required=("id", "sector", "rank", "scope"),
        optional=("portfolios", "names", "local", "single", "instead"),
    )


def read_aliases() -> Iterator[tuple[str, str, str]]:
    """The rows of data/curated/people.csv: another name, the person, the country.

    Raises:
        DataError: a row that does not hold together.
    """
    for row in read_csv(
        "curated/people.csv",
        columns=("name", "person", "country"),
        key=("name", "country"),
    ):
        yield row.text("name"), row.text("person"), row.text("country")


def read_curated() -> Iterator[Held]:
    """The terms of data/curated/holders.csv, without ids of people.

    Raises:
        DataError: a row that does not hold together.
    """
    for row in _curated():
        yield Held(
            qid="", person=row.text("person"), office=row.text("office"),
            country=row.text("country"), start=row.text("start"), end=row.text("end"),
            position="",
        )  # fmt: skip


def read_not_held() -> frozenset[tuple[str, str, str, str]]:
    """Terms of Wikidata that are wrong: country, office, person, start.

    Raises:
        DataError: a row that does not hold together.
    """
    columns = ("country", "office", "person", "start")
    rows = read_csv("curated/not_held.csv", columns=columns, key=columns)
    return frozenset(
        (row.text("country"), row.text("office"), row.text("person"), row.text("start"))
        for row in rows
    )


def read_held(folder: Path | None) -> Iterator[Held]:
    """The terms that no curated row gives: the user's own if newer, or those shipped.

    Args:
        folder: The user's data folder; None for what ships.

    Raises:
        DataError: a row that does not hold together.
    """
    synced = read_synced(folder)
    text = synced.text if synced else read_text("generated/holders.csv")
    for person_id, person, office, country, start, end, _ in _generated_terms(text):
        yield Held(
            qid=person_id.removeprefix("person:"), person=person, office=office,
            country=country, start=start, end=end, position="",
        )  # fmt: skip


def read_positions() -> dict[str, tuple[str, str]]:
    """Country and office of each position of Wikidata, by its id."""
    return {
        row.text("position_qid"): (row.text("country"), row.text("office"))
        for row in read_csv(
            "generated/positions.csv",
            columns=POSITIONS,
            key=("position_qid",),
            has_source=False,
        )
    }


def read_on(folder: Path | None) -> date:
    """The day on which Wikidata's terms were read, the earliest of them."""
    synced = read_synced(folder)
    return synced.until if synced else SNAPSHOT


def read_terms(folder: Path | None = None) -> Iterator[Cells]:
    """The terms of data/curated/holders.csv, then those that Wikidata gave.

    Args:
        folder: The user's data folder, whose table replaces data/generated/holders.csv.

    Raises:
        DataError: a row that does not hold together.
    """
    synced = read_synced(folder)
    fetched = tuple(
        _generated_terms(synced.text if synced else read_text("generated/holders.csv"))
    )
    newer = _Newer(fetched if synced else ())
    ids = {
        (row.text("country"), row.text("person")): row.text("qid")
        for row in read_csv(
            "generated/person_ids.csv",
            columns=("country", "person", "qid"),
            key=("country", "person"),
            has_source=False,
        )
    }
    curated = tuple(_curated())
    homes: dict[str, set[str]] = {}
    for row in curated:
        if len(row.text("country")) == 3:
            homes.setdefault(row.text("person"), set()).add(row.text("country"))
    for row in curated:
        name, country = row.text("person"), row.text("country")
        home = country
        if (country, name) not in ids and len(country) > 3:
            # Whoever heads a body was somebody at home: Mary Robinson is one person.
            known = homes.get(name, set())
            home = next(iter(known)) if len(known) == 1 else country
        slug = ids.get((home, name)) or f"{home}:{name_key(name)}"
        person_id = f"person:{slug.replace(' ', '-')}"
        start, end = row.text("start"), row.text("end")
        try:
            term_interval(start, end)
        except ValueError as problem:
            row.fail(f"no dates of a term: {start!r}, {end!r}: {problem}")
        if end and start > end:
            row.fail(f"ends before it starts: {start}, {end}")
        source = row.text("source")
        cells = person_id, name, row.text("office"), country, start, end, source
        yield cells if end or synced is None else newer.ended(cells)
    for cells in fetched:
        if synced is None or not newer.is_told(cells):
            yield cells


class _Newer:
    """What the user fetched of the time after the curated rows were checked.

    A curated term without an end goes on, as far as its row knows. It ends with the end
    that was fetched for it, or with the successor in an office of one person.
    """

    __slots__ = ("_curated", "_ends", "_starts")

    def __init__(self, fetched: Iterable[Cells]) -> None:
        until = leaders_until().isoformat()
        self._curated: dict[tuple[str, str, str], str] = {}
        self._ends: dict[tuple[str, str, str], str] = {}
        self._starts: dict[tuple[str, str], list[tuple[str, str]]] = {}
        rows = tuple(fetched)
        single = (
            {row.text("id") for row in read_offices() if row.flag("single")}
            if rows
            else set()
        )
        for _, person, office, country, start, end, _ in rows:
            key = name_key(person)
            if end > until:
                self._ends[country, office, key] = end
            if start > until and office in single:
                self._starts.setdefault((country, office), []).append((start, key))

    def ended(self, cells: Cells) -> Cells:
        """A curated term without an end, with the one that was fetched if any."""
        person_id, person, office, country, start, _, source = cells
        key = name_key(person)
        self._curated[country, office, key] = start
        ends = [day for day, other in self._starts.get((country, office), ())
                if other != key]  # fmt: skip
        if fetched := self._ends.get((country, office, key)):
            ends.append(fetched)
        if not ends:
            return cells
        source = f"{source}; its end from {WIKIDATA}"
        return person_id, person, office, country, start, min(ends), source

    def is_told(self, cells: Cells) -> bool:
        """Whether a fetched term is one that only gives a curated row its end."""
        _, person, office, country, start, _, _ = cells
        key = country, office, name_key(person)
        return key in self._curated and self._curated[key] == start


def _curated() -> Iterator[Row]:
    return read_csv(
        "curated/holders.csv",
        columns=CURATED,
        key=("country", "office", "start", "person"),
    )


def _generated_terms(text: str) -> Iterator[Cells]:
    lines = text.removesuffix("\n").split("\n")
    if lines[0] != ",".join(GENERATED):
        raise DataError("data/generated/holders.csv:1", f"expected columns {GENERATED}")
    # One string for all rows that say the same: a third of the memory.
    one: dict[str, str] = {}
    for line in lines[1:]:
        cells = line.split(",") if '"' not in line else next(csv.reader([line]))
        if len(cells) != len(GENERATED):
            raise DataError("holders.csv", f"expected {GENERATED}, got {line!r}")
        qid, person, office, country, start, end = cells
        yield (
            one.setdefault(qid, f"person:{qid}"),
            one.setdefault(person, person),
            one.setdefault(office, office),
            one.setdefault(country, country),
            start,
            end,
            WIKIDATA,
        )
