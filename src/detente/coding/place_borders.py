"""Words of a border -> a mention of it: "the Kenyan border", "on the border with Chad".

Of two states named with the word it is theirs; of one, that with the neighbour which the
sentence, else the article, names most. Where none is named it is unknown: NIL.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from detente.knowledge.borders import Borders, load_borders
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.place import Place, PlaceMention
from detente.model.text import Span

WORD = re.compile(r"\b(?:borders?|frontiers?)\b")
# Acronyms of lines are other words elsewhere: "DMZ" is safe, "LAC" in capitals only.
JOINED = re.compile(r"^[\s\-–]*(?:side of the |land |common |shared |joint )?$")
AFTER = re.compile(r"^ (?:of|with|between|separating|dividing|from) (?:the )?$")
AND = re.compile(r"^ (?:and|from) (?:the )?$")
SCORE, GUESSED = 0.9, 0.6


def border_places(
    parsed: ParsedArticle, mentions: Sequence[ActorMention]
) -> Iterator[PlaceMention]:
    """Every border named or described, in no order.

    Args:
        parsed: The article.
        mentions: Its actors: states by name or adjective are what a border is of.
    """
    borders, text = load_borders(), parsed.text
    for name, line in borders.lines.items():
        if name not in text:  # far faster than the pattern
            continue
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            yield PlaceMention(
                span=Span(match.start(), match.end()),
                place=line,
                score=SCORE,
                because="name of a line",
            )
    found = list(WORD.finditer(text))
    if not found:
        return
    states = [m for m in mentions if len(m.countries) == 1 and not m.is_pronoun]
    told = Counter(m.countries[0] for m in states if m.kind is ActorKind.STATE)
    for match in found:
        start, end, codes = _named_with(match, states, text)
        place, score = _which(codes, match, parsed, states, told, borders)
        if place is not None:
            yield PlaceMention(
                span=Span(start, end), place=place, score=score, because="border"
            )


def _named_with(
    match: re.Match[str], states: Sequence[ActorMention], text: str
) -> tuple[int, int, list[str]]:
    """The words of the border with its states, and their codes in text order."""
    start, end = match.span()
    codes: list[str] = []
    for mention in reversed(states):
        if mention.span.end <= start and JOINED.match(text[mention.span.end : start]):
            codes.insert(0, mention.countries[0])
            start = mention.span.start
    link = AFTER
    for mention in states:
        if mention.span.start >= end and link.match(text[end : mention.span.start]):
            codes.append(mention.countries[0])
            end, link = mention.span.end, AND
    return start, end, codes


def _which(
    codes: list[str],
    match: re.Match[str],
    parsed: ParsedArticle,
    states: Sequence[ActorMention],
    told: Counter[str],
    borders: Borders,
) -> tuple[Place | None, float]:
    if len(set(codes)) > 1:
        return borders.of(codes[0], codes[-1]), SCORE
    if not codes:
        return None, 0.0
    near = borders.neighbours(codes[0])
    sentence = parsed.sentence_at(match.start())
    beside = [
        m.countries[0]
        for m in states
        if sentence is not None
        and sentence.span.contains(m.span)
        and m.countries[0] in near
    ]
    if len(set(beside)) == 1:
        return borders.of(codes[0], beside[0]), SCORE
    ranked = [(n, code) for code, n in told.items() if code in near]
    ranked.sort(reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None, 0.0
    return borders.of(codes[0], ranked[0][1]), GUESSED
