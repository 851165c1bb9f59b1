"""What every question to a ledger needs: the store, and a reading transaction on it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Column, Connection, Engine, select

from detente.ledger.address import Address
from detente.ledger.connect import Mode, told
from detente.problems import LISTED


class Asker:
    """A store that can be asked; the parts of `Reader` build on it."""

    def __init__(self, engine: Engine, address: Address, mode: Mode) -> None:
        self._engine = engine
        self._address = address
        self._mode = mode

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """One moment of the ledger, for all that is asked inside."""
        with told(self._address, self._mode), self._engine.connect() as connection:
            yield connection

    def _beginning(self, column: Column[str], start: str) -> tuple[str, ...]:
        """The ids that a text begins; only itself where it is a whole one."""
        if not start.isascii():  # every id of ours is; another's whole id is looked up
            above = start
        else:
            above = start[:-1] + chr(ord(start[-1]) + 1) if start else ""
        with self.asking() as connection:
            if connection.scalar(select(column).where(column == start)) is not None:
                return (start,)
            query = select(column).where(column >= start, column < above)
            return tuple(connection.scalars(query.order_by(column).limit(LISTED + 1)))
