"""What the articles of a story tell differently, beside its matrix of events.

(ledger, story) -> disputes in words: figures of nature, dates of named things, what the
sides call a thing, who had no comment.
"""

from detente.ledger.read import Reader
from detente.ledger.story_differences import story_differences
from detente.model.edtf import from_edtf
from detente.views.rows import Dispute
from detente.views.words import interval_words


def differences_of(ledger: Reader, story_id: str) -> tuple[Dispute, ...]:
    """The differences of a story; empty where it has none, or is not known."""
    ids = ledger.articles_of_story(story_id)
    filings = ledger.filings(ids)
    texts = ledger.texts(filing.text_sha256 for filing in filings.values())
    articles = [
        filing.dated(texts.get(filing.text_sha256, "")) for filing in filings.values()
    ]
    copies, _ = ledger.groups(ids)
    return tuple(
        Dispute(
            field=one.what,
            claims=tuple(
                (interval_words(from_edtf(value)) if one.are_days else value, by)
                for value, by in one.versions
            ),
        )
        for one in story_differences(articles, copies)
    )
