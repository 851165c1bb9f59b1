"""How views speak: dates, people, actions and marks in plain words.

Wording only; what happened is decided elsewhere. A date never says more than is known.
"""

from collections.abc import Iterable
from datetime import date, timedelta

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

TYPES = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "talks",
    EventType.SUPPORT: "support",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "retreat",
    EventType.REQUEST: "request",
    EventType.ACCUSE: "accusation",
    EventType.REJECT: "rejection",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "sanctions",
    EventType.MOBILIZE: "mobilization",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "attack",
}

# PLOVER's modes read with their type; a mode that is not here is added in brackets.
MODES = {
    (EventType.CONSULT, "visit"): "visit",
    (EventType.CONSULT, "phone"): "phone call",
    (EventType.CONSULT, "third-party"): "mediation",
    (EventType.CONSULT, "multilateral"): "multilateral talks",
    (EventType.ACCUSE, "disapprove"): "criticism",
    (EventType.ACCUSE, "investigate"): "investigation",
    (EventType.ACCUSE, "allege"): "allegation",
    (EventType.REJECT, "assist"): "refusal to help",
    (EventType.REJECT, "change"): "refusal to change",
    (EventType.REJECT, "yield"): "refusal to yield",
    (EventType.REJECT, "meet"): "refusal to meet",
    (EventType.REQUEST, "assist"): "request for help",
    (EventType.REQUEST, "change"): "demand for change",
    (EventType.REQUEST, "yield"): "demand to yield",
    (EventType.REQUEST, "meet"): "request for talks",
    (EventType.THREATEN, "restrict"): "threat of restrictions",
    (EventType.THREATEN, "relations"): "threat to cut relations",
    (EventType.THREATEN, "violence"): "threat of violence",
    (EventType.PROTEST, "demo"): "demonstration",
    (EventType.PROTEST, "riot"): "riot",
    (EventType.PROTEST, "strike"): "strike",
    (EventType.PROTEST, "hunger"): "hunger strike",
    (EventType.PROTEST, "boycott"): "boycott",
    (EventType.PROTEST, "obstruct"): "blockade by protesters",
    (EventType.SANCTION, "relations"): "break in relations",
    (EventType.SANCTION, "withdraw"): "withdrawal",
    (EventType.SANCTION, "expel"): "expulsion",
    (EventType.SANCTION, "discontinue"): "halt of cooperation",
    (EventType.SANCTION, "convict"): "conviction",
    (EventType.MOBILIZE, "troops"): "movement of troops",
    (EventType.MOBILIZE, "weapons"): "movement of weapons",
    (EventType.MOBILIZE, "police"): "deployment of police",
    (EventType.MOBILIZE, "militia"): "movement of militia",
    (EventType.COERCE, "seize"): "seizure",
    (EventType.COERCE, "restrict"): "restrictions",
    (EventType.COERCE, "ban"): "ban",
    (EventType.COERCE, "arrest"): "arrest",
    (EventType.COERCE, "deport"): "deportation",
    (EventType.COERCE, "censor"): "censorship",
    (EventType.COERCE, "curfew"): "curfew",
    (EventType.COERCE, "martial-law"): "martial law",
    (EventType.COERCE, "withhold"): "withholding",
    (EventType.RETREAT, "withdraw"): "withdrawal of forces",
    (EventType.RETREAT, "release"): "release",
    (EventType.RETREAT, "ceasefire"): "ceasefire",
    (EventType.RETREAT, "disarm"): "disarmament",
    (EventType.RETREAT, "return"): "return",
    (EventType.RETREAT, "access"): "grant of access",
    (EventType.RETREAT, "resign"): "resignation",
    (EventType.ASSAULT, "heavy-weapons"): "attack with heavy weapons",
    (EventType.ASSAULT, "firearms"): "shooting",
    (EventType.ASSAULT, "explosives"): "bombing",
    (EventType.ASSAULT, "suicide-attack"): "suicide attack",
    (EventType.ASSAULT, "beat"): "beating",
    (EventType.ASSAULT, "torture"): "torture",
    (EventType.ASSAULT, "execute"): "execution",
    (EventType.ASSAULT, "targeted"): "targeted killing",
    (EventType.ASSAULT, "destroy"): "destruction",
    (EventType.ASSAULT, "sexual"): "sexual violence",
    (EventType.ASSAULT, "primitive"): "attack",
}


def what_words(type: EventType, modes: Iterable[str]) -> str:
    """The action: "visit", "shooting"; the type's word where no mode says more."""
    for mode in modes:
        known = MODES.get((type, mode))
        return known if known is not None else f"{TYPES[type]} ({mode})"
    return TYPES[type]


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
    notes = [note for note in (party.country_code, party.office) if note]
    return f"{party.name} ({', '.join(notes)})" if notes else party.name


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


def clip(text: str, most: int) -> str:
    """Cut at a word with "…" so that no more than `most` characters stand."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:–-") + "…"
