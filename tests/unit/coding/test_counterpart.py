"""Whom an act is meant for when its sentence leaves that out."""

from casting import somebody, state
from trees import parsed

from detente.coding.counterpart import (
    Pair,
    both_parties,
    counterpart,
    is_told_of_at_home,
)
from detente.coding.roles import Cast
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle

REGRET = "Peru/NNP/nsubj/1 voiced=voice/VBD/ROOT/1 regret/NN/dobj/1 to/IN/prep/1 {}"
OURS = frozenset({"PER"})
NO_PAIRS: list[Pair] = []


def meant(
    article: ParsedArticle,
    mentions: list[ActorMention],
    pairs: list[Pair] = NO_PAIRS,
    alike: list[Pair] = NO_PAIRS,
    *,
    goes_on: bool = False,
) -> list[str]:
    """The states that an act of Peru in the last sentence is read as meant for."""
    cast = Cast(article, mentions)
    last = article.sentences[-1]
    found = counterpart(OURS, last, cast, pairs, alike, goes_on=goes_on)
    return [country for mention in found for country in mention.countries]


def pair(one: str, other: str) -> Pair:
    return frozenset({one}), frozenset({other})


def test_the_one_other_state_of_the_sentence_is_meant() -> None:
    article = parsed(REGRET.format("Chile/NNP/pobj/3"))
    both = [state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)]
    assert meant(article, both) == ["CHL"]


def test_between_several_other_states_the_articles_pairs_decide() -> None:
    article = parsed(REGRET.format("Chile/NNP/pobj/3 and/CC/cc/4 Cuba/NNP/conj/4"))
    mentions = [
        state(article, "Peru", "PER", 0),
        state(article, "Chile", "CHL", 1),
        state(article, "Cuba", "CUB", 2),
    ]
    assert meant(article, mentions) == []
    assert meant(article, mentions, [pair("CUB", "PER")]) == ["CUB"]
    twice = [pair("CUB", "PER"), pair("PER", "CHL"), pair("PER", "CUB")]
    assert meant(article, mentions, twice) == ["CUB"]
    tie = [pair("CUB", "PER"), pair("PER", "CHL")]
    assert meant(article, mentions, tie) == ["CHL", "CUB"]


def test_without_pairs_of_its_own_a_state_does_as_others_do() -> None:
    article = parsed(
        "Chile/NNP/nsubj/1 aided=aid/VBD/ROOT/1 Cuba/NNP/dobj/1",
        "Peru/NNP/nsubj/1 promised=promise/VBD/ROOT/1 aid/NN/dobj/1",
    )
    mentions = [
        state(article, "Chile", "CHL", 0),
        state(article, "Cuba", "CUB", 1),
        state(article, "Peru", "PER", 2),
    ]
    assert meant(article, mentions, alike=[pair("CHL", "CUB")]) == ["CUB"]
    assert meant(article, mentions) == []


def test_help_goes_to_the_one_state_of_the_sentence_before_and_nothing_else_does() -> (
    None
):
    article = parsed(
        "Chile/NNP/nsubj/1 waits=wait/VBZ/ROOT/1",
        "Peru/NNP/nsubj/1 promised=promise/VBD/ROOT/1 aid/NN/dobj/1",
    )
    both = [state(article, "Chile", "CHL", 0), state(article, "Peru", "PER", 1)]
    assert meant(article, both, goes_on=True) == ["CHL"]
    assert meant(article, both) == []


def test_a_state_told_of_more_at_home_than_abroad_means_nobody_abroad() -> None:
    at_home = frozenset({"PER"}), frozenset({"PER"})
    alone = frozenset({"PER"}), frozenset[str]()
    abroad = pair("PER", "CHL")
    assert is_told_of_at_home(OURS, [abroad, at_home, at_home])
    assert not is_told_of_at_home(OURS, [abroad, at_home, alone])
    assert not is_told_of_at_home(OURS, [abroad, abroad, at_home, at_home])
    assert not is_told_of_at_home(OURS, [])
    elsewhere = frozenset({"CUB"}), frozenset({"CUB"})
    assert not is_told_of_at_home(OURS, [elsewhere, elsewhere])


def test_a_person_without_an_office_is_no_state() -> None:
    article = parsed(REGRET.format("Diaz/NNP/pobj/3"))
    diaz = somebody(article, "Diaz", ActorKind.PERSON, 1, "CHL")
    assert meant(article, [state(article, "Peru", "PER", 0), diaz]) == []


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
