"""What tests of whole articles share: one coder, its parser loaded once a run."""

import pytest

from detente.api import make_coder
from detente.pipeline import Coder
from detente.reading.parse import Parser


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder that ships; only tests marked `slow` may make it parse."""
    return make_coder()


@pytest.fixture(scope="session")
def parser(coder: Coder) -> Parser:
    """The coder's own parser."""
    return coder.parser
