"""Reports of one article -> which of them are claimed to be the first of their kind.

"The first visit by an Oland minister in over a decade", "the first president to come in
14 years", "they met for the first time since 2008": the claim's scope (person, office,
state), how far it reaches back, its words. Whether it holds is for the ledger to say.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from detente.model.article import ParsedArticle
from detente.model.entry import Precedence, Report, Scope
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval

# Source of the word lists: curated 2026-11.
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "several": 3, "many": 5,
}  # fmt: skip
UNITS = {"year": 1.0, "decade": 10.0, "month": 1 / 12, "century": 100.0, "week": 1 / 52}
NUMBER = rf"(?P<number>\d+|{'|'.join(NUMBERS)})"
REACH = (
    rf"(?:in|for)\s+(?:(?:more than|over|nearly|almost|about|around|some|at least|"
    rf"well over|the past|the last)\s+)*(?:{NUMBER}\s+)?"
    r"(?P<unit>years?|decades?|months?|weeks?|century|centuries)\b"
)
SINCE = r"since\s+(?:(?P<month>[A-Z][a-z]{2,8})\s+)?(?P<year>(?:1[89]|20)\d\d)\b"
DEEDS = (
    r"(?:visit|trip|meeting|talks|summit|encounter|call|conversation|contact|journey|"
    r"stopover|tour|dialogue|negotiations|agreement|accord|treaty|pact|exercise|drill|"
    r"strike|attack|raid|clash)"
)
# "the first visit by ... in ten years", "the first by ... since 2008"
FIRST_DEED = re.compile(
    rf"\b[Tt]he\s+first(?:-ever|\s+ever)?\s+(?:[\w-]+\s+){{0,3}}?(?:{DEEDS}|by|between|of\s+its\s+kind)\b"
    rf"(?P<rest>[^.;:\n“”\"]{{0,140}})"
)
# "became the first president to visit ... in 14 years"
FIRST_WHO = re.compile(
    r"\b[Tt]he\s+first\s+(?P<who>(?:[\w’'-]+\s+){1,6}?)to\s+"
    r"(?:visit|meet|travel|come|go|set\s+foot|fly|land|sign|address|call|speak|attend)\b"
    r"(?P<rest>[^.;:\n“”\"]{0,140})"
)
FIRST_TIME = re.compile(
    r"\bfor\s+the\s+(?:very\s+)?first\s+time\b(?P<rest>[^.;:\n“”\"]{0,60})"
)
REACH_RE = re.compile(REACH)
SINCE_RE = re.compile(SINCE)
OFFICES = re.compile(
    r"\b(?:minister|president|premier|chancellor|king|queen|emir|sultan|pope|secretary|"
    r"ambassador|envoy|speaker|commander|chief|general)\b",
    re.IGNORECASE,
)
LEADERS = re.compile(
    r"\b(?:leaders?|heads?\s+of\s+(?:state|government))\b", re.IGNORECASE
)
# Not precedence: "the first day of talks", "the first round", "in the first half".
NOT_FIRST = re.compile(
    r"\bfirst\s+(?:day|round|half|phase|stage|stop|leg|part|quarter|step|lady|batch)\b",
    re.IGNORECASE,
)
MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
REAL = frozenset({Status.HAPPENED, Status.ONGOING, Status.PLANNED})
FAR_BACK = 3  # sentences; "the visit, the first ..." follows what it is about


def find_precedence(
    reports: Sequence[Report], parsed: ParsedArticle
) -> dict[str, tuple[Precedence, ...]]:
    """The claims of precedence on each report's event, by the report's id.

    Reports without one are left out.
    """
    found: dict[str, list[Precedence]] = defaultdict(list)
    for sentence in parsed.sentences:
        text = sentence.span.of(parsed.text)
        if "first" not in text:
            continue
        for claim, is_person in _claims(text, sentence):
            report = _about(claim, sentence, reports, parsed)
            if report is not None:
                scope = Scope.PERSON if is_person and _persons(report) else claim.scope
                found[report.id].append(_with_scope(claim, scope))
    return {report_id: tuple(found[report_id]) for report_id in sorted(found)}


def _claims(text: str, sentence: Sentence) -> Iterator[tuple[Precedence, bool]]:
    """Claims of a sentence; whether they are of the very people who act."""
    taken: list[Span] = []
    for pattern in (FIRST_WHO, FIRST_DEED, FIRST_TIME):
        for match in pattern.finditer(text):
            if NOT_FIRST.match(text, match.start() + _lead(match.group())):
                continue
            start = sentence.span.start + match.start()
            end = _end(match, text) + sentence.span.start
            span = Span(start, end)
            if any(span.start < one.end and one.start < span.end for one in taken):
                continue
            taken.append(span)
            words = text[match.start() : end - sentence.span.start]
            years, since = _reach(words)
            yield (
                Precedence(
                    scope=_scope(words),
                    span=span,
                    words=" ".join(words.split()),
                    years=years,
                    since=since,
                ),
                pattern is FIRST_TIME,
            )


def _lead(words: str) -> int:
    return words.lower().find("first")


NEVER = (None, None)  # no reach: it claims that there never was one


def _end(match: re.Match[str], text: str) -> int:
    """The claim ends after its reach; without one at the first comma."""
    start = match.start("rest")
    if match.re is FIRST_TIME and not (
        match["rest"] and _reach(match["rest"]) != NEVER
    ):
        return start
    for pattern in (REACH_RE, SINCE_RE):
        reach = pattern.search(text, start, match.end("rest"))
        if reach is not None:
            return reach.end()
    comma = text.find(",", start, match.end("rest"))
    return match.end("rest") if comma < 0 else comma


def _reach(words: str) -> tuple[float | None, TimeInterval | None]:
    since = SINCE_RE.search(words)
    if since is not None:
        year = int(since["year"])
        month = (since["month"] or "").lower()
        if month in MONTHS:
            first = date(year, MONTHS.index(month) + 1, 1)
            last = date(year + month_ends(first), first.month % 12 + 1, 1)
            return None, TimeInterval(first, last)
        return None, TimeInterval(date(year, 1, 1), date(year + 1, 1, 1))
    reach = REACH_RE.search(words)
    if reach is None:
        return None, None
    unit = reach["unit"].replace("centuries", "century")
    size = UNITS[unit.removesuffix("s")]
    said = reach["number"]
    number = 2.0 if said is None else float(NUMBERS.get(said, 0) or said)
    return round(number * size, 3), None


def month_ends(first: date) -> int:
    """How many years later the month after this one lies: 1 for December."""
    return int(first.month == 12)


def _scope(words: str) -> Scope:
    if LEADERS.search(words):
        return Scope.HEADS
    return Scope.OFFICE if OFFICES.search(words) else Scope.STATE


def _persons(report: Report) -> bool:
    return any(
        (one.actor_id or "").startswith("person:") or one.office
        for one in report.actors
    )


def _with_scope(claim: Precedence, scope: Scope) -> Precedence:
    return Precedence(
        scope=scope,
        span=claim.span,
        words=claim.words,
        years=claim.years,
        since=claim.since,
    )


def _about(
    claim: Precedence,
    sentence: Sentence,
    reports: Sequence[Report],
    parsed: ParsedArticle,
) -> Report | None:
    """The report that a claim is about: of its sentence, else the last one before.

    Meetings before others, and those by a holder of the office that the claim names,
    however long ago they were told: "the visit, the first by a defence minister".
    """
    real = [r for r in reports if r.status in REAL]
    here = [r for r in real if r.sentence == sentence.index]
    here.sort(
        key=lambda r: (
            r.type is not EventType.CONSULT,
            not _is_office(r, claim),
            _gap(r, claim),
            r.id,
        )
    )
    is_its_own = claim.scope is not Scope.OFFICE or (
        here and _is_office(here[0], claim)
    )
    if here and here[0].type is EventType.CONSULT and is_its_own:
        return here[0]
    text = sentence.span.of(parsed.text)
    back = [
        (sentence.index - r.sentence, r)
        for r in real
        if r.sentence < sentence.index and r.type is EventType.CONSULT
    ]
    near = [
        (
            not _is_office(r, claim),
            not _goes_there(r, text),
            gap,
            r.is_title,
            r.trigger.start,
            r.id,
            r,
        )
        for gap, r in back
        if gap <= FAR_BACK or (_is_office(r, claim) and not r.is_title)
    ]
    best = min(near, key=lambda one: one[:6], default=None)
    if best is not None and (not here or not best[0]):
        return best[-1]
    return here[0] if here else None


def _goes_there(report: Report, text: str) -> bool:
    """Whether a sentence names whom or what the report says is visited or met."""
    return any(one.entity_name in text for one in report.recipients)


def _is_office(report: Report, claim: Precedence) -> bool:
    """Whether who acts holds the office that the claim names."""
    if claim.scope is not Scope.OFFICE:
        return False
    said = {word.replace("defense", "defence") for word in claim.words.lower().split()}
    return any(
        one.office is not None and {*one.office.lower().split()} - {"of"} <= said
        for one in report.actors
    )


def _gap(report: Report, claim: Precedence) -> int:
    if report.trigger.end <= claim.span.start:
        return claim.span.start - report.trigger.end
    return max(0, report.trigger.start - claim.span.end)
