"""The tables of cue words: forms, checks and what they promise."""

import pytest

from detente.knowledge.cues import CueKind, Cues, noun_forms, verb_forms
from detente.model.status import Status

CUES = Cues.load()


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("hope", {"hope", "hopes", "hoped", "hoping"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("say", {"say", "says", "said", "saying"}),
        ("see", {"see", "sees", "saw", "seen", "seeing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("reveal", {"reveal", "reveals", "revealed", "revealing"}),
        ("warn", {"warn", "warns", "warned", "warning"}),
        ("submit", {"submit", "submits", "submitted", "submitting"}),
    ],
)
def test_a_verb_has_all_its_forms(lemma: str, forms: set[str]) -> None:
    assert verb_forms(lemma) == forms


def test_british_and_american_spellings_are_both_known() -> None:
    assert {"cancelled", "canceled"} <= verb_forms("cancel")


def test_a_noun_has_its_plural() -> None:
    assert noun_forms("ministry") == {"ministry", "ministries"}


def test_saying_asserts_and_urging_does_not() -> None:
    assert CUES.verbs["said"][0].kind is CueKind.ASSERT
    assert all(cue.kind is not CueKind.ASSERT for cue in CUES.verbs["urged"])


def test_a_negated_failure_is_a_deed() -> None:
    (row,) = CUES.governors["verb", "failed"]
    assert (row.effect, row.negated) == (Status.DENIED, Status.HAPPENED)


def test_every_effect_is_a_status() -> None:
    rows = [row for rows in CUES.governors.values() for row in rows]
    assert rows
    assert all(isinstance(row.effect, Status) for row in rows)
