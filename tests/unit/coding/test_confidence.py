"""How sure a report is: the signs on it, and what they come to."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trees import parsed

from detente.coding.confidence import confidences, signs_of
from detente.knowledge.confidence import ConfidenceTable, Sign, load_confidence
from detente.knowledge.linking_rules import load_linking_rules
from detente.model.actor import Participant
from detente.model.article import ParsedArticle
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span

ACCUSED = (
    "Oland/NNP/nsubj/1 accused=accuse/VBD/ROOT/1 Sudia/NNP/dobj/1 of/IN/prep/1 "
    "spying/NN/pobj/3 on/IN/prep/4 its/PRP$/poss/7 navy/NN/pobj/5 ././punct/1"
)
HELP = (
    "They/PRP/nsubj/1 want/VBP/ROOT/1 to/TO/aux/3 help/VB/xcomp/1 us/PRP/dobj/3 "
    "././punct/1"
)


def one(article: ParsedArticle, word: str, code: str, known: str = "") -> Participant:
    at = article.text.index(word)
    return Participant(
        raw_text=word,
        entity_name=word,
        span=Span(at, at + len(word)),
        country_code=code or None,
        actor_id=known or None,
    )


def report(
    article: ParsedArticle,
    trigger: str,
    *,
    actors: tuple[Participant, ...] = (),
    recipients: tuple[Participant, ...] = (),
    sentence: int = 0,
    type_: EventType = EventType.ACCUSE,
) -> Report:
    at = article.text.index(trigger)
    return Report(
        id=f"rep_{trigger}{sentence}",
        article_id="art_made",
        type=type_,
        modes=(),
        contexts=(),
        actors=actors,
        recipients=recipients,
        status=Status.HAPPENED,
        dating=None,
        location=None,
        attribution=(),
        evidence=article.sentences[sentence].span,
        quote="",
        trigger=Span(at, at + len(trigger)),
        trigger_text=trigger,
        sentence=sentence,
        is_title=False,
        row="r",
        because=(),
        confidence=0.0,
    )


def accused(article: ParsedArticle) -> Report:
    return report(
        article,
        "accused",
        actors=(one(article, "Oland", "OLA", "state:OLA"),),
        recipients=(one(article, "Sudia", "SUD", "state:SUD"),),
    )


def table() -> ConfidenceTable:
    return load_confidence()


def test_a_plain_clause_between_two_states_has_the_signs_of_one() -> None:
    article = parsed(ACCUSED)
    (signs,) = signs_of([accused(article)], article, table())
    assert set(signs) == {
        Sign.ALWAYS,
        Sign.CROSSING,
        Sign.ABROAD,
        Sign.ACTOR_KNOWN,
        Sign.ACTOR_SUBJECT,
        Sign.RECIPIENT_OBJECT,
        Sign.COMMON,
        Sign.SHORT,
    }
    assert signs[Sign.ABROAD] == 1


def test_an_offer_of_they_to_us_has_the_signs_of_doubt() -> None:
    article = parsed(HELP)
    made = report(
        article,
        "help",
        actors=(one(article, "They", "OLA"),),
        recipients=(one(article, "us", ""),),
        type_=EventType.AID,
    )
    (signs,) = signs_of([made], article, table())
    doubtful = {Sign.ACTOR_PRONOUN, Sign.INFINITIVE, Sign.READY, Sign.FIRST_PERSON}
    assert doubtful <= set(signs)
    assert Sign.ACTOR_SUBJECT not in signs


def test_who_is_named_in_another_sentence_only_is_elsewhere() -> None:
    article = parsed(ACCUSED, "It/PRP/nsubj/1 warned=warn/VBD/ROOT/1 them/PRP/dobj/1")
    made = report(
        article,
        "warned",
        recipients=(one(article, "Sudia", "SUD", "state:SUD"),),
        sentence=1,
    )
    (signs,) = signs_of([made], article, table())
    assert Sign.RECIPIENT_ELSEWHERE in signs
    assert Sign.NO_RECIPIENT not in signs


def test_a_person_of_the_tables_is_known_and_a_state_is_not_counted_so() -> None:
    article = parsed(ACCUSED)
    state = accused(article)
    person = replace(state, recipients=(one(article, "Sudia", "SUD", "person:Q1"),))
    for made, known in ((state, False), (person, True)):
        (signs,) = signs_of([made], article, table())
        assert (Sign.RECIPIENT_KNOWN in signs) is known


def test_what_is_told_twice_of_the_same_countries_is_told_again() -> None:
    article = parsed(ACCUSED)
    first = accused(article)
    other = replace(first, id="rep_other")
    for reports, again in (([first], False), ([first, other], True)):
        signs = signs_of(reports, article, table())[0]
        assert (Sign.AGAIN in signs) is again


def test_a_denied_report_is_less_sure_than_the_same_told_as_happened() -> None:
    article = parsed(ACCUSED)
    told = accused(article)
    denied = replace(told, id="rep_denied", status=Status.DENIED)
    (sure,) = confidences([told], article, table()).values()
    (less,) = confidences([denied], article, table()).values()
    assert less < sure


def test_a_trigger_that_the_tree_does_not_have_takes_no_sign_from_it() -> None:
    article = parsed(ACCUSED)
    made = replace(accused(article), trigger=Span(7, 10))
    (signs,) = signs_of([made], article, table())
    assert {Sign.COMMON, Sign.ACTOR_SUBJECT, Sign.RECIPIENT_OBJECT}.isdisjoint(signs)


def test_no_reports_are_no_confidences() -> None:
    assert confidences([], parsed(ACCUSED), table()) == {}


@given(st.dictionaries(st.sampled_from(Sign), st.floats(0, 1)))
def test_whatever_the_signs_it_is_a_probability_of_three_places(
    signs: dict[Sign, float],
) -> None:
    p = table().probability(signs)
    assert 0 < p < 1
    assert p == round(p, 3)


@given(st.floats(-5, 5), st.sampled_from(Sign))
def test_a_sign_counts_as_its_weight_says(weight: float, sign: Sign) -> None:
    made = ConfidenceTable(
        weights=dict.fromkeys(Sign, 0.0) | {sign: weight},
        rules=load_linking_rules(),
    )
    assert made.probability({}) == 0.5
    assert (made.probability({sign: 1.0}) - 0.5) * weight >= 0


@pytest.mark.parametrize(("common", "special"), [("take", "repatriate")])
def test_a_word_of_every_article_is_commoner_than_one_of_few(
    common: str, special: str
) -> None:
    assert 1 >= table().commonness(common) > table().commonness(special) >= 0
