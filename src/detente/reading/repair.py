"""A sentence's words as parsed -> the same with known slips of small parsers mended.

Each repair names the slip, and touches nothing that does not show it.
"""

from dataclasses import replace

from detente.knowledge.lexicon import load_lexicon
from detente.model.text import Token
from detente.reading.lost_clauses import clauses_found
from detente.reading.lost_datives import receivers_found
from detente.reading.lost_subjects import found_again
from detente.reading.lost_verbs import verb_before_infinitive
from detente.reading.name_slips import named
from detente.reading.remarks import inserted_remark

INSIDE_NAME = frozenset({"nmod", "compound", "amod"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
JOINABLE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
JOINED = frozenset({"conj", "appos"})
# What may stand between a subject and its verb.
BETWEEN = frozenset("aux auxpass advmod neg npadvmod punct prep pobj".split())


def repaired(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with every repair made, in order."""
    words = progressive(
        subject_after_phrase(verb_before_infinitive(coordinated_names(named(words))))
    )
    words = clauses_found(found_again(joined_by_form(words)))
    return inserted_remark(receivers_found(words))


def progressive(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A verb in its progressive that was read as what its "be" says of the subject.

    "Peru is mediating between ..." hangs the verb on "is" like an adjective; only where
    the subject is a name, for "the aim is mediating" is no progressive.
    """
    for verb in words:
        if (
            verb.tag != "VBG"
            or verb.dep not in {"attr", "acomp"}
            or verb.i == verb.head
        ):
            continue
        be = words[verb.head]
        if be.lemma != "be" or be.i > verb.i:
            continue
        subjects = [w for w in words if w.head == be.i and w.dep in SUBJECTS]
        if not subjects or subjects[0].pos not in {"PROPN", "PRON"}:
            continue
        top = verb.i if be.head == be.i else be.head
        mended = []
        for word in words:
            if word.i == verb.i:
                mended.append(replace(word, dep=be.dep, head=top, pos="VERB"))
            elif word.i == be.i:
                mended.append(replace(word, dep="aux", head=verb.i, pos="AUX"))
            elif word.head == be.i:
                mended.append(replace(word, head=verb.i))
            else:
                mended.append(word)
        return progressive(tuple(mended))
    return words


def joined_by_form(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A finite verb that was joined to an infinitive rather than to the verb above it.

    "The emir asked his guests to leave and recalled his envoy" joins "recalled" to
    "leave"; its form is that of "asked". So is "has asked ... and withdrawn".
    """
    mended = list(words)
    for verb in words:
        if verb.dep != "conj" or verb.pos != "VERB" or verb.tag not in JOINABLE:
            continue
        first = words[verb.head]
        if first.tag != "VB" or first.dep != "xcomp" or first.i > verb.i:
            continue
        above = words[first.head]
        own = [word for word in words if word.head == verb.i]
        if above.tag not in JOINABLE or any(w.dep in SUBJECTS | {"aux"} for w in own):
            continue
        if {above.tag, verb.tag} == {"VBN", "VBD"} and not any(
            word.dep == "aux" and word.head == above.i and word.lemma == "have"
            for word in words
        ):
            continue
        if above.tag in {"VBZ", "VBP"} and verb.tag != above.tag:
            continue
        mended[verb.i] = replace(verb, head=above.i)
    return tuple(mended)


def subject_after_phrase(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A subject that was joined to the end of the phrase before it.

    "After talks in Oslo, Peru and Chile agreed ..." hangs Peru and Chile beside Oslo,
    and leaves the verb without a subject.
    """
    heads = {word.head for word in words if word.dep in SUBJECTS}
    for verb in words:
        if verb.dep not in {"ROOT", "ccomp"} or verb.i in heads:
            continue
        own = [word for word in words[: verb.i] if word.head == verb.i]
        is_finite = verb.tag in FINITE or any(word.tag in FINITE for word in own)
        if verb.pos not in {"VERB", "AUX"} or not is_finite:
            continue
        subject = _joined_after_comma(words, verb)
        if subject is not None:
            passive = any(word.dep == "auxpass" for word in own)
            return _given_to(words, verb, subject, passive=passive)
    return words


def _joined_after_comma(words: tuple[Token, ...], verb: Token) -> Token | None:
    """The first noun behind the comma after a phrase that stands before the verb."""
    for word in words[: verb.i]:
        if word.dep not in JOINED or word.pos not in {"NOUN", "PROPN"}:
            continue
        first = words[word.head]
        for _ in words:
            first = words[first.head] if first.dep in JOINED else first
        if first.dep != "pobj" or first.i > word.i:
            continue
        begins, ends = _reach(words, word)
        if words[begins - 1].text != ",":
            continue
        between = words[ends + 1 : verb.i]
        if any(other.dep not in BETWEEN or other.text == "," for other in between):
            continue
        return word
    return None


def _reach(words: tuple[Token, ...], top: Token) -> tuple[int, int]:
    """The first and the last place of what hangs on a word."""
    inside = {top.i}
    grown = 0
    while grown != len(inside):
        grown = len(inside)
        inside.update(word.i for word in words if word.head in inside)
    return min(inside), max(inside)


def _given_to(
    words: tuple[Token, ...], verb: Token, subject: Token, *, passive: bool
) -> tuple[Token, ...]:
    begins, _ = _reach(words, subject)
    mended = []
    for word in words:
        if word.i == subject.i:
            dep = "nsubjpass" if passive else "nsubj"
            mended.append(replace(word, dep=dep, head=verb.i))
        elif begins <= word.i < verb.i and word.head < begins:
            # "and" of the list, read as that of the phrase before.
            mended.append(replace(word, head=subject.i))
        else:
            mended.append(word)
    return tuple(mended)


def coordinated_names(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Two names joined by "and" that were read as one.

    "Reyes and Chilean President Ana Diaz met" hangs Reyes inside the name of Diaz:
    the first name takes the place of the second, which is joined to it.
    """
    for word in words:
        if word.dep not in INSIDE_NAME:
            continue
        head = words[word.head]
        if not (
            word.pos == head.pos == "PROPN" and word.i < head.i and head.i != word.i
        ):
            continue
        joint = next(
            (
                other
                for other in words[word.i + 1 : head.i]
                if other.dep == "cc" and other.head == word.i
            ),
            None,
        )
        if joint is None:
            continue
        return coordinated_names(_split(words, word, head, joint))
    return words


def _split(
    words: tuple[Token, ...], first: Token, second: Token, joint: Token
) -> tuple[Token, ...]:
    mended = []
    for word in words:
        if word.i == first.i:
            head = first.i if second.head == second.i else second.head
            mended.append(replace(word, dep=second.dep, head=head))
        elif word.i == second.i:
            mended.append(replace(word, dep="conj", head=first.i))
        elif word.i < first.i and word.head == second.i:
            mended.append(replace(word, head=first.i))
        elif joint.i < word.i < second.i and (
            word.head == first.i or words[word.head].dep == "conj"
        ):
            dep = "compound" if word.dep == "conj" else word.dep
            mended.append(replace(word, dep=dep, head=second.i))
        else:
            mended.append(word)
    return tuple(mended)


def headline(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A headline whose verb was read as a plural noun, with the verb as its root.

    "Chilean Minister Diaz heads to Rome": the name before a noun that ends in -s, and
    that the lexicon knows as a verb, is its subject.
    """
    root = next((word for word in words if word.head == word.i), None)
    if root is None or root.tag != "NNS" or root.lemma not in load_lexicon().verbs:
        return words
    before = [w for w in words[: root.i] if w.head == root.i]
    if not before or before[-1].pos != "PROPN" or before[-1].i != root.i - 1:
        return words
    subject = before[-1]
    mended = []
    for word in words:
        if word.i == root.i:
            mended.append(replace(word, pos="VERB", tag="VBZ"))
        elif word.i == subject.i:
            mended.append(replace(word, dep="nsubj"))
        elif word.head == root.i and word.i < subject.i:
            mended.append(replace(word, head=subject.i))
        else:
            mended.append(word)
    return tuple(mended)
