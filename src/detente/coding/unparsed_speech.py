"""Unparsed sentence, quotations -> drafts by words alone: "..., " he said.

The gate leaves most sentences without grammar; one that only says who speaks ("..., the
minister said.") still tells whose the quotation is that another sentence of it is in.
"""

import re
from collections.abc import Sequence

from detente.coding.direct_speech import ends_open
from detente.coding.drafts import Draft
from detente.coding.quotations import Quotation
from detente.knowledge.cues import CueKind
from detente.model.text import Sentence, Span

SAID = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|tweeted|declared|insisted|warned|"
    r"argued|explained|stressed|noted|continued|replied|announced|claimed|asked)"
)
WHO = r"[^\W\d_][^,.;:\"“”()]{0,70}?"
AFTER = (
    re.compile(rf"\s*(?P<who>{WHO})\s+(?:also |later |then )?(?P<cue>{SAID})\b"),
    re.compile(rf"\s*(?P<cue>{SAID})\s+(?P<who>{WHO})(?=[,.;:]|\s(?:on|in|at)\s|$)"),
)
BEFORE = re.compile(rf"(?P<who>{WHO})\s+(?P<cue>{SAID})\b[^.;\"“”]{{0,40}}[:,]\s*$")


def unparsed_drafts(
    text: str, sentence: Sentence, quotations: Sequence[Quotation]
) -> list[Draft]:
    """The speaker of each quotation that stands in, or ends at, the sentence."""
    found = []
    for quotation in quotations:
        if quotation.is_short and not ends_open(text, quotation):
            continue
        if quotation.span.start >= sentence.span.end:
            continue
        if quotation.span.end < sentence.span.start - 2:
            continue
        draft = _after(text, sentence, quotation) or _before(text, sentence, quotation)
        if draft is not None:
            found.append(draft)
    return found


def _after(text: str, sentence: Sentence, quotation: Quotation) -> Draft | None:
    start = quotation.span.end
    if start >= sentence.span.end:
        return None
    for pattern in AFTER:
        match = pattern.match(text, start, sentence.span.end)
        if match is not None:
            return _draft(sentence, match, quotation)
    return None


def _before(text: str, sentence: Sentence, quotation: Quotation) -> Draft | None:
    if quotation.span.start <= sentence.span.start:
        return None
    match = BEFORE.search(text, sentence.span.start, quotation.span.start)
    return _draft(sentence, match, quotation) if match is not None else None


def _draft(sentence: Sentence, match: re.Match[str], quotation: Quotation) -> Draft:
    return Draft(
        sentence=sentence,
        noun=None,
        source=Span(*match.span("who")),
        cue=Span(*match.span("cue")),
        content=(quotation.span,),
        kind=CueKind.ASSERT,
        is_assertion=True,
        row="unparsed",
        frame="c",
        is_quoted=True,
    )
