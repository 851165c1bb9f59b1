from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.entry import EventLocation
from detente.model.event import EventType
from detente.model.happening import Event, Party, Quote, Source
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.web.figures import dyad as picture
from detente.web.figures.axis import TimeAxis
from detente.web.figures.dyad import IndexPoint, dyad_figure
from detente.web.figures.graph import graph_figure
from detente.web.figures.map import map_figure

DAY = date(2022, 10, 26)
SCORES = dict.fromkeys(EventType, 0.0) | {EventType.ASSAULT: -10.0, EventType.AID: 7.0}
SOURCE = Source(report_id="rep_1", article_id="art_1", outlet="Fjord Post")
EVENT = Event(
    id="evt_0", type=EventType.CONSULT, modes=(), contexts=(),
    actors=(Party(name="Norway", country_code="NOR"),),
    recipients=(Party(name="Chile", country_code="CHL"),),
    status=Status.HAPPENED, history=(), dating=None, location=None, report_ids=("rep_1",),
    article_ids=("art_1",), outlets=("Fjord Post",), n_origins=1, claimed_by=(),
    disagreements=(), quote=Quote(text="x", source=SOURCE), confidence=0.9,
)  # fmt: skip


def on(day: date, number: int = 0, n_days: int = 1, **more: object) -> Event:
    days = TimeInterval(day, day + timedelta(days=n_days))
    dating = Dating(interval=days, basis=DateBasis.EXPRESSION)
    return replace(EVENT, id=f"evt_{number}", dating=dating, **more)  # type: ignore[arg-type]


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(EventType)), max_size=60))
def test_every_dot_lies_in_the_picture(days: list[tuple[int, EventType]]) -> None:
    events = [
        on(DAY + timedelta(days=after), number, type=type_)
        for number, (after, type_) in enumerate(days)
    ]
    figure = dyad_figure(events, (), {}, SCORES)
    if figure is None:
        assert not events
        return
    assert len(figure.dots) == len(events)
    for dot in figure.dots:
        assert picture.LEFT <= dot.x <= picture.RIGHT
        assert picture.TOP - 1 <= dot.y <= picture.BOTTOM + 1


def test_plans_are_rings_claims_are_halves_denials_are_struck() -> None:
    events = [
        on(DAY, 0),
        on(DAY, 1, status=Status.PLANNED),
        on(DAY, 2, claimed_by=(SOURCE,)),
        on(DAY, 3, status=Status.DENIED),
    ]
    figure = dyad_figure(events, (), {}, SCORES)
    assert figure is not None
    assert [one.look for one in figure.dots] == ["full", "ring", "half", "struck"]


def test_a_date_that_is_unsure_has_a_whisker_over_its_days() -> None:
    figure = dyad_figure([on(DAY, 0, n_days=31), on(DAY, 1)], (), {}, SCORES)
    assert figure is not None
    wide, narrow = figure.dots
    assert wide.x2 - wide.x1 > 100
    assert narrow.x1 == narrow.x2


def test_what_is_long_past_is_counted_not_drawn_unless_asked_for() -> None:
    events = [on(date(1949, 3, 28), 0), on(DAY, 1)]
    figure = dyad_figure(events, (), {}, SCORES)
    assert figure is not None
    assert (len(figure.dots), figure.n_earlier) == (1, 1)
    whole = dyad_figure(events, (), {}, SCORES, first=date(1940, 1, 1))
    assert whole is not None
    assert len(whole.dots) == 2


def test_the_band_lies_around_the_line_and_weeks_stand_below() -> None:
    index = [
        IndexPoint(day=DAY + timedelta(days=n), value=1, low=-1, high=3) for n in (0, 9)
    ]
    weeks = {date(2022, 10, 24): 4, date(2022, 10, 31): 1}
    figure = dyad_figure(
        [on(DAY), on(DAY + timedelta(days=9), 1)], index, weeks, SCORES
    )
    assert figure is not None
    assert figure.line.startswith("M")
    assert figure.band.endswith("Z")
    assert [bar.height for bar in figure.bars] == [34.0, 8.5]


def test_without_dates_there_is_no_picture() -> None:
    assert dyad_figure([EVENT], (), {}, SCORES) is None


def test_an_answer_is_linked_to_what_it_answers() -> None:
    events = [on(DAY, 0), on(DAY + timedelta(days=3), 1)]
    figure = dyad_figure(
        events, (), {}, SCORES, responses=(("evt_1", "evt_0"), ("evt_1", "gone"))
    )
    assert figure is not None
    assert len(figure.links) == 1


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 60_000))
def test_ticks_lie_on_the_axis_in_order_and_are_few(first: date, n_days: int) -> None:
    axis = TimeAxis(first=first, last=first + timedelta(days=n_days), left=0, right=900)
    places = [tick.x for tick in axis.ticks()]
    assert places == sorted(places)
    assert len(places) <= 14
    assert all(0 <= x <= 900 for x in places)


def place(feature: str) -> EventLocation:
    return EventLocation(
        extracted_place="Ankara", resolved_place="Ankara", country_code="TUR",
        lat=39.9, lon=32.9, feature=feature,
    )  # fmt: skip


def test_a_country_is_no_place_on_a_map() -> None:
    events = [
        replace(EVENT, id="evt_1", location=place("city")),
        replace(EVENT, id="evt_2", location=place("city")),
        replace(EVENT, id="evt_3", location=place("country")),
        EVENT,
    ]
    figure = map_figure(events)
    assert [len(spot.rows) for spot in figure.spots] == [2]
    assert [row.event_id for row in figure.nowhere] == ["evt_3", "evt_0"]


def test_the_map_shows_every_spot() -> None:
    far = EventLocation(extracted_place="x", lat=-33.4, lon=-70.6, feature="city")
    figure = map_figure(
        [replace(EVENT, location=place("city")), replace(EVENT, location=far)]
    )
    x, y, width, height = figure.box
    assert len(figure.spots) == 2
    for spot in figure.spots:
        assert x <= spot.x <= x + width
        assert y <= spot.y <= y + height


@pytest.mark.parametrize("n", [0, 1, 2, 40, 320])
def test_a_graph_is_the_same_each_time_and_within_its_frame(n: int) -> None:
    names = [f"A{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(n)]
    events = [
        replace(EVENT, recipients=(Party(name=one, country_code=one),)) for one in names
    ]
    figure = graph_figure(events, {})
    assert figure == graph_figure(list(reversed(events)), {})
    assert len(figure.nodes) == min(300, n + 1 if n else 0)
    assert figure.n_left_out == max(0, n + 1 - 300)
    assert all(0 <= node.x <= 960 and 0 <= node.y <= 620 for node in figure.nodes)
