"""Endpoint -> the user's table of office holders, with what changed: `sync`."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from detente.knowledge.held import Held, closed, joined, without
from detente.knowledge.names import name_key
from detente.knowledge.office_rows import (
    GENERATED,
    read_aliases,
    read_curated,
    read_held,
    read_not_held,
    read_offices,
    read_positions,
)
from detente.knowledge.offices import OfficeTable
from detente.knowledge.synced import Synced, write_synced
from detente.knowledge.validity import leaders_until
from detente.problems import SyncFailed
from detente.sync.answers import terms_of
from detente.sync.diff import Change, changes
from detente.sync.queries import (
    POSITIONS_AT_ONCE,
    heads_query,
    page_of,
    positions_query,
)
from detente.sync.sparql import Binding, Client, Endpoint, Page, TruncatedAnswer

PAGE_SIZE, SMALLEST_PAGE = 2000, 100  # rows
PROGRESS = "sync.progress.jsonl"
# What a state's head, and its government's, may be called: the first that was held of
# late counts, for where there is a premier the president does not lead the government.
HEADS = {
    "P35": ("supreme leader", "king", "emperor", "emir", "sultan", "grand duke", "pope",
            "president"),
    "P6": ("prime minister", "chancellor", "president", "king", "sultan",
           "chief executive"),
}  # fmt: skip
STILL_HELD = "2015"  # an office whose last term ended earlier has gone


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncResult:
    """What a synchronisation found. `is_written` is false of a dry run."""

    changes: tuple[Change, ...]
    n_terms: int
    n_fetched: int
    n_unreadable: int
    is_written: bool


def sync(
    folder: Path,
    *,
    endpoint: Endpoint,
    today: date,
    since: date,
    dry_run: bool = False,
    client: Client | None = None,
    on_page: Callable[[int, int], None] = lambda done, of: None,
    on_wait: Callable[[str, float], None] = lambda why, seconds: None,
) -> SyncResult:
    """Fetch the terms since a day, and put them over the table that is in use.

    What breaks off goes on where it stopped, if called again with the same endpoint and
    day. The folder's table is replaced at the very end, in one step.

    Args:
        folder: The user's data folder.
        endpoint: Where to ask.
        today: The day of asking: until then the result is good.
        since: Terms that ended earlier are not asked for.
        dry_run: Write nothing at all.
        client: Another one than that of the endpoint, for tests.
        on_page: Called with the queries done and all there are.
        on_wait: Called with why the server is asked again, and in how many seconds.

    Raises:
        SyncFailed: the endpoint refused or could not be reached; nothing was changed.
    """
    client = client or Client(endpoint, on_wait=on_wait)
    before = tuple(read_held(folder))
    positions = read_positions()
    queries = list(_queries(sorted(positions), since))
    progress = None if dry_run else _Progress(folder / PROGRESS, queries, endpoint.url)
    rows: list[Binding] = []
    n_malformed = 0
    for n, query in enumerate(queries):
        found = progress.rows(n) if progress else None
        if found is None:
            pages = list(_pages(client, query))
            found = [row for page in pages for row in page.rows]
            n_malformed += sum(page.n_sent - len(page.rows) for page in pages)
            if progress:
                progress.keep(n, found)
        rows += found
        on_page(n + 1, len(queries))
    read = list(terms_of(rows, positions, heads_of(before)))
    fetched = [term for term in read if term is not None]
    if not fetched:
        raise SyncFailed(endpoint.url, "expected terms of office, got none")
    after = merged(before, fetched)
    in_use = {(term.country, term.office, term.qid) for term in before}
    was = [
        *before,
        *(
            replace(term, end="")
            for term in ended(read_curated(), after, leaders_until())
            if (term.country, term.office, term.qid) not in in_use
        ),
    ]
    if not dry_run:
        text = table_of(after)
        write_synced(folder, Synced(text=text, until=today, endpoint=endpoint.url))
    if progress:
        progress.forget()
    return SyncResult(
        changes=changes(was, after),
        n_terms=len(after),
        n_fetched=len(fetched),
        n_unreadable=len(read) - len(fetched) + n_malformed,
        is_written=not dry_run,
    )


def merged(before: Iterable[Held], fetched: Iterable[Held]) -> tuple[Held, ...]:
    """The terms in use with those fetched over them, and below the curated ones.

    Of a curated term without an end the fetched one gives the end. A fetched term takes the place of those of the same person and office that it
    overlaps; others stay.
    """
    aliases = {(name_key(a), country): p for a, p, country in read_aliases()}
    names = {term.qid: term.person for term in before}
    curated = tuple(read_curated())
    # A curated or known spelling of a name stays.
    new = joined(
        replace(
            term,
            person=aliases.get((name_key(term.person), term.country))
            or names.get(term.qid, term.person),
        )
        for term in fetched
    )
    over: dict[tuple[str, str, str], list[Held]] = {}
    for term in new:
        over.setdefault((term.country, term.office, term.qid), []).append(term)
    kept = [
        _placed(term)
        for term in before
        if not any(
            _overlap(term, other)
            for other in over.get((term.country, term.office, term.qid), ())
        )
    ]
    single = OfficeTable(read_offices(), ()).single_offices()
    known = tuple(closed(kept, curated, single))
    placed = [*kept, *map(_placed, new)]
    terms = list(closed(placed, curated, single))
    for i, (was, term) in enumerate(zip(known, terms, strict=False)):
        if was.end == term.end:
            terms[i] = kept[i]  # an end that the known terms alone give is no news
    told = ended(curated, new, leaders_until())
    return tuple(
        sorted(
            {*without(terms, curated, read_not_held()), *told},
            key=lambda t: (int(t.qid[1:]), _cells(t)),
        )
    )


def ended(
    curated: Iterable[Held], fetched: Iterable[Held], until: date
) -> tuple[Held, ...]:
    """The curated terms without an end that are fetched with one, as they now are.

    Only an end after the day until which the curated rows were checked is news.
    """
    by_office: dict[tuple[str, str, str], Held] = {}
    for term in curated:
        if not term.end:
            by_office[term.country, term.office, name_key(term.person)] = term
    found = []
    for term in fetched:
        row = by_office.get((term.country, term.office, name_key(term.person)))
        if row is not None and term.end > until.isoformat():
            found.append(_placed(replace(term, person=row.person, start=row.start)))
    return tuple(found)


def _placed(term: Held) -> Held:
    """With a position of its own where none is known, so that none is taken for it."""
    if term.office.startswith("ambassador to "):
        return replace(term, position=term.office)
    own = f"{term.qid} {term.office} {term.start}"
    return term if term.position else replace(term, position=own)


def _overlap(left: Held, right: Held) -> bool:
    return left.start[: len(right.start)] <= (right.end or "9999") and right.start[
        : len(left.start)
    ] <= (left.end or "9999")


def heads_of(terms: Iterable[Held]) -> Mapping[tuple[str, str], str]:
    """The office of each country's P35 and P6: of `HEADS` the first still held."""
    last: dict[tuple[str, str], str] = {}  # by country and office, the latest end
    for term in (*read_curated(), *terms):
        key = term.country, term.office
        last[key] = max(last.get(key, ""), term.end or "9999")
    found: dict[tuple[str, str], str] = {}
    for country in {country for country, _ in last}:
        for kind, offices in HEADS.items():
            held = [o for o in offices if last.get((country, o), "") >= STILL_HELD]
            if held:
                found[country, kind] = held[0]
    return found


