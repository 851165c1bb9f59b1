"""Sentence, quotations -> which of them a verb beside them speaks, and who speaks."""

import re
from collections.abc import Sequence

from detente.coding.quotations import Quotation
from detente.model.text import Sentence, Span, Token

GAP = re.compile(r"""[\s,:;.?!—–\-"”’']*(?:and|but|then)?[\s,]*$""")
ENDS_OPEN = re.compile(r"""[,?!—–-]["”’']+$|[,?!—–-]''$""")
AFTER = re.compile(r"[\s,:—–-]*")


def is_near(text: str, quotation: Quotation, sentence: Sentence) -> bool:
    """In the sentence, or right before it and asking for it: "Why?" he said."""
    span = quotation.span
    if span.overlaps(sentence.span):
        return True
    return 0 <= sentence.span.start - span.end <= 2 and (
        text[span.start : span.end].rstrip("\"'”’").endswith(("?", "!", ",", "…"))
    )


def ends_open(text: str, quotation: Quotation) -> bool:
    """Whether it ends as speech does before "he said": with a comma, ? or ! inside."""
    return ENDS_OPEN.search(quotation.span.of(text)) is not None


def direct_speech(
    text: str,
    sentence: Sentence,
    verb: Token,
    cluster: Span,
    quotations: Sequence[Quotation],
    is_known: bool,
) -> tuple[Span, ...]:
    """The quotations right before and right after source and verb."""
    found = []
    for quotation in quotations:
        span = quotation.span
        if span.end <= cluster.start:
            gap = text[span.end : cluster.start]
            if GAP.match(gap) and (is_known or ENDS_OPEN.search(span.of(text))):
                found.append(span)
        elif span.start >= cluster.end and is_known:
            between = sentence.tokens_in(Span(cluster.end, span.start))
            if all(word.tag[0] != "V" or word.tag == "VBG" for word in between) and (
                AFTER.fullmatch(text[cluster.end : span.start])
                or text[: span.start].rstrip().endswith((":", ","))
                or not sentence.below(verb, "ccomp", "dobj", "xcomp")
            ):
                found.append(span)
    return tuple(found)


def beside_quotation(
    text: str, sentence: Sentence, verb: Token, quotations: Sequence[Quotation]
) -> tuple[Token | None, Span | None]:
    """The words between a quotation and the verb after it, or right after both.

    For sentences that the parser misreads: "Talk," Ramos, 58, told a reporter.
    """
    for quotation in quotations:
        if quotation.span.end > verb.start or not ends_open(text, quotation):
            continue
        between = sentence.tokens_in(Span(quotation.span.end, verb.start))
        between = [word for word in between if word.i < verb.i]
        if between and all(word.tag[0] != "V" for word in between):
            name = _first_name(between)
            if name:
                return name[-1], Span(name[0].start, name[-1].end)
        if not between:
            name = _first_name(list(sentence.tokens[verb.i + 1 :]))
            if name:
                return name[-1], Span(name[0].start, name[-1].end)
    return None, None


def _first_name(words: Sequence[Token]) -> list[Token]:
    """The run of name words that a stretch begins with."""
    name: list[Token] = []
    for word in words:
        if word.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"}:
            break
        name.append(word)
    return name


def may_speak(sentence: Sentence, verb: Token, noun: Token | None) -> bool:
    """Whether a verb we do not know can be one of saying: "No," she deadpanned."""
    return (
        noun is not None
        and noun.pos in {"PROPN", "PRON"}
        and verb.pos == "VERB"
        and verb.tag in {"VBD", "VBZ", "VBP"}
        and not sentence.below(verb, "dobj", "xcomp", "attr", "acomp", "ccomp")
    )
