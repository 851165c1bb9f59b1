"""What a Python user needs; `from detente.api import ...` is the whole of it.

```python
coder = make_coder()
batch = [one for one in code_paths(["reports/"], coder) if isinstance(one, CodedArticle)]
for line in report_lines(batch):
    print(line["event"], line["status"], line["evidence"]["quote"])
```

The command line and the web are thin faces over these names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from detente.coding.encoder import PairEncoder
from detente.knowledge.everything import Knowledge, load_knowledge
from detente.ledger.records import Outcome
from detente.ledger.store import Ledger
from detente.linking.link import Linked, Linker, link
from detente.linking.narrow import narrowed
from detente.linking.recall import KEYS_VERSION
from detente.model.article import RawDocument
from detente.model.coded import CodedArticle
from detente.pipeline import Coder
from detente.problems import ArticleRejected, DetenteError
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.ingest import read_inputs
from detente.reading.pair_lines import read_pairs
from detente.views.annotate import LAYERS, annotation
from detente.views.pair_line import pair_line
from detente.views.report_json import report_line

__all__ = [
    "LAYERS",
    "ArticleRejected",
    "CodedArticle",
    "Coder",
    "DetenteError",
    "Knowledge",
    "Ledger",
    "Linked",
    "RawDocument",
    "RunSummary",
    "annotation",
    "classify_pairs",
    "code_paths",
    "ingest",
    "link",
    "load_knowledge",
    "make_coder",
    "read_inputs",
    "report_lines",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did: articles by outcome, and the inputs left out, with reasons."""

    n_added: int
    n_already_there: int
    n_superseded: int
    n_reports: int
    rejected: tuple[ArticleRejected, ...]

    @property
    def n_articles(self) -> int:
        """Every article that could be read."""
        return self.n_added + self.n_already_there + self.n_superseded


def make_coder(folder: Path | None = None) -> Coder:
    """The coder that ships: all tables and spaCy's small English pipeline.

    Args:
        folder: A user's data folder, whose office holders (`detente knowledge sync`)
            take the place of those that ship; None for what ships.
    """
    return Coder(load_knowledge(folder), SpacyParser())


def code_paths(
    paths: Sequence[str],
    coder: Coder,
    *,
    stdin: BinaryIO | None = None,
    parse_all: bool = False,
) -> Iterator[CodedArticle | ArticleRejected]:
    """Read and code every article of the paths; a bad input is yielded, not raised.

    An article that comes twice is coded once; another text under an id that is taken
    is rejected, as its offsets would point into the wrong text.
    """
    texts: dict[str, str] = {}
    for outcome in read_inputs(paths, stdin=stdin):
        if isinstance(outcome, ArticleRejected):
            yield outcome
            continue
        try:
            article = coder.clean(outcome)
            if article.id not in texts:
                yield coder.code_article(article, parse_all=parse_all)
            elif texts[article.id] != article.text:
                where = outcome.path or article.id
                reason = f"the id {article.id!r} already names another text"
                yield ArticleRejected(where, reason)
            texts.setdefault(article.id, article.text)
        except ArticleRejected as rejected:
            yield rejected


def classify_pairs(
    lines: Iterable[str],
    *,
    where: str = "-",
    allow_none: bool = False,
    encoder: PairEncoder | None = None,
) -> Iterator[dict[str, object] | ArticleRejected]:
    """Type given pairs of parties in given sentences, as ANNOTATE.md has it.

    Args:
        lines: JSON, one `{"id", "sentence", "actor", "recipient"}` a line.
        where: What the lines came from, for messages.
        allow_none: Let `event` be null where most likely nothing passed.
        encoder: One that is loaded already; by default the one that ships.
    """
    encoder = encoder or PairEncoder()
    given = list(read_pairs(lines, where))
    pairs = [one for one in given if not isinstance(one, ArticleRejected)]
    readings = iter(encoder.read([query for _, query in pairs]))
    for one in given:
        if isinstance(one, ArticleRejected):
            yield one
        else:
            yield pair_line(one[0], next(readings), allow_none=allow_none)


def report_lines(coded: Sequence[CodedArticle]) -> Iterator[dict[str, object]]:
    """Every report of a batch as REPORT.md has it, linked across its articles."""
    linked = link(coded)
    for one in narrowed(coded, linked):
        article = one.parsed.article
        for report in one.reports:
            yield report_line(
                report,
                article,
                event_id=linked.event_of[report.id],
                story_id=linked.story_of[article.id],
                event_of=linked.event_of,
            )


def ingest(
    ledger: Ledger,
    paths: Sequence[str],
    coder: Coder,
    *,
    stdin: BinaryIO | None = None,
    on_outcome: Callable[[str], None] | None = None,
) -> RunSummary:
    """Read, code and link every article of the paths into a ledger.

    One transaction an article: whatever breaks off, what is in stays whole, and the
    same call goes on where it stopped. Articles that are there, coded by the same
    version, are not coded again.

    Args:
        ledger: Open for writing.
        paths: As for `read_inputs`.
        coder: As `make_coder` makes it.
        stdin: What `-` reads.
        on_outcome: Called with where each input came from, for a progress bar.
    """
    linker = _linker_of(ledger)
    counts = dict.fromkeys(Outcome, 0)
    rejected: list[ArticleRejected] = []
    n_reports = 0
    for raw in read_inputs(paths, stdin=stdin):
        try:
            if isinstance(raw, ArticleRejected):
                raise raw
            article = coder.clean(raw)
            if ledger.holds(article.id, article.text, coder.name):
                outcome = Outcome.ALREADY_THERE
            else:
                coded = coder.code_article(article)
                linker.add(coded.parsed.article, coded.reports, coded.published)
                linked = linker.update()
                outcome = ledger.append(
                    coded,
                    judgements=linked.judgements,
                    stories=linked.story_of,
                    copies=linked.origin_of,
                    versions=linked.version_of,
                    keys=linker.keys(article.id),
                )
                n_reports += len(coded.reports)
            counts[outcome] += 1
        except ArticleRejected as problem:
            linker.forget()  # it may hold what the ledger did not take
            rejected.append(problem)
            ledger.reject(problem)
        if on_outcome is not None:
            on_outcome(
                raw.where if isinstance(raw, ArticleRejected) else raw.path or "-"
            )
    return RunSummary(
        n_added=counts[Outcome.ADDED],
        n_already_there=counts[Outcome.ALREADY_THERE],
        n_superseded=counts[Outcome.SUPERSEDED],
        n_reports=n_reports,
        rejected=tuple(rejected),
    )


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
