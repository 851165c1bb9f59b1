"""Score place names on the development sets, from raw text.

    python -m evaluation.places DEV_ROOT SCORER [--errors]

DEV_ROOT holds places_geovirus/ and places_lgl/ with articles.jsonl and gold.jsonl;
SCORER is the program that compares (places.py beside the contracts).
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from detente.coding.places import find_places
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.place import PlaceMention
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

SETS = {"places_geovirus": [], "places_lgl": ["--no-demonyms"]}


def main(dev_root: Path, scorer: Path, options: list[str]) -> None:
    """Parse, find, score and print both sets."""
    gazetteer, parser = Gazetteer(), SpacyParser()
    for name, flags in SETS.items():
        parses = list(read(dev_root / name / "articles.jsonl", parser))
        print(name)
        score(parses, gazetteer, dev_root / name / "gold.jsonl", scorer,
              [*flags, *options])  # fmt: skip


def read(path: Path, parser: SpacyParser) -> Iterator[ParsedArticle]:
    """Each article of a file, every sentence parsed."""
    for line in path.read_text("utf-8").splitlines():
        given = json.loads(line)
        text = given["text"]
        article = Article(
            id=given["id"],
            text=text,
            parts=(Part(Span(0, len(text)), PartKind.BODY),),
            url=given.get("url"),
            outlet=given.get("outlet"),
        )
        yield parse(article, split(article), parser)


def score(
    parses: list[ParsedArticle],
    gazetteer: Gazetteer,
    gold: Path,
    scorer: Path,
    flags: list[str],
) -> None:
    """Find the places of parsed articles and print what the scorer says."""
    find_places(parses[0], gazetteer)  # loads the tables
    start = time.process_time()
    found = [find_places(parsed, gazetteer) for parsed in parses]
    spent = (time.process_time() - start) / len(parses) * 1000
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for parsed, places in zip(parses, found, strict=True):
            line = {
                "article": {"id": parsed.article.id},
                "text": parsed.text,
                "places": [_line(parsed.text, place) for place in places],
            }
            file.write(json.dumps(line) + "\n")
        file.flush()
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), file.name, *flags],
            capture_output=True,
            text=True,
            check=False,
        )
    print(done.stdout, done.stderr, f"{spent:.2f} ms an article", sep="\n")


def _line(text: str, mention: PlaceMention) -> dict[str, object]:
    place = mention.place
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(text),
        "resolved_place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "country_code": place.country if place else None,
        "geonameid": place.geonameid if place else None,
        "because": mention.because,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
