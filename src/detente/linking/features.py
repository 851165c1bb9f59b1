"""Report -> what of it tells one event from another, worked out once."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.knowledge.linking_rules import LinkingRules
from detente.model.actor import Participant
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.model.words import COMMON, WORD, fold, stem, stems

NEAR_WORDS = 15  # on either side of the trigger; further off is other matter
# Bases that say when the article came out, not when the event took place.
LOOSE = frozenset({DateBasis.PUBLICATION})
# Bases that tie a date to another event's: good for what happened, not for plans.
BY_OTHERS = frozenset({DateBasis.EVENT, DateBasis.OFFICE, DateBasis.INFERRED})
AHEAD = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DEMANDED})
# Without a date of its own news is of the last two weeks, and plans reach some two
# months ahead.
NEWS_DAYS = 14
PLAN_DAYS = 60
PAST_DAYS = 365  # told as past, without saying when
MAX_SLACK_DAYS = 15  # what "about" may add at either end
NUMBER = re.compile(
    r"(?<![\w.,])(\d+(?:[.,]\d+)*)(?:[-\s]+(?:million|billion|thousand))?[-\s]+([a-z]+)",
    re.IGNORECASE,
)
# A report of many events at once: no one of them is it.
SERIES = re.compile(
    r"\b(?:several|many|numerous|multiple|various|two|three|four|five|six|\d+)"
    r"(?: \w+)? (?:occasions|times)\b"
    r"|\b(?:repeatedly|regularly|often|frequently|routinely)\b",
    re.IGNORECASE,
)
# Words after a number that make it a date or a rank, not a count.
MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
NOT_COUNTED = frozenset([*MONTHS, "pm", "am", "gmt"])
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
# Dates are compared as dates.
CALENDAR = frozenset(stem(word) for word in (*MONTHS, *WEEKDAYS))
MUTUAL_TYPES = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
MUTUAL_ACTIONS = frozenset(
    {"meet", "phone", "sign", "pact", "statement", "restore-ties", "truce"}
)
ONE_WAY_ACTIONS = frozenset({"visit", "send-envoy", "recall-envoy", "appoint-envoy"})


# First words of a phrase that means one person by what they do.
PERSON_WORDS = frozenset(
    "head chief director deputy minister secretary spokesman spokeswoman spokesperson "
    "representative envoy adviser advisor commander aide ambassador president".split()
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person who takes part: whose, by which id, name and office.

    `name` is None for one known by office only ("the Oland foreign minister").
    """

    country: str | None
    id: str | None
    name: str | None
    office: str | None

    @property
    def label(self) -> str:
        """What to call them in a reason."""
        return self.name or self.office or "somebody"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A report as linking sees it.

    `actors` and `recipients` are country codes (or codes of bodies); `people` the
    persons among both. `days` is when it took place, `loose` when that rests on the
    day of publication alone (`published`, None for background whose day of telling says
    nothing); None when even that is unknown. `words` are the rare stems
    of the clause that name no participant, with their weights. `counts` maps a counted
    thing to its number; `rank` is its place in a series, which the report may be of
    as a whole (`is_series`). `weekday` is the day of the week (0 for Monday) where that
    is all that is told of the day; `date_words` those that name a month or year, as the
    text has them, `date_at` where they stand. `is_mutual`: roles may be
    told either way round.
    """

    id: str
    article: str
    type: EventType
    status: Status
    actors: frozenset[str]
    recipients: frozenset[str]
    n_participants: int
    people: tuple[Person, ...]
    days: TimeInterval | None
    loose: bool
    published: TimeInterval | None
    actions: frozenset[str]
    words: tuple[tuple[str, float], ...]
    counts: tuple[tuple[str, str], ...]
    rank: int | None
    is_series: bool
    place: str | None
    place_kind: str | None
    place_country: str | None
    dead: int | None
    trigger: Span
    sentence: int
    is_title: bool
    is_mutual: bool
    quote: frozenset[str]
    weekday: int | None = None
    date_words: str | None = None
    date_at: Span | None = None
    follows: str | None = None

    @property
    def codes(self) -> frozenset[str]:
        """Every country or body that takes part."""
        return self.actors | self.recipients


def view_of(report: Report, published: Dating | None, rules: LinkingRules) -> View:
    """Work out what a report is compared by."""
    both = (*report.actors, *report.recipients)
    clause = stems(_around_trigger(report))
    actions = _actions(report, clause, rules)
    days, loose = _days(report, published)
    old = loose and _is_background(report)
    one_way = bool(actions & ONE_WAY_ACTIONS)
    mutual = report.type in MUTUAL_TYPES or bool(actions & MUTUAL_ACTIONS)
    location = report.location
    ranks = _ranks(report, actions, rules)
    return View(
        id=report.id,
        article=report.article_id,
        type=report.type,
        status=report.status,
        actors=_codes(report.actors),
        recipients=_codes(report.recipients),
        n_participants=len(both),
        people=tuple(_people(both)),
        days=days,
        loose=loose,
        published=None if old or published is None else published.interval,
        actions=actions,
        words=_words(clause, both, rules),
        counts=_counts(report.quote),
        rank=ranks.pop() if len(ranks) == 1 else None,
        is_series=SERIES.search(_around_trigger(report)) is not None,
        place=_place(report),
        place_kind=location.feature if location else None,
        place_country=location.country_code if location else None,
        dead=report.dead,
        trigger=report.trigger,
        sentence=report.sentence,
        is_title=report.is_title,
        is_mutual=mutual and not one_way,
        quote=frozenset(word for word in clause if word not in COMMON),
        weekday=_weekday(report),
        date_words=_date_words(report),
        date_at=report.dating.evidence if report.dating else None,
        follows=report.follows,
    )


# As in "the first envoy to come", "the first talks in five years": no place in a series.
FIRST_EVER = re.compile(
    r"\bfirst\b[^.;,]{0,80}?\b(?:to|since|for|(?:in|for) [\w -]{0,24}?"
    r"(?:years?|decades?|months?|weeks?|centur(?:y|ies)))\b|\bfor the first time\b",
    re.IGNORECASE,
)
RANKED_WORDS = 2  # what is counted stands this near: "his second summit"


def _ranks(report: Report, actions: frozenset[str], rules: LinkingRules) -> set[int]:
    """Places in a series that the report's own action is said to have."""
    clause = stems(FIRST_EVER.sub(" ", _around_trigger(report)))
    found = set()
    for place, word in enumerate(clause):
        if word not in rules.ranks:
            continue
        # "visited on Sunday and held his second summit": the summit is the second.
        near = clause[place + 1 : place + 1 + RANKED_WORDS]
        counted = rules.actions_of(near)
        if not counted or not actions or actions & set(counted):
            found.add(rules.ranks[word])
    return found


