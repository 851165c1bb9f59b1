"""The temperature that makes a run's probabilities calibrated, from its held-back rows.

Expected calibration error: ten bins of equal width, the mean distance between how sure
and how often right, weighted by size (Guo et al. 2017).
"""

from pathlib import Path

import torch


def temperature(run: Path) -> float:
    """By which to divide the logits; fitted on all held-back rows by likelihood."""
    logits, want = torch.load(run / "held.pt", weights_only=True)
    tried = [0.3 + 0.02 * i for i in range(100)]
    losses = [
        torch.nn.functional.cross_entropy(logits / one, want).item() for one in tried
    ]
    return round(tried[losses.index(min(losses))], 2)


def calibration_error(sure: list[float], right: list[bool], n_bins: int = 10) -> float:
    """Of predictions with how sure they are, and whether they are right."""
    total = 0.0
    for number in range(n_bins):
        here = [
            i for i, p in enumerate(sure) if min(int(p * n_bins), n_bins - 1) == number
        ]
        if here:
            mean = sum(sure[i] for i in here) / len(here)
            hits = sum(right[i] for i in here) / len(here)
            total += abs(mean - hits) * len(here)
    return total / len(sure)
