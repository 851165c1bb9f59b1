"""Triggers and their roles in trees built by hand, by a lexicon of a few rows."""

import re

import pytest
from casting import somebody, state
from trees import parsed

from detente.coding.extract import extract
from detente.coding.roles import Cast
from detente.knowledge.lexicon import read_lexicon
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.event import EventMention
from detente.model.text import Span

LEXICON = read_lexicon(
    """
    source = "made for this test"
    [[group]]
    id = "recall"
    type = "SANCTION"
    modes = ["withdraw"]
    verbs = ["recall"]
    object = ["envoy"]
    recipient = ["dobj/to", "to"]
    each = "recipient"
    needs = "both"
    own_object = true
    [[group]]
    id = "meet"
    type = "CONSULT"
    verbs = ["meet", "hold"]
    nouns = ["talk"]
    object_for = { hold = ["talk"] }
    of = "actor"
    recipient = ["dobj", "with", "between"]
    reciprocal_plural = true
    not_object = ["deadline"]
    needs = "both"
    [[group]]
    id = "agree"
    type = "AGREE"
    verbs = ["agree"]
    recipient = ["with"]
    needs = "either"
    content = true
    [[group]]
    id = "receive"
    type = "AID"
    verbs = ["receive"]
    object = ["aid"]
    recipient = ["from"]
    inverse = true
    needs = "both"
    [[group]]
    id = "call-off"
    type = "CONSULT"
    modes = ["visit"]
    verbs = ["call off"]
    object = ["visit"]
    recipient = ["to"]
    status = "cancelled"
    visitor = true
    needs = "both"
    [[group]]
    id = "kill"
    type = "ASSAULT"
    verbs = ["kill"]
    recipient = ["dobj"]
    needs = "recipient"
    count = "dead"
    """
)
PEOPLE = {"Peru": "PER", "Chile": "CHL", "Cuba": "CUB", "Peruvian": "PER"}


def states(article: ParsedArticle) -> list[ActorMention]:
    """Every state that the article names."""
    chains = {code: n for n, code in enumerate(dict.fromkeys(PEOPLE.values()))}
    return [
        state(article, f"{name}#{n + 1}", code, chains[code])
        for name, code in PEOPLE.items()
        for n in range(len(re.findall(rf"\b{name}\b", article.text)))
    ]


def found(*specs: str) -> list[EventMention]:
    article = parsed(*specs)
    return list(extract(article, Cast(article, states(article)), LEXICON))


def told(*specs: str) -> list[str]:
    """Each event as "TYPE trigger actors > recipients"."""
    article = parsed(*specs)
    mentions = extract(article, Cast(article, states(article)), LEXICON)

    def words(spans: tuple[Span, ...]) -> str:
        return " ".join(span.of(article.text) for span in spans)

    return [
        f"{m.type} {m.trigger.of(article.text)} {words(m.actors)} > {words(m.recipients)}"
        for m in mentions
    ]


RECALL = (
    "Peru/NNP/nsubj/1 recalled=recall/VBD/ROOT/1 its/PRP$/poss/3 envoy/NN/dobj/1 "
    "to/IN/prep/3 Chile/NNP/pobj/4"
)


def test_subject_and_goal_of_the_object_are_the_parties() -> None:
    (one,) = found(RECALL)
    assert told(RECALL) == ["SANCTION recalled Peru > Chile"]
    assert one.row == "recall/recall"
    assert one.modes == ("withdraw",)
    assert not one.is_reciprocal
    assert not one.is_nominal


def test_each_recipient_gets_an_event_of_its_own() -> None:
    spec = RECALL + " and/CC/cc/5 Cuba/NNP/conj/5"
    assert told(spec) == [
        "SANCTION recalled Peru > Chile",
        "SANCTION recalled Peru > Cuba",
    ]


