"""All tables together: the one value that coding an article needs beside the article."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from detente import __version__
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.calendar import Calendar, load_calendar
from detente.knowledge.cues import Cues
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.lexicon import Lexicon, load_lexicon
from detente.knowledge.offices import OfficeTable, load_offices
from detente.knowledge.world import World, load_world


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What detente knows before it reads anything."""

    actors: ActorTable
    offices: OfficeTable
    calendar: Calendar
    world: World
    cues: Cues
    gazetteer: Gazetteer
    lexicon: Lexicon


@cache
def load_knowledge() -> Knowledge:
    """Read every table that ships, checked.

    Raises:
        DataError: a row does not hold together.
    """
    offices = load_offices()
    return Knowledge(
        actors=load_actors(offices),
        offices=offices,
        calendar=load_calendar(),
        world=load_world(),
        cues=Cues.load(),
        gazetteer=Gazetteer(),
        lexicon=load_lexicon(),
    )


@cache
def data_digest() -> str:
    """Sixteen hex digits over every file of data/: part of what names a coder."""
    digest = hashlib.sha256()
    for name, content in sorted(_files(files("detente") / "data", "")):
        digest.update(name.encode())
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for item in folder.iterdir():
        name = f"{prefix}/{item.name}"
        if item.is_dir():
            found.extend(_files(item, name))
        elif item.name.endswith((".toml", ".csv", ".xz", ".gz", ".bin", ".tsv")):
            found.append((name, item.read_bytes()))
    return found


def coder_name(parser_name: str) -> str:
    """What made a report: version of the code, digest of the data, the parser."""
    return f"detente {__version__} data {data_digest()} parser {parser_name}"
