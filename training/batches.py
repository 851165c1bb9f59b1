"""Examples -> tensors of pieces and of what the network should say of them."""

from collections.abc import Sequence

import torch
from sentences import STATUSES, Example, label_rows

from detente.coding.wordpiece import WordPieces
from detente.model.event import EventType

LABELS = label_rows()
CODES = [row["code"] for row in LABELS]
TYPES = ["NONE", *(kind.value for kind in EventType)]
TYPE_OF = {row["code"]: row["plover"] or "NONE" for row in LABELS}
COOPERATIVE = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())
MATERIAL = frozenset("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
CALLED_OFF = "12c"  # a visit called off is a refusal, whatever its status
IGNORE = -1

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def strict_type(code: str, status: str | None) -> str | None:
    """PLOVER's type of an act: an intended one is AGREE or THREATEN.

    None for what is denied, possible, demanded or called off: no event of its type.
    """
    kind = TYPE_OF[code]
    if code == CALLED_OFF:
        return kind
    if status == "planned" and kind in COOPERATIVE:
        return "AGREE"
    if status == "planned" and kind in MATERIAL:
        return "THREATEN"
    return kind if status in (None, "happened", "ongoing", "planned") else None


def inputs(pieces: WordPieces, examples: Sequence[Example]) -> Batch:
    """Piece numbers, their mask, and where the two parties open."""
    cut = [pieces.mark(e.text, e.actor, e.recipient) for e in examples]
    width = max(len(ids) for ids, _, _ in cut)
    ids = torch.zeros(len(cut), width, dtype=torch.long)
    mask = torch.zeros(len(cut), width, dtype=torch.long)
    for row, (one, _, _) in enumerate(cut):
        ids[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    first = torch.tensor([start for _, start, _ in cut])
    second = torch.tensor([start for _, _, start in cut])
    return ids, mask, first, second


def targets(examples: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    """Numbers of code, strict type and status; IGNORE where there is none."""
    kinds = [strict_type(e.code, e.status) for e in examples]
    return (
        torch.tensor([CODES.index(e.code) for e in examples]),
        torch.tensor([TYPES.index(kind) if kind else IGNORE for kind in kinds]),
        torch.tensor(
            [STATUSES.index(e.status) if e.status else IGNORE for e in examples]
        ),
    )


def code_to_type() -> torch.Tensor:
    """(n_codes, n_types): 1 where a code is of a type."""
    table = torch.zeros(len(CODES), len(TYPES))
    for row, code in enumerate(CODES):
        table[row, TYPES.index(TYPE_OF[code])] = 1
    return table


def joined(codes: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
    """Logits of the type from both heads: half of each head's logarithm."""
    by_code = (codes.softmax(-1) @ code_to_type()).clamp_min(1e-6).log()
    return (by_code + types.log_softmax(-1)) / 2
