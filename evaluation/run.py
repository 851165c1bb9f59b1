"""Score detente on every development set that is there, beside the pinned floors.

    python -m evaluation.run SHARED [--update] [--allow-regression] [--only SET ...]

SHARED is a folder with `score/` (scorers), `gold/`, `seeds/` and `dev/`. Codes each set
as `detente code` and `detente annotate` do, calls its scorer, and prints each figure
with its floor; for sets of events also a table by type, and which codings were gained,
lost and changed against the accepted run (by article and place, never the words).
Exits 1 if a figure has fallen below its floor. `--update` raises the floors to what was
measured, lowering none without `--allow-regression`, and accepts the codings.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.api import CodedArticle, annotation, code_paths, make_coder, report_lines
from detente.pipeline import Coder
from evaluation import accepted
from evaluation.by_type import load_scorer, table, tally

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.0005  # a floor holds to the last digit that is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """A set, how it is predicted, which scorer reads it, and the figures that count.

    A set without a scorer is coded only to see which codings change.
    """

    name: str
    inputs: str
    gold: str
    scorer: str
    layer: str
    figures: tuple[str, ...]
    options: tuple[str, ...] = ()


EVENT_FIGURES = tuple(
    "f1 precision recall core_recall merge_f1 actor_country recipient_country actor_name "
    "status date attribution attribution_none".split()
)
CORPORA = (
    Corpus(
        name="seeds",
        inputs="seeds/*.txt",
        gold="gold/seeds.jsonl",
        scorer="score.py",
        layer="events",
        figures=EVENT_FIGURES,
    ),
    Corpus(
        name="events",
        inputs="dev/events/articles.jsonl",
        gold="dev/events/gold.jsonl",
        scorer="score.py",
        layer="events",
        figures=EVENT_FIGURES,
    ),
    Corpus(
        name="plover_gsr",
        inputs="dev/plover_gsr/articles.jsonl",
        gold="dev/plover_gsr/gold.jsonl",
        scorer="score.py",
        layer="events",
        figures=("core_recall", "recall", "actor_country", "recipient_country", "dead"),
    ),
    Corpus(
        name="muc4",
        inputs="dev/muc4/articles.jsonl",
        gold="dev/muc4/gold.jsonl",
        scorer="",
        layer="events",
        figures=(),
    ),
    Corpus(
        name="times",
        inputs="dev/times/articles.jsonl",
        gold="dev/times/gold.jsonl",
        scorer="times.py",
        layer="times",
        figures=("relaxed_f1", "strict_f1", "value_f1", "type_f1"),
    ),
    Corpus(
        name="polnear",
        inputs="dev/polnear/articles.jsonl",
        gold="dev/polnear/gold.jsonl",
        scorer="attributions.py",
        layer="attributions",
        figures=("source_overlap_f1", "cue_exact_f1", "content_overlap_f1", "whole_f1"),
    ),
    Corpus(
        name="places_geovirus",
        inputs="dev/places_geovirus/articles.jsonl",
        gold="dev/places_geovirus/gold.jsonl",
        scorer="places.py",
        layer="places",
        figures=("detect_overlap_f1", "end_to_end_f1"),
    ),
    Corpus(
        name="places_lgl",
        inputs="dev/places_lgl/articles.jsonl",
        gold="dev/places_lgl/gold.jsonl",
        scorer="places.py",
        layer="places",
        figures=("detect_overlap_f1", "end_to_end_f1"),
        options=("--no-demonyms",),
    ),
    Corpus(
        name="stories_ecb",
        inputs="dev/stories_ecb/articles.jsonl",
        gold="dev/stories_ecb/gold.jsonl",
        scorer="stories.py",
        layer="stories",
        figures=("b3_f1",),
        options=("--singletons",),
    ),
    Corpus(
        name="stories_basil",
        inputs="dev/stories_basil/articles.jsonl",
        gold="dev/stories_basil/gold.jsonl",
        scorer="stories.py",
        layer="stories",
        figures=("b3_f1",),
        options=("--singletons",),
    ),
)


def main() -> int:
    """Score, compare, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    parser.add_argument("--changes", type=int, default=40, help="most that are listed")
    arguments = parser.parse_args()
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    known_codings = accepted.load()
    coder = make_coder()
    fell = False
    for corpus in CORPORA:
        if arguments.only and corpus.name not in arguments.only:
            continue
        if not (arguments.shared / corpus.gold).exists():
            print(f"{corpus.name:16} not there: {corpus.gold}")
            continue
        lines = predict(corpus, arguments.shared, coder)
        scores = score(corpus, arguments.shared, lines) if corpus.scorer else {}
        known = floors.setdefault(corpus.name, {}) if corpus.figures else {}
        for figure in corpus.figures:
            value = scores.get(figure)
            if value is None:
                continue
            floor = known.get(figure)
            below = floor is not None and value < floor - SLACK
            fell |= below
            told = "" if floor is None else f"  floor {floor:.4f}"
            print(f"{corpus.name:16} {figure:22} {value:.4f}{told}{'  FELL' * below}")
            if arguments.update and (not below or arguments.allow_regression):
                known[figure] = value
        if corpus.layer == "events":
            if corpus.scorer:
                print("\n".join(by_type(corpus, arguments.shared, lines)))
            now = accepted.codings(lines)
            report = changes(corpus.name, known_codings.get(corpus.name), now)
            print("\n".join(report[: arguments.changes + 1]))
            if arguments.update:
                known_codings[corpus.name] = now
    if arguments.update:
        accepted.save(known_codings)
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    return 1 if fell and not arguments.allow_regression else 0


