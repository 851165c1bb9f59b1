"""Finite verb -> its status: tense, modal, and the clauses above that change it."""

from detente.coding.governing import find_row
from detente.coding.negation import has_negative_subject, negates
from detente.coding.tense import Tense, tense_of
from detente.coding.verdicts import (
    BE,
    LASTING,
    REAL,
    D,
    G,
    H,
    Judge,
    P,
    R,
    Verdict,
    Y,
)
from detente.knowledge.cues import Governor
from detente.model.text import Sentence, Token

SOON = frozenset({"tomorrow", "next", "soon", "shortly"})
TIMES = frozenset({"when", "once", "after", "before", "until", "till"})
# "would sometimes dismiss": a habit of the past.
OFTEN = frozenset({"sometimes", "often", "frequently", "usually", "regularly"})
# "unclear why they met": they met.
QUESTIONS = frozenset({"why", "how", "when", "where", "who", "what", "which"})
# "Provided that they agree, ..."
SUPPOSING = frozenset({"provided", "providing", "assuming", "supposing", "suppose"})
INVERTED = frozenset({"had", "should", "were"})
SUBJUNCTIVES = frozenset({Tense.BARE, Tense.MUST, Tense.INFINITIVE})
MAX_CLAUSES = 4  # clauses joined to one another; longer chains are parse errors


def read_tense(judge: Judge, verb: Token) -> Tense:
    """Its tense; a present joined to an infinitive is a bare form mistagged."""
    sentence = judge.sentence
    tense = tense_of(sentence, verb)
    if tense is not Tense.PRESENT or verb.dep != "conj" or verb.tag != "VBP":
        return tense
    head = sentence.tokens[verb.head]
    if head.tag != "VB" or sentence.below(verb, "nsubj", "aux"):
        return tense
    return Tense.BARE


def finite_status(judge: Judge, verb: Token, tense: Tense, depth: int) -> Verdict:
    """The status of a verb with a tense, by itself and in its clause."""
    return in_context(judge, verb, by_tense(judge, verb, tense), depth)


def by_tense(judge: Judge, verb: Token, tense: Tense) -> Verdict:
    """What the verb's form alone says."""
    name = tense.value
    if tense is Tense.PERFECT_INFINITIVE:
        return _to_have_done(judge, verb, name)
    match tense:
        case Tense.PAST if judge.is_reported and _is_past_progressive(judge, verb):
            return Verdict(G, ("going on when it was said",))
        case Tense.PAST | Tense.PERFECT:
            return Verdict(H, (name,))
        case Tense.PROGRESSIVE:
            if _has_future_time(judge.sentence, verb):
                return Verdict(P, (name, "a time to come"))
            return Verdict(G, (name,))
        case Tense.FUTURE:
            return Verdict(P, (name,))
        case Tense.WOULD if any(
            w.lower in OFTEN for w in judge.sentence.below(verb, "advmod")
        ):
            return Verdict(H, ("a habit",))
        case Tense.WOULD:
            if judge.is_reported or _under_past(judge.sentence, verb):
                return Verdict(P, ("future in the past",))
            return Verdict(Y, (name,))
        case Tense.MAYBE | Tense.ABLE | Tense.UNREAL:
            return Verdict(Y, (name,))
        case Tense.MUST:
            return Verdict(R, (name,))
        case _:
            if _has_future_time(judge.sentence, verb):
                return Verdict(P, (name, "a time to come"))
            if judge.sentence.is_title or judge.type not in LASTING:
                return Verdict(H, (name,))
            return Verdict(G, (name,))


def _to_have_done(judge: Judge, verb: Token, name: str) -> Verdict:
    head = judge.sentence.tokens[verb.head]
    if head.lower in BE:
        return Verdict(P, ("was to have been",))
    for pos in ("verb", "adjective"):
        row = find_row(judge, pos, head.lower, "p")
        if row is not None:
            return Verdict(row.effect, (name, f"“{head.text}” ({row.row})"))
    return Verdict(H, (name,))


def _is_past_progressive(judge: Judge, verb: Token) -> bool:
    helpers = {w.lower for w in judge.sentence.below(verb, "aux")}
    return (
        verb.tag == "VBG" and bool(helpers & {"was", "were"}) and "had" not in helpers
    )


def _under_past(sentence: Sentence, verb: Token) -> bool:
    head = sentence.tokens[verb.head]
    while verb.dep == "conj" and head.i != head.head:
        verb, head = head, sentence.tokens[head.head]
    return verb.dep in {"ccomp", "acl"} and (
        head.tag in {"VBD", "VBN"} or head.pos == "NOUN"
    )


def _has_future_time(sentence: Sentence, verb: Token) -> bool:
    for child in sentence.below(verb, "npadvmod", "advmod"):
        words = {w.lower for w in sentence.subtree(child)}
        if words & SOON:
            return True
    for by in sentence.below(verb, "prep"):
        words = {w.lower for w in sentence.subtree(by)}
        if by.lower in {"in", "on", "at", "later"} and "next" in words:
            return True
    return False


def in_context(judge: Judge, verb: Token, found: Verdict, depth: int) -> Verdict:
    """A finite clause under its governor: only some change what it says."""
    s = judge.sentence
    head = s.tokens[verb.head]
    for mark in s.below(verb, "mark", "advmod"):
        if is_if(judge, mark):
            return found.after(Y, f"“{mark.text}”")
    if verb.dep == "advcl" and is_inverted(s, verb):
        return found.after(Y, "an if without “if”")
    if verb.dep == "ccomp" and head.lower in SUPPOSING and head.dep == "advcl":
        return found.after(Y, f"“{head.text}”")
    if verb.dep == "conj" and head.tag[0] == "V":
        if any(is_if(judge, mark) for mark in s.below(head, "mark")):
            return found.after(Y, "under the same condition")
        if depth < MAX_CLAUSES:
            return in_context(judge, head, found, depth + 1)
        return found
    if verb.dep == "advcl" and head.tag[0] == "V" and found.status in REAL:
        return _adverbial(judge, verb, head, found, depth)
    if verb.dep not in {"ccomp", "acl", "pcomp"} or head.i == verb.i:
        return found
    return _under_claim(judge, verb, head, found)


