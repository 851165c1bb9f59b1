"""Score detente on our own held-out reports, an open and a closed half apart.

    python -m evaluation.held SHARED [--errors] [--keep FILE]

SHARED is the folder that has the event scorer under `score/`. The reports and their gold
stand in `evaluation/held/`, in two series. All are coded together; figures come for the
open and the closed stories of each series, and by story. `--errors` tells what was
missed, invented and told otherwise, of the open stories alone: the closed ones are for
figures only. `--keep` writes the coded events of the open stories.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.api import CodedArticle, code_paths, make_coder, report_lines
from evaluation.by_type import load_scorer
from evaluation.run import EVENT_FIGURES

HELD = Path(__file__).with_name("held")
COUNTS = ("gold", "predicted", "matched")
Rows = list[dict[str, Any]]


def main() -> int:
    """Code, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument(
        "--errors", action="store_true", help="of the open stories only"
    )
    parser.add_argument("--keep", type=Path, help="a file for the open stories' events")
    arguments = parser.parse_args()
    scorer = arguments.shared / "score" / "score.py"
    parts = [(_series(path), row) for path in _files("stories") for row in _read(path)]
    stories = {row["story"] for _, row in parts}
    gold = [row for path in _files("gold") for row in _read(path)]
    articles = [str(path) for path in _files("articles")]
    coded = [
        one
        for one in code_paths(articles, make_coder())
        if isinstance(one, CodedArticle)
    ]
    predicted: Rows = list(report_lines(coded))
    groups: dict[str, set[str]] = {}
    for series, row in parts:
        groups.setdefault(f"{series} {row['half']}", set()).add(row["story"])
    is_open = {row["story"] for _, row in parts if row["half"] == "open"}
    groups |= {story: {story} for story in sorted(stories)}
    figures = {
        name: score(
            scorer, [row for row in gold if _story(row["file"]) in members], predicted
        )
        for name, members in ({"all": stories} | groups).items()
    }
    print("\n".join(table(figures)))
    in_open = [row for row in gold if _story(row["file"]) in is_open]
    if arguments.errors:
        print("\n".join(errors(in_open, predicted, load_scorer(scorer))))
    if arguments.keep:
        files = {row["file"] for row in in_open}
        _write(
            arguments.keep, [row for row in predicted if row["article"]["id"] in files]
        )
    return 0


def _files(kind: str) -> list[Path]:
    return sorted(HELD.glob(f"*{kind}.jsonl"))


def _series(path: Path) -> str:
    return "second" if path.name.startswith("second") else "first"


def score(scorer: Path, gold: Rows, predicted: Rows) -> dict[str, float]:
    """The shared scorer's figures for these gold rows; it reads their files alone."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, rows in zip(paths, (gold, predicted), strict=True):
            _write(path, rows)
        done = subprocess.run(
            [sys.executable, str(scorer), *map(str, paths), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table(figures: dict[str, dict[str, float]]) -> list[str]:
    """A figure a line, a group of stories a column."""
    lines = [f"{'':18}" + "".join(f"{name:>14}" for name in figures)]
    for figure in (*COUNTS, *EVENT_FIGURES):
        values = [of_group.get(figure) for of_group in figures.values()]
        shown = "-" if figure not in COUNTS else ""
        cells = [
            shown
            if value is None
            else f"{value:.0f}"
            if figure in COUNTS
            else f"{value:.4f}"
            for value in values
        ]
        lines.append(f"{figure:18}" + "".join(f"{cell:>14}" for cell in cells))
    return lines


def errors(gold: Rows, predicted: Rows, scorer: ModuleType) -> Iterator[str]:
    """What the scorer counts against us, a line each, in the order of the reports."""
    for file in dict.fromkeys(row["file"] for row in gold):
        golds = [row for row in gold if row["file"] == file]
        ours = [row for row in predicted if row["article"]["id"] == file]
        pairs = {
            i: j
            for i, j in scorer.assign(golds, ours)
            if ours[j]["event"] in golds[i]["type"]
            and scorer.compatible(golds[i], ours[j])
        }
        for i, row in enumerate(golds):
            if i not in pairs:
                sides = f"{_sides(row, scorer)} {'/'.join(row['type'])}"
                yield f"MISSED  {file} {'core ' * row['core']}{sides} «{row['quote']}»"
            else:
                for told in _unlike(row, ours[pairs[i]], scorer):
                    yield f"UNLIKE  {file} {told} «{row['quote']}»"
        for j, row in enumerate(ours):
            if j not in pairs.values():
                quote = row["evidence"]["quote"]
                near = any(scorer.overlap(one["quote"], quote) >= 0.6 for one in golds)
                kind = "WRONG" if near else "INVENT"
                told = f"{_sides(row, scorer)} {row['event']} {row['status']}"
                yield f"{kind:7} {file} {told} «{quote}»"


def _unlike(
    gold: dict[str, Any], ours: dict[str, Any], scorer: ModuleType
) -> Iterator[str]:
    for role in ("actor", "recipient"):
        wanted, got = scorer.countries(gold[role]), scorer.countries(ours.get(role))
        if wanted != got and not scorer.mutual(gold, ours):
            yield f"{role} {sorted(got)} for {sorted(wanted)}"
    if not scorer.name_hit(gold["actor"], ours.get("actor")):
        yield f"actor name {scorer.names(ours['actor'])} for {scorer.names(gold['actor'])}"
    if ours["status"] not in gold["status"]:
        yield f"status {ours['status']} for {'/'.join(gold['status'])}"
    if gold["date"] and scorer.date_score(gold["date"], ours.get("date")) < 1:
        yield f"date {ours['date']} ({ours.get('date_basis')}) for {gold['date']}"
    wanted, got = gold["attribution"], ours.get("attribution") or []
    if bool(wanted) != bool(got) or (wanted and not _is_told_by(got, wanted)):
        told = [(one["raw_text"], one["country_code"], one["anonymous"]) for one in got]
        yield f"attribution {told} for {wanted and (wanted['name'], wanted['country'])}"


def _is_told_by(chain: Sequence[dict[str, Any]], wanted: dict[str, Any]) -> bool:
    return any(
        (one.get("country_code") == wanted["country"] or not wanted["country"])
        and bool(one.get("anonymous")) == wanted["anonymous"]
        for one in chain
    )


def _sides(row: dict[str, Any], scorer: ModuleType) -> str:
    sides = (sorted(scorer.countries(row.get(role))) for role in ("actor", "recipient"))
    return ">".join(",".join(one) or "-" for one in sides)


def _story(file: str) -> str:
    return file.partition("__")[0]


def _read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _write(path: Path, rows: Rows) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
