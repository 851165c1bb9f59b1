"""Score places on our own held-out passages, an open and a closed half apart.

    python -m evaluation.held_places SHARED [--errors]

SHARED is the folder that has the scorer of places under `score/`. The passages and their
gold stand in `evaluation/held_places/`. They are annotated as `detente annotate` does.
`--errors` lists what was missed, invented or put elsewhere in the open half alone: the
closed one is for figures only.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from detente.api import CodedArticle, annotation, code_paths, make_coder

HELD = Path(__file__).with_name("held_places")
FIGURES = (
    "gold predicted detect_overlap_precision detect_overlap_recall detect_overlap_f1 "
    "within_161km country end_to_end_precision end_to_end_recall end_to_end_f1"
).split()
ASIDE = ("--no-demonyms", "--literal")
Rows = list[dict[str, Any]]


def main() -> int:
    """Annotate, score, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", action="store_true", help="of the open half only")
    arguments = parser.parse_args()
    scorer = arguments.shared / "score" / "places.py"
    half_of = {row["id"]: row["half"] for row in _read(HELD / "articles.jsonl")}
    gold = _read(HELD / "gold.jsonl")
    coder = make_coder()
    ours: Rows = [
        annotation(one, {"places"})
        for one in code_paths([str(HELD / "articles.jsonl")], coder, parse_all=True)
        if isinstance(one, CodedArticle)
    ]
    columns = {
        half: json.loads(_score(scorer, *_of_half(half, half_of, gold, ours), "--json"))
        for half in ("open", "closed")
    }
    print(f"{'':26}" + "".join(f"{half:>10}" for half in columns))
    for figure in FIGURES:
        values = "".join(f"{columns[half][figure]!s:>10}" for half in columns)
        print(f"{figure:26}{values}")
    if arguments.errors:
        print(_score(scorer, *_of_half("open", half_of, gold, ours), "--errors"))
    return 0


def _of_half(
    half: str, half_of: dict[str, str], gold: Rows, ours: Rows
) -> tuple[Rows, Rows]:
    """The gold and our lines of one half's passages."""
    return (
        [row for row in gold if half_of[row["article"]["id"]] == half],
        [row for row in ours if half_of[row["article"]["id"]] == half],
    )


def _score(scorer: Path, gold: Rows, ours: Rows, option: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "ours.jsonl")]
        for path, rows in zip(paths, (gold, ours), strict=True):
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
            path.write_text("".join(lines), "utf-8")
        return subprocess.run(
            [sys.executable, str(scorer), *map(str, paths), *ASIDE, option],
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def _read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


if __name__ == "__main__":
    sys.exit(main())
