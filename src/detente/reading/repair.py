"""A sentence's words as parsed -> the same with known slips of small parsers mended.

Each repair names the slip, and touches nothing that does not show it.
"""

from dataclasses import replace

from detente.knowledge.lexicon import load_lexicon
from detente.model.text import Token

INSIDE_NAME = frozenset({"nmod", "compound", "amod"})


def repaired(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with every repair made, in order."""
    return coordinated_names(words)


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
