"""Pairs of parties in sentences -> what passed between them, by the trained encoder.

MiniLM, fine-tuned on our own sentences with the two parties marked, as int8 ONNX
(docs/decisions/0017-pair-encoder.md). One thread, batches of like lengths padded by
nothing but their own longest: the same pair gets the same answer in any company up to
rounding, which `round` below takes away.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.coding.wordpiece import WordPieces
from detente.knowledge.pair_model import PairModel, load_pair_model
from detente.model.event import EventType
from detente.model.pair import PairQuery, PairReading
from detente.model.status import Status
from detente.model.text import Span

BATCH = 16  # pairs; larger ones gain under 5 % and wait longer
DIGITS = 4  # probabilities are rounded: int8 sums differ in the fifth between CPUs
TYPES = (None, *EventType)  # the order of the encoder's type outputs
STATUSES = tuple(
    Status(name)
    for name in "happened ongoing planned denied hypothetical demanded cancelled".split()
)
FEW = 5  # codes that are worth naming

Floats = npt.NDArray[np.float64]


class PairEncoder:
    """The encoder, its vocabulary and its labels; the graph loads on first use."""

    def __init__(self, model: PairModel | None = None) -> None:
        self._model = model or load_pair_model()
        self._pieces = WordPieces(self._model.vocabulary)
        labels = self._model.labels
        self._type_of = np.zeros((len(labels), len(TYPES)))
        for row, label in enumerate(labels):
            self._type_of[row, TYPES.index(label.plover)] = 1

    def __reduce__(self) -> tuple[object, ...]:
        """Workers load their own."""
        return PairEncoder, ()

    @cached_property
    def _session(self) -> Any:
        import onnxruntime  # type: ignore[import-untyped, unused-ignore]

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            self._model.graph, options, providers=["CPUExecutionProvider"]
        )

    def read(self, queries: Sequence[PairQuery]) -> list[PairReading]:
        """What passed between the parties of each query, in the order given."""
        cut = [
            self._pieces.mark(q.sentence, _ends(q.actor), _ends(q.recipient))
            for q in queries
        ]
        order = sorted(range(len(cut)), key=lambda i: (len(cut[i][0]), i))
        readings: dict[int, PairReading] = {}
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            width = max(len(cut[i][0]) for i in some)
            ids = np.zeros((len(some), width), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(some):
                pieces = cut[i][0]
                ids[row, : len(pieces)] = pieces
                mask[row, : len(pieces)] = 1
            given = {
                "ids": ids,
                "mask": mask,
                "first": np.array([cut[i][1] for i in some], dtype=np.int64),
                "second": np.array([cut[i][2] for i in some], dtype=np.int64),
            }
            codes, types, status = self._session.run(None, given)
            for row, i in enumerate(some):
                readings[i] = self._reading(codes[row], types[row], status[row])
        return [readings[i] for i in range(len(cut))]

    def _reading(self, codes: Floats, types: Floats, status: Floats) -> PairReading:
        """Probabilities of one pair: half of each head's logarithm, tempered."""
        p_codes = _softmax(codes)
        by_code = np.log(np.maximum(p_codes @ self._type_of, 1e-6))
        by_type = np.log(_softmax(types))
        both = (by_code + by_type) / 2 / self._model.temperature
        p_types = np.round(_softmax(both), DIGITS)
        ranked = np.argsort(-p_types, kind="stable")
        kinds = tuple((TYPES[i], float(p_types[i])) for i in ranked)
        best = next(kind for kind, _ in kinds if kind is not None)
        fine = list(np.argsort(-p_codes, kind="stable"))
        labels = self._model.labels
        of_best = next(labels[i] for i in fine if labels[i].plover is best)
        return PairReading(
            types=kinds,
            codes=tuple(
                (labels[i].code, float(round(p_codes[i], DIGITS))) for i in fine[:FEW]
            ),
            modes=of_best.modes,
            status=STATUSES[int(np.argmax(status))],
        )


def _ends(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _softmax(logits: npt.NDArray[Any]) -> Floats:
    shifted = np.asarray(logits, dtype=np.float64)
    raised = np.exp(shifted - shifted.max())
    return np.asarray(raised / raised.sum(), dtype=np.float64)
