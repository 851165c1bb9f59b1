"""The files of the pair encoder: its labels, vocabulary, calibration, and graph.

`data/models/` is made by `training/` (see its README.md); nothing here needs torch.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.knowledge.tables import read_csv, read_text
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import DataError, ModelMismatch

FOLDER = "models"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLabel:
    """One fine code: what CAMEO numbers, and what it is in PLOVER.

    `plover` is the type by PLOVER's published mapping from CAMEO, in which an intended
    act is AGREE; `type` with `status` is the act itself as detente codes it (a meeting
    that is agreed on is CONSULT, planned). None: nothing passed. `meaning` reads
    between actor and recipient.

    Source: openeventdata/PLOVER, CAMEO2PLOVER-2021; CAMEO 1.1b3 manual.
    """

    code: str
    plover: EventType | None
    type: EventType | None
    modes: tuple[str, ...]
    status: Status | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairModel:
    """All that the encoder needs; `graph` is the ONNX file's bytes, checked.

    `temperature` divides the logarithms of the type's probabilities so that they are
    calibrated (fitted on held-back sentences of our own).
    """

    labels: tuple[PairLabel, ...]
    vocabulary: tuple[str, ...]
    temperature: float
    graph: bytes


@cache
def load_pair_labels() -> tuple[PairLabel, ...]:
    """The codes in the order of the encoder's outputs.

    Raises:
        DataError: a row that does not hold together.
    """
    labels = []
    columns = ("code", "plover", "type", "mode", "status", "meaning")
    for row in read_csv(f"{FOLDER}/labels.csv", columns=columns, key=("code",)):
        given = {key: row.text(key) for key in columns}
        for key in ("plover", "type"):
            if given[key] and given[key] not in set(EventType):
                row.fail(f"{key}: unknown event type {given[key]!r}")
        if given["status"] and given["status"] not in set(Status):
            row.fail(f"status: unknown {given['status']!r}")
        labels.append(
            PairLabel(
                code=given["code"],
                plover=EventType(given["plover"]) if given["plover"] else None,
                type=EventType(given["type"]) if given["type"] else None,
                modes=(given["mode"],) if given["mode"] else (),
                status=Status(given["status"]) if given["status"] else None,
                meaning=given["meaning"],
            )
        )
    return tuple(labels)


@cache
def load_pair_model() -> PairModel:
    """Everything, with the graph's hash compared to the one that was measured.

    Raises:
        DataError: a table that does not hold together.
        ModelMismatch: the graph is another one.
    """
    where = f"{FOLDER}/pair.toml"
    settings = tomllib.loads(read_text(where))
    graph = (files("detente") / "data" / FOLDER / "pair.onnx").read_bytes()
    found = hashlib.sha256(graph).hexdigest()
    if found != settings["sha256"]:
        raise ModelMismatch("pair.onnx", settings["sha256"], found)
    vocabulary = tuple(read_text(f"{FOLDER}/vocabulary.txt").split("\n"))
    if len(vocabulary) < settings["pieces"]:
        raise DataError(where, f"expected {settings['pieces']} pieces")
    return PairModel(
        labels=load_pair_labels(),
        vocabulary=vocabulary,
        temperature=float(settings["temperature"]),
        graph=graph,
    )
