"""Who does what to whom in trees built by hand."""

import pytest
from trees import tree, word

from detente.coding import grammar
from detente.model.text import Sentence, Token

ACTIVE = "Peru/NNP/nsubj/1 recalled=recall/VBD/ROOT/1 its/PRP$/poss/3 envoy/NN/dobj/1"
PASSIVE = (
    "Envoys/NNS/nsubjpass/2 were=be/VBD/auxpass/2 recalled=recall/VBN/ROOT/2 "
    "by/IN/agent/2 Peru/NNP/pobj/3"
)
PARTICIPLE = (
    "Aid/NN/nsubj/4 sent=send/VBN/acl/0 by/IN/agent/1 Chile/NNP/pobj/2 "
    "arrived=arrive/VBD/ROOT/4"
)
CONTROL = (
    "Chile/NNP/nsubj/1 agreed=agree/VBD/ROOT/1 to/TO/aux/3 send/VB/xcomp/1 "
    "aid/NN/dobj/3"
)
URGED = (
    "Chile/NNP/nsubj/1 urged=urge/VBD/ROOT/1 Peru/NNP/dobj/1 to/TO/aux/4 "
    "leave/VB/xcomp/1"
)
TWO_VERBS = (
    "Chile/NNP/nsubj/1 condemned=condemn/VBD/ROOT/1 and/CC/cc/1 "
    "rejected=reject/VBD/conj/1 the/DT/det/5 plan/NN/dobj/3"
)
RELATIVE = (
    "Peru/NNP/nsubj/6 which/WDT/nsubj/2 recalled=recall/VBD/relcl/0 its/PRP$/poss/4 "
    "envoy/NN/dobj/2 ,/,/punct/0 waits=wait/VBZ/ROOT/6"
)
BLAMED = (
    "Chile/NNP/nsubj/1 blamed=blame/VBD/ROOT/1 Peru/NNP/dobj/1 for/IN/prep/1 "
    "closing=close/VBG/pcomp/3 it/PRP/dobj/4"
)
DECISION = (
    "Peru/NNP/poss/2 's/POS/case/0 decision/NN/nsubj/6 to/TO/aux/4 recall/VB/acl/2 "
    "envoys/NNS/dobj/4 surprised=surprise/VBD/ROOT/6"
)


def text_of(found: Token | None) -> str | None:
    return found.text if found else None


def subject(spec: str, verb: str) -> str | None:
    sentence = tree(spec)
    return text_of(grammar.subject(sentence, word(sentence, verb)))


@pytest.mark.parametrize(
    ("spec", "verb", "expected"),
    [
        (ACTIVE, "recalled", "Peru"),
        (PASSIVE, "recalled", "Envoys"),
        (PARTICIPLE, "sent", "Aid"),
        (CONTROL, "send", "Chile"),
        (URGED, "leave", "Peru"),
        (TWO_VERBS, "rejected", "Chile"),
        (RELATIVE, "recalled", "Peru"),
        (BLAMED, "closing", "Peru"),
        (DECISION, "recall", "Peru"),
    ],
)
def test_the_subject_is_found_also_where_it_is_lent(
    spec: str, verb: str, expected: str
) -> None:
    assert subject(spec, verb) == expected


@pytest.mark.parametrize(
    ("spec", "verb", "expected"),
    [
        (ACTIVE, "recalled", False),
        (PASSIVE, "recalled", True),
        (PARTICIPLE, "sent", True),
        (PARTICIPLE, "arrived", False),
        (CONTROL, "send", False),
    ],
)
def test_a_participle_with_a_by_phrase_is_a_passive(
    spec: str, verb: str, expected: bool
) -> None:
    sentence = tree(spec)
    assert grammar.is_passive(sentence, word(sentence, verb)) is expected


@pytest.mark.parametrize(
    ("spec", "verb", "expected"),
    [
        (ACTIVE, "recalled", ["envoy"]),
        (PASSIVE, "recalled", ["Envoys"]),
        (PARTICIPLE, "sent", ["Aid"]),
        (CONTROL, "send", ["aid"]),
        (TWO_VERBS, "condemned", ["plan"]),
        (RELATIVE, "recalled", ["envoy"]),
    ],
)
def test_what_is_done_to_is_the_object_or_passive_subject(
    spec: str, verb: str, expected: list[str]
) -> None:
    sentence = tree(spec)
    found = grammar.objects(sentence, word(sentence, verb))
    assert [token.text for token in found] == expected


def test_the_agent_stands_behind_by() -> None:
    for spec, verb, expected in (
        (PASSIVE, "recalled", "Peru"),
        (PARTICIPLE, "sent", "Chile"),
        (ACTIVE, "recalled", None),
    ):
        sentence = tree(spec)
        assert text_of(grammar.agent(sentence, word(sentence, verb))) == expected


def prepositional(spec: str, verb: str, preposition: str) -> list[str]:
    sentence = tree(spec)
    found = grammar.prepositional(sentence, word(sentence, verb), preposition)
    return [token.text for token in found]


def test_a_preposition_of_two_words_is_asked_for_by_both() -> None:
    spec = (
        "Chile/NNP/nsubj/1 pulled=pull/VBD/ROOT/1 out/IN/prep/1 of/IN/prep/2 "
        "Peru/NNP/pobj/3"
    )
    assert prepositional(spec, "pulled", "out of") == ["Peru"]
    assert prepositional(spec, "pulled", "of") == ["Peru"]
    assert prepositional(spec, "pulled", "in of") == []


def test_what_stands_beside_takes_no_part() -> None:
    spec = (
        "Chile/NNP/nsubj/1 spoke=speak/VBD/ROOT/1 together/RB/advmod/3 "
        "with/IN/prep/1 Peru/NNP/pobj/3"
    )
    assert prepositional(spec, "spoke", "with") == []


def test_a_mediator_behind_with_takes_no_part() -> None:
    spec = (
        "Chile/NNP/nsubj/1 spoke=speak/VBD/ROOT/1 with/IN/prep/1 Peru/NNP/pobj/2 "
        "mediating=mediate/VBG/acl/3"
    )
    assert prepositional(spec, "spoke", "with") == []


def test_a_relative_pronoun_stands_for_the_noun_before_it() -> None:
    sentence = tree(RELATIVE)
    assert text_of(grammar.antecedent(sentence, word(sentence, "which"))) == "Peru"
    assert grammar.antecedent(sentence, word(sentence, "Peru")) is None


def test_coordinates_come_in_text_order() -> None:
    sentence = tree(
        "Chile/NNP/nsubj/5 ,/,/punct/0 Peru/NNP/conj/0 and/CC/cc/2 Cuba/NNP/conj/2 "
        "met=meet/VBD/ROOT/5"
    )
    found = grammar.coordinated(sentence, word(sentence, "Chile"))
    assert [token.text for token in found] == ["Chile", "Peru", "Cuba"]


def test_a_complement_names_who_is_to_do_it() -> None:
    sentence = tree(
        "Chile/NNP/nsubj/1 demanded=demand/VBD/ROOT/1 that/IN/mark/4 Peru/NNP/nsubj/4 "
        "leave/VB/ccomp/1"
    )
    found = grammar.complement_subject(sentence, word(sentence, "demanded"))
    assert [token.text for token in found] == ["Peru"]


def looped() -> Sentence:
    """What no parser makes, but a broken one could: two verbs that lend each other."""
    return tree("go/VB/xcomp/1 see/VB/xcomp/0 on/IN/prep/1")


def test_a_broken_tree_does_not_hang_the_search() -> None:
    sentence = looped()
    assert grammar.subject(sentence, sentence.tokens[0]) is None
