from detente.coding.place_choice import Beside, Choice
from detente.coding.place_fit import fit
from detente.coding.place_names import Found
from detente.knowledge.gazetteer import Candidate
from detente.model.text import Span


def candidate(feature: str) -> Candidate:
    return Candidate(
        1, "Kent", feature, "USA", "US.CT", 41.7, -73.5, None, 3000, False, False
    )


def found(*signs: str) -> Found:
    return Found(
        span=Span(0, 4),
        text="Kent",
        key="kent",
        candidates=(candidate("city"),),
        signs=frozenset(signs),
    )


def choice(beside: Beside, feature: str = "city") -> Choice:
    return Choice(candidate=candidate(feature), share=1.0, rivals=(), beside=beside)


AMONG_NEIGHBOURS = Beside(everywhere=5.0, country=5.0, division=4.0, near=3.0)
IN_THE_COUNTRY = Beside(everywhere=5.0, country=5.0, division=0.0, near=0.0)
FAR_FROM_ALL = Beside(everywhere=5.0, country=0.0, division=0.0, near=0.0)


def test_a_town_among_its_neighbours_gains() -> None:
    assert fit(found(), choice(AMONG_NEIGHBOURS)) > fit(found(), choice(IN_THE_COUNTRY))


def test_a_town_of_a_country_that_nothing_else_lies_in_loses() -> None:
    assert fit(found(), choice(FAR_FROM_ALL)) < 0


def test_a_town_across_the_border_from_the_others_is_not_alone() -> None:
    assert fit(found(), choice(FAR_FROM_ALL._replace(near=2.0))) > 0


def test_the_only_name_of_an_article_is_not_held_against_itself() -> None:
    nothing_else = Beside(everywhere=0.0, country=0.0, division=0.0, near=0.0)
    assert fit(found(), choice(nothing_else)) == 0


def test_countries_and_what_a_comma_places_need_no_neighbours() -> None:
    assert fit(found(), choice(FAR_FROM_ALL, "country")) == 0
    assert fit(found("contained"), choice(FAR_FROM_ALL)) == 0
