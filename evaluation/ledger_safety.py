"""What a ledger survives: killed writers, torn logs, full disks, flipped bytes.

`python -m evaluation.ledger_safety --kills 500 --cuts 200 --limits 50 --flips 1000`
tries them and writes the figures to a file. The tests run the same functions, with
fewer rounds. Articles are of the invented press (`made_press`), so that no time goes
into coding; reading, linking and the store are what `detente ingest` runs.
"""

import argparse
import json
import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from detente.intake import ingest
from detente.ledger.store import Ledger
from detente.problems import DetenteError, LedgerFull
from evaluation.made_press import PressCoder, name_of_article

# A killed run ends within a third of this; a slow machine must not wait longer.
LONGEST_S = 2.0
FORK = multiprocessing.get_context("fork")


@dataclass(slots=True)
class Found:
    """What the rounds of one trial came to; all but `n_rounds` and `notes` should be 0."""

    trial: str
    n_rounds: int = 0
    n_lost: int = 0
    n_double: int = 0
    n_unsound: int = 0
    n_other_export: int = 0
    notes: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (
            self.n_lost or self.n_double or self.n_unsound or self.n_other_export
        )


def write_inputs(folder: Path, n_articles: int) -> Path:
    """A JSONL file that names articles of the invented press."""
    path = folder / "press.jsonl"
    lines = (
        json.dumps({"id": name_of_article(i), "text": f"article {i}"})
        for i in range(n_articles)
    )
    path.write_text("\n".join(lines) + "\n")
    return path


def run_ingest(ledger: Path, inputs: Path) -> None:
    """One whole ingest, as the command does it."""
    with Ledger.open(ledger, "w") as store:
        ingest(store, [str(inputs)], PressCoder())


def in_child(
    ledger: Path, inputs: Path, limit: int | None = None
) -> "multiprocessing.context.ForkProcess":
    """An ingest in a process of its own, with a limit on the size of a file if given."""
    child = FORK.Process(target=_work, args=(ledger, inputs, limit))
    child.start()
    return child


def _work(ledger: Path, inputs: Path, limit: int | None) -> None:
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    # What a parent's reader of standard error would see; 3 is "the disk is full".
    try:
        run_ingest(ledger, inputs)
    except LedgerFull:
        os._exit(3)
    except DetenteError:
        os._exit(1)
    os._exit(0)


def expected_export(folder: Path, inputs: Path) -> bytes:
    """The state of a ledger that nobody interrupted."""
    path = folder / "expected.ledger"
    run_ingest(path, inputs)
    return state_of(path)


def state_of(path: Path) -> bytes:
    """How a ledger stands, as bytes."""
    with Ledger.open(path) as ledger:
        return b"".join(ledger.export(texts=True))


def kill_writers(folder: Path, n_kills: int, *, n_articles: int, seed: int) -> Found:
    """Kill an ingest at random moments; it must lose nothing and go on by itself.

    After each kill the ledger must verify and hold every article whole that was there
    before; when all are in, it must be the one that nobody interrupted.
    """
    found = Found("kill -9")
    random = Random(seed)
    inputs = write_inputs(folder, n_articles)
    expected = expected_export(folder, inputs)
    started = perf_counter()
    whole = folder / "timed.ledger"
    child = in_child(whole, inputs)
    child.join()
    longest = perf_counter() - started
    n_runs = 0
    while found.n_rounds < n_kills:
        path = folder / f"killed-{n_runs}.ledger"
        n_runs += 1
        before: set[str] = set()
        for _ in range(12):
            child = in_child(path, inputs)
            sleep(random.uniform(0, min(longest, LONGEST_S) * 0.35))
            child.kill()
            child.join()
            found.n_rounds += child.exitcode == -signal.SIGKILL
            before = _look(path, before, found)
            if found.n_rounds >= n_kills:
                break
        run_ingest(path, inputs)
        _look(path, before, found, deep=True)
        found.n_other_export += state_of(path) != expected
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
    found.notes = f"{n_articles} articles, {n_runs} ledgers, one run {longest:.1f} s"
    return found


def _look(
    path: Path, before: set[str], found: Found, *, deep: bool = False
) -> set[str]:
    """What a ledger holds now, compared with what it held; faults are counted."""
    try:
        with Ledger.open(path) as ledger:
            found.n_unsound += not ledger.verify(log_only=not deep).is_sound
            articles = [article.id for article in ledger.articles(texts=False)]
            reports = [report.id for report in ledger.reports()]
            found.n_double += len(reports) != len(set(reports))
            whole = all(len(ledger.reports_in(one)) > 0 for one in articles)
            found.n_lost += (not whole) or not before <= set(articles)
            return set(articles)
    except DetenteError:
        # Killed before the first transaction: there is no ledger yet, or an empty file.
        found.n_lost += bool(before)
        return before


def tear_log(folder: Path, n_cuts: int, *, n_articles: int, seed: int) -> Found:
    """Cut a writer's WAL at random places, as a crash of the machine may."""
    found = Found("torn WAL")
    random = Random(seed)
    inputs = write_inputs(folder, n_articles)
    expected = expected_export(folder, inputs)
    source = folder / "source.ledger"
    child = FORK.Process(target=_leave_log, args=(source, inputs))
    child.start()
    child.join()
    base = source.read_bytes()
    log = source.with_name(f"{source.name}-wal").read_bytes()
    for n in range(n_cuts):
        path = folder / f"torn-{n}.ledger"
        path.write_bytes(base)
        torn = log[: random.randrange(len(log) + 1)]
        if n % 2 and torn:
            # The last page may have been half written, with anything in it.
            tail = min(len(torn), random.randrange(1, 4096))
            torn = torn[:-tail] + random.randbytes(tail)
        path.with_name(f"{path.name}-wal").write_bytes(torn)
        found.n_rounds += 1
        try:
            with Ledger.open(path, "w") as ledger:
                found.n_unsound += not ledger.verify(log_only=n % 10 > 0).is_sound
                ingest(ledger, [str(inputs)], PressCoder())
            found.n_other_export += state_of(path) != expected
        except DetenteError as error:
            found.n_unsound += 1
            found.notes = str(error)
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
    found.notes = found.notes or f"WAL of {len(log):,} bytes"
    return found


