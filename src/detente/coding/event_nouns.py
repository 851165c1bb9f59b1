"""Noun that names an event -> its status, by its modifiers and by what governs it."""

from detente.coding.finite import is_if
from detente.coding.governing import (
    combine,
    find_list,
    find_particles,
    find_row,
    governed,
)
from detente.coding.tense import Tense, tense_of
from detente.coding.verdicts import (
    ARRANGED,
    BE,
    REAL,
    C,
    D,
    G,
    H,
    Judge,
    P,
    Verdict,
    Y,
)
from detente.knowledge.cues import Governor
from detente.model.event import EventType
from detente.model.text import Token

DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his"})
PURPOSE_PREPOSITIONS = frozenset({"for", "to", "toward", "towards", "into"})
HELD_IN = frozenset({"for", "in", "at", "with", "through", "on", "to", "during"})
# "ordered the expulsion of two envoys"; to order a closure may be to ask for it.
DECREED = frozenset("expulsion ejection deportation recall suspension".split())
ORDERING = frozenset("order orders ordered ordering".split())
REPLACING = frozenset({"instead", "rather", "far"})
STOP_SHORT = Governor("stop short", D, H, frozenset())
# Events that one may leave before they begin: "pulled out of the talks".
ATTENDED = frozenset({EventType.CONSULT, EventType.COOPERATE})
LEAVING = "leave-out"
ARRANGING = frozenset({"plan", "be-planned"})  # rows of "planned", "scheduled"
TAKING_PART, DENYING = "part-in", "deny"  # rows
CARRIED_OUT = "(manage)"  # the row of light verbs: "took place", "held"


def noun_status(judge: Judge, noun: Token, depth: int) -> Verdict:
    """The status of the event that a noun names."""
    modified = _by_modifiers(judge, noun)
    if modified is None:
        return _by_place(judge, noun, depth)
    if modified.status is not P:
        return modified
    # "The planned visit took place", "... will not take place": what was planned.
    above = _by_place(judge, noun, depth)
    if above.status in {D, C} and not above.is_assumed:
        return above.after(C, modified.because[-1])
    if above.status is H and above.because[-1].endswith(CARRIED_OUT):
        return above.after(H, modified.because[-1])
    return modified


def _by_modifiers(judge: Judge, noun: Token) -> Verdict | None:
    s = judge.sentence
    for child in s.below(noun, "amod", "compound", "det", "neg", "advmod"):
        if child.lower in {"no", "neither"}:
            return Verdict(D, (f"“{child.text}”",))
        row = find_row(judge, "adjective", child.lower, "m")
        if row is not None and (row.effect is not H or child.dep == "amod"):
            return Verdict(row.effect, (f"“{child.text}” ({row.row})",))
    for child in s.below(noun, "acl"):
        row = find_row(judge, "verb", child.lower, "P") if child.tag == "VBN" else None
        if row is not None and row.row in ARRANGING:
            return Verdict(P, (f"“{child.text}” ({row.row})",))
    for mark in s.below(noun, "mark"):
        if is_if(judge, mark):
            return Verdict(Y, (f"“{mark.text}”",))
    for owned in s.below(noun, "poss"):
        words = [w.lower for w in s.subtree(owned)]
        if words[:1] == ["next"] or "tomorrow" in words:
            return Verdict(P, ("a time to come",))
    return None


def _by_place(judge: Judge, noun: Token, depth: int) -> Verdict:
    """By what the noun is to the word above it."""
    head = judge.sentence.tokens[noun.head]
    match noun.dep:
        case "ROOT":
            return Verdict(H, ("a noun by itself",), is_assumed=True)
        case "nsubj" | "csubj":
            return _as_subject(judge, noun, head, depth)
        case "nsubjpass":
            return governed(judge, head, "verb", ("P", "o"), depth, "adjective")
        case "dobj" | "dative":
            return _as_object(judge, noun, head, depth)
        case "attr" | "acomp" | "oprd":
            return judge.of(head, depth + 1)
        case "pobj" | "pcomp":
            return after_preposition(judge, noun, head, depth)
        case "conj" | "appos":
            return judge.of(head, depth + 1)
        case "compound" | "nmod" | "amod":
            row = find_row(judge, "noun", head.lower, "of")
            row = row or find_row(judge, "noun", head.lower, "x")
            if row is not None:
                return combine(judge, head, row, depth)
            return noun_status(judge, head, depth + 1)
        case _:
            return Verdict(H, ("taken for granted",), is_assumed=True)


def _as_subject(judge: Judge, noun: Token, head: Token, depth: int) -> Verdict:
    s = judge.sentence
    for adjective in s.below(head, "acomp", "attr", "advmod"):
        row = find_row(judge, "adjective", adjective.lower, "s")
        if row is not None:
            return combine(judge, head, row, depth)
    said = _predicate(judge, head)
    if said is not None:
        return combine(judge, head, said, depth)
    if head.tag == "MD" and head.dep == "advcl":
        return Verdict(Y, (f"“{head.text}”",))  # "Should Mali attack, ..."
    if s.is_title and head.tag == "VBD" and not s.below(head, "dobj", "aux"):
        row = find_row(judge, "verb", head.lower, "P")
        if row is not None:  # "Visit postponed": a passive without its "was"
            return combine(judge, head, row, depth)
    if find_particles(judge, "verb", head):
        return governed(judge, head, "verb", (), depth)
    row = find_row(judge, "verb", head.lower, "s")
    main = judge.of(head, depth + 1)
    if row is not None:
        return combine(judge, head, row, depth)
    if head.pos == "AUX" and any(
        tense_of(s, x) is Tense.INFINITIVE for x in s.below(head, "xcomp")
    ):
        return main.after(P, "“is to”")
    if main.status in {P, Y, C} and judge.type in ARRANGED:
        return main
    return Verdict(H, ("taken for granted as a subject",), is_assumed=True)


