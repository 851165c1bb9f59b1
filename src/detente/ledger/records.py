"""What the ledger itself writes beside reports and judgements."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from detente.model.article import Article
from detente.model.time import Dating


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """An article as it was filed, and how it was coded.

    `article` comes without its text, which lies apart under `text_sha256`.
    `published` is the date given or worked out, with its reasons. `reports` are the digests
    of the reports read from it, in text order. `supersedes` is the digest of the filing of the
    same article that this one replaces (its text changed, or a newer version of detente
    coded it); None for the first.
    """

    article: Article
    text_sha256: str
    coder: str
    published: Dating | None
    reports: tuple[str, ...]
    supersedes: str | None = None

    def dated(self, text: str = "") -> Article:
        """The article with the date that it was coded with (and its text, if given)."""
        published = self.published or self.article.published
        return replace(self.article, published=published, text=text)


class GroupKind(StrEnum):
    """What a group of articles has in common."""

    STORY = "story"  # one development
    ORIGIN = "origin"  # one text, copied or agency copy
    VERSION = "version"  # one article that its outlet changed: the id of the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """That an article belongs to a group of a kind.

    `supersedes` is the digest of the placement before it in a group of that kind, as
    stories grow and part; None for the first.
    """

    article_id: str
    group: GroupKind
    group_id: str
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that was not coded: where it came from, at which stage, and why.

    `supersedes` is the digest of the settlement before it, where the same input had
    been rejected and settled once already.
    """

    where: str
    stage: str
    reason: str
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """That an input that was rejected is dealt with: coded in the end, or given up.

    `rejected` is the digest of the rejection.
    """

    where: str
    rejected: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A tombstone: records that were purged, by whom and why.

    `records` are the digests of entries whose content is gone, `texts` of texts;
    `article_ids` the articles that are not taken in again. The names of persons are not
    kept, or nothing would be forgotten.
    """

    what: str  # "article" or "person"
    by: str
    because: str
    article_ids: tuple[str, ...]
    records: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds."""

    articles: int
    reports: int
    judgements: int
    events: int
    stories: int
    rejected: int
    entries: int


class Outcome(StrEnum):
    """What appending an article did."""

    ADDED = "added"
    ALREADY_THERE = "already_there"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What walking the whole log found: nothing in `faults` is as it should be."""

    n_entries: int
    head: str
    faults: tuple[str, ...] = field(default=())

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it was written."""
        return not self.faults


def digest_of_text(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return sha256(text.encode()).hexdigest()
