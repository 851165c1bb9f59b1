"""Check status on gold events: a mention is made from each gold quote.

    python evaluation/status.py GOLD.jsonl FOLDER_OR_JSONL

GOLD has `file`, `quote`, `type` and the accepted `status` values; the texts lie in a
folder of .txt files or in a JSONL with `id` and `text`. The trigger is guessed as the
highest verb or event noun of the quote, so that a few misses are the guess's own.
"""

import argparse
import json
import sys
from pathlib import Path

from detente.coding.attributions import find_attributions
from detente.coding.status import status_of
from detente.knowledge.cues import Cues
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.event import EventMention, EventType
from detente.model.text import Sentence, Span, Token
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

LIGHT = frozenset(
    "is are was were be been being plan plans planned set due will scheduled poised "
    "expected denies denied said says".split()
)


def texts(where: Path) -> dict[str, str]:
    """The articles' texts by file name."""
    if where.is_dir():
        return {path.name: path.read_text("utf-8") for path in where.glob("*.txt")}
    rows = [json.loads(line) for line in where.read_text("utf-8").splitlines()]
    return {row["id"]: row["text"] for row in rows}


def load(name: str, text: str, parser: SpacyParser) -> ParsedArticle:
    """A text with all its sentences parsed; a short first line is the title."""
    line = text.find("\n")
    parts: tuple[Part, ...] = (Part(Span(0, len(text)), PartKind.BODY),)
    if 0 < line < 150 and text[line - 1] not in '.”"':
        head = Part(Span(0, line), PartKind.TITLE)
        parts = (head, Part(Span(line, len(text)), PartKind.BODY))
    article = Article(id=name, text=text, parts=parts)
    return parse(article, split(article), parser)


def trigger_of(sentence: Sentence, quote: Span) -> Token | None:
    """The highest content word of the quote, light governors passed over."""
    inside = sentence.tokens_in(quote)
    here = {token.i for token in inside}
    word = sentence.head_of(quote)
    while word is not None:
        below = [
            child
            for child in sentence.below(word, "xcomp", "ccomp", "attr")
            if child.i in here and child.pos in {"VERB", "NOUN"}
        ]
        if word.lower not in LIGHT or not below:
            return word
        word = below[0]
    return None


def main() -> int:
    """Guess a trigger for each gold event and compare."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("articles", type=Path)
    given = arguments.parse_args()
    parser, cues = SpacyParser(), Cues.load()
    parsed = {
        name: load(name, text, parser) for name, text in texts(given.articles).items()
    }
    attributions = {
        name: find_attributions(one, (), cues) for name, one in parsed.items()
    }
    right = total = 0
    for line in given.gold.read_text("utf-8").splitlines():
        gold = json.loads(line)
        one = parsed[gold["file"]]
        plain = one.text.replace("’", "'").replace("‘", "'")
        start = plain.find(gold["quote"].replace("’", "'").replace("‘", "'"))
        sentence = one.sentence_at(start) if start >= 0 else None
        if sentence is None:
            continue
        quote = Span(start, start + len(gold["quote"]))
        word = trigger_of(sentence, quote)
        if word is None:
            continue
        mention = EventMention(
            sentence=sentence.index,
            trigger=word.span,
            clause=quote,
            type=EventType(gold["type"][0]),
            row="gold",
        )
        status, because = status_of(mention, one, attributions[gold["file"]], cues)
        total += 1
        right += status.value in gold["status"]
        if status.value not in gold["status"]:
            wanted = "|".join(gold["status"])
            print(f"{status} for {wanted}: [{word.text}] {gold['quote']} {because}")
    print(f"{right} of {total} right: {right / max(total, 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
