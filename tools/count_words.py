"""Count in how many articles each word stem stands: linking's background frequencies.

    python tools/count_words.py FOLDER... > src/detente/data/generated/word_documents.csv

Each FOLDER holds an `articles.jsonl` with `text` a line. Only counts go out, and only
of stems that three or more articles share; no text does. The row "*" has the number of
articles counted.
"""

import csv
import json
import sys
from collections import Counter
from pathlib import Path

from detente.model.words import stems

MIN_DOCUMENTS = 3  # rarer words get the weight of an unseen one anyway


def main(folders: list[str]) -> None:
    """Count and print."""
    counts: Counter[str] = Counter()
    n_articles = 0
    for folder in folders:
        lines = (Path(folder) / "articles.jsonl").read_text("utf-8").splitlines()
        for line in lines:
            counts.update(set(stems(json.loads(line)["text"])))
            n_articles += 1
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["stem", "documents"])
    rows = {w: n for w, n in counts.items() if n >= MIN_DOCUMENTS and w.isalpha()}
    for word, n in sorted({**rows, "*": n_articles}.items()):
        out.writerow([word, n])


if __name__ == "__main__":
    main(sys.argv[1:])
