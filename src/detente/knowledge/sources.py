"""data/SOURCES.toml against what lies there: `check_generated()`."""

import hashlib
import tomllib
from importlib.resources import files

from detente.knowledge.tables import read_text
from detente.problems import DataError

SOURCES, FOLDER = "SOURCES.toml", "generated"


def check_generated() -> int:
    """Compare every generated file with its digest; how many there are.

    Raises:
        DataError: a file that is not what its tool made, that names no source, or that
            is missing.
    """
    table = tomllib.loads(read_text(SOURCES))
    digests: dict[str, str] = table.get("generated", {})
    named = {file for source in table.get("source", ()) for file in source["files"]}
    found = {
        file.name: file.read_bytes()
        for file in (files("detente") / "data" / FOLDER).iterdir()
    }
    for name in sorted(found.keys() | digests.keys()):
        where = f"data/{FOLDER}/{name}"
        if name not in found:
            raise DataError(where, f"is in {SOURCES} but not there; run `make data`")
        if f"{FOLDER}/{name}" not in named:
            raise DataError(where, f"no [[source]] of {SOURCES} names it")
        digest = hashlib.sha256(found[name]).hexdigest()
        if digest != digests.get(name):
            raise DataError(
                where,
                f"expected sha256 {digests.get(name, 'in ' + SOURCES)[:12]}, got "
                f"{digest[:12]}; rows that are yours belong into data/curated, "
                "else run `make data`",
            )
    return len(found)
