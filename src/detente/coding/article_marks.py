"""Article -> dates that stand on it: in its address, dateline or byline."""

import re
from collections.abc import Iterator
from datetime import date

from detente.model.article import Article, PartKind
from detente.model.text import Span
from detente.model.time import TimeInterval

MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
MONTH = (
    r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|"
    r"(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*)\.?"
)
URL_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?"
    r"(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
URL_NAMED = re.compile(
    r"/(?P<y>(?:19|20)\d\d)/(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*/(?P<d>\d{1,2})(?!\d)"
)
URL_MONTH = re.compile(r"/(?P<y>(?:19|20)\d\d)/(?P<m>0?[1-9]|1[0-2])(?:/|$)")
DATELINE = re.compile(
    rf"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{{2,40}}(?:, [A-Z][\w. ]{{2,25}})?),?\s*"
    rf"(?:\([A-Za-z. /]+\)\s*,?\s*)?(?:{MONTH}\s+(?P<d>\d{{1,2}})|"
    rf"(?P<d2>\d{{1,2}})\s+{MONTH.replace('<month>', '<month2>')})"
    r"(?:,?\s+(?P<y>(?:19|20)\d\d|\d\d(?=\s+[-(\[–—])))?\s*(?:\([A-Za-z. /]+\)|/[A-Za-z. ]+/|[A-Z][a-z]+)?"
    r"\s*(?:[-–—:]|\()"
)
FULL = re.compile(
    rf"(?:{MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)|"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH.replace('<month>', '<month2>')},?\s+"
    r"(?P<y2>(?:19|20)\d\d)|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))"
)
# What may stand beside a date on a line that is nothing but the article's date.
BESIDE = re.compile(
    r"\b(?:published|posted|updated|last|on|at|by|date|dated|am|pm|a\.m|p\.m|gmt|utc|est|"
    r"edt|et|ist|cet|bst|mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|first|issued|release|immediate|for)\b"
    r"|\d{1,2}:\d\d|[\W_]",
    re.IGNORECASE,
)
HEAD_CHARS, TAIL_CHARS, LINE_CHARS = 700, 300, 90
LEFT_OVER_CHARS = 24  # a name beside the date: "By Ann Example | 3 May 2021"


def month_number(name: str) -> int | None:
    """The month that a name or its first three letters mean."""
    start = name[:3].lower()
    return next((i for i, m in enumerate(MONTHS, 1) if m.startswith(start)), None)


def url_date(url: str | None) -> TimeInterval | None:
    """The day (or month) in an address; None if there is none."""
    if not url:
        return None
    for match in (URL_DAY.search(url), URL_NAMED.search(url.lower())):
        if match is None:
            continue
        groups = match.groupdict()
        month = int(groups["m"]) if groups.get("m") else month_number(groups["month"])
        day = _day(int(match.group("y")), month, int(match.group("d")))
        if day is not None:
            return TimeInterval.day(day)
    match = URL_MONTH.search(url)
    if match is None:
        return None
    year, number = int(match.group("y")), int(match.group("m"))
    return TimeInterval(
        date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)
    )


def dateline(article: Article) -> tuple[Span, int, int, int | None] | None:
    """The dateline's place in the text, month, day, and year if it has one."""
    starts = [
        part.span.start
        for part in article.parts
        if part.kind in {PartKind.DATELINE, PartKind.BODY, PartKind.BYLINE}
    ][:3]
    for start in starts:
        match = DATELINE.match(article.text, start, start + 140)
        if match is None:
            continue
        month = month_number(match.group("month") or match.group("month2") or "")
        day = int(match.group("d") or match.group("d2"))
        year = int(match.group("y")) if match.group("y") else None
        if year is not None and year < 100:  # old wire copy: "9 JAN 90"
            year += 1900 if year >= 50 else 2000
        if month is not None and _day(year or 2000, month, day) is not None:
            return Span(match.start(), match.end()), month, day, year
    return None


def byline_date(article: Article) -> tuple[Span, date] | None:
    """A line at the head (or foot) of the text that is nothing but its date."""
    for start, line in _edge_lines(article.text):
        match = FULL.search(line)
        if match is None:
            continue
        rest = BESIDE.sub("", line[: match.start()] + line[match.end() :])
        if len(rest) > LEFT_OVER_CHARS:
            continue
        if match.group("iso"):
            fields = [int(f) for f in match.group("iso").split("-")]
            day = _day(fields[0], fields[1], fields[2])
        else:
            month = month_number(match.group("month") or match.group("month2") or "")
            year = int(match.group("y") or match.group("y2"))
            day = _day(year, month, int(match.group("d") or match.group("d2")))
        if day is not None:
            return Span(start + match.start(), start + match.end()), day
    return None


def _edge_lines(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\n]+", text):
        is_edge = match.start() < HEAD_CHARS or match.end() > len(text) - TAIL_CHARS
        if is_edge and len(match.group()) <= LINE_CHARS:
            yield match.start(), match.group()


def _day(year: int, month: int | None, day: int) -> date | None:
    try:
        return date(year, month or 0, day)
    except ValueError:
        return None
