"""How long the desk takes over a page, by the ledger's size: `python -m evaluation.web_speed LEDGER`.

Make the ledger with `python -m evaluation.make_ledger LEDGER 200000`. Each page is asked
for over HTTP from the same machine, the busiest pairs of states in turn; the first asking
of a pair (nothing kept) is told apart from the next ones. Times are milliseconds.
"""

import sys
from pathlib import Path
from time import perf_counter
from urllib.request import urlopen

from detente.api import Ledger
from detente.web.serve import serving
from detente.web.settings import Settings

PAIRS = 40
ROUNDS = 3


def main() -> None:
    """Print a line for each kind of page."""
    path = Path(sys.argv[1])
    with Ledger.open(path, "r") as ledger:
        n_reports = ledger.counts().reports
        pairs = ledger.dyads_active(limit=PAIRS)
        events = [one.id for one in ledger.events(limit=PAIRS)]
        stories = [one.id for one in ledger.stories(limit=PAIRS)]
    print(f"{n_reports:,} reports; the busiest pair has {pairs[0].n_events:,} events")
    dyads = [f"/dyad/{one.a}/{one.b}" for one in pairs]
    kinds = {
        "dyad, first": dyads,
        "dyad": dyads * ROUNDS,
        "dyad, denied only": [f"{one}?status=denied" for one in dyads],
        "timeline": ["/timeline"] * PAIRS,
        "event": [f"/event/{one}" for one in events],
        "story": [f"/story/{one}" for one in stories],
        "home": ["/"] * PAIRS,
        "map": ["/map"] * 10,
    }
    print(f"{'page':20}{'p50':>8}{'p95':>8}{'most':>8}{'kB, most':>10}")
    with serving(path, Settings(port=0)) as address:
        for name, paths in kinds.items():
            times, sizes = [], []
            for one in paths:
                start = perf_counter()
                with urlopen(address.rstrip("/") + one) as answer:
                    sizes.append(len(answer.read()))
                times.append((perf_counter() - start) * 1000)
            times.sort()
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            middle = times[len(times) // 2]
            print(
                f"{name:20}{middle:8.0f}{p95:8.0f}{times[-1]:8.0f}{max(sizes) / 1000:10.0f}"
            )


if __name__ == "__main__":
    main()
