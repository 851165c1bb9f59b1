"""Event mentions, parsed article -> what later sentences tell of how a plan came out.

"Norway and Latvia were to sign a pact. The signing did not take place.": the second
sentence names nobody, so that its event is taken up from the first. The plan's own
report stays as it was said; the outcome is a report of its own that `follows` it.
Source: curated 2026-11; anaphora of event nouns as in ACE's event coreference.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from detente.coding.status import status_of
from detente.knowledge.cues import Cues
from detente.model.actor import Participant
from detente.model.article import ParsedArticle
from detente.model.attribution import Attribution
from detente.model.entry import Report
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span, Token
from detente.model.time import Dating

OPEN = frozenset({Status.PLANNED, Status.HYPOTHETICAL, Status.DEMANDED})
SETTLED = frozenset({Status.HAPPENED, Status.ONGOING, Status.CANCELLED, Status.DENIED})
REACH = 3  # paragraphs over which "the visit" takes up a plan
AFTERTHOUGHT = 2  # sentences within which a plan is told after its end
VISIT = "visit"
AGREED = frozenset(
    {EventType.AGREE, EventType.SUPPORT, EventType.COOPERATE, EventType.CONCEDE}
)
# Nouns that take up an event, and the types that each may take up.
NOUNS: dict[str, frozenset[EventType]] = {
    **dict.fromkeys(
        "visit visits trip trips tour journey meeting meetings talks talk summit "
        "negotiations discussions conference session encounter".split(),
        frozenset({EventType.CONSULT}),
    ),
    **dict.fromkeys("signing agreement deal accord pact treaty truce".split(), AGREED),
    **dict.fromkeys(
        "exercise exercises drill drills manoeuvres maneuvers patrol patrols".split(),
        frozenset({EventType.COOPERATE, EventType.MOBILIZE}),
    ),
    **dict.fromkeys(
        "withdrawal pullout pull-out".split(), frozenset({EventType.RETREAT})
    ),
    **dict.fromkeys(
        "exchange swap release handover".split(),
        frozenset({EventType.COOPERATE, EventType.CONCEDE}),
    ),
    **dict.fromkeys(
        "delivery shipment delivery airlift".split(), frozenset({EventType.AID})
    ),
    **dict.fromkeys(
        "attack strike strikes offensive invasion raid operation".split(),
        frozenset({EventType.ASSAULT, EventType.MOBILIZE}),
    ),
}
TRAVEL = frozenset("visit visits trip trips tour journey".split())
PRONOUNS = frozenset({"it", "they", "this"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
HAPPENING = frozenset(
    "happen happened occur occurred proceed proceeded materialise materialised "
    "materialize materialized".split()
)
TAKING = frozenset({"take", "takes", "took", "taken"})
GOING = frozenset({"go", "goes", "went", "gone", "going"})
FALLING = frozenset({"fall", "falls", "fell", "fallen"})
HOLDING = frozenset({"held", "signed", "completed", "concluded"})


def with_outcomes(
    mentions: Iterable[EventMention],
    parsed: ParsedArticle,
    attributions: Sequence[Attribution],
    cues: Cues,
) -> list[EventMention]:
    """The mentions in text order, with those that tell how an open one came out."""
    found = list(mentions)
    open_ones = [
        mention
        for mention in found
        if status_of(mention, parsed, attributions, cues)[0] in OPEN
    ]
    if not open_ones:
        return found
    taken = [mention.trigger for mention in found]
    for sentence in parsed.sentences[open_ones[0].sentence + 1 :]:
        for verb, word, hint in _outcomes(sentence, cues):
            spans = (verb.span, word.span)
            if any(t.overlaps(span) for t in taken for span in spans):
                continue
            plan = _taken_up(sentence, word, open_ones, parsed)
            if plan is not None:
                found.append(_told(plan, sentence, verb, hint))
    return sorted(found, key=lambda m: (m.trigger.start, m.trigger.end))


def _outcomes(
    sentence: Sentence, cues: Cues
) -> Iterator[tuple[Token, Token, str | None]]:
    """Verbs that say that something took place or was called off, with what did."""
    for verb in sentence.tokens:
        if verb.tag[0] != "V":
            continue
        particles = {w.lower for w in sentence.below(verb, "prt", "advmod", "prep")}
        hint: str | None = None
        if verb.lower in TAKING:
            if not any(w.lower == "place" for w in sentence.below(verb, "dobj")):
                continue
        elif verb.lower in GOING:
            if "ahead" not in particles:
                continue
        elif verb.lower in FALLING:
            if "through" not in particles:
                continue
            hint = Status.CANCELLED.value
        elif verb.lower in HOLDING:
            if not sentence.below(verb, "auxpass"):
                continue
        elif verb.lower not in HAPPENING and not _calls_off(verb, particles, cues):
            continue
        for word in sentence.below(verb, "nsubjpass", "nsubj", "dobj"):
            if word.lower in NOUNS or word.lower in PRONOUNS:
                yield verb, word, hint
                break


def _calls_off(verb: Token, particles: set[str], cues: Cues) -> bool:
    return any(
        row.effect is Status.CANCELLED and ("o" in row.frames or row.frames & particles)
        for row in cues.governors.get(("verb", verb.lower), ())
    )


def _taken_up(
    sentence: Sentence,
    word: Token,
    open_ones: Sequence[EventMention],
    parsed: ParsedArticle,
) -> EventMention | None:
    """The open event that a definite noun or a pronoun means; None if none fits."""
    if word.lower in PRONOUNS:
        return next(
            (
                mention
                for mention in reversed(open_ones)
                if mention.sentence == sentence.index - 1
                and parsed.sentences[mention.sentence].paragraph == sentence.paragraph
            ),
            None,
        )
    if not any(
        w.dep == "poss" or w.lower in DEFINITE
        for w in sentence.below(word, "det", "poss")
    ):
        return None
    fitting = [
        mention
        for mention in open_ones
        if mention.sentence < sentence.index
        and mention.type in NOUNS[word.lower]
        and sentence.paragraph - parsed.sentences[mention.sentence].paragraph <= REACH
    ]
    if word.lower in TRAVEL:
        fitting = [m for m in fitting if VISIT in m.modes] or fitting
    return fitting[-1] if fitting else None


def _told(
    plan: EventMention, sentence: Sentence, verb: Token, hint: str | None
) -> EventMention:
    return replace(
        plan,
        sentence=sentence.index,
        trigger=verb.span,
        clause=_clause(sentence),
        status_hint=hint,
        location=None,
        dead=None,
        injured=None,
        arrested=None,
    )


def _clause(sentence: Sentence) -> Span:
    return Span(sentence.tokens[0].start, sentence.tokens[-1].end)


def plans_followed(reports: Sequence[Report]) -> dict[str, str]:
    """For each report of how a plan came out, the id of the plan's report.

    Both are of one type and between the same states. The outcome stands further down
    the article or in the same sentence ("was to visit, but postponed the trip"); what is
    called off may also come first ("will not go after all. He had been expected ...").
    """
    found: dict[str, str] = {}
    for place, report in enumerate(reports):
        if report.status not in SETTLED or report.is_title:
            continue
        later = [
            plan
            for plan in reports[place + 1 :]
            if report.status is Status.CANCELLED
            and plan.sentence - report.sentence <= AFTERTHOUGHT
        ]
        for plan in (*reversed(reports[:place]), *later):
            if (
                plan.status in OPEN
                and plan.type is report.type
                and _states(plan) == _states(report)
                and _may_be_the_same(plan.actors, report.actors)
                and _may_be_the_same(plan.recipients, report.recipients)
                and (VISIT in plan.modes) == (VISIT in report.modes)
                and _may_be_one(plan, report)
            ):
                found[report.id] = plan.id
                break
    return found


def planned_days(
    reports: Sequence[Report], plans: Mapping[str, str]
) -> dict[str, Dating]:
    """The days of what was called off or did not come about: those of its plan.

    "On Wednesday she put off next week's trip" is about next week (REPORT.md, `date`).
    """
    by_id = {report.id: report for report in reports}
    found: dict[str, Dating] = {}
    for report in reports:
        plan = by_id.get(plans.get(report.id, ""))
        if plan is None or plan.dating is None:
            continue
        if report.status in {Status.CANCELLED, Status.DENIED}:
            because = (*plan.dating.because, "the day that was planned")
            found[report.id] = replace(plan.dating, because=because)
    return found


def _states(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    return _names(report.actors), _names(report.recipients)


def _names(parties: Sequence[Participant]) -> frozenset[str]:
    return frozenset(one.country_code or one.entity_name for one in parties)


def _may_be_the_same(
    first: Sequence[Participant], second: Sequence[Participant]
) -> bool:
    """Whether no two of one state are different people: not one minister's trip for another's.

    A state as such may stand for any of its people.
    """
    return not any(
        one.country_code == other.country_code
        and one.sector_code
        and other.sector_code
        and one.entity_name != other.entity_name
        for one, other in zip(first, second, strict=False)
    )


def _may_be_one(plan: Report, report: Report) -> bool:
    """Whether their days allow it; what is called off has the plan's days."""
    if report.status is Status.CANCELLED or plan.dating is None:
        return True
    if report.dating is None:
        return report.status is Status.DENIED
    return plan.dating.interval.meet(report.dating.interval) is not None
