"""What tests of whole articles share: one coder, its parser loaded once a run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.api import Ledger, ingest, make_coder
from detente.pipeline import Coder
from detente.reading.parse import Parser


@pytest.fixture(scope="session", autouse=True)
def no_own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What somebody fetched with `detente knowledge sync` does not reach the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DETENTE_DATA", str(tmp_path_factory.mktemp("no-data")))
        yield


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder that ships; only tests marked `slow` may make it parse."""
    return make_coder()


@pytest.fixture(scope="session")
def parser(coder: Coder) -> Parser:
    """The coder's own parser."""
    return coder.parser


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of example reports."""
    return Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="session")
def example_ledger(
    coder: Coder, examples: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A ledger that holds the example reports; to be read, never written to."""
    path = tmp_path_factory.mktemp("ledger") / "examples.ledger"
    with Ledger.open(path, "w") as ledger:
        summary = ingest(ledger, [str(examples)], coder)
    assert not summary.rejected
    return path
