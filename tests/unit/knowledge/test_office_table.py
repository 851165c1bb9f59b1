"""Titles, people and terms, on tables made by hand and on the shipped ones."""

import pickle
from datetime import date

import pytest

from detente.knowledge.names import name_key, sound_key
from detente.knowledge.offices import OfficeTable, load_offices
from detente.knowledge.tables import Row, Value
from detente.knowledge.terms import term_interval
from detente.knowledge.titles import TitleFinder, TitleRow
from detente.model.time import TimeInterval
from detente.problems import DataError

OFFICES: list[dict[str, Value]] = [
    {"id": "president", "rank": 11, "names": ["president"], "single": True},
    {"id": "minister of trade", "rank": 41, "portfolios": ["trade", "commerce"]},
    {"id": "minister of finance", "rank": 33, "portfolios": ["finance"]},
    {"id": "lawmaker", "rank": 80, "names": ["deputy", "lawmaker"]},
    {"id": "chancellor", "rank": 20, "names": ["chancellor"],
     "local": {"GBR": "minister of finance"}},
]  # fmt: skip
TERMS = [
    ("person:Q1", "Ana Maria Reyes", "minister of trade", "PRY", "2001", "2004", "s"),
    ("person:Q1", "Ana Maria Reyes", "president", "PRY", "2004-05-01", "", "s"),
    ("person:Q2", "Tom Reyes", "minister of trade", "PRY", "2004-06-01", "", "s"),
    (
        "person:Q3",
        "Li Wen",
        "minister of trade",
        "CHN",
        "2010-01-01",
        "2012-01-01",
        "s",
    ),
]


@pytest.fixture(scope="module")
def shipped() -> OfficeTable:
    return load_offices()


@pytest.fixture
def table() -> OfficeTable:
    rows = [
        Row("test", {"sector": "GOV", "scope": "state", "source": "s", **values})
        for values in OFFICES
    ]
    return OfficeTable(rows, TERMS, [("La Jefa", "Ana Maria Reyes", "PRY")])


def on(year: int, month: int = 6, day: int = 1) -> TimeInterval:
    return TimeInterval.day(date(year, month, day))


def test_a_coarse_date_is_read_as_widely_as_it_allows() -> None:
    assert term_interval("2001", "2004") == TimeInterval(
        date(2001, 1, 1), date(2005, 1, 1)
    )
    assert term_interval("2001-05", "2001-12").end == date(2002, 1, 1)


def test_the_day_of_leaving_belongs_to_the_successor() -> None:
    assert term_interval("2001-05-03", "2004-05-01").last == date(2004, 4, 30)


def test_a_missing_end_is_open() -> None:
    assert term_interval("2001", "").is_open


def test_holders_are_those_of_the_interval(table: OfficeTable) -> None:
    found = table.holders("minister of trade", "PRY", on(2003))
    assert [term.person for term in found] == ["Ana Maria Reyes"]
    assert len(table.holders("minister of trade", "PRY")) == 2
    assert table.holders("minister of trade", "FRA") == ()


def test_the_highest_office_on_a_day_names_the_person(table: OfficeTable) -> None:
    term = table.office_on("person:Q1", on(2004))
    assert term is not None
    assert term.office == "president"
    assert table.office_on("person:Q1", on(1999)) is None


def test_of_two_offices_on_a_day_the_one_that_the_text_names_counts(
    table: OfficeTable,
) -> None:
    """In June 2004 she was president, and minister of trade until the year's end."""
    term = table.office_on("person:Q1", on(2004), "minister of trade")
    assert term is not None
    assert term.office == "minister of trade"
    later = table.office_on("person:Q1", on(2006), "minister of trade")
    assert later is not None
    assert later.office == "president"


def test_a_shared_surname_is_told_apart_by_office(table: OfficeTable) -> None:
    found = table.people_named("Reyes", office="president")
    assert [match.person.name for match in found] == ["Ana Maria Reyes"]


