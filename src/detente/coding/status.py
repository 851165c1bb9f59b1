"""Event mention, parsed article, cue words -> its status and the reasons.

The status is read from the inside out: the trigger's own tense, modal and negation;
then, where it has none (infinitives, -ing forms, nouns), the word that governs it, and
so on up the sentence. Source: Karttunen (1971) and Nairn, Condoravdi & Karttunen (2006)
on implicatives, Saurí & Pustejovsky (2009) on factuality; words in cues_status.toml.
"""

from collections.abc import Sequence

from detente.coding.reality import Reality
from detente.coding.verdicts import Verdict
from detente.knowledge.cues import Cues
from detente.model.article import ParsedArticle
from detente.model.attribution import Attribution
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

# What a lexicon row's hint becomes when its own verb did not, or may, happen.
HINT_DENIED = {
    Status.CANCELLED: Status.PLANNED,
    Status.DENIED: Status.HAPPENED,
    Status.PLANNED: Status.DENIED,
    Status.DEMANDED: Status.DENIED,
    Status.HYPOTHETICAL: Status.DENIED,
    Status.ONGOING: Status.DENIED,
    Status.HAPPENED: Status.DENIED,
}
OPEN = frozenset({Status.HYPOTHETICAL, Status.DEMANDED})
# Types that a verb of calling off calls off; "abandoned the deal" as SANCTION is the act.
CALLED_OFF = frozenset(
    {
        EventType.CONSULT,
        EventType.COOPERATE,
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.ASSAULT,
    }
)
REAL = frozenset({Status.HAPPENED, Status.ONGOING})


def status_of(
    mention: EventMention,
    parsed: ParsedArticle,
    attributions: Sequence[Attribution],
    cues: Cues,
) -> tuple[Status, tuple[str, ...]]:
    """Whether the event took place, as this text has it, and why we think so.

    What a source claims is not doubted here: a claim is `happened` with an attribution.
    Requests are `demanded` by the contract's convention (REPORT.md and the codebook).
    """
    sentence = parsed.sentences[mention.sentence]
    hint = Status(mention.status_hint) if mention.status_hint else None
    trigger = sentence.head_of(mention.trigger)
    if (
        trigger is not None
        and hint is None
        and mention.type in CALLED_OFF
        and _calls_off(sentence, trigger, cues)
    ):
        hint = Status.CANCELLED
    if trigger is None:
        return hint or Status.HAPPENED, ("the sentence was not parsed",)
    reported = any(
        a.is_assertion and a.holds(mention.trigger) and a.cue is not None
        for a in attributions
    )
    found = Reality(sentence, cues, type=mention.type, is_reported=reported).of(trigger)
    status, because = _with_hint(found, hint)
    if mention.type is EventType.REQUEST and status in REAL:
        return Status.DEMANDED, (*because, "a request")
    return status, because


def _calls_off(sentence: Sentence, trigger: Token, cues: Cues) -> bool:
    """Whether the trigger is itself a verb of calling off: "postponed his trip"."""
    particles = {word.lower for word in sentence.below(trigger, "prt")}
    return any(
        row.effect is Status.CANCELLED and ("o" in row.frames or row.frames & particles)
        for row in cues.governors.get(("verb", trigger.lower), ())
    )


def _with_hint(found: Verdict, hint: Status | None) -> tuple[Status, tuple[str, ...]]:
    if hint is None:
        return found.status, found.because
    because = (*found.because, f"the trigger itself means {hint.value}")
    if found.status is Status.DENIED:
        return HINT_DENIED[hint], because
    if found.status is Status.DEMANDED and hint is Status.CANCELLED:
        return Status.PLANNED, because  # "urged him to cancel the visit": it stands
    if found.status in OPEN and hint not in OPEN:
        return found.status, because
    return hint, because
