"""Where a ledger lies: a file, or a PostgreSQL database by its URL."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from detente.problems import NotALedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One of `path` and `url` is set, neither for a ledger in memory."""

    path: Path | None = None
    url: URL | None = None

    def __str__(self) -> str:
        """As messages name it: a password is not shown."""
        if self.url is not None:
            return self.url.render_as_string(hide_password=True)
        return str(self.path) if self.path is not None else "a ledger in memory"


MEMORY = Address()
# Of an address, also of one that cannot be read.
PASSWORD = re.compile(r"(?<=://)([^/:@]*):.*@")


def shown(place: str | Path) -> str:
    """A place as the user gave it, but for its password."""
    return PASSWORD.sub(r"\1:***@", str(place))


def address_of(place: str | Path) -> Address:
    """Read where a ledger lies.

    Args:
        place: A file's path, or `postgresql+psycopg://user@host/database`; the query
            `?options=-csearch_path%3Dnews` names a schema in it.

    Raises:
        NotALedger: it is the URL of something else.
    """
    text = str(place)
    if isinstance(place, Path) or "://" not in text:
        return Address(path=Path(place))
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        said = "an address that cannot be read"
        raise NotALedger(shown(text), said) from None
    if url.get_backend_name() != "postgresql":
        raise NotALedger(
            str(Address(url=url)),
            f"an address of kind {url.drivername!r} "
            "(a file's path or postgresql+psycopg://… is one)",
        )
    return Address(url=url.set(drivername="postgresql+psycopg"))
