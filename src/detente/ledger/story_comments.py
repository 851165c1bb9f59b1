"""Who had no comment by one outlet of a story and is quoted by another.

articles -> the one asked, with "no comment" and what they said. Both may be right: an
answer may have come later; a reader wants to know where to find it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from detente.model.article import Article, PartKind
from detente.model.words import fold

SILENT = "no comment"
MOST_WORDS = 12  # of what is quoted as the answer
WHO = r"\b(?:the\s+)?[A-Z][\w'’.-]{0,40}(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w'’.-]{0,40}){0,4}"
ASKED = r"comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?"
NONE = re.compile(
    rf"\bNeither\s+(?P<a>{WHO})\s+nor\s+(?P<b>{WHO})\s+(?:has\s+|have\s+|had\s+|immediately\s+|"
    rf"would\s+)*(?:{ASKED})\b"
    rf"|(?P<c>{WHO})\s+(?:did\s+not|didn['’]t|has\s+not|have\s+not|had\s+not|would\s+not)\s+"
    rf"(?:yet\s+|immediately\s+)?(?:{ASKED})\b"
    rf"|(?P<d>{WHO})\s+(?:declined|refused)\s+(?:immediate\s+)?(?:to\s+)?comment\b"
    rf"|(?P<e>{WHO})\s+(?:has|have|had|made|gave|offered)\s+no\s+(?:immediate\s+)?comment\b"
    rf"|\bno\s+(?:immediate\s+)?comment\s+(?:from|by)\s+(?P<f>{WHO})"
)
SAID = (
    "said|says|told|stated|announced|declared|regretted|welcomed|condemned|denied|"
    "confirmed|rejected|criticised|criticized|praised|warned|insisted|promised|vowed|"
    "expressed|voiced|dismissed|defended|acknowledged|admitted|apologised|apologized"
)


def story_comments(
    articles: Iterable[Article], copies: Mapping[str, str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Whom it is of, and each version with the id of an article that has it.

    Args:
        articles: Those of one story, with their texts.
        copies: Article id -> origin id; copies of one text are one voice.
    """
    ordered = sorted(articles, key=lambda one: one.id)
    silent: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for article in ordered:
        for who in _silent(article):
            silent[fold(who)].add(article.id)
            names.setdefault(fold(who), who)
    for key in sorted(silent):
        mute = {copies.get(one, one) for one in silent[key]}
        answers = [
            (words, article.id)
            for article in ordered
            if copies.get(article.id, article.id) not in mute
            if (words := _answer(article, names[key])) is not None
        ]
        if answers:
            none = [(SILENT, one) for one in sorted(silent[key])]
            yield names[key], [*none, *answers]


def _silent(article: Article) -> Iterator[str]:
    for text in _paragraphs(article):
        for match in NONE.finditer(text):
            for who in match.groups():
                plain = re.sub(r"^[Tt]he\s+", "", who or "").strip()
                if BODY.search(plain):
                    yield " ".join(plain.split())


# A body speaks through whoever answers; a person who is mute here talks of much there.
BODY = re.compile(
    r"\b(?:House|Department|Ministry|Office|Government|Embassy|Consulate|Pentagon|Kremlin|"
    r"Palace|Commission|Council|Army|Navy|Forces|Command|Police|Agency|Bank|Administration|"
    r"Presidency|Chancellery|Cabinet|Alliance|Union|Mission|Delegation|Authority)\b"
)


def _answer(article: Article, who: str) -> str | None:
    """The beginning of what an article has them say; None where it has nothing."""
    said = re.compile(
        rf"\b{re.escape(who)}\s+(?:\w{{1,30}}ly\s+|also\s+|has\s+)?(?:{SAID})\b"
    )
    for text in _paragraphs(article):
        if match := said.search(text):
            rest = re.split(r"(?<=[.!?])\s", text[match.start() :], maxsplit=1)[0]
            words = rest.split()
            more = " …" if len(words) > MOST_WORDS else ""
            return " ".join(words[:MOST_WORDS]).rstrip(".,;") + more
    return None


def _paragraphs(article: Article) -> Iterator[str]:
    for part in article.parts:
        if part.kind is PartKind.BODY:
            yield part.span.of(article.text)
