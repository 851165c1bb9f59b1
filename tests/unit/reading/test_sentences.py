"""Where sentences begin and end; golden lines and properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.reading.sentences import split, split_paragraphs, split_sentences


def sentences_of(text: str) -> list[str]:
    return [s.of(text) for s in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "line",
    [
        "He met Dr. Silva. | She left.",
        "The U.S. Senate voted. | It was late.",
        "They flew to the U.S. | The talks began at 9 a.m. | He slept.",
        "George W. Bush spoke. | Nobody asked.",
        "On Jan. 12 he left. | In Feb. he came back.",
        "Prices rose 3.5 percent. | Wages did not.",
        "“We will come.” | He left.",
        "“Why now?” he asked. | Nobody answered.",
        "Stop! | Who goes there? | A friend.",
        "He paused ... and went on. | Then he sat.",
        "Lt. Gen. Ana Diaz of Acme Inc. resigned.",
        "See www.example.org for more. | It is free.",
        "The St. Petersburg office closed. | It was No. 3 of five.",
        "He said (in May.) | That was it.",
    ],
)
def test_a_full_stop_ends_a_sentence_unless_it_belongs_to_a_word(line: str) -> None:
    parts = line.split(" | ")
    assert sentences_of(" ".join(parts)) == parts


def test_a_paragraph_is_a_line_without_the_blanks_around_it() -> None:
    text = "\n  One. \n\n\tTwo.\n \n"
    found = [s.of(text) for s in split_paragraphs(text, Span(0, len(text)))]
    assert found == ["One.", "Two."]


def article_of(blocks: list[tuple[PartKind, str]]) -> Article:
    text, parts = "", []
    for kind, block in blocks:
        parts.append(Part(Span(len(text), len(text) + len(block)), kind))
        text += block + "\n"
    return Article(id="x", text=text, parts=tuple(parts))


def test_only_title_and_body_are_read_and_the_title_is_marked() -> None:
    article = article_of(
        [
            (PartKind.TITLE, "Peru calls. Chile answers."),
            (PartKind.BYLINE, "By Ana Diaz."),
            (PartKind.BODY, "One. Two.\nThree."),
            (PartKind.CAPTION, "A photo."),
        ]
    )
    found = split(article)
    assert [(s.span.of(article.text), s.is_title, s.paragraph) for s in found] == [
        ("Peru calls.", True, 0),
        ("Chile answers.", True, 0),
        ("One.", False, 1),
        ("Two.", False, 1),
        ("Three.", False, 2),
    ]
    assert [s.index for s in found] == list(range(5))


PIECES = st.sampled_from(
    ["Mr.", "U.S.", "a.m.", "Jan.", "5", "W.", "Peru", "the", "The", "“Yes.”", "...",
     "end.", "why?", "\n", "\n\n", " ", "  ", "\t", "é.", "'no'", ")", "(", "!", "No. 3",
     "\u00a0", "\u2028", "z"]
)  # fmt: skip
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(list(PartKind)),
        st.lists(PIECES | st.text(max_size=4), max_size=25).map(" ".join),
    ),
    max_size=4,
)


@given(BLOCKS)
def test_sentences_are_in_order_apart_and_cover_what_is_read(
    blocks: list[tuple[PartKind, str]],
) -> None:
    article = article_of(blocks)
    found = split(article)
    covered: set[int] = set()
    last = 0
    for index, sentence in enumerate(found):
        assert sentence.index == index
        assert last <= sentence.span.start < sentence.span.end
        last = sentence.span.end
        words = sentence.span.of(article.text)
        assert words == words.strip()
        covered.update(range(sentence.span.start, sentence.span.end))
    paragraphs = [s.paragraph for s in found]
    assert paragraphs == sorted(paragraphs)
    for part in article.parts:
        for offset in range(part.span.start, part.span.end):
            if article.text[offset].isspace():
                continue
            is_read = part.kind in {PartKind.TITLE, PartKind.BODY}
            assert (offset in covered) == is_read