def _weekday(report: Report) -> int | None:
    """The weekday that dates it, of a week that is not known.

    Where coding found no date at all, the only one that stands near the trigger.
    """
    dating = report.dating
    if dating is None:
        words = {fold(m.group()) for m in WORD.finditer(_around_trigger(report))}
        named = [day for day in WEEKDAYS if day in words]
        return WEEKDAYS.index(named[0]) if len(named) == 1 else None
    if dating.interval.n_days == 1:
        return None
    word = _date_evidence(report)
    return WEEKDAYS.index(word) if word in WEEKDAYS else None


def _date_words(report: Report) -> str | None:
    """The words that date it where they name a month or a year, folded."""
    words = _date_evidence(report)
    named = {stem(word) for word in words.split()} & CALENDAR
    return words if named or any(sign.isdigit() for sign in words) else None


def _date_evidence(report: Report) -> str:
    """The words of the quote that the date was read from; empty if they lie outside."""
    dating = report.dating
    if dating is None or dating.evidence is None:
        return ""
    start = dating.evidence.start - report.evidence.start
    end = dating.evidence.end - report.evidence.start
    return fold(report.quote[max(0, start) : max(0, end)])


def _around_trigger(report: Report) -> str:
    """The clause, of a long one only the words around the trigger."""
    at = report.trigger.start - report.evidence.start
    end = at + len(report.trigger_text)
    if not report.trigger_text or report.quote[at:end] != report.trigger_text:
        return report.quote
    before = list(WORD.finditer(report.quote, 0, at))[-NEAR_WORDS:]
    after = list(WORD.finditer(report.quote, end))[:NEAR_WORDS]
    start = before[0].start() if before else at
    return report.quote[start : after[-1].end() if after else end]


def _codes(side: Iterable[Participant]) -> frozenset[str]:
    return frozenset(
        code for p in side if (code := p.country_code or p.entity_code or p.actor_id)
    )


def _people(side: Iterable[Participant]) -> Iterator[Person]:
    for one in side:
        kind, _, _ = (one.actor_id or "").partition(":")
        named = kind == "person" or (not kind and _is_name(one.entity_name))
        office = one.office
        first = fold(one.entity_name).split()[:1]
        if not kind and office is None and first and first[0] in PERSON_WORDS:
            office = fold(one.entity_name)
        # Who stands in no table is a person all the same: "Ana Ruiz, head of a desk".
        plain = not kind and one.country_code and _is_personal_name(one.entity_name)
        if kind == "person" or office or plain:
            yield Person(
                country=one.country_code,
                id=(one.wikidata_id or one.actor_id) if kind == "person" else None,
                name=fold(one.entity_name).replace("-", " ") if named else None,
                office=office,
            )


