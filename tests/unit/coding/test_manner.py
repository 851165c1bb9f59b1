"""Modes from the words beside a trigger; threats by their condition."""

import pytest
from casting import state
from trees import parsed

from detente.coding.candidates import Candidate, Decision
from detente.coding.extract import claimed, extract
from detente.coding.roles import Cast
from detente.knowledge.lexicon import read_lexicon
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.problems import DataError

LEXICON = read_lexicon(
    """
    source = "made for this test"
    [[group]]
    id = "kill"
    type = "ASSAULT"
    verbs = ["kill"]
    recipient = ["dobj"]
    needs = "both"
    [[group]]
    id = "expel"
    type = "SANCTION"
    modes = ["expel"]
    verbs = ["expel"]
    recipient = ["dobj"]
    needs = "both"
    [[manner]]
    type = "ASSAULT"
    mode = "explosives"
    words = ["mine"]
    [[manner]]
    type = "ASSAULT"
    mode = "firearms"
    words = ["gun"]
    """
)

KILLED = "Oland/NNP/nsubj/1 killed=kill/VBD/ROOT/1 Ruria/NNP/dobj/1 with/IN/prep/1 {}/NN/pobj/3"
WOULD = (
    "Oland/NNP/nsubj/2 {}/MD/aux/2 expel/VB/ROOT/2 Ruria/NNP/dobj/2 "
    "{}/IN/mark/6 it/PRP/nsubj/6 pays=pay/VBZ/advcl/2"
)


def cast_of(article: ParsedArticle) -> Cast:
    return Cast(
        article, [state(article, "Oland", "AAA", 1), state(article, "Ruria", "BBB", 2)]
    )


def mention(spec: str) -> EventMention:
    article = parsed(spec)
    (found,) = extract(article, cast_of(article), LEXICON)
    return found


@pytest.mark.parametrize(
    ("weapon", "modes"),
    [("mine", ("explosives",)), ("gun", ("firearms",)), ("spoon", ())],
)
def test_a_word_beside_the_trigger_tells_its_mode(
    weapon: str, modes: tuple[str, ...]
) -> None:
    assert mention(KILLED.format(weapon)).modes == modes


def test_an_act_that_depends_on_the_other_side_is_a_threat() -> None:
    found = mention(WOULD.format("will", "unless"))
    assert (found.type, found.status_hint) == (EventType.THREATEN, "happened")


def test_the_same_act_at_another_time_is_none() -> None:
    assert mention(WOULD.format("will", "after")).type is EventType.SANCTION


def test_a_condition_without_a_future_is_none() -> None:
    assert mention(WOULD.format("did", "if")).type is EventType.SANCTION


def test_a_decision_overrides_the_lexicon() -> None:
    article = parsed(KILLED.format("mine"))

    def decide(candidate: Candidate, _article: ParsedArticle) -> Decision:
        assert candidate.type is EventType.ASSAULT
        return Decision(type=EventType.COERCE, modes=("destroy",))

    (found,) = extract(article, cast_of(article), LEXICON, decide)
    assert (found.type, found.modes) == (EventType.COERCE, ("destroy",))


def test_candidates_come_with_trigger_actors_and_recipients() -> None:
    article = parsed(KILLED.format("gun"))
    (found,) = claimed(article, cast_of(article), LEXICON)
    assert found.token.text == "killed"
    assert [m.name for m in found.actors] == ["AAA"]
    assert [m.name for m in found.recipients] == ["BBB"]


def test_a_manner_without_words_is_refused() -> None:
    with pytest.raises(DataError, match="at least one"):
        read_lexicon(
            'source = "x"\ngroup = []\n[[manner]]\ntype = "ASSAULT"\nmode = "x"\n'
            "words = []"
        )


def test_a_manner_of_an_unknown_type_is_refused() -> None:
    with pytest.raises(DataError, match="unknown event type 'WAR'"):
        read_lexicon(
            'source = "x"\ngroup = []\n[[manner]]\ntype = "WAR"\nmode = "x"\n'
            'words = ["y"]'
        )
