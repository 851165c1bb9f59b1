"""Logistic regression by Newton's method, and how good its probabilities are.

numpy alone: a few hundred rows and a few dozen columns take milliseconds.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEPS = 50
SMALL = 1e-9  # a step below this changes no weight that is printed


def fit(x: Array, y: Array, penalty: float) -> Array:
    """The weights of the columns of x; the first column, all ones, is not shrunk.

    Args:
        x: (n_rows, n_columns), the first column 1.
        y: (n_rows,), 1 for right and 0 for wrong.
        penalty: Half of it times the squared weights is added to the loss (L2).
    """
    weights = np.zeros(x.shape[1])
    shrink = np.full(x.shape[1], penalty)
    shrink[0] = 0.0
    for _ in range(STEPS):
        p = predict(x, weights)
        slope = x.T @ (p - y) + shrink * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(shrink)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < SMALL:
            break
    return weights


def predict(x: Array, weights: Array) -> Array:
    """The probability of each row."""
    return np.asarray(1 / (1 + np.exp(-(x @ weights))), dtype=np.float64)


def predict_held(x: Array, y: Array, folds: NDArray[np.int64], penalty: float) -> Array:
    """The probability of each row by the weights that the other folds give."""
    p = np.zeros(len(y))
    for fold in np.unique(folds):
        here = folds == fold
        p[here] = predict(x[here], fit(x[~here], y[~here], penalty))
    return p


def area(p: Array, y: Array) -> float:
    """Area under the curve: how often a right row stands above a wrong one."""
    right, wrong = p[y == 1], p[y == 0]
    above = (right[:, None] > wrong).mean()
    return float(above + 0.5 * (right[:, None] == wrong).mean())


def brier(p: Array, y: Array) -> float:
    """The mean squared distance of probability and outcome; 0 is best."""
    return float(((p - y) ** 2).mean())
