"""`sync` against a stand-in for Wikidata's query service on this machine."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from detente.knowledge.held import Held
from detente.knowledge.office_rows import read_curated, read_held, read_positions
from detente.knowledge.offices import load_offices
from detente.knowledge.synced import TABLE, read_synced
from detente.model.time import TimeInterval
from detente.problems import SyncFailed
from detente.sync.diff import ChangeKind
from detente.sync.queries import POSITIONS_AT_ONCE
from detente.sync.run import PROGRESS, SyncResult, sync
from detente.sync.sparql import Client, Endpoint

TODAY, SINCE = date(2026, 11, 1), date(2021, 1, 1)
ITEM = "http://www.wikidata.org/entity/"


class StandIn(ThreadingHTTPServer):
    """Speaks the protocol: form-encoded queries in, SPARQL JSON results out.

    `statements` are its rows. `faults` are what it does to the next requests, in turn:
    a status with headers, or a function of the answer's bytes; None answers well.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statements: list[dict[str, Any]] = []
        self.faults: list[Any] = []
        self.queries: list[str] = []
        self.agents: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/sparql"

    def answer(self, query: str) -> bytes:
        wanted = set(re.findall(r"wd:(Q\d+)", query))
        heads = "P35" in query
        rows = [
            row
            for row in self.statements
            if not isinstance(row, dict)
            or (
                "kind" in row
                if heads
                else row.get("position", {}).get("value", "").removeprefix(ITEM)
                in wanted
            )
        ]
        match = re.search(r"LIMIT (\d+) OFFSET (\d+)$", query)
        assert match is not None
        size, start = int(match.group(1)), int(match.group(2))
        part = rows[start : start + size]
        result = {"head": {"vars": []}, "results": {"bindings": part}}
        return json.dumps(result).encode()


class Handler(BaseHTTPRequestHandler):
    server: StandIn

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        query = parse_qs(form)["query"][0]
        self.server.agents.append(self.headers["User-Agent"])
        self.server.queries.append(query)
        fault = self.server.faults.pop(0) if self.server.faults else None
        body, status, headers = self.server.answer(query), 200, {}
        if callable(fault):
            body = fault(body)
        elif fault is not None:
            status, headers = fault
            body = b"<html>not now</html>"
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the client would have slept."""
    return []


def run(
    service: StandIn, folder: Path, waits: list[float], **options: Any
) -> SyncResult:
    endpoint = Endpoint(url=service.url, contact="desk@example.org", n_tries=3)
    client = Client(endpoint, sleep=waits.append)
    return sync(
        folder, endpoint=endpoint, today=TODAY, since=SINCE, client=client, **options
    )


def statement(
    person: str,
    name: str,
    position: str,
    start: str,
    end: str = "",
    *,
    precision: int = 11,
) -> dict[str, Any]:
    """A row as Wikidata sends it."""

    def literal(value: str) -> dict[str, str]:
        return {"type": "literal", "value": value}

    row = {
        "term": {"type": "uri", "value": f"{ITEM}statement/{person}-{start}"},
        "person": {"type": "uri", "value": ITEM + person},
        "name": literal(name),
        "start": literal(f"{start}T00:00:00Z"),
        "startPrecision": literal(str(precision)),
        "position": {"type": "uri", "value": ITEM + position},
    }
    if end:
        row["end"] = literal(f"{end}T00:00:00Z")
        row["endPrecision"] = literal("11")
    return row


@pytest.fixture(scope="module")
def position() -> str:
    """Wikidata's item of Togo's minister of agriculture, whom no curated row names."""
    wanted = ("TGO", "minister of agriculture")
    return next(qid for qid, known in read_positions().items() if known == wanted)


NEW = ("Q990000001", "Akossiwa Testova")


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the terms in use only one state's, which is faster."""
    monkeypatch.setattr(
        "detente.sync.run.read_held",
        lambda folder: [t for t in read_held(folder) if t.country == "TGO"],
    )


