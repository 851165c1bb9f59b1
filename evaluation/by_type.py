"""Scores of coded events for each PLOVER type, where the sets' scorer gives one figure.

The scorer's own matching decides which prediction is which gold event, so that the
table and the scorer's totals agree.
"""

import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any

Line = Mapping[str, Any]
FIELDS = ("actor", "recipient", "mode", "status", "date", "dead")


@dataclass(slots=True)
class Tally:
    """Of one type: events in gold, predicted, matched; and of each field right, asked."""

    n_gold: int = 0
    n_predicted: int = 0
    n_matched: int = 0
    right: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))


def load_scorer(path: Path) -> ModuleType:
    """The scorer's functions, from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        msg = f"no scorer at {path}"
        raise FileNotFoundError(msg)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tally(
    gold: Iterable[Line], predicted: Iterable[Line], scorer: ModuleType
) -> dict[str, Tally]:
    """Count by type; a gold event of several accepted types counts for its first."""
    wanted, made = defaultdict(list), defaultdict(list)
    for line in gold:
        wanted[PurePath(line["file"]).name].append(line)
    for line in predicted:
        article = line["article"]
        made[PurePath(article.get("path") or article["id"]).name].append(line)
    found: dict[str, Tally] = defaultdict(Tally)
    for name in sorted(wanted):
        golds, ours = wanted[name], made.get(name, [])
        for line in golds:
            found[line["type"][0]].n_gold += 1
        for line in ours:
            found[line["event"]].n_predicted += 1
        for i, j in scorer.assign(golds, ours):
            one, other = golds[i], ours[j]
            if other["event"] in one["type"] and scorer.compatible(one, other):
                _compare(found[one["type"][0]], one, other, scorer)
    return dict(found)


def _compare(of_type: Tally, gold: Line, ours: Line, scorer: ModuleType) -> None:
    of_type.n_matched += 1
    mutual = scorer.mutual(gold, ours)
    for role in ("actor", "recipient"):
        same = scorer.countries(gold[role]) == scorer.countries(ours.get(role))
        of_type.right[role].append(same or mutual)
    of_type.right["status"].append(ours.get("status") in gold["status"])
    if gold.get("mode"):
        shared = set(gold["mode"]) & set(ours.get("mode") or [])
        of_type.right["mode"].append(bool(shared))
    if gold.get("date"):
        of_type.right["date"].append(scorer.date_score(gold["date"], ours.get("date")))
    if gold.get("dead"):
        of_type.right["dead"].append(ours.get("dead") == gold["dead"])


def table(tallies: Mapping[str, Tally]) -> list[str]:
    """The lines of a table: a type a line, shares in hundredths, "-" where none is asked.

    `recall` and `precision` are of types; the fields are shares of the matched events.
    """
    head = ("gold", "coded", "match", "recall", "precis", *FIELDS)
    lines = [f"  {'type':10}" + "".join(f"{name:>10}" for name in head)]
    for type_, counted in sorted(tallies.items()):
        cells = [
            str(counted.n_gold),
            str(counted.n_predicted),
            str(counted.n_matched),
            _share(counted.n_matched, counted.n_gold),
            _share(counted.n_matched, counted.n_predicted),
            *(_mean(counted.right.get(name, ())) for name in FIELDS),
        ]
        lines.append(f"  {type_:10}" + "".join(f"{cell:>10}" for cell in cells))
    return lines


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _mean(values: Sequence[float]) -> str:
    return _share_of(sum(values), len(values))


def _share_of(total: float, n_values: int) -> str:
    return f"{total / n_values:.2f}" if n_values else "-"
