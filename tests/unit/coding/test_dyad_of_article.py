"""The two states that an article is about, and the other of them."""

from casting import state
from trees import parsed

from detente.coding.counterpart import Pair
from detente.coding.dyad import dyad, mentions_of, other_of_dyad
from detente.coding.roles import Cast

CODES = {"Peru": "PER", "Chile": "CHL", "Cuba": "CUB"}
QUARREL: list[Pair] = [
    (frozenset({"PER"}), frozenset({"CHL"})),
    (frozenset({"CHL"}), frozenset({"PER"})),
]
AT_HOME: Pair = (frozenset({"PER"}), frozenset({"PER"}))


def cast_of(**times: int) -> Cast:
    """An article that names each state so many times."""
    words = [name for name, count in times.items() for _ in range(count)]
    article = parsed(" ".join(f"{word}/NNP/dep/0" for word in words))
    mentions = [
        state(article, f"{name}#{n + 1}", CODES[name], chain)
        for chain, (name, count) in enumerate(times.items())
        for n in range(count)
    ]
    return Cast(article, mentions)


def test_two_states_that_are_named_over_and_over_and_quarrel_are_the_dyad() -> None:
    assert dyad(cast_of(Peru=6, Chile=4, Cuba=1), QUARREL) == {"PER", "CHL"}


def test_a_third_state_named_nearly_as_often_makes_three() -> None:
    assert dyad(cast_of(Peru=6, Chile=4, Cuba=3), QUARREL) == frozenset()


def test_a_neighbour_named_now_and_then_is_no_half_of_a_dyad() -> None:
    assert dyad(cast_of(Peru=6, Chile=2), QUARREL) == frozenset()
    assert dyad(cast_of(Peru=14, Chile=3), QUARREL) == frozenset()


def test_most_of_what_is_told_must_be_between_the_two() -> None:
    cast = cast_of(Peru=6, Chile=4)
    assert dyad(cast, QUARREL[:1]) == frozenset()
    assert dyad(cast, [*QUARREL, AT_HOME, AT_HOME, AT_HOME]) == {"PER", "CHL"}
    assert dyad(cast, [*QUARREL, *[AT_HOME] * 4]) == frozenset()


def test_the_other_of_the_two_is_its_last_mention_before_the_place() -> None:
    cast = cast_of(Peru=6, Chile=4)
    end = cast.mentions[-1].span.end
    (found,) = other_of_dyad({"PER"}, cast, QUARREL, end)
    assert found == cast.mentions[-1]
    (earlier,) = other_of_dyad({"PER"}, cast, QUARREL, end - 1)
    assert earlier == cast.mentions[-2]


def test_a_third_state_has_no_other() -> None:
    cast = cast_of(Peru=6, Chile=4, Cuba=1)
    assert other_of_dyad({"CUB"}, cast, QUARREL, 1000) == []
    assert other_of_dyad({"PER", "CHL"}, cast, QUARREL, 1000) == []


def test_a_state_that_is_named_only_later_is_found_there() -> None:
    cast = cast_of(Peru=6, Chile=4)
    (first, second) = mentions_of({"PER", "CHL"}, cast, 0)
    assert (first.countries, second.countries) == (("CHL",), ("PER",))