def predict(corpus: Corpus, shared: Path, coder: Coder) -> list[dict[str, object]]:
    """Code a set; the lines that its scorer reads."""
    inputs = sorted(str(path) for path in shared.glob(corpus.inputs))
    parse_all = corpus.layer not in {"events", "stories"}
    coded = [
        one
        for one in code_paths(inputs, coder, parse_all=parse_all)
        if isinstance(one, CodedArticle)
    ]
    return list(PREDICT[corpus.layer](coded))


def score(
    corpus: Corpus, shared: Path, lines: Iterable[dict[str, object]]
) -> dict[str, float]:
    """Call the set's scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for each in lines:
            file.write(json.dumps(each, ensure_ascii=False) + "\n")
        file.flush()
        command = [
            sys.executable,
            str(shared / "score" / corpus.scorer),
            str(shared / corpus.gold),
            file.name,
            "--json",
            *corpus.options,
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def by_type(corpus: Corpus, shared: Path, lines: Iterable[dict[str, Any]]) -> list[str]:
    """A table of the set by event type."""
    gold = (shared / corpus.gold).read_text("utf-8").splitlines()
    scorer = load_scorer(shared / "score" / corpus.scorer)
    return table(tally([json.loads(line) for line in gold if line], lines, scorer))


def changes(
    name: str, before: accepted.Codings | None, now: accepted.Codings
) -> list[str]:
    """What differs from the accepted codings of a set: a count, then one a line."""
    if before is None:
        return [f"  {name}: no codings accepted so far"]
    found = accepted.compare(before, now)
    return [
        f"  {name}: {found.n_same} codings as accepted, {len(found.gained)} gained, "
        f"{len(found.lost)} lost, {len(found.changed)} changed",
        *(f"    gained  {line}" for line in found.gained),
        *(f"    lost    {line}" for line in found.lost),
        *(f"    changed {line}" for line in found.changed),
    ]


def _layer(name: str) -> Callable[[list[CodedArticle]], Iterable[dict[str, object]]]:
    return lambda coded: [annotation(one, {name}) for one in coded]


def _stories(coded: list[CodedArticle]) -> Iterable[dict[str, object]]:
    from detente.api import link

    return [
        {"id": article, "story_id": story}
        for article, story in sorted(link(coded).story_of.items())
    ]


PREDICT: dict[str, Callable[[list[CodedArticle]], Iterable[dict[str, object]]]] = {
    "events": report_lines,
    "times": _layer("times"),
    "attributions": _layer("attributions"),
    "places": _layer("places"),
    "stories": _stories,
}

if __name__ == "__main__":
    sys.exit(main())
