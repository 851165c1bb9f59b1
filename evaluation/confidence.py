"""How far the confidence of `detente code` can be believed.

    python -m evaluation.confidence SHARED

Right is what the contract's scorer (SHARED/score/score.py) would match: the event is
there, its type is accepted, at least half of the countries are right. Three readings:

- the codings that a reader judged (evaluation/judged), each by weights fitted to the
  other articles' codings alone, or to the other sets' alone; with how many of them are
  wholly right;
- the same by the weights that ship, which were fitted to them;
- reports with a gold: SHARED/dev/events, the seeds, and evaluation/held, where what the
  gold leaves out counts as wrong. Nothing was fitted to these.

"luck" is the calibration error that true probabilities would show on so few reports.
Fails when the first reading's calibration error or area under the curve is out of bounds.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

import numpy as np

from detente.api import CodedArticle, Coder, code_paths, make_coder, report_lines
from evaluation.by_type import load_scorer
from evaluation.calibration import N_BINS, bins, expected_error
from evaluation.judged_codings import code_judged, read_judged
from training.confidence import PENALTY, table_of
from training.logistic import Array, area, brier, predict_held

CEILING = 0.06  # calibration error that is accepted, on held articles
FLOOR = 0.68  # area under the curve, on held articles
HELD = Path(__file__).with_name("held")
Line = dict[str, Any]


def main() -> int:
    """Code, join, print, and say whether it is within bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    coder = make_coder()
    verdicts = read_judged()
    rows = code_judged(shared, verdicts, coder)
    print(f"{len(rows)} of {len(verdicts)} verdicts hold for what is coded now")
    x, y, folds = table_of(rows)
    wholly = np.array([float(row.judged.is_right) for row in rows])
    held_out = predict_held(x, y, folds, PENALTY)
    print("\njudged codings, by weights fitted to other articles")
    print("confidence      n   mean  right  wholly")
    print("\n".join(table_lines(held_out, y, wholly)))
    names, number = np.unique([row.judged.set for row in rows], return_inverse=True)
    of_sets = predict_held(x, y, number.astype(np.int64), PENALTY)
    shipped = np.array([row.report.confidence for row in rows])
    readings = {
        "judged, other articles": (held_out, y),
        "judged, other sets": (of_sets, y),
        "judged, shipped": (shipped, y),
    }
    for place, name in enumerate(names):
        here = number == place
        readings[f"  {name}, other sets"] = of_sets[here], y[here]
    scorer = load_scorer(shared / "score" / "score.py")
    for name, (inputs, gold) in gold_sets(shared).items():
        readings[name] = outcomes(inputs, gold, coder, scorer)
    print(f"\n{'':32}     n   mean  right  error (luck)  area  brier")
    for name, (p, hits) in readings.items():
        print(
            f"{name:32} {len(p):5} {p.mean():6.3f} {hits.mean():6.3f}"
            f" {calibration_error(p, hits):6.3f} {luck(p):6.3f} {area(p, hits):6.3f}"
            f" {brier(p, hits):6.3f}"
        )
    error, under = calibration_error(held_out, y), area(held_out, y)
    print(f"\nerror {error:.4f}, ceiling {CEILING}; area {under:.4f}, floor {FLOOR}")
    return 1 if error > CEILING or under < FLOOR else 0


def table_lines(p: Array, y: Array, wholly: Array) -> Iterable[str]:
    """A reliability table; the last column is the share of which all is right."""
    places = np.minimum((p * N_BINS).astype(int), N_BINS - 1)
    for one in bins(list(zip(p.tolist(), (y == 1).tolist(), strict=True))):
        all_right = wholly[places == round(one.low * N_BINS)].mean()
        width = f"{one.low:.1f}-{one.low + 1 / N_BINS:.1f}"
        yield f"{width:10} {one.n:6} {one.sure:6.3f} {one.right:6.3f} {all_right:7.3f}"


def calibration_error(p: Array, y: Array) -> float:
    """The expected calibration error over ten bins."""
    return expected_error(bins(list(zip(p.tolist(), (y == 1).tolist(), strict=True))))


def luck(p: Array) -> float:
    """The calibration error that probabilities which are true would show on so few.

    The mean of 200 draws of outcomes by the probabilities themselves.
    """
    draws = np.random.default_rng(1).random((200, len(p))) < p
    return float(np.mean([calibration_error(p, draw.astype(float)) for draw in draws]))


def gold_sets(shared: Path) -> dict[str, tuple[list[str], list[Line]]]:
    """By name: what to code, and the gold events of it."""
    events = shared / "dev" / "events"
    seeds = sorted(str(path) for path in (shared / "seeds").glob("*.txt"))
    sets = {
        "dev/events": ([str(events / "articles.jsonl")], _read(events / "gold.jsonl")),
        "seeds": (seeds, _read(shared / "gold" / "seeds.jsonl")),
    }
    for part in ("", "second_open_", "second_closed_"):
        gold = _read(HELD / f"{part}gold.jsonl")
        name = part.strip("_").replace("_", " ") or "first open"
        sets[f"held, {name}"] = [str(HELD / f"{part}articles.jsonl")], gold
    return sets


def outcomes(
    inputs: list[str], gold: Sequence[Line], coder: Coder, scorer: ModuleType
) -> tuple[Array, Array]:
    """Of each report on an article with gold: its confidence, whether it is matched."""
    coded = [one for one in code_paths(inputs, coder) if isinstance(one, CodedArticle)]
    made: dict[str, list[Line]] = defaultdict(list)
    reports: list[Line] = list(report_lines(coded))
    for line in reports:
        article = line["article"]
        made[PurePath(article["path"] or article["id"]).name].append(line)
    wanted: dict[str, list[Line]] = defaultdict(list)
    for row in gold:
        wanted[PurePath(row["file"]).name].append(row)
    p, y = [], []
    for name, events in wanted.items():
        lines = made[name]
        matched = {
            j
            for i, j in scorer.assign(events, lines)
            if lines[j]["event"] in events[i]["type"]
            and scorer.compatible(events[i], lines[j])
        }
        p += [float(line["confidence"]) for line in lines]
        y += [float(j in matched) for j in range(len(lines))]
    return np.array(p), np.array(y)


def _read(path: Path) -> list[Line]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
