"""A parsed sentence -> its words that the lexicon's rows accept as triggers."""

from collections.abc import Iterator

from detente.coding import grammar
from detente.coding.acceptance import PEOPLE, is_complete
from detente.coding.candidates import (
    ARMED,
    Candidate,
    has_modifier,
    noun_lemma,
    theme_lemmas,
)
from detente.coding.fillers import cast_noun, cast_verb, slot_fillers
from detente.coding.roles import Cast
from detente.knowledge.lexicon import Lexicon, Row
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

OCCUR = frozenset(
    "take begin start end occur happen follow resume continue erupt break conclude "
    "produce lead result fail collapse open close last run kill wound injure destroy hit "
    "leave cause focus".split()
)
ANAPHORIC = frozenset({"this", "that", "these", "those", "such"})
# Verbs of which a particle makes another verb.
PHRASAL = frozenset(
    "call turn take make put hold set bring carry break give go come cut pull back get "
    "lay strike point shut stand lash slam hit".split()
)
HURT = frozenset({"wound", "injure"})
PARTICLES = frozenset("out off down up over back away in on aside through".split())
GOALS = frozenset({"to", "on", "upon", "for", "in", "about", "over", "against"})
RESOLVES = frozenset("will would shall should must to can could 'll".split())
QUESTIONS = frozenset("whether if what how why who when where which about".split())
PRESS = frozenset({"press", "news"})  # to meet the press is no consultation


