from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.event import EventType
from detente.model.status import Status
from detente.web.asked import LAST_DAY, Asked, BadQuestion

asked = st.builds(
    Asked,
    type=st.lists(st.sampled_from(EventType), unique=True).map(tuple),
    status=st.lists(st.sampled_from(Status), unique=True).map(tuple),
    voice=st.sampled_from((None, "own", "named", "unnamed")),
    outlet=st.none() | st.text(min_size=1).filter(str.strip),
    least=st.none() | st.floats(0, 1),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    as_of=st.none() | st.dates(max_value=LAST_DAY),
    page=st.integers(1, 999),
    rev=st.none() | st.text("0123456789", min_size=1),
)


@given(asked)
def test_an_address_gives_back_the_question_it_was_made_of(one: Asked) -> None:
    query = parse_qs(one.query().removeprefix("?"), keep_blank_values=True)
    assert Asked.of(query) == one


def test_a_change_goes_back_to_the_first_page() -> None:
    assert Asked(page=4).query(status=(Status.DENIED,)) == "?status=denied"
    assert Asked(page=4).query(page=5) == "?page=5"
    assert Asked().query() == ""


def test_an_empty_field_of_a_form_asks_nothing() -> None:
    assert Asked.of({"since": [""], "voice": [""], "type": [""]}) == Asked()


@pytest.mark.parametrize(
    "query",
    [
        {"type": ["NOPE"]}, {"status": ["gone"]}, {"voice": ["mine"]}, {"since": ["May"]},
        {"least": ["1.5"]}, {"least": ["nan"]}, {"page": ["0"]}, {"page": ["²"]},
        {"page": ["99999999999"]},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_names_its_field(query: dict[str, list[str]]) -> None:
    with pytest.raises(BadQuestion) as caught:
        Asked.of(query)
    assert caught.value.field == next(iter(query))


def test_only_filters_count_as_filtered() -> None:
    assert not Asked(as_of=date(2022, 1, 1), page=3).is_filtered
    assert Asked(since=date(2022, 1, 1)).is_filtered
