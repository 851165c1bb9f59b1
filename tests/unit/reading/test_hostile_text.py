"""A text made to be slow is read to its end: what grows too fast never returns."""

import pytest

from detente.model.article import RawDocument
from detente.reading.clean import clean
from detente.reading.metadata import split_front_matter

SIZE = 300_000
TEXTS = {
    "one word": "a" * SIZE,
    "capitals": "A" * SIZE + " A",
    "spaces in the first line": "a b" + " " * SIZE + "c\nThe ministers met in Oslo.",
    "brackets": "[" * SIZE,
    "images": "![" * SIZE,
    "comments": "<!--" * SIZE,
    "stars": "*a " * SIZE,
    "heading of spaces": "# a" + " " * SIZE + "a",
    "dots": "Continue reading: " + "a." * SIZE,
    "quotes": '"a ' * SIZE,
    "lines": "Ministers meet\n" * (SIZE // 20),
    "the same paragraph": "The ministers met in Oslo on Monday.\n" * (SIZE // 40),
    "names": "By " + "Ana, " * SIZE,
}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("kind", ["txt", "md"])
def test_a_text_made_to_be_slow_is_cleaned(name: str, kind: str) -> None:
    raw = RawDocument(
        text=f"{TEXTS[name]}\nAnd so it goes on for ever after that.", format=kind
    )
    assert "for ever" in clean(raw).text


def test_front_matter_with_an_endless_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2: longer than 5000"):
        split_front_matter(
            "---\na" + " " * SIZE + "\n\nb\n---\n".replace("\n\n", "b\n")
        )
