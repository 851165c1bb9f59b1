"""Estimate in how many articles each word stem stands: linking's background frequencies.

    python -m tools.count_words en_lexeme_prob.json.gz

The file is that of the package spacy-lookups-data (MIT): log probabilities of English
words. A word of probability p stands in an article of L words with probability
1 - exp(-pL); stems add up. The row "*" has the number of articles that the counts are
of. No news text goes in.
"""

import csv
import gzip
import json
import math
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from detente.model.words import stems

N_ARTICLES = 800
# Longer than a report: words of politics are rarer in the file's web talk than in news.
WORDS_AN_ARTICLE = 1000
MIN_DOCUMENTS = 3  # rarer words get the weight of an unseen one anyway


def main(path: str) -> None:
    """Estimate and write."""
    logs: dict[str, float] = json.loads(gzip.decompress(Path(path).read_bytes()))
    chance: dict[str, float] = defaultdict(float)
    for word in sorted(logs):
        found = list(stems(word)) if word.isalpha() else []
        if len(found) == 1:
            chance[found[0]] += math.exp(logs[word])
    rows = {
        stem: round(N_ARTICLES * (1 - math.exp(-p * WORDS_AN_ARTICLE)))
        for stem, p in chance.items()
        if stem.isalpha()
    }
    kept = {stem: n for stem, n in rows.items() if n >= MIN_DOCUMENTS}
    out = files("detente") / "data" / "generated" / "word_documents.csv"
    with Path(str(out)).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["stem", "documents"])
        table.writerows(sorted({**kept, "*": N_ARTICLES}.items()))


if __name__ == "__main__":
    main(sys.argv[1])
