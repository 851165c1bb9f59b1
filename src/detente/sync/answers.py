"""Rows of Wikidata -> terms in our offices; what cannot be read is left out."""

import re
from collections.abc import Iterable, Iterator, Mapping

from detente.knowledge.held import Held, clean_name
from detente.sync.sparql import Binding

ITEM = re.compile(r"(?:.*/)?(Q\d+)$")
TIME = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)T")
LENGTHS = {"9": 4, "10": 7, "11": 10}  # of the text of a date, by Wikidata's precision


def terms_of(
    rows: Iterable[Binding],
    office_of: Mapping[str, tuple[str, str]],
    head_of: Mapping[tuple[str, str], str],
) -> Iterator[Held | None]:
    """Each row as a term; None for one that cannot be read.

    Args:
        rows: As the queries of `queries` give them.
        office_of: Country and office of a position's id.
        head_of: The office of a country's head, by country and P35 or P6.
    """
    for row in rows:
        yield _term(row, office_of, head_of)


def _term(
    row: Binding,
    office_of: Mapping[str, tuple[str, str]],
    head_of: Mapping[tuple[str, str], str],
) -> Held | None:
    person = ITEM.match(row.get("person", ""))
    name = clean_name(row.get("name", ""))
    start = _day(row.get("start", ""), row.get("startPrecision", ""))
    end = ""
    if "end" in row:
        end = _day(row["end"], row.get("endPrecision", ""))
        if not end:
            return None
    if person is None or not name or not start or (end and end < start[: len(end)]):
        return None
    if position := ITEM.match(row.get("position", "")):
        known = office_of.get(position.group(1))
        where = position.group(1)
    else:
        country, kind = row.get("country", ""), row.get("kind", "")
        office = head_of.get((country, kind))
        known = (country, office) if office else None
        where = f"{country} {kind}"
    if known is None:
        return None
    return Held(
        qid=person.group(1), person=name, office=known[1], country=known[0],
        start=start, end=end, position=where,
    )  # fmt: skip


def _day(value: str, precision: str) -> str:
    """A date as exact as Wikidata knows it; empty where it is coarser than a year."""
    match = TIME.match(value)
    length = LENGTHS.get(precision, 0)
    if match is None or not length:
        return ""
    return "-".join(match.groups())[:length]
