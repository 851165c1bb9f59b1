from datetime import date

import pytest

from detente.knowledge.plain_words import load_plain_words
from detente.model.event import EventType
from detente.model.happening import Party
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.views.words import (
    MARKS,
    clip,
    count_words,
    date_words,
    interval_words,
    party_words,
    what_words,
)


def days(first: str, last: str) -> TimeInterval:
    return TimeInterval.days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (days("2022-10-26", "2022-10-26"), "26 Oct 2022"),
        (days("2022-10-26", "2022-10-28"), "26–28 Oct 2022"),
        (days("2022-09-30", "2022-10-02"), "30 Sep – 2 Oct 2022"),
        (days("2022-12-30", "2023-01-02"), "30 Dec 2022 – 2 Jan 2023"),
        (days("2022-09-01", "2022-09-30"), "Sep 2022"),
        (days("2022-07-01", "2022-09-30"), "Jul–Sep 2022"),
        (days("2022-12-01", "2023-01-31"), "Dec 2022 – Jan 2023"),
        (days("2018-01-01", "2018-12-31"), "2018"),
        (days("2016-01-01", "2018-12-31"), "2016–2018"),
        (days("2010-01-01", "2019-12-31"), "2010s"),
        (days("2011-01-01", "2023-03-09"), "2011 – 9 Mar 2023"),
        (TimeInterval(date.min, date(2022, 10, 26)), "before 26 Oct 2022"),
        (TimeInterval(date(2022, 10, 26), date.max), "from 26 Oct 2022"),
        (TimeInterval(date.min, date.max), "undated"),
    ],
)
def test_a_date_says_no_more_than_is_known(interval: TimeInterval, words: str) -> None:
    assert interval_words(interval) == words


def test_an_approximate_date_is_about() -> None:
    dating = Dating(
        interval=days("2022-08-01", "2022-08-31"),
        basis=DateBasis.INFERRED,
        approximate=True,
    )
    assert date_words(dating) == "about Aug 2022"
    assert date_words(dating, year=2022) == "about Aug"
    assert date_words(None) == "undated"


def test_people_come_with_country_and_office_and_states_alone() -> None:
    berg = Party(
        name="Anna Berg",
        country_code="NOR",
        sector_code="GOV",
        office="minister of foreign affairs",
    )
    assert party_words(berg) == "Anna Berg (NOR, minister of foreign affairs)"
    assert party_words(Party(name="Chile", country_code="CHL")) == "Chile"
    envoy = Party(name="Norwegian envoy", country_code="NOR", office="special envoy")
    assert party_words(envoy) == "Norwegian envoy (NOR)"
    assert party_words(Party(name="the gang")) == "the gang"


def test_the_act_says_more_than_the_mode_and_the_mode_than_the_type() -> None:
    sanction = EventType.SANCTION
    assert what_words(sanction, ["withdraw"], "recall-ambassador") == (
        "recall of ambassador"
    )
    assert what_words(sanction, ["expel"], "unknown-act") == "expulsion"
    assert what_words(sanction, [], None) == "sanctions"
    assert what_words(sanction, ["shun"], None) == "sanctions (shun)"


def test_every_type_has_its_word_and_every_status_two_marks() -> None:
    assert set(load_plain_words().types) == set(EventType)
    assert len({mark for mark, _ in MARKS.values()}) == len(MARKS)
    assert all(len(plain) == 1 and plain.isascii() for _, plain in MARKS.values())


def test_counts_read_as_english() -> None:
    assert count_words(1, "story") == "1 story"
    assert count_words(2, "story") == "2 stories"
    assert count_words(1200, "event") == "1,200 events"


def test_a_long_quote_is_cut_at_words_around_its_focus() -> None:
    text = " ".join(f"word{i}" for i in range(60))
    assert clip("short", 50) == "short"
    front = clip(text, 60)
    assert front.endswith("…")
    assert len(front) <= 60
    focus = text.index("word45")
    around = clip(text, 80, focus=focus)
    assert around.startswith("…word")
    assert "word45" in around
    assert len(around) <= 82
    assert "word59" in clip(text, 80, focus=text.index("word59"))
