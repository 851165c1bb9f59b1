"""Which actors a phrase names, through its head or through what it governs."""

from casting import somebody, span_of, state
from trees import parsed, word

from detente.coding.roles import Cast, is_person, unique
from detente.model.actor import ActorKind, ActorMention
from detente.model.place import Place, PlaceMention

DECISION = (
    "The/DT/det/1 decision/NN/nsubj/4 of/IN/prep/1 Peru/NNP/pobj/2 "
    "angered=anger/VBD/ROOT/4 Chile/NNP/dobj/4"
)
OFFICIALS = (
    "Peruvian/JJ/amod/3 and/CC/cc/0 Chilean/JJ/conj/0 ships/NNS/nsubj/4 "
    "met=meet/VBD/ROOT/4"
)


def names(found: list[ActorMention]) -> list[str]:
    return [mention.name for mention in found]


def test_a_head_that_is_an_actor_is_the_actor() -> None:
    article = parsed(DECISION)
    cast = Cast(
        article, [state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)]
    )
    sentence = article.sentences[0]
    assert names(cast.named(sentence, word(sentence, "Chile"))) == ["CHL"]
    assert names(cast.direct(sentence, word(sentence, "Chile"))) == ["CHL"]


def test_a_thing_leads_to_whom_it_belongs_to() -> None:
    article = parsed(DECISION)
    cast = Cast(
        article, [state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)]
    )
    sentence = article.sentences[0]
    decision = word(sentence, "decision")
    assert names(cast.named(sentence, decision)) == ["PER"]
    assert names(cast.owners(sentence, decision)) == ["PER"]
    assert cast.direct(sentence, decision) == []
    assert cast.named(sentence, decision, without=frozenset({0})) == []


def test_two_adjectives_before_a_noun_are_two_actors() -> None:
    article = parsed(OFFICIALS)
    cast = Cast(
        article,
        [state(article, "Peruvian", "PER", 0), state(article, "Chilean", "CHL", 1)],
    )
    sentence = article.sentences[0]
    assert names(cast.named(sentence, word(sentence, "ships"))) == ["PER", "CHL"]


def test_a_person_in_apposition_stands_for_the_office() -> None:
    article = parsed(
        "The/DT/det/1 head/NN/nsubj/6 of/IN/prep/1 it/PRP/pobj/2 ,/,/punct/1 "
        "Diaz/NNP/appos/1 left=leave/VBD/ROOT/6"
    )
    cast = Cast(article, [somebody(article, "Diaz", ActorKind.PERSON, 3, "CHL")])
    sentence = article.sentences[0]
    assert names(cast.direct(sentence, word(sentence, "head"))) == ["Diaz"]


def test_a_place_like_name_after_in_is_a_place() -> None:
    article = parsed(
        "The/DT/det/1 fair/NN/nsubj/4 in/IN/prep/1 Lima/NNP/pobj/2 ended=end/VBD/ROOT/4"
    )
    lima = state(article, "Lima", "PER", 0, is_place_like=True)
    cast = Cast(article, [lima])
    sentence = article.sentences[0]
    assert cast.named(sentence, word(sentence, "fair")) == []
    assert names(cast.somewhere(sentence, word(sentence, "fair"))) == ["PER"]


def test_a_place_that_is_no_actor_has_its_state() -> None:
    article = parsed("They/PRP/nsubj/1 shelled=shell/VBD/ROOT/1 Arica/NNP/dobj/1")
    span = span_of(article, "Arica")
    arica = Place(
        id="g:1", name="Arica", feature="city", country="CHL", lat=-18.5, lon=-70.3
    )
    cast = Cast(article, [], [PlaceMention(span=span, place=arica)])
    sentence = article.sentences[0]
    (found,) = cast.placed(sentence, word(sentence, "Arica"))
    assert found.countries == ("CHL",)
    assert found.is_place_like
    assert cast.mention(span) == found
    assert cast.place(word(sentence, "Arica")) is not None


def test_people_without_a_state_are_of_the_one_state_of_their_sentence() -> None:
    article = parsed(
        "Nurses/NNS/nsubj/1 marched=march/VBD/ROOT/1 in/IN/prep/1 Peru/NNP/pobj/2"
    )
    nurses = somebody(article, "Nurses", ActorKind.GROUP, 0)
    peru = state(article, "Peru", "PER", 1)
    cast = Cast(article, [nurses, peru])
    (found,) = cast.chain(0)
    assert found.countries == ("PER",)
    assert found.score < nurses.score


def test_people_between_two_states_stay_without_one() -> None:
    article = parsed(
        "Nurses/NNS/nsubj/1 left=leave/VBD/ROOT/1 Peru/NNP/dobj/1 for/IN/prep/1 "
        "Chile/NNP/pobj/3"
    )
    nurses = somebody(article, "Nurses", ActorKind.GROUP, 0)
    both = [state(article, "Peru", "PER", 1), state(article, "Chile", "CHL", 2)]
    assert Cast(article, [nurses, *both]).chain(0)[0].countries == ()


def test_each_entity_is_kept_once_in_the_order_of_mention() -> None:
    article = parsed(DECISION)
    peru, chile = state(article, "Peru", "PER", 0), state(article, "Chile", "CHL", 1)
    assert unique([chile, peru, chile]) == [chile, peru]
    assert not is_person(peru)
    assert is_person(somebody(article, "Peru", ActorKind.PERSON, 4))
