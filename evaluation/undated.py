"""How well articles without a date are dated, on whole short articles of our own.

    python -m evaluation.undated [FILE ...] [--verbose] [--without ROW ...]
    python -m evaluation.undated --texts seeds/*.txt [--without ROW ...]
    python -m evaluation.undated --dated articles.jsonl [--every N]

FILE is TOML as tests/cases/undated_*.toml have it (both by default: the half that the
clues were tuned on, and the half held back). Prints for each file how many intervals
hold the day on which the article was written (hits), the median width in days of ours
and of a careful reader's, and how many are no wider than twice the reader's and a
fortnight. `--without` leaves rows of world_events.csv out, to see what hangs on them;
`--texts` prints the intervals of plain texts with their reasons; `--dated` hides the
dates of real dated articles, takes every Nth, and asks whether they are found again.
"""

import argparse
import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

from detente.api import make_coder
from detente.knowledge.world import world_of
from detente.model.article import RawDocument
from detente.model.edtf import from_edtf, to_edtf
from detente.model.time import Dating
from detente.pipeline import Coder

CASES = Path(__file__).parents[1] / "tests" / "cases"
OPEN_DAYS = 36_500  # an open interval counts as a century


def allowed_days(reader: str) -> int:
    """How wide an answer may be: twice the reader's interval and a fortnight."""
    return 2 * from_edtf(reader).n_days + 14


def coder_without(rows: list[str]) -> Coder:
    """The coder as shipped, some dated events taken away."""
    coder = make_coder()
    if rows:
        events = [e for e in coder.knowledge.world.events if e.id not in rows]
        knowledge = replace(coder.knowledge, world=world_of(events))
        coder = Coder(knowledge, coder.parser)
    return coder


def dated(coder: Coder, text: str) -> Dating | None:
    """What the whole pipeline says of an article's day."""
    return coder.code(RawDocument(text=text, format="txt")).published


def _score(path: Path, coder: Coder, *, verbose: bool) -> None:
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    hits = narrow = 0
    widths = []
    for case in cases:
        found = dated(coder, case["text"].strip())
        is_open = found is None or found.interval.is_open
        width = OPEN_DAYS if found is None or is_open else found.interval.n_days
        is_hit = found is not None and found.interval.contains(case["written"])
        is_narrow = width <= allowed_days(case["reader"])
        hits, narrow = hits + is_hit, narrow + is_narrow
        widths.append(width)
        if verbose:
            mark = ("hit " if is_hit else "MISS") + (" " if is_narrow else " wide")
            ours = to_edtf(found.interval) if found else "-"
            print(f"{mark} {case['id']:24} {ours:24} reader {case['reader']}")
            for reason in found.because if found else ():
                print(f"        {reason}")
    readers = [from_edtf(case["reader"]).n_days for case in cases]
    print(
        f"{path.stem}: {len(cases)} articles, hits {hits} ({hits / len(cases):.3f}), "
        f"narrow {narrow} ({narrow / len(cases):.3f}), median width {median(widths)} "
        f"days (reader {median(readers)})"
    )


def _score_dated(path: Path, coder: Coder, every: int, *, verbose: bool) -> None:
    """Of real articles: hits among those that are dated at all, and how narrowly."""
    lines = path.read_text(encoding="utf-8").splitlines()[::every]
    widths, hits, n_none = [], 0, 0
    articles = [a for a in map(json.loads, lines) if a.get("published")]
    for article in articles:
        found = dated(coder, article["text"])
        if found is None or found.interval.is_open:
            n_none += 1
            is_hit = found is None or found.interval.contains(_first(article))
            hits += is_hit
        else:
            widths.append(found.interval.n_days)
            is_hit = found.interval.contains(_first(article))
            hits += is_hit
        if verbose and found is not None:
            print("hit " if is_hit else "MISS", end=" ")
            print(f"{article['id'][:60]} {article['published']}", end=" ")
            print(to_edtf(found.interval))
            for reason in found.because:
                print(f"        {reason}")
    print(
        f"{path.parent.name}: {len(articles)} articles, not wrong {hits} "
        f"({hits / len(articles):.3f}), open or undated {n_none}, median width of the "
        f"others {median(widths or [OPEN_DAYS])} days; within 45 days {sum(w <= 45 for w in widths)}, "
        f"within a year {sum(w <= 366 for w in widths)}"
    )


def _first(article: dict[str, str]) -> date:
    return from_edtf(article["published"]).start


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--texts", nargs="*", type=Path, default=())
    parser.add_argument("--dated", nargs="*", type=Path, default=())
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--without", nargs="*", default=())
    parser.add_argument("--verbose", action="store_true")
    chosen = parser.parse_args()
    coder = coder_without(list(chosen.without))
    for path in chosen.texts:
        found = dated(coder, path.read_text(encoding="utf-8"))
        print(f"{path.name}: {to_edtf(found.interval) if found else '-'}")
        for reason in found.because if found else ():
            print(f"        {reason}")
    for path in chosen.dated:
        _score_dated(path, coder, chosen.every, verbose=chosen.verbose)
    if (chosen.texts or chosen.dated) and not chosen.files:
        return
    for path in chosen.files or sorted(CASES.glob("undated_*.toml")):
        _score(path, coder, verbose=chosen.verbose)


if __name__ == "__main__":
    main()
