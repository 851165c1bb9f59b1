"""Whom pronouns and "the two countries" mean, on discourses made by hand."""

from detente.coding.coreference import Discourse, Entity, joined
from detente.coding.noun_phrases import Role
from detente.model.actor import ActorKind

STATE = {ActorKind.STATE}


def add(
    discourse: Discourse,
    name: str,
    kind: ActorKind = ActorKind.STATE,
    *,
    members: tuple[int, ...] = (),
    gender: str | None = None,
) -> Entity:
    return discourse.entity(
        name,
        lambda chain: Entity(
            chain=chain,
            kind=kind,
            name=name,
            members=members,
            is_plural=bool(members),
            gender=gender,
        ),
    )


def test_an_entity_is_made_once_and_found_by_its_key() -> None:
    discourse = Discourse()
    first = add(discourse, "Chile")
    assert add(discourse, "Chile") is first
    assert discourse.known("Chile") is first
    assert discourse.known("Peru") is None


def test_a_pronoun_takes_up_the_subject_before_the_object() -> None:
    discourse = Discourse()
    akar = add(discourse, "Akar", ActorKind.PERSON)
    gantz = add(discourse, "Gantz", ActorKind.PERSON)
    discourse.note(gantz, 0, 0, Role.SUBJECT, 1)
    discourse.note(akar, 0, 2, Role.OBJECT, 1)
    found = discourse.pronoun("he", 1, Role.SUBJECT, 1)
    assert found is not None
    assert found[0] is gantz


def test_an_object_pronoun_is_not_the_subject_of_its_own_clause() -> None:
    discourse = Discourse()
    akar = add(discourse, "Akar", ActorKind.PERSON)
    gantz = add(discourse, "Gantz", ActorKind.PERSON)
    discourse.note(akar, 0, 0, Role.SUBJECT, 1)
    discourse.note(gantz, 1, 0, Role.SUBJECT, 1)
    found = discourse.pronoun("him", 1, Role.OBJECT, 1)
    assert found is not None
    assert found[0] is akar


def test_he_is_no_state_and_it_is_no_person() -> None:
    discourse = Discourse()
    chile = add(discourse, "Chile")
    discourse.note(chile, 0, 0, Role.SUBJECT, 1)
    assert discourse.pronoun("he", 1, Role.SUBJECT, 1) is None
    found = discourse.pronoun("it", 1, Role.SUBJECT, 1)
    assert found is not None
    assert found[0] is chile


def test_a_known_gender_must_agree() -> None:
    discourse = Discourse()
    queen = add(discourse, "Margrethe", ActorKind.PERSON, gender="f")
    discourse.note(queen, 0, 0, Role.SUBJECT, 1)
    assert discourse.pronoun("he", 1, Role.SUBJECT, 1) is None
    assert discourse.pronoun("she", 1, Role.SUBJECT, 1) is not None


def test_an_antecedent_far_back_is_out_of_reach() -> None:
    discourse = Discourse()
    gantz = add(discourse, "Gantz", ActorKind.PERSON)
    discourse.note(gantz, 0, 0, Role.SUBJECT, 1)
    assert discourse.pronoun("he", 9, Role.SUBJECT, 1) is None


def test_the_two_countries_are_those_named_side_by_side() -> None:
    discourse = Discourse()
    names = ("Chile", "Peru", "Spain")
    chile, peru, spain = (add(discourse, name) for name in names)
    pair = add(discourse, "pair", members=(chile.chain, peru.chain))
    discourse.note(pair, 0, 3, Role.OBLIQUE)
    discourse.note(spain, 1, 0, Role.SUBJECT)
    discourse.note(peru, 1, 2, Role.OBJECT)
    assert discourse.together(2, 2, STATE) == [chile, peru]


def test_those_two_countries_are_the_last_spoken_of() -> None:
    discourse = Discourse()
    names = ("Chile", "Peru", "Spain")
    chile, peru, spain = (add(discourse, name) for name in names)
    pair = add(discourse, "pair", members=(chile.chain, peru.chain))
    discourse.note(pair, 0, 3, Role.OBLIQUE)
    discourse.note(spain, 1, 0, Role.SUBJECT)
    discourse.note(peru, 1, 2, Role.OBJECT)
    assert discourse.together(2, 2, STATE, is_near=True) == [spain, peru]


def test_salience_fades_with_each_sentence() -> None:
    discourse = Discourse()
    chile = add(discourse, "Chile")
    discourse.note(chile, 0, 0, Role.SUBJECT)
    assert chile.salience(0, 0.5) == 1.0
    assert chile.salience(2, 0.5) == 0.25


def test_names_are_joined_as_a_sentence_joins_them() -> None:
    assert joined(["Chile"]) == "Chile"
    assert joined(["Chile", "Peru"]) == "Chile and Peru"
    assert joined(["Chile", "Peru", "Spain"]) == "Chile, Peru and Spain"


def test_a_possessive_beside_a_name_is_another_person() -> None:
    discourse = Discourse()
    putin = add(discourse, "Putin", ActorKind.PERSON)
    lavrov = add(discourse, "Lavrov", ActorKind.PERSON)
    discourse.note(putin, 0, 0, Role.SUBJECT)
    discourse.note(lavrov, 1, 0, Role.SUBJECT)
    found = discourse.pronoun("his", 1, Role.POSSESSOR, 3, apart=lavrov)
    assert found is not None
    assert found[0] is putin
