"""Check status and attribution on gold events: a mention is made from each gold quote.

    python evaluation/status.py GOLD.jsonl FOLDER_OR_JSONL

GOLD has `file`, `quote`, `type` and the accepted `status` values; the texts lie in a
folder of .txt files or in a JSONL with `id` and `text`. The trigger is guessed as the
highest verb or event noun of the quote, so that a few misses are the guess's own. Every
gold event counts, also those that extraction misses. Sources are resolved to the actors
that the whole way of an article finds.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from detente.api import make_coder
from detente.coding.attributions import says_chain
from detente.coding.status import status_of
from detente.model.article import RawDocument
from detente.model.attribution import Attribution
from detente.model.event import EventMention, EventType
from detente.model.text import Sentence, Span, Token

PLAIN = str.maketrans("’‘“”", "''\"\"")
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


def is_told_by(chain: tuple[Attribution, ...], wanted: dict[str, Any] | None) -> bool:
    """Whether the chain holds whom the gold names, as score.py asks it."""
    if wanted is None:
        return not chain
    return any(
        (not wanted.get("country") or one.country == wanted["country"])
        and one.anonymous == bool(wanted.get("anonymous"))
        for one in chain
    )


def main() -> int:
    """Guess a trigger for each gold event and compare."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("articles", type=Path)
    given = arguments.parse_args()
    coder = make_coder()
    coded = {
        name: coder.code(RawDocument(text=text, format="txt", id=name), parse_all=True)
        for name, text in texts(given.articles).items()
    }
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in given.gold.read_text("utf-8").splitlines():
        gold = json.loads(line)
        one = coded[gold["file"]]
        plain = one.parsed.text.translate(PLAIN)
        start = plain.find(gold["quote"].translate(PLAIN))
        sentence = one.parsed.sentence_at(start) if start >= 0 else None
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
        status, because = status_of(
            mention, one.parsed, one.attributions, coder.knowledge.cues
        )
        total["status"] += 1
        right["status"] += status.value in gold["status"]
        if status.value not in gold["status"]:
            wanted = "|".join(gold["status"])
            print(f"{status} for {wanted}: [{word.text}] {gold['quote']} {because}")
        if "attribution" in gold:
            chain = says_chain(word.span, one.attributions)
            figure = "attribution" if gold["attribution"] else "attribution_none"
            total[figure] += 1
            told = is_told_by(chain, gold["attribution"])
            right[figure] += told
            if not told:
                names = [one.entity_name for one in chain]
                print(f"{names} for {gold['attribution']}: {gold['quote']}")
    for figure, number in sorted(total.items()):
        share = right[figure] / number
        print(f"{figure}: {right[figure]} of {number} right: {share:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
