"""The user's own copy of the office holders, as `detente knowledge sync` leaves it.

A folder holds office_holders.csv, in the form of data/generated/holders.csv, and
office_holders.toml, which says whence, until when it is good, and its digest. Together
they replace the table that ships; rows of data/curated/ still stand above both.
"""

import hashlib
import os
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.problems import DataError

TABLE, ABOUT = "office_holders.csv", "office_holders.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """A table that was fetched. `until` is the day on which it was asked for."""

    text: str
    until: date
    endpoint: str


def has_synced(folder: Path) -> bool:
    """Whether something was fetched into a folder."""
    return (folder / ABOUT).exists()


def read_synced(folder: Path | None) -> Synced | None:
    """The table in a folder; None where there is none.

    Raises:
        DataError: it is not what was once written.
    """
    if folder is None or not has_synced(folder):
        return None
    where = str(folder / ABOUT)
    try:
        about = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
        text = (folder / TABLE).read_text(encoding="utf-8")
        until, endpoint = about["until"], about["endpoint"]
        digest = about["sha256"]
    except (OSError, ValueError, KeyError) as problem:
        raise DataError(where, f"not readable: {problem}; {REMEDY}") from None
    if digest != hashlib.sha256(text.encode()).hexdigest():
        raise DataError(where, f"{TABLE} is not the one described here; {REMEDY}")
    if not isinstance(until, date) or not isinstance(endpoint, str):
        raise DataError(where, f"expected a day and an address; {REMEDY}")
    return Synced(text=text, until=until, endpoint=endpoint)


def write_synced(folder: Path, synced: Synced) -> None:
    """Put a table into a folder, so that a reader finds the old one or the new one.

    The description is written last; until then the old digest tells a half-done write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(synced.text.encode()).hexdigest()
    about = (
        "# Written by `detente knowledge sync`; delete the two files to go back.\n"
        f"until = {synced.until.isoformat()}\n"
        f'endpoint = "{synced.endpoint}"\n'
        f'sha256 = "{digest}"\n'
    )
    for name, text in ((TABLE, synced.text), (ABOUT, about)):
        part = folder / f".{name}.{os.getpid()}"
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)


REMEDY = "run `detente knowledge sync` again, or delete the two files"
