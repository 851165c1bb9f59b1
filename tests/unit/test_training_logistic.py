"""The regression that confidence is fitted with."""

import numpy as np
import pytest

from training.logistic import area, brier, fit, predict, predict_held


def test_without_signs_the_probability_is_the_share_of_right_ones() -> None:
    x = np.ones((4, 1))
    y = np.array([1.0, 1.0, 1.0, 0.0])
    assert predict(x, fit(x, y, 1.0)) == pytest.approx(0.75)


def test_a_sign_of_the_right_ones_gets_a_weight_that_a_penalty_shrinks() -> None:
    x = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 0.0], [1.0, 0.0]])
    y = np.array([1.0, 1.0, 0.0, 0.0, 0.0])
    free, shrunk = fit(x, y, 0.5)[1], fit(x, y, 5.0)[1]
    assert free > shrunk > 0


def test_a_held_row_is_predicted_by_the_others_alone() -> None:
    x = np.ones((4, 1))
    y = np.array([1.0, 0.0, 1.0, 0.0])
    folds = np.array([0, 0, 1, 2])
    p = predict_held(x, y, folds, 1.0)
    assert p == pytest.approx([1 / 2, 1 / 2, 1 / 3, 2 / 3])


def test_the_area_is_the_share_of_pairs_in_order_ties_half() -> None:
    y = np.array([1.0, 0.0, 1.0, 0.0])
    assert area(np.array([0.9, 0.1, 0.5, 0.5]), y) == pytest.approx(3.5 / 4)


def test_the_brier_score_is_the_mean_squared_distance() -> None:
    assert brier(np.array([0.8, 0.4]), np.array([1.0, 0.0])) == pytest.approx(0.1)
