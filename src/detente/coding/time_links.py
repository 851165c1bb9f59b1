"""A trigger and the time expressions of its sentence -> which of them date the event.

Syntax decides. A time expression belongs to the word that it hangs on: to a verb
through "on Friday", to a noun through "Friday's talks" or "the accord of May 1998". An
event gets the expression of its own word, else that of the clause it stands in; it
never gets one from another clause ("signed the accord that collapsed in 2001"), nor one
that only tells an object's age. Reported content does not take the day of the saying.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Sentence, Span, Token
from detente.model.time import TimeExpression


class Relation(StrEnum):
    """How the event lies to the time."""

    AT = "at"
    BEFORE = "before"
    AFTER = "after"  # from then on
    REPORTED = "reported"  # said at that time: bounds it


@dataclass(frozen=True, slots=True)
class Link:
    """An expression that dates an event; a smaller `distance` is a closer tie."""

    expression: TimeExpression
    relation: Relation
    distance: int
    is_of_noun: bool = False  # "the accord of May 1998", "June's talks"


CLAUSES = frozenset(
    ("relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "pcomp", "csubj")
)
NOUN_OWN = frozenset(("poss", "compound", "nmod", "amod", "nummod", "npadvmod"))
AHEAD_VERBS = frozenset(
    "schedule expect set plan due slate be intend aim prepare poise head".split()
)
LONG_DAYS = 27  # an expression this long (a month, a year) holds its whole sentence


def links_of(
    sentence: Sentence, trigger: Span, times: Sequence[TimeExpression], text: str
) -> list[Link]:
    """What may date the event, closest first; only expressions with days."""
    head = sentence.head_of(trigger)
    if head is None:
        return _without_parse(sentence, trigger, times, text)
    found = []
    for expression in times:
        link = _link(sentence, head, expression, text)
        if link is not None:
            found.append(link)
    return sorted(
        found,
        key=lambda link: (
            link.distance,
            abs(link.expression.span.start - trigger.start),
            link.expression.span.start,
        ),
    )


def _without_parse(
    sentence: Sentence, trigger: Span, times: Sequence[TimeExpression], text: str
) -> list[Link]:
    """The nearest expression in the sentence, bounded by the word before it."""
    near = sorted(times, key=lambda t: abs(t.span.start - trigger.start))
    return [
        Link(t, _by_word(word_before(text, sentence.span.start, t.span)), 4 + i)
        for i, t in enumerate(near)
    ]


OPENING = re.compile(
    r"\W*(?:(?:and|but|then|later|earlier|back)\s+)?"
    r"(?P<prep>in|on|at|by|during|since|before|after|until)\s+$",
    re.IGNORECASE,
)


def opens(text: str, sentence: Sentence, span: Span) -> bool:
    """Whether a time opens its sentence: "In 2014 ...", "Yesterday, ..."."""
    before = text[sentence.span.start : span.start]
    if len(before) > 24:
        return False
    after = text[span.end : span.end + 2]
    if after[:1] in {"'", "’", "-"}:
        return False
    if OPENING.match(before):
        return True
    if before.strip(" \"“‘'"):
        return False
    return after[:1] == "," or ADVERBIAL.search(span.of(text)) is not None


# Times that need no preposition and no comma to open a sentence.
ADVERBIAL = re.compile(
    r"\b(?:ago|earlier|later|before|afterwards|yesterday|today|tomorrow|"
    r"(?:that|the)\s(?:same|next|previous|following|preceding|very)?\s?"
    r"(?:day|night|morning|afternoon|evening|week|month|year))$",
    re.IGNORECASE,
)


WORD_BEFORE = re.compile(r"(\w+)\W*$")


def word_before(text: str, start: int, span: Span) -> str:
    """The word before a stretch, in small letters; empty at a sentence's start."""
    match = WORD_BEFORE.search(text, max(start, span.start - 20), span.start)
    return match.group(1).lower() if match else ""


def _by_word(word: str) -> Relation:
    if word in {"before", "until", "till", "by", "ahead"}:
        return Relation.BEFORE
    if word in {"after", "since", "following", "from"}:
        return Relation.AFTER
    return Relation.AT


