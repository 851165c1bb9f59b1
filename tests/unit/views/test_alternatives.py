"""What the encoder is asked about a report, and how its answer is worded."""

from dataclasses import replace

from made import report

from detente.model.actor import Participant
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.pair import PairReading
from detente.model.status import Status
from detente.model.text import Span
from detente.views.alternatives import Alternative, alternatives, query_of

TEXT = "Rain fell. Oman expelled two Maltese consuls, officials in Muscat said."
READING = PairReading(
    types=((EventType.SANCTION, 0.7), (None, 0.2), (EventType.COERCE, 0.1)),
    codes=(("166", 0.6), ("000", 0.2), ("161", 0.1)),
    modes=("expel",),
    status=Status.HAPPENED,
)


def where(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def party(words: str) -> Participant:
    return Participant(raw_text=words, entity_name=words, span=where(words))


def expulsion(*actors: str, recipients: tuple[str, ...] = ()) -> Report:
    return replace(
        report(),
        actors=tuple(map(party, actors)),
        recipients=tuple(map(party, recipients)),
        evidence=where("expelled two Maltese consuls"),
    )


def test_the_question_spans_the_words_and_both_parties() -> None:
    asked = query_of(expulsion("Oman", recipients=("two Maltese consuls",)), TEXT)
    assert asked.sentence == "Oman expelled two Maltese consuls"
    assert asked.actor is not None
    assert asked.recipient is not None
    assert asked.actor.of(asked.sentence) == "Oman"
    assert asked.recipient.of(asked.sentence) == "two Maltese consuls"


def test_who_act_alike_are_asked_about_as_a_pair() -> None:
    asked = query_of(expulsion("Oman", "Muscat"), TEXT)
    assert asked.recipient is not None
    assert asked.recipient.of(asked.sentence) == "Muscat"


def test_a_recipient_alone_stays_the_recipient() -> None:
    asked = query_of(expulsion(recipients=("two Maltese consuls",)), TEXT)
    assert asked.actor is None
    assert asked.recipient is not None


def test_a_party_far_away_is_not_marked() -> None:
    far = replace(party("Oman"), span=Span(0, 4))
    text = "Oman is warm. " + "It rained. " * 50 + TEXT
    shift = len(text) - len(TEXT)
    evidence = where("expelled two Maltese consuls")
    moved = Span(evidence.start + shift, evidence.end + shift)
    one = replace(expulsion(), actors=(far,), evidence=moved)
    assert query_of(one, text).actor is None


def test_each_type_comes_with_the_meaning_of_its_likeliest_code() -> None:
    assert alternatives(READING) == (
        Alternative(type="SANCTION", chance=0.7, meaning="expelled diplomats of"),
        Alternative(type="none", chance=0.2, meaning="nothing passed between them"),
        Alternative(type="COERCE", chance=0.1, meaning=""),
    )
