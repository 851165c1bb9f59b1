"""What dates cost: milliseconds of CPU an article beyond the parse, and EDTF bounds.

    python -m evaluation.times_cost SHARED [--articles N]

Parses articles of SHARED (the two seed reports, shared/dev/events, long articles of
stories_basil) once, then times finding and anchoring their time expressions, dating the
events, and dating the article as if it had no date (its expressions already found). Prints the mean of each, the 95th of
a hundred, and what is due to the longest article. Bounds of EDTF texts are timed alone.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time

from detente.api import make_coder
from detente.coding.actors import find_actors
from detente.coding.article_date import date_article
from detente.coding.dates import date_event
from detente.coding.extract import extract
from detente.coding.places import find_places
from detente.coding.roles import Cast
from detente.coding.times import times_layer
from detente.knowledge.calendar import load_calendar
from detente.model.article import ParsedArticle, RawDocument
from detente.model.edtf import from_edtf
from detente.model.event import EventMention
from detente.model.status import Status
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.pipeline import Coder
from detente.reading.parse import parse
from detente.reading.sentences import split

ROUNDS = 5
TEXTS = (
    "2022", "2022-10", "2022-10-26", "2022-10-2X", "202X", "2022-03~", "2022-21",
    "2022-10-01/2022-11", "../2022-10-26", "2022-03~/..", "2004-06~-11",
)  # fmt: skip


def articles(shared: Path, most: int) -> Iterator[RawDocument]:
    """The texts that are there, those of news length and longer."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        yield RawDocument(text=path.read_text(encoding="utf-8"), format="txt")
    for name in ("events", "stories_basil"):
        file = shared / "dev" / name / "articles.jsonl"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        for line in lines[:most]:
            fields = json.loads(line)
            yield RawDocument(
                text=fields["text"], format="jsonl", published=fields.get("published")
            )


def cpu_ms(work: Callable[[], object]) -> float:
    """Milliseconds of CPU, the best of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best * 1000


def measured(raw: RawDocument, coder: Coder) -> tuple[int, float, float, float]:
    """Characters, and milliseconds for expressions, for events, for the article."""
    know, calendar = coder.knowledge, load_calendar()  # given, it keeps nothing
    article = coder.clean(raw)
    sentences = split(article)
    wanted = coder.gate.pick(article.text, sentences)
    parsed = parse(article, sentences, coder.parser, wanted=wanted)
    bare = ParsedArticle(
        article=replace(article, published=None), sentences=parsed.sentences
    )
    actors = find_actors(bare, None, know.actors, know.offices)
    for_article = cpu_ms(
        lambda: date_article(bare, (), actors, know.offices, know.world)
    )
    published = article.published or Dating(
        interval=TimeInterval.day(from_edtf("2022-10-26").start), basis=DateBasis.GIVEN
    )
    times = times_layer(parsed, published)
    places = find_places(parsed, know.gazetteer)
    mentions = list(extract(parsed, Cast(parsed, actors, places), know.lexicon))
    known = [(s, e.interval) for s, e in know.world.named_in(parsed.text)]

    def events() -> None:
        others: list[tuple[EventMention, Dating]] = []
        for mention in mentions:
            dating = date_event(
                mention, Status.HAPPENED, parsed, times, published,
                others=others, known=known,
            )  # fmt: skip
            if dating is not None:
                others.append((mention, dating))

    return (
        len(article.text),
        cpu_ms(lambda: times_layer(parsed, published, calendar=calendar)),
        cpu_ms(events),
        for_article,
    )


def thousand_bounds(text: str) -> None:
    """The bounds of a text, a thousand times."""
    for _ in range(1000):
        from_edtf(text)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    chosen = parser.parse_args()
    coder = make_coder()
    rows = [measured(raw, coder) for raw in articles(chosen.shared, chosen.articles)]
    names = ("characters", "expressions ms", "events ms", "undated article ms")
    for place, name in enumerate(names):
        values = sorted(row[place] for row in rows)
        print(
            f"{name:20} mean {sum(values) / len(values):9.2f}   "
            f"95 of 100 {values[int(0.95 * (len(values) - 1))]:9.2f}   "
            f"most {values[-1]:9.2f}"
        )
    for kind, last in (("a dated", 3), ("an undated", 4)):
        costs = [sum(row[1:last]) for row in rows]
        print(f"{kind} article, beyond the parse: {sum(costs) / len(costs):.2f} ms")
    for text in TEXTS:
        print(f"bounds of {text:20} {cpu_ms(partial(thousand_bounds, text)):6.2f} µs")


if __name__ == "__main__":
    main()
