"""Who is called by which office -> clues: within the term, or after it.

Only titles that stand in the text count ("President X", "X, the president"); the same
name without its title may be a candidate's or a former holder's.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta

from detente.coding.article_facts import LEAD_SENTENCES, ArticleFacts
from detente.coding.clue import FIRM, LIKELY, USUAL, Clue, fading, on_days, shared
from detente.coding.clue_dates import YEARS, bare_months
from detente.coding.day_sets import DaySet, around, since, union
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_values import month_of
from detente.knowledge.offices import OfficeTable
from detente.model.actor import ActorKind, ActorMention, Term
from detente.model.text import Sentence
from detente.model.time import TimeInterval

# A title goes on being used a while after its holder has left.
SLACK_DAYS = 30
BARE_MONTH_DAYS = 365
NEW_DAYS = (31, 122, 366)  # "new" of a minister: weeks, seldom months
ELECT_DAYS = 100  # between a vote and the oath, at most
LEAVING_DAYS = 150
THEN = re.compile(
    r"(?<!\band )\bthen[\s-]+(?:(?:[A-Z][\w’'-]*|foreign|prime|interior|defen[cs]e|"
    r"finance|deputy|vice|minister|president|secretary|of|state|head|chief|leader|"
    r"chancellor|chair\w*|speaker|opposition|general),?\s+){0,5}$"
)
FORMER = re.compile(
    r"\b(?:[Ff]ormer|[Ee]x|[Oo]ne-time)[\s-]+(?:[A-Z][\w.’'-]*\s+){0,3}$"
)
ELECT = re.compile(r"\b[\w-]*[- ]elect\b|\bincoming\b", re.IGNORECASE)
LEAVING = re.compile(r"\boutgoing\b", re.IGNORECASE)
NEW = re.compile(
    r"\b(?:new|newly[ -](?:elected|appointed|installed|named))\s+(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
UNREAL = re.compile(
    r"\b(?:elect|nominee|candidate|hopeful|contender|nominated|designate|would-be|"
    r"potential|front-?runner|presumptive|acting as|as)\b|^(?:a|an|our|your|my)\b",
    re.IGNORECASE,
)
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


def offices_held(facts: ArticleFacts, gone: Collection[str]) -> Iterator[Clue]:
    """Present and former titles, those of their time ("then"), elects and newcomers.

    Args:
        facts: The article.
        gone: Ids of the people of whom it tells that they left.
    """
    roles: dict[tuple[str, str], dict[str, ActorMention]] = {}
    for mention in facts.actors:
        if mention.office is None or mention.actor_id is None or mention.is_pronoun:
            continue
        terms = terms_held(mention, facts.offices, mention.office)
        if not terms:
            continue
        around_it = _words_around(facts.text, mention)
        if ELECT.search(around_it):
            yield from _elect(facts, mention, terms)
            continue
        then = is_then(facts.text, mention)
        if then:
            yield from _then_at(facts, mention, terms)
        former = then or _is_former(facts.text, mention)
        if not former and (
            mention.actor_id in gone
            or not _has_title(facts, mention)
            or _is_local(facts, mention)
        ):
            continue
        held = roles.setdefault((mention.actor_id, mention.office), {})
        held.setdefault("former" if former else "now", mention)
        if not former and LEAVING.search(around_it):
            yield from _leaving(mention, terms)
        elif not former and NEW.search(_before(facts.text, mention)):
            yield from _new(mention, terms)
    last = _last_holders(roles, facts.offices)
    for (person, office), held in roles.items():
        terms = tuple(t for t in facts.offices.terms_of(person) if t.office == office)
        if "former" in held:
            left = min(_left(term, facts.offices) for term in terms)
            mention = held["former"]
            name = mention.name or mention.span.of(facts.text)
            if left != date.max:
                yield Clue(
                    steps=on_days(since(left)), doubt=FIRM, evidence=mention.span,
                    is_office=True,
                    because=f"{name} is no longer {office} (since {left})",
                )  # fmt: skip
        elif all(last.get((t.country, office)) in {None, person} for t in terms):
            yield _in_office(facts, held["now"], terms)


def terms_held(
    mention: ActorMention, offices: OfficeTable, office: str | None = None
) -> tuple[Term, ...]:
    """The terms of the person named, in that office if one is given."""
    if mention.kind is not ActorKind.PERSON or mention.actor_id is None:
        return ()
    terms = offices.terms_of(mention.actor_id)
    return tuple(t for t in terms if office is None or t.office == office)


def _before(text: str, mention: ActorMention) -> str:
    return text[max(0, mention.span.start - 40) : mention.span.start]


def _words_around(text: str, mention: ActorMention) -> str:
    """The mention with the word before it."""
    before = text[max(0, mention.span.start - 16) : mention.span.start]
    return (
        before.rpartition(" ")[0].rpartition(" ")[2]
        + " "
        + (before.rpartition(" ")[2] + mention.span.of(text))
    )


def is_then(text: str, mention: ActorMention) -> bool:
    """Whether the office is one of that time: "the then foreign minister"."""
    words = mention.span.of(text)
    return bool(THEN.search(_before(text, mention))) or words.startswith("then")


def _is_former(text: str, mention: ActorMention) -> bool:
    words = mention.span.of(text).lower()
    return (
        mention.is_former
        or bool(FORMER.search(_before(text, mention)))
        or words.startswith("former")
    )


def _has_title(facts: ArticleFacts, mention: ActorMention) -> bool:
    """Whether the office stands in the mention or beside it, as the person's own."""
    words = mention.span.of(facts.text)
    if UNREAL.search(words):
        return False
    if mention.because.endswith("spoken of before"):
        return False
    if facts.offices.find_titles(words):
        return True
    near = facts.text[mention.span.start : mention.span.end + 60]
    return (
        re.match(re.escape(words) + r",\s+(?:the|who\s+(?:is|has been))\b", near)
        is not None
    )