def test_what_the_row_asks_for_must_be_there() -> None:
    assert told(RECALL.replace("envoy", "words")) == []
    assert told(RECALL.replace("Chile/NNP", "nobody/NN")) == []


def test_who_acts_together_is_an_actor() -> None:
    spec = "Peru/NNP/nsubj/3 and/CC/cc/0 Chile/NNP/conj/0 met=meet/VBD/ROOT/3"
    assert told(spec) == ["CONSULT met Peru Chile > "]
    assert found(spec)[0].is_reciprocal


def test_a_ruled_out_object_rules_out_the_event() -> None:
    spec = "Peru/NNP/nsubj/1 met=meet/VBD/ROOT/1 Chile/NNP/poss/3 deadline/NN/dobj/1"
    assert told(spec) == []


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    spec = (
        "Peru/NNP/nsubj/1 held=hold/VBD/ROOT/1 talks=talk/NNS/dobj/1 with/IN/prep/2 "
        "Chile/NNP/pobj/3"
    )
    assert told(spec) == ["CONSULT held Peru > Chile"]


def test_a_noun_names_its_parties_behind_between() -> None:
    spec = (
        "Talks=talk/NNS/nsubj/5 between/IN/prep/0 Peru/NNP/pobj/1 and/CC/cc/2 "
        "Chile/NNP/conj/2 ended=end/VBD/ROOT/5"
    )
    assert told(spec) == ["CONSULT Talks Peru Chile > "]
    assert found(spec)[0].is_nominal


def test_what_is_agreed_to_is_no_second_event() -> None:
    spec = (
        "Peru/NNP/nsubj/1 agreed=agree/VBD/ROOT/1 to/TO/aux/3 meet/VB/xcomp/1 "
        "Chile/NNP/dobj/3"
    )
    assert [one.split()[:2] for one in told(spec)] == [["AGREE", "agreed"]]


def test_who_receives_is_the_recipient() -> None:
    spec = (
        "Peru/NNP/nsubj/1 received=receive/VBD/ROOT/1 aid/NN/dobj/1 from/IN/prep/1 "
        "Chile/NNP/pobj/3"
    )
    assert told(spec) == ["AID received Chile > Peru"]


def test_who_calls_off_anothers_visit_is_its_host() -> None:
    spec = (
        "Chile/NNP/nsubj/1 called=call/VBD/ROOT/1 off/RP/prt/1 a/DT/det/4 "
        "visit/NN/dobj/1 by/IN/prep/4 Peru/NNP/pobj/5"
    )
    assert told(spec) == ["CONSULT called off Peru > Chile"]
    assert found(spec)[0].status_hint == "cancelled"


def test_the_dead_are_counted_and_need_no_killer() -> None:
    spec = (
        "Two/CD/nummod/2 Peruvian/JJ/amod/2 men/NNS/nsubjpass/4 were=be/VBD/auxpass/4 "
        "killed=kill/VBN/ROOT/4"
    )
    article = parsed(spec)
    men = somebody(article, "Peruvian men", ActorKind.GROUP, 7, "PER")
    (one,) = extract(article, Cast(article, [men]), LEXICON)
    assert (one.dead, one.injured, one.arrested) == (2, None, None)
    assert (one.actors, one.recipients) == ((), (men.head,))


@pytest.mark.parametrize("n_before", [0, 1])
def test_unparsed_sentences_are_passed_over(n_before: int) -> None:
    filler = "Nobody/NN/nsubj/1 asked=ask/VBD/ROOT/1"
    specs = [filler] * n_before + [RECALL]
    (one,) = found(*specs)
    assert one.sentence == n_before
    assert found() == []


def test_events_come_in_text_order() -> None:
    meet = "Cuba/NNP/nsubj/1 met=meet/VBD/ROOT/1 Chile/NNP/dobj/1"
    assert [one.split()[1] for one in told(meet, RECALL.replace("Chile", "Cuba"))] == [
        "met",
        "recalled",
    ]