def test_a_new_term_is_told(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    result = run(service, tmp_path, waits)
    (change,) = [c for c in result.changes if c.person == NEW[1]]
    assert change.kind is ChangeKind.NEW
    assert (change.country, change.after) == ("TGO", "2025-02-03/")
    synced = read_synced(tmp_path)
    assert synced is not None
    assert synced.until == TODAY


def test_the_head_of_a_state_comes_by_its_own_statement(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    head = statement("Q990000005", "Anna Headova", position, "2026-09-01")
    del head["position"]
    head["country"] = {"type": "literal", "value": "TGO"}
    head["kind"] = {"type": "literal", "value": "P35"}
    service.statements = [head]
    changes = run(service, tmp_path, waits).changes
    assert [(c.office, c.person) for c in changes if c.kind is ChangeKind.NEW] == [
        ("president", "Anna Headova")
    ]


def test_a_term_that_ended_is_told(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    run(service, tmp_path, waits)
    service.statements = [statement(*NEW, position, "2025-02-03", "2026-05-01")]
    (change,) = run(service, tmp_path, waits).changes
    assert change.kind is ChangeKind.ENDED
    assert change.after == "2025-02-03/2026-05-01"
    assert "ended" in str(change)


def test_a_run_that_finds_the_same_changes_nothing(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    run(service, tmp_path, waits)
    before = (tmp_path / TABLE).read_bytes()
    assert run(service, tmp_path, waits).changes == ()
    assert (tmp_path / TABLE).read_bytes() == before


def test_a_dry_run_writes_nothing(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    result = run(service, tmp_path, waits, dry_run=True)
    assert not result.is_written
    assert any(c.person == NEW[1] for c in result.changes)
    assert list(tmp_path.iterdir()) == []


def test_it_says_who_asks_and_pauses_between_queries(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    run(service, tmp_path, waits)
    assert set(service.agents) == {service.agents[0]}
    assert re.match(r"detente/\S+ \(.*desk@example\.org\)", service.agents[0])
    assert waits == [1.0] * (len(service.queries) - 1)


def test_it_waits_as_long_as_a_busy_server_asks(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    at = "Sun, 01 Nov 2026 10:00:00 GMT"
    later = "Sun, 01 Nov 2026 10:00:40 GMT"
    service.faults = [
        (429, {"Retry-After": "17"}),
        (503, {"Retry-After": later, "Date": at}),
    ]
    result = run(service, tmp_path, waits)
    assert any(c.person == NEW[1] for c in result.changes)
    assert waits[:2] == [17.0, 40.0]


def test_a_server_that_never_answers_well_changes_nothing(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    service.faults = [(500, {})] * 3
    with pytest.raises(SyncFailed, match="HTTP 500"):
        run(service, tmp_path, waits)
    assert waits == [1.0, 2.0]
    assert read_synced(tmp_path) is None


def test_a_refusal_is_not_asked_again(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    service.faults = [(400, {})]
    with pytest.raises(SyncFailed, match="HTTP 400"):
        run(service, tmp_path, waits)
    assert len(service.queries) == 1


def test_pages_get_smaller_where_answers_are_cut_short(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [
        statement(f"Q99000{i:04}", f"Person Number{chr(97 + i % 26)}{chr(97 + i // 26)}",
                  position, f"2022-01-{i % 27 + 1:02}", f"2022-02-{i % 27 + 1:02}")
        for i in range(600)
    ]  # fmt: skip

    def cut(body: bytes) -> bytes:
        return body[: len(body) // 2] + b"java.util.concurrent.TimeoutException"

    index = next_query_of(position)
    service.faults = [None] * index + [cut] * 3
    result = run(service, tmp_path, waits)
    sizes = {int(s) for s in re.findall(r"LIMIT (\d+)", "\n".join(service.queries))}
    assert sizes == {2000, 500}
    assert result.n_fetched == 600


def next_query_of(position: str) -> int:
    """How many queries come before the one that asks for a position."""
    return 1 + sorted(read_positions()).index(position) // POSITIONS_AT_ONCE


def test_rows_that_make_no_sense_are_counted_and_left_out(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    good = statement(*NEW, position, "2025-02-03")
    backwards = statement(
        "Q990000002", "Anna Backwards", position, "2025-02-03", "2024-01-01"
    )
    nameless = statement("Q990000003", "Q990000003", position, "2025-02-03")
    vague = statement("Q990000004", "Anna Vague", position, "2000-01-01", precision=7)
    broken = good | {"start": "2025"}
    number = good | {"name": {"type": "literal", "value": 7}}
    service.statements = [good, backwards, nameless, vague, broken, number]
    result = run(service, tmp_path, waits)
    assert result.n_fetched == 1
    assert result.n_unreadable == 5


def test_dates_are_as_exact_as_the_source_knows_them(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-01-01", precision=9)]
    (change,) = [c for c in run(service, tmp_path, waits).changes if c.person == NEW[1]]
    assert change.after == "2025/"


def test_a_broken_run_goes_on_where_it_stopped(
    service: StandIn, tmp_path: Path, waits: list[float], position: str
) -> None:
    service.statements = [statement(*NEW, position, "2025-02-03")]
    service.faults = [None] * 5 + [(400, {})]
    with pytest.raises(SyncFailed):
        run(service, tmp_path, waits)
    assert read_synced(tmp_path) is None
    with (tmp_path / PROGRESS).open("a") as file:
        file.write('{"query": 5, "ro')  # killed while it wrote
    n_asked = len(service.queries)
    result = run(service, tmp_path, waits)
    all_queries = set(service.queries)
    assert len(service.queries) - n_asked == len(all_queries) - 5
    assert any(c.person == NEW[1] for c in result.changes)
    assert not (tmp_path / PROGRESS).exists()


def test_no_terms_at_all_is_a_failure(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    with pytest.raises(SyncFailed, match="got none"):
        run(service, tmp_path, waits)


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(SyncFailed, match="https://"):
        Endpoint(url="file:///etc/passwd")


def test_a_page_of_html_is_no_answer_and_not_asked_for_again(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    service.faults = [lambda _: b"\n<html>log in first</html>"]
    with pytest.raises(SyncFailed, match="got a page of HTML"):
        run(service, tmp_path, waits)
    assert len(service.queries) == 1


def test_a_server_that_is_not_there_is_tried_twice(tmp_path: Path) -> None:
    with StandIn() as gone:
        url = gone.url
    waits: list[float] = []
    told: list[str] = []
    client = Client(
        Endpoint(url=url),
        sleep=waits.append,
        on_wait=lambda why, seconds: told.append(f"{why} {seconds:.0f}"),
    )
    with pytest.raises(SyncFailed, match="could not be reached"):
        client.select("SELECT")
    assert waits == [1.0]
    assert len(told) == 1
    assert told[0].startswith("could not be reached: ")


def curated_open() -> Held:
    """A curated term that goes on, of an office that one person holds."""
    return next(
        term
        for term in read_curated()
        if (term.country, term.office) == ("TGO", "minister of foreign affairs")
        and not term.end
    )


def test_a_curated_term_ends_with_what_was_fetched(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    term = curated_open()
    position = min(
        p for p, of in read_positions().items() if of == (term.country, term.office)
    )
    service.statements = [
        statement("Q999001", term.person, position, term.start, "2026-09-30")
    ]
    result = run(service, tmp_path, waits)
    (told,) = [c for c in result.changes if c.person == term.person]
    assert told.kind is ChangeKind.ENDED
    day = TimeInterval.day(date(2026, 10, 15))
    offices = load_offices(tmp_path)
    names = [t.person for t in offices.holders(term.office, term.country, day)]
    assert term.person not in names
    again = run(service, tmp_path, waits)
    assert not again.changes


def test_a_successor_ends_a_curated_term(
    service: StandIn, tmp_path: Path, waits: list[float]
) -> None:
    term = curated_open()
    position = min(
        p for p, of in read_positions().items() if of == (term.country, term.office)
    )
    service.statements = [statement(*NEW, position, "2026-09-30")]
    run(service, tmp_path, waits)
    offices = load_offices(tmp_path)
    for day, name in ((date(2026, 9, 1), term.person), (date(2026, 10, 15), NEW[1])):
        terms = offices.holders(term.office, term.country, TimeInterval.day(day))
        assert [t.person for t in terms] == [name]
