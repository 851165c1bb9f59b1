"""An article's reports, parse -> how sure each report is, by its id.

A report is right when the event stands there, its type is one that PLOVER accepts, and
at least half of the countries of both sides are those of the text: what the contract's
scorer counts. The signs and weights are `knowledge.confidence`'s. Nothing is asked of
the text that coding did not work out anyway.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from detente.knowledge.confidence import ConfidenceTable, Sign
from detente.model.actor import Participant
from detente.model.article import ParsedArticle
from detente.model.entry import Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Span, Token

STATE = "state:"
FAR_IN_TREE = 3  # steps between two words of a sentence's tree
SHORT = 18  # words; one in twelve sentences with a report is shorter
PRONOUNS = frozenset("he she it they him her them his hers its their theirs".split())
SPEAKERS = frozenset("i you we us our my your me".split())
BY_STATUS = {
    Status.DENIED: Sign.DENIED,
    Status.PLANNED: Sign.PLANNED,
    Status.HYPOTHETICAL: Sign.HYPOTHETICAL,
}
Told = tuple[EventType, frozenset[str], frozenset[str]]


def confidences(
    reports: Sequence[Report], parsed: ParsedArticle, table: ConfidenceTable
) -> dict[str, float]:
    """The probability in [0, 1] that each report is right, by its id."""
    return {
        report.id: table.probability(signs)
        for report, signs in zip(reports, signs_of(reports, parsed, table), strict=True)
    }


def signs_of(
    reports: Sequence[Report], parsed: ParsedArticle, table: ConfidenceTable
) -> list[dict[Sign, float]]:
    """The signs on each of an article's reports, in their order.

    Args:
        reports: All of the article's: some signs are of how it tells them together.
        parsed: The article.
        table: Asked how common a word is.
    """
    claims = [told(report) for report in reports]
    times_told = Counter(claims)
    abroad = sum(len(ours | theirs) > 1 for _, ours, theirs in claims)
    found = []
    for report, mine in zip(reports, claims, strict=True):
        _, ours, theirs = mine
        signs = dict.fromkeys(_of_report(report), 1.0)
        signs |= dict.fromkeys(_of_sentence(report, parsed), 1.0)
        if ours and theirs and not ours & theirs:
            signs[Sign.CROSSING] = 1.0
        if times_told[mine] > 1:
            signs[Sign.AGAIN] = 1.0
        signs[Sign.ABROAD] = abroad / len(reports)
        trigger = _trigger(report, parsed.sentences[report.sentence])
        if trigger is not None:
            signs[Sign.COMMON] = table.commonness(trigger.lemma)
        found.append(signs)
    return found


def told(report: Report) -> Told:
    """Its type and the countries of both sides; a body counts by its own code."""
    return report.type, _codes(report.actors), _codes(report.recipients)


def _codes(side: Iterable[Participant]) -> frozenset[str]:
    """The countries of a side, bodies by their own codes, as the scorer has them."""
    codes = (one.country_code or one.entity_code for one in side)
    return frozenset(code for code in codes if code)


def _of_report(report: Report) -> Iterable[Sign]:
    """What shows without the sentence."""
    yield Sign.ALWAYS
    if report.status in BY_STATUS:
        yield BY_STATUS[report.status]
    if report.type in (EventType.AGREE, EventType.AID):
        yield Sign.READY
    if report.modes:
        yield Sign.MODE
    if any(one.actor_id for one in report.actors):
        yield Sign.ACTOR_KNOWN
    if not report.recipients:
        yield Sign.NO_RECIPIENT
    ids = [one.actor_id for one in report.recipients if one.actor_id]
    if any(not known.startswith(STATE) for known in ids):
        yield Sign.RECIPIENT_KNOWN


def _of_sentence(report: Report, parsed: ParsedArticle) -> Iterable[Sign]:
    """What the sentence and its tree show."""
    sentence = parsed.sentences[report.sentence]
    if len(sentence.tokens) < SHORT:
        yield Sign.SHORT
    if any(token.lower in SPEAKERS for token in sentence.tokens):
        yield Sign.FIRST_PERSON
    actors = [one.span for one in report.actors if _is_in(one.span, sentence)]
    recipients = [one.span for one in report.recipients if _is_in(one.span, sentence)]
    if any(span.of(parsed.text).lower() in PRONOUNS for span in actors):
        yield Sign.ACTOR_PRONOUN
    if report.recipients and not recipients:
        yield Sign.RECIPIENT_ELSEWHERE
    trigger = _trigger(report, sentence)
    if trigger is None:
        return
    yield from _of_form(trigger, sentence)
    if any(
        token.head == trigger.i and token.dep.startswith("nsubj")
        for token in _heads(actors, sentence)
    ):
        yield Sign.ACTOR_SUBJECT
    done_to = _heads(recipients, sentence)
    steps = [_steps(sentence, trigger, token) for token in done_to]
    if steps and min(steps) >= FAR_IN_TREE:
        yield Sign.RECIPIENT_FAR
    nearest = done_to[steps.index(min(steps))] if steps else None
    if (
        nearest is not None
        and nearest.head == trigger.i
        and nearest.dep in {"dobj", "dative", "nsubjpass"}
    ):
        yield Sign.RECIPIENT_OBJECT


def _of_form(trigger: Token, sentence: Sentence) -> Iterable[Sign]:
    if trigger.pos in {"NOUN", "PROPN"}:
        yield Sign.NOUN
    if trigger.tag in {"VBZ", "VBP"}:
        yield Sign.PRESENT
    if any(token.tag == "TO" for token in sentence.below(trigger, "aux")):
        yield Sign.INFINITIVE


def _is_in(span: Span, sentence: Sentence) -> bool:
    return sentence.span.start <= span.start < sentence.span.end


def _trigger(report: Report, sentence: Sentence) -> Token | None:
    start = report.trigger.start
    return next((token for token in sentence.tokens if token.start == start), None)


def _heads(spans: Iterable[Span], sentence: Sentence) -> list[Token]:
    """Of each phrase the word that the others hang on; those without words left out."""
    heads = []
    for span in spans:
        words = [t for t in sentence.tokens if span.start <= t.start < span.end]
        inside = {word.i for word in words}
        top = [word for word in words if word.head == word.i or word.head not in inside]
        heads.extend(top[:1])
    return heads


def _steps(sentence: Sentence, one: Token, other: Token) -> int:
    """How many edges of the tree lie between two words."""
    up = {place: steps for steps, place in enumerate(_upwards(sentence, one))}
    for steps, place in enumerate(_upwards(sentence, other)):
        if place in up:
            return steps + up[place]
    return len(sentence.tokens)  # two trees in one sentence


def _upwards(sentence: Sentence, token: Token) -> list[int]:
    """The word's own place, its governor's, and so on to the root."""
    places = [token.i]
    while sentence.tokens[places[-1]].head != places[-1]:
        places.append(sentence.tokens[places[-1]].head)
    return places
