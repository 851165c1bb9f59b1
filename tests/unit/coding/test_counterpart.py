"""Whom an act is meant for when its sentence leaves that out."""

from casting import somebody, state
from trees import parsed

from detente.coding.counterpart import both_parties, counterpart
from detente.coding.roles import Cast
from detente.model.actor import ActorKind

REGRET = "Peru/NNP/nsubj/1 voiced=voice/VBD/ROOT/1 regret/NN/dobj/1 to/IN/prep/1 {}"
OURS = frozenset({"PER"})
NO_PAIRS: list[tuple[frozenset[str], frozenset[str]]] = []


def pair(one: str, other: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset({one}), frozenset({other})


def test_the_one_other_state_of_the_sentence_is_meant() -> None:
    article = parsed(REGRET.format("Chile/NNP/pobj/3"))
    cast = Cast(
        article, [state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)]
    )
    found = counterpart(OURS, article.sentences[0], cast, NO_PAIRS)
    assert found is not None
    assert found.countries == ("CHL",)


def test_between_two_other_states_the_articles_pairs_decide() -> None:
    article = parsed(
        REGRET.format("Chile/NNP/pobj/3 and/CC/cc/4 Cuba/NNP/conj/4"),
    )
    mentions = [
        state(article, "Peru", "PER", 0),
        state(article, "Chile", "CHL", 1),
        state(article, "Cuba", "CUB", 2),
    ]
    cast = Cast(article, mentions)
    sentence = article.sentences[0]
    assert counterpart(OURS, sentence, cast, NO_PAIRS) is None
    found = counterpart(OURS, sentence, cast, [pair("CUB", "PER")])
    assert found is not None
    assert found.countries == ("CUB",)
    tie = [pair("CUB", "PER"), pair("PER", "CHL")]
    assert counterpart(OURS, sentence, cast, tie) is None


def test_else_the_one_state_of_the_sentence_before() -> None:
    article = parsed(
        "Chile/NNP/nsubj/1 waits=wait/VBZ/ROOT/1",
        "Peru/NNP/nsubj/1 apologised=apologise/VBD/ROOT/1",
    )
    cast = Cast(
        article, [state(article, "Chile", "CHL", 0), state(article, "Peru", "PER", 1)]
    )
    found = counterpart(OURS, article.sentences[1], cast, NO_PAIRS)
    assert found is not None
    assert found.countries == ("CHL",)


def test_a_person_without_an_office_is_no_state() -> None:
    article = parsed(REGRET.format("Diaz/NNP/pobj/3"))
    diaz = somebody(article, "Diaz", ActorKind.PERSON, 1, "CHL")
    cast = Cast(article, [state(article, "Peru", "PER", 0), diaz])
    assert counterpart(OURS, article.sentences[0], cast, NO_PAIRS) is None


def test_a_mutual_act_is_between_the_two_states_of_its_sentence() -> None:
    article = parsed(
        "No/DT/det/1 deal/NN/nsubjpass/3 was=be/VBD/auxpass/3 signed=sign/VBN/ROOT/3 "
        "by/IN/prep/3 Peru/NNP/pobj/4 and/CC/cc/5 Chile/NNP/conj/5"
    )
    both = [state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)]
    cast = Cast(article, both)
    assert both_parties(article.sentences[0], cast, NO_PAIRS) == both[::-1]
    alone = Cast(article, both[:1])
    assert both_parties(article.sentences[0], alone, NO_PAIRS) == []
