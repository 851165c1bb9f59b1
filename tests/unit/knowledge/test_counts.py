"""The shipped tables are as wide as they are said to be."""

from datetime import date

import pytest

from detente.knowledge.actors import ActorTable, NameKind, load_actors
from detente.knowledge.members import load_members
from detente.knowledge.offices import OfficeTable, load_offices
from detente.model.actor import ActorKind
from detente.model.time import TimeInterval

HEADS_OF_STATE = ("president", "king", "emir", "sultan", "emperor", "supreme leader",
                  "pope", "grand duke", "queen", "governor-general", "leader")  # fmt: skip
# The days of the last years on which the four offices must have a holder.
LATE = [date(2022, 7, 1), *(date(y, m, 1) for y in (2023, 2024, 2025) for m in (1, 7))]
LATE += [date(2026, 1, 15), date(2026, 5, 10)]
MAIN = (
    "USA CAN MEX BRA ARG CHL COL VEN CUB GBR FRA DEU ITA ESP PRT NLD BEL SWE NOR DNK "
    "FIN POL HUN ROU BGR GRC TUR ISR LBN SYR JOR IRQ IRN SAU ARE QAT KWT YEM EGY LBY "
    "TUN DZA MAR SDN ETH KEN UGA RWA COD NGA ZAF ZWE PAK IND BGD LKA NPL MMR THA VNM "
    "MYS SGP IDN PHL CHN TWN KOR PRK JPN AUS NZL"
).split()


@pytest.fixture(scope="module")
def offices() -> OfficeTable:
    return load_offices()


@pytest.fixture(scope="module")
def actors(offices: OfficeTable) -> ActorTable:
    return load_actors(offices)


def has_leaders(offices: OfficeTable, state: str, day: date) -> bool:
    on = TimeInterval.day(day)
    is_led = any(offices.holders(office, state, on) for office in HEADS_OF_STATE)
    return is_led and bool(offices.holders("head of government", state, on))


def test_states_have_names_adjectives_codes_and_seats(actors: ActorTable) -> None:
    states = actors.countries.values()
    assert sum(bool(s.name and s.adjectives) for s in states) >= 230
    assert sum(s.cow is not None for s in states) >= 195
    assert sum(s.wikidata_id is not None for s in states) >= 240
    assert sum(bool(s.capitals) for s in states) >= 200
    assert actors.names_by_kind()[NameKind.SEAT] >= 240


def test_bodies_and_movements_are_many(actors: ActorTable) -> None:
    kinds = actors.actors_by_kind()
    assert kinds[ActorKind.BODY] >= 300
    assert kinds[ActorKind.MOVEMENT] >= 300
    assert len(load_members().bodies) >= 65


def test_terms_are_many(offices: OfficeTable) -> None:
    assert len(offices.terms.cells) >= 30_000
    assert len(offices.kinds) >= 140


def test_ninety_states_have_all_four_offices_since_mid_2022(
    offices: OfficeTable, actors: ActorTable
) -> None:
    full = [
        state
        for state in actors.countries
        if all(
            has_leaders(offices, state, day)
            and offices.holders("minister of foreign affairs", state, on)
            and offices.holders("minister of defence", state, on)
            for day in LATE
            for on in [TimeInterval.day(day)]
        )
    ]
    assert len(full) >= 90


def test_the_main_states_have_leaders_throughout_the_1990s(
    offices: OfficeTable,
) -> None:
    # Interregna: Algeria's of mid-1992.
    gaps = {
        (state, year)
        for state in MAIN
        for year in range(1990, 2000)
        if not has_leaders(offices, state, date(year, 7, 1))
    }
    assert gaps <= {("DZA", 1992)}
