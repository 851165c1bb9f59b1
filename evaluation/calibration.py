"""How far `confidence` can be believed: of what is said at 0.8, are eight in ten right?

    python -m evaluation.calibration SHARED

Reads the pairs of SHARED/dev/plv, which the encoder was never trained on, and prints a
reliability table and the expected calibration error of `detente classify`: the mean
distance between confidence and share of right types over ten bins of equal width,
weighted by their size (Guo et al. 2017).
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.classify import FOLD, gold_types, predicted

N_BINS = 10
CEILING = 0.05  # the error that is accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Predictions of like confidence: how many, how sure, how often right."""

    low: float
    n: int
    sure: float
    right: float


def bins(outcomes: Sequence[tuple[float, bool]], n_bins: int = N_BINS) -> list[Bin]:
    """Those that are not empty, from the least sure to the surest.

    Args:
        outcomes: Of each prediction its confidence in [0, 1] and whether it is right.
        n_bins: Bins of equal width; a confidence of 1 falls into the last.
    """
    found: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in outcomes:
        number = min(int(sure * n_bins), n_bins - 1)
        found.setdefault(number, []).append((sure, right))
    return [
        Bin(
            low=number / n_bins,
            n=len(here),
            sure=sum(sure for sure, _ in here) / len(here),
            right=sum(right for _, right in here) / len(here),
        )
        for number, here in sorted(found.items())
    ]


def expected_error(table: Sequence[Bin]) -> float:
    """The expected calibration error of a reliability table."""
    n = sum(one.n for one in table)
    return sum(abs(one.sure - one.right) * one.n for one in table) / n


def main() -> int:
    """Predict, bin, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    arguments = parser.parse_args()
    gold = gold_types(arguments.shared / "dev/plv/gold.jsonl")
    outcomes = []
    for line in predicted(arguments.shared / "dev/plv/pairs.jsonl"):
        kind = FOLD.get(str(line["event"]), str(line["event"]))
        right = kind == gold[str(line["id"])]
        outcomes.append((float(str(line["confidence"])), right))
    table = bins(outcomes)
    print("confidence      n   mean  right")
    for one in table:
        width = f"{one.low:.1f}-{one.low + 1 / N_BINS:.1f}"
        print(f"{width:10} {one.n:6} {one.sure:6.3f} {one.right:6.3f}")
    error = expected_error(table)
    print(f"expected calibration error {error:.4f}  ceiling {CEILING}")
    return 1 if error > CEILING else 0


if __name__ == "__main__":
    sys.exit(main())