def _under_claim(judge: Judge, verb: Token, head: Token, found: Verdict) -> Verdict:
    """A that-clause: what the verb, noun or adjective that holds it says of it."""
    s = judge.sentence
    if head.pos == "NOUN" and _is_refuted(judge, head):
        return found.after(D, f"“{head.text}” is denied")
    denies = negates(s, head) if head.tag[0] == "V" or head.pos == "AUX" else False
    if denies and _is_the_case(s, verb, head):
        return found.after(D, "not the case")
    governor, pos = _claim_word(s, head)
    if governor.pos == "NOUN" and head.dep == "attr":
        denies = negates(s, s.tokens[head.head])
        if denies and head.lower in {"case", "truth"}:
            return found.after(D, "not the case")
    tense = tense_of(s, verb)
    is_past = tense in {Tense.PAST, Tense.PERFECT}
    asks = any(w.lower in QUESTIONS and w.i < verb.i for w in s.subtree(verb)[:2])
    if is_past and not denies and not asks:
        doubt = find_row(judge, pos, governor.lower, "p")
        if doubt is not None:
            return found.after(doubt.effect, f"“{governor.text}” ({doubt.row})")
    row = find_row(judge, pos, governor.lower, "c")
    if row is None:
        if denies and _is_belief(judge, head):
            return found.after(D, f"“{head.text}” is negated")
        return found
    if row.effect is D and denies and has_negative_subject(s, head):
        return found  # "no one denies that they met"
    return _by_row(governor, row, found, tense, denies=denies)


def _by_row(
    governor: Token, row: Governor, found: Verdict, tense: Tense, *, denies: bool
) -> Verdict:
    effect = row.negated if denies else row.effect
    reason = f"“{governor.text}” ({row.row})"
    if effect is D:
        return found.after(D, reason)
    if effect is R and tense not in SUBJUNCTIVES | {Tense.PRESENT}:
        return found
    is_past = tense in {Tense.PAST, Tense.PERFECT}
    if effect in {Y, R} and (denies or not is_past):
        return found.after(effect, reason)
    return found


def _claim_word(sentence: Sentence, head: Token) -> tuple[Token, str]:
    """The word that says what the clause is: "it is untrue that", "the claim that"."""
    if head.lower in BE:
        for word in sentence.below(head, "acomp", "oprd"):
            return word, "adjective"
    if head.pos == "NOUN":
        return head, "noun"
    return head, "adjective" if head.pos == "ADJ" else "verb"


def _is_the_case(sentence: Sentence, verb: Token, head: Token) -> bool:
    """Whether a negated head denies the clause: "it is not true that ..."."""
    if head.lower not in BE or verb.dep != "ccomp":
        return False
    return any(
        word.lower in {"true", "case", "so", "correct", "accurate"}
        for word in sentence.below(head, "acomp", "attr")
    )


def is_inverted(sentence: Sentence, verb: Token) -> bool:
    """An auxiliary before the subject and no conjunction: "Had they fired ..."."""
    subjects = sentence.below(verb, "nsubj", "nsubjpass")
    helpers = sentence.below(verb, "aux", "auxpass")
    return (
        bool(subjects and helpers)
        and helpers[0].i < subjects[0].i
        and helpers[0].lower in INVERTED
        and not sentence.below(verb, "mark")
    )


def _is_refuted(judge: Judge, claim: Token) -> bool:
    """Whether the claim that holds the clause is itself denied or called false."""
    s = judge.sentence
    head = s.tokens[claim.head]
    if claim.dep == "nsubj":
        rows = (
            find_row(judge, "adjective", w.lower, "c") for w in s.below(head, "acomp")
        )
        return any(row is not None and row.effect is D for row in rows)
    if claim.dep in {"dobj", "nsubjpass"}:
        row = find_row(judge, "verb", head.lower, "o")
        return row is not None and row.effect is D and not negates(s, head)
    truth = s.tokens[head.head]
    return (
        claim.dep == "pobj"
        and truth.lower in {"truth", "substance", "basis"}
        and any(w.lower == "no" for w in s.below(truth, "det"))
    )


def is_if(judge: Judge, mark: Token) -> bool:
    """Whether a conjunction sets a condition."""
    row = find_row(judge, "preposition", mark.lower, "m")
    return row is not None and row.effect is Y


def _is_belief(judge: Judge, head: Token) -> bool:
    return any(cue.row == "think" for cue in judge.cues.verbs.get(head.lower, ()))


def _adverbial(
    judge: Judge, verb: Token, head: Token, found: Verdict, depth: int
) -> Verdict:
    """A plan takes "once they meet" along with it, "when they met" it does not."""
    if tense_of(judge.sentence, verb) not in {Tense.PRESENT, Tense.PERFECT}:
        return found
    marks = {m.lower for m in judge.sentence.below(verb, "mark", "advmod")}
    if "until" in marks:
        return found.after(P, "“until”")
    main = judge.of(head, depth + 1)
    if marks & TIMES and main.status in {P, R, Y}:
        return found.after(P, "together with a plan")
    if marks & {"before", "until"} and main.status in REAL:
        return found.after(P, "“before”")
    return found
