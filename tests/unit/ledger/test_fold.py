from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import (
    BERG,
    CHILE,
    NORWAY,
    PERU,
    SOTO,
    article,
    on,
    person,
    place,
    report,
    said_by,
    same,
    within,
)

from detente.ledger.fold import fold
from detente.model.article import Article
from detente.model.edtf import from_edtf
from detente.model.entry import Judgement, Report, Verdict
from detente.model.event import EventType
from detente.model.happening import Disputed, Event
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval


def one_event(
    reports: list[Report],
    articles: list[Article] | None = None,
    copies: dict[str, str] | None = None,
) -> Event:
    """Fold reports that are all judged the same."""
    ids = [one.id for one in reports]
    judged = [same(a, b) for a, b in pairwise(ids)]
    (event,) = fold(reports, judged, articles or [], copies=copies or {})
    return event


def day(text: str) -> TimeInterval:
    return TimeInterval.day(date.fromisoformat(text))


# ---------------------------------------------------------------- identity


statuses = st.sampled_from(list(Status))
datings = st.sampled_from(
    [None, on("2021-03-10"), on("2021-03-11"), within("2021-03-01", "2021-03-31")]
)
people = st.lists(st.sampled_from([NORWAY, CHILE, PERU, BERG, SOTO]), max_size=3)


@st.composite
def worlds(
    draw: st.DrawFn,
) -> tuple[list[Report], list[Judgement], list[Article], dict[str, str]]:
    reports = [
        report(
            f"rep_{i}",
            f"a{draw(st.integers(0, 4))}",
            type=draw(st.sampled_from(list(EventType)[:3])),
            actors=tuple(dict.fromkeys(draw(people))),
            recipients=tuple(dict.fromkeys(draw(people))),
            status=draw(statuses),
            dating=draw(datings),
            dead=draw(st.sampled_from([None, 2, 5])),
        )
        for i in range(draw(st.integers(1, 8)))
    ]
    pair = st.tuples(st.integers(0, 9), st.integers(0, 9))
    judged = [same(f"rep_{a}", f"rep_{b}") for a, b in draw(st.lists(pair, max_size=6))]
    undone = [
        same(one.left, one.right, Verdict.DIFFERENT, by="ada", supersedes=one.id)
        for one in judged[:1]
    ]
    articles = [article(f"a{i}", outlet=f"Outlet {i % 3}") for i in range(4)]
    return reports, [*judged, *undone], articles, {"a1": "a0", "a2": "a0"}


@settings(max_examples=40, deadline=None, database=None)
@given(worlds(), st.integers(0, 1000))
def test_folding_ignores_order_and_repetition(
    world: tuple[list[Report], list[Judgement], list[Article], dict[str, str]],
    seed: int,
) -> None:
    reports, judged, articles, copies = world
    expected = fold(reports, judged, articles, copies=copies)
    mixed = [list(part) * 2 for part in (reports, judged, articles)]
    for part in mixed:
        Random(seed).shuffle(part)
    assert fold(mixed[0], mixed[1], mixed[2], copies=copies) == expected  # type: ignore[arg-type]
    assert sorted(one for event in expected for one in event.report_ids) == sorted(
        one.id for one in reports
    )


def test_an_event_keeps_its_id_when_later_reports_join_it() -> None:
    first, second = report("rep_1"), report("rep_2", "a2")
    (alone,) = fold([first], [], [])
    (both,) = fold([second, first], [same("rep_1", "rep_2")], [])
    assert alone.id == both.id
    assert alone.id.startswith("evt_")


def test_an_undone_judgement_joins_nothing() -> None:
    link = same("rep_1", "rep_2")
    apart = same("rep_1", "rep_2", Verdict.DIFFERENT, by="ada", supersedes=link.id)
    reports = [report("rep_1"), report("rep_2", "a2")]
    assert len(fold(reports, [link], [])) == 1
    assert len(fold(reports, [apart, link], [])) == 2


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.UNSURE])
def test_only_same_joins(verdict: Verdict) -> None:
    reports = [report("rep_1"), report("rep_2", "a2")]
    assert len(fold(reports, [same("rep_1", "rep_2", verdict)], [])) == 2


def test_a_judgement_on_an_unknown_report_does_no_harm() -> None:
    (event,) = fold([report("rep_1")], [same("rep_1", "rep_0")], [])
    assert event.report_ids == ("rep_1",)


# ---------------------------------------------------------------- origins


