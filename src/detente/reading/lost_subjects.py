"""A main verb that lost its subject to a clause between commas -> the two together.

"Spain, which has never met them, offered to host talks": small parsers take the name
for the head of the sentence and "offered" for a participle that describes it. "The
kings, both of whom had fled, signed a pact": they give the kings to "fled".
"""

from dataclasses import replace

from detente.model.text import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "prt"})
ENDS = frozenset({".", '"', "”"})
RELATIVE = frozenset({"which", "whom", "whose"})
ASIDE = frozenset({"relcl", "appos", "acl"})


def found_again(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words with each slip mended."""
    return subject_of_aside(verb_before_second_subject(verb_after_aside(words)))


def verb_after_aside(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A past tense behind an aside, read as a participle of the noun before it.

    Only where no other verb could be the sentence's own, and where a comma stands
    before it: "The man, who fled, arrested by police" has no verb at all.
    """
    noun = _without_verb(words)
    if noun is None or noun.pos not in NOMINAL or noun.tag == "VBZ":
        return words
    own = [w for w in words if w.head == noun.i and w.i != noun.i]
    verbs = [w for w in own if w.dep == "acl" and w.tag in PAST and w.i > noun.i]
    if len(verbs) != 1 or any(w.dep in SUBJECTS | {"cop"} for w in own):
        return words
    verb = verbs[0]
    asides = [w for w in own if w.dep in ASIDE and noun.i < w.i < verb.i]
    below = [w for w in words if w.head == verb.i]
    if (
        not asides
        or words[verb.i - 1].text != ","
        or words[-1].text not in ENDS
        or any(w.dep == "agent" for w in below)
        or (verb.tag == "VBN" and not any(w.dep in COMPLEMENTS for w in below))
    ):
        return words
    mended = list(words)
    above = words[noun.head]
    joined = above.i != noun.i  # to the clause behind a semicolon
    mended[verb.i] = replace(
        verb,
        dep="ccomp" if joined else "ROOT",
        head=above.i if joined else verb.i,
        tag="VBD",
    )
    mended[noun.i] = replace(noun, dep="nsubj", head=verb.i)
    for word in own:
        if word.i > verb.i or (word.dep in {"prep", "advmod"} and word.i < noun.i):
            mended[word.i] = replace(word, head=verb.i)
    return tuple(mended)


def verb_before_second_subject(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Two clauses read as one with two subjects, the first verb as a participle.

    "Chad, which has bases there, offered to help, and Togo called on them to stop" has
    "Chad and Togo" for the subject of "called".
    """
    root = next((w for w in words if w.head == w.i), None)
    if root is None or root.pos != "VERB":
        return words
    subjects = [w for w in words if w.head == root.i and w.dep == "nsubj"]
    if len(subjects) != 1 or subjects[0].i > root.i:
        return words
    noun = subjects[0]
    own = [w for w in words if w.head == noun.i]
    verbs = [w for w in own if w.dep == "acl" and w.tag in PAST]
    others = [w for w in own if w.dep == "conj" and w.i > noun.i]
    joints = [w for w in own if w.dep == "cc"]
    if not (len(verbs) == len(others) == len(joints) == 1):
        return words
    verb, other, joint = verbs[0], others[0], joints[0]
    below = [w for w in words if w.head == verb.i]
    asides = [w for w in own if w.dep in ASIDE and noun.i < w.i < verb.i]
    if (
        not asides
        or not verb.i < joint.i < other.i
        or words[verb.i - 1].text != ","
        or words[joint.i - 1].text != ","
        or any(w.dep == "agent" for w in below)
        or not any(w.dep in COMPLEMENTS for w in below)
    ):
        return words
    mended = list(words)
    mended[noun.i] = replace(noun, head=verb.i)
    mended[verb.i] = replace(verb, dep="ROOT", head=verb.i, tag="VBD")
    mended[root.i] = replace(root, dep="conj", head=verb.i)
    mended[other.i] = replace(other, dep="nsubj", head=root.i)
    mended[joint.i] = replace(joint, head=verb.i)
    for word in own:
        if word.dep == "punct" and word.i > verb.i:
            mended[word.i] = replace(word, head=verb.i)
    return tuple(mended)


def _without_verb(words: tuple[Token, ...]) -> Token | None:
    """The noun that heads the sentence, or is one subject too many before a semicolon."""
    root = next((w for w in words if w.head == w.i), None)
    if root is None or root.pos in NOMINAL:
        return root
    subjects = [w for w in words if w.head == root.i and w.dep in SUBJECTS]
    if len(subjects) != 2:
        return None
    first, second = subjects
    between = {w.text for w in words[first.i : second.i]}
    return first if ";" in between and second.i < root.i else None


def subject_of_aside(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A subject that "both of which have left" took from the verb behind the comma."""
    for verb in words:
        if verb.head != verb.i or verb.tag not in FINITE or verb.pos != "VERB":
            continue
        own = [w for w in words if w.head == verb.i and w.i != verb.i]
        clauses = [w for w in own if w.dep in {"ccomp", "advcl"} and w.i < verb.i]
        if len(clauses) != 1 or any(w.dep in SUBJECTS for w in own):
            continue
        clause = clauses[0]
        subjects = [w for w in words if w.head == clause.i and w.dep in SUBJECTS]
        if len(subjects) != 1 or subjects[0].pos not in NOMINAL:
            continue
        subject = subjects[0]
        relative = next(
            (w for w in words[subject.i : clause.i] if w.lower in RELATIVE), None
        )
        if relative is None or words[verb.i - 1].text != ",":
            continue
        taken = words[relative.head] if relative.dep == "pobj" else relative
        first = words[taken.head] if taken.dep == "prep" else taken
        if first.i <= subject.i:
            continue
        mended = list(words)
        mended[subject.i] = replace(subject, head=verb.i)
        mended[clause.i] = replace(clause, dep="relcl", head=subject.i)
        mended[first.i] = replace(first, dep="nsubj", head=clause.i)
        return tuple(mended)
    return words
