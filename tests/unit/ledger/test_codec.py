import json
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import article, on, report, same

from detente.ledger.codec import KINDS, Entry, decode, decode_as, digest, encode
from detente.ledger.records import (
    Filing,
    Forgotten,
    GroupKind,
    Placement,
    Rejected,
    Settled,
)
from detente.model.article import Article
from detente.model.entry import Correction, Judgement, Report
from detente.model.happening import Event
from detente.model.time import Dating, TimeInterval
from detente.problems import LedgerCorrupt, LedgerTooNew

# Half a surrogate pair is no text; the store rejects it.
words = st.text(st.characters(codec="utf-8"), max_size=12)
scores = st.floats(0, 1)
intervals = st.builds(
    lambda pair: TimeInterval(min(pair), max(pair)),
    st.tuples(st.dates(), st.dates()).filter(lambda pair: pair[0] != pair[1]),
) | st.just(TimeInterval(date.min, date.max))

st.register_type_strategy(str, words)
st.register_type_strategy(float, scores)
st.register_type_strategy(int, st.integers(0, 10**6))
st.register_type_strategy(TimeInterval, intervals)


def ordered_span() -> st.SearchStrategy[object]:
    from detente.model.text import Span

    return st.builds(
        lambda a, b: Span(min(a, b), max(a, b)),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
    )


def setup_module() -> None:
    from detente.model.text import Span

    st.register_type_strategy(Span, ordered_span())


@pytest.mark.parametrize(
    "kind",
    [
        Article,
        Correction,
        Dating,
        Event,
        Filing,
        Forgotten,
        Judgement,
        Placement,
        Rejected,
        Report,
        Settled,
    ],
)
def test_what_is_encoded_comes_back_equal(kind: type[Entry]) -> None:
    @settings(max_examples=15, deadline=None, database=None)
    @given(st.from_type(kind))
    def check(entry: Entry) -> None:
        line = encode(entry)
        assert decode(line) == entry
        assert encode(decode(line)) == line

    check()


def test_every_kind_of_entry_is_checked_above() -> None:
    assert len(KINDS) == 11


def test_a_line_is_canonical_json() -> None:
    line = encode(article(text="Ærlig “talt”"))
    fields = json.loads(line)
    assert (fields["kind"], fields["v"]) == ("article", 1)
    plain = json.dumps(
        fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert line.decode() == plain
    assert digest(line) == sha256(line).hexdigest()


def test_unknown_keys_are_ignored() -> None:
    fields = json.loads(encode(report(dating=on("2021-03-10"))))
    fields["mood"] = "hopeful"
    fields["actors"][0]["shoe_size"] = 38
    assert decode(json.dumps(fields).encode()) == report(dating=on("2021-03-10"))


def test_a_missing_optional_key_takes_its_default() -> None:
    fields = json.loads(encode(report()))
    del fields["dead"], fields["relations"]
    assert decode(json.dumps(fields).encode()) == report()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"not json", "invalid"),
        (b"[]", "Expected `object`"),
        (b'{"kind":"poem","v":1}', "got kind 'poem'"),
        (b'{"kind":"placement","v":1,"article_id":3}', r"\$.article_id"),
        (b"\xff\xfe", "damaged"),
    ],
)
def test_a_broken_line_says_where_and_why(line: bytes, said: str) -> None:
    with pytest.raises(LedgerCorrupt, match=said) as caught:
        decode(line, where="entry 7")
    assert str(caught.value).startswith("entry 7: ")


def test_a_line_of_a_later_version_asks_for_a_later_detente() -> None:
    fields = {**json.loads(encode(report())), "v": 2}
    with pytest.raises(LedgerTooNew, match="expected version 1 or older, got 2"):
        decode(json.dumps(fields).encode())


def test_a_line_of_another_kind_is_refused() -> None:
    line = encode(Placement(article_id="a", group=GroupKind.STORY, group_id="s"))
    with pytest.raises(LedgerCorrupt, match="expected Judgement, got placement"):
        decode_as(Judgement, line)
    assert decode_as(Judgement, encode(same("a", "b"))) == same("a", "b")