def candidates_in(
    sentence: Sentence, cast: Cast, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Each trigger of the sentence with the first row that takes it, in text order."""
    for token in sentence.tokens:
        if _is_verb(sentence, token):
            rows = lexicon.verbs.get(token.lemma, ())
            for row in rows:
                candidate = _verb(sentence, token, row, cast)
                if candidate is not None:
                    yield candidate
                    break
        elif token.pos in {"NOUN", "PROPN", "VERB"}:
            for row in lexicon.nouns.get(noun_lemma(token), ()):
                candidate = _noun(sentence, token, row, cast)
                if candidate is not None:
                    yield candidate
                    break


def _is_verb(sentence: Sentence, token: Token) -> bool:
    if token.dep in {"aux", "auxpass", "compound"}:
        return False
    if token.pos == "AUX":
        return token.lemma == "be"
    if token.tag == "NNS" and token.dep == "ROOT" and sentence.below(token, "nsubj"):
        return True  # headlines: "Minister heads to Chad" read as a plural
    if token.pos != "VERB":
        return False
    if token.dep == "amod" and token.lemma in HURT:
        return False  # "wounded soldiers" are told of, their wounding is not
    # "the signing of the accords": a participle with an article is a noun.
    return not (
        token.tag == "VBG"
        and sentence.below(token, "det", "poss")
        and not sentence.below(token, "dobj", "aux")
    )


def _verb(sentence: Sentence, token: Token, row: Row, cast: Cast) -> Candidate | None:
    words = _rest(sentence, token, row.rest)
    if words is None or (not row.rest and _is_phrasal(sentence, token)):
        return None
    if not _surroundings_fit(sentence, token, row):
        return None
    candidate = Candidate(sentence, token, row, words=[token, *words])
    candidate.passive = grammar.is_passive(sentence, token)
    candidate.objects = grammar.objects(sentence, token)
    if not _objects_fit(candidate, cast) or not _complement_fits(candidate):
        return None
    if (row.subjects or row.not_subjects) and not _subject_fits(candidate):
        return None
    if row.verdict and not any(
        word.lemma in row.verdict or word.lower in row.verdict
        for word in sentence.subtree(token)
        if word.i > token.i
    ):
        return None
    if any(
        child.lower == "never"
        and sentence.tokens[min(child.i + 1, len(sentence.tokens) - 1)].lower
        == "before"
        for child in sentence.tokens
        if child.head in {token.i, child.i + 1}
    ):
        return None  # "never before has X recalled its envoy" tells of no recall
    if row.has("intransitive") and candidate.objects and not candidate.passive:
        return None
    if row.has("not_xcomp") and sentence.below(token, "xcomp", "ccomp"):
        return None
    if row.has("with_clause") and not sentence.below(token, "xcomp", "ccomp"):
        return None
    if row.has("resolved") and _is_opinion(sentence, token):
        return None
    if row.has("with_act") and not _asks_for_act(sentence, token):
        return None
    cast_verb(candidate, cast)
    return candidate if is_complete(candidate) else None


def _rest(
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
            if child.lower == word and child.i > token.i and child.i - token.i < 12
        ]
        if not near:
            return None
        found.append(near[0])
    return found


def _is_phrasal(sentence: Sentence, token: Token) -> bool:
    """Whether a particle makes another verb of it: "call out", "take off"."""
    return token.lemma in PHRASAL and any(
        child.lower in PARTICLES for child in sentence.below(token, "prt")
    )


def _surroundings_fit(sentence: Sentence, token: Token, row: Row) -> bool:
    """Words of the sentence that a row asks for or forbids, the trigger aside."""
    if not (row.near or row.not_near or row.has("unarmed")):
        return True
    lemmas = {each.lemma.lower() for each in sentence.tokens if each.i != token.i}
    if row.near and lemmas.isdisjoint(row.near):
        return False
    if row.has("unarmed") and not lemmas.isdisjoint(ARMED):
        return False
    return lemmas.isdisjoint(row.not_near)


def _is_opinion(sentence: Sentence, token: Token) -> bool:
    """Whether one agrees that something is so, which binds nobody to anything."""
    for clause in sentence.below(token, "ccomp"):
        helpers = {aux.lower for aux in sentence.below(clause, "aux")}
        if sentence.below(clause, *grammar.SUBJECTS) and not helpers & RESOLVES:
            return True
    # "they agree with him": on what was said, not to do anything.
    prepositions = {each.lower for each in sentence.below(token, "prep")}
    bound = sentence.below(token, "xcomp", "ccomp", "dobj", "nsubjpass")
    return "with" in prepositions and not bound and prepositions.isdisjoint(GOALS)


def _asks_for_act(sentence: Sentence, token: Token) -> bool:
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


def _objects_fit(candidate: Candidate, cast: Cast) -> bool:
    row, sentence = candidate.row, candidate.sentence
    lemmas = [
        pair for token in candidate.objects for pair in theme_lemmas(sentence, token)
    ]
    if row.not_objects and any(lemma in row.not_objects for lemma, _ in lemmas):
        return False
    if row.objects:
        match = next((token for lemma, token in lemmas if lemma in row.objects), None)
        if match is None:
            match = _object_elsewhere(candidate, cast)
        if match is None:
            return False
        if row.object_mods and not (
            has_modifier(sentence, match, row.object_mods)
            or has_modifier(sentence, candidate.token, row.object_mods)
        ):
            return False
        if candidate.type is EventType.CONSULT and has_modifier(sentence, match, PRESS):
            return False
        candidate.theme = match
    if row.has("direct_object") and not candidate.passive:
        # "met the deadline of the EU": what is met is the deadline.
        return (
            not candidate.objects
            or any(
                True for _ in grammar.prepositional(sentence, candidate.token, "with")
            )
            or any(
                cast.direct(sentence, token) or cast.place(token)
                for token in candidate.objects
            )
        )
    if row.has("object_actor") or row.has("object_person") or row.has("object_body"):
        mentions = [
            m for token in candidate.objects for m in cast.direct(sentence, token)
        ]
        if row.has("object_person"):
            return any(m.kind in PEOPLE for m in mentions)
        if row.has("object_body"):
            return _leads_to_body(candidate, cast, mentions)
        return bool(mentions) or bool(row.objects)
    return True


def _object_elsewhere(candidate: Candidate, cast: Cast) -> Token | None:
    """Objects that hide: "engage in talks", "named her as ambassador", "on alert"."""
    row, sentence, token = candidate.row, candidate.sentence, candidate.token
    for word in candidate.words:
        for child in sentence.below(word, "pobj"):
            for lemma, each in theme_lemmas(sentence, child):
                if lemma in row.objects:
                    return each
    if candidate.row.rest:
        # "summoned home for talks its envoys": a late object is read as apposition.
        for child in grammar.nested(sentence, token):
            for late in sentence.below(child, "appos", "dobj"):
                if noun_lemma(late) in row.objects and sentence.below(late, "poss"):
                    return late
    if row.has("object_or_as") or row.has("object_anywhere"):
        for child in sentence.subtree(token):
            if child.i > token.i and noun_lemma(child) in row.objects:
                return child
    if row.has("object_or_person"):
        for each in candidate.objects:
            for mention in cast.direct(sentence, each):
                if mention.kind in PEOPLE:
                    return each
    return None


def _leads_to_body(
    candidate: Candidate, cast: Cast, objects: list[ActorMention]
) -> bool:
    """Whether it is done to, or towards, a body of states ("joined NATO")."""
    if any(mention.kind is ActorKind.BODY for mention in objects):
        return True
    for slot in candidate.row.recipient:
        for mention in slot_fillers(candidate, slot, cast):
            if mention.kind is ActorKind.BODY or (
                mention.kind is ActorKind.INSTITUTION and mention.sector == "MIL"
            ):
                return True
    return False


def _complement_fits(candidate: Candidate) -> bool:
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


def _subject_fits(candidate: Candidate) -> bool:
    subject = grammar.subject(candidate.sentence, candidate.token)
    row = candidate.row
    if subject is None:
        return not row.subjects
    lemmas = {lemma for lemma, _ in theme_lemmas(candidate.sentence, subject)}
    by = grammar.agent(candidate.sentence, candidate.token)
    if by is not None:
        # "people hit by the floods": nobody attacked.
        lemmas |= {lemma for lemma, _ in theme_lemmas(candidate.sentence, by)}
    if lemmas & row.not_subjects:
        return False
    if row.subjects:
        candidate.theme = subject
    return not row.subjects or bool(lemmas & row.subjects)


def _noun(sentence: Sentence, token: Token, row: Row, cast: Cast) -> Candidate | None:
    if token.dep in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    if any(child.lower in ANAPHORIC for child in sentence.below(token, "det")):
        return None
    if _is_topic(sentence, token):
        return None
    if row.noun_with and not has_modifier(sentence, token, row.noun_with):
        return None
    if not _surroundings_fit(sentence, token, row):
        return None
    if row.has("with_goal") and not (
        any(each.lower in GOALS for each in sentence.below(token, "prep"))
        or sentence.below(token, "acl", "ccomp", "relcl")
    ):
        return None
    candidate = Candidate(sentence, token, row, words=[token])
    if row.noun_of and not _noun_of_fits(candidate):
        return None
    cast_noun(candidate, cast)
    return candidate if is_complete(candidate) else None


def _is_topic(sentence: Sentence, token: Token) -> bool:
    """Whether a definite event noun only says what the clause is about.

    "The visit by X comes as ..." takes the visit as told; "the talks took place" tells.
    """
    if token.dep != "nsubj" or not any(
        child.lower in {"the", "its", "his", "her", "their"}
        for child in sentence.below(token, "det", "poss")
    ):
        return False
    told_whole = sentence.below(token, "prep") and any(
        child.lower == "by" for child in sentence.below(token, "prep", "agent")
    )
    return not told_whole and sentence.tokens[token.head].lemma not in OCCUR


def _noun_of_fits(candidate: Candidate) -> bool:
    """The noun after "of", or before the event noun in a compound, is what it asks for."""
    sentence, token, row = candidate.sentence, candidate.token, candidate.row
    for child in sentence.below(token, "compound", "nmod"):
        if noun_lemma(child) in row.noun_of:
            candidate.theme = child
            return True
    for after in grammar.prepositional(sentence, token, "of"):
        for lemma, each in theme_lemmas(sentence, after):
            if lemma in row.noun_of:
                candidate.theme = each
                return True
    return False
