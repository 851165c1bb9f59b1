"""List the words that speak against a place: given names, family names, plain words.

    python -m tools.make_place_words HOLDERS.csv en_lexeme_prob.json.gz

HOLDERS.csv has a column `person_name` (Wikidata's office holders, CC0). The other file
is that of the package spacy-lookups-data (MIT): log probabilities of English words as
written. A plain word is a gazetteer name that is common, and commoner in small letters
than with a capital ("nice", "reading", "orange").
"""

import csv
import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from detente.knowledge.gazetteer import DEFAULT_FILE, Gazetteer
from detente.knowledge.place_keys import fold

OUT = DEFAULT_FILE.parent / "gazetteer_words.csv"
MIN_PEOPLE = 2  # of one given name; a single one may be a slip in the label
MIN_FAMILIES = 2
MIN_LOG_PROBABILITY = -14.0  # about one word in a million: a reader knows it


def main(holders: str, probabilities: str) -> None:
    """Count, write, say how many."""
    given, family = _people(Path(holders))
    logs: dict[str, float] = json.loads(
        gzip.decompress(Path(probabilities).read_bytes())
    )
    gazetteer = Gazetteer()
    rows = {(w, "given") for w, n in given.items() if n >= MIN_PEOPLE}
    rows |= {(w, "family") for w, n in family.items() if n >= MIN_FAMILIES}
    rows |= {
        (w, "plain")
        for w, log in logs.items()
        if log >= MIN_LOG_PROBABILITY
        and w.isalpha()
        and w.islower()
        and len(w) > 1
        and log > logs.get(w.capitalize(), float("-inf"))
        and gazetteer.knows(w)
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
    main(sys.argv[1], sys.argv[2])
