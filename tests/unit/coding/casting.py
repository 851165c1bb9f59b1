"""Actor mentions built by hand over an article's words, for tests."""

import re

from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.text import Span


def span_of(article: ParsedArticle, words: str) -> Span:
    """Where words stand; "x#2" is the second occurrence."""
    words, _, number = words.partition("#")
    found = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", article.text)]
    start = found[int(number or "1") - 1]
    return Span(start, start + len(words))


def state(
    article: ParsedArticle, words: str, country: str, chain: int, **more: bool
) -> ActorMention:
    """A mention of a state."""
    span = span_of(article, words)
    return ActorMention(
        span=span,
        head=span,
        kind=ActorKind.STATE,
        name=country,
        chain=chain,
        countries=(country,),
        actor_id=f"state:{country}",
        is_place_like=more.get("is_place_like", False),
        is_pronoun=more.get("is_pronoun", False),
    )


def somebody(
    article: ParsedArticle,
    words: str,
    kind: ActorKind,
    chain: int,
    *countries: str,
    members: tuple[int, ...] = (),
    name: str | None = None,
    sector: str | None = None,
) -> ActorMention:
    """A mention of people; its head is the last of the words."""
    span = span_of(article, words)
    last = words.partition("#")[0].split()[-1]
    return ActorMention(
        span=span,
        head=Span(span.end - len(last), span.end),
        kind=kind,
        name=name or words,
        chain=chain,
        countries=countries,
        members=members,
        sector=sector,
    )