def test_near_copies_are_one_origin() -> None:
    reports = [report(f"rep_{i}", f"a{i}") for i in range(3)]
    articles = [article(f"a{i}", outlet=f"Outlet {i}") for i in range(3)]
    event = one_event(reports, articles, {"a0": "a0", "a1": "a0"})
    assert (len(event.outlets), event.n_origins) == (3, 2)


def test_agency_copy_and_the_agency_are_one_origin() -> None:
    reports = [report(f"rep_{i}", f"a{i}") for i in range(4)]
    articles = [
        article("a0", outlet="Wire"),
        article("a1", outlet="Fjord Post", syndicated_from="Wire"),
        article("a2", outlet="Andes Herald", syndicated_from="wire"),
        article("a3", outlet="Lima Daily"),
    ]
    assert one_event(reports, articles).n_origins == 2


# ---------------------------------------------------------------- when


def test_the_date_is_what_all_allow() -> None:
    wide = report("rep_1", "a1", dating=within("2021-03-01", "2021-03-31"))
    narrow = report("rep_2", "a2", dating=within("2021-03-29", "2021-04-02"))
    event = one_event([wide, narrow])
    assert event.dating is not None
    assert event.dating.interval == TimeInterval(date(2021, 3, 29), date(2021, 4, 1))
    assert event.disagreements == ()


def test_a_stronger_basis_is_not_widened_by_a_weaker_one() -> None:
    firm = report("rep_1", "a1", dating=on("2021-03-10"))
    weak = report("rep_2", "a2", dating=on("2021-03-14", DateBasis.PUBLICATION))
    event = one_event([firm, weak])
    assert event.dating is not None
    assert event.dating.interval == day("2021-03-10")
    assert event.dating.basis is DateBasis.EXPRESSION


def test_the_days_that_most_origins_name_count() -> None:
    dates = ("2021-03-10", "2021-03-10", "2021-03-12")
    reports = [report(f"rep_{i}", f"a{i}", dating=on(d)) for i, d in enumerate(dates)]
    event = one_event(reports)
    assert event.dating is not None
    assert event.dating.interval == day("2021-03-10")
    (dispute,) = event.disagreements
    assert dispute.field is Disputed.DATE
    assert [claim.value for claim in dispute.claims] == ["2021-03-10", "2021-03-12"]


def test_two_that_contradict_each_other_leave_all_days_between() -> None:
    reports = [
        report("rep_1", "a1", dating=on("2021-03-10")),
        report("rep_2", "a2", dating=on("2021-03-12")),
    ]
    event = one_event(reports)
    assert event.dating is not None
    assert event.dating.interval == TimeInterval(date(2021, 3, 10), date(2021, 3, 13))


def test_copies_do_not_outvote_and_do_not_disagree() -> None:
    reports = [
        report("rep_1", "a1", dating=on("2021-03-10")),
        report("rep_2", "a2", dating=on("2021-03-11")),
        report("rep_3", "a3", dating=on("2021-03-11")),
    ]
    event = one_event(reports, copies={"a2": "a2", "a3": "a2"})
    assert event.dating is not None
    assert event.dating.interval.n_days == 2
    all_copies = one_event(reports, copies={"a1": "x", "a2": "x", "a3": "x"})
    assert all_copies.disagreements == ()


def test_a_visit_that_took_place_is_dated_by_those_who_saw_it() -> None:
    plan = report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-09"))
    seen = report("rep_2", "a2", dating=on("2021-03-10"))
    event = one_event([plan, seen])
    assert event.dating is not None
    assert event.dating.interval == day("2021-03-10")
    assert event.disagreements == (), "plans change"


def test_a_plan_narrows_what_only_publication_bounds() -> None:
    plan = report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-10"))
    bound = Dating(
        interval=TimeInterval(date.min, date(2021, 3, 12)), basis=DateBasis.PUBLICATION
    )
    event = one_event([plan, report("rep_2", "a2", dating=bound)])
    assert event.dating is not None
    assert event.dating.interval == day("2021-03-10")


def test_no_date_stays_none() -> None:
    assert one_event([report()]).dating is None


# ---------------------------------------------------------------- whether


def told(*steps: tuple[str, Status]) -> Event:
    reports = [
        report(f"rep_{i}", f"a{i}", status=status)
        for i, (_, status) in enumerate(steps)
    ]
    articles = [
        article(f"a{i}", outlet=f"Outlet {i}", published=published)
        for i, (published, _) in enumerate(steps)
    ]
    return one_event(reports, articles)


def test_a_plan_becomes_a_fact_and_the_history_is_kept() -> None:
    event = told(("2021-03-11", Status.HAPPENED), ("2021-03-08", Status.PLANNED))
    assert event.status is Status.HAPPENED
    assert [(s.status, s.sources[0].outlet) for s in event.history] == [
        (Status.PLANNED, "Outlet 1"),
        (Status.HAPPENED, "Outlet 0"),
    ]
    assert event.disagreements == ()


