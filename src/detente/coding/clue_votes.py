"""Votes and the making up of states -> clues, by the tables of both."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from detente.coding.article_facts import LEAD_SENTENCES, ArticleFacts
from detente.coding.clue import USUAL, Clue, on_days, shared
from detente.coding.day_sets import around, since
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_inverse import SEVERAL, days_of_saying, joined, recently
from detente.coding.time_tense import Tense, tense_at
from detente.knowledge.world import WorldEvent
from detente.model.actor import ActorMention
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval

VOTE = r"(?:elections?|vote|polls|runoff|run-off|referendum|ballot)"
VOTE_WORD = re.compile(rf"\b{VOTE}\b", re.IGNORECASE)
BEFORE_VOTE = re.compile(
    r"\b(?:(?P<n>\w+) )?(?P<unit>day|week|month)s? "
    r"(?P<side>before|ahead of|until|after|since|following) "
    r"(?:[\w’'.-]+ ){0,5}?" + VOTE + r"\b",
    re.IGNORECASE,
)
NUMBERS = {
    w: i
    for i, w in enumerate("one two three four five six seven eight nine ten".split(), 1)
} | {"a": 1}
COUNTS = {"day": (1, 1), "week": (7, 5), "month": (30, 16)}  # days in it, slack
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
VOTER_CHARS = 25  # "election in the United Kingdom"
# What a vote is called -> what the table calls it; a general election is of everybody.
KINDS_OF_VOTE = {
    "presidential": ("presidential", "general"),
    "parliamentary": ("parliamentary", "legislative", "general"),
    "legislative": ("parliamentary", "legislative", "general"),
}
TIED_BEFORE = re.compile(r"^['’]s?\s+(?:[\w’'-]+\s+){0,4}$")
TIED_AFTER = re.compile(
    r"^\s+(?:(?:in|for|of)\s+(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)?\s*)?"
    r"(?:(?:is|are|was|were|will be)\s+(?:\w+\s+)?)?(?:on|in|held|due|set|for|scheduled|"
    r"early|late|\s)*$"
)
RELATIONS = re.compile(
    r"\b(?:re-?establish|restor|resum|renew|normali[sz]|re-?open)\w*\s+"
    r"(?:\w+\s+){0,2}(?:diplomatic|full|bilateral)\s+(?:\w+\s+){0,2}(?:relations|ties)\b|"
    r"\bre-?open\w*\s+(?:\w+\s+){0,2}embass(?:y|ies)\b",
    re.IGNORECASE,
)
THAW = re.compile(
    r"\brapprochement\b|\breconciliation\b|\bthaw\w*\b|\bmend(?:ed|ing)?\s+"
    r"(?:fences|ties|relations)\b|\b(?:renew|resum|restor|rebuil|repair|normali[sz])\w*\s+"
    r"(?:of\s+)?(?:[\w-]+\s+){0,2}(?:ties|relations)\b",
    re.IGNORECASE,
)
RECENTLY = re.compile(r"\b(?:recently|lately|in recent \w+)\b", re.IGNORECASE)
WEEKS_AFTER = re.compile(r"\b(?P<unit>day|week|month)s\s+after\b", re.IGNORECASE)
EVER = TimeInterval(date(1990, 1, 1), date.max)


VOTE_STEMS = ("lection", "vote", "poll", "runoff", "run-off", "eferendum", "ballot")
TIES_STEMS = ("elations", "ties", "embass", "thaw", "pproche", "econciliation", "mend")


def _has_any(text: str, stems: Sequence[str]) -> bool:
    """Whether any of the stems stands in the text: far faster than the patterns."""
    return any(stem in text for stem in stems)


def votes(facts: ArticleFacts) -> Iterator[Clue]:
    """Days before an election; Sunday's vote, next month's."""
    if not _has_any(facts.text, VOTE_STEMS):
        return
    yield from _counted_votes(facts)
    yield from _timed_votes(facts)


def _counted_votes(facts: ArticleFacts) -> Iterator[Clue]:
    for match in BEFORE_VOTE.finditer(facts.text):
        sentence = facts.parsed.sentence_at(match.start())
        if sentence is None or _is_old_vote(facts, sentence, match):
            continue
        unit = match.group("unit").lower()
        low, high = SEVERAL[unit]
        count = (match.group("n") or "").lower()
        number = NUMBERS.get(count) or (int(count) if count.isdigit() else None)
        if number is not None:
            days, slack = COUNTS[unit]
            low, high = max(0, number * days - slack), number * days + slack
        is_after = match.group("side").lower() in {"after", "since", "following"}
        countries = _voters(facts, match) or facts.countries_near(sentence)
        found = [
            TimeInterval.days(
                vote.interval.start + timedelta(days=low if is_after else -high),
                vote.interval.start + timedelta(days=high if is_after else -low),
            )
            for vote in _kind_meant(
                match.group(), facts.world.elections_of(countries, EVER)
            )
        ]
        if found:
            yield Clue(
                steps=on_days(found), doubt=0.03,
                evidence=Span(match.start(), match.end()),
                because=f"{match.group()!r}, for {' or '.join(countries)}",
            )  # fmt: skip


def _timed_votes(facts: ArticleFacts) -> Iterator[Clue]:
    """As in "Sunday's election", "next month's vote", "the runoff on Sunday"."""
    for match in VOTE_WORD.finditer(facts.text):
        sentence = facts.parsed.sentence_at(match.start())
        if sentence is None:
            continue
        raw = _tied(facts, sentence, match)
        if raw is None:
            continue
        start = min(raw.span.start, match.start())
        words = facts.text[start : max(raw.span.end, match.end())]
        near = Span(start, max(raw.span.end, match.end()) + VOTER_CHARS)
        countries = _countries_in(facts, sentence, near) or sorted(
            facts.countries_in(sentence)
        )
        is_ahead = tense_at(facts.text, sentence, raw.span) is Tense.FUTURE
        each = [
            steps
            for vote in _kind_meant(words, facts.world.elections_of(countries, EVER))
            if (steps := days_of_saying(raw, vote.interval, is_ahead=is_ahead))
        ]
        if each:
            yield Clue(
                steps=joined(each), doubt=USUAL, evidence=raw.span,
                because=f"{words!r}, for {' or '.join(countries)}",
            )  # fmt: skip


def _tied(
    facts: ArticleFacts, sentence: Sentence, match: re.Match[str]
) -> RawTime | None:
    for raw in facts.raws_in(sentence):
        if raw.kind not in {Kind.WEEKDAY, Kind.UNIT} or raw.unit == "year":
            continue
        if raw.span.end <= match.start():
            if TIED_BEFORE.match(facts.text[raw.span.end : match.start()]):
                return raw
        elif raw.span.start >= match.end() and TIED_AFTER.match(
            facts.text[match.end() : raw.span.start]
        ):
            return raw
    return None


def _kind_meant(words: str, found: Sequence[WorldEvent]) -> Sequence[WorldEvent]:
    """Only votes of the kind named, where a name says it."""
    lower = words.lower()
    if "referendum" in lower:
        return [v for v in found if v.kind == "referendum"]
    elections = [v for v in found if v.kind != "referendum"]
    for said, names in KINDS_OF_VOTE.items():
        if said in lower:
            return [
                v for v in elections if any(n in v.name for n in names)
            ] or elections
    return elections or found


def _countries_in(facts: ArticleFacts, sentence: Sentence, near: Span) -> list[str]:
    return sorted(
        {
            c
            for m in facts.actors_in(sentence)
            if near.contains(m.span)
            for c in m.countries
        }
    )


def _voters(facts: ArticleFacts, match: re.Match[str]) -> list[str]:
    """Whose vote it is: "the French election", "the election in Britain"."""
    near = Span(match.start("side"), match.end() + VOTER_CHARS)
    found: set[str] = set()
    mentions: Sequence[ActorMention] = facts.actors
    for mention in mentions:
        if near.contains(mention.span):
            found.update(mention.countries)
    return sorted(found)


def _is_old_vote(facts: ArticleFacts, sentence: Sentence, match: re.Match[str]) -> bool:
    """Told of the past ("he resigned days before the 2015 election"), not the news."""
    if YEAR.search(facts.text, sentence.span.start, sentence.span.end):
        return True
    return sentence.index >= LEAD_SENTENCES


def relations_restored(facts: ArticleFacts) -> Iterator[Clue]:
    """Two states that restored relations: after they did, and how long after."""
    if not _has_any(facts.text, TIES_STEMS):
        return
    restored = False
    for match in RELATIONS.finditer(facts.text):
        sentence = facts.parsed.sentence_at(match.start())
        if sentence is None:
            continue
        span = Span(match.start(), match.end())
        start, end = sentence.span.start, sentence.span.end
        recent = RECENTLY.search(facts.text, start, end)
        fitting = _restored(facts, sentence)
        if not fitting:
            continue
        timed = _when_restored(facts, sentence, span, fitting)
        is_ahead = tense_at(facts.text, sentence, span) is Tense.FUTURE
        if is_ahead and not recent and timed is None:
            continue
        restored = True
        names = ", ".join(str(e.interval.start) for e in fitting)
        if timed is not None:
            yield timed
        elif recent is None:
            first = min(e.interval.start for e in fitting)
            yield Clue(
                steps=on_days(since(first)), doubt=USUAL, evidence=span,
                because=f"relations restored ({names})",
            )  # fmt: skip
        else:
            yield Clue(
                steps=joined([recently(e.interval) for e in fitting]),
                doubt=USUAL, evidence=span,
                because=f"relations restored recently ({names})",
            )  # fmt: skip
    if not restored:
        yield from _thaw(facts)


def _when_restored(
    facts: ArticleFacts, sentence: Sentence, span: Span, fitting: Sequence[WorldEvent]
) -> Clue | None:
    """The time told in the same sentence, where it fits one of the restorings."""
    text = facts.text
    for raw in facts.raws_in(sentence):
        each = [s for e in fitting if (s := days_of_saying(raw, e.interval))]
        if each and raw.kind is not Kind.REF:
            return Clue(
                steps=joined(each),
                doubt=USUAL,
                evidence=raw.span,
                because=f"relations restored {raw.span.of(text)!r}",
            )
    after = WEEKS_AFTER.search(text, sentence.span.start, span.start)
    if after is None:
        return None
    low, high = SEVERAL[after.group("unit").lower()]
    days = [around(TimeInterval.day(e.interval.start), low, high) for e in fitting]
    return Clue(
        steps=on_days(days), doubt=USUAL, evidence=Span(*after.span()),
        because=f"{after.group()!r} relations were restored",
    )  # fmt: skip


def _restored(facts: ArticleFacts, sentence: Sentence) -> list[WorldEvent]:
    countries = facts.countries_in(sentence)
    if len(countries) < 2:
        countries = set(facts.main_countries(2))
    return [
        e
        for e in facts.world.events
        if e.kind == "relations restored" and set(e.countries) <= countries
    ]


def _thaw(facts: ArticleFacts) -> Iterator[Clue]:
    """Two states that are making up do so within a year of restoring relations."""
    for match in THAW.finditer(facts.text):
        sentence = facts.parsed.sentence_at(match.start())
        if sentence is None or YEAR.search(
            facts.text, sentence.span.start, sentence.span.end
        ):
            continue
        fitting = _restored(facts, sentence)
        if not fitting:
            continue
        names = ", ".join(str(e.interval.start) for e in fitting)
        yield Clue(
            steps=shared(
                ([around(e.interval, -366, 366) for e in fitting], 0.93),
                ([around(e.interval, -731, 731) for e in fitting], 0.04),
            ),
            doubt=0.03, evidence=Span(*match.span()),
            because=f"{match.group()!r} between states that made up ({names})",
        )  # fmt: skip
        return
