"""A corrected or updated text replaces the earlier one of its outlet, no other's."""

from datetime import date
from itertools import permutations

import pytest

from detente.knowledge.version_notes import version_note
from detente.linking.link import Linker
from detente.linking.versions import VersionIndex
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval

TEXT = (
    "The ferry between Bergen and Lerwick will sail again from the first of May, said "
    "the harbour master, after three winters in which nobody crossed the sea by ship."
)


def article(
    id: str,
    *,
    outlet: str | None = "Fjord Post",
    day: str | None = "2031-03-01",
    title: str = "The ferry sails",
    text: str = TEXT,
    url: str | None = None,
) -> Article:
    dating = None
    if day is not None:
        dating = Dating(
            interval=TimeInterval.day(date.fromisoformat(day)), basis=DateBasis.GIVEN
        )
    return Article(
        id=id,
        text=text,
        parts=(Part(Span(0, len(text)), PartKind.BODY),),
        title=title,
        outlet=outlet,
        url=url,
        published=dating,
    )


def versions(*articles: Article) -> dict[str, str]:
    """The same for every order of arrival."""
    found = []
    for order in permutations(articles):
        linker = Linker()
        for one in order:
            linker.add(one, ())
        found.append(linker.linked().version_of)
    assert all(one == found[0] for one in found)
    return found[0]


FIRST = article("art_1")
FIXED = article("art_2", day="2031-03-02", title="CORRECTED - The ferry sails")


def test_a_correction_replaces_what_it_corrects() -> None:
    assert versions(FIRST, FIXED) == {"art_1": "art_2"}


def test_on_one_day_the_one_that_says_so_is_the_later() -> None:
    same_day = article("art_0", title="Correction: The ferry sails")
    assert versions(FIRST, same_day) == {"art_1": "art_0"}


def test_another_outlet_corrects_only_itself() -> None:
    other = article("art_2", outlet="Andes Courier", title="CORRECTED - The ferry")
    assert versions(FIRST, other) == {}


def test_two_copies_without_a_word_of_it_are_no_versions() -> None:
    assert versions(FIRST, article("art_2", day="2031-03-02")) == {}


def test_under_one_address_the_later_text_stands() -> None:
    old = article("art_1", url="https://fjord.example/ferry")
    new = article("art_2", url="https://fjord.example/ferry", day="2031-03-03")
    assert versions(old, new) == {"art_1": "art_2"}


def test_of_many_updates_the_last_one_stands() -> None:
    second = article("art_2", title="UPDATE 1 - The ferry sails")
    third = article("art_3", title="UPDATE 2 - The ferry sails")
    assert versions(FIRST, second, third) == {"art_1": "art_3", "art_2": "art_3"}


def test_a_text_on_another_matter_is_not_replaced() -> None:
    other = article(
        "art_2",
        title="CORRECTED - Bread is dearer",
        text="Bakers in Lima asked for more than ever for a loaf on Monday, and the "
        "ministry of trade promised to look at the price of flour before winter.",
    )
    assert versions(FIRST, other) == {}


def test_only_what_changed_is_told_again() -> None:
    index = VersionIndex()
    index.add(FIRST)
    index.add(FIXED)
    index.pair("art_1", "art_2")
    assert index.update(["art_1", "art_2"]) == {"art_1": "art_2"}
    assert index.update(["art_1", "art_2"]) == {}


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("CORRECTED-Ferry", TEXT, "correction"),
        (
            "Ferry",
            "(Corrects the day in the second paragraph)\n\n" + TEXT,
            "correction",
        ),
        ("Ferry", TEXT + "\n\nThis article has been amended.", "correction"),
        ("Ferry", "An earlier version of this story misnamed the port.", "correction"),
        ("UPDATE 3-Ferry", TEXT, "update"),
    ],
)
def test_outlets_say_so_in_many_ways(title: str, text: str, kind: str) -> None:
    note = version_note(title, text)
    assert note is not None
    assert note.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The minister corrected his colleague on the figure.",
        "The correction of the river's course took ten years.",
        "The treaty was updated last year.",
    ],
)
def test_news_of_corrections_is_no_correction(text: str) -> None:
    assert version_note(None, text) is None
