"""The user's own table of office holders, in the place of the one that ships."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from detente.knowledge.actors import load_actors
from detente.knowledge.everything import data_digest
from detente.knowledge.held import Held
from detente.knowledge.office_rows import read_held
from detente.knowledge.offices import load_offices
from detente.knowledge.synced import ABOUT, TABLE, Synced, read_synced, write_synced
from detente.knowledge.validity import too_old_for
from detente.model.time import TimeInterval
from detente.problems import DataError
from detente.sync.run import merged, table_of

NEW = Held(
    qid="Q990000001", person="Akossiwa Testova", office="minister of agriculture",
    country="TGO", start="2025-02-03", end="", position="Q1",
)  # fmt: skip
MACRON = Held(
    qid="Q3052772", person="Emmanuel Macron", office="president", country="FRA",
    start="2019-01-01", end="", position="Q191954",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a table in which two terms are new."""
    folder = tmp_path_factory.mktemp("data")
    text = table_of(merged(tuple(read_held(None)), [NEW, MACRON]))
    until = date(2026, 11, 1)
    write_synced(folder, Synced(text=text, until=until, endpoint="http://x.example"))
    return folder


def test_a_fetched_term_is_known_and_everything_else_stays(folder: Path) -> None:
    offices = load_offices(folder)
    on = TimeInterval.day(date(2025, 6, 1))
    first = offices.holders("minister of agriculture", "TGO", on)[0]
    assert first.person == "Akossiwa Testova"
    shipped = {term.person_id for term in load_offices().holders("president", "USA")}
    assert {t.person_id for t in offices.holders("president", "USA")} == shipped


def test_curated_rows_stand_above_what_was_fetched(folder: Path) -> None:
    on = TimeInterval.day(date(2020, 1, 1))
    terms = load_offices(folder).holders("president", "FRA", on)
    assert [(t.person, t.source) for t in terms] == [
        ("Emmanuel Macron", "curated 2026-11")
    ]


def test_what_ships_is_not_touched(folder: Path) -> None:
    assert not load_offices().people_named("Akossiwa Testova")
    assert data_digest(folder) != data_digest()


def test_a_worker_process_reads_the_same_table(folder: Path) -> None:
    offices = pickle.loads(pickle.dumps(load_offices(folder)))
    assert offices.people_named("Akossiwa Testova")
    actors = pickle.loads(pickle.dumps(load_actors(load_offices(folder))))
    (hit,) = actors.find_names("Akossiwa Testova left.")
    assert hit.actor.country == "TGO"


def test_a_newer_table_stops_the_warning(folder: Path) -> None:
    news = [date(2026, 11, 20)]
    assert "knowledge sync" in too_old_for(news)
    assert "2026-11-20" in too_old_for(news)
    assert not too_old_for(news, read_synced(folder))
    assert not too_old_for([date(2024, 1, 1)])


def test_a_table_that_was_changed_by_hand_is_not_read(tmp_path: Path) -> None:
    text = table_of([NEW])
    day = date(2026, 11, 1)
    write_synced(tmp_path, Synced(text=text, until=day, endpoint="http://x.example"))
    with (tmp_path / TABLE).open("a") as file:
        file.write("Q1,Nobody,president,FRA,2020-01-01,\n")
    with pytest.raises(DataError, match=ABOUT):
        load_offices(tmp_path)
