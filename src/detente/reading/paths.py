"""Paths as a user gives them -> the files they stand for, and why one cannot be read."""

import errno
import glob
import logging
import os
import stat
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from detente.problems import ArticleRejected

log = logging.getLogger(__name__)

FORMATS = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
# Papers that lie beside reports in a folder and are none; named alone, they are read.
BESIDE = frozenset(
    "AUTHORS CHANGELOG CONTRIBUTING COPYING EXPECTED LICENCE LICENSE NOTICE README".split()
)


def expand(given: str) -> Iterator[str | ArticleRejected]:
    """The files that a path stands for, as the user would write them."""
    try:
        if Path(given).is_dir():
            yield from _walk(given)
            return
        if os.path.lexists(given):
            yield given
            return
        # Path.glob takes no absolute patterns, and forgets a leading "./".
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207
    except (OSError, ValueError) as error:
        yield ArticleRejected(shown(given), why(error))
        return
    if not matches:
        reason = "no such file or folder"
        if glob.has_magic(given):
            reason = "no file matches"
        yield ArticleRejected(shown(given), reason)
    for match in matches:
        if Path(match).is_dir():
            yield from _walk(match)
        else:
            yield _regular(match)


def _walk(folder: str) -> Iterator[str | ArticleRejected]:
    faults: list[OSError] = []
    others: Counter[str] = Counter()
    n_found = 0
    for root, folders, names in os.walk(folder, onerror=faults.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(name)
            if name.startswith(".") or path.stem in BESIDE:
                continue
            if path.suffix.lower() not in FORMATS:
                others[path.suffix.lower() or "no suffix"] += 1
                continue
            n_found += 1
            yield _regular(str(Path(root) / name))
    for fault in faults:
        yield ArticleRejected(str(fault.filename), why(fault))
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
    if not n_found and not faults:
        kinds = f" (only {kinds})" if kinds else ""
        yield ArticleRejected(folder, f"no readable file in this folder{kinds}")
    elif kinds:
        log.warning("%s: left out files of other kinds: %s", folder, kinds)


def _regular(found: str) -> str | ArticleRejected:
    """A file that was come upon; a pipe that nobody named may never end."""
    try:
        mode = Path(found).stat().st_mode
    except (OSError, ValueError):
        return found  # who opens it learns why
    if stat.S_ISREG(mode):
        return found
    return ArticleRejected(shown(found), "not a regular file")


def why(error: OSError | ValueError) -> str:
    """In words for the user why a file cannot be read."""
    if isinstance(error, OSError) and error.errno == errno.EACCES:
        return "no permission to read it"
    if isinstance(error, OSError) and error.errno == errno.ENOENT:
        return "no such file or folder"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return str(error)


def shown(path: str) -> str:
    """The path on one line, whatever is in it."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in path)
