"""How well near-copies are told from reports by another hand.

    python evaluation/copies.py FOLDER

FOLDER holds `articles.jsonl` with whole articles and `gold.jsonl` with `story_id`.
Copies are made from them (cut, reordered, lightly edited, with paragraphs of another
article put in); articles of one story by other hands are the hard negatives.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random

from detente.linking.copies import CopyIndex
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span

Edit = Callable[[list[str], list[str], Random], list[str]]


def cut(own: list[str], other: list[str], random: Random) -> list[str]:
    """The first paragraphs only."""
    return own[: max(2, int(len(own) * random.uniform(0.2, 0.6)))]


def reorder(own: list[str], other: list[str], random: Random) -> list[str]:
    """Paragraphs in another order, one in five left out."""
    kept = [p for p in own if random.random() > 0.2]
    random.shuffle(kept)
    return kept or own


def edit(own: list[str], other: list[str], random: Random) -> list[str]:
    """One word in fifteen replaced."""
    words = [p.split() for p in own]
    return [
        " ".join("rather" if random.random() < 1 / 15 else w for w in paragraph)
        for paragraph in words
    ]


def mix(own: list[str], other: list[str], random: Random) -> list[str]:
    """Half as many paragraphs of another article put in between."""
    found = list(own)
    for paragraph in other[: max(1, len(own) // 2)]:
        found.insert(random.randrange(len(found) + 1), paragraph)
    return found


EDITS: tuple[Edit, ...] = (cut, reorder, edit, mix)


def article(id: str, paragraphs: list[str]) -> Article:
    """An article of these paragraphs."""
    text = "\n\n".join(paragraphs)
    return Article(id=id, text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),))


def main() -> None:
    """Print precision and recall over pairs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    given = options.parse_args()
    random = Random(7)
    rows = [
        json.loads(line)
        for line in (given.folder / "articles.jsonl").read_text("utf-8").splitlines()
    ]
    story = {
        row["id"]: row["story_id"]
        for row in map(
            json.loads, (given.folder / "gold.jsonl").read_text("utf-8").splitlines()
        )
    }
    texts = {r["id"]: [p for p in r["text"].split("\n") if p.strip()] for r in rows}
    index = CopyIndex()
    expected: set[tuple[str, str]] = set()
    kinds: dict[tuple[str, str], str] = {}
    for name, paragraphs in texts.items():
        index.add(article(name, paragraphs))
        others = [n for n in texts if story[n] != story[name]]
        for make in EDITS:
            for turn in range(2):
                copy = f"{name}/{make.__name__}{turn}"
                made = make(paragraphs, texts[random.choice(others)], random)
                index.add(article(copy, made))
                expected.add((name, copy))
                kinds[name, copy] = make.__name__
    found = {pair for pair in expected if index.are_copies(*pair)}
    by_story = defaultdict(list)
    for name in texts:
        by_story[story[name]].append(name)
    apart = [p for group in by_story.values() for p in combinations(sorted(group), 2)]
    wrong = [pair for pair in apart if index.are_copies(*pair)]
    print(f"{len(expected)} copies, {len(apart)} pairs of one story by other hands")
    for make in EDITS:
        own = {p for p, kind in kinds.items() if kind == make.__name__}
        print(f"  {make.__name__:8} recall {len(own & found) / len(own):.4f}")
    precision = len(found) / (len(found) + len(wrong))
    print(f"P {precision:.4f} R {len(found) / len(expected):.4f}")
    for one, other in wrong:
        print("joined:", one, other)


if __name__ == "__main__":
    main()
