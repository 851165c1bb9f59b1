"""How well near-copies are told from reports by another hand.

    python -m evaluation.copies [FOLDER]

FOLDER holds `articles.jsonl` with whole articles and `gold.jsonl` with `story_id`;
without it the project's own examples are read. Copies are made from them (cut,
reordered, lightly edited, retitled, with paragraphs of another article or an agency's
lines put in); articles of one story by other hands are the hard negatives.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from random import Random

from detente.linking.copies import CopyIndex
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.problems import ArticleRejected
from detente.reading.clean import clean
from detente.reading.ingest import read_inputs

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


def retitle(own: list[str], other: list[str], random: Random) -> list[str]:
    """Another headline, an editor's line below it, the last paragraph gone."""
    words = own[0].split()
    random.shuffle(words)
    kept = own[1:] if len(own) < 4 else own[1:-1]
    return [" ".join(words[:8]), "By our own staff in the capital", *kept]


def credit(own: list[str], other: list[str], random: Random) -> list[str]:
    """The middle of the text between an agency's lines."""
    start = random.randrange(max(1, len(own) // 3))
    end = max(start + 2, len(own) - random.randrange(max(1, len(own) // 3)))
    head = "(Harbour Wire) -"
    tail = "This article first appeared in the Harbour Wire. All rights reserved."
    return [f"{head} {own[start]}", *own[start + 1 : end], tail]


EDITS: tuple[Edit, ...] = (cut, reorder, edit, mix, retitle, credit)
EXAMPLES = Path(__file__).parents[1] / "examples"
# The three stories of the examples, by names that stand in their articles.
EXAMPLE_STORIES = {
    "nato": ("Sweden", "Swedish", "Finland", "Finnish"),
    "egypt": ("Shoukry", "Egypt"),
    "japan": ("Yoon", "Kishida"),
}


def own_articles() -> tuple[dict[str, list[str]], dict[str, str]]:
    """The paragraphs of each example report and its story."""
    texts: dict[str, list[str]] = {}
    story: dict[str, str] = {}
    for raw in read_inputs([str(EXAMPLES)]):
        if isinstance(raw, ArticleRejected) or (raw.path or "").endswith(MANUALS):
            continue
        cleaned = clean(raw)
        body = [
            part.span.of(cleaned.text)
            for part in cleaned.parts
            if part.kind is PartKind.BODY
        ]
        named = [
            name
            for name, words in EXAMPLE_STORIES.items()
            if any(word in cleaned.text for word in words)
        ]
        if len(body) > 1 and named:
            texts[cleaned.id], story[cleaned.id] = body, named[0]
    return texts, story


MANUALS = ("README.md", "EXPECTED.md")


def given_articles(folder: Path) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The same of a folder with gold stories."""
    rows = map(json.loads, (folder / "articles.jsonl").read_text("utf-8").splitlines())
    gold = map(json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines())
    texts = {r["id"]: [p for p in r["text"].split("\n") if p.strip()] for r in rows}
    return texts, {row["id"]: row["story_id"] for row in gold}


def article(id: str, paragraphs: list[str]) -> Article:
    """An article of these paragraphs."""
    text = "\n\n".join(paragraphs)
    return Article(id=id, text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),))


MOST_PAIRS = 2400  # copies that the examples are made into


def main() -> None:
    """Print precision and recall over pairs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path, nargs="?")
    given = options.parse_args()
    random = Random(7)
    texts, story = given_articles(given.folder) if given.folder else own_articles()
    n_turns = max(2, math.ceil(MOST_PAIRS / (len(texts) * len(EDITS))))
    index = CopyIndex()
    expected: set[tuple[str, str]] = set()
    kinds: dict[tuple[str, str], str] = {}
    for name, paragraphs in texts.items():
        index.add(article(name, paragraphs))
        others = [n for n in texts if story[n] != story[name]]
        for make in EDITS:
            for turn in range(n_turns if not given.folder else 2):
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
