"""Word pieces: BERT's cutting, and marks around the two parties."""

from hypothesis import given
from hypothesis import strategies as st

from detente.coding.wordpiece import MARKS, MAX_PIECES, WordPieces

VOCABULARY = [
    "[PAD]",
    *MARKS,
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *"oman iran met in ##s visit ##ed , . ' e cafe u".split(),
]
PIECES = WordPieces(VOCABULARY)


def words(ids: tuple[int, ...] | list[int]) -> list[str]:
    return [VOCABULARY[number] for number in ids]


def test_words_are_cut_into_the_longest_pieces() -> None:
    assert words(PIECES.cut("Iran visited Omans.")) == [
        "iran",
        "visit",
        "##ed",
        "oman",
        "##s",
        ".",
    ]


def test_accents_and_case_do_not_count() -> None:
    assert words(PIECES.cut("CAFÉ")) == ["cafe"]


def test_a_word_without_pieces_is_unknown() -> None:
    assert words(PIECES.cut("Iran xyz")) == ["iran", "[UNK]"]


def test_a_currency_sign_belongs_to_its_number_as_in_bert() -> None:
    assert words(PIECES.cut("€u")) == ["[UNK]"]


def test_marks_open_and_close_the_parties() -> None:
    ids, first, second = PIECES.mark("Oman met Iran.", (0, 4), (9, 13))
    assert words(ids) == [
        "[CLS]",
        "[unused0]",
        "oman",
        "[unused1]",
        "met",
        "[unused2]",
        "iran",
        "[unused3]",
        ".",
        "[SEP]",
    ]
    assert words([ids[first], ids[second]]) == ["[unused0]", "[unused2]"]


def test_a_party_that_is_not_named_stands_at_the_whole_sentence() -> None:
    ids, first, second = PIECES.mark("Oman met Iran.", (0, 4), None)
    assert VOCABULARY[ids[first]] == "[unused0]"
    assert second == 0


def test_a_party_inside_the_other_is_marked_all_the_same() -> None:
    ids, first, second = PIECES.mark("Oman , Iran met", (7, 11), (0, 11))
    assert VOCABULARY[ids[first]] == "[unused0]"
    assert VOCABULARY[ids[second]] == "[unused2]"


def test_a_long_sentence_keeps_both_parties() -> None:
    text = "met " * 300 + "Oman met Iran" + " met" * 300
    ids, first, second = PIECES.mark(text, (1200, 1204), (1209, 1213))
    assert len(ids) <= MAX_PIECES
    assert words([ids[first], ids[second]]) == ["[unused0]", "[unused2]"]


@given(st.text(max_size=60), st.data())
def test_any_spans_of_any_text_give_places_within_the_pieces(
    text: str, data: st.DataObject
) -> None:
    ends = st.integers(0, len(text))
    one = tuple(sorted((data.draw(ends), data.draw(ends))))
    two = tuple(sorted((data.draw(ends), data.draw(ends))))
    ids, first, second = PIECES.mark(text, (one[0], one[1]), (two[0], two[1]))
    assert VOCABULARY[ids[first]] == "[unused0]"
    assert VOCABULARY[ids[second]] == "[unused2]"