def test_a_later_look_back_at_the_plan_undoes_nothing() -> None:
    event = told(("2021-03-11", Status.HAPPENED), ("2021-03-20", Status.PLANNED))
    assert event.status is Status.HAPPENED


def test_a_plan_that_is_called_off_is_cancelled() -> None:
    event = told(("2021-03-08", Status.PLANNED), ("2021-03-09", Status.CANCELLED))
    assert event.status is Status.CANCELLED
    assert event.disagreements == ()


def test_called_off_and_planned_again_is_planned() -> None:
    event = told(
        ("2021-03-08", Status.PLANNED),
        ("2021-03-09", Status.CANCELLED),
        ("2021-03-12", Status.PLANNED),
    )
    assert event.status is Status.PLANNED


def test_what_is_under_way_and_then_over_has_happened() -> None:
    event = told(("2021-03-08", Status.ONGOING), ("2021-03-12", Status.HAPPENED))
    assert event.status is Status.HAPPENED


def test_a_denial_after_the_report_is_a_dispute() -> None:
    event = told(("2021-03-08", Status.HAPPENED), ("2021-03-09", Status.DENIED))
    assert event.status is Status.HAPPENED
    (dispute,) = event.disagreements
    assert dispute.field is Disputed.STATUS
    assert {claim.value for claim in dispute.claims} == {"happened", "denied"}


def test_more_independent_denials_than_reports_deny_it() -> None:
    event = told(
        ("2021-03-08", Status.HAPPENED),
        ("2021-03-09", Status.DENIED),
        ("2021-03-09", Status.DENIED),
    )
    assert event.status is Status.DENIED


def test_a_maybe_does_not_shake_a_plan() -> None:
    event = told(("2021-03-08", Status.PLANNED), ("2021-03-09", Status.HYPOTHETICAL))
    assert event.status is Status.PLANNED


# ---------------------------------------------------------------- who


def test_a_state_gives_way_to_who_acts_for_it() -> None:
    reports = [
        report("rep_1", "a1", actors=(NORWAY,)),
        report("rep_2", "a2", actors=(BERG,)),
    ]
    event = one_event(reports)
    assert [party.name for party in event.actors] == ["Anna Berg"]
    assert event.actors[0].office == "minister of foreign affairs"
    assert event.dyads == (("CHL", "NOR"),)


def test_a_state_gives_way_to_its_minister_on_the_other_side() -> None:
    reports = [
        report("rep_1", "a1", actors=(NORWAY, CHILE), recipients=()),
        report("rep_2", "a2", actors=(BERG,), recipients=(SOTO,)),
        report("rep_3", "a3", actors=(BERG,), recipients=(SOTO,)),
        report("rep_4", "a4", actors=(CHILE, BERG), recipients=(SOTO,)),
    ]
    event = one_event(reports)
    assert [party.name for party in event.actors] == ["Anna Berg"]
    assert [party.name for party in event.recipients] == ["Luis Soto"]


def test_a_title_beside_its_holder_is_nobody_else() -> None:
    title = person("the foreign minister", "NOR", "minister of foreign affairs")
    event = one_event([report("rep_1", "a1", recipients=(CHILE, title))])
    assert [party.name for party in event.actors] == ["Anna Berg"]
    assert [party.name for party in event.recipients] == ["Chile"]


def test_a_name_without_its_entry_is_the_same_person() -> None:
    bare = replace(BERG, actor_id=None, office=None)
    reports = [
        report("rep_1", "a1", actors=(BERG,)),
        report("rep_2", "a2", actors=(bare,)),
    ]
    (party,) = one_event(reports).actors
    assert (party.office, party.n_origins) == ("minister of foreign affairs", 2)


def test_one_name_of_two_entries_is_no_dispute() -> None:
    twin = replace(BERG, actor_id="person:another Anna Berg")
    reports = [
        report("rep_1", "a1", actors=(BERG,)),
        report("rep_2", "a2", actors=(twin,)),
    ]
    assert one_event(reports).disagreements == ()


def test_one_slip_among_many_is_no_participant() -> None:
    reports = [report(f"rep_{i}", f"a{i}", actors=(BERG,)) for i in range(5)]
    slip = report("rep_9", "a9", actors=(BERG, PERU))
    event = one_event([*reports, slip])
    assert [party.name for party in event.actors] == ["Anna Berg"]


