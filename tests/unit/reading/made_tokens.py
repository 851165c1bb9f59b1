"""Tokens of made-up parses, for the tests of what mends them."""

from detente.model.text import Token
from detente.reading.backends.spacy_parser import POS


def words(spec: str) -> tuple[Token, ...]:
    """Tokens from "word/TAG/dep/head", with "word=lemma" where needed."""
    found, at = [], 0
    for i, item in enumerate(spec.split()):
        word, tag, dep, head = item.rsplit("/", 3)
        word, _, lemma = word.partition("=")
        found.append(
            Token(
                i,
                at,
                at + len(word),
                word,
                lemma or word,
                POS[tag],
                tag,
                dep,
                int(head),
            )
        )
        at += len(word) + 1
    return tuple(found)


def links(tokens: tuple[Token, ...]) -> list[str]:
    return [f"{t.text}/{t.dep}>{tokens[t.head].text}" for t in tokens]
