import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import (
    BERG,
    CHILE,
    NORWAY,
    PERU,
    article,
    coded,
    on,
    report,
    same,
)
from sqlalchemy import select
from stores import STORES, new_ledger

from detente.ledger import schema
from detente.ledger.read import Wanted
from detente.ledger.records import Outcome
from detente.ledger.store import Ledger
from detente.model.coded import CodedArticle
from detente.model.entry import Verdict
from detente.model.event import EventType
from detente.model.status import Status
from detente.problems import (
    ArticleRejected,
    LedgerCorrupt,
    LedgerLocked,
    LedgerMissing,
    LedgerReadOnly,
    LedgerTooNew,
    NoSuchEntry,
    NotALedger,
)

VISIT = coded(article("a1"), report("rep_1", "a1", dating=on("2021-03-10")))
PLAN = coded(
    article("a2", outlet="Andes Herald", published="2021-03-08", text="Berg to visit."),
    report("rep_2", "a2", status=Status.PLANNED, dating=on("2021-03-10")),
)
RIOT = coded(
    article("a3", outlet="Lima Daily", published="2021-04-02", text="Lima protests."),
    report(
        "rep_3",
        "a3",
        type=EventType.ACCUSE,
        modes=(),
        actors=(PERU,),
        recipients=(CHILE,),
        dating=on("2021-04-01"),
    ),
)
WORLD = (VISIT, PLAN, RIOT)
LINK = same("rep_1", "rep_2")


@pytest.fixture(params=STORES)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """The same tests on each store."""
    with new_ledger(request.param) as opened:
        yield opened


def indexes(ledger: Ledger, *, now: bool = False) -> dict[str, list[object]]:
    """All index rows; of `now` only what does not depend on the order of coming."""
    found: dict[str, list[object]] = {}
    with ledger._engine.connect() as connection:
        for table in schema.INDEXES:
            if now and (table.name.startswith("past_") or table is schema.passages):
                continue
            columns = [c for c in table.c if not (now and c.name.endswith("seq"))]
            rows = connection.execute(select(*columns)).all()
            found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return found


def test_an_article_is_added_once(ledger: Ledger) -> None:
    assert ledger.append(VISIT) is Outcome.ADDED
    before = b"".join(ledger.export(texts=True))
    assert ledger.append(VISIT) is Outcome.ALREADY_THERE
    assert b"".join(ledger.export(texts=True)) == before
    assert ledger.counts().articles == 1
    assert ledger.counts().entries == 2


def test_where_the_file_lies_makes_no_other_article(ledger: Ledger) -> None:
    ledger.append(coded(article("a1", path="one.txt"), *VISIT.reports))
    moved = coded(article("a1", path="two.txt"), *VISIT.reports)
    assert ledger.append(moved) is Outcome.ALREADY_THERE


def test_a_changed_text_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    other = report("rep_9", "a1", type=EventType.REJECT, modes=())
    corrected = coded(article("a1", text="Correction: Berg did not fly."), other)
    assert ledger.append(corrected) is Outcome.SUPERSEDED
    assert [one.id for one in ledger.reports()] == ["rep_2", "rep_9"]
    assert ledger.article("a1").text == "Correction: Berg did not fly."
    assert {event.report_ids for event in ledger.events()} == {("rep_2",), ("rep_9",)}
    now = indexes(ledger)
    ledger.rebuild()
    assert indexes(ledger) == now
    assert ledger.filing("a1").supersedes is not None


def test_a_text_comes_back_as_it_was(ledger: Ledger) -> None:
    text = "Ærlig talt — “Berg” reiste.\n\n\U0001f1f3\U0001f1f4 slutt"
    ledger.append(coded(article("a1", text=text)))
    assert ledger.article("a1").text == text
    assert next(iter(ledger.articles())).text == text
    assert next(iter(ledger.articles(texts=False))).text == ""


def test_half_a_surrogate_pair_is_rejected_and_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(ArticleRejected, match="surrogates"):
        ledger.append(coded(article("a1", text="broken \ud83c text")))
    assert ledger.counts().entries == 0


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_gives_the_same_bytes_and_indexes(order: tuple[int, ...]) -> None:
    def fill(articles: list[CodedArticle]) -> tuple[bytes, object]:
        with Ledger.in_memory() as ledger:
            for one in articles:
                ledger.append(one, judgements=[LINK], stories={"a1": "s", "a2": "s"})
            kept = indexes(ledger)
            ledger.rebuild()
            assert indexes(ledger) == kept
            return b"".join(ledger.export(texts=True)), indexes(ledger, now=True)

    assert fill([WORLD[i] for i in order]) == fill(list(WORLD))