def test_met_and_hosted_makes_both_actors() -> None:
    reports = [
        report("rep_1", "a1", actors=(BERG,), recipients=(SOTO,)),
        report("rep_2", "a2", actors=(SOTO,), recipients=(BERG,)),
    ]
    event = one_event(reports)
    assert {party.name for party in event.actors} == {"Anna Berg", "Luis Soto"}
    assert event.recipients == ()
    assert event.dyads == (("CHL", "NOR"),)


def test_a_reciprocal_report_takes_the_direction_of_the_others() -> None:
    reports = [
        report("rep_1", "a1", actors=(BERG, SOTO), recipients=()),
        report("rep_2", "a2", actors=(BERG,), recipients=(SOTO,)),
    ]
    event = one_event(reports)
    assert [party.name for party in event.actors] == ["Anna Berg"]
    assert [party.name for party in event.recipients] == ["Luis Soto"]


# ---------------------------------------------------------------- the rest


def test_two_names_for_one_office_are_disputed() -> None:
    other = person("Kari Dahl", "NOR", "minister of foreign affairs")
    reports = [
        report("rep_1", "a1", actors=(BERG,)),
        report("rep_2", "a2", actors=(other,)),
    ]
    (dispute,) = one_event(reports).disagreements
    assert dispute.field is Disputed.NAME
    assert [claim.value for claim in dispute.claims] == ["Anna Berg", "Kari Dahl"]


def test_an_office_without_a_name_disputes_no_name() -> None:
    minister = replace(NORWAY, office="minister of foreign affairs")
    title = person("the foreign minister", "NOR", "minister")
    reports = [
        report("rep_1", "a1", actors=(BERG,)),
        report("rep_2", "a2", actors=(minister,)),
        report("rep_3", "a3", actors=(title,)),
    ]
    event = one_event(reports)
    assert event.disagreements == ()
    assert [(party.name, party.n_origins) for party in event.actors] == [
        ("Anna Berg", 3)
    ]


def test_two_that_stand_together_are_two() -> None:
    deputy = person("Kari Dahl", "NOR", "minister of foreign affairs")
    event = one_event([report("rep_1", "a1", actors=(BERG, deputy))])
    assert len(event.actors) == 2


def test_counts_differ_and_the_highest_stands() -> None:
    reports = [report("rep_1", "a1", dead=2), report("rep_2", "a2", dead=5)]
    event = one_event(reports)
    assert event.dead == 5
    (dispute,) = event.disagreements
    assert (dispute.field, len(dispute.claims)) == (Disputed.DEAD, 2)


def test_far_apart_is_another_place_and_near_is_not() -> None:
    santiago = place("Santiago", "CHL", -33.45, -70.66)
    near = place("Puente Alto", "CHL", -33.6, -70.58)
    far = place("Arica", "CHL", -18.48, -70.33)
    first = report("rep_1", "a1", location=santiago)
    assert one_event([first, report("rep_2", "a2", location=near)]).disagreements == ()
    (dispute,) = one_event([first, report("rep_2", "a2", location=far)]).disagreements
    assert dispute.field is Disputed.PLACE


def test_a_country_does_not_contradict_a_town_in_it() -> None:
    santiago = place("Santiago", "CHL", -33.45, -70.66)
    chile = type(santiago)(
        extracted_place="Chile",
        resolved_place="Chile",
        country_code="CHL",
        feature="country",
    )
    event = one_event(
        [
            report("rep_1", "a1", location=chile),
            report("rep_2", "a2", location=santiago),
        ]
    )
    assert event.disagreements == ()
    assert event.location == santiago


def test_claimed_only_names_the_speakers_once() -> None:
    reports = [
        report(f"rep_{i}", f"a{i}", says=(said_by("Luis Soto"),)) for i in range(2)
    ]
    assert [one.speaker for one in one_event(reports).claimed_by] == ["Luis Soto"]
    own_voice = report("rep_9", "a9")
    assert one_event([*reports, own_voice]).claimed_by == ()


def test_the_quote_is_of_the_body_and_of_readable_length() -> None:
    long = "The visit, which " + "was long planned and " * 20 + "took place."
    reports = [
        report("rep_1", "a1", quote="Berg in Chile"),
        report("rep_2", "a2", quote=long, confidence=0.99),
        report("rep_3", "a3", quote="Anna Berg landed in Santiago late on Wednesday"),
    ]
    quote = one_event(reports, [article("a3", outlet="Lima Daily")]).quote
    assert quote.text.startswith("Anna Berg landed")
    assert quote.source.outlet == "Lima Daily"


