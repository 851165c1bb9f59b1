"""What some tell and others leave out is no dispute; figures of a story are compared."""

from dataclasses import replace

from made import BERG, CHILE, NORWAY, article, on, person, report, same

from detente.ledger.fold import fold
from detente.ledger.story_figures import story_figures
from detente.model.article import Article
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.happening import Disputed, Event


def one_event(*reports: Report) -> Event:
    articles = [
        article(one.article_id, outlet=f"Outlet {one.article_id}") for one in reports
    ]
    judged = [same(reports[0].id, one.id) for one in reports[1:]]
    (event,) = fold(reports, judged, articles)
    return event


def told(event: Event) -> dict[Disputed, set[str]]:
    return {
        one.field: {claim.value for claim in one.claims} for one in event.told_by_some
    }


def test_a_name_that_one_outlet_gives_is_no_dispute() -> None:
    event = one_event(
        report("rep_1", "a1", actors=(BERG,)),
        report("rep_2", "a2", actors=(NORWAY,)),
    )
    assert told(event)[Disputed.NAME] == {"Anna Berg", "not named"}
    assert not event.disagreements


def test_a_date_that_one_outlet_gives_is_no_dispute() -> None:
    event = one_event(
        report("rep_1", "a1", dating=on("2021-03-10")), report("rep_2", "a2")
    )
    assert told(event)[Disputed.DATE] == {"2021-03-10", "no date"}
    assert not event.disagreements


def test_an_amount_that_one_outlet_gives_is_no_dispute() -> None:
    event = one_event(
        report("rep_1", "a1", quote="sent 16 tonnes of flour"),
        report("rep_2", "a2", quote="sent flour"),
    )
    assert told(event)[Disputed.FIGURE] == {"16 tonnes", "not given"}


def test_one_outlet_alone_leaves_nothing_out() -> None:
    event = one_event(report("rep_1", "a1", actors=(BERG,)))
    assert event.told_by_some == ()


def test_amounts_of_one_measure_are_disputed() -> None:
    event = one_event(
        report("rep_1", "a1", quote="a loan of $300 million"),
        report("rep_2", "a2", quote="a loan of $450 million"),
    )
    (dispute,) = event.disagreements
    assert dispute.field is Disputed.FIGURE
    assert {one.value for one in dispute.claims} == {"$300 million", "$450 million"}


def test_more_than_a_thousand_does_not_dispute_more() -> None:
    event = one_event(
        report("rep_1", "a1", quote="more than 1,000 people were killed"),
        report("rep_2", "a2", quote="1,150 people were killed"),
    )
    assert not event.disagreements


def test_two_doers_of_one_state_are_disputed() -> None:
    head = person("Ola Dahl", "NOR", "prime minister")
    event = one_event(
        report("rep_1", "a1", type=EventType.SANCTION, actors=(BERG,)),
        report("rep_2", "a2", type=EventType.SANCTION, actors=(head,)),
    )
    assert Disputed.ACTOR in {one.field for one in event.disagreements}


def test_two_of_one_state_may_both_accuse() -> None:
    head = person("Ola Dahl", "NOR", "prime minister")
    event = one_event(
        report("rep_1", "a1", type=EventType.ACCUSE, actors=(BERG,)),
        report("rep_2", "a2", type=EventType.ACCUSE, actors=(head,)),
    )
    assert not event.disagreements


def test_a_replaced_report_does_not_count() -> None:
    reports = [
        report("rep_1", "a1", quote="sent 14 tonnes", recipients=(CHILE,)),
        report("rep_2", "a2", quote="sent 40 tonnes", recipients=(CHILE,)),
    ]
    articles = [article("a1"), article("a2")]
    judged = [same("rep_1", "rep_2")]
    (event,) = fold(reports, judged, articles, versions={"a1": "a2"})
    assert event.replaced_ids == ("rep_1",)
    assert event.report_ids == ("rep_1", "rep_2")
    assert (event.n_origins, event.is_withdrawn) == (1, False)
    assert not event.disagreements


def test_what_the_outlet_took_back_is_withdrawn() -> None:
    (event,) = fold([report("rep_1", "a1")], [], [article("a1")], versions={"a1": "a9"})
    assert event.is_withdrawn


def quake(id: str, words: str) -> Article:
    return replace(article(id, outlet=f"Outlet {id}", text=words), path=None)


def test_figures_of_a_story_are_compared_across_outlets() -> None:
    found = story_figures(
        [
            quake("a1", "A magnitude 6.1 quake killed more than 1,000 people."),
            quake("a2", "A 5.9-magnitude quake killed 1,150 people."),
        ],
        {},
    )
    assert [one.measure for one in found] == ["magnitude"]
    assert found[0].versions == (
        ("5.9-magnitude", ("Outlet a2",)),
        ("magnitude 6.1", ("Outlet a1",)),
    )


def test_copies_of_one_text_do_not_differ() -> None:
    texts = [quake("a1", "killed 12 people"), quake("a2", "killed 15 people")]
    assert story_figures(texts, {})
    assert not story_figures(texts, {"a1": "a1", "a2": "a1"})