moves = st.one_of(
    st.tuples(st.just("file"), st.integers(0, 3), st.integers(0, 2)),
    st.tuples(st.just("same"), st.integers(0, 5), st.integers(0, 5)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.integers(0, 5)),
    st.tuples(st.just("story"), st.integers(0, 3), st.integers(0, 1)),
    st.tuples(st.just("copy"), st.integers(0, 3), st.integers(0, 1)),
)


@settings(max_examples=25, deadline=None, database=None)
@given(st.lists(moves, max_size=14))
def test_indexes_kept_in_step_are_those_rebuilt(
    steps: list[tuple[str, int, int]],
) -> None:
    with Ledger.in_memory() as ledger:
        for what, i, k in steps:
            if what == "file":
                ids = [f"rep_{2 * i + n}" for n in range(k)]
                reports = [report(one, f"a{i}", dead=k) for one in ids]
                ledger.append(coded(article(f"a{i}", text=f"{i} {k}"), *reports))
            elif what == "same":
                ledger.judge([same(f"rep_{i}", f"rep_{k}")])
            elif what == "undo":
                link = same(f"rep_{i}", f"rep_{k}")
                unsure = same(link.left, link.right, Verdict.UNSURE, supersedes=link.id)
                ledger.judge([unsure])
            else:
                groups = {f"a{i}": f"group {k}"}
                ledger.judge(**{"stories" if what == "story" else "copies": groups})  # type: ignore[arg-type]
        kept = indexes(ledger)
        ledger.rebuild()
        assert indexes(ledger) == kept
        assert ledger.verify().is_sound


def test_an_undone_judgement_parts_the_event_again(ledger: Ledger) -> None:
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    assert len(ledger.events()) == 1
    undone = same("rep_1", "rep_2", by="ada", supersedes=LINK.id)
    ledger.judge([undone])
    assert len(ledger.events()) == 1, "a person says SAME in its place"
    apart = same("rep_1", "rep_2", Verdict.DIFFERENT, by="ada", supersedes=undone.id)
    ledger.judge([apart])
    assert len(ledger.events()) == 2
    kept = indexes(ledger)
    ledger.rebuild()
    assert indexes(ledger) == kept


def test_an_article_moves_from_one_story_to_another(ledger: Ledger) -> None:
    for one in WORLD:
        ledger.append(one)
    ledger.judge(stories={"a1": "sto_a", "a2": "sto_a", "a3": "sto_c"})
    assert [story.id for story in ledger.stories()] == ["sto_c", "sto_a"]
    ledger.judge(stories={"a1": "sto_a", "a2": "sto_c", "a3": "sto_c"})
    ledger.judge(stories={"a1": "sto_a", "a2": "sto_a", "a3": "sto_a"})
    (story,) = ledger.stories()
    assert (story.id, story.n_articles, story.n_events) == ("sto_a", 3, 3)
    assert story.outlets == ("Andes Herald", "Fjord Post", "Lima Daily")
    assert {event.story_id for event in ledger.events()} == {"sto_a"}
    assert len(list(ledger.placements())) == 6
    kept = indexes(ledger)
    ledger.rebuild()
    assert indexes(ledger) == kept


def test_a_linker_that_starts_anew_is_understood(ledger: Ledger) -> None:
    """It says SAME, takes it back, and after a restart says SAME as if first."""
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    unsure = same("rep_1", "rep_2", Verdict.UNSURE, supersedes=LINK.id)
    ledger.judge([unsure])
    assert len(ledger.events()) == 2
    ledger.judge([LINK])
    assert len(ledger.events()) == 1
    n_entries = ledger.counts().entries
    ledger.judge([LINK])
    assert ledger.counts().entries == n_entries
    with Ledger.in_memory() as other:
        for one in (VISIT, PLAN):
            other.append(one)
        other.judge([LINK])
        assert list(other.export()) == list(ledger.export())


def test_what_a_person_undid_stays_undone(ledger: Ledger) -> None:
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    apart = same("rep_1", "rep_2", Verdict.DIFFERENT, by="ada", supersedes=LINK.id)
    ledger.judge([apart])
    ledger.judge([LINK])
    assert len(ledger.events()) == 2


