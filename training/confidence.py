"""Fit the confidence of `detente code` to the codings that a reader judged.

    python -m training.confidence SHARED

Codes the articles of evaluation/judged, fits a weight a sign, and writes
src/detente/data/models/confidence.csv. Figures: `python -m evaluation.confidence SHARED`.
"""

import argparse
import csv
import hashlib
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.api import make_coder
from detente.coding.confidence import signs_of
from detente.knowledge.confidence import FILE, Sign, load_confidence
from evaluation.judged_codings import Joined, code_judged, read_judged
from training.logistic import Array, fit

PENALTY = 4.0  # of 1, 2, 4, 8, 16 the likeliest on held folds, with 2
N_FOLDS = 10
DATA = Path(__file__).parent.parent / "src/detente/data"
SOURCE = "fitted to evaluation/judged by training/confidence.py"


def main() -> int:
    """Code, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    rows = code_judged(parser.parse_args().shared, read_judged(), make_coder())
    x, y, _ = table_of(rows)
    weights = fit(x, y, PENALTY)
    write(dict(zip(Sign, weights, strict=True)), DATA / FILE)
    sys.stdout.write(f"{len(rows)} codings, {y.mean():.3f} right; wrote {FILE}\n")
    return 0


def table_of(rows: Sequence[Joined]) -> tuple[Array, Array, NDArray[np.int64]]:
    """Signs (n, n_signs), whether the scorer would match it (n,), folds (n,).

    All codings of an article are in one fold.
    """
    signs = [signs_on(row) for row in rows]
    x = np.array([[each.get(sign, 0.0) for sign in Sign] for each in signs])
    y = np.array([float(row.judged.is_match) for row in rows])
    folds = np.array([fold_of(row.judged.article) for row in rows], dtype=np.int64)
    return x, y, folds


def signs_on(row: Joined) -> Mapping[Sign, float]:
    """The signs on the report that was judged."""
    reports = row.coded.reports
    all_signs = signs_of(reports, row.coded.parsed, load_confidence())
    return all_signs[reports.index(row.report)]


def fold_of(article: str) -> int:
    """The same for an article on every machine."""
    return int(hashlib.sha256(f"fold{article}".encode()).hexdigest(), 16) % N_FOLDS


def write(weights: Mapping[Sign, float], path: Path) -> None:
    """The table that ships, sorted as every table is."""
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow(("sign", "weight", "source"))
        for sign in sorted(weights, key=lambda sign: sign.value):
            lines.writerow((sign.value, f"{weights[sign]:.3f}", SOURCE))


if __name__ == "__main__":
    sys.exit(main())
