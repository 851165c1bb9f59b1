"""How well articles are grouped into stories: B-cubed F1 on a folder with gold.

    python evaluation/stories.py FOLDER... [--threshold T]

FOLDER holds `articles.jsonl` (`id`, `text`, perhaps `title`, `published`) and
`gold.jsonl` (`id`, `story_id`).
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from detente.linking.stories import StoryIndex, StorySettings
from detente.model.article import Article, Part, PartKind
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval


def read_articles(folder: Path) -> list[Article]:
    """The folder's articles, whole text as body."""
    articles = []
    for line in (folder / "articles.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        published = row.get("published") or ""
        dating = None
        if len(published) >= 10:
            day = TimeInterval.day(date.fromisoformat(published[:10]))
            dating = Dating(interval=day, basis=DateBasis.GIVEN)
        articles.append(
            Article(
                id=row["id"],
                text=row["text"],
                parts=(Part(Span(0, len(row["text"])), PartKind.BODY),),
                title=row.get("title"),
                outlet=row.get("outlet"),
                published=dating,
            )
        )
    return articles


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, ...]:
    """Precision, recall and F1, as shared scorers define them."""
    n_gold, n_found = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[a], found[a]) for a in gold)
    share = [
        (both[gold[a], found[a]], n_found[found[a]], n_gold[gold[a]]) for a in gold
    ]
    precision = sum(b / f for b, f, _ in share) / len(share)
    recall = sum(b / g for b, _, g in share) / len(share)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print a line for each folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--threshold", type=float, default=StorySettings().threshold)
    given = options.parse_args()
    for folder in given.folders:
        index = StoryIndex(settings=StorySettings(threshold=given.threshold))
        for article in read_articles(folder):
            index.add(article, None)
        gold = {
            row["id"]: row["story_id"]
            for row in map(
                json.loads, (folder / "gold.jsonl").read_text("utf-8").splitlines()
            )
        }
        precision, recall, f1 = b_cubed(gold, index.stories())
        print(f"{folder.name:20} P {precision:.3f} R {recall:.3f} F1 {f1:.4f}")


if __name__ == "__main__":
    main()
