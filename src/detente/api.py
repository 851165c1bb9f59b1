"""What a Python user needs; `from detente.api import ...` is the whole of it.

```python
coder = make_coder()
batch = [one for one in code_paths(["reports/"], coder) if isinstance(one, CodedArticle)]
for line in report_lines(batch):
    print(line["event"], line["status"], line["evidence"]["quote"])
```

The command line and the web are thin faces over these names.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from detente.coding.encoder import PairEncoder
from detente.intake import RunSummary, ingest, ingest_at, retry
from detente.knowledge.everything import Knowledge, load_knowledge
from detente.ledger.store import Ledger
from detente.linking.link import Linked, link
from detente.linking.narrow import narrowed
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
    "ingest_at",
    "link",
    "load_knowledge",
    "make_coder",
    "read_inputs",
    "report_lines",
    "retry",
]


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