def test_near_copies_are_one_origin(ledger: Ledger) -> None:
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    assert ledger.events()[0].n_origins == 2
    ledger.judge(copies={"a1": "a1", "a2": "a1"})
    assert ledger.events()[0].n_origins == 1


def test_events_are_found_by_pair_country_type_and_day(ledger: Ledger) -> None:
    for one in WORLD:
        ledger.append(one)

    def ids(wanted: Wanted) -> list[str]:
        return [event.report_ids[0] for event in ledger.events(wanted)]

    assert sorted(ids(Wanted())) == ["rep_1", "rep_2", "rep_3"]
    assert set(ids(Wanted(pair=("NOR", "CHL")))) == {"rep_1", "rep_2"}
    assert ids(Wanted(country="PER")) == ["rep_3"]
    assert ids(Wanted(types=(EventType.ACCUSE,))) == ["rep_3"]
    assert ids(Wanted(statuses=(Status.PLANNED,))) == ["rep_2"]
    april = on("2021-04-01").interval.start
    assert ids(Wanted(since=april)) == ["rep_3"]
    assert (
        ids(Wanted(until=on("2021-03-31").interval.start, types=(EventType.ACCUSE,)))
        == []
    )


def test_as_of_a_day_only_what_was_out_counts(ledger: Ledger) -> None:
    ledger.append(VISIT)
    ledger.append(PLAN, judgements=[LINK])
    (then,) = ledger.events(Wanted(as_of=on("2021-03-09").interval.start))
    assert then.status is Status.PLANNED
    assert then.outlets == ("Andes Herald",)
    assert ledger.events()[0].status is Status.HAPPENED
    assert ledger.events(Wanted(as_of=on("2021-03-01").interval.start)) == []
    planned = Wanted(statuses=(Status.PLANNED,), as_of=on("2021-03-09").interval.start)
    assert ledger.events(planned) == [then], "its status then, not now"


def test_an_id_may_be_cut_short_but_not_ambiguous(ledger: Ledger) -> None:
    for one in WORLD:
        ledger.append(one)
    event = ledger.events()[0]
    assert ledger.event(event.id[:10]) == event
    with pytest.raises(NoSuchEntry, match="ids: evt_"):
        ledger.event("evt_")
    with pytest.raises(NoSuchEntry, match="names nothing"):
        ledger.event("nope")


def test_what_is_rejected_stands_apart_from_the_log(ledger: Ledger) -> None:
    ledger.append(VISIT)
    before = b"".join(ledger.export())
    for _ in range(2):
        ledger.reject(ArticleRejected("in/empty.txt", "no text", stage="clean"))
    assert b"".join(ledger.export()) == before
    (one,) = ledger.rejected()
    assert (one.where, one.stage, one.reason) == ("in/empty.txt", "clean", "no text")


