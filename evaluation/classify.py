"""Score `detente classify` on given pairs: the type of each, by type and quad class.

    python -m evaluation.classify SHARED [--errors]

SHARED holds `score/plv.py` and `dev/plv/` (pairs and gold that the encoder was never
trained on). Prints the scorer's figures beside their floors, the pairs of types that
are confused most, and how many pairs a CPU-second takes. Exits 1 below a floor.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from detente.api import ArticleRejected, classify_pairs

# Of the accepted model; raised by hand when one is accepted.
FLOORS = {"root_macro_f1": 0.835, "quad_macro_f1": 0.926}
FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}  # PLV knows the two only together


def predicted(pairs: Path) -> list[dict[str, object]]:
    """What `detente classify` says of a file of pairs."""
    lines = pairs.read_text("utf-8").splitlines()
    found = classify_pairs(lines, where=pairs.name)
    return [one for one in found if not isinstance(one, ArticleRejected)]


def gold_types(gold: Path) -> dict[str, str]:
    """Each pair's type by its id."""
    rows = (json.loads(line) for line in gold.read_text("utf-8").splitlines())
    return {str(row["id"]): FOLD.get(row["event"], row["event"]) for row in rows}


def scored(
    shared: Path, lines: list[dict[str, object]], *options: str
) -> dict[str, float]:
    """The scorer's figures."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(line) + "\n" for line in lines)
        file.flush()
        gold = shared / "dev/plv/gold.jsonl"
        script = str(shared / "score/plv.py")
        command = [sys.executable, script, str(gold), file.name, "--json", *options]
        said = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return figures


def main() -> int:
    """Predict, score, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--errors", action="store_true", help="ids of what is wrong")
    arguments = parser.parse_args()
    start = time.process_time()
    lines = predicted(arguments.shared / "dev/plv/pairs.jsonl")
    seconds = time.process_time() - start
    gold = gold_types(arguments.shared / "dev/plv/gold.jsonl")
    fell = False
    for figure, value in scored(arguments.shared, lines).items():
        floor = FLOORS.get(figure)
        below = floor is not None and value < floor
        fell |= below
        told = "" if floor is None else f"  floor {floor:.4f}{'  FELL' * below}"
        print(f"plv  {figure:18} {value:.4f}{told}")
    wrong = Counter[tuple[str, str]]()
    for line in lines:
        kind = FOLD.get(str(line["event"]), str(line["event"]))
        if kind != gold[str(line["id"])]:
            wrong[gold[str(line["id"])], kind] += 1
            if arguments.errors:
                print(f"  {line['id']} {gold[str(line['id'])]} got {kind}")
    for (want, got), n in wrong.most_common(15):
        print(f"plv  {n:4} {want} taken for {got}")
    print(f"plv  {len(lines) / seconds:.0f} pairs per CPU-second, loading included")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())
