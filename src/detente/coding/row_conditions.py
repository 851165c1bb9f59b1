"""A verb in its tree -> whether the words around it are those that a row asks for."""

from detente.coding import grammar
from detente.coding.actor_words import CALENDAR
from detente.coding.candidates import (
    ARMED,
    Candidate,
    has_modifier,
    theme_lemmas,
)
from detente.knowledge.lexicon import Row
from detente.model.text import Sentence, Token

# Verbs of which a particle makes another verb.
PHRASAL = frozenset(
    "call turn take make put hold set bring carry break give go come cut pull back get "
    "lay strike point shut stand lash slam hit".split()
)
PARTICLES = frozenset("out off down up over back away in on aside through".split())
GOALS = frozenset({"to", "on", "upon", "for", "in", "about", "over", "against"})
RESOLVES = frozenset("will would shall should must to can could 'll".split())
# Prepositions that may stand behind another phrase.
FAR = frozenset({"with", "to", "from", "against"})
FARTHEST = 12  # words between a verb and what must follow it
# Fire of these is no blaze: "artillery fire killed four".
GUNS = frozenset(
    "artillery mortar tank rocket sniper machine gun anti-aircraft small-arms rifle naval "
    "covering friendly machinegun shell hostile enemy".split()
)
QUESTIONS = frozenset("whether if what how why who when where which about".split())


def words_that_follow(
    sentence: Sentence, token: Token, rest: tuple[str, ...]
) -> list[Token] | None:
    """The words that must follow the verb, each governed by it or by the one before."""
    found: list[Token] = []
    for word in rest:
        above = [token, *found]
        near = [
            child
            for governor in above
            for child in sentence.below(governor)
            if child.lower == word
            and child.i > token.i
            and child.i - token.i < FARTHEST
            and not _is_of_time(sentence, child)
        ]
        if not near and word == "to":
            near = _of_infinitive(sentence, token, rest)
        if not near and word in FAR and found:
            near = _behind_measure(sentence, token, word)
        if not near:
            near = _before_noun(sentence, token, above, word, rest)
        if not near:
            return None
        found.append(near[0])
    return found


def _of_infinitive(
    sentence: Sentence, verb: Token, rest: tuple[str, ...]
) -> list[Token]:
    """The "to" of an infinitive that a row asks for: "hold X to blame"."""
    return [
        child
        for below in sentence.below(verb, "xcomp", "advcl")
        if below.lower == rest[-1]
        for child in sentence.below(below, "aux")
        if child.lower == "to" and child.i - verb.i < FARTHEST
    ]


def _behind_measure(sentence: Sentence, verb: Token, word: str) -> list[Token]:
    """A preposition that hangs on how long or where: "sat down for two hours with X"."""
    return [
        child
        for noun in grammar.nested(sentence, verb)
        for child in sentence.below(noun, "prep")
        if child.lower == word and child.i - verb.i < FARTHEST
    ]


def _before_noun(
    sentence: Sentence,
    verb: Token,
    above: list[Token],
    word: str,
    rest: tuple[str, ...],
) -> list[Token]:
    """What describes a noun that must follow too: "gave short shrift to the plan"."""
    return [
        child
        for governor in above
        for noun in sentence.below(governor)
        if noun.lower in rest
        for child in sentence.below(noun, "amod", "compound", "nmod")
        if child.lower == word
        and verb.i < child.i < noun.i
        and noun.i - verb.i < FARTHEST
    ]


def _is_of_time(sentence: Sentence, preposition: Token) -> bool:
    """Whether it only tells the day: "called him on Sunday" is no call on him."""
    nouns = sentence.below(preposition, "pobj")
    return bool(nouns) and all(noun.lower in CALENDAR for noun in nouns)


def is_phrasal(sentence: Sentence, token: Token) -> bool:
    """Whether a particle makes another verb of it: "call out", "take off"."""
    return token.lemma in PHRASAL and any(
        child.lower in PARTICLES for child in sentence.below(token, "prt")
    )


def surroundings_fit(sentence: Sentence, token: Token, row: Row) -> bool:
    """Words of the sentence that a row asks for or forbids, the trigger aside."""
    if not (row.near or row.not_near or row.has("unarmed")):
        return True
    lemmas = {each.lemma.lower() for each in sentence.tokens if each.i != token.i}
    if row.near and lemmas.isdisjoint(row.near):
        return False
    if row.has("unarmed") and not lemmas.isdisjoint(ARMED):
        return False
    return lemmas.isdisjoint(row.not_near)


def is_opinion(sentence: Sentence, token: Token) -> bool:
    """Whether one agrees that something is so, which binds nobody to anything."""
    for clause in sentence.below(token, "ccomp"):
        helpers = {aux.lower for aux in sentence.below(clause, "aux")}
        if sentence.below(clause, *grammar.SUBJECTS) and not helpers & RESOLVES:
            return True
    # "they agree with him": on what was said, not to do anything.
    prepositions = {each.lower for each in sentence.below(token, "prep")}
    bound = sentence.below(token, "xcomp", "ccomp", "dobj", "nsubjpass")
    return "with" in prepositions and not bound and prepositions.isdisjoint(GOALS)


def asks_for_act(sentence: Sentence, token: Token) -> bool:
    """Whether somebody is asked to do something, not asked a question."""
    for clause in sentence.below(token, "xcomp", "ccomp", "advcl"):
        words = sentence.below(clause)
        if any(w.lower in QUESTIONS for w in words):
            return False
        auxiliaries = {w.lower for w in words if w.dep == "aux"}
        if "to" in auxiliaries:
            return True
        # "asked that they be freed"; "told the paper that it was late" asks nothing.
        if clause.tag == "VB" and not auxiliaries and clause.dep == "ccomp":
            return True
    return any(
        child.lower in {"for", "not"} for child in sentence.below(token, "prep", "neg")
    )


def complement_fits(candidate: Candidate) -> bool:
    """Whether the verb of its clause is one that the row takes."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    if not (row.comps or row.not_comps or row.comp_aux):
        return True
    clauses = sentence.below(token, "xcomp", "ccomp")
    lemmas = {clause.lemma for clause in clauses}
    if row.comps and not lemmas & row.comps:
        return False
    if lemmas & row.not_comps:
        return False
    if row.comp_aux:
        return any(
            aux.lower in row.comp_aux
            for clause in clauses
            for aux in sentence.below(clause, "aux")
        )
    return True


def subject_fits(candidate: Candidate) -> bool:
    """Whether its subject, or who did it, is what the row takes."""
    subject = grammar.subject(candidate.sentence, candidate.token)
    row = candidate.row
    if subject is None:
        return not row.subjects
    lemmas = {lemma for lemma, _ in theme_lemmas(candidate.sentence, subject)}
    by = grammar.agent(candidate.sentence, candidate.token)
    if by is not None:
        # "people hit by the floods": nobody attacked.
        lemmas |= {lemma for lemma, _ in theme_lemmas(candidate.sentence, by)}
    if lemmas & row.not_subjects and not has_modifier(
        candidate.sentence, subject, GUNS
    ):
        return False
    if row.subjects:
        candidate.theme = subject
    return not row.subjects or bool(lemmas & row.subjects)
