"""What people say of the record: signed, undoable, kept through another coding."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypedDict

import pytest
from made import CHILE, NORWAY, PERU, article, coded, on, report, same
from stores import STORES, new_ledger

from detente import by_hand
from detente.by_hand import Right
from detente.ledger.joining import joined
from detente.ledger.read import Wanted
from detente.ledger.store import Ledger
from detente.model.entry import Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.problems import CorrectionRefused, NoSuchEntry
from detente.views.gold import gold_lines

TEXT = "Foreign Minister Anna Berg flew to Santiago on Wednesday."
VISIT = coded(article("a1", text=TEXT), report("rep_1", "a1", dating=on("2021-03-10")))
LATER = coded(
    article("a2", outlet="Andes Herald", text="Berg arrived in Chile."),
    report("rep_2", "a2", dating=on("2021-03-11")),
)
THIRD = coded(
    article("a3", outlet="Lima Daily", text="Berg is in Chile."),
    report("rep_3", "a3", dating=on("2021-03-10")),
)
LINK = same("rep_1", "rep_2")


class Signed(TypedDict):
    """Who corrects, and why."""

    by: str
    because: str


ADA: Signed = {"by": "Ada", "because": "read it again"}


@pytest.fixture(params=STORES)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    with new_ledger(request.param) as opened:
        opened.append(VISIT)
        opened.append(LATER, judgements=[LINK])
        yield opened
        state = b"".join(opened.export())
        assert opened.verify().is_sound, "the indexes are what the log says"
        opened.rebuild()
        assert b"".join(opened.export()) == state, "a replay gives the same"


def test_a_report_is_changed_and_the_change_undone(ledger: Ledger) -> None:
    before = b"".join(ledger.export())
    right = Right(type=EventType.AID, status=Status.PLANNED, date="2021-03-09")
    one = by_hand.change(ledger, "rep_1", right, **ADA)
    changed = ledger.report("rep_1")
    assert (changed.type, changed.status) == (EventType.AID, Status.PLANNED)
    assert changed.because[-1] == (
        "type, modes, status, dating corrected by Ada: read it again"
    )
    assert changed.quote == VISIT.reports[0].quote
    assert ledger.events()[0].status is Status.HAPPENED, "one of two reports"
    ledger.undo(one.id, by="Ada", because="no, it was right")
    assert b"".join(ledger.export()) == before
    assert [c.holds for c in ledger.corrections()] == [False, True]
    with pytest.raises(CorrectionRefused, match="undone already"):
        ledger.undo(one.id, by="Ada", because="again")


def test_a_whole_event_is_as_a_person_says_whatever_comes_later(
    ledger: Ledger,
) -> None:
    (event,) = ledger.events()
    by_hand.change(ledger, event.id, Right(date="2021-03", actors=["Peru"]), **ADA)
    third = same("rep_2", "rep_3")
    ledger.append(THIRD, judgements=[third])
    (now,) = ledger.events()
    assert len(now.report_ids) == 3
    assert now.dating is not None
    assert now.dating.interval.n_days == 31
    assert [party.country_code for party in now.actors] == ["PER"]
    assert ledger.events(Wanted(pair=("CHL", "PER"))) == [now]


def who_of(ledger: Ledger) -> list[list[str]]:
    (event,) = ledger.events()
    sides = (event.actors, event.recipients)
    return [[party.name for party in side] for side in sides]


def test_of_words_on_one_events_parties_the_newest_counts(ledger: Ledger) -> None:
    (event,) = ledger.events()
    before = who_of(ledger)
    first = by_hand.change(ledger, event.id, Right(actors=["Ukraine"]), **ADA)
    assert who_of(ledger) == [["Ukraine"], before[1]]
    newest = by_hand.change(ledger, event.id, Right(actors=["Moldova"]), **ADA)
    assert who_of(ledger) == [["Moldova"], before[1]]
    assert len(ledger.events(Wanted(pair=("CHL", "MDA")))) == 1
    by_hand.change(ledger, event.id, Right(recipients=["Peru"]), **ADA)
    assert who_of(ledger) == [["Moldova"], ["Peru"]]
    ledger.undo(newest.id, **ADA)
    assert who_of(ledger) == [["Ukraine"], ["Peru"]]
    ledger.undo(first.id, **ADA)
    assert who_of(ledger) == [before[0], ["Peru"]]


def test_who_is_set_to_no_state_of_the_table_and_back(ledger: Ledger) -> None:
    (event,) = ledger.events()
    before = who_of(ledger)
    by_hand.change(ledger, event.id, Right(actors=["Elbonia"]), **ADA)
    assert who_of(ledger) == [["Elbonia"], before[1]]
    by_hand.change(ledger, event.id, Right(actors=["Norway"]), **ADA)
    assert who_of(ledger) == [["Norway"], before[1]]
    assert len(ledger.events(Wanted(pair=("CHL", "NOR")))) == 1


def test_whom_a_person_named_stays_where_most_reports_name_another(
    ledger: Ledger,
) -> None:
    (event,) = ledger.events()
    by_hand.change(ledger, event.id, Right(actors=["Ukraine"]), **ADA)
    for number in range(3, 13):
        one = article(f"a{number}", outlet=f"Outlet {number}", text="Berg is there.")
        told = coded(one, report(f"rep_{number}", one.id, dating=on("2021-03-10")))
        ledger.append(told, judgements=[same("rep_1", f"rep_{number}")])
    assert who_of(ledger)[0] == ["Ukraine"]


def test_what_is_no_event_is_gone_until_undone(ledger: Ledger) -> None:
    one = by_hand.remove(ledger, "rep_1", **ADA)
    assert [event.report_ids for event in ledger.events()] == [("rep_2",)]
    assert [line["event"] for line in gold_lines(ledger)] == [None]
    ledger.undo(one.id[:9], by="Ben", because="it is one")
    assert [event.report_ids for event in ledger.events()] == [("rep_1", "rep_2")]


def test_a_person_parts_what_a_chain_of_the_linker_joins(ledger: Ledger) -> None:
    links = [same("rep_2", "rep_3"), same("rep_1", "rep_3")]
    ledger.append(THIRD, judgements=links)
    assert len(ledger.events()) == 1
    one = by_hand.judge(ledger, "rep_1", "rep_2", is_same=False, **ADA)
    ids = {event.report_ids for event in ledger.events()}
    assert not any({"rep_1", "rep_2"} <= set(found) for found in ids)
    assert len(ids) == 2
    newer = same("rep_1", "rep_2", by="linker 2")
    ledger.judge([newer])
    assert len(ledger.events()) == 2, "a newer linker does not undo a person's word"
    ledger.undo(one.id, **ADA)
    assert len(ledger.events()) == 1


def test_a_person_joins_what_no_linker_joined(ledger: Ledger) -> None:
    ledger.append(THIRD)
    one = by_hand.judge(ledger, "rep_1", "rep_3", is_same=True, **ADA)
    assert len(ledger.events()) == 1
    by_hand.judge(
        ledger, "rep_1", "rep_3", is_same=False, by="Ben", because="another visit"
    )
    assert len(ledger.events()) == 2, "the last of two people's words counts"
    ledger.undo(one.id, **ADA)
    assert len(ledger.events()) == 2


def test_an_event_is_added_by_hand_from_the_words_of_an_article(
    ledger: Ledger,
) -> None:
    right = Right(type=EventType.AGREE, actors=["Norway", "Luis Soto, CHL, president"])
    one = by_hand.add(ledger, "a1", "flew to Santiago", right, **ADA)
    added = ledger.reports_in("a1")[-1]
    assert TEXT[added.evidence.start : added.evidence.end] == "flew to Santiago"
    assert ledger.events(Wanted(types=(EventType.AGREE,)))[0].report_ids == (added.id,)
    (line,) = gold_lines(ledger)
    assert (line["event"], line["status"]) == ("AGREE", "happened")
    hits = ledger.search('"flew to Santiago" in:quote type:AGREE')
    assert [hit.report_id for hit in hits] == [added.id]
    ledger.append(coded(article("a1", text=TEXT), coder="detente 9"))
    assert [r.id for r in ledger.reports_in("a1")] == [added.id], "no coder undoes it"
    ledger.undo(one.id, **ADA)
    assert ledger.reports_in("a1") == []


def test_corrections_outlive_another_coding_with_other_ids(ledger: Ledger) -> None:
    by_hand.change(ledger, "rep_1", Right(status=Status.DENIED), **ADA)
    by_hand.judge(ledger, "rep_1", "rep_2", is_same=False, **ADA)
    newer = replace(VISIT.reports[0], id="rep_9", actors=(NORWAY,), confidence=0.4)
    judged = same("rep_2", "rep_9", by="linker 2")
    ledger.append(
        replace(VISIT, reports=(newer,), coder="detente 9"), judgements=[judged]
    )
    (now,) = ledger.reports_in("a1")
    assert (now.id, now.status, now.actors) == ("rep_9", Status.DENIED, (NORWAY,))
    assert len(ledger.events()) == 2


def test_a_place_that_is_coded_no_more_keeps_what_a_person_affirmed(
    ledger: Ledger,
) -> None:
    right = Right(status=Status.PLANNED, recipients=["CHL"])
    by_hand.change(ledger, "rep_1", right, **ADA)
    ledger.append(replace(VISIT, reports=(), coder="detente 9"))
    (now,) = ledger.reports_in("a1")
    assert (now.id, now.status) == ("rep_1", Status.PLANNED)
    other = coded(article("a1", text="Correction: she stayed."), coder="detente 9")
    ledger.append(other)
    assert ledger.reports_in("a1") == [], "another text is not what was read"


def test_of_two_corrections_of_one_place_the_later_counts(ledger: Ledger) -> None:
    first = by_hand.change(ledger, "rep_1", Right(type=EventType.AID), **ADA)
    second = by_hand.change(ledger, "rep_1", Right(type=EventType.REJECT), **ADA)
    assert (first.number, second.number) == (1, 2)
    assert ledger.report("rep_1").type is EventType.REJECT
    ledger.undo(second.id, **ADA)
    assert ledger.report("rep_1").type is EventType.AID
    by_hand.change(ledger, "rep_1", Right(type=EventType.REJECT), **ADA)
    assert ledger.report("rep_1").type is EventType.REJECT, "said again, it counts"


def test_what_cannot_be_taken_is_refused_with_the_reason(ledger: Ledger) -> None:
    with pytest.raises(CorrectionRefused, match="needs the name"):
        by_hand.remove(ledger, "rep_1", by=" ", because="")
    with pytest.raises(CorrectionRefused, match="nothing to change"):
        by_hand.change(ledger, "rep_1", Right(), **ADA)
    with pytest.raises(CorrectionRefused, match="no state is called 'Atlantis'"):
        by_hand.change(ledger, "rep_1", Right(actors=["Poseidon, Atlantis"]), **ADA)
    with pytest.raises(CorrectionRefused, match="written as EDTF"):
        by_hand.change(ledger, "rep_1", Right(date="last week"), **ADA)
    right = Right(type=EventType.AID, actors=["Peru"])
    with pytest.raises(CorrectionRefused, match="not in its text"):
        by_hand.add(ledger, "a1", "words of no article", right, **ADA)
    with pytest.raises(NoSuchEntry, match="event or report"):
        by_hand.remove(ledger, "a1", **ADA)
    with pytest.raises(NoSuchEntry, match="correction"):
        ledger.undo("cor_none", **ADA)
    assert ledger.corrections() == []


def test_what_people_looked_at_is_in_doubt_no_more(ledger: Ledger) -> None:
    assert [one.id for one in ledger.doubtful(5)] == ["rep_1", "rep_2"]
    by_hand.change(ledger, "rep_1", Right(recipients=["Chile"]), **ADA)
    assert [one.id for one in ledger.doubtful(5)] == ["rep_2"]


def test_a_list_of_doubts_goes_on_where_it_ended_also_among_equals(
    ledger: Ledger,
) -> None:
    first, second = ledger.doubtful(2)
    assert first.confidence == second.confidence
    assert ledger.doubtful(5, above=first.confidence) == []
    rest = ledger.doubtful(5, above=first.confidence, behind=first.id)
    assert rest == [second]
    by_hand.remove(ledger, first.id, **ADA)
    assert ledger.doubtful(5, above=first.confidence, behind=first.id) == [second]


def test_the_reports_of_many_events_are_one_question(ledger: Ledger) -> None:
    events = ledger.events()
    found = ledger.reports_of_all(one.id for one in events)
    assert found == {one.id: ledger.reports_of(one) for one in events}
    assert ledger.reports_of_all(["evt_none"]) == {"evt_none": []}


def test_the_surest_joins_come_first_when_some_are_barred() -> None:
    strong = replace(same("a", "c"), score=0.9)
    weak = replace(same("b", "c"), score=0.5)
    bar = same("a", "b", Verdict.DIFFERENT, by="person:Ada")
    for order in ([strong, weak, bar], [bar, weak, strong], [weak, bar, strong]):
        assert joined("abc", order) == {"a": "a", "b": "b", "c": "a"}
    assert joined("abc", [strong, weak]) == {"a": "a", "b": "a", "c": "a"}


def test_an_actor_is_read_from_a_few_words() -> None:
    assert by_hand.participant("PER").actor_id == PERU.actor_id
    assert by_hand.participant("Chile").country_code == CHILE.country_code
    soto = by_hand.participant("Luis Soto, Chile, president")
    assert (soto.country_code, soto.office) == ("CHL", "president")
    assert soto.span == Span(0, 0)
