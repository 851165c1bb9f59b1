"""How long who and where take beyond the parse, in ms an article, set by set.

    python -m evaluation.actors_speed SHARED [--sets NAME ...] [--rounds N] [--at-most N]

SHARED is the folder with `seeds` and `dev`; `examples` are those of this repository.
Sentences are parsed as `detente code` does, those that the gate lets through. Three
stages are timed apart: places (`find_places`), actors read (`read_actors`) and actors
resolved (`resolve_actors`, twice where the article is undated, as the pipeline does).
CPU time of the process. Each article counts with the fastest of its rounds, so that
what else the machine does drops out, and once more with its first round alone, in which
no name of it had been looked up before.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from detente.api import ArticleRejected, make_coder, read_inputs
from detente.coding.actors import read_actors, resolve_actors
from detente.coding.places import find_places
from detente.knowledge.everything import Knowledge
from detente.model.article import ParsedArticle
from detente.pipeline import Coder
from detente.reading.parse import parse
from detente.reading.sentences import split

Value = TypeVar("Value")
EXAMPLES = Path(__file__).parents[1] / "examples"
STAGES = ("places", "actors read", "actors resolved")


def main() -> None:
    """Print a line a set."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("root", type=Path)
    options.add_argument("--sets", nargs="*", default=None)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--at-most", type=int, default=60, help="articles of a set")
    chosen = options.parse_args()
    coder = make_coder()
    header = "".join(f"{stage:>16}" for stage in STAGES)
    print(
        f"{'ms an article':14}{'articles':>9}{'words':>7}{header}{'all':>7}{'first':>7}"
    )
    for name, path in sets(chosen.root):
        if chosen.sets is not None and name not in chosen.sets:
            continue
        articles = list(parsed_of(path, coder, chosen.at_most))
        gc.collect()
        gc.freeze()  # the parses of all articles are no part of one article's cost
        best = [0.0, 0.0, 0.0]
        first = 0.0
        for article in articles:
            rounds = [spent(article, coder.knowledge) for _ in range(chosen.rounds)]
            first += sum(rounds[0])
            for stage in range(len(STAGES)):
                best[stage] += min(one[stage] for one in rounds)
        n = len(articles)
        words = sum(len(article.text.split()) for article in articles) // n
        stages = "".join(f"{1000 * seconds / n:16.2f}" for seconds in best)
        print(
            f"{name:14}{n:9}{words:7}{stages}"
            f"{1000 * sum(best) / n:7.2f}{1000 * first / n:7.2f}"
        )


def sets(root: Path) -> Iterator[tuple[str, Path]]:
    """The sets with articles, each with the path to read."""
    yield "examples", EXAMPLES
    yield "seeds", root / "seeds"
    for folder in sorted((root / "dev").iterdir()):
        if (folder / "articles.jsonl").exists():
            yield folder.name, folder / "articles.jsonl"


def parsed_of(path: Path, coder: Coder, most: int) -> Iterator[ParsedArticle]:
    """The articles of a path, as far as `code` parses them; evenly taken if many."""
    raws = [r for r in read_inputs([str(path)]) if not isinstance(r, ArticleRejected)]
    for raw in raws[:: max(1, -(-len(raws) // most))]:
        article = coder.clean(raw)
        sentences = split(article)
        wanted = coder.gate.pick(article.text, sentences)
        yield parse(article, sentences, coder.parser, wanted=wanted)


def spent(parsed: ParsedArticle, knowledge: Knowledge) -> tuple[float, float, float]:
    """CPU seconds of each stage."""
    given = parsed.article.published
    published = given.interval if given is not None else None

    def resolve() -> None:
        for _ in range(1 if given is not None else 2):
            resolve_actors(read, published)

    places, first = timed(lambda: find_places(parsed, knowledge.gazetteer))
    read, second = timed(
        lambda: read_actors(parsed, knowledge.actors, knowledge.offices, places)
    )
    _, third = timed(resolve)
    return first, second, third


def timed(work: Callable[[], Value]) -> tuple[Value, float]:
    """What a piece of work gives, and its CPU seconds."""
    start = time.process_time()
    value = work()
    return value, time.process_time() - start


if __name__ == "__main__":
    main()
