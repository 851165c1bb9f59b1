"""HTML -> an article's text and metadata. The one file that knows trafilatura."""

from dataclasses import dataclass

from detente.problems import ArticleRejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of its article; None where it does not."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


def extract(html: str, *, where: str, url: str | None = None) -> Page:
    """The article of a page.

    Raises:
        ArticleRejected: there is none, or it takes too long to find.
    """
    import trafilatura

    found = trafilatura.bare_extraction(html, url=url, fast=True, with_metadata=True)
    if found is None or not found.text:
        raise ArticleRejected(where, "no text found in the page", stage="clean")
    return Page(
        text=found.text,
        title=found.title,
        outlet=found.sitename,
        url=url or found.url,
        published=found.date,
    )
