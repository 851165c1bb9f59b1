"""Words are found alike on both stores, whatever their letters."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import article, coded, report, said_by, within
from stores import STORES, new_ledger

from detente.ledger.store import Ledger
from detente.ledger.tokens import (
    MAX_SAME,
    MAX_WORDS,
    OVERLAP,
    Term,
    pieces_of,
    read_query,
    words_of,
)
from detente.model.event import EventType
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.problems import SearchRefused

NOTES = (
    ("a1", "Fjord Post", "2021-03-08", "Oslo recalled her ambassador from Santiago."),
    ("a2", "Andes Herald", "2021-03-10", "The ambassador was not recalled, he said."),
    ("a3", "Lima Daily", None, "Ministers visited the embassy; the São Paulo visit."),
)


@pytest.fixture(params=STORES)
def ledger(request: pytest.FixtureRequest) -> Iterator[Ledger]:
    with new_ledger(request.param) as opened:
        for n, (id_, outlet, day, text) in enumerate(NOTES):
            opened.append(
                coded(
                    article(id_, outlet=outlet, published=day, text=text, title=None),
                    report(
                        f"rep_{n}",
                        id_,
                        quote=text[:-1],
                        type=(EventType.SANCTION, EventType.CONSULT)[n % 2],
                        says=(said_by("Luis Soto"),) if n == 1 else (),
                    ),
                )
            )
        yield opened


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ambassador", "a2 a1"),
        ("AMBASSADOR recalled", "a2 a1"),
        ('"recalled her ambassador"', "a1"),
        ('"ambassador recalled"', ""),
        ("ambassador -not", "a1"),
        ("visit*", "a3"),
        ("visit", "a3"),
        ("sao", "a3"),
        ("são", "a3"),
        ("ambassador outlet:andes", "a2"),
        ("ambassador after:2021-03-09", "a2"),
        ("ambassador before:2021-03-09", "a1"),
        ("ministers after:2020-01-01", ""),
        ("a:b", ""),
        ("nothing", ""),
    ],
)
def test_what_is_asked_is_found(ledger: Ledger, query: str, found: str) -> None:
    ids = [hit.article_id for hit in ledger.search(query)]
    assert list(dict.fromkeys(ids)) == found.split()


def test_fields_of_a_report_find_quotes_only(ledger: Ledger) -> None:
    def found(query: str) -> list[str | None]:
        return [hit.report_id for hit in ledger.search(query)]

    assert found("ambassador type:SANCTION") == ["rep_0"]
    assert found("ambassador by:soto") == ["rep_1"]
    assert found("ambassador actor:chile status:happened") == ["rep_1", "rep_0"]
    assert found("ambassador actor:NOR type:CONSULT") == ["rep_1"]
    assert found("ambassador in:text") == [None, None]


def test_a_list_goes_on_where_it_stopped(ledger: Ledger) -> None:
    whole = ledger.search("ambassador")
    first = ledger.search("ambassador", limit=1)
    rest = ledger.search("ambassador", after=first[0].place)
    assert first + rest == whole
    assert len(whole) == 4


def test_what_no_longer_stands_is_not_found(ledger: Ledger) -> None:
    ledger.append(coded(article("a1", text="Correction: she stayed in Santiago.")))
    assert [hit.article_id for hit in ledger.search("santiago")] == ["a1"]
    assert [hit.quote for hit in ledger.search("santiago")] == [
        "Correction: she stayed in Santiago."
    ]
    assert ledger.search("oslo") == []


def test_fields_alone_are_asked_of_every_quote(ledger: Ledger) -> None:
    events = {hit.event_id for hit in ledger.search("type:SANCTION")}
    assert events == {one.id for one in ledger.events() if one.type == "SANCTION"}
    first = ledger.search("after:2000-01-01", limit=1)
    rest = ledger.search("after:2000-01-01", after=first[0].place)
    whole = ledger.search("after:2000-01-01")
    assert [*first, *rest] == whole
    assert ledger.search("type:AID") == []


def test_a_query_without_a_word_is_refused(ledger: Ledger) -> None:
    for query in ("", " - ", "-only", "-only type:AID"):
        with pytest.raises(SearchRefused, match="at least one word"):
            ledger.search(query)
    with pytest.raises(SearchRefused, match="YYYY-MM-DD"):
        ledger.search("oslo after:spring")


@pytest.mark.parametrize(
    "query", ["oslo type:foo", "status:nope", "oslo in:headlines", "type:CONSULTS"]
)
def test_a_value_that_a_field_never_has_is_told(ledger: Ledger, query: str) -> None:
    with pytest.raises(SearchRefused, match=r"unknown .*; there are "):
        ledger.search(query)


letters = st.text(st.characters(codec="utf-8"), min_size=0, max_size=40)
# Words that two tokenizers would cut apart differently, beside any others.
texts = st.lists(
    st.sampled_from(
        "naïve don't U.S. 3.5 re-election STRASSE straße İzmir e-mail@x.org Αθήνα "
        "Київ 北京 a_b x'y\"z 1,000 ﬁnal".split()
    )
    | letters,
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(
    max_examples=30 if len(STORES) > 1 else 10,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4))
def test_both_stores_find_the_same_and_what_the_rule_says(
    contents: list[str], queries: list[str]
) -> None:
    asked = [*queries, *(f'"{text}"' for text in queries)]
    answers = []
    for store in STORES:
        with new_ledger(store) as ledger:
            for n, text in enumerate(contents):
                ledger.append(coded(article(f"a{n}", text=f"{n} {text}")))
            answers.append([_answer(ledger, query) for query in asked])
    expected = [_by_rule(contents, query) for query in asked]
    assert all(answer == expected for answer in answers)


def _answer(ledger: Ledger, query: str) -> list[str]:
    try:
        return [hit.article_id for hit in ledger.search(query)]
    except SearchRefused:
        return ["refused"]


def _by_rule(contents: list[str], query: str) -> list[str]:
    """What a search must find, without any index."""
    read = read_query(
        query, frozenset("actor type status by outlet after before in".split())
    )
    terms = read.terms
    if read.fields and not terms:
        return []  # quotes only, and these articles have none
    if all(term.is_unwanted for term in terms):
        return ["refused"]

    def stands(term: Term, words: list[str]) -> bool:
        n = len(term.words)
        for start in range(len(words) - n + 1):
            *body, last = words[start : start + n]
            end = term.words[-1]
            fits = last.startswith(end) if term.is_beginning else last == end
            if tuple(body) == term.words[:-1] and fits:
                return True
        return False

    found = []
    for n, text in enumerate(contents):
        words = words_of(f"{n} {text}")
        if all(stands(term, words) != term.is_unwanted for term in terms):
            found.append(f"a{n}")
    return found[::-1]


def test_a_long_text_is_cut_so_that_both_stores_hold_it_whole() -> None:
    words = [f"w{i % 5000}" for i in range(40_000)] + ["the"] * 600
    pieces = list(pieces_of(words))
    assert all(len(piece) <= MAX_WORDS for piece in pieces)
    assert all(piece.count("the") <= MAX_SAME for piece in pieces)
    for before, after in pairwise(pieces):
        assert before[-OVERLAP:] == after[:OVERLAP]
    assert sum(map(len, pieces)) == len(words) + OVERLAP * (len(pieces) - 1)


def test_one_rule_makes_words() -> None:
    assert words_of("Straße STRASSE İzmir São a_b x'y") == (
        "strasse strasse izmir sao a b x y".split()
    )
    assert words_of("") == []


@pytest.mark.parametrize(
    ("dating", "words"),
    [
        (
            within("2022-10-01", "2022-11-10", DateBasis.INFERRED),
            "2022-10-01/2022-11-10",
        ),
        (within("2022-10-01", "2022-10-31", DateBasis.INFERRED), "2022-10"),
        (
            Dating(
                interval=TimeInterval(date.min, date(2022, 11, 1)),
                basis=DateBasis.INFERRED,
            ),
            "../2022-10",
        ),
        (None, None),
    ],
)
def test_a_find_is_dated_no_more_exactly_than_its_article(
    dating: Dating | None, words: str | None
) -> None:
    text = "Oslo recalled her ambassador."
    with new_ledger("sqlite") as ledger:
        dated = replace(article("a1", text=text), published=dating)
        ledger.append(coded(dated, report("rep_1", "a1", quote=text)))
        for reader in (ledger, ledger.at(entry=ledger.revision().n_entries)):
            for where in ("in:quote", "in:text"):
                (hit,) = reader.search(f"ambassador {where}")
                assert hit.published == words
