"""How well near-copies are told from reports by another hand.

    python -m evaluation.copies [FOLDER]

FOLDER holds `articles.jsonl` with whole articles and `gold.jsonl` with `story_id`;
without it the project's own texts are read. Copies are made from the examples (cut,
reordered, lightly edited, retitled, with paragraphs of another article or an agency's
lines put in). The hard negatives are articles of one story by other hands: of the
examples, of the golden world (tests/world), and of other_hands.toml, where each quotes
the same statement at length. Copies that the examples and the golden world hold on
purpose are none of them.
"""

import argparse
import json
import math
import tomllib
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


HERE = Path(__file__).parent
GOLDEN = HERE.parent / "tests" / "world" / "golden" / "reports.toml"
# Articles of one text, put in on purpose: by their ids, or by what their texts hold.
GOLDEN_COPIES = (
    frozenset({"recall-3", "recall-4"}),
    frozenset({"aid-1", "aid-2", "aid-3", "aid-4"}),
)
WORLD = "golden "  # its texts are too short to be cut and mixed
EXAMPLE_COPIES = ("had lost its meaning", "he wrote on Twitter, and the two had agreed")


def other_hands() -> tuple[dict[str, list[str]], dict[str, str]]:
    """Paragraphs and stories of texts that only serve as hard negatives."""
    texts: dict[str, list[str]] = {}
    story: dict[str, str] = {}
    made = tomllib.loads((HERE / "other_hands.toml").read_text("utf-8"))["story"]
    told = tomllib.loads(GOLDEN.read_text("utf-8"))["report"]
    for name, of, text in (
        *(
            (f"{one['id']}-{n}", str(one["id"]), str(text))
            for one in made
            for n, text in enumerate(one["texts"])
        ),
        *(
            (one["id"], f"{WORLD}{one['id'].partition('-')[0]}", one["text"])
            for one in told
        ),
    ):
        texts[name] = [line for line in text.split("\n") if line.strip()]
        story[name] = of
    return texts, story


def is_copy_on_purpose(one: str, other: str, texts: dict[str, list[str]]) -> bool:
    """Whether two of our own texts are meant to be of one origin."""
    if any({one, other} <= group for group in GOLDEN_COPIES):
        return True
    both = (" ".join(texts[one]), " ".join(texts[other]))
    return all(words in text for words in EXAMPLE_COPIES for text in both)


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
    turns = dict.fromkeys(texts, n_turns if not given.folder else 2)
    if not given.folder:
        more, more_story = other_hands()
        texts, story = texts | more, story | more_story
        turns |= {name: 0 if story[name].startswith(WORLD) else 2 for name in more}
    index = CopyIndex()
    said: set[tuple[str, str]] = set()
    kinds: dict[tuple[str, str], str] = {}

    def add(name: str, paragraphs: list[str]) -> None:
        said.update((p.left, p.right) for p in index.add(article(name, paragraphs)))

    for name, paragraphs in texts.items():
        add(name, paragraphs)
        others = [n for n in texts if story[n] != story[name]]
        for make in EDITS:
            for turn in range(turns[name]):
                copy = f"{name}/{make.__name__}{turn}"
                add(copy, make(paragraphs, texts[random.choice(others)], random))
                kinds[name, copy] = make.__name__
    found = {pair for pair in kinds if index.are_copies(*pair)}
    by_story = defaultdict(list)
    for name in texts:
        by_story[story[name]].append(name)
    apart = {
        pair
        for group in by_story.values()
        for pair in combinations(sorted(group), 2)
        if given.folder or not is_copy_on_purpose(*pair, texts)
    }
    wrong = [pair for pair in sorted(said) if _roots(pair) in apart]
    print(f"{len(kinds)} copies, {len(apart)} pairs of one story by other hands")
    for make in EDITS:
        own = {p for p, kind in kinds.items() if kind == make.__name__}
        print(f"  {make.__name__:8} recall {len(own & found) / len(own):.4f}")
    precision = len(found) / (len(found) + len(wrong))
    print(f"P {precision:.4f} R {len(found) / len(kinds):.4f}")
    for one, other in wrong:
        print("joined:", one, other)


def _roots(pair: tuple[str, str]) -> tuple[str, str]:
    """The texts that two were made from: a copy of one is no copy of the other hand's."""
    one, other = sorted(name.partition("/")[0] for name in pair)
    return one, other


if __name__ == "__main__":
    main()
