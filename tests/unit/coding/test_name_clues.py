"""NameClues: capitals that are a person's name, and capitals that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.coding.name_clues import NameClues, has_known_name, is_capitalised
from detente.model.text import Sentence, Span, Token


def sentence(text: str) -> Sentence:
    """A sentence whose words are its tokens, without grammar worth the name."""
    tokens = []
    start = 0
    for i, word in enumerate(text.split()):
        start = text.index(word, start)
        tokens.append(
            Token(
                i=i,
                start=start,
                end=start + len(word),
                text=word,
                lemma=word.lower(),
                pos="X",
                tag="XX",
                dep="dep",
                head=0,
            )
        )
        start += len(word)
    return Sentence(index=0, span=Span(0, len(text)), paragraph=0, tokens=tuple(tokens))


@pytest.mark.parametrize(
    "headline",
    [
        "Poll Shows Voters Abandon Party",
        "THE ARMY ENTERED THE VILLAGE AT DAWN",
        "Ministers Meet in Oslo to Discuss Fishing",
    ],
)
def test_headlines_and_old_wire_copy_are_capitalised(headline: str) -> None:
    assert is_capitalised(sentence(headline))


@pytest.mark.parametrize(
    "prose",
    ["The army entered the village at dawn.", "Maria Kovacs met Peter Nagy there."],
)
def test_prose_is_not(prose: str) -> None:
    assert not is_capitalised(sentence(prose + " They talked for some hours."))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A poll on public opinion.", ("public", "opinion")),
        ("", ("level", "trauma", "center")),
        ("", ("professional", "responsibility")),
        ("", ("r", "utah")),
    ],
)
def test_words_of_things_are_no_names(text: str, words: tuple[str, ...]) -> None:
    assert NameClues.of(text, (), ()).is_ordinary(words)


@pytest.mark.parametrize("words", [("melezia", "figueroa"), ("mark", "field")])
def test_a_given_name_or_an_unknown_word_may_be_a_name(words: tuple[str, ...]) -> None:
    assert not NameClues.of("He crossed a field.", (), ()).is_ordinary(words)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), min_size=1, max_size=4))
def test_a_known_name_stays_known_among_other_words(words: list[str]) -> None:
    assert has_known_name([*words, "maria"])
