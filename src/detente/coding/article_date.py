"""Undated article -> the days on which it may have been published, with the reasons.

What stands on the article decides: a date handed in, a full dateline, the address, a
byline. Else every clue in what it says (article_clues.py) is a set of days, and their
intersection is the date: never narrower than the clues allow. A clue that contradicts
more trusted ones is left out, and the reasons say so.
"""

from collections.abc import Sequence
from datetime import date

from detente.coding.article_clues import clues_of
from detente.coding.article_marks import byline_date, dateline, url_date
from detente.coding.clue import CERTAIN, Clue, on_days
from detente.coding.clue_dates import YEARS
from detente.coding.clue_weighing import weighed
from detente.coding.day_sets import EVER, DaySet, both, union
from detente.coding.times import find_times
from detente.knowledge.offices import OfficeTable
from detente.knowledge.world import World
from detente.model.actor import ActorMention
from detente.model.article import ParsedArticle
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval


def date_article(
    parsed: ParsedArticle,
    times: Sequence[TimeExpression],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
    world: World,
) -> Dating | None:
    """When an article was published; None if nothing tells.

    Args:
        parsed: The article; `published` of it is kept as it is.
        times: Its time expressions as far as known without a date (not needed).
        actors: Its actors, resolved; their offices bound the date.
        offices: Terms of office.
        world: Elections and other dated events.
    """
    del times
    article = parsed.article
    if article.published is not None:
        return article.published
    marked = marked_date(parsed)
    if marked is not None:
        return marked
    raws = find_times(parsed.text, [s.span for s in parsed.sentences])
    clues = clues_of(parsed, raws, actors, offices, world)
    line = dateline(article)
    if line is not None:
        span, month, day, _ = line
        days = union(
            TimeInterval.day(date(year, month, day))
            for year in YEARS
            if not (month == 2 and day == 29 and year % 4)
        )
        words = span.of(parsed.text).strip()
        clues.append(
            Clue(
                steps=on_days(days),
                doubt=CERTAIN,
                because=f"dateline {words}",
                evidence=span,
            )
        )
        if len(clues) == 1:
            return None  # a day and a month alone fit every year
    return solved(clues)


def marked_date(parsed: ParsedArticle) -> Dating | None:
    """The date that stands on the article: full dateline, address, byline."""
    article = parsed.article
    line = dateline(article)
    year = line[3] if line is not None else None
    if line is not None and year is not None:
        span, month, day, _ = line
        return Dating(
            interval=TimeInterval.day(date(year, month, day)),
            basis=DateBasis.DATELINE,
            evidence=span,
            because=(f"dateline {span.of(article.text).strip()}",),
        )
    address = url_date(article.url)
    if address is not None:
        if line is not None and address.n_days > 1:
            exact = address.meet(_in_year(line[1], line[2], address.start.year))
            if exact is not None:
                return Dating(
                    interval=exact, basis=DateBasis.DATELINE, evidence=line[0],
                    because=("dateline, year of the address",),
                )  # fmt: skip
        return Dating(
            interval=address,
            basis=DateBasis.INFERRED,
            because=(f"date in the address {article.url}",),
        )
    byline = byline_date(article)
    if byline is not None:
        return Dating(
            interval=TimeInterval.day(byline[1]),
            basis=DateBasis.DATELINE,
            evidence=byline[0],
            because=("a line of the text is nothing but its date",),
        )
    return None


def _in_year(month: int, day: int, year: int) -> TimeInterval:
    return TimeInterval.day(date(year, month, min(day, 28) if month == 2 else day))


def solved(clues: Sequence[Clue]) -> Dating | None:
    """The days that hold most of the clues' weight; None without a clue."""
    if not clues:
        return None
    interval = weighed(clues)
    days: DaySet = EVER
    kept: list[Clue] = []
    dropped: list[str] = []
    for clue in sorted(clues, key=lambda clue: clue.doubt):
        left = both(days, clue.days)
        if not left or both((interval,), clue.days) == ():
            dropped.append(f"left out, contradicts the rest: {clue.because}")
        elif left != days:
            days = left
            kept.append(clue)
    if not kept or interval == EVER[0]:
        return None
    reasons = [clue.because for clue in kept]
    has_line = any(clue.because.startswith("dateline") for clue in kept)
    is_office = all(clue.is_office for clue in kept)
    basis = DateBasis.OFFICE if is_office else DateBasis.INFERRED
    if has_line and interval.n_days == 1:
        basis = DateBasis.DATELINE
    return Dating(
        interval=interval,
        basis=basis,
        evidence=kept[-1].evidence if len(kept) == 1 else None,
        approximate=False,
        because=tuple(dict.fromkeys((*reasons, *dropped))),
    )
