"""Every form in which a lemma can be written."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.knowledge.inflect import FILE, forms, irregular_lemmas
from detente.knowledge.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("visit", "visit visits visited visiting"),
        ("condemn", "condemn condemns condemned condemning"),
        ("agree", "agree agrees agreed agreeing"),
        ("release", "release releases released releasing"),
        ("deny", "deny denies denied denying"),
        ("deploy", "deploy deploys deployed deploying"),
        ("expel", "expel expels expelled expelling"),
        ("ban", "ban bans banned banning"),
        ("cancel", "cancel cancels cancelled cancelling canceled canceling"),
        ("clash", "clash clashes clashed clashing"),
        ("panic", "panicked panicking"),
        ("meet", "meet meets met meeting"),
        ("hold", "holds held holding"),
        ("strike", "strikes struck striking"),
        ("withdraw", "withdraws withdrew withdrawn withdrawing"),
        ("fly", "flies flew flown flying"),
        ("shoot", "shoots shot shooting"),
        ("ally", "allies"),
        ("be", "is are was were been being"),
    ],
)
def test_all_the_forms_of_a_word_are_there(lemma: str, expected: str) -> None:
    assert set(expected.split()) <= forms(lemma)


@given(st.from_regex(r"[a-z]{1,12}(-[a-z]{1,5})?", fullmatch=True))
def test_a_lemma_is_one_of_its_forms(lemma: str) -> None:
    found = forms(lemma)
    assert lemma in found
    assert lemma + "s" in found or lemma[-1] == "y"
    assert len(found) < 15


def test_every_word_of_the_lexicon_is_its_own_form() -> None:
    assert all(word in forms(word) for word in load_lexicon().words)


def irregular() -> list[dict[str, str]]:
    path = Path(detente.__file__).parent / FILE
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_irregular_forms_are_sourced_and_told_once() -> None:
    rows = irregular()
    assert len({row["lemma"] for row in rows}) == len(rows)
    assert all(row["forms"].split() and row["source"] for row in rows)


def test_irregular_forms_are_sorted() -> None:
    lemmas = [row["lemma"] for row in irregular()]
    assert lemmas == sorted(lemmas)


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [("sat", {"sit"}), ("shook", {"shake"}), ("spoke", {"speak"})],
)
def test_an_irregular_form_leads_to_its_lemmas(form: str, lemmas: set[str]) -> None:
    assert irregular_lemmas()[form] == lemmas


def test_a_hyphen_does_not_hide_the_verb_behind_it() -> None:
    assert {"re-open", "re-opened", "re-opening"} <= forms("re-open")
    assert "re-took" in forms("re-take")