def _link(
    sentence: Sentence, trigger: Token, expression: TimeExpression, text: str
) -> Link | None:
    time = sentence.head_of(expression.span)
    if time is None:
        return None
    if expression.span.start <= trigger.start < expression.span.end:
        return Link(expression, Relation.AT, 0)
    above_time = [time, *sentence.above(time)]
    if opens(text, sentence, expression.span) and sentence.root is not None:
        # "In 2014 Finland recalled ...": whatever the parser made of it, the time that
        # opens a sentence is its main clause's.
        above_time = [sentence.root]
    above_trigger = [trigger, *sentence.above(trigger)]
    places = {token.i: n for n, token in enumerate(above_trigger)}
    meet = next((n for n, token in enumerate(above_time) if token.i in places), None)
    if meet is None:
        return None
    below_time = above_time[:meet]  # from the time up to below the meeting word
    below_trigger = above_trigger[: places[above_time[meet].i]]
    node = above_time[meet]
    relation = _through(sentence, below_time, node)
    if relation is None:
        return None
    kind, distance, is_of_noun = relation
    word = word_before(text, sentence.span.start, expression.span)
    if kind is Relation.AT and word in {"before", "until", "since", "after", "by"}:
        kind = _by_word(word)
        if word == "by":
            kind = Relation.BEFORE
    if not below_trigger:
        return Link(expression, kind, distance, is_of_noun)
    side = _trigger_side(sentence, below_trigger, node, trigger, time, expression)
    if side is None:
        return None
    other, more = side
    if other is not Relation.AT:
        kind = other if kind is Relation.AT else kind
    return Link(expression, kind, distance + more, is_of_noun)


BARRIERS = frozenset(("relcl", "acl", "ccomp", "conj", "advcl", "pcomp"))


def _has_subject(sentence: Sentence, verb: Token) -> bool:
    return bool(sentence.below(verb, "nsubj", "nsubjpass"))


def _through(
    sentence: Sentence, below: list[Token], node: Token
) -> tuple[Relation, int, bool] | None:
    """From the meeting word down to the time: what stands between."""
    kind, distance = Relation.AT, 0
    nouns, is_of_noun = 0, False
    for place, token in enumerate(below):
        if token.pos in {"VERB", "AUX"} and token.dep in BARRIERS:
            # A clause of its own keeps its time, a bare participle lets it through
            # ("led to the arrest of men planning attacks last June").
            is_direct = place <= 2 and all(t.pos != "VERB" for t in below[:place])
            if token.tag == "VBG" and not _has_subject(sentence, token):
                distance += 2
            elif token.tag == "VBN" and token.dep == "acl" and not is_direct:
                distance += 1
            else:
                return None
        if token.dep == "xcomp":
            distance += 1
        if token.dep in {"prep", "mark"} and token.lower in {
            "before", "until", "since", "after", "following",
        }:  # fmt: skip
            kind = _by_word(token.lower)
        is_noun = token.pos in {"NOUN", "PROPN"} and place > 0
        if is_noun:
            nouns += 1
            child = below[place - 1]
            inner = below[0]
            own = inner.dep in NOUN_OWN and child is inner and inner.i < token.i
            of = child.lower in {"of", "from"} and child.dep == "prep"
            if own or of:
                distance += 4
                is_of_noun = True
            elif nouns == 1:
                distance += 1
    if nouns and node.pos in {"NOUN", "PROPN"}:
        distance += 1
    return kind, distance, is_of_noun


def _trigger_side(
    sentence: Sentence,
    below: list[Token],
    node: Token,
    trigger: Token,
    time: Token,
    expression: TimeExpression,
) -> tuple[Relation, int] | None:
    """From the trigger up to the word that the time hangs on."""
    kind, distance = Relation.AT, 1
    days = expression.interval.n_days if expression.interval else 0
    is_long = days > LONG_DAYS
    for token in below:
        dep = token.dep
        verbal = token.pos in {"VERB", "AUX"}
        if dep in {"prep", "mark"} or (dep == "pobj" and not verbal):
            continue
        if dep == "conj":
            if time.i > token.i:
                return None
            distance += 1
        elif dep == "ccomp" or (dep == "parataxis"):
            kind, distance = Relation.REPORTED, distance + 4
        elif dep == "xcomp":
            governor = sentence.tokens[token.head]
            distance += 1
            if (
                governor.lemma not in AHEAD_VERBS
                and time.i < token.i
                and any(c.lower == "to" for c in sentence.below(token, "aux"))
            ):
                kind = Relation.AFTER
        elif dep in {"relcl", "acl"}:
            if not is_long:
                return None
            distance += 3
        elif dep == "advcl" or (dep == "pcomp"):
            mark = next((c.lower for c in sentence.below(token, "mark", "advmod")), "")
            if dep == "pcomp":
                mark = sentence.tokens[token.head].lower
            distance += 2
            if mark in {"after", "since"} and not is_long:
                kind = Relation.BEFORE
            elif mark == "before" and not is_long:
                kind = Relation.AFTER
            elif mark in {"if", "unless", "because"}:
                distance += 2
    for token in below:
        # "recalled its envoy after the killing": what comes after "after" came before.
        if (
            token.dep == "prep"
            and token.lower in {"after", "following"}
            and not is_long
        ):
            kind = Relation.BEFORE
            distance += 2
        if token.dep == "prep" and token.lower == "before" and not is_long:
            kind = Relation.AFTER
            distance += 2
    del node, trigger
    return kind, distance
