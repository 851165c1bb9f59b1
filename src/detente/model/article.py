"""An article from its bytes to its parse."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Sentence, Span
from detente.model.time import Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """One article as it came in, before cleaning.

    `path` names the file (and line, for JSONL) for messages; `text` is its decoded body,
    HTML when `format` is "html". The other fields are what its metadata gave; None
    where nothing did. `published` is EDTF.
    """

    text: str
    format: str  # "txt", "md", "html", "jsonl"
    path: str | None = None
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str | None = None


class PartKind(StrEnum):
    """What a stretch of an article is for; events are read from TITLE and BODY only."""

    TITLE = "title"
    BODY = "body"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    PULL_QUOTE = "pull_quote"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of the article (or what stands at its head) and what it is."""

    span: Span
    kind: PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Clean text of one publication.

    All offsets anywhere point into `text`. `parts` cover every character of it that is
    not white space, in order, without overlap. `id` is the one given with the input,
    else a hash of outlet, url and text. `published` is None until something tells.
    `syndicated_from` names the agency or outlet that the text credits.
    """

    id: str
    text: str
    parts: tuple[Part, ...]
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Dating | None = None
    language: str = "en"
    syndicated_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """An article with its sentences, those that the gate let through parsed."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The clean text that offsets point into."""
        return self.article.text

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a place in the text; None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low == len(self.sentences) or self.sentences[low].span.start > offset:
            return None
        return self.sentences[low]
