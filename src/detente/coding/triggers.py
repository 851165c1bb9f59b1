"""A parsed sentence -> its words that the lexicon's rows accept as triggers."""

from collections.abc import Iterator

from detente.coding import grammar
from detente.coding.acceptance import (
    PEOPLE,
    is_complete,
    lacks_agent,
    lacks_sides,
    lacks_target,
)
from detente.coding.candidates import (
    Candidate,
    has_modifier,
    noun_lemma,
    theme_lemmas,
)
from detente.coding.counterpart import AIMED
from detente.coding.fillers import cast_noun, cast_verb
from detente.coding.roles import Cast
from detente.coding.row_conditions import (
    FARTHEST,
    asks_for_act,
    complement_fits,
    is_opinion,
    is_phrasal,
    subject_fits,
    surroundings_fit,
    words_that_follow,
)
from detente.coding.row_objects import objects_fit
from detente.knowledge.lexicon import Lexicon, Row
from detente.model.text import Sentence, Token

OCCUR = frozenset(
    "take begin start end occur happen follow resume continue erupt break conclude "
    "produce lead result fail collapse open close last run kill wound injure destroy hit "
    "leave cause focus".split()
)
ANAPHORIC = frozenset({"this", "that", "these", "those", "such"})
HURT = frozenset({"wound", "injure"})
GOALS = frozenset({"to", "on", "upon", "for", "in", "about", "over", "against"})


def candidates_in(
    sentence: Sentence, cast: Cast, lexicon: Lexicon
) -> Iterator[Candidate]:
    """Each trigger of the sentence with the first row that takes it, in text order."""
    for token in sentence.tokens:
        if _is_verb(sentence, token):
            found = (
                candidate
                for row, rest, passive in _rows(sentence, token, lexicon)
                if (candidate := _verb(sentence, token, row, rest, passive, cast))
                is not None
            )
            first = next(found, None)
            if first is not None and _hangs(first):
                first.otherwise = next((c for c in found if not _hangs(c)), None)
            if first is not None:
                yield first
        elif token.pos in {"NOUN", "PROPN", "VERB"}:
            for row in lexicon.nouns.get(noun_lemma(token), ()):
                candidate = _noun(sentence, token, row, cast)
                if candidate is not None:
                    yield candidate
                    break


def _rows(
    sentence: Sentence, verb: Token, lexicon: Lexicon
) -> Iterator[tuple[Row, tuple[str, ...], bool]]:
    """Rows with the words that must follow, and whether the verb stands in its passive.

    Rows are left out of which the first such word is not near. Those of "be" as well: in "is expected in Rome", "be expected in" says that somebody
    comes, and the subject does so.
    """
    passive = grammar.is_passive(sentence, verb)
    near = {token.lower for token in sentence.tokens[verb.i + 1 : verb.i + FARTHEST]}
    if passive and sentence.below(verb, "auxpass"):
        for row in lexicon.verbs.get("be", ()):
            if row.rest and row.rest[0] == verb.lower:
                yield row, row.rest[1:], False
    for row in lexicon.verbs.get(verb.lemma, ()):
        if not row.rest or row.rest[0] in near:
            yield row, row.rest, passive


def _hangs(candidate: Candidate) -> bool:
    """Whether it is nothing unless the article tells a side of it elsewhere."""
    if lacks_agent(candidate) or lacks_sides(candidate):
        return True
    return (
        (candidate.type in AIMED or candidate.row.has("foreign_only"))
        and candidate.row.needs == "both"
        and lacks_target(candidate)
    )


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
    if token.tag == "VBG" and token.dep in {"advcl", "acl"} and token.i >= 2:
        # "in Turkish tank shelling": a noun, of which the word before is part.
        before = sentence.tokens[token.i - 1]
        is_bare = not sentence.below(before, "det", "poss", "case")
        if before.dep == "pobj" and before.tag == "NN" and is_bare:
            return bool(sentence.below(token, "dobj"))
    # "the signing of the accords": a participle with an article is a noun.
    return not (
        token.tag == "VBG"
        and sentence.below(token, "det", "poss")
        and not sentence.below(token, "dobj", "aux")
    )


