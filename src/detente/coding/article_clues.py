"""What an undated article says -> clues to its date: sets of days with a reason each.

Each clue is what a careful reader would note: who is called by which office, which
years and dated events are told as past, how far away a vote is, what happened
"recently". A clue never says more than its words do; `article_date.py` intersects them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.coding.day_sets import DaySet, around, since, union, until
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_anchor import month_of, shifted
from detente.coding.time_links import word_before
from detente.coding.time_tense import Tense, tense_at
from detente.knowledge.offices import OfficeTable
from detente.knowledge.world import World, WorldEvent
from detente.model.actor import ActorKind, ActorMention, Term
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval

YEARS = range(1990, 2036)
# A title goes on being used a while after its holder has left: nine in ten such
# articles in curated examples come within a month.
OFFICE_SLACK_DAYS = 30
RECENT_DAYS = 90  # "recently" of a state's act
BARE_MONTH_DAYS = 365  # "in May" without a year is the last one, at most a year old
LAST_MONTH_DAYS = 366
NEAR_DATE_DAYS = 183  # "Wednesday, Oct. 26" without a year is within half a year

# What "days", "weeks", "months" before a vote may mean without a number: beyond ten
# days news counts in weeks, beyond ten weeks in months.
DISTANCES = {"day": (1, 10), "week": (5, 70), "month": (25, 330)}
ELECTION_WORDS = r"(?:elections?|vote|polls|runoff|run-off|referendum|ballot)"
BEFORE_ELECTION = re.compile(
    r"\b(?:(?P<n>\w+) )?(?P<unit>day|week|month)s? "
    r"(?P<side>before|ahead of|until|after|since|following) "
    r"(?:[\w’'.-]+ ){0,5}?" + ELECTION_WORDS + r"\b",
    re.IGNORECASE,
)
NUMBERS = {
    w: i
    for i, w in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1}
RELATIONS = re.compile(
    r"\b(?:re-?establish|restor|resum|renew|normali[sz]|re-?open)\w*\s+"
    r"(?:\w+\s+){0,2}(?:diplomatic|full|bilateral)\s+(?:\w+\s+){0,2}(?:relations|ties)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
LEAD_SENTENCES = 5  # the title among them
JUST = re.compile(r"\b(?:just|only|mere|barely)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
TOWARDS = frozenset("come for by until till to before toward towards through".split())
VOTER_CHARS = 25  # "election in the United Kingdom"
RECENTLY = re.compile(r"\b(?:recently|lately|this month|last month)\b", re.IGNORECASE)
AHEAD_KINDS = frozenset(("summit", "election", "referendum"))  # announced long before
THEN = re.compile(r"\bthen[\s-]+(?:[\w’'-]+,?\s+){0,5}$", re.IGNORECASE)
FORMER = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x|[Oo]ne-time)[\s-]+(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
ANNIVERSARY = re.compile(r"\s+(?:after|since|on from)\b", re.IGNORECASE)
FAMILIES = {
    "heads of government": ("prime minister", "president", "chancellor"),
    "heads of state": ("president", "king", "emir", "head of state"),
    "prime ministers": ("prime minister", "chancellor"),
    "presidents": ("president",),
    "foreign ministers": ("minister of foreign affairs",),
    "defense ministers": ("minister of defence",),
    "defence ministers": ("minister of defence",),
    "finance ministers": ("minister of finance",),
}
FAMILY = re.compile(r"\b(" + "|".join(FAMILIES) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Days on which the article may have been published, and why.

    `trust`: 3 cannot be otherwise; 2 holds unless the text errs; 1 usage, the first to
    go when clues contradict each other.
    """

    days: DaySet
    because: str
    trust: int
    evidence: Span | None = None
    is_office: bool = False


def clues_of(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
    world: World,
) -> list[Clue]:
    """Every clue of the article, in text order within each kind."""
    named = world.named_in(parsed.text)
    return [
        *_dates_told(parsed, raws),
        *_events_named(parsed, raws, named),
        *_offices(parsed, raws, actors, offices),
        *_families(parsed, raws, actors, offices),
        *_votes(parsed, actors, world),
        *_relations(parsed, actors, world),
    ]


