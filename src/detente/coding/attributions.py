"""Parsed article, actors, cue words -> who says what: source, cue and content.

In the order of the work: cue words with their grammar give drafts (`cueing.py`),
quotations without a cue of their own join the speaker before them, drafts inside one
another become parent and child, and sources are resolved to the actors they name.
What counts as an attribution follows PolNeAR (Newell, Margolin & Ruths 2018) and, for
the spans, PARC 3 (Pareti 2016).
"""

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.communiques import continued_texts
from detente.coding.cueing import drafts_in
from detente.coding.drafts import Draft
from detente.coding.quotations import Quotation, find_quotations
from detente.coding.speakers import Speakers
from detente.coding.spoken_lines import spoken_lines
from detente.coding.tense import Tense, tense_of
from detente.coding.unparsed_speech import unparsed_drafts
from detente.knowledge.cues import Cues
from detente.model.actor import ActorMention, Participant
from detente.model.article import ParsedArticle
from detente.model.attribution import Attribution
from detente.model.event import EventMention, EventType
from detente.model.text import Sentence, Span

# Acts that are done by saying so (Austin 1962).
BY_SAYING = frozenset(
    {EventType.THREATEN, EventType.REQUEST, EventType.REJECT, EventType.ACCUSE}
)
# "He said he welcomed it" is his welcome; "he said he had sent food" a claim of his.
WARM_WORDS = frozenset(
    "appreciate apologise apologize applaud back commend congratulate endorse hail "
    "praise regret salute support thank welcome".split()
)
NEGATIVE = frozenset({"nobody", "none", "neither"})
MAX_BLOCK = 40  # sentences of a quoted paragraph


def find_attributions(
    parsed: ParsedArticle, actors: Sequence[ActorMention], cues: Cues
) -> tuple[Attribution, ...]:
    """Every attribution of the article, by the place of its content.

    Those that stand inside another one's content name it as `parent`: "the ministry
    said that the envoy had agreed" holds two.
    """
    quotations = find_quotations(parsed)
    by_paragraph: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        by_paragraph.setdefault(quotation.paragraph, []).append(quotation)
    drafts = [
        draft
        for sentence in parsed.sentences
        for draft in drafts_in(
            parsed.text, sentence, by_paragraph.get(sentence.paragraph, ()), cues
        )
    ]
    for sentence in parsed.sentences:
        near = by_paragraph.get(sentence.paragraph)
        if near and not sentence.tokens:
            drafts.extend(unparsed_drafts(parsed.text, sentence, near))
    lines = list(spoken_lines(parsed, quotations, actors, cues))
    laid_out = {draft.cue for draft in lines if draft.cue}
    drafts = [draft for draft in drafts if draft.cue not in laid_out] + lines
    drafts = [_with_block(parsed, draft) for draft in drafts]
    drafts = _carry_over(parsed, drafts, quotations)
    drafts = [draft for draft in drafts if draft.content and not _is_of_nobody(draft)]
    drafts.extend(continued_texts(parsed, drafts))
    drafts.sort(key=lambda draft: (draft.content[0].start, -draft.content[-1].end))
    speakers = Speakers(parsed, actors, cues)
    parents = _parents(drafts)
    return tuple(
        speakers.attribution(draft, parent=parent)
        for draft, parent in zip(drafts, parents, strict=True)
    )


def _is_of_nobody(draft: Draft) -> bool:
    """Whether it says that nobody said so: "talks that nobody had announced"."""
    noun = draft.noun
    if noun is None:
        return False
    if noun.lower == "one":
        return any(w.lower == "no" for w in draft.sentence.below(noun, "det"))
    return noun.lower in NEGATIVE


