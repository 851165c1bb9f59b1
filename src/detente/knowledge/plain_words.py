"""data/curated/plain_words.csv: what a reader is shown for acts, modes and types."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from detente.knowledge.tables import Row, read_csv
from detente.model.event import EventType

FILE = "curated/plain_words.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainWords:
    """Nouns in small letters. `acts` are by the id of a group of the lexicon."""

    acts: Mapping[str, str]
    modes: Mapping[tuple[EventType, str], str]
    types: Mapping[EventType, str]


@cache
def load_plain_words() -> PlainWords:
    """The table, checked; every type has its word.

    Raises:
        DataError: an unknown kind or type, or a type without a word.
    """
    acts: dict[str, str] = {}
    modes: dict[tuple[EventType, str], str] = {}
    types: dict[EventType, str] = {}
    row: Row | None = None
    for row in read_csv(FILE, columns=("kind", "name", "words"), key=("kind", "name")):
        kind, name, words = (str(row.values[key]) for key in ("kind", "name", "words"))
        if not words:
            row.fail("expected words, got nothing")
        if kind == "act":
            acts[name] = words
        elif kind == "mode":
            type_, _, mode = name.partition(" ")
            modes[_type(type_, row), mode] = words
        elif kind == "type":
            types[_type(name, row)] = words
        else:
            row.fail(f"expected kind act, mode or type, got {kind!r}")
    missing = [one for one in EventType if one not in types]
    if missing and row is not None:
        row.fail(f"expected a word for every type, got none for {missing[0]}")
    return PlainWords(
        acts=MappingProxyType(acts),
        modes=MappingProxyType(modes),
        types=MappingProxyType(types),
    )


def _type(name: str, row: Row) -> EventType:
    try:
        return EventType(name)
    except ValueError:
        row.fail(f"unknown event type {name!r}")
