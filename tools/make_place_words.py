"""Count the words that speak against a place: given names, family names, plain words.

    python -m tools.make_place_words HOLDERS.csv ARTICLES.jsonl...

HOLDERS.csv has a column `person_name` (Wikidata's office holders, CC0); each
ARTICLES.jsonl an article a line with `text`. Only single words and the fact that they
are common go out: a plain word is a gazetteer name that stands in small letters in
three or more articles ("nice", "reading", "orange").
"""

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

from detente.knowledge.gazetteer import DEFAULT_FILE, Gazetteer
from detente.knowledge.place_keys import fold

OUT = DEFAULT_FILE.parent / "gazetteer_words.csv"
MIN_PEOPLE = 2  # of one given name; a single one may be a slip in the label
MIN_FAMILIES = 2
MIN_ARTICLES = 3
SMALL = re.compile(r"(?<![\w’'-])[a-z]{2,}(?![\w’'])")


def main(holders: str, articles: list[str]) -> None:
    """Count, write, say how many."""
    given, family = _people(Path(holders))
    words: Counter[str] = Counter()
    for path in articles:
        for line in Path(path).read_text("utf-8").splitlines():
            words.update(set(SMALL.findall(json.loads(line).get("text", ""))))
    gazetteer = Gazetteer()
    rows = {(w, "given") for w, n in given.items() if n >= MIN_PEOPLE}
    rows |= {(w, "family") for w, n in family.items() if n >= MIN_FAMILIES}
    rows |= {
        (w, "plain")
        for w, n in words.items()
        if n >= MIN_ARTICLES and gazetteer.knows(w)
    }
    with OUT.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["word", "kind"])
        out.writerows(sorted(rows))
    print(Counter(kind for _, kind in rows))


def _people(path: Path) -> tuple[Counter[str], Counter[str]]:
    with path.open(encoding="utf-8") as file:
        names = {row["person_name"] for row in csv.DictReader(file)}
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for name in names:
        words = fold(name).split()
        if len(words) < 2 or not all(w.isascii() for w in words):
            continue
        if len(words[0]) > 2:
            given[words[0]] += 1
        if len(words[-1]) > 2:
            family[words[-1]] += 1
    return given, family


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