def _queries(positions: Sequence[str], since: date) -> Iterator[str]:
    yield heads_query(since)
    for i in range(0, len(positions), POSITIONS_AT_ONCE):
        yield positions_query(positions[i : i + POSITIONS_AT_ONCE], since)


def _pages(client: Client, query: str) -> Iterator[Page]:
    """Every page of a query, in pages that become smaller where the server gives up."""
    size, start = PAGE_SIZE, 0
    while True:
        try:
            page = client.select(page_of(query, size=size, start=start))
        except TruncatedAnswer as problem:
            if size <= SMALLEST_PAGE:
                raise SyncFailed(client.endpoint.url, str(problem)) from None
            size = max(SMALLEST_PAGE, size // 4)
            continue
        yield page
        if page.n_sent < size:
            return
        start += size


def table_of(terms: Iterable[Held]) -> str:
    """The terms in the form of data/generated/holders.csv."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(GENERATED)
    writer.writerows(dict.fromkeys(map(_cells, terms)))
    return text.getvalue()


def _cells(term: Held) -> tuple[str, str, str, str, str, str]:
    return (
        term.qid, term.person, term.office, term.country, term.start, term.end
    )  # fmt: skip


class _Progress:
    """The answers so far, a line a query, so that a broken run need not ask again."""

    def __init__(self, path: Path, queries: Sequence[str], url: str) -> None:
        self._path = path
        text = "\n".join((url, *queries))
        self._run = hashlib.sha256(text.encode()).hexdigest()
        self._done: dict[int, list[Binding]] = {}
        if path.exists():
            self._read()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"run": self._run}) + "\n", encoding="utf-8")
        for n, rows in self._done.items():
            self.keep(n, rows)

    def rows(self, n: int) -> list[Binding] | None:
        """The answer to a query that was asked before; None if it was not."""
        return self._done.get(n)

    def keep(self, n: int, rows: list[Binding]) -> None:
        """Note an answer."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"query": n, "rows": rows}) + "\n")

    def forget(self) -> None:
        """The run is over."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> None:
        """What an earlier run left; the line in which it was killed is dropped."""
        lines = self._path.read_text(encoding="utf-8").split("\n")
        try:
            if json.loads(lines[0]).get("run") != self._run:
                return
            for line in lines[1:]:
                answer = json.loads(line)
                self._done[answer["query"]] = answer["rows"]
        except (ValueError, TypeError, KeyError, AttributeError):
            return
