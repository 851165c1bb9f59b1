"""A coded article -> what the log keeps of it."""

from dataclasses import replace

from detente.ledger.codec import digest, encode
from detente.ledger.records import Filing, digest_of_text
from detente.model.coded import CodedArticle
from detente.model.entry import Report


def filing_of(coded: CodedArticle) -> tuple[Filing, dict[bytes, str]]:
    """The filing, and its reports' lines with their ids, in text order, each once.

    Of two reports with one id, one claim read twice, the surer stands.
    """
    article = coded.parsed.article
    surest: dict[str, Report] = {}
    for report in coded.reports:
        known = surest.setdefault(report.id, report)
        if report.confidence > known.confidence:
            surest[report.id] = report
    lines = {encode(report): report.id for report in surest.values()}
    filing = Filing(
        article=replace(article, text=""),
        text_sha256=digest_of_text(article.text),
        coder=coded.coder,
        published=coded.published,
        reports=tuple(digest(line) for line in lines),
    )
    return filing, lines


def digest_of(filing: Filing) -> str:
    """What makes two filings the same: all but where the file lay and what it replaced.

    The text, the metadata, the coder and every report count.
    """
    article = replace(filing.article, path=None)
    return digest(encode(replace(filing, article=article, supersedes=None)))