def _verb(
    sentence: Sentence,
    token: Token,
    row: Row,
    rest: tuple[str, ...],
    passive: bool,
    cast: Cast,
) -> Candidate | None:
    words = words_that_follow(sentence, token, rest)
    if words is None or (not rest and is_phrasal(sentence, token)):
        return None
    if not surroundings_fit(sentence, token, row):
        return None
    candidate = Candidate(sentence, token, row, words=[token, *words])
    candidate.passive = passive
    is_state = row.word.startswith("be ") and token.lemma != "be"
    candidate.objects = [] if is_state else grammar.objects(sentence, token)
    if row.objects and not candidate.objects:
        named = grammar.so_called(sentence, token)
        candidate.objects = [named] if named is not None else []
    if not objects_fit(candidate, cast) or not complement_fits(candidate):
        return None
    if (row.subjects or row.not_subjects) and not subject_fits(candidate):
        return None
    if row.verdict and not _judges(sentence, token, row):
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
    if row.has("transitive") and not candidate.objects and _goes_out(sentence, token):
        return None
    if row.has("not_xcomp") and sentence.below(token, "xcomp", "ccomp"):
        return None
    if row.has("with_clause") and not sentence.below(token, "xcomp", "ccomp"):
        return None
    if row.has("resolved") and is_opinion(sentence, token):
        return None
    if row.has("with_act") and not asks_for_act(sentence, token):
        return None
    cast_verb(candidate, cast)
    return candidate if is_complete(candidate) else None


def _goes_out(sentence: Sentence, verb: Token) -> bool:
    """Whether it goes out to something: "called for a tough ban" calls nothing tough."""
    return any(
        each.lower in {"for", "on", "upon"} for each in sentence.below(verb, "prep")
    )


def _judges(sentence: Sentence, token: Token, row: Row) -> bool:
    """Whether a word of judgement follows the verb in its own clause."""
    elsewhere = {
        word.i
        for other in sentence.below(token, "conj")
        if sentence.below(other, *grammar.SUBJECTS)
        for word in sentence.subtree(other)
    }
    return any(
        word.lemma in row.verdict or word.lower in row.verdict
        for word in sentence.subtree(token)
        if word.i > token.i and word.i not in elsewhere
    )


def _noun(sentence: Sentence, token: Token, row: Row, cast: Cast) -> Candidate | None:
    if token.dep in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    if any(child.lower in ANAPHORIC for child in sentence.below(token, "det")):
        return None
    if _is_topic(sentence, token) or _is_supposed(sentence, token):
        return None
    if row.noun_with and not has_modifier(sentence, token, row.noun_with):
        return None
    if not surroundings_fit(sentence, token, row):
        return None
    if row.has("with_goal") and not (
        any(each.lower in GOALS for each in sentence.below(token, "prep"))
        or sentence.below(token, "acl", "ccomp", "relcl")
    ):
        return None
    candidate = Candidate(sentence, token, row, words=[token])
    if row.noun_of and not _noun_of_fits(candidate, cast):
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


def _is_supposed(sentence: Sentence, token: Token) -> bool:
    """Whether it is one that may never come: "any attack would be answered"."""
    if not any(child.lower == "any" for child in sentence.below(token, "det")):
        return False
    verb = sentence.tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass"} and any(
        aux.lower in {"will", "would", "could", "may", "might", "shall"}
        for aux in sentence.below(verb, "aux")
    )


def _noun_of_fits(candidate: Candidate, cast: Cast) -> bool:
    """The noun after "of", or before the event noun in a compound, is what it asks for.

    Or, where the row takes people by any name: "the removal of 23 Malians".
    """
    sentence, token, row = candidate.sentence, candidate.token, candidate.row
    for child in sentence.below(token, "compound", "nmod"):
        if noun_lemma(child) in row.noun_of:
            candidate.theme = child
            return True
    # "the delivery to X of missiles": the phrase between takes the second.
    between = [
        each
        for preposition in sentence.below(token, "prep")
        if preposition.lower != "of"
        for each in sentence.below(preposition, "pobj")
    ]
    for after in (
        each
        for word in (token, *between)
        for each in grammar.prepositional(sentence, word, "of")
    ):
        for lemma, each in theme_lemmas(sentence, after):
            if lemma in row.noun_of:
                candidate.theme = each
                return True
        if row.has("object_or_person") and any(
            mention.kind in PEOPLE for mention in cast.direct(sentence, after)
        ):
            candidate.theme = after
            return True
    return False
