"""Union-find over ids."""

from itertools import permutations

from detente.model.clusters import clusters, name_of


def test_a_cluster_is_named_by_its_smallest_member() -> None:
    assert clusters("dabc", [("d", "b"), ("b", "c")]) == {
        "a": "a",
        "b": "b",
        "c": "b",
        "d": "b",
    }


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = [("a", "b"), ("c", "d"), ("d", "b"), ("e", "f")]
    results = {tuple(clusters("fedcba", p).items()) for p in permutations(pairs)}
    assert len(results) == 1


def test_an_id_known_only_from_a_pair_counts() -> None:
    assert clusters([], [("y", "x")]) == {"x": "x", "y": "x"}


def test_a_public_name_is_a_hash_of_the_smallest_member() -> None:
    assert name_of("evt", "rep_1") == name_of("evt", "rep_1")
    assert name_of("evt", "rep_1") != name_of("evt", "rep_2")
    assert name_of("sto", "art_1").startswith("sto_")
