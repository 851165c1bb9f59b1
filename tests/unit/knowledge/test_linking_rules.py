"""The rows that linking weighs reports by."""

from detente.knowledge.connectives import load_connectives
from detente.knowledge.linking_rules import load_linking_rules
from detente.model.event import EventType, RelationKind
from detente.model.words import stems

RULES = load_linking_rules()


def test_types_match_in_both_orders() -> None:
    for one in EventType:
        for other in EventType:
            assert RULES.type_weight(one, other) == RULES.type_weight(other, one)
    assert RULES.type_weight(EventType.AID, EventType.AID) == 1
    assert RULES.type_weight(EventType.AID, EventType.ASSAULT) == 0


def test_types_near_are_those_with_a_weight() -> None:
    near = RULES.types_near(EventType.AGREE)
    assert near[0] is EventType.AGREE
    assert EventType.SUPPORT in near
    assert EventType.ASSAULT not in near


def test_an_action_wants_a_word_of_each_group() -> None:
    assert "recall-envoy" in RULES.actions_of(stems("recalled its ambassador"))
    assert "recall-envoy" not in RULES.actions_of(stems("recalled its soldiers"))
    assert "recall-envoy" not in RULES.actions_of(stems("received the ambassador"))


def test_distinct_and_like_hold_in_both_directions() -> None:
    for action in RULES.actions.values():
        for other in action.distinct:
            assert action.id in RULES.actions[other].distinct
        for other in action.like:
            assert action.id in RULES.actions[other].like
        assert not action.distinct & action.like


def test_rare_words_weigh_more() -> None:
    assert RULES.rarity("quokka") > RULES.rarity("minister") > RULES.rarity("the") >= 0


def test_connectives_are_tried_longest_first() -> None:
    rows = load_connectives()["in"]
    lengths = [len(row.words) for row in rows]
    assert lengths == sorted(lengths, reverse=True)
    assert {row.kind for row in rows} == {
        RelationKind.RESPONSE_TO,
        RelationKind.AFTER,
        RelationKind.PART_OF,
    }
