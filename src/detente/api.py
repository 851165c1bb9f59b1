"""What a Python user needs; `from detente.api import ...` is the whole of it.

    coder = make_coder()
    for outcome in read_inputs(["reports/"]):
        ...

The command line and the web are thin faces over these names.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from detente.knowledge.everything import Knowledge, load_knowledge
from detente.ledger.store import Ledger
from detente.linking.link import Linked, link
from detente.model.article import RawDocument
from detente.model.coded import CodedArticle
from detente.pipeline import Coder
from detente.problems import ArticleRejected, DetenteError
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.ingest import read_inputs
from detente.views.annotate import LAYERS, annotation
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
    "annotation",
    "code_paths",
    "link",
    "load_knowledge",
    "make_coder",
    "read_inputs",
    "report_lines",
]


def make_coder() -> Coder:
    """The coder that ships: all tables and spaCy's small English pipeline."""
    return Coder(load_knowledge(), SpacyParser())


def code_paths(
    paths: Sequence[str],
    coder: Coder,
    *,
    stdin: BinaryIO | None = None,
    parse_all: bool = False,
) -> Iterator[CodedArticle | ArticleRejected]:
    """Read and code every article of the paths; a bad input is yielded, not raised."""
    for outcome in read_inputs(paths, stdin=stdin):
        if isinstance(outcome, ArticleRejected):
            yield outcome
            continue
        try:
            yield coder.code(outcome, parse_all=parse_all)
        except ArticleRejected as rejected:
            yield rejected


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How many articles and reports a run saw, and what it left out."""

    n_articles: int
    n_reports: int
    rejected: tuple[ArticleRejected, ...]


def report_lines(coded: Sequence[CodedArticle]) -> Iterable[dict[str, object]]:
    """Every report of a batch as REPORT.md has it, linked across its articles."""
    linked = link(coded)
    for article in coded:
        for report in article.reports:
            yield report_line(
                report,
                article.parsed.article,
                event_id=linked.event_of[report.id],
                story_id=linked.story_of[article.parsed.article.id],
                event_of=linked.event_of,
            )
