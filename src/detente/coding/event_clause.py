"""Event mention -> how its clause tells it: perfect, background, beside another."""

from detente.model.article import ParsedArticle
from detente.model.event import EventMention
from detente.model.status import Status
from detente.model.text import Sentence, Span, Token
from detente.model.time import Dating

Dated = tuple[EventMention, Dating]


AHEAD = frozenset((Status.PLANNED, Status.HYPOTHETICAL, Status.DEMANDED))


def governs(sentence: Sentence, after: Span, trigger: Span) -> bool:
    """Whether the trigger is the first verb of the clause that "after" opens."""
    head = sentence.head_of(trigger)
    if head is None:
        return True
    first = next(
        (
            t for t in sentence.tokens
            if t.start >= after.start and t.pos == "VERB"
            and t.dep not in {"relcl", "acl", "amod", "compound"}
        ),
        None,
    )  # fmt: skip
    return first is None or head.i <= first.i or first in list(sentence.above(head))


def verb_above(sentence: Sentence, trigger: Span) -> Token | None:
    """The verb that the trigger's clause hangs on; None if there is none."""
    head = sentence.head_of(trigger)
    if head is None:
        return None
    return next(
        (
            t
            for t in sentence.above(head)
            if t.pos == "VERB" and t.lower not in LIKE_PREPOSITIONS
        ),
        None,
    )


LIKE_PREPOSITIONS = frozenset(("following", "including", "according", "regarding"))


def same_clause(sentence: Sentence, trigger: Span, time: Span) -> bool:
    """Whether the time stands in the clause of the trigger."""
    head, below = sentence.head_of(trigger), sentence.head_of(time)
    if head is None or below is None:
        return True
    for token in (below, *sentence.above(below)):
        if token is head:
            return True
        if token.pos in {"VERB", "AUX"}:
            return token.i in {t.i for t in sentence.above(head)} and head.dep in {
                "xcomp", "conj", "dobj", "nsubj", "nsubjpass", "attr",
            }  # fmt: skip
    return False


def is_perfect(sentence: Sentence, trigger: Span) -> bool:
    """Whether the trigger stands in a perfect tense."""
    head = sentence.head_of(trigger)
    if head is None:
        return False
    return any(
        h.lower in {"has", "have", "had", "been"} for h in sentence.below(head, "aux")
    )


# What the present perfect tells in the first two sentences is the news itself.
FIRST_SENTENCES = 2


def is_lead(parsed: ParsedArticle, sentence: Sentence) -> bool:
    """Whether it is the title or stands at the head of the body."""
    if sentence.is_title:
        return True
    body = (s.index for s in parsed.sentences if not s.is_title)
    first = next(body, 0)
    return sentence.index < first + FIRST_SENTENCES


def is_under_verb_of(sentence: Sentence, trigger: Span, pointer: Span) -> bool:
    """Whether the verb that the pointing words hang on is the trigger or governs it."""
    head, below = sentence.head_of(trigger), sentence.head_of(pointer)
    if head is None or below is None:
        return True
    verb = next((t for t in sentence.above(below) if t.pos in {"VERB", "AUX"}), None)
    return verb is not None and (
        verb is head or any(token is verb for token in sentence.above(head))
    )


def is_news(sentence: Sentence, mention: EventMention) -> bool:
    """Whether the event is told as news, not as what had come before."""
    return not is_pluperfect(sentence, mention.trigger)


def is_beside(sentence: Sentence, mention: EventMention, other: EventMention) -> bool:
    """Two verbs of one chain: "will meet X and be welcomed by Y"."""
    head, then = sentence.head_of(mention.trigger), sentence.head_of(other.trigger)
    while head is not None and then is not None and head is not then:
        if head.dep not in {"conj", "xcomp"}:
            return False
        head = sentence.tokens[head.head]
    return head is not None


def goes_on(sentence: Sentence, mention: EventMention, other: EventMention) -> bool:
    """In one sentence: only where this event hangs on the other, or beside it."""
    head, then = sentence.head_of(mention.trigger), sentence.head_of(other.trigger)
    if head is None or then is None:
        return False
    return any(token is then for token in sentence.above(head))


def is_pluperfect(sentence: Sentence, trigger: Span) -> bool:
    """Whether the trigger stands in the past perfect."""
    head = sentence.head_of(trigger)
    if head is None:
        return False
    return any(h.lower in {"had", "'d", "’d"} for h in sentence.below(head, "aux"))


def is_background(sentence: Sentence, mention: EventMention) -> bool:
    """A noun or a relative clause that tells what was already known."""
    head = sentence.head_of(mention.trigger)
    if head is None:
        return False
    if head.pos in {"NOUN", "PROPN"}:
        return head.dep in {"pobj", "poss", "compound"} and sentence.index > 2
    helpers = {h.lower for h in sentence.below(head, "aux", "auxpass")}
    return (
        head.dep == "relcl"
        and not helpers & {"will", "would", "'ll", "to"}
        and not goes_on_there(sentence, mention.trigger)
    )


def goes_on_there(sentence: Sentence, trigger: Span) -> bool:
    """As in "flew to Riga, where she met": the story goes on in a clause with "where"."""
    head = sentence.head_of(trigger)
    if head is None or head.dep not in {"relcl", "advcl", "conj"}:
        return False
    verb = head if head.dep != "conj" else sentence.tokens[head.head]
    return any(
        t.lower == "where" for t in sentence.below(verb, "advmod", "mark")
    ) and not is_pluperfect(sentence, trigger)
