"""Infinitive, -ing form or participle -> its status: what the word above makes of it."""

from detente.coding.finite import INVERTED
from detente.coding.governing import (
    combine,
    find_list,
    find_particles,
    find_row,
    governed,
)
from detente.coding.grammar import UTTERING
from detente.coding.negation import negates
from detente.coding.tense import Tense
from detente.coding.verdicts import BE, REAL, D, G, H, Judge, P, R, Verdict, Y
from detente.knowledge.cues import Governor
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

# After these, "to discuss" tells what was done there and not what for.
GATHERING = frozenset(
    "meet met meets meeting gather gathered convene convened sit sat held hold spoke "
    "talked assembled served serve serves".split()
)
# After these, what is said to somebody is said there and then: "phoned her to thank her".
CONTACTING = frozenset(
    "phoned telephoned called rang wrote cabled texted emailed tweeted addressed walked "
    "stepped rose turned stopped paused approached".split()
)
SAID = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.SUPPORT})
# After these a clause with "is to" tells, and asks for nothing.
TELLING = frozenset({"tell", "tells", "told"})
LIMITS = frozenset({"first", "last", "only", "second", "third", "latest", "next"})
ORDERING = frozenset(
    "order orders ordered ordering instruct instructs instructed".split()
)
HAVING = frozenset("has have had got needs need needed".split())
GIVING = frozenset({"gave", "given", "give", "gives", "giving"})
TERMS = frozenset(
    "day days week weeks month months hour hours year years deadline ultimatum "
    "minutes".split()
)
PLAN = Governor("", P, D, frozenset())
DUTY = Governor("", R, D, frozenset())


def nonfinite_status(judge: Judge, verb: Token, tense: Tense, depth: int) -> Verdict:
    """The status of a verb without a tense of its own."""
    s = judge.sentence
    head = s.tokens[verb.head]
    if verb.head == verb.i:
        return _root(tense)
    if tense is Tense.INFINITIVE and _has_unmet_condition(s, verb):
        return Verdict(Y, ("an if without “if”",))
    if tense is Tense.GERUND and verb.dep in {"xcomp", "advcl", "conj"}:
        listed = find_list(judge, head)
        if listed is not None:
            return combine(judge, head, listed, depth)
    for mark in s.below(verb, "mark", "advmod"):
        row = find_row(judge, "preposition", mark.lower, "m")
        if row is not None and mark.i < verb.i:
            return Verdict(row.effect, (f"“{mark.text}”",))
    match verb.dep:
        case "conj":
            return judge.of(head, depth + 1)
        case "xcomp" | "ccomp":
            return _complement(judge, verb, head, tense, depth)
        case "advcl":
            return _adjunct(judge, verb, head, tense, depth)
        case "acl" | "relcl":
            return _after_noun(judge, verb, head, tense, depth)
        case "amod":
            ended = tense is Tense.PARTICIPLE
            return Verdict(H if ended else G, ("participle before a noun",))
        case _:
            return _root(tense)


def _root(tense: Tense) -> Verdict:
    if tense is Tense.INFINITIVE:
        return Verdict(P, ("infinitive by itself: what is to come",))
    if tense is Tense.GERUND:
        return Verdict(G, ("-ing form by itself",))
    return Verdict(H, ("no tense",))


def _complement(
    judge: Judge, verb: Token, head: Token, tense: Tense, depth: int
) -> Verdict:
    s = judge.sentence
    if head.lower in BE:
        main = judge.of(head, depth + 1)
        if head.dep == "advcl" and _stands_before_its_subject(s, head):
            return main.after(Y, "an if without “if”")
        told = s.tokens[head.head].lower in TELLING and head.dep == "ccomp"
        if tense is Tense.INFINITIVE and (main.status in REAL or told):
            return main.after(P, "“is to”")
        return main
    if head.lower in {"going", "gon"} and s.below(head, "aux"):
        return combine(judge, head, PLAN, depth)
    if any(w.lower == "yet" for w in s.below(head, "advmod")):
        return Verdict(D, ("“yet to”",))
    if head.lower == "got" and not s.below(head, "aux"):
        return judge.of(head, depth + 1)  # "they got to meet the emir"
    if head.lower in HAVING:
        return combine(judge, head, DUTY, depth)
    if head.lower == "used":
        return Verdict(H, ("“used to”",))
    if head.pos == "ADJ":
        if _is_too_much(s, head):
            return Verdict(D, (f"“too {head.text}”",))
        return governed(judge, head, "adjective", ("x",), depth)
    if tense is Tense.GERUND:
        return governed(judge, head, "verb", ("g", "x"), depth)
    if head.lower in CONTACTING and verb.lemma in UTTERING:
        return judge.of(head, depth + 1)  # "called her to apologise"
    own_subject = verb.dep == "ccomp" and s.below(verb, "nsubj", "nsubjpass")
    if _is_passive(s, head):
        return governed(judge, head, "verb", ("P", "x", "ox"), depth, "adjective")
    if head.lower in ORDERING and any(
        s.below(w, "poss") for w in s.below(head, "dobj")
    ):
        return combine(judge, head, PLAN, depth)
    if s.below(head, "dobj") or own_subject:
        frames = ("c", "ox") if tense is Tense.BARE else ("ox", "c", "x")
        return governed(judge, head, "verb", frames, depth)
    return governed(judge, head, "verb", ("x", "c"), depth)


def _is_too_much(sentence: Sentence, word: Token) -> bool:
    """Whether it is "too ill to", and not "all too happy to"."""
    return any(
        w.lower == "too" and sentence.tokens[w.i - 1].lower not in {"all", "only"}
        for w in sentence.below(word, "advmod")
    )


