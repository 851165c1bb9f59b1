"""All tables together: the one value that coding an article needs beside the article."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from detente import __version__
from detente.knowledge.actors import ActorTable, load_actors
from detente.knowledge.calendar import Calendar, load_calendar
from detente.knowledge.confidence import ConfidenceTable, load_confidence
from detente.knowledge.cues import Cues
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.lexicon import Lexicon, load_lexicon
from detente.knowledge.offices import OfficeTable, load_offices
from detente.knowledge.synced import read_synced
from detente.knowledge.tables import no_collector
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
    confidence: ConfidenceTable
    folder: Path | None = None

    def __reduce__(self) -> tuple[object, ...]:
        """Workers read the tables themselves."""
        return load_knowledge, (self.folder,)


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Read every table, checked; a second call gives the same value.

    Args:
        folder: The user's data folder: what `detente knowledge sync` left there stands
            over what ships. None for what ships alone.

    Raises:
        DataError: a row does not hold together.
    """
    return _load(folder)


@cache
@no_collector()
def _load(folder: Path | None) -> Knowledge:
    offices = load_offices(folder)
    return Knowledge(
        actors=load_actors(offices),
        offices=offices,
        calendar=load_calendar(),
        world=load_world(),
        cues=Cues.load(),
        gazetteer=Gazetteer(),
        lexicon=load_lexicon(),
        confidence=load_confidence(),
        folder=folder,
    )


def data_digest(folder: Path | None = None) -> str:
    """Sixteen hex digits over every file of data/: part of what names a coder.

    Args:
        folder: The user's data folder; its table of office holders counts too.
    """
    return _digest(folder)


@cache
def _digest(folder: Path | None) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(_files(files("detente") / "data", "")):
        digest.update(name.encode())
        digest.update(hashlib.sha256(content).digest())
    if synced := read_synced(folder):
        digest.update(hashlib.sha256(synced.text.encode()).digest())
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


def coder_name(parser_name: str, folder: Path | None = None) -> str:
    """What made a report: version of the code, digest of the data, the parser."""
    return f"detente {__version__} data {data_digest(folder)} parser {parser_name}"
