"""Paths -> a ledger: read, clean, code (in other processes if wished), link, append.

One transaction an article, in the order of the inputs, however many processes code:
whatever breaks off, what is in stays whole, and the same call goes on where it stopped.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Protocol

from detente.ledger.address import address_of
from detente.ledger.records import Outcome
from detente.ledger.store import Ledger
from detente.linking.link import Linker
from detente.linking.recall import KEYS_VERSION
from detente.model.article import Article, RawDocument
from detente.model.coded import CodedArticle
from detente.problems import ArticleRejected
from detente.reading.ingest import read_again, read_inputs
from detente.settle import Settling

# So many articles wait for each process: enough to keep it busy, few enough to hold.
WAITING = 4


class Codes(Protocol):
    """What `pipeline.Coder` offers; picklable if it is to work in other processes."""

    name: str

    def clean(self, raw: RawDocument) -> Article:
        """The article's id and text."""
        ...

    def code_article(self, article: Article) -> CodedArticle:
        """Its reports."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did: articles by outcome, and the inputs left out, with reasons.

    `days` are the first days on which the articles coded may have been published.
    """

    n_added: int
    n_already_there: int
    n_superseded: int
    n_reports: int
    rejected: tuple[ArticleRejected, ...]
    days: tuple[date, ...] = ()

    @property
    def n_articles(self) -> int:
        """Every article that could be read."""
        return self.n_added + self.n_already_there + self.n_superseded


@dataclass(slots=True)
class _Tally:
    outcomes: dict[Outcome, int] = field(
        default_factory=lambda: dict.fromkeys(Outcome, 0)
    )
    n_reports: int = 0
    rejected: list[ArticleRejected] = field(default_factory=list)
    days: list[date] = field(default_factory=list)

    def summary(self) -> RunSummary:
        return RunSummary(
            n_added=self.outcomes[Outcome.ADDED],
            n_already_there=self.outcomes[Outcome.ALREADY_THERE],
            n_superseded=self.outcomes[Outcome.SUPERSEDED],
            n_reports=self.n_reports,
            rejected=tuple(self.rejected),
            days=tuple(self.days),
        )


def ingest(
    ledger: Ledger,
    paths: Sequence[str],
    coder: Codes,
    *,
    stdin: BinaryIO | None = None,
    on_outcome: Callable[[str], None] | None = None,
    workers: int = 1,
) -> RunSummary:
    """Read, code and link every article of the paths into a ledger.

    Articles that are there, coded by the same version, are not coded again.

    Args:
        ledger: Open for writing.
        paths: As for `read_inputs`.
        coder: As `make_coder` makes it.
        stdin: What `-` reads.
        on_outcome: Called with where each input came from, for a progress bar.
        workers: How many processes code; the ledger is the same for any number.
    """
    inputs = read_inputs(paths, stdin=stdin)
    return _take_in(ledger, inputs, coder, on_outcome, workers)


def ingest_at(
    place: str | Path,
    paths: Sequence[str],
    coder: Codes,
    *,
    stdin: BinaryIO | None = None,
    on_outcome: Callable[[str], None] | None = None,
    workers: int = 1,
) -> RunSummary:
    """As `ingest`, into a ledger that is made if there is at least one article for it.

    Broken off before anything is in a ledger that it made, it leaves none behind.
    """
    inputs: Iterator[RawDocument | ArticleRejected] = read_inputs(paths, stdin=stdin)
    file = address_of(place).path
    is_new = file is not None and not file.exists()
    if is_new:
        first: list[RawDocument | ArticleRejected] = []
        rejected: list[ArticleRejected] = []
        for raw in inputs:
            first.append(raw)
            try:
                if isinstance(raw, ArticleRejected):
                    raise raw
                coder.clean(raw)
                break
            except ArticleRejected as problem:
                rejected.append(problem)
        else:
            tally = _Tally(rejected=rejected)
            return tally.summary()
        inputs = chain(first, inputs)
    with Ledger.open(place, "w") as ledger:
        try:
            return _take_in(ledger, inputs, coder, on_outcome, workers)
        except BaseException:
            if is_new and not ledger.revision().n_entries:
                ledger.discard()
            raise


def retry(
    ledger: Ledger, coder: Codes, *, on_outcome: Callable[[str], None] | None = None
) -> RunSummary:
    """Read what is in the quarantine again; what can be coded now leaves it."""
    waiting = [one.where for one in ledger.rejected()]
    return _take_in(ledger, read_again(waiting), coder, on_outcome, 1)


