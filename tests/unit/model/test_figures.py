"""Figures of a text: what they measure, and what they leave open."""

import pytest

from detente.model.figures import Figure, figures_of


@pytest.mark.parametrize(
    ("text", "measure", "low", "high"),
    [
        ("a loan of $300 million", "USD", 3e8, 3e8),
        ("worth A$50 billion", "AUD", 5e10, 5e10),
        ("some 31 billion euros", "EUR", 27.9e9, 34.1e9),
        ("14 tonnes of flour", "tonnes", 14, 14),
        ("more than 1,000 people were killed", "dead", 1000, float("inf")),
        ("killing 12 people", "dead", 12, 12),
        ("at least 3 wounded", "injured", 3, float("inf")),
        ("a magnitude 6.1 quake", "magnitude", 6.1, 6.1),
        ("a 5.9-magnitude quake", "magnitude", 5.9, 5.9),
        ("fewer than 20 dead", "dead", 0, 20),
        ("300 km away", "km", 300, 300),
    ],
)
def test_a_figure_has_a_measure_and_bounds(
    text: str, measure: str, low: float, high: float
) -> None:
    (figure,) = figures_of(text)
    assert figure.measure == measure
    assert (figure.low, figure.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    "text", ["three ministers met", "in 2018 soldiers killed him", "article 5", ""]
)
def test_what_measures_nothing_is_no_figure(text: str) -> None:
    assert figures_of(text) == ()


def figure(text: str) -> Figure:
    return figures_of(text)[0]


def test_more_than_a_thousand_allows_more() -> None:
    assert figure("over 1,000 dead").agrees(figure("1,150 dead"))
    assert not figure("12 dead").agrees(figure("15 dead"))
    assert not figure("at least 15 dead").agrees(figure("12 dead"))
    assert figure("about 100 tonnes").agrees(figure("95 tonnes"))
