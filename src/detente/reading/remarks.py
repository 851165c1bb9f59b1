"""A remark between commas whose speaker the parser took for something else.

"The step, the ministry said, was an answer": small parsers give "said" both nouns, or
read the second as an apposition of the first, and leave "was" without a subject.
"""

from dataclasses import replace

from detente.model.text import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def inserted_remark(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Each verb with its own subject: the first noun's is the verb behind the remark."""
    for said in words:
        main = _verb_behind(words, said)
        if main is None:
            continue
        found = _two_nouns(words, said)
        if found is None:
            continue
        first, speaker = found
        passive = any(w.dep == "auxpass" and w.head == main.i for w in words)
        mended = list(words)
        dep = "nsubjpass" if passive else "nsubj"
        mended[first.i] = replace(first, dep=dep, head=main.i)
        mended[speaker.i] = replace(speaker, dep="nsubj", head=said.i)
        return tuple(mended)
    return words


def _verb_behind(words: tuple[Token, ...], said: Token) -> Token | None:
    """The finite verb without a subject behind the remark and its comma."""
    if said.pos != "VERB" or said.tag not in FINITE:
        return None
    if said.dep == "parataxis":
        main = words[said.head]
    elif said.head == said.i:
        behind = [w for w in words[said.i :] if w.head == said.i and w.dep == "ccomp"]
        if not behind:
            return None
        main = behind[0]
    else:
        return None
    if main.i < said.i or main.pos not in {"VERB", "AUX"}:
        return None
    own = [w for w in words if w.head == main.i and w.i != main.i]
    if any(w.dep in SUBJECTS for w in own):
        return None
    begins = min([w.i for w in own if w.i > said.i and w.dep in AUXILIARY] + [main.i])
    is_finite = words[begins].tag in FINITE
    return main if is_finite and _comma_before(words, begins, said.i) else None


AUXILIARY = frozenset({"aux", "auxpass", "neg", "advmod"})


def _comma_before(words: tuple[Token, ...], place: int, after: int) -> bool:
    return place - 1 > after and words[place - 1].text == ","


def _two_nouns(words: tuple[Token, ...], said: Token) -> tuple[Token, Token] | None:
    """What stands before the remark, and its speaker; None where there is but one."""
    subjects = [
        w for w in words[: said.i]
        if w.head == said.i and w.dep in SUBJECTS and w.pos in NOMINAL
    ]  # fmt: skip
    if len(subjects) == 2:
        first, speaker = subjects
    elif len(subjects) == 1:
        first = subjects[0]
        apposed = [
            w for w in words[first.i + 1 : said.i]
            if w.head == first.i and w.dep == "appos" and w.pos in NOMINAL
        ]  # fmt: skip
        if len(apposed) != 1:
            return None
        speaker = apposed[0]
    else:
        return None
    commas = [w.i for w in words[first.i : said.i] if w.text == ","]
    # One comma stands between the two, none before the verb of saying.
    return (first, speaker) if len(commas) == 1 and commas[0] < speaker.i else None