def _predicate(judge: Judge, head: Token) -> Governor | None:
    """What a verb of being says with a preposition: "is in the works", "under way"."""
    if head.pos != "AUX" and head.lower not in BE | {"got", "remains", "remain"}:
        return None
    for by in judge.sentence.below(head, "prep"):
        inner = [by, *judge.sentence.below(by, "prep")]
        for last in inner:
            for noun in judge.sentence.below(last, "pobj"):
                words = f"{last.lower} {noun.lower}"
                row = find_row(judge, "predicate", words, "s")
                if row is not None:
                    return row
    return None


def _as_object(judge: Judge, noun: Token, head: Token, depth: int) -> Verdict:
    row = find_list(judge, head) or find_row(judge, "verb", head.lower, "o")
    if row is not None and "i" in row.frames:
        return combine(judge, head, row, depth)
    if noun.lemma in DECREED and head.lower in ORDERING:
        # What a state orders its own officials to do, it does.
        return judge.of(head, depth + 1)
    if row is None and not find_particles(judge, "verb", head):
        main = judge.of(head, depth + 1)
        if main.status not in REAL and _may_be_arranged(judge, noun):
            return main
        return Verdict(H, ("taken for granted as an object",), is_assumed=True)
    if row is not None and row.row == "discuss" and not _may_be_arranged(judge, noun):
        return Verdict(H, ("taken for granted as an object",), is_assumed=True)
    return governed(judge, head, "verb", ("o",), depth)


def _may_be_arranged(judge: Judge, noun: Token) -> bool:
    """Whether a plan may bring it about: not a definite one of the past."""
    if judge.type in ARRANGED:
        return True
    return not _is_definite(judge, noun)


def _is_definite(judge: Judge, noun: Token) -> bool:
    dets = judge.sentence.below(noun, "det", "poss")
    return any(w.dep == "poss" or w.lower in DEFINITE for w in dets)


def after_preposition(judge: Judge, word: Token, by: Token, depth: int) -> Verdict:
    """An -ing form or noun after a preposition."""
    s = judge.sentence
    head = s.tokens[by.head]
    while head.dep == "prep" and head.head != head.i:
        by, head = head, s.tokens[head.head]
    if any(w.lower in {"ahead", "prior"} for w in (by, head)):
        return Verdict(P, ("“ahead of”",))
    beside = (by, head, *s.below(by, "advmod"), *s.below(head, "advmod"))
    for other in beside:
        if other.lower in REPLACING and other.i < word.i:
            return Verdict(D, (f"“{other.text}”",))
    if head.lower == "short" and by.lower == "of":
        return combine(judge, s.tokens[head.head], STOP_SHORT, depth)
    if _is_in_talks(judge, word, by, head):
        is_now = s.is_title or tense_of(s, head) is Tense.PRESENT
        return Verdict(G if is_now else H, ("“in talks”",))
    pos = {"VERB": "verb", "ADJ": "adjective"}.get(head.pos, "noun")
    row = find_row(judge, pos, head.lower, by.lower)
    for particle in find_particles(judge, pos, head):
        if particle != by.lower:
            row = find_row(judge, pos, head.lower, f"{particle} {by.lower}") or row
    if row is not None and row.row == LEAVING and judge.type not in ATTENDED:
        row = None
    if row is not None and row.row == TAKING_PART and _is_denied(judge, head):
        return Verdict(D, (f"a “{head.text}” is denied",))
    if row is not None:
        return combine(judge, head, row, depth)
    row = find_row(judge, "preposition", by.lower, "m")
    if row is not None:
        return _by_preposition(judge, by, head, row, depth)
    if pos == "noun":
        if by.lower == "of" and by.head != head.head:
            return judge.of(head, depth + 1)
        return Verdict(H, ("taken for granted",), is_assumed=True)
    return _in_clause(judge, word, by, head, depth)


def _is_denied(judge: Judge, part: Token) -> bool:
    """Whether somebody denies it: "denied a role", "denied having had any part"."""
    s = judge.sentence
    for above in s.above(part):
        row = find_row(judge, "verb", above.lower, "o")
        if row is not None and row.row == DENYING:
            return True
        if above.pos == "VERB" and above.dep not in {"pcomp", "xcomp", "ccomp"}:
            return False
    return False


def _in_clause(
    judge: Judge, word: Token, by: Token, head: Token, depth: int
) -> Verdict:
    """A preposition that says nothing by itself: as its clause, or presupposed."""
    main = judge.of(head, depth + 1)
    granted = main.after(H, "taken for granted", assumed=True)
    if by.lower in PURPOSE_PREPOSITIONS and main.status in REAL:
        if word.tag[0] == "V" or by.lower != "for":
            return granted
        return main.after(P, "purpose") if _may_be_arranged(judge, word) else granted
    if main.status is D and _is_definite(judge, word):
        return granted
    if by.lower in HELD_IN and _may_be_arranged(judge, word):
        return main
    return granted


def _is_in_talks(judge: Judge, word: Token, by: Token, head: Token) -> bool:
    """Whether they talk: "Riga and Oslo are in talks"; headlines drop the "are"."""
    if by.lower != "in" or judge.type is not EventType.CONSULT:
        return False
    if judge.sentence.below(word, "det", "poss"):
        return False
    return head.lower in BE or (judge.sentence.is_title and head.pos == "PROPN")


def _by_preposition(
    judge: Judge, by: Token, head: Token, row: Governor, depth: int
) -> Verdict:
    if row.effect is not P:
        return Verdict(row.effect, (f"“{by.text}”",))
    main = judge.of(head, depth + 1)
    return main.after(P if main.status is not H else H, f"“{by.text}”")
