"""data/curated/linking_versions.toml: how outlets mark a corrected or updated text."""

import re
from dataclasses import dataclass
from functools import cache

from detente.knowledge.tables import read_toml

FILE = "curated/linking_versions.toml"
KINDS = frozenset({"correction", "update"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """That a text says to replace an earlier one; `number` counts updates, 1 without."""

    kind: str
    number: int
    words: str


@cache
def _notes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for row in read_toml(FILE, "note", required=("id", "kind", "words")):
        try:
            pattern = re.compile(row.text("words"), re.IGNORECASE | re.MULTILINE)
        except re.error as problem:
            row.fail(f"no regular expression: {problem}")
        found.append((row.one_of("kind", KINDS), pattern))
    return tuple(found)


def version_note(title: str | None, text: str) -> VersionNote | None:
    """What an article says of being a later version; a correction before an update.

    Raises:
        DataError: a row that does not hold together.
    """
    for kind, pattern in sorted(_notes(), key=lambda note: note[0]):
        match = pattern.search(title or "") or pattern.search(text)
        if match is not None:
            number = match.groupdict().get("number")
            return VersionNote(
                kind=kind,
                number=int(number) if number else 1,
                words=" ".join(match.group().split()),
            )
    return None
