"""All tables together, and what names the coder that used them."""

import re

from detente import __version__
from detente.knowledge.everything import coder_name, data_digest, load_knowledge


def test_every_table_is_loaded_once() -> None:
    knowledge = load_knowledge()
    assert knowledge is load_knowledge()
    assert knowledge.actors.countries["PER"].name == "Peru"
    assert knowledge.lexicon.rows


def test_the_coders_name_tells_version_data_and_parser() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", data_digest())
    name = coder_name("blanks-1")
    assert name == f"detente {__version__} data {data_digest()} parser blanks-1"