# Dates ------------------------------------------------------------------------------


def _dates_told(parsed: ParsedArticle, raws: Sequence[RawTime]) -> Iterator[Clue]:
    for raw in raws:
        if raw.kind is not Kind.DATE:
            continue
        sentence = parsed.sentence_at(raw.span.start)
        if sentence is None:
            continue
        tense = tense_at(parsed.text, sentence, raw.span)
        words = raw.span.of(parsed.text)
        if raw.year is not None and raw.year in YEARS:
            interval = _interval(raw)
            if interval is None:
                continue
            owned = _is_of_noun(parsed.text, sentence, raw.span)
            lead = word_before(parsed.text, sentence.span.start, raw.span)
            if tense is Tense.FUTURE and not owned:
                yield Clue(
                    days=until(interval.last), trust=1, evidence=raw.span,
                    because=f"{words} is still to come",
                )  # fmt: skip
            elif tense is Tense.PAST and not owned and lead not in TOWARDS:
                yield Clue(
                    days=since(interval.start), trust=2, evidence=raw.span,
                    because=f"{words} is told as past",
                )  # fmt: skip
        elif raw.weekday is not None and raw.day is not None and raw.month:
            days = [
                around(TimeInterval.day(day), -NEAR_DATE_DAYS, NEAR_DATE_DAYS)
                for year in YEARS
                if (day := _real(year, raw.month, raw.day)) is not None
                and day.weekday() == raw.weekday
            ]
            if days:
                yield Clue(
                    days=union(days), trust=2, evidence=raw.span,
                    because=f"{words} falls so only in some years",
                )  # fmt: skip


def _is_of_noun(text: str, sentence: Sentence, span: Span) -> bool:
    """Whether the date is a thing's ("the accord of May 1998"), past or to come."""
    head = sentence.head_of(span)
    if head is None:
        return False
    governor = sentence.tokens[head.head]
    if head.dep in {"poss", "compound", "nmod", "amod", "nummod"}:
        return True
    return head.dep == "pobj" and governor.lower == "of"


def _interval(raw: RawTime) -> TimeInterval | None:
    if raw.year is None:
        return None
    if raw.month is None:
        return TimeInterval(date(raw.year, 1, 1), date(raw.year + 1, 1, 1))
    if raw.day is None:
        return month_of(raw.year, raw.month)
    day = _real(raw.year, raw.month, raw.day)
    return TimeInterval.day(day) if day else None


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Events of the world ----------------------------------------------------------------


def _events_named(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    named: Sequence[tuple[Span, WorldEvent]],
) -> Iterator[Clue]:
    for span, event in named:
        sentence = parsed.sentence_at(span.start)
        counted = _years_after(parsed.text, span, raws, event)
        if counted is not None:
            yield counted
        if sentence is None:
            continue
        if event.kind in AHEAD_KINDS and (
            tense_at(parsed.text, sentence, span) is Tense.FUTURE
        ):
            yield Clue(
                days=until(event.interval.last), trust=1, evidence=span,
                because=f"{event.name} is still to come",
            )  # fmt: skip
            continue
        yield Clue(
            days=since(event.interval.start), trust=3, evidence=span,
            because=f"names {event.name}, of {event.interval.start}",
        )  # fmt: skip


