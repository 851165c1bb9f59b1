"""A sentence whose main verb was read as a participle -> the same with it at its head."""

from dataclasses import replace

from detente.model.text import Token


def verb_before_infinitive(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A past tense read as a participle, its infinitive as the main verb.

    "Reyes called Diaz to apologise": no infinitive with "to" has a subject of its own
    at the head of a sentence.
    """
    root = next((w for w in words if w.head == w.i and w.tag == "VB"), None)
    if root is None:
        return words
    to = next((w for w in words if w.head == root.i and w.lower == "to"), None)
    subject = next((w for w in words if w.head == root.i and w.dep == "nsubj"), None)
    if to is None or subject is None or to.i < subject.i or to.dep != "aux":
        return words
    verb = next(
        (
            w
            for w in words[subject.i + 1 : to.i]
            if w.head == subject.i and w.dep == "acl" and w.tag in {"VBD", "VBN"}
        ),
        None,
    )
    if verb is None:
        return words
    mended = []
    for word in words:
        if word.i == verb.i:
            mended.append(replace(word, dep="ROOT", head=verb.i, tag="VBD"))
        elif word.i == subject.i:
            mended.append(replace(word, head=verb.i))
        elif word.i == root.i:
            mended.append(replace(word, dep="xcomp", head=verb.i))
        elif word.head == verb.i and word.dep == "oprd":
            mended.append(replace(word, dep="dobj"))
        elif word.head == root.i and (word.i < to.i or word.i == len(words) - 1):
            mended.append(replace(word, head=verb.i))
        else:
            mended.append(word)
    return tuple(mended)