def _take_in(
    ledger: Ledger,
    inputs: Iterable[RawDocument | ArticleRejected],
    coder: Codes,
    on_outcome: Callable[[str], None] | None,
    workers: int,
) -> RunSummary:
    linker = _linker_of(ledger)
    tally = _Tally()
    waiting = {one.where for one in ledger.rejected()}
    for where, found in _coded(ledger, inputs, coder, workers):
        try:
            outcome = _put(ledger, linker, found, coder.name, tally)
            tally.outcomes[outcome] += 1
            for place in {where, where.rpartition(":")[0]} & waiting:
                ledger.settle(place, "coded")
        except ArticleRejected as problem:
            linker.forget()  # it may hold what the ledger did not take
            tally.rejected.append(problem)
            ledger.reject(problem)
        if on_outcome is not None:
            on_outcome(where)
    return tally.summary()


def _put(
    ledger: Ledger,
    linker: Linker,
    found: Article | CodedArticle | ArticleRejected,
    coder: str,
    tally: _Tally,
) -> Outcome:
    if isinstance(found, ArticleRejected):
        raise found
    article = found if isinstance(found, Article) else found.parsed.article
    # A copy of an article of this very run may have gone in since it was looked up.
    if isinstance(found, Article) or ledger.holds(article.id, article.text, coder):
        return Outcome.ALREADY_THERE
    linker.add(article, found.reports, found.published)
    linked = linker.update()
    outcome = ledger.append(
        found,
        judgements=linked.judgements,
        stories=linked.story_of,
        copies=linked.origin_of,
        versions=linked.version_of,
        keys=linker.keys(article.id),
    )
    tally.n_reports += len(found.reports)
    if found.published is not None:
        tally.days.append(found.published.interval.start)
    return outcome


Found = Article | CodedArticle | ArticleRejected


def _coded(
    ledger: Ledger,
    inputs: Iterable[RawDocument | ArticleRejected],
    coder: Codes,
    workers: int,
) -> Iterator[tuple[str, Found]]:
    """Each input, in order: coded, or the article as it is there, or why it is left out."""
    if workers <= 1:
        for raw in inputs:
            where, found = _cleaned(ledger, raw, coder)
            if isinstance(found, _ToCode):
                yield where, _code(coder, found.article)
            else:
                yield where, found
        return
    line: deque[tuple[str, Found | Future[Found]]] = deque()
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(coder,)
    )
    try:
        for raw in inputs:
            where, found = _cleaned(ledger, raw, coder)
            if isinstance(found, _ToCode):
                line.append((where, pool.submit(_work, found.article)))
            else:
                line.append((where, found))
            if len(line) >= workers * WAITING:
                yield _next(line)
        while line:
            yield _next(line)
    finally:
        pool.shutdown(cancel_futures=True)  # broken off: what waits is not coded


def _next(line: deque[tuple[str, Found | Future[Found]]]) -> tuple[str, Found]:
    where, found = line.popleft()
    if isinstance(found, Future):
        found = found.result()
    return where, found


@dataclass(frozen=True, slots=True)
class _ToCode:
    article: Article


def _cleaned(
    ledger: Ledger, raw: RawDocument | ArticleRejected, coder: Codes
) -> tuple[str, _ToCode | Article | ArticleRejected]:
    if isinstance(raw, ArticleRejected):
        return raw.where, raw
    where = raw.path or "-"
    try:
        article = coder.clean(raw)
        ledger.check_welcome(article)
    except ArticleRejected as problem:
        return where, problem
    if ledger.holds(article.id, article.text, coder.name):
        return where, article
    return where, _ToCode(article)


def _code(coder: Codes, article: Article) -> Found:
    """The article coded, without what only `annotate` reads: it may have to travel."""
    try:
        coded = coder.code_article(article)
    except ArticleRejected as problem:
        return problem
    bare = replace(coded.parsed, sentences=())
    return replace(coded, parsed=bare, times=(), places=(), actors=(), attributions=())


_coder: Codes | None = None
_settle = Settling()


def _start(coder: Codes) -> None:
    """A worker process keeps its coder: loading one takes a second."""
    global _coder
    # Ctrl-C reaches every process of a terminal; the one that writes ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _coder = coder


def _work(article: Article) -> Found:
    if _coder is None:
        raise RuntimeError("no coder in this process")
    found = _code(_coder, article)
    _settle()
    return found


def _linker_of(ledger: Ledger) -> Linker:
    """A linker that looks up in the ledger what new articles are compared with.

    A ledger whose keys were made otherwise, or never, gets them anew first.
    """
    linker = Linker(memory=ledger)
    if ledger.keys_version != KEYS_VERSION:
        for article in ledger.articles():
            reports = ledger.reports_in(article.id)
            ledger.put_keys(article.id, linker.keys_of(article, reports))
        ledger.set_keys_version(KEYS_VERSION)
    return linker