# Words of names that are no person's.
NOT_PERSONS = frozenset(
    "ministry department army forces force party council court parliament congress "
    "senate government cabinet guard guards navy police bank agency union front "
    "movement embassy consulate house palace office committee commission league "
    "organisation organization group company university institute foundation service "
    "command coalition alliance state states republic kingdom emirates nations press "
    "times post news media airlines corporation authority administration republican "
    "democratic people peoples islamic national federal united security foreign air "
    "north south east west northern southern eastern western".split()
)
PARTICLES = frozenset("al el bin ibn ben de la le van von der den da dos di du".split())


def _is_personal_name(text: str) -> bool:
    """Whether it reads as first and last name: "Ana Ruiz", not "Defence Ministry"."""
    words = text.replace("-", " ").split()
    return 2 <= len(words) <= 4 and all(
        word.casefold() in PARTICLES
        or (
            word[0].isupper()
            and word[1:].islower()
            and word.casefold() not in NOT_PERSONS
            and word.casefold() not in PERSON_WORDS
        )
        for word in words
    )


def _is_name(text: str) -> bool:
    """Whether a participant without an entry is named, not described."""
    return text[:1].isupper() and not any(w in PERSON_WORDS for w in fold(text).split())


def _actions(report: Report, clause: list[str], rules: LinkingRules) -> frozenset[str]:
    """The trigger's own kinds of action, else what the clause says or speaks of."""
    found = {
        name
        for name in rules.actions_of(clause)
        if not rules.actions[name].types or report.type in rules.actions[name].types
    }
    near = set(stems(report.trigger_text)) | set(report.modes)
    of_trigger = {
        name
        for name in found
        if any(not near.isdisjoint(group) for group in rules.actions[name].words)
    }
    # "signed a truce": what is signed names the act as well.
    objects = {n for name in of_trigger for n in rules.actions[name].objects}
    of_trigger |= objects & found
    of_mode = {mode for mode in report.modes if mode in rules.actions}
    speech = {name for name in found if rules.actions[name].is_speech}
    return frozenset(of_mode or of_trigger or speech or found)


def _days(report: Report, published: Dating | None) -> tuple[TimeInterval | None, bool]:
    dating = report.dating
    if dating is not None and dating.basis not in LOOSE and not dating.interval.is_open:
        days = dating.interval
        if dating.basis in BY_OTHERS and _lies_ahead(report):
            return days.widen(before_days=1, after_days=PLAN_DAYS), True
        if dating.approximate:
            slack = min(MAX_SLACK_DAYS, max(3, days.n_days // 2))
            days = days.widen(before_days=slack, after_days=slack)
        return days, False
    told = published.interval if published else None
    if told is None and dating is not None and not dating.interval.is_open:
        told = dating.interval
    if told is None or told.is_open:
        return None, True
    if _lies_ahead(report):
        return told.widen(before_days=1, after_days=PLAN_DAYS), True
    if _is_background(report):
        return told.widen(before_days=PAST_DAYS), True
    return told.widen(before_days=NEWS_DAYS), True


def _is_background(report: Report) -> bool:
    """Whether it is told as past, nothing said of when."""
    dating = report.dating
    return dating is not None and dating.interval.start == date.min


def _lies_ahead(report: Report) -> bool:
    """Whether the event, if it comes at all, comes after the report."""
    if report.status is Status.DEMANDED:
        return report.type is not EventType.REQUEST  # the asking itself is past
    return report.status in AHEAD


def _words(
    clause: list[str], participants: Iterable[Participant], rules: LinkingRules
) -> tuple[tuple[str, float], ...]:
    named: set[str] = set()
    for one in participants:
        named.update(stems(one.raw_text), stems(one.entity_name))
    kept = {
        word
        for word in clause
        if word not in named
        and word not in CALENDAR
        and word not in COMMON
        and len(word) > 1
    }
    return tuple((word, rules.rarity(word)) for word in sorted(kept))


def _counts(quote: str) -> tuple[tuple[str, str], ...]:
    counts = {}
    for match in NUMBER.finditer(quote):
        thing = fold(match.group(2))
        is_year = re.fullmatch(r"(?:19|20)\d\d", match.group(1)) is not None
        if thing not in NOT_COUNTED and thing not in COMMON and not is_year:
            counts[stem(thing)] = match.group(1).replace(",", "")
    return tuple(sorted(counts.items()))


def _place(report: Report) -> str | None:
    """The place's name where it is narrower than a country."""
    location = report.location
    if location is None or location.feature == "country":
        return None
    return fold(location.resolved_place or location.extracted_place)
