"""Rows of data/ -> checked rows: every table of knowledge is read through here.

A CSV file is UTF-8 with a header, sorted by its key; a TOML file holds one array of
tables. Every row names its `source`. Whatever does not hold together is a `DataError`
that points at the row: "data/curated/x.csv:41: no source".
"""

import csv
import gc
import io
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import NoReturn

from detente.problems import DataError

Value = str | int | float | bool | date | list[str] | dict[str, str]


@contextmanager
def no_collector() -> Iterator[None]:
    """Let Python's collector of cycles wait while a large table is made.

    It would walk the growing table again and again, half of the time that it takes to
    load; nothing in a table is a cycle.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


LIST_MARK = "|"  # between the items of a list in a CSV cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; `where` is its file and line.

    In a CSV file every value is text, and a list is written "one|two".
    """

    where: str
    values: Mapping[str, Value]

    def fail(self, reason: str) -> NoReturn:
        """Say what is wrong with this row.

        Raises:
            DataError: always.
        """
        raise DataError(self.where, reason)

    def text(self, key: str, default: str = "") -> str:
        """The value as text; `default` where it is missing or empty."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.fail(f"{key}: expected text, got {value!r}")
        return value or default

    def texts(self, key: str) -> tuple[str, ...]:
        """The value as a list of texts, empty where it is missing."""
        value = self.values.get(key, "")
        if isinstance(value, str):
            return tuple(item for item in value.split(LIST_MARK) if item)
        if not isinstance(value, list):
            self.fail(f"{key}: expected a list of texts, got {value!r}")
        if not all(isinstance(item, str) and item for item in value):
            self.fail(f"{key}: expected a list of texts, got {value!r}")
        return tuple(value)

    def mapping(self, key: str) -> Mapping[str, str]:
        """The value as a table of texts, empty where it is missing (TOML only)."""
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            self.fail(f"{key}: expected a table, got {value!r}")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        """The value as a number; `default` where it is missing or empty.

        Raises:
            DataError: it is no number, or missing without a default.
        """
        value = self.values.get(key, "")
        if value == "" and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.fail(f"{key}: expected a number, got {value!r}")
        try:
            return float(value)
        except ValueError:
            self.fail(f"{key}: expected a number, got {value!r}")

    def flag(self, key: str) -> bool:
        """The value as yes or no (CSV: "yes" or empty); no where it is missing."""
        value = self.values.get(key, "")
        if value not in (True, False, "yes", ""):
            self.fail(f"{key}: expected yes or nothing, got {value!r}")
        return value in (True, "yes")

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """The value, which must be one of `allowed`.

        Raises:
            DataError: it is not.
        """
        value = self.text(key)
        if value not in allowed:
            self.fail(f"unknown {key} {value!r}, expected one of {sorted(allowed)}")
        return value


def read_text(name: str) -> str:
    """The text of a file of data/, named from there: "curated/offices.toml".

    Raises:
        DataError: there is none.
    """
    path = files("detente") / "data" / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise DataError(f"data/{name}", "no such file") from None


def read_csv(
    name: str,
    *,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    has_source: bool = True,
) -> Iterator[Row]:
    """The rows of a CSV file of data/, in its order.

    Args:
        name: From data/: "curated/countries.csv".
        columns: The header, exactly; "source" is added to it if `has_source`.
        key: Columns whose values, taken together, are unique; the file is sorted by
            them. The first may not be empty.
        has_source: False where data/SOURCES.toml names one source for the whole file.

    Raises:
        DataError: other columns, a row of another length, one out of order, twice, or
            without its source.
    """
    return check_csv(
        read_text(name),
        f"data/{name}",
        columns=columns,
        key=key,
        has_source=has_source,
    )


def check_csv(
    text: str,
    where: str,
    *,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    has_source: bool = True,
) -> Iterator[Row]:
    """As `read_csv`, of a text that `where` names."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    expected = [*columns, "source"] if has_source else list(columns)
    header = next(reader, [])
    if header != expected:
        raise DataError(f"{where}:1", f"expected columns {expected}, got {header}")
    places = [expected.index(column) for column in key]
    before: tuple[str, ...] = ()
    for cells in reader:
        at = f"{where}:{reader.line_num}"
        if len(cells) != len(expected):
            raise DataError(at, f"expected {len(expected)} cells, got {len(cells)}")
        if has_source and not cells[-1]:
            raise DataError(at, "no source")
        now = tuple(cells[place] for place in places)
        if not now[0]:
            raise DataError(at, f"no {key[0]}")
        if now == before:
            raise DataError(at, f"twice: {' '.join(now)}")
        if now < before:
            raise DataError(at, f"not sorted: {now} after {before}")
        before = now
        yield Row(at, dict(zip(expected, cells, strict=True)))


def read_toml(
    name: str,
    table: str,
    *,
    required: Collection[str],
    optional: Collection[str] = (),
    key: str = "id",
) -> Iterator[Row]:
    """The rows of a TOML file of data/ that is one array of tables, `[[table]]`.

    Args:
        name: From data/: "curated/offices.toml".
        table: The array's name; nothing else may stand in the file.
        required: Keys that every row has; "source" is always one.
        optional: Keys that a row may have.
        key: The key whose value is unique ("" for none).

    Raises:
        DataError: not TOML, an unknown key, a missing one, a row twice.
    """
    return check_toml(
        read_text(name),
        f"data/{name}",
        table,
        required=required,
        optional=optional,
        key=key,
    )


def check_toml(
    text: str,
    where: str,
    table: str,
    *,
    required: Collection[str],
    optional: Collection[str] = (),
    key: str = "id",
) -> Iterator[Row]:
    """As `read_toml`, of a text that `where` names."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise DataError(where, f"not TOML: {problem}") from None
    if others := sorted(set(data) - {table}):
        raise DataError(where, f"expected only [[{table}]], got {others}")
    head = re.compile(rf"^\[\[{re.escape(table)}\]\]", re.MULTILINE)
    lines = [text.count("\n", 0, m.start()) + 1 for m in head.finditer(text)]
    needed = {*required, "source"}
    known = {*needed, *optional}
    seen: set[object] = set()
    for line, values in zip(lines, data.get(table, []), strict=True):
        at = f"{where}:{line}"
        if unknown := sorted(set(values) - known):
            raise DataError(at, f"unknown key {unknown[0]!r}")
        if missing := sorted(k for k in needed if values.get(k) in (None, "")):
            raise DataError(at, f"no {missing[0]}")
        if key:
            if values[key] in seen:
                raise DataError(at, f"twice: {values[key]}")
            seen.add(values[key])
        yield Row(at, values)