def says_chain(
    span: Span, attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Who claims what stands at `span`, innermost first; empty is the outlet itself.

    Only attributions that assert count: "urged Iran to withdraw" claims no withdrawal;
    and only with a source: "is seen as" is the outlet's own hedge.
    A cue that is the span itself, or lies in it, attributes that event to nobody: that
    somebody accuses is told by whoever tells it.
    """
    holding = [
        attribution
        for attribution in attributions
        if attribution.is_assertion
        and attribution.source is not None
        and attribution.holds(span)
        and not (attribution.cue and attribution.cue.overlaps(span))
    ]
    return tuple(sorted(holding, key=_length))


def who_says(
    mention: EventMention,
    actors: Sequence[Participant],
    parsed: ParsedArticle,
    attributions: Sequence[Attribution],
) -> tuple[Attribution, ...]:
    """Who claims that the event took place, innermost first.

    A threat, demand, refusal or charge is made by saying it: "Iran said it rejects the
    plan" tells of Iran's act in the outlet's voice, and "said that it had rejected" of
    one that Iran claims.
    """
    chain = says_chain(mention.trigger, attributions)
    if not chain:
        return chain
    names = {actor.entity_name for actor in actors}
    sentence = parsed.sentences[mention.sentence]
    trigger = sentence.head_of(mention.trigger)
    if mention.type not in BY_SAYING and not (
        mention.type is EventType.SUPPORT and trigger and trigger.lemma in WARM_WORDS
    ):
        return chain
    if trigger is None or trigger.tag[0] != "V" or chain[0].entity_name not in names:
        return chain
    if tense_of(sentence, trigger) in {Tense.PERFECT, Tense.PERFECT_INFINITIVE}:
        return chain
    return chain[1:]


def _length(attribution: Attribution) -> tuple[int, int]:
    length = sum(part.end - part.start for part in attribution.content)
    return length, -(attribution.cue.start if attribution.cue else 0)


def _parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the smallest other one whose content holds its cue."""
    parents: list[int | None] = []
    sizes = [sum(part.end - part.start for part in d.content) for d in drafts]
    ends = [draft.content[-1].end for draft in drafts]
    for i, draft in enumerate(drafts):
        here = draft.cue or draft.content[0]
        best: int | None = None
        for j, other in enumerate(drafts):
            if other.content[0].start > here.start:
                break  # drafts are sorted by where their content starts
            if i == j or ends[j] < here.end or not _within(here, other):
                continue
            if other.cue and _within(other.cue, draft) and sizes[i] > sizes[j]:
                continue  # each holds the other's cue: the larger one is outside
            if best is None or sizes[j] < sizes[best]:
                best = j
        parents.append(best)
    return parents


def _within(place: Span, draft: Draft) -> bool:
    return any(part.contains(place) for part in draft.content)


def _with_block(parsed: ParsedArticle, draft: Draft) -> Draft:
    """Give "He said:" at a paragraph's end the whole paragraph that follows."""
    if draft.content or not draft.quotes_follow:
        return draft
    spoken = draft.sentence
    block = [
        later.span
        for later in parsed.sentences[spoken.index + 1 : spoken.index + 1 + MAX_BLOCK]
        if later.paragraph == spoken.paragraph + 1
    ]
    if not block:
        return draft
    return replace(draft, content=(block[0].join(block[-1]),), is_quoted=True)


def _carry_over(
    parsed: ParsedArticle, drafts: list[Draft], quotations: Sequence[Quotation]
) -> list[Draft]:
    """Give quotations without a cue to the one who spoke last, where the page says so.

    In the paragraph of an attributed quotation the next one is the same speaker's; a
    quotation that goes on over a paragraph's end too; and one after a colon is its.
    """
    drafts = sorted(drafts, key=lambda draft: draft.anchor)
    by_end: list[Draft] = list(drafts)
    added: list[Draft] = []
    before: Quotation | None = None
    for quotation in quotations:
        if quotation.is_short and not _is_whole_sentence(parsed, quotation):
            continue
        if _is_taken(quotation, by_end):
            before = quotation
            continue
        last = _last_before(by_end, quotation)
        sentence = parsed.sentence_at(quotation.span.start)
        if sentence is None or last is None or not last.speaks:
            before = quotation
            continue
        place = by_end.index(last)
        starts = quotation.span.start - sentence.span.start <= 1
        if starts and _goes_on(parsed, last, quotation, before):
            by_end[place] = replace(last, content=(*last.content, quotation.span))
        before = quotation
    return by_end + added


def _is_taken(quotation: Quotation, drafts: Sequence[Draft]) -> bool:
    return any(part.overlaps(quotation.span) for d in drafts for part in d.content)


def _last_before(drafts: Sequence[Draft], quotation: Quotation) -> Draft | None:
    """The last speech before a quotation; what is told about its speaker is none.

    "It failed," said Berg, who had backed the plan. "It had to.": Berg goes on.
    """
    found: Draft | None = None
    for draft in drafts:
        if draft.anchor >= quotation.span.start:
            continue
        if found is None or draft.anchor >= found.anchor:
            aside = (
                found is not None
                and found.is_quoted
                and not draft.is_quoted
                and found.sentence.index == draft.sentence.index
                and found.sentence.paragraph == quotation.paragraph
            )
            found = found if aside else draft
    return found


def _goes_on(
    parsed: ParsedArticle, last: Draft, quotation: Quotation, before: Quotation | None
) -> bool:
    spoken = parsed.sentence_at(last.anchor)
    if spoken is None:
        return False
    if spoken.paragraph == quotation.paragraph:
        return last.is_quoted or last.quotes_follow
    if (
        before is not None
        and before.goes_on
        and before.paragraph + 1 == quotation.paragraph
        and any(part.overlaps(before.span) for part in last.content)
    ):
        return True
    gap = parsed.text[last.end : quotation.span.start].strip()
    return (
        gap in {":", ",", ""}
        and quotation.paragraph == spoken.paragraph + 1
        and (last.quotes_follow or bool(gap))
    )


def _is_whole_sentence(parsed: ParsedArticle, quotation: Quotation) -> bool:
    sentence: Sentence | None = parsed.sentence_at(quotation.span.start)
    return sentence is not None and (
        sentence.span.start >= quotation.span.start
        and sentence.span.end <= quotation.span.end
    )
