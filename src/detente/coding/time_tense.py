"""Sentence and a place in it -> whether it speaks of what was or what will be."""

import re
from enum import StrEnum

from detente.model.text import Sentence, Span, Token


class Tense(StrEnum):
    """The time of the verb that governs a time expression."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


# Verbs and adjectives whose complement lies ahead: "is scheduled to", "plans to".
AHEAD = frozenset(
    "schedule expect set plan due slate intend hope poise aim agree promise vow pledge "
    "prepare propose threaten likely ready want invite ask urge call postpone delay "
    "arrange about go suppose".split()
)
FUTURE_WORDS = re.compile(
    r"\b(?:will|shall|won['’]t|['’]ll|(?:is|are|was|were|be) (?:\w+ )?(?:to|set|due|"
    r"scheduled|expected|slated|planned|going to|poised|likely)|to be|plans? to|"
    r"scheduled|upcoming|expected|would)\b"
)


def tense_at(text: str, sentence: Sentence, span: Span) -> Tense:
    """The tense of the clause around `span`: from the parse, else from its words."""
    before = text[max(sentence.span.start, span.start - 40) : span.start]
    if SAID_ON.search(before):
        return Tense.PAST
    if AHEAD_OF.search(before):
        return Tense.FUTURE
    if not sentence.tokens:
        return _from_words(text, sentence, span)
    head = sentence.head_of(span)
    if head is None:
        return Tense.NONE
    if head.dep in {"compound", "amod", "nmod", "poss", "nummod"}:
        for word in sentence.above(head):
            if word.pos == "VERB":
                # "postponed a weekend trip", "called off June's talks".
                if _puts_off(sentence, word):
                    return Tense.FUTURE
                break
    for word in (head, *sentence.above(head)):
        if word.pos in {"VERB", "AUX"} and word.dep not in {"aux", "auxpass"}:
            found = _of_verb(sentence, word)
            if found is Tense.NONE and word.tag in {"VBZ", "VBP"}:
                found = _of_present(sentence, word, before)
            if (
                found is Tense.PAST
                and _puts_off(sentence, word)
                and TILL.search(before)
            ):
                return Tense.FUTURE  # "postponed it until December"
            if found is not Tense.NONE:
                return found
            if word.tag == "VBG" and word.dep in {"acl", "advcl", "relcl"}:
                # "both running in 2024": the verb above says nothing of it.
                return Tense.NONE
    return Tense.NONE


# "He said on Tuesday they will meet": the parse often takes the day for the meeting's.
SAID_ON = re.compile(
    r"\b(?:said|told\s+\w+|announced|added|confirmed|reported|warned|stated|declared|"
    r"denied)\s+(?:in\s+a\s+statement\s+)?(?:late\s+|early\s+)?(?:on\s+)?$"
)
AHEAD_OF = re.compile(
    r"\b(?:ahead\s+of\s+(?:the\s+)?|"
    r"(?:planned|scheduled|slated|timetabled)\s+(?:for|to\s+\w+)\s+(?:on\s+|in\s+)?)$"
)
TILL = re.compile(r"\b(?:until|till|through|by)\s+$")


PUT_OFF = frozenset(
    "postpone delay cancel scrap plan schedule prepare reschedule".split()
)


def _puts_off(sentence: Sentence, verb: Token) -> bool:
    particles = {c.lower for c in sentence.below(verb, "prt")}
    return verb.lemma in PUT_OFF or (
        verb.lemma in {"put", "call"} and bool(particles & {"off", "back"})
    )


def _of_verb(sentence: Sentence, verb: Token) -> Tense:
    helpers = sentence.below(verb, "aux", "auxpass")
    if verb.lemma == "be" and any(
        c.lower in DUE for c in sentence.below(verb, "acomp", "attr")
    ):
        return Tense.FUTURE  # "had been due in Rome on Friday"
    for helper in helpers:
        if helper.lower in {"will", "'ll", "’ll", "shall", "wo", "ca", "may", "would"}:
            perfect = any(h.lower == "have" for h in helpers)
            return Tense.PAST if perfect else Tense.FUTURE
    governor = sentence.tokens[verb.head]
    has_to = any(h.lower == "to" for h in helpers)
    if has_to:
        # "to be held in June"; "is to meet on Friday"; "plans to travel on Monday".
        if governor is verb:
            return Tense.FUTURE
        if governor.lemma in AHEAD or governor.lower in AHEAD:
            return Tense.FUTURE
        if governor.lower in BE or governor.pos in {"NOUN", "PROPN"}:
            return Tense.FUTURE
        return Tense.NONE
    if verb.lower in BE and any(
        c.tag in {"VB"} and c.dep in {"xcomp", "ccomp"} for c in sentence.below(verb)
    ):
        return Tense.FUTURE
    is_active = any(h.lower in {"has", "have", "had"} for h in helpers)
    if verb.lemma in SCHEDULED and verb.tag == "VBN" and not is_active:
        return Tense.FUTURE  # "a vote expected in May"
    if verb.lemma in SCHEDULED and any(h.dep == "auxpass" for h in helpers):
        return Tense.FUTURE
    if verb.tag == "VBD" or any(h.tag == "VBD" or h.lower in HAVE for h in helpers):
        return Tense.PAST
    if verb.tag == "VBN":
        return Tense.PAST
    return Tense.NONE


def _of_present(sentence: Sentence, verb: Token, before: str) -> Tense:
    """As in "the truce holds until Saturday", "is due on Saturday", "opens on Friday"."""
    if TILL.search(before):
        return Tense.FUTURE
    if verb.lower in BE:
        is_due = any(c.lower in DUE for c in sentence.below(verb, "acomp", "attr"))
        return Tense.FUTURE if is_due else Tense.NONE
    return Tense.FUTURE if verb.lemma in TIMETABLE else Tense.NONE


DUE = frozenset(("due", "scheduled", "likely"))
# What a timetable says in the present tense.
TIMETABLE = frozenset(
    "open begin start end close arrive leave resume expire convene depart".split()
)
BE = frozenset("be is are was were been am being 's ’s 're ’re".split())
HAVE = frozenset(("has", "have", "had", "'ve", "’ve", "was", "were", "did"))
SCHEDULED = frozenset("schedule expect set plan slate".split())


def _from_words(text: str, sentence: Sentence, span: Span) -> Tense:
    """Without a parse: a word of the future in the clause before or after."""
    start = max(sentence.span.start, span.start - 90)
    end = min(sentence.span.end, span.end + 60)
    if FUTURE_WORDS.search(text, start, end):
        return Tense.FUTURE
    return Tense.PAST  # what news does, nine times in ten