LOCAL = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+\s+$")


def _is_local(facts: ArticleFacts, mention: ActorMention) -> bool:
    """Whether a name stands before the title: "Florida Attorney General X" is no state's."""
    start = max(0, mention.span.start - 30)
    return LOCAL.search(facts.text, start, mention.span.start) is not None


def _elect(
    facts: ArticleFacts, mention: ActorMention, terms: Sequence[Term]
) -> Iterator[Clue]:
    """Between the vote and the oath: from the last vote before the term to its start."""
    spans = []
    for term in terms:
        start = term.interval.start
        if start == date.min:
            continue
        window = TimeInterval(start - timedelta(days=ELECT_DAYS), start)
        votes = facts.world.elections_of((term.country,), window)
        first = votes[-1].interval.start if votes else window.start
        spans.append(TimeInterval(first, start))
    if spans:
        name = mention.name or mention.span.of(facts.text)
        yield Clue(
            steps=on_days(spans), doubt=FIRM, evidence=mention.span, is_office=True,
            because=f"{name} is to be {mention.office}",
        )  # fmt: skip


def _leaving(mention: ActorMention, terms: Sequence[Term]) -> Iterator[Clue]:
    ends = [t.interval.end for t in terms if t.interval.end != date.max]
    if ends:
        yield Clue(
            steps=on_days(
                TimeInterval(end - timedelta(days=LEAVING_DAYS), end) for end in ends
            ),
            doubt=LIKELY, evidence=mention.span, is_office=True,
            because=f"{mention.name} is about to leave as {mention.office}",
        )  # fmt: skip