def test_a_ledger_outlives_its_process_and_verifies(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger:
        for one in WORLD:
            ledger.append(one)
    with Ledger.open(path) as ledger:
        assert ledger.counts().reports == 3
        assert ledger.verify().is_sound
        assert len(ledger.events()) == 3
        with pytest.raises(LedgerReadOnly):
            ledger.append(VISIT)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE entries SET payload = replace(payload, 'CONSULT', 'ASSAULT')",
        "DELETE FROM entries WHERE seq = 2",
        "DELETE FROM entries WHERE seq = (SELECT max(seq) FROM entries)",
        "UPDATE entries SET seq = CASE seq WHEN 1 THEN -2 WHEN 3 THEN -1 ELSE seq END",
        "UPDATE texts SET body = CAST(body || '!' AS BLOB)",
        "UPDATE entries SET recorded = '1999-01-01T00:00:00+00:00' WHERE seq = 3",
    ],
)
def test_every_change_of_the_past_shows(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger:
        for one in WORLD:
            ledger.append(one)
    database = sqlite3.connect(path)
    database.execute(damage)
    database.commit()
    database.close()
    with Ledger.open(path) as ledger:
        assert not ledger.verify().is_sound


def test_one_writer_whose_name_the_second_reads(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger:
        ledger.append(VISIT)
        with pytest.raises(LedgerLocked, match=f"process {os.getpid()} on "):
            Ledger.open(path, "w")
        with Ledger.open(path) as reader:
            assert reader.counts().articles == 1
            ledger.append(PLAN)
            assert reader.counts().articles == 2
    with Ledger.open(path, "w") as ledger:
        assert ledger.counts().articles == 2
    assert [one.name for one in tmp_path.iterdir()] == ["news.ledger"]


def test_a_killed_writer_leaves_no_lock_and_nothing_half_done(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from detente.ledger.store import Ledger
from test_store import VISIT, PLAN
ledger = Ledger.open({str(path)!r}, "w")
ledger.append(VISIT)
with ledger.writing() as (connection, _):
    connection.exec_driver_sql("DELETE FROM entries")
    os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -9
    with Ledger.open(path, "w") as ledger:
        assert ledger.verify().is_sound
        assert ledger.append(VISIT) is Outcome.ALREADY_THERE
        assert ledger.append(PLAN) is Outcome.ADDED


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """A limit on the file's size stands for the end of the disk."""
    path = tmp_path / "news.ledger"
    program = f"""
import resource, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from detente.ledger.store import Ledger
from detente.problems import LedgerFull
from made import article, coded, report
done = 0
with Ledger.open({str(path)!r}, "w") as ledger:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    try:
        for i in range(1000):
            text = f"{{i}} " * 2000
            ledger.append(coded(article(f"b{{i}}", text=text), report(f"r{{i}}", f"b{{i}}")))
            done += 1
    except LedgerFull as error:
        print(done, error)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    done, said = ran.stdout.split(" ", 1)
    assert "no room to write" in said
    with Ledger.open(path, "w") as ledger:
        assert ledger.counts().articles == int(done) > 0
        assert ledger.verify().is_sound
        assert ledger.append(VISIT) is Outcome.ADDED


def test_readers_are_not_kept_waiting_by_the_writer(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger, Ledger.open(path) as reader:
        ledger.append(VISIT)
        with ledger.writing() as (connection, _):
            connection.exec_driver_sql("DELETE FROM events")
            assert len(reader.events()) == 1
        assert reader.events() == []


def test_what_is_no_ledger_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(LedgerMissing, match="no ledger here"):
        Ledger.open(tmp_path / "none.ledger")
    with pytest.raises(NotALedger, match="a folder"):
        Ledger.open(tmp_path)
    text = tmp_path / "notes.txt"
    text.write_text("not a database at all, by any means")
    for mode in ("r", "w"):
        with pytest.raises(NotALedger, match="another kind of file"):
            Ledger.open(text, mode)
    assert text.read_text().startswith("not a database")
    other = tmp_path / "other.db"
    database = sqlite3.connect(other)
    database.execute("CREATE TABLE birds (name TEXT)")
    database.commit()
    database.close()
    with pytest.raises(NotALedger, match="a database of something else"):
        Ledger.open(other, "w")


def test_a_later_schema_asks_for_a_later_detente(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    Ledger.open(path, "w").close()
    database = sqlite3.connect(path)
    database.execute("UPDATE meta SET value = '7' WHERE key = 'schema'")
    database.commit()
    database.close()
    with pytest.raises(LedgerTooNew, match="expected version 3 or older, got 7"):
        Ledger.open(path)


def test_a_torn_file_is_told_as_damaged(tmp_path: Path) -> None:
    path = tmp_path / "news.ledger"
    with Ledger.open(path, "w") as ledger:
        for one in WORLD:
            ledger.append(one)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(LedgerCorrupt):
        Ledger.open(path).counts()


def test_reports_of_both_roles_make_the_dyad(ledger: Ledger) -> None:
    both = report("rep_1", "a1", actors=(NORWAY, CHILE), recipients=())
    ledger.append(coded(article("a1"), both))
    assert len(ledger.events(Wanted(pair=("CHL", "NOR")))) == 1
    assert len(ledger.events(Wanted(pair=("CHL", "PER")))) == 0


def test_export_lines_are_json_without_places_of_files(ledger: Ledger) -> None:
    ledger.append(coded(article("a1", path="somewhere/x.txt"), *VISIT.reports))
    lines = [json.loads(line) for line in ledger.export(texts=True)]
    assert sorted(line["kind"] for line in lines) == [
        "event",
        "filing",
        "report",
        "text",
    ]
    assert all("somewhere" not in json.dumps(line) for line in lines)
    assert BERG.entity_name in json.dumps(lines)