def test_the_type_with_most_origins_counts() -> None:
    reports = [
        report("rep_1", "a1", type=EventType.CONSULT, modes=("visit",)),
        report("rep_2", "a2", type=EventType.CONSULT, modes=()),
        report("rep_3", "a3", type=EventType.AGREE, modes=()),
    ]
    event = one_event(reports)
    assert (event.type, event.modes) == (EventType.CONSULT, ("visit",))


def test_the_quote_is_of_a_report_with_a_day_of_its_own() -> None:
    reports = [
        report(
            "rep_1", "a1", quote="Berg also spoke of trade with her hosts in Santiago",
            dating=on("2021-03-12", DateBasis.PUBLICATION),
        ),
        report(
            "rep_2", "a2", quote="Berg met her Chilean counterpart on Wednesday",
            dating=on("2021-03-10"),
        ),
    ]  # fmt: skip
    assert one_event(reports).quote.text.endswith("Wednesday")


def test_a_name_written_otherwise_is_no_dispute() -> None:
    office = "minister of foreign affairs"
    for name in ("Anna K. Berg", "Anne Bergh", "Berg", "Dr Anna Berg Jr."):
        other = person(name, "NOR", office)
        reports = [
            report("rep_1", "a1", actors=(BERG,)),
            report("rep_2", "a2", actors=(other,)),
        ]
        assert one_event(reports).disagreements == (), name


def test_words_for_people_are_no_names_to_quarrel_over() -> None:
    reports = [
        report("rep_1", "a1", actors=(person("senator", "NOR", "senator"),)),
        report("rep_2", "a2", actors=(person("Ola Dahl", "NOR", "senator"),)),
        report("rep_3", "a3", actors=(person("Liv Moe", "NOR", "senator"),)),
    ]
    assert one_event(reports).disagreements == ()


def test_an_origin_that_gives_both_days_takes_no_side() -> None:
    reports = [
        report("rep_1", "a1", dating=on("2021-03-10")),
        report("rep_2", "a2", dating=on("2021-03-11")),
        report("rep_3", "a2", dating=on("2021-03-10")),
    ]
    assert one_event(reports).disagreements == ()


def test_a_part_of_the_dead_does_not_dispute_all() -> None:
    reports = [
        report("rep_1", "a1", dead=20, quote="a raid that killed 20 children"),
        report("rep_2", "a2", dead=26, quote="a raid in which 26 people were killed"),
    ]
    assert one_event(reports).disagreements == ()


def test_what_may_happen_has_no_toll_to_dispute() -> None:
    reports = [
        report("rep_1", "a1", dead=20),
        report("rep_2", "a2", dead=26, status=Status.HYPOTHETICAL),
    ]
    assert one_event(reports).disagreements == ()


def test_a_denial_in_the_outlets_own_voice_beside_a_plan_is_no_dispute() -> None:
    reports = [
        report("rep_1", "a1", status=Status.PLANNED),
        report("rep_2", "a1", status=Status.DENIED),
    ]
    assert one_event(reports).disagreements == ()
    said = [
        report("rep_1", "a1"),
        report("rep_2", "a1", status=Status.DENIED, says=(said_by("Luis Soto"),)),
    ]
    (dispute,) = one_event(said).disagreements
    assert dispute.field is Disputed.STATUS


def test_a_visit_of_other_days_is_disputed_though_one_day_is_in_both() -> None:
    def during(days: str) -> Dating:
        return replace(on("2021-03-06"), interval=from_edtf(days))

    def visits(first: str, second: str) -> Event:
        kind = EventType.CONSULT
        return one_event(
            [
                report("rep_1", "a1", type=kind, dating=during(first)),
                report("rep_2", "a2", type=kind, dating=during(second)),
            ]
        )

    (dispute,) = visits("2021-03-06/2021-03-07", "2021-03-07/2021-03-08").disagreements
    assert dispute.field is Disputed.DATE
    assert not visits("2021-03-06/2021-03-07", "2021-03-07").disagreements
    assert not visits("2021-03-01/2021-03-07", "2021-03-07/2021-03-10").disagreements


def test_what_was_called_off_has_the_day_that_was_planned() -> None:
    bound = replace(on("2021-03-02"), basis=DateBasis.PUBLICATION)
    reports = [
        report("rep_1", "a1", status=Status.PLANNED, dating=on("2021-03-10")),
        report("rep_2", "a2", status=Status.CANCELLED, dating=on("2021-03-03")),
        report("rep_3", "a3", status=Status.CANCELLED, dating=bound),
    ]
    event = one_event(reports)
    assert event.status is Status.CANCELLED
    assert event.dating is not None
    assert event.dating.interval == on("2021-03-10").interval
