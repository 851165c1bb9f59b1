"""Dates that texts of a story give of one named thing, where one must be a slip.

articles -> "the accord of 1 April 2001" beside "the agreement dated April 17, 2001": two
dates of one kind of thing that differ in a single part (day, month or year). Such slips
stand in one text as well ("the invasion in February 2022 ... the February 2020
invasion"). What differs in more than one part are two things.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from detente.model.article import Article, PartKind
from detente.model.words import COMMON, fold, stem

MONTHS = (
    "January February March April May June July August September October November "
    "December"
).split()
NUMBER_OF = {name.casefold(): place + 1 for place, name in enumerate(MONTHS)}
MONTH = "|".join(MONTHS)
# Things with one date, by kind: other words for one thing.
KINDS = {
    **dict.fromkeys(
        "agreement accord pact treaty deal memorandum protocol convention".split(),
        "pact",
    ),
    **dict.fromkeys(["invasion", "annexation", "coup"], ""),
}
# Of these no state sees two in one month of two years: the year alone may be the slip.
ONCE = frozenset({"invasion", "annexation", "coup"})
DATE = (
    rf"(?:(?P<m>{MONTH})\.?\s+(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH})\s+(?P<y2>(?:19|20)\d\d))"
)
THING = rf"(?P<thing>{'|'.join(KINDS)})s?"
# "the security accord (signed) on|of|dated DATE"
AFTER = re.compile(
    rf"(?P<own>(?:[\w-]{{1,40}}\s+){{0,3}}){THING}\s+(?:that\s+was\s+|was\s+)?"
    rf"(?:signed\s+|concluded\s+|reached\s+|dated\s+|made\s+)?(?:on\s+|of\s+|in\s+|from\s+)?"
    rf"{DATE}",
    re.IGNORECASE,
)
# "the DATE security accord"
BEFORE = re.compile(
    rf"{DATE}\s+(?P<own>(?:[\w-]{{1,40}}\s+){{0,2}}?){THING}\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A thing with its date as one text has it; `day` is 0 where only a month is told."""

    kind: str
    own: frozenset[str]
    parts: tuple[int, int, int]
    words: str
    article_id: str

    @property
    def day(self) -> int:
        """The day of the month; 0 if none is told."""
        return self.parts[2]


def story_dates(
    articles: Iterable[Article], copies: Mapping[str, str]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The kind of thing, and each version of its date with an article that has it.

    Args:
        articles: Those of one story, with their texts.
        copies: Article id -> origin id; a slip in one text is told once.
    """
    told = [one for article in articles for one in _told(article)]
    by_kind: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_kind[one.kind].append(one)
    for kind in sorted(by_kind):
        here = by_kind[kind]
        rivals = {
            side
            for i, one in enumerate(here)
            for other in here[:i]
            if _is_slip(one, other, copies)
            for side in (one, other)
        }
        if rivals:
            name = min(one.words.casefold() for one in rivals)
            versions = sorted({(_edtf(one), one.article_id) for one in rivals})
            yield name, versions


def _told(article: Article) -> Iterator[Told]:
    for part in article.parts:
        if part.kind is not PartKind.BODY:
            continue
        text = part.span.of(article.text)
        for pattern in (AFTER, BEFORE):
            for match in pattern.finditer(text):
                found = _read(match, article.id)
                if found is not None:
                    yield found


def _read(match: re.Match[str], article_id: str) -> Told | None:
    year = int(match["y"] or match["y2"])
    month = NUMBER_OF[(match["m"] or match["m2"]).casefold()]
    day = int(match["d"] or match["d2"] or 0)
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    thing = match["thing"].casefold()
    own = {stem(fold(word)) for word in match["own"].split()} - COMMON
    return Told(
        kind=KINDS[thing] or thing,
        own=frozenset(own),
        parts=(year, month, day),
        words=thing,
        article_id=article_id,
    )


def _is_slip(one: Told, other: Told, copies: Mapping[str, str]) -> bool:
    """Whether both tell of one thing and one of them errs in a part of the date."""
    if bool(one.day) != bool(other.day):
        return False
    unlike = [a != b for a, b in zip(one.parts, other.parts, strict=True)]
    if sum(unlike) != 1:
        return False
    if one.own and other.own and not one.own & other.own:
        return False
    mine = copies.get(one.article_id, one.article_id)
    if mine == copies.get(other.article_id, other.article_id):
        return unlike[0] and one.kind in ONCE
    if one.kind in ONCE:
        return unlike[0] or bool(one.day)
    return bool(one.day) and bool(one.own & other.own)


def _edtf(one: Told) -> str:
    year, month, day = one.parts
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