def test_a_shared_surname_is_ranked_by_who_was_in_office(table: OfficeTable) -> None:
    found = table.people_named("Reyes", on=on(2002))
    assert [match.person.id for match in found] == ["person:Q1", "person:Q2"]
    assert [match.is_in_office for match in found] == [True, False]


def test_a_misspelt_surname_needs_an_office_or_a_country(table: OfficeTable) -> None:
    assert table.people_named("Reyess", country="PRY")
    assert table.people_named("Reyzs") == ()


def test_a_first_name_alone_counts_little_save_where_it_comes_last(
    table: OfficeTable,
) -> None:
    (western, *_) = table.people_named("Ana")
    (chinese, *_) = table.people_named("Li")
    assert western.score < 0.5 < chinese.score


def test_an_alias_is_as_good_as_the_name(table: OfficeTable) -> None:
    assert table.people_named("la jefa")[0].score == 1.0


def test_an_alias_of_nobody_is_refused() -> None:
    with pytest.raises(DataError, match="no term of 'Nobody'"):
        OfficeTable([], TERMS, [("X", "Nobody", "PRY")])


def test_a_name_may_mean_another_office_in_one_country(table: OfficeTable) -> None:
    assert table.office_in("chancellor", "GBR") == "minister of finance"
    assert table.office_in("chancellor", "DEU") == "chancellor"


def test_portfolios_fill_the_patterns_of_titles() -> None:
    finder = TitleFinder([TitleRow(office="o", sector="GOV", portfolios=("fish",))])
    text = "Fish Minister A, the minister for fish, and both fish ministers"
    assert [hit.core.of(text) for hit in finder.find(text)] == [
        "Fish Minister",
        "minister for fish",
        "fish ministers",
    ]


def test_two_portfolios_may_share_their_noun(table: OfficeTable) -> None:
    (hit,) = table.find_titles("the trade and finance ministers")
    assert hit.offices == ("minister of trade", "minister of finance")
    (hit,) = table.find_titles("the minister of finance and trade")
    assert set(hit.offices) == {"minister of trade", "minister of finance"}


def test_a_deputy_before_a_title_is_no_lawmaker(table: OfficeTable) -> None:
    (hit,) = table.find_titles("deputy trade minister")
    assert (hit.name, hit.office) == ("deputy minister of trade", "minister of trade")


def test_qualifiers_reach_over_an_adjective(table: OfficeTable) -> None:
    (hit,) = table.find_titles("a former Danish Trade Minister")
    assert hit.is_former
    (hit,) = table.find_titles("the former factory; trade minister")
    assert not hit.is_former


def test_spans_point_into_a_text_with_marks(table: OfficeTable) -> None:
    text = "Škoda’s ex-président, président Ö, then-president Ć"
    assert [hit.core.of(text) for hit in table.find_titles(text)] == [
        "président",
        "président",
        "president",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Viktor Yanukovych", "Viktor Yanukovich"),
        ("Mohammed bin Salman", "Muhammad bin Salman"),
        ("Ebrahim Raisi", "Ebrahim Raeisi"),
    ],
)
def test_romanisations_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_key(name_key(one)) == sound_key(name_key(other))


def test_the_key_of_a_name_leaves_titles_and_marks_out() -> None:
    assert name_key("Dr. José Ramón-Ruiz") == "jose ramon ruiz"
    assert name_key("Abdel Fattah el-Sisi") == name_key("Abdel Fattah al Sisi")


def test_the_shipped_table_is_wide(shipped: OfficeTable) -> None:
    assert len(shipped.terms.cells) > 25_000
    assert len(shipped.terms.people) > 15_000
    for office in ("president", "minister of foreign affairs", "minister of defence"):
        assert shipped.office(office) is not None


def test_every_office_of_a_term_is_a_known_one(shipped: OfficeTable) -> None:
    offices = {cells[2] for cells in shipped.terms.cells}
    assert not sorted(o for o in offices if shipped.office(o) is None)


def test_no_term_ends_before_it_starts(shipped: OfficeTable) -> None:
    bad = [c for c in shipped.terms.cells if c[5] and c[5] < c[4][: len(c[5])]]
    assert not bad


