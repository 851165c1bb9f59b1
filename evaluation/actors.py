"""How many gold actors are among the mentions of the sentence that reports the event.

    python evaluation/actors.py SHARED [--misses] [--set NAME]

SHARED is the folder with `seeds`, `gold` and `dev`. For each gold event the sentences
that its quote touches are taken; an actor or recipient counts as found when a mention in
them has its country, and its name when a person or body (last word, as the contract's
scorer compares names). The time is that of actors and places together, beyond the parse.
"""

import argparse
import json
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.coding.actors import find_actors
from detente.coding.places import find_places
from detente.knowledge.actors import load_actors
from detente.knowledge.gazetteer import Gazetteer
from detente.knowledge.offices import load_offices
from detente.model.actor import ActorMention
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.text import Span
from detente.model.time import TimeInterval
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

PARSER = SpacyParser()
# The seed reports carry no date; these are the days on which they came out.
SEED_DAYS = {"000": "2022-10-26", "002": "2022-10-26"}


def load(text: str, name: str) -> ParsedArticle:
    """The text as a parsed article, all of it body."""
    article = Article(
        id=name, text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return parse(article, split(article), PARSER)


def sets(root: Path) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """(set, articles by id, gold events) of each."""

    def lines(path: Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in path.read_text().splitlines()]

    seeds = {
        path.name: {"text": path.read_text(), "published": SEED_DAYS[path.name[:3]]}
        for path in sorted((root / "seeds").glob("*.txt"))
    }
    yield "seeds", seeds, lines(root / "gold" / "seeds.jsonl")
    for name in ("events", "plover_gsr"):
        folder = root / "dev" / name
        articles = {row["id"]: row for row in lines(folder / "articles.jsonl")}
        yield name, articles, lines(folder / "gold.jsonl")


def plain(text: str) -> str:
    """Small letters without marks, signs as gaps."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c if c.isalnum() else " " for c in flat if c.isascii()).lower()


def is_place(text: str, quote: str) -> Span | None:
    """Where a quote stands, apostrophes aside."""
    signs = str.maketrans("’‘“”\u00a0", "''\"\" ")
    start = text.translate(signs).find(quote.translate(signs))
    return Span(start, start + len(quote)) if start >= 0 else None


def near(parsed: ParsedArticle, span: Span) -> Span:
    """The sentences that a span touches."""
    touched = [s.span for s in parsed.sentences if s.span.overlaps(span)]
    return touched[0].join(touched[-1]) if touched else span


def main() -> None:
    """Print the shares found, and the misses when asked."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("root", type=Path)
    options.add_argument("--misses", action="store_true")
    options.add_argument("--set", default=None)
    chosen = options.parse_args()
    offices = load_offices()
    actors = load_actors(offices)
    gazetteer = Gazetteer()
    for name, articles, gold in sets(chosen.root):
        if chosen.set not in (None, name):
            continue
        tally: Counter[str] = Counter()
        coded: dict[str, tuple[ParsedArticle, tuple[ActorMention, ...]]] = {}
        spent = 0.0
        for key in dict.fromkeys(event["file"] for event in gold):
            row = articles.get(key) or articles[Path(key).name]
            parsed = load(row["text"], key)
            day = row.get("published")
            published = (
                TimeInterval.day(date.fromisoformat(day))
                if day and len(day) == 10
                else None
            )
            find_actors(parsed, published, actors, offices)  # fills caches
            began = time.process_time()
            places = find_places(parsed, gazetteer)
            found = find_actors(parsed, published, actors, offices, places)
            spent += time.process_time() - began
            coded[key] = parsed, found
        for event in gold:
            parsed, mentions = coded[event["file"]]
            judge(event, parsed, mentions, tally, show=chosen.misses)
        report(name, tally, spent, len(coded))


def judge(
    event: dict[str, Any],
    parsed: ParsedArticle,
    mentions: tuple[ActorMention, ...],
    tally: Counter[str],
    *,
    show: bool,
) -> None:
    """Count one event's actors found and missed."""
    span = is_place(parsed.text, event["quote"])
    if span is None:
        tally["quote not found"] += 1
        return
    where = near(parsed, span)
    inside = [m for m in mentions if m.span.overlaps(where)]
    countries = {c for m in inside for c in m.countries}
    names = " | ".join(
        plain(n) for m in inside for n in (m.name, *m.names, m.span.of(parsed.text))
    )
    core = "core" if event.get("core") else "other"
    for side in ("actor", "recipient"):
        for entity in event[side] or []:
            country, name = entity.get("country"), entity.get("name")
            if country and len(country) == 3:
                good = country in countries
                tally[f"{side} country {core} {good}"] += 1
                if not good and show:
                    print(f"COUNTRY {country} {name}: {where.of(parsed.text)[:300]}")
            if name:
                last = plain(name).split()[-1]
                good = last in names
                tally[f"{side} name {core} {good}"] += 1
                if not good and show:
                    print(f"NAME {name}: {where.of(parsed.text)[:300]}")


def report(name: str, tally: Counter[str], spent: float, n_articles: int) -> None:
    """Print one set's figures."""
    print(f"== {name}: {1000 * spent / n_articles:.2f} ms an article")
    for label in sorted({key.rsplit(" ", 1)[0] for key in tally}):
        found, missed = tally[f"{label} True"], tally[f"{label} False"]
        if found + missed:
            share = found / (found + missed)
            print(f"{label:28} {share:.3f}  ({found} of {found + missed})")
    if tally["quote not found"]:
        print("quotes not found:", tally["quote not found"])


if __name__ == "__main__":
    main()
