"""What texts of one story tell differently; and what only looks so."""

from dataclasses import replace

import pytest
from made import article

from detente.ledger.story_differences import StoryDifference, story_differences
from detente.model.article import Article


def text(id: str, words: str) -> Article:
    return replace(article(id, outlet=f"Outlet {id}", text=words), path=None)


def differences(*texts: str) -> dict[str, list[str]]:
    articles = [text(f"a{n}", words) for n, words in enumerate(texts)]
    return {
        one.what: [words for words, _ in one.versions]
        for one in story_differences(articles, {})
    }


ACCORD = "Oland and Pland will revive the fishing accord of May 3, 1998."


def test_one_date_of_a_named_accord_is_a_slip() -> None:
    found = differences(ACCORD, "They renewed a fishing agreement dated 13 May 1998.")
    assert found == {"date of the accord": ["1998-05-03", "1998-05-13"]} or found == {
        "date of the accord": ["1998-05-03", "1998-05-13"][::-1]
    }


@pytest.mark.parametrize(
    "other",
    [
        "They renewed a fishing agreement dated May 3, 1998.",
        "They renewed a fishing agreement of June 13, 1998.",
        "They renewed a customs agreement dated 13 May 1998.",
        "They renewed a fishing agreement of May 1998.",
        "They met again on 13 May 1998.",
        "The fishing accord of 33 May 1998 is a joke.",
    ],
)
def test_other_accords_and_other_dates_are_no_slip(other: str) -> None:
    assert differences(ACCORD, other) == {}


def test_a_text_that_dates_one_invasion_twice_contradicts_itself() -> None:
    found = differences(
        "Since the invasion in March 1987 trade has halted. "
        "Before the March 1978 invasion it flourished."
    )
    assert found == {"date of the invasion": ["1978-03", "1987-03"]}
    two = "After the invasion in March 1987 came the June 1991 invasion."
    assert differences(two) == {}


def test_two_sides_call_one_thing_otherwise() -> None:
    found = differences(
        "Norway insists that the vessel is a survey ship. "
        "Chile calls it a disguised minelayer, and wants it gone."
    )
    assert found == {
        "what it is": ["Norway: a survey ship", "Chile: a disguised minelayer"]
    }


@pytest.mark.parametrize(
    "words",
    [
        "Norway says the vessel is a survey ship. Oslo calls it a research ship.",
        "Norway says the vessel is a survey ship. Chile calls it a ship for surveys.",
        "Norway says the vessel is a survey ship. Chile calls the treaty a mistake.",
        "Norway says it is ready. Chile calls it a deal.",
        "Norway says the vessel is a tug. A. B. C. D. Chile calls it a minelayer.",
    ],
)
def test_one_side_one_noun_or_two_things_are_no_difference(words: str) -> None:
    assert differences(words) == {}


@pytest.mark.parametrize(
    "named",
    [
        "Oland will send an envoy. Ana Ruiz, once a judge, has the assignment.",
        "Ana Ruiz will be the special envoy.",
        "Oland appointed Ana Ruiz as its envoy on Monday.",
    ],
)
def test_a_name_that_only_one_text_gives_to_a_task(named: str) -> None:
    assert differences(named, "Oland will send an emissary to Pland.") == {
        "name of the envoy": ["Ana Ruiz", "not named"]
    }


def test_a_task_that_nobody_or_everybody_names_is_no_difference() -> None:
    named = "Ana Ruiz will be the special envoy."
    assert differences(named, "Ana Ruiz was named envoy. The envoy left.") == {}
    assert differences(named, "Oland sent an ambassador.") == {}
    assert differences("Ana Ruiz has the job.", "Oland sent an envoy.") == {}
    assert differences(named, "An envoy left.", "Ole Dahl was named envoy.") == {}


def test_who_has_no_comment_here_and_is_quoted_there() -> None:
    found = differences(
        "The Defence Ministry in Oslo declined to comment. Neither the State Office "
        "nor the Harbour Authority commented.",
        "The Harbour Authority regretted the delay. The mayor laughed.",
    )
    assert found == {
        "comment of the Harbour Authority": [
            "no comment",
            "Harbour Authority regretted the delay",
        ]
    }


def test_a_person_who_is_silent_once_is_no_difference() -> None:
    assert differences("Anna Berg declined to comment.", "Anna Berg said no.") == {}


def test_money_is_compared_for_one_purpose_only() -> None:
    deal = "Oland signed a deal worth 30 million euros."
    assert differences(deal, "Oland signed a 45 million euro contract.") == {
        "contract, EUR": ["30 million euros", "45 million euro"]
    }
    assert differences(deal, "Pland gave 45 million euros in aid.") == {}
    assert differences(deal, "Some 45 million euros were counted.") == {}


def test_no_fewer_than_is_a_floor() -> None:
    assert differences("No fewer than 40 people died.", "55 people died.") == {}
    assert differences("Fewer than 40 people died.", "55 people died.") != {}


def test_copies_of_a_text_are_silent_with_one_voice() -> None:
    articles = [
        text("a1", "The Palace declined to comment."),
        text("a2", "The Palace said it knew nothing."),
    ]
    assert story_differences(articles, {"a1": "a1", "a2": "a1"}) == ()
    (one,) = story_differences(articles, {})
    assert one == StoryDifference(
        what="comment of the Palace",
        versions=(
            ("no comment", ("Outlet a1",)),
            ("Palace said it knew nothing", ("Outlet a2",)),
        ),
    )
