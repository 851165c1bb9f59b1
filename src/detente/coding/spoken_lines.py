"""Parsed article, quotations -> drafts that the page's layout gives, not a verb.

"Minister: We will leave" (headline), "SMITH: I never said so" (transcript), and a line
with a speaker's name under a quotation ("— Jane Smith, mayor").
"""

import re
from collections.abc import Iterator, Sequence

from detente.coding.drafts import Draft
from detente.coding.quotations import Quotation
from detente.knowledge.cues import CueKind, Cues
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Span, Token

HEADLINE = re.compile(r"([^:;?!]{2,60}?)(:)\s+(\S.{8,})", re.DOTALL)
HEADLINE_END = re.compile(r"(.{8,}\S)(:)\s+([^:]{2,40}?)\.?$", re.DOTALL)
# "Nine killed in raid, army says": the parser makes one clause of it.
HEADLINE_SAYS = re.compile(
    r"(.{8,}\S),\s+([^,:;]{2,40}?)\s+"
    r"(says|say|said|reports|report|warns|warn|claims|claim|tells|tell)\.?$",
    re.DOTALL,
)
TRANSCRIPT = re.compile(r"[\"“]?((?:[A-Z][A-Z.'’-]+ ?){1,4})(:)\s+(\S.*)", re.DOTALL)
DASHES = re.compile(r"[\"”]?\s*(?:―|—|–|--|-)\s*")
SIGNATURE = re.compile(
    r"\s*(―|—|–|--)\s*((?:[A-Z][\w.'’-]*[ \u00a0]?){1,4}\b)(?=[.,\s\u00a0(]*(?:$|\n|\())"
)
MAX_NAME_WORDS = 5
MAX_PLAIN_WORDS = 2  # capitals before a colon that no list knows: "Smith", "Anna Smith"
MAX_LINE_WORDS = 9  # a speaker's name and office; longer lines are sentences
SPEAKERS = frozenset(ActorKind) - {ActorKind.GROUP}


def spoken_lines(
    parsed: ParsedArticle,
    quotations: Sequence[Quotation],
    actors: Sequence[ActorMention],
    cues: Cues,
) -> Iterator[Draft]:
    """Attributions by colon or by a line of its own."""
    names = {a.head.start for a in actors if a.kind in SPEAKERS}
    whole = {q.span for q in quotations if not q.is_short}
    for quotation in quotations:
        signed = _signed(parsed, quotation)
        if signed is not None:
            yield signed
    before: Sentence | None = None
    for sentence in parsed.sentences:
        starts = before is None or before.paragraph != sentence.paragraph
        draft = None
        if sentence.is_title:
            draft = _headline(parsed.text, sentence, names, cues)
        elif starts:
            draft = _transcript(parsed, sentence)
            if draft is None and before is not None:
                draft = _under_a_quotation(parsed, before, sentence, whole)
        if draft is not None:
            yield draft
        before = sentence


def _signed(parsed: ParsedArticle, quotation: Quotation) -> Draft | None:
    """A name after a dash, right behind a quotation: "... for good.” — Jane Smith"."""
    if quotation.is_short:
        return None
    match = SIGNATURE.match(parsed.text, quotation.span.end)
    if match is None:
        return None
    sentence = parsed.sentence_at(match.start(2))
    if sentence is None or sentence.paragraph != quotation.paragraph:
        return None
    who, dash = Span(*match.span(2)), Span(*match.span(1))
    return _draft(sentence, who, dash, quotation.span)


def _headline(
    text: str, sentence: Sentence, names: set[int], cues: Cues
) -> Draft | None:
    start = sentence.span.start
    words = sentence.span.of(text)
    match = HEADLINE.match(words)
    if match:
        who = Span(start + match.start(1), start + match.end(1))
        if _is_speaker(sentence, who, names, cues):
            colon = Span(start + match.start(2), start + match.end(2))
            said = Span(start + match.start(3), sentence.span.end)
            return _draft(sentence, who, colon, said)
    match = HEADLINE_END.match(words)
    if match:
        who = Span(start + match.start(3), start + match.end(3))
        if _is_speaker(sentence, who, names, cues, is_last=True):
            colon = Span(start + match.start(2), start + match.end(2))
            return _draft(sentence, who, colon, Span(start, start + match.end(1)))
    match = HEADLINE_SAYS.match(words)
    if match:
        who = Span(start + match.start(2), start + match.end(2))
        verb = Span(start + match.start(3), start + match.end(3))
        return _draft(sentence, who, verb, Span(start, start + match.end(1)))
    return None


def _is_speaker(
    sentence: Sentence,
    who: Span,
    names: set[int],
    cues: Cues,
    *,
    is_last: bool = False,
) -> bool:
    tokens = sentence.tokens_in(who)
    if not tokens or len(tokens) > MAX_NAME_WORDS:
        return False
    if any(token.start in names for token in tokens):
        return True
    last = tokens[-1].lower
    if last in cues.papers or last in cues.media or last in cues.people:
        return True
    if is_last or len(tokens) > MAX_PLAIN_WORDS:
        return False
    return all(t.text[0].isupper() and t.lower not in cues.labels for t in tokens)


def _transcript(parsed: ParsedArticle, sentence: Sentence) -> Draft | None:
    start = sentence.span.start
    match = TRANSCRIPT.match(sentence.span.of(parsed.text))
    if match is None:
        return None
    end = sentence.span.end
    for later in parsed.sentences[sentence.index :]:
        if later.paragraph != sentence.paragraph:
            break
        end = later.span.end
    who = Span(start + match.start(1), start + match.end(1))
    colon = Span(start + match.start(2), start + match.end(2))
    return _draft(sentence, who, colon, Span(start + match.start(3), end))


def _under_a_quotation(
    parsed: ParsedArticle, before: Sentence, line: Sentence, whole: set[Span]
) -> Draft | None:
    """A short line without a full stop, right under a paragraph that is all quotation."""
    text = line.span.of(parsed.text)
    dash = DASHES.match(text)
    n_words = len(text.split())
    if n_words > MAX_LINE_WORDS or (not dash and text[-1:] in '.!?:”"’'):
        return None
    said = next((span for span in whole if _fills(parsed, span, before)), None)
    if said is None:
        return None
    start = line.span.start + (dash.end() if dash else 0)
    if start >= line.span.end:
        return None
    cue = (
        Span(line.span.start, line.span.start + len(dash.group().rstrip()))
        if (dash and dash.group().strip())
        else None
    )
    return _draft(line, Span(start, line.span.end), cue, said)


def _fills(parsed: ParsedArticle, span: Span, last: Sentence) -> bool:
    """Whether the quotation is the whole paragraph that `last` ends."""
    if not 0 <= last.span.end - span.end <= 1:
        return False
    first = parsed.sentence_at(span.start)
    return (
        first is not None
        and first.paragraph == last.paragraph
        and span.start - first.span.start <= 1
        and (
            first.index == 0
            or parsed.sentences[first.index - 1].paragraph != first.paragraph
        )
    )


def _draft(sentence: Sentence, who: Span, cue: Span | None, said: Span) -> Draft:
    noun: Token | None = sentence.head_of(who)
    return Draft(
        sentence=sentence,
        noun=noun,
        source=who,
        cue=cue,
        content=(said,),
        kind=CueKind.ASSERT,
        is_assertion=True,
        row="layout",
        is_quoted=True,
    )
