"""Lines of `detente classify` -> pairs: a sentence and the two parties asked about.

A line is `{"id", "sentence", "actor", "recipient"}`; a party is words that stand in the
sentence, [start, end] in code points, or null.
"""

import json
from collections.abc import Iterable, Iterator

from detente.model.pair import PairQuery
from detente.model.text import Span
from detente.problems import ArticleRejected


def read_pairs(
    lines: Iterable[str], where: str
) -> Iterator[tuple[str, PairQuery] | ArticleRejected]:
    """Each line's id and pair; a line that is none is yielded as rejected, not raised.

    Args:
        lines: JSON, one object a line; empty lines are passed over.
        where: What the lines came from, for messages.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        at = f"{where}:{number}"
        try:
            yield _pair(json.loads(line), at)
        except json.JSONDecodeError as problem:
            yield ArticleRejected(at, f"not JSON: {problem.msg}")
        except ArticleRejected as rejected:
            yield rejected


def _pair(given: object, at: str) -> tuple[str, PairQuery]:
    if not isinstance(given, dict):
        raise ArticleRejected(at, "expected an object")
    sentence = given.get("sentence")
    if not isinstance(sentence, str) or not sentence.strip():
        raise ArticleRejected(at, "expected the key sentence, with text")
    query = PairQuery(
        sentence=sentence,
        actor=_party(given.get("actor"), sentence, at, "actor"),
        recipient=_party(given.get("recipient"), sentence, at, "recipient"),
    )
    return str(given.get("id", at)), query


def _party(given: object, sentence: str, at: str, key: str) -> Span | None:
    """Where a party stands; words are looked for as they are, then in any case."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        start = sentence.find(given)
        if start < 0:
            start = sentence.casefold().find(given.casefold())
        if start < 0 or start + len(given) > len(sentence):
            raise ArticleRejected(
                at, f"{key}: {given!r} does not stand in the sentence"
            )
        return Span(start, start + len(given))
    match given:
        case [int(start), int(end)] if 0 <= start < end <= len(sentence):
            return Span(start, end)
    raise ArticleRejected(
        at, f"{key}: expected words, [start, end] within the sentence, or null"
    )
