"""An invented press on an invented week between Norway and Chile."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The hand-built articles that the ledger's tests use too.
sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from detente.ledger.store import Ledger


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    from press import fill

    with Ledger.in_memory() as opened:
        fill(opened)
        yield opened