def test_one_person_of_one_office_does_not_hold_it_twice_at_once(
    shipped: OfficeTable,
) -> None:
    for office in ("president", "prime minister", "minister of foreign affairs"):
        for country in ("USA", "GBR", "FRA", "TUR", "ISR", "IRN", "RUS", "CHN"):
            terms = shipped.holders(office, country)
            own: dict[str, list[TimeInterval]] = {}
            for term in terms:
                for other in own.setdefault(term.person_id, []):
                    assert other.meet(term.interval) is None, term
                own[term.person_id].append(term.interval)


def test_a_term_without_an_end_does_not_go_on_for_ever() -> None:
    rows = [
        Row("test", {"sector": "GOV", "scope": "state", "source": "s", **values})
        for values in OFFICES
    ]
    open_end = ("minister of trade", "PRY", "2020-03-01", "")
    terms = [
        ("person:Q1", "Ana Reyes", *open_end, "wikidata"),
        ("person:Q2", "Tom Reyes", *open_end, "curated 2026-11"),
    ]
    table = OfficeTable(rows, terms, read_on=date(2022, 7, 19))
    soon, later = on(2023), on(2026)
    both = {term.person for term in table.holders("minister of trade", "PRY", soon)}
    assert both == {"Ana Reyes", "Tom Reyes"}
    (left,) = table.holders("minister of trade", "PRY", later)
    assert left.person == "Tom Reyes"
    assert table.office_on("person:Q1", later) is not None


def test_a_table_survives_pickling(shipped: OfficeTable) -> None:
    copy = pickle.loads(pickle.dumps(shipped))
    day = on(2022)
    assert copy.holders("president", "TUR", day) == shipped.holders(
        "president", "TUR", day
    )


def test_an_office_nobody_held_is_that_of_whoever_did_its_work() -> None:
    offices: list[dict[str, Value]] = [
        {"id": "head of government", "instead": ["prime minister", "president"]},
        {"id": "prime minister", "names": ["prime minister"]},
        {"id": "president", "names": ["president"]},
    ]
    rows = [
        Row("test", {"sector": "GOV", "scope": "state", "rank": 1, "source": "s", **v})
        for v in offices
    ]
    terms = [
        ("person:Q1", "Ana Reyes", "president", "PRY", "2001-01-01", "", "s"),
        ("person:Q2", "Li Wen", "prime minister", "PRY", "2001-01-01", "2004", "s"),
    ]
    table = OfficeTable(rows, terms)
    then = table.holders("head of government", "PRY", on(2002))
    later = table.holders("head of government", "PRY", on(2010))
    assert [term.person for term in (*then, *later)] == ["Li Wen", "Ana Reyes"]
    found = table.people_named("Reyes", office="head of government", country="PRY")
    assert [match.person.name for match in found] == ["Ana Reyes"]


def test_an_office_may_not_stand_for_an_unknown_one() -> None:
    row = Row(
        "test",
        {"id": "a", "sector": "GOV", "scope": "state", "rank": 1, "instead": ["b"]},
    )
    with pytest.raises(DataError, match="unknown office 'b'"):
        OfficeTable([row], [])


def test_the_head_of_a_body_is_one_person_with_the_one_at_home(
    shipped: OfficeTable,
) -> None:
    (one,) = shipped.full_names()["Mary Robinson"]
    assert {term.country for term in shipped.terms_of(one)} == {"IRL", "body:UN"}


def test_one_of_many_envoys_is_not_single(shipped: OfficeTable) -> None:
    assert shipped.is_single("president")
    assert not shipped.is_single("UN special envoy")
    assert not shipped.is_single("movement leader")


def test_the_head_of_a_body_holds_its_highest_office_on_the_day(
    shipped: OfficeTable,
) -> None:
    term = shipped.head_of("body:NATO", on(2023, 1, 17))
    assert term is not None
    assert term.person == "Jens Stoltenberg"
    assert shipped.head_of("body:NATO", None) is None
