"""How views speak: dates, people, actions and marks in plain words.

Wording only; what happened is decided elsewhere. A date never says more than is known.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from detente.knowledge.plain_words import load_plain_words
from detente.model.event import EventType
from detente.model.happening import Event, Party, Source
from detente.model.status import Status
from detente.model.time import Dating, TimeInterval

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
UNDATED = "undated"
ONE_DAY = timedelta(days=1)

# One sign each, and one that every terminal can show.
MARKS = {
    Status.HAPPENED: ("●", "*"),
    Status.ONGOING: ("◐", "~"),
    Status.PLANNED: ("○", "o"),
    Status.DENIED: ("✕", "x"),
    Status.HYPOTHETICAL: ("?", "?"),
    Status.DEMANDED: ("!", "!"),
    Status.CANCELLED: ("⊘", "-"),
}

# What a date rests on, for people.
BASES = {
    "expression": "the text names it",
    "dateline": "from the dateline",
    "event": "from another event",
    "office": "from who held office",
    "given": "the article's own date",
    "publication": "only bounded by publication",
    "inferred": "worked out from hints",
}


def what_words(type: EventType, modes: Iterable[str], act: str | None = None) -> str:
    """The action: "recall of ambassador", "visit", "shooting".

    By the act that the lexicon names, else the mode, else the type.
    """
    plain = load_plain_words()
    if act is not None and act in plain.acts:
        return plain.acts[act]
    for mode in modes:
        known = plain.modes.get((type, mode))
        return known if known is not None else f"{plain.types[type]} ({mode})"
    return plain.types[type]


def date_words(dating: Dating | None, *, year: int | None = None) -> str:
    """A date as people write it, no more exact than it is.

    "26 Oct 2022", "24–28 Oct 2022", "Sep 2022", "about Aug 2022", "before 27 Oct 2022".
    Under a heading that says `year`, that year is left out.
    """
    if dating is None:
        return UNDATED
    words = interval_words(dating.interval, year=year)
    return f"about {words}" if dating.approximate and words != UNDATED else words


def interval_words(days: TimeInterval, *, year: int | None = None) -> str:
    """The days in words."""
    if days.start == date.min and days.end == date.max:
        return UNDATED
    if days.start == date.min:
        return f"before {_day(days.end, year)}"
    if days.end == date.max:
        return f"from {_day(days.start, year)}"
    first, last = days.start, days.last
    if (
        (first.month, first.day) == (1, 1)
        and first.year < last.year
        and (last.month, last.day) != (12, 31)
    ):
        return f"{first.year} – {_day(last)}"
    if first == last:
        return _day(first, year)
    if first.day == 1 and days.end.day == 1:
        return _months(first, last, year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last, year)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_day(last, year)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date, year: int | None = None) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == year else f"{words} {day.year}"


def _months(first: date, last: date, year: int | None) -> str:
    """From the first of a month to the end of one."""
    if first.month == 1 and last.month == 12:
        if first.year == last.year:
            return str(first.year)
        if first.year % 10 == 0 and last.year == first.year + 9:
            return f"{first.year}s"
        return f"{first.year}–{last.year}"
    start, end = MONTHS[first.month - 1], MONTHS[last.month - 1]
    if first.year != last.year:
        return f"{start} {first.year} – {end} {last.year}"
    months = start if first.month == last.month else f"{start}–{end}"
    return months if first.year == year else f"{months} {first.year}"


def party_words(party: Party) -> str:
    """A state by its name, others with it: "Anna Berg (NOR, foreign minister)"."""
    if party.is_state:
        return party.name
    notes = [party.country_code] if party.country_code else []
    if party.office and not _says(party.name, party.office):
        notes.append(party.office)
    return f"{party.name} ({', '.join(notes)})" if notes else party.name


def _says(name: str, office: str) -> bool:
    """Whether a name is the office: "Swedish envoy", envoy."""
    last = office.casefold().split()[-1]
    return office.casefold() in name.casefold() or name.casefold().endswith(last)


def speaker_words(source: Source) -> str:
    """Whom an outlet quotes."""
    if source.speaker is None:
        return source.outlet or "an outlet without a name"
    return f"{source.speaker} (unnamed)" if source.is_anonymous else source.speaker


def outlet_words(source: Source) -> str:
    """The outlet; the article where it names none."""
    return source.outlet or f"article {source.article_id}"


def count_words(number: int, word: str) -> str:
    """How many: "1 outlet", "3 outlets", "2 stories"."""
    if number == 1:
        return f"1 {word}"
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number:,} {plural}"


def toll_words(event: Event) -> str:
    """The people counted: "12 dead, 3 injured"; empty where no report does."""
    counts = (
        (event.dead, "dead"),
        (event.injured, "injured"),
        (event.arrested, "arrested"),
    )
    return ", ".join(f"{count:,} {word}" for count, word in counts if count is not None)


def clip(text: str, most: int, *, focus: int = 0) -> str:
    """Cut at words with "…" so that about `most` characters stand, `focus` in them."""
    if len(text) <= most:
        return text
    if focus > most * 2 // 3:
        start = text.find(" ", min(focus - most // 2, len(text) - most)) + 1
        return f"…{clip(text[start:], most - 1)}"
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:–-") + "…"