def _new(mention: ActorMention, terms: Sequence[Term]) -> Iterator[Clue]:
    days = [
        TimeInterval.day(t.interval.start) for t in terms if t.interval.start > date.min
    ]
    near, far, last = NEW_DAYS
    if days:
        yield Clue(
            steps=fading(
                ([around(d, 0, near) for d in days], 1.0),
                ([around(d, 0, far) for d in days], 0.5),
                ([around(d, 0, last) for d in days], 0.12),
            ),
            doubt=0.03, evidence=mention.span, is_office=True,
            because=f"{mention.name} is new as {mention.office}",
        )  # fmt: skip


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
    facts: ArticleFacts, mention: ActorMention, terms: Sequence[Term]
) -> Clue:
    """Not before the term; and not after it, if the lead has the title."""
    name = mention.name or mention.span.of(facts.text)
    sentence = facts.parsed.sentence_at(mention.span.start)
    is_lead = sentence is not None and sentence.index < LEAD_SENTENCES
    held = [t.interval for t in terms]
    if _is_told_of_past(facts, sentence):
        return Clue(
            steps=on_days(since(min(t.start for t in held))), doubt=FIRM,
            evidence=mention.span, is_office=True,
            because=f"{name} has been {mention.office}",
        )  # fmt: skip
    slack = [
        around(t, 0, SLACK_DAYS) for t in held if t.end != date.max
    ]  # fmt: skip
    later = since(min(t.start for t in held))
    return Clue(
        steps=shared(
            (held, 0.98 if is_lead else 0.9),
            (slack, 0.01),
            (later, 0.004 if is_lead else 0.08),
        ),
        doubt=0.005, evidence=mention.span, is_office=True,
        because=f"{name} is {mention.office}",
    )  # fmt: skip


def _left(term: Term, offices: OfficeTable) -> date:
    """When a title stopped being somebody's first: at its end, or by a higher office."""
    rank = offices.rank(term.office)
    higher = [
        t.interval.start
        for t in offices.terms_of(term.person_id)
        if t.interval.start > term.interval.start and offices.rank(t.office) < rank
    ]
    return min([term.interval.end, *higher])


def _is_told_of_past(facts: ArticleFacts, sentence: Sentence | None) -> bool:
    """A title of its time ("President X visited in 2014"), no sign of the present."""
    if sentence is None or sentence.is_title:
        return False
    return any(
        raw.kind in {Kind.DATE, Kind.DECADE} and raw.year is not None
        for raw in facts.raws_in(sentence)
    )


def _after_month(raw: RawTime, held: DaySet, words: str, who: str) -> Clue | None:
    """Published in the year after one of the months in which the office was held."""
    days = []
    for year in YEARS:
        month = month_of(year, raw.month or 1)
        if not any(month.meet(h) for h in held):
            continue
        start = month.end if raw.offset == -1 else month.start
        days.append(TimeInterval(start, month.start + timedelta(BARE_MONTH_DAYS)))
    if not days:
        return None
    return Clue(
        steps=on_days(days), doubt=USUAL, evidence=raw.span, is_office=True,
        because=f"{words!r} was while {who}",
    )  # fmt: skip


def _then_at(
    facts: ArticleFacts, mention: ActorMention, terms: Sequence[Term]
) -> Iterator[Clue]:
    """Which May it was when "he met X, then foreign minister, in May"."""
    sentence = facts.parsed.sentence_at(mention.span.start)
    if sentence is None:
        return
    held = union(t.interval for t in terms)
    for raw in bare_months(facts, sentence)[:1]:
        words = raw.span.of(facts.text)
        clue = _after_month(raw, held, words, f"{mention.name} was {mention.office}")
        if clue is not None:
            yield clue


def families_met(facts: ArticleFacts) -> Iterator[Clue]:
    """The foreign ministers met in June: those named beside held that office then."""
    for place, sentence in enumerate(facts.parsed.sentences):
        match = FAMILY.search(facts.text, sentence.span.start, sentence.span.end)
        months = bare_months(facts, sentence) if match else []
        if match is None or not months:
            continue
        family = FAMILIES[match.group().lower()]
        near = [*facts.actors_in(sentence)]
        after = facts.parsed.sentences[place + 1 : place + 2]
        if after and after[0].paragraph == sentence.paragraph:
            near += facts.actors_in(after[0])
        countries = facts.countries_in(sentence)
        for mention in near:
            if mention.is_pronoun or not countries & set(mention.countries):
                continue
            terms = [
                t
                for t in terms_held(mention, facts.offices)
                if t.office in family and t.country in countries
            ]
            if not terms:
                continue
            clue = _after_month(
                months[0],
                union(t.interval for t in terms),
                months[0].span.of(facts.text),
                f"{mention.name} was {terms[0].office}",
            )
            if clue is not None:
                yield clue
