"""The files of offices and office holders -> checked rows."""

import csv
from collections.abc import Iterator

from detente.knowledge.names import name_key
from detente.knowledge.tables import Row, read_csv, read_text, read_toml
from detente.knowledge.terms import Cells, term_interval
from detente.problems import DataError

CURATED = ("country", "office", "person", "start", "end")
GENERATED = ("person_qid", "person", "office", "country", "start", "end")


def read_offices() -> Iterator[Row]:
    """The rows of data/curated/offices.toml.

    Raises:
        DataError: a row that does not hold together.
    """
    return read_toml(
        "curated/offices.toml",
        "office",
        required=("id", "sector", "rank", "scope"),
        optional=("portfolios", "names", "local", "single"),
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


def read_terms() -> Iterator[Cells]:
    """The terms of data/curated/holders.csv, then those of data/generated/holders.csv.

    Raises:
        DataError: a row that does not hold together.
    """
    ids = {
        (row.text("country"), row.text("person")): row.text("qid")
        for row in read_csv(
            "generated/person_ids.csv",
            columns=("country", "person", "qid"),
            key=("country", "person"),
            has_source=False,
        )
    }
    for row in read_csv(
        "curated/holders.csv",
        columns=CURATED,
        key=("country", "office", "start", "person"),
    ):
        name, country = row.text("person"), row.text("country")
        slug = ids.get((country, name)) or f"{country}:{name_key(name)}"
        person_id = f"person:{slug.replace(' ', '-')}"
        start, end = row.text("start"), row.text("end")
        try:
            term_interval(start, end)
        except ValueError as problem:
            row.fail(f"no dates of a term: {start!r}, {end!r}: {problem}")
        if end and start > end:
            row.fail(f"ends before it starts: {start}, {end}")
        source = row.text("source")
        yield person_id, name, row.text("office"), country, start, end, source
    yield from _generated_terms(read_text("generated/holders.csv"))


def _generated_terms(text: str) -> Iterator[Cells]:
    lines = text.removesuffix("\n").split("\n")
    if lines[0] != ",".join(GENERATED):
        raise DataError("data/generated/holders.csv:1", f"expected columns {GENERATED}")
    # One string for all rows that say the same: a third of the memory.
    one: dict[str, str] = {}
    for line in lines[1:]:
        cells = line.split(",") if '"' not in line else next(csv.reader([line]))
        qid, person, office, country, start, end = cells
        yield (
            one.setdefault(qid, f"person:{qid}"),
            one.setdefault(person, person),
            one.setdefault(office, office),
            one.setdefault(country, country),
            start,
            end,
            "wikidata",
        )
