"""The reliability table."""

import pytest

from evaluation.calibration import bins, expected_error


def test_who_is_right_as_often_as_sure_has_no_error() -> None:
    outcomes = [(0.75, True)] * 3 + [(0.75, False)]
    assert expected_error(bins(outcomes)) == pytest.approx(0)


def test_the_error_is_weighted_by_the_size_of_the_bins() -> None:
    outcomes = [(0.95, True)] * 9 + [(0.55, False)]
    assert expected_error(bins(outcomes)) == pytest.approx(0.9 * 0.05 + 0.1 * 0.55)


def test_full_confidence_falls_into_the_last_bin() -> None:
    (only,) = bins([(1.0, True), (0.93, True)])
    assert (only.low, only.n) == (0.9, 2)
