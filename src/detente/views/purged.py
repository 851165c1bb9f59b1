"""What stands where a quote was, once its article's text was purged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.ledger.read import Reader
from detente.views.rows import EventRow


def purged_words(ledger: Reader, article_ids: Iterable[str]) -> dict[str, str]:
    """Article id -> "text purged 2026-11-02: the source asked", for those it was."""
    wanted = set(article_ids)
    if not wanted:
        return {}
    return {
        article_id: f"text purged {one.recorded[:10]}: {one.because}"
        for article_id, one in ledger.purged().items()
        if article_id in wanted
    }


def with_purged(ledger: Reader, rows: Sequence[EventRow]) -> tuple[EventRow, ...]:
    """The rows; those without a quote say why where it was purged."""
    bare = {row.quote_article for row in rows if not row.quote and row.quote_article}
    words = purged_words(ledger, bare)
    if not words:
        return tuple(rows)
    return tuple(
        row if row.quote else replace(row, purged=words.get(row.quote_article or ""))
        for row in rows
    )
