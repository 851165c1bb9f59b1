"""A ledger of the invented press: `python -m evaluation.make_ledger PLACE REPORTS`.

Written in large transactions, which `detente ingest` does not do: the rows are the same,
only sooner there. Restarted, it goes on where it stopped.
"""

import sys
from time import perf_counter

from detente.ledger.filing import digest_of, filing_of
from detente.ledger.records import GroupKind
from detente.ledger.refold import refold
from detente.ledger.store import Ledger
from detente.ledger.write import add_judgements, add_placements, file_article
from evaluation import made_press

BATCH = 300


def make(place: str, n_reports: int, *, tell: bool = False) -> None:
    """Fill a ledger up to so many reports."""
    n_articles = n_reports // made_press.PER_ARTICLE
    started = perf_counter()
    with Ledger.open(place, "w") as ledger:
        for first in range(ledger.counts().articles, n_articles, BATCH):
            _append(ledger, range(first, min(first + BATCH, n_articles)))
            if tell and first // BATCH % 20 == 0:
                seconds = perf_counter() - started
                print(f"{first} articles, {seconds:.0f} s", file=sys.stderr, flush=True)


def _append(ledger: Ledger, numbers: range) -> None:
    with ledger.writing() as (connection, recorded):
        touched: set[str] = set()
        for i in numbers:
            coded = made_press.coded(i)
            filing, lines = filing_of(coded)
            _, more = file_article(
                connection,
                filing,
                lines,
                coded.parsed.article.text,
                content=digest_of(filing),
                recorded=recorded,
            )
            touched |= more
        said = [one for i in numbers for one in made_press.judgements(i)]
        touched |= add_judgements(connection, said, recorded)
        stories = {made_press.name_of_article(i): made_press.story(i) for i in numbers}
        touched |= add_placements(connection, GroupKind.STORY, stories, recorded)
        refold(connection, touched)


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), tell=True)