def _years_after(
    text: str, span: Span, raws: Sequence[RawTime], event: WorldEvent
) -> Clue | None:
    """A span counted from a named event ("two years after the Suez Crisis")."""
    for raw in raws:
        if raw.relation != "event" or raw.count is None or raw.sign < 0:
            continue
        between = text[raw.span.end : span.start]
        if not 0 < len(between) <= 12 or not ANNIVERSARY.match(between):
            continue
        if raw.unit not in {"year", "month", "week", "decade"}:
            continue
        day = shifted(event.interval.start, raw.unit, raw.count)
        slack = {"year": 183, "month": 31, "week": 10, "decade": 730}[raw.unit]
        days = around(TimeInterval.day(day), -slack // 2, slack)
        return Clue(
            days=(days,), trust=1, evidence=raw.span,
            because=f"{raw.span.of(text)} after {event.name}",
        )  # fmt: skip
    return None


# Offices ------------------------------------------------------------------------------


def _person_terms(
    mention: ActorMention, offices: OfficeTable, office: str | None
) -> tuple[Term, ...]:
    if mention.kind is not ActorKind.PERSON or mention.actor_id is None:
        return ()
    terms = offices.terms_of(mention.actor_id)
    return tuple(t for t in terms if office is None or t.office == office)


def _is_then(text: str, mention: ActorMention) -> bool:
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    return bool(THEN.search(before)) or mention.span.of(text).lower().startswith("then")


def _is_former(text: str, mention: ActorMention) -> bool:
    before = text[max(0, mention.span.start - 40) : mention.span.start]
    words = mention.span.of(text).lower()
    return (
        mention.is_former or bool(FORMER.search(before)) or words.startswith("former")
    )


def _offices(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
) -> Iterator[Clue]:
    roles: dict[tuple[str, str], dict[str, ActorMention]] = {}
    for mention in actors:
        if mention.office is None or mention.actor_id is None or mention.is_pronoun:
            continue
        terms = _person_terms(mention, offices, mention.office)
        if not terms:
            continue
        then = _is_then(parsed.text, mention)
        if then:
            yield from _then_at(parsed, raws, mention, terms)
        former = then or _is_former(parsed.text, mention)
        held = roles.setdefault((mention.actor_id, mention.office), {})
        held.setdefault("former" if former else "now", mention)
    last = _last_holders(roles, offices)
    for (person, office), held in roles.items():
        terms = tuple(t for t in offices.terms_of(person) if t.office == office)
        if "former" in held:
            left = min(_left(term, offices) for term in terms)
            mention = held["former"]
            name = mention.name or mention.span.of(parsed.text)
            if left != date.max:
                yield Clue(
                    days=since(left), trust=2, evidence=mention.span, is_office=True,
                    because=f"{name} is no longer {office} (since {left})",
                )  # fmt: skip
        elif all(last.get((t.country, office)) in {None, person} for t in terms):
            yield _in_office(parsed, held["now"], raws, terms)


def _last_holders(
    roles: Mapping[tuple[str, str], Mapping[str, ActorMention]], offices: OfficeTable
) -> dict[tuple[str, str], str]:
    """Of several people with one office of one state, the last: who else is past."""
    last: dict[tuple[str, str], tuple[date, str]] = {}
    for person, office in roles:
        for term in offices.terms_of(person):
            key = (term.country, office)
            found = (term.interval.start, person)
            if term.office == office and found > last.get(key, (date.min, "")):
                last[key] = found
    return {key: person for key, (_, person) in last.items()}


def _in_office(
    parsed: ParsedArticle,
    mention: ActorMention,
    raws: Sequence[RawTime],
    terms: Sequence[Term],
) -> Clue:
    """Not before the term; and not after it, if the lead has the title."""
    name = mention.name or mention.span.of(parsed.text)
    sentence = parsed.sentence_at(mention.span.start)
    is_lead = sentence is not None and sentence.index < LEAD_SENTENCES
    if not is_lead or _is_told_of_past(parsed, mention, raws):
        days = since(min(t.interval.start for t in terms))
        reason = f"{name} has been {mention.office}"
    else:
        days = union(
            around(
                t.interval, 0, 0 if t.interval.end == date.max else OFFICE_SLACK_DAYS
            )
            for t in terms
        )
        reason = f"{name} is {mention.office}"
    return Clue(
        days=days, trust=2, evidence=mention.span, because=reason, is_office=True
    )


def _left(term: Term, offices: OfficeTable) -> date:
    """When a title stopped being somebody's first: at its end, or by a higher office."""
    rank = offices.rank(term.office)
    higher = [
        t.interval.start
        for t in offices.terms_of(term.person_id)
        if t.interval.start > term.interval.start and offices.rank(t.office) < rank
    ]
    return min([term.interval.end, *higher])


def _is_told_of_past(
    parsed: ParsedArticle, mention: ActorMention, raws: Sequence[RawTime]
) -> bool:
    """A title of its time ("President X visited in 2014"), no sign of the present."""
    sentence = parsed.sentence_at(mention.span.start)
    if sentence is None or sentence.is_title:
        return False
    return any(
        sentence.span.contains(raw.span)
        and raw.kind in {Kind.DATE, Kind.DECADE}
        and raw.year is not None
        for raw in raws
    )


def _months_near(
    sentence: Sentence, raws: Sequence[RawTime], text: str
) -> list[RawTime]:
    """Months without a year in the sentence, told as past."""
    return [
        raw
        for raw in raws
        if sentence.span.contains(raw.span)
        and raw.kind is Kind.DATE
        and raw.month is not None
        and raw.year is None
        and raw.offset in {None, -1}
        and tense_at(text, sentence, raw.span) is not Tense.FUTURE
    ]


def _after_month(raw: RawTime, held: DaySet, words: str, who: str) -> Clue | None:
    """Published in the year after one of the months in which the office was held."""
    days = []
    for year in YEARS:
        month = month_of(year, raw.month or 1)
        if not any(month.meet(h) for h in held):
            continue
        reach = LAST_MONTH_DAYS if raw.offset == -1 else BARE_MONTH_DAYS
        start = month.end if raw.offset == -1 else month.start
        days.append(TimeInterval(start, month.start + timedelta(days=reach)))
    if not days:
        return None
    return Clue(
        days=union(days), trust=1, evidence=raw.span, is_office=True,
        because=f"{words!r} was while {who}",
    )  # fmt: skip


def _then_at(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    mention: ActorMention,
    terms: Sequence[Term],
) -> Iterator[Clue]:
    """Which May it was when "he met X, then foreign minister, in May"."""
    sentence = parsed.sentence_at(mention.span.start)
    if sentence is None:
        return
    held = union(t.interval for t in terms)
    for raw in _months_near(sentence, raws, parsed.text)[:1]:
        clue = _after_month(
            raw, held, raw.span.of(parsed.text), f"{mention.name} was {mention.office}"
        )
        if clue is not None:
            yield clue


def _families(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
) -> Iterator[Clue]:
    """The foreign ministers met in June: those named beside held that office then."""
    for place, sentence in enumerate(parsed.sentences):
        match = FAMILY.search(parsed.text, sentence.span.start, sentence.span.end)
        months = _months_near(sentence, raws, parsed.text) if match else []
        if match is None or not months:
            continue
        family = FAMILIES[match.group().lower()]
        after = parsed.sentences[place + 1 : place + 2]
        stretch = sentence.span
        if after and after[0].paragraph == sentence.paragraph:
            stretch = stretch.join(after[0].span)
        countries = {
            c for m in actors if sentence.span.contains(m.span) for c in m.countries
        }
        for mention in actors:
            if not stretch.contains(mention.span) or mention.is_pronoun:
                continue
            if not countries & set(mention.countries):
                continue
            terms = [
                t
                for t in _person_terms(mention, offices, None)
                if t.office in family and t.country in countries
            ]
            if not terms:
                continue
            clue = _after_month(
                months[0],
                union(t.interval for t in terms),
                months[0].span.of(parsed.text),
                f"{mention.name} was {terms[0].office}",
            )
            if clue is not None:
                yield clue


# Votes and relations -----------------------------------------------------------------


def _countries_here(
    parsed: ParsedArticle, actors: Sequence[ActorMention], sentence: Sentence
) -> list[str]:
    """Countries named in the sentence, else in the one before, else in the article."""
    near = [sentence]
    if sentence.index:
        near.append(parsed.sentences[sentence.index - 1])
    for place in near:
        found = {c for m in actors if place.span.contains(m.span) for c in m.countries}
        if found:
            return sorted(found)
    return _countries_of(actors)


def _countries_of(actors: Sequence[ActorMention]) -> list[str]:
    counts: dict[str, int] = {}
    for mention in actors:
        for country in mention.countries:
            counts[country] = counts.get(country, 0) + 1
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    return ranked[:3]


def _votes(
    parsed: ParsedArticle, actors: Sequence[ActorMention], world: World
) -> Iterator[Clue]:
    """Just days before the election: in the days before a vote of the country."""
    for match in BEFORE_ELECTION.finditer(parsed.text):
        sentence = parsed.sentence_at(match.start())
        if sentence is None:
            continue
        if _is_old_vote(parsed, sentence, match):
            continue
        unit = match.group("unit").lower()
        low, high = DISTANCES[unit]
        count = (match.group("n") or "").lower()
        number = NUMBERS.get(count) or (int(count) if count.isdigit() else None)
        if number is not None:
            days = number * {"day": 1, "week": 7, "month": 30}[unit]
            slack = {"day": 1, "week": 5, "month": 16}[unit]
            low, high = max(0, days - slack), days + slack
        is_after = match.group("side").lower() in {"after", "since", "following"}
        countries = _voters(match, actors) or _countries_here(parsed, actors, sentence)
        votes = world.elections_of(countries, TimeInterval(date(1990, 1, 1), date.max))
        found = [
            TimeInterval.days(
                vote.interval.start + timedelta(days=low if is_after else -high),
                vote.interval.start + timedelta(days=high if is_after else -low),
            )
            for vote in votes
        ]
        if found:
            yield Clue(
                days=union(found), trust=1,
                evidence=Span(match.start(), match.end()),
                because=f"{match.group()!r}, for {' or '.join(countries)}",
            )  # fmt: skip


def _voters(match: re.Match[str], actors: Sequence[ActorMention]) -> list[str]:
    """Whose vote it is: "the French election", "the election in Britain"."""
    near = Span(match.start("side"), match.end() + VOTER_CHARS)
    return sorted({c for m in actors if near.contains(m.span) for c in m.countries})


def _is_old_vote(
    parsed: ParsedArticle, sentence: Sentence, match: re.Match[str]
) -> bool:
    """Told of the past ("he resigned days before the 2015 election"), not the news."""
    if YEAR.search(parsed.text, sentence.span.start, sentence.span.end):
        return True
    unit = Span(match.start("unit"), match.end("unit"))
    is_past = tense_at(parsed.text, sentence, unit) is Tense.PAST
    is_close = JUST.search(parsed.text, sentence.span.start, match.start("unit"))
    is_lead = sentence.index < LEAD_SENTENCES
    return not is_lead if is_close else is_past or not is_lead


def _relations(
    parsed: ParsedArticle, actors: Sequence[ActorMention], world: World
) -> Iterator[Clue]:
    """Two states that restored relations: after they did, soon after if "recently"."""
    for match in RELATIONS.finditer(parsed.text):
        sentence = parsed.sentence_at(match.start())
        if sentence is None:
            continue
        span = Span(match.start(), match.end())
        if tense_at(
            parsed.text, sentence, span
        ) is Tense.FUTURE and not RECENTLY.search(
            parsed.text, sentence.span.start, sentence.span.end
        ):
            continue
        countries = {
            c for m in actors if sentence.span.contains(m.span) for c in m.countries
        }
        if len(countries) < 2:
            countries = set(_countries_of(actors)[:2])
        fitting = [
            e
            for e in world.events
            if e.kind == "relations restored" and set(e.countries) <= countries
        ]
        if not fitting:
            continue
        recent = RECENTLY.search(parsed.text, sentence.span.start, sentence.span.end)
        names = ", ".join(str(e.interval.start) for e in fitting)
        if recent is None:
            first = min(e.interval.start for e in fitting)
            yield Clue(
                days=since(first), trust=1, evidence=span,
                because=f"relations restored ({names})",
            )  # fmt: skip
        else:
            yield Clue(
                days=union(around(e.interval, 0, RECENT_DAYS) for e in fitting),
                trust=1, evidence=span,
                because=f"relations restored recently ({names})",
            )  # fmt: skip