def _is_passive(sentence: Sentence, head: Token) -> bool:
    """Passive, by form or in a headline without its "is": "Riga set to sign pact"."""
    if sentence.below(head, "auxpass"):
        return True
    if head.tag == "VBN" and not sentence.below(head, "aux"):
        return True
    return (
        sentence.is_title
        and head.lower in {"set", "expected", "urged", "told", "asked", "forced"}
        and not sentence.below(head, "dobj", "aux")
    )


def _stands_before_its_subject(sentence: Sentence, verb: Token) -> bool:
    """Whether it opens a condition: "Were Niger to attack, ..."."""
    subjects = sentence.below(verb, "nsubj", "nsubjpass")
    return verb.lower in INVERTED and bool(subjects) and verb.i < subjects[0].i


def _adjunct(
    judge: Judge, verb: Token, head: Token, tense: Tense, depth: int
) -> Verdict:
    s = judge.sentence
    if find_particles(judge, "verb", head) and tense is Tense.GERUND:
        return governed(judge, head, "verb", (), depth)  # "ruled out sending troops"
    main = judge.of(head, depth + 1)
    if tense is not Tense.INFINITIVE:
        return main
    asked = find_row(judge, "verb", head.lower, "ox")
    if asked is not None and asked.effect is R and s.below(head, "dobj"):
        return combine(judge, head, asked, depth)  # "pushed them to leave"
    if main.status in REAL and head.lower in GATHERING:
        return main
    if main.status in REAL and head.lower in CONTACTING and judge.type in SAID:
        return main
    if _is_reached(judge, head) and main.status in REAL:
        return main.after(H, f"“{head.text}”")
    row = find_row(judge, "verb", head.lower, "x")
    if row is not None and row.effect is G and main.status is G:
        return main
    loose = _loose_noun(judge, verb, head)
    if loose is not None and main.status in REAL:
        return Verdict(loose[1], (f"“{loose[0].text}”",))
    if main.status in REAL:
        return main.after(P, "purpose")
    return main


def _is_reached(judge: Judge, head: Token) -> bool:
    """Whether its infinitive tells what was done: "used the visit to", "went on to"."""
    row = find_row(judge, "verb", head.lower, "t")
    if row is None:
        return False
    if head.lower in {"go", "goes", "went", "gone", "going"}:
        return any(w.lower == "on" for w in judge.sentence.below(head, "prt", "prep"))
    return bool(judge.sentence.below(head, "dobj"))


def _loose_noun(judge: Judge, verb: Token, head: Token) -> tuple[Token, Status] | None:
    """A noun of the clause whose infinitive this is: "pressure is growing on X to"."""
    s = judge.sentence
    for by in s.below(head, "prep"):
        for noun in s.below(by, "pobj"):
            is_near = noun.i < verb.i
            if is_near and any(w.lower == "no" for w in s.below(noun, "det")):
                return noun, D  # "is in no position to sign"
    for subject in s.below(head, "nsubj", "nsubjpass"):
        row = find_row(judge, "noun", subject.lower, "x")
        if row is not None:
            return subject, D if negates(s, head) else row.effect
    return None


def _has_unmet_condition(sentence: Sentence, verb: Token) -> bool:
    """Whether "had" before its own subject follows: "to bomb it had the order come".

    The clause hangs on the infinitive or, to the parser, on the verb above.
    """
    above = sentence.tokens[verb.head]
    for holder in (verb, above):
        for child in sentence.below(holder, "conj", "advcl", "ccomp", "relcl"):
            clause = sentence.subtree(child)
            first = clause[0]
            if first.lower != "had" or first.i < verb.i:
                continue
            if sentence.tokens[first.i - 1].pos in {"CCONJ", "PUNCT"}:
                continue
            if any(word.dep in {"nsubj", "nsubjpass"} for word in clause):
                return True
    return False


def _after_noun(
    judge: Judge, verb: Token, noun: Token, tense: Tense, depth: int
) -> Verdict:
    s = judge.sentence
    if tense is Tense.INFINITIVE:
        return _infinitive_after_noun(judge, noun, depth)
    if tense is Tense.PARTICIPLE:
        main = _clause_of(judge, noun, depth)
        if main.status in {P, Y} and noun.dep in {"attr", "pobj"}:
            head = s.tokens[noun.head]
            if noun.dep == "attr" or head.lower == "of":
                return main
        return Verdict(H, ("participle after a noun",))
    main = _clause_of(judge, noun, depth)
    return main if main.status is not H else Verdict(G, ("-ing form after a noun",))


def _infinitive_after_noun(judge: Judge, noun: Token, depth: int) -> Verdict:
    s = judge.sentence
    head = s.tokens[noun.head]
    if noun.lower in TERMS and noun.dep == "dobj" and head.lower in GIVING:
        return combine(judge, head, DUTY, depth)  # "gave Riga a week to free"
    row = find_row(judge, "noun", noun.lower, "x")
    if row is not None:
        return combine(judge, noun, row, depth)
    if any(w.lower in LIMITS for w in s.below(noun, "amod")):
        main = _clause_of(judge, noun, depth)
        return main if main.status is not G else main.after(H, "the first to")
    return Verdict(P, ("infinitive after a noun",))


def _clause_of(judge: Judge, noun: Token, depth: int) -> Verdict:
    """The status of the clause that a noun stands in."""
    for head in judge.sentence.above(noun):
        if head.tag[0] == "V" or head.pos == "AUX":
            return judge.of(head, depth + 1)
    return Verdict(H, ("no verb above",))