def _leave_log(path: Path, inputs: Path) -> None:
    """Write without ever moving the log into the file, and go without goodbye."""
    ledger = Ledger.open(path, "w")
    with ledger.transaction() as connection:
        driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.execute("PRAGMA wal_autocheckpoint = 0")
    ingest(ledger, [str(inputs)], PressCoder())
    os._exit(0)


def fill_disk(folder: Path, n_limits: int, *, n_articles: int, seed: int) -> Found:
    """End the disk at random sizes: a clear error, nothing half written, it goes on."""
    found = Found("full disk")
    random = Random(seed)
    inputs = write_inputs(folder, n_articles)
    expected = expected_export(folder, inputs)
    size = (folder / "expected.ledger").stat().st_size
    codes: dict[int, int] = {}
    for n in range(n_limits):
        path = folder / f"full-{n}.ledger"
        child = in_child(path, inputs, limit=random.randrange(4096, size))
        child.join()
        code = child.exitcode if child.exitcode is not None else -1
        codes[code] = codes.get(code, 0) + 1
        found.n_rounds += 1
        found.n_unsound += code not in {0, 3}
        _look(path, set(), found)
        run_ingest(path, inputs)
        found.n_other_export += state_of(path) != expected
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
    found.notes = f"exit codes {codes} (3: told that the disk is full)"
    return found


def flip_bytes(folder: Path, n_flips: int, *, n_articles: int, seed: int) -> Found:
    """Flip one byte of a closed ledger's file, over and over; verify must tell.

    A flip counts when it is inside a record: when it changed a row of any table, the
    schema's text and the inner tables of the full-text index among them, or made one
    unreadable. What lies in free space, in counters of the file and in SQLite's hints
    changes nothing. `n_lost` are those that verify did not find.
    """
    found = Found("flipped bytes")
    random = Random(seed)
    inputs = write_inputs(folder, n_articles)
    path = folder / "flipped.ledger"
    run_ingest(path, inputs)
    for ending in ("-wal", "-shm"):
        path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    whole = path.read_bytes()
    rows = list(_rows(path))
    n_free = 0
    while found.n_rounds < n_flips:
        at, bit = random.randrange(len(whole)), 1 << random.randrange(8)
        path.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        if not _differs(path, rows):
            n_free += 1
            continue
        found.n_rounds += 1
        try:
            with Ledger.open(path) as ledger:
                told = not ledger.verify().is_sound
        except DetenteError:
            told = True
        if not told:
            found.n_lost += 1
            found.notes += f"byte {at} bit {bit}; "
        for ending in ("-wal", "-shm"):
            path.with_name(f"{path.name}{ending}").unlink(missing_ok=True)
    found.notes += f"{len(whole):,} bytes; {n_free} more flips changed no row"
    return found


def _differs(path: Path, rows: list[tuple[object, ...]]) -> bool:
    try:
        return list(_rows(path)) != rows
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def _rows(path: Path) -> Iterator[tuple[object, ...]]:
    """Every row of every table, the full-text index's own tables and the schema too."""
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        yield from database.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_master"
        )
        names = [
            row[0]
            for row in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
            )
        ]
        for name in names:
            yield (name,)
            for row in database.execute(f'SELECT * FROM "{name}"'):
                yield _without_counter(name, row)
    finally:
        database.close()


def _without_counter(name: str, row: tuple[object, ...]) -> tuple[object, ...]:
    """A row as it counts: how often the full-text index was written to is no content.

    The record 10 of its data says which segments there are; its first four bytes and
    its third number are counters.
    """
    block = row[-1]
    if name != "search_words_data" or row[0] != 10 or not isinstance(block, bytes):
        return row
    numbers, at = [], 4
    for _ in range(3):
        end = at
        while end < len(block) and block[end] & 0x80:
            end += 1
        numbers.append(block[at : end + 1])
        at = end + 1
    return (row[0], *numbers[:2], block[at:])


def main() -> None:
    """Run the trials asked for and write what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--cuts", type=int, default=0)
    parser.add_argument("--limits", type=int, default=0)
    parser.add_argument("--flips", type=int, default=0)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    results = []
    for trial, n in (
        (kill_writers, args.kills),
        (tear_log, args.cuts),
        (fill_disk, args.limits),
        (flip_bytes, args.flips),
    ):
        if not n:
            continue
        with TemporaryDirectory(prefix="detente-safety-") as folder:
            n_articles = args.articles if trial is not flip_bytes else 6
            found = trial(Path(folder), n, n_articles=n_articles, seed=args.seed)
        results.append({**asdict(found), "is_clean": found.is_clean})
        print(json.dumps(results[-1]), file=sys.stderr)
    if args.output:
        lines = "".join(f"{json.dumps(one)}\n" for one in results)
        args.output.write_text(lines)


if __name__ == "__main__":
    main()
