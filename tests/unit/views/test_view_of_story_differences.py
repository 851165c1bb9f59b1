"""What a story's texts tell differently, in words for a page."""

from dataclasses import replace

from made import article

from detente.ledger.store import Ledger
from detente.model.article import ParsedArticle, Part, PartKind
from detente.model.coded import CodedArticle
from detente.model.text import Span
from detente.views.story_differences import differences_of

TEXTS = {
    "a1": "Oland and Pland will revive the fishing accord of May 3, 1998.",
    "a2": "They renewed a fishing agreement dated 13 May 1998.",
    "a3": "Nobody fished.",
}


def fill(ledger: Ledger) -> None:
    for name, text in TEXTS.items():
        made = replace(
            article(name, outlet=f"Outlet {name}", text=text),
            parts=(Part(Span(0, len(text)), PartKind.BODY),),
        )
        coded = CodedArticle(
            parsed=ParsedArticle(article=made, sentences=()),
            published=made.published,
            times=(),
            places=(),
            actors=(),
            attributions=(),
            reports=(),
            coder="test",
        )
        ledger.append(coded, stories={name: "sto_fish" if name != "a3" else "sto_none"})


def test_days_of_a_named_thing_are_told_in_words() -> None:
    with Ledger.in_memory() as ledger:
        fill(ledger)
        (one,) = differences_of(ledger, "sto_fish")
        assert one.field == "date of the accord"
        assert [by for _, by in one.claims] == [("Outlet a1",), ("Outlet a2",)]
        words = [value for value, _ in one.claims]
        assert all("1998" in value and "-" not in value for value in words)


def test_a_story_without_differences_or_unknown_has_none() -> None:
    with Ledger.in_memory() as ledger:
        fill(ledger)
        assert differences_of(ledger, "sto_none") == ()
        assert differences_of(ledger, "sto_nowhere") == ()
