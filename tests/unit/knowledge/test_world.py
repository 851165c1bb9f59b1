from datetime import date

from detente.knowledge.calendar import load_calendar
from detente.knowledge.world import load_world
from detente.model.time import TimeInterval


def test_every_event_has_days_a_source_and_sound_countries() -> None:
    for event in load_world().events:
        assert event.interval.start < event.interval.end
        assert event.source
        assert all(len(c) == 3 and c.isupper() for c in event.countries)


def test_the_longest_name_in_a_text_wins() -> None:
    text = "They marked the Oslo II Accord, not Oslo I."
    found = [(span.of(text), event.id) for span, event in load_world().named_in(text)]
    assert found == [("Oslo II Accord", "oslo-2"), ("Oslo I", "oslo-accords")]


def test_capitals_of_a_name_count() -> None:
    assert not load_world().named_in("It was a new start for both.")
    assert load_world().named_in("They extended New START.")


def test_elections_are_found_by_country_and_days() -> None:
    autumn = TimeInterval(date(2022, 9, 1), date(2022, 12, 1))
    votes = load_world().elections_of(["ISR", "USA"], autumn)
    assert [v.interval.start for v in votes] == [date(2022, 11, 1), date(2022, 11, 8)]


def test_movable_days_fall_where_they_should() -> None:
    holidays = load_calendar().holidays
    days = {
        name: holidays[name].in_year(2022)
        for name in ("easter", "thanksgiving", "memorial day", "nowruz", "9/11")
    }
    assert days["easter"] == TimeInterval.day(date(2022, 4, 17))
    assert days["thanksgiving"] == TimeInterval.day(date(2022, 11, 24))
    assert days["memorial day"] == TimeInterval.day(date(2022, 5, 30))
    assert days["nowruz"] == TimeInterval(date(2022, 3, 20), date(2022, 3, 22))
    assert days["9/11"] is None
