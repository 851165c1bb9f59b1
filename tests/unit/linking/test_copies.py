"""Near-copies."""

from itertools import permutations

from detente.linking.copies import CopyIndex, find_copies
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span

WIRE = (
    "The foreign ministers of Oland and Veria met in the harbour town of Sund on Monday "
    "to settle a quarrel over fishing rights that has lasted for eleven years. "
    "Both promised to withdraw their patrol boats before the end of the month. "
    "A commission of three judges will draw the line between the two zones by spring. "
    "Fishermen on both shores welcomed the deal, though some doubted that it would hold. "
    "The last agreement broke down when an Olish trawler was seized in the strait."
)
OTHER_HAND = (
    "Two ministers, one quarrel and eleven years of seized nets: in Sund the heads of "
    "diplomacy of Veria and Oland have finally shaken hands. Patrol boats are to leave "
    "the strait within weeks, and judges will decide where one zone ends and the next "
    "begins. Whether the truce lasts is another matter, people in the port said, since "
    "an earlier deal fell apart after a boat had been taken."
)


def article(
    id: str, text: str, *, outlet: str | None = None, agency: str | None = None
) -> Article:
    return Article(
        id=id,
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        outlet=outlet,
        syndicated_from=agency,
    )


def test_the_same_text_twice_is_one_origin() -> None:
    assert find_copies([article("b", WIRE), article("a", WIRE)]) == {"a": "a", "b": "a"}


def test_the_first_paragraphs_of_an_agency_text_are_a_copy() -> None:
    cut = ". ".join(WIRE.split(". ")[:2])
    assert find_copies([article("a", WIRE), article("b", cut)])["b"] == "a"


def test_a_lightly_edited_text_is_a_copy() -> None:
    edited = WIRE.replace("harbour town", "port").replace("promised", "pledged")
    edited = edited.replace("by spring", "in spring")
    assert find_copies([article("a", WIRE), article("b", edited)])["b"] == "a"


def test_sentences_in_another_order_are_a_copy() -> None:
    turned = ". ".join(reversed(WIRE.rstrip(".").split(". "))) + "."
    assert find_copies([article("a", WIRE), article("b", turned)])["b"] == "a"


def test_the_same_event_by_another_hand_is_no_copy() -> None:
    found = find_copies([article("a", WIRE), article("b", OTHER_HAND)])
    assert found == {"a": "a", "b": "b"}


def test_a_shared_credit_lowers_what_must_be_shared() -> None:
    own = (
        " Our correspondent adds that boats were still at sea on Tuesday morning, "
        "that the harbour master of Sund had heard nothing, and that prices at the "
        "fish market rose by a tenth within a day of the news, which nobody there had "
        "seen coming."
    )
    mixed = WIRE.split(". ")[0] + "." + own
    longer = mixed + " " + OTHER_HAND
    plain = find_copies([article("a", WIRE), article("b", longer)])
    credited = find_copies(
        [
            article("a", WIRE, outlet="Sund Wire"),
            article("b", longer, agency="Sund Wire"),
        ]
    )
    assert plain["b"] == "b"
    assert credited["b"] == "a"


def test_what_is_boilerplate_does_not_count() -> None:
    footer = WIRE
    texts = ("Oland closed its border.", "Veria opened an embassy in Port Olan.")
    articles = []
    for id, text in zip("ab", texts, strict=True):
        whole = f"{text}\n{footer}"
        articles.append(
            Article(
                id=id,
                text=whole,
                parts=(
                    Part(Span(0, len(text)), PartKind.BODY),
                    Part(Span(len(text) + 1, len(whole)), PartKind.BOILERPLATE),
                ),
            )
        )
    assert find_copies(articles) == {"a": "a", "b": "b"}


def test_origins_do_not_depend_on_the_order_of_arrival() -> None:
    cut = ". ".join(WIRE.split(". ")[:3])
    articles = [article("c", WIRE), article("a", cut), article("b", OTHER_HAND)]
    articles.append(article("d", WIRE + " " + OTHER_HAND))
    results = {tuple(find_copies(p).items()) for p in permutations(articles)}
    assert len(results) == 1


def test_an_update_names_only_what_changed() -> None:
    index = CopyIndex()
    index.add(article("b", WIRE))
    index.add(article("c", OTHER_HAND))
    assert index.update() == {"b": "b", "c": "c"}
    index.add(article("a", WIRE))
    assert index.update() == {"a": "a", "b": "a"}
