"""When somebody came or went, as the text tells it -> clues, by the terms of office.

"X, who took office last month", "Y, removed in December", "Z was sworn in on Monday":
the term that began (or ended) so says when the article was written.
"""

import re
from collections.abc import Iterator

from detente.coding.article_facts import ArticleFacts
from detente.coding.clue import USUAL, Clue
from detente.coding.clue_offices import terms_held
from detente.coding.raw_time import Kind, RawTime
from detente.coding.time_inverse import days_of_saying, joined
from detente.model.actor import ActorMention
from detente.model.text import Sentence
from detente.model.time import TimeInterval

CAME = re.compile(
    r"\b(?:took\s+(?:up\s+)?(?:over|office|power|charge|his|her|the\s+(?:oath|post|job))|"
    r"(?:was|were|been|is|be)\s+sworn[\s-]in|sworn\s+in|was\s+inaugurated|inaugurated|"
    r"was\s+(?:appointed|named|elected|installed)|became|assumed\s+(?:office|power|"
    r"the\s+(?:presidency|post|premiership))|returned\s+to\s+(?:power|office)|"
    r"came\s+(?:in)?to\s+(?:power|office)|replaced|succeeded|appointed|"
    r"inauguration|taking\s+office|taking\s+power)\b",
    re.IGNORECASE,
)
WENT = re.compile(
    r"\b(?:left\s+office|stepped\s+down|resigned|quit|(?:was|were)\s+(?:removed|ousted|"
    r"toppled|sacked|fired|dismissed|overthrown|deposed|impeached|replaced)|removed|"
    r"ousted|toppled|fled\s+(?:the\s+country)?|sacked|fired|overthrew|deposed|"
    r"lost\s+(?:power|office))\b",
    re.IGNORECASE,
)
# Verbs of going whose subject goes; of the others the object does, save in the passive.
OWN_GOING = ("left", "stepped", "resigned", "quit", "fled", "lost")
PASSIVE = re.compile(
    r"(?:\b(?:was|were|been|being|be)\s+(?:\w+\s+)?|,\s+)$", re.IGNORECASE
)
REACH_CHARS = 60  # between the verb and its time
PERSON_CHARS = 90  # between the verb and whom it is about
OTHER_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|who|which)\b")
KINDS = frozenset((Kind.WEEKDAY, Kind.UNIT, Kind.SHIFT, Kind.DATE))
HIGH_RANKS = 400  # of an ambassador's or deputy's career the terms say little


def careers(facts: ArticleFacts) -> Iterator[Clue]:
    """Every coming and going in the text whose time is told."""
    for sentence in facts.parsed.sentences:
        raws = [
            raw for raw in facts.raws_in(sentence)
            if raw.kind in KINDS and raw.year is None
        ]  # fmt: skip
        if not raws:
            continue
        for pattern, at_end in ((CAME, False), (WENT, True)):
            found = False
            for match in pattern.finditer(
                facts.text, sentence.span.start, sentence.span.end
            ):
                raw = _time_of(facts, match, raws)
                if raw is None:
                    continue
                for clue in _clues(facts, sentence, match, raw, at_end=at_end):
                    found = True
                    yield clue
            if found:
                break


def _time_of(
    facts: ArticleFacts, match: re.Match[str], raws: list[RawTime]
) -> RawTime | None:
    """The time told right after the verb, or right before it ("In May he became ...")."""
    for raw in raws:
        gap = facts.text[match.end() : raw.span.start]
        if raw.span.start < match.end() or len(gap) > REACH_CHARS:
            continue
        if OTHER_CLAUSE.search(gap) is None:
            return raw
    for raw in reversed(raws):
        gap = facts.text[raw.span.end : match.start()]
        if raw.span.end <= match.start() and len(gap) <= REACH_CHARS and "," not in gap:
            return raw
    return None


def _clues(
    facts: ArticleFacts,
    sentence: Sentence,
    match: re.Match[str],
    raw: RawTime,
    *,
    at_end: bool,
) -> Iterator[Clue]:
    """Of the people around the verb, the nearest whose term fits."""
    people = sorted(
        (
            m for m in _people(facts, sentence)
            if abs(m.span.start - match.start()) < PERSON_CHARS
            or m.span.end <= sentence.span.start
        ),
        key=lambda m: (m.span.start > match.start(), abs(m.span.start - match.start())),
    )  # fmt: skip
    word = match.group().lower()
    goes_after = at_end and _takes_object(facts.text, match)
    for person in people:
        # "X replaced Y": X came and Y went; "X was replaced" is Y's going.
        is_object = person.span.start > match.start()
        if is_object and not at_end and word.startswith(("took", "came", "return")):
            continue
        if at_end and is_object is not goes_after:
            continue
        leaves = at_end or (is_object and word in {"replaced", "succeeded"})
        each = []
        for term in terms_held(person, facts.offices):
            if facts.offices.rank(term.office) > HIGH_RANKS:
                continue
            day = term.interval.end if leaves else term.interval.start
            if not 1990 <= day.year < 2036:
                continue
            steps = days_of_saying(raw, TimeInterval.day(day))
            if steps:
                each.append(steps)
        if each:
            done = "went" if leaves else "came"
            yield Clue(
                steps=joined(each), doubt=USUAL, evidence=raw.span, is_office=True,
                because=f"{person.name} {done} {raw.span.of(facts.text)!r}",
            )  # fmt: skip
            return


def _takes_object(text: str, match: re.Match[str]) -> bool:
    """As in "X sacked Y", not "Y was sacked", "Y, ousted in May", "Y resigned"."""
    word = match.group().lower()
    if word.startswith((*OWN_GOING, "was", "were")):
        return False
    return PASSIVE.search(text, max(0, match.start() - 24), match.start()) is None


def people_gone(facts: ArticleFacts) -> frozenset[str]:
    """The ids of the people of whom the article tells that they left an office."""
    gone = set()
    for match in WENT.finditer(facts.text):
        sentence = facts.parsed.sentence_at(match.start())
        if sentence is None:
            continue
        after = _takes_object(facts.text, match)
        near = [
            m for m in _people(facts, sentence)
            if (m.span.start > match.start()) is after
            and abs(m.span.start - match.start()) < PERSON_CHARS
        ]  # fmt: skip
        if near:
            nearest = min(near, key=lambda m: abs(m.span.start - match.start()))
            gone.add(nearest.actor_id or "")
    return frozenset(gone)


def _people(facts: ArticleFacts, sentence: Sentence) -> list[ActorMention]:
    """The people of the sentence; a pronoun's are found by its chain."""
    return [m for m in facts.actors_in(sentence) if m.actor_id is not None]
