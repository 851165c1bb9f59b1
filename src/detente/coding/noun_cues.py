"""Nouns and adjectives that say: "the claim that ...", "confident that ..."."""

from collections.abc import Sequence

from detente.coding.clauses import phrase, stretches
from detente.coding.doers import doer
from detente.coding.drafts import NO_SOURCE, Draft
from detente.coding.frames import subtrees
from detente.knowledge.cues import Cue, CueKind
from detente.model.text import Sentence, Token

PARTISAN = "partisan"


def noun_draft(sentence: Sentence, noun: Token, known: Sequence[Cue]) -> Draft | None:
    """What a noun's clause says: "the claim that ...", "his promise to ..."."""
    words: tuple[Token, ...] = ()
    used: Cue | None = None
    for child in sentence.below(noun, "acl", "ccomp", "prep"):
        if child.dep == "prep":
            frame = child.lower
        elif sentence.below(child, "mark"):
            frame = "c"
        elif sentence.below(child, "aux") and child.tag == "VB":
            frame = "x"
        else:
            continue
        used = next((cue for cue in known if cue.takes(frame)), None)
        if used is not None:
            heads = (
                sentence.below(child, "pobj", "pcomp")
                if child.dep == "prep"
                else [child]
            )
            words = subtrees(sentence, heads)
            break
    if not words or used is None:
        return None
    owner = _owner(sentence, noun) or _holder(sentence, noun)
    if used.row == PARTISAN:
        owner = _partisan(sentence, noun)
    if owner is None and used.kind is not CueKind.ASSERT:
        return None
    source = (
        phrase(sentence, owner, without=_below_noun(sentence, noun)) if owner else None
    )
    return Draft(
        sentence=sentence,
        noun=owner,
        source=source,
        cue=noun.span,
        content=stretches(sentence, words),
        kind=used.kind,
        is_assertion=used.kind is CueKind.ASSERT,
        row=used.row,
    )


def _below_noun(sentence: Sentence, noun: Token) -> set[int]:
    """The cue's own words, which are no part of the source beside it."""
    mine = sentence.subtree(noun)
    return {word.i for word in mine if word.i > noun.i}


def _owner(sentence: Sentence, noun: Token) -> Token | None:
    """Whose claim it is: "Iran's claim", "a statement by Iran"."""
    for owner in sentence.below(noun, "poss"):
        return owner
    for by in sentence.below(noun, "prep", "agent"):
        if by.lower in {"by", "from"}:
            for owner in sentence.below(by, "pobj"):
                return owner
    return None


def _holder(sentence: Sentence, noun: Token) -> Token | None:
    """Who has or makes the claim: "expressed doubt that ...", "in the hope that ..."."""
    head = sentence.tokens[noun.head]
    if noun.dep == "pobj":
        head = sentence.tokens[head.head]
    if noun.dep not in {"dobj", "pobj"} or head.pos != "VERB":
        return None
    found = doer(sentence, head)
    return None if found is None or found.lower in NO_SOURCE else found


def _partisan(sentence: Sentence, noun: Token) -> Token | None:
    """Whom "a critic of the deal" names: what it is said of, else the noun itself."""
    head = sentence.tokens[noun.head]
    if noun.dep == "attr":
        return doer(sentence, head)
    return head if noun.dep == "appos" else noun


def adjective_draft(
    sentence: Sentence, word: Token, known: Sequence[Cue]
) -> Draft | None:
    """What somebody is sure of: "confident that ...", "worried about ..."."""
    verb = sentence.tokens[word.head]
    if word.dep != "acomp" or verb.pos not in {"AUX", "VERB"}:
        return None
    noun = doer(sentence, verb)
    if noun is None or noun.lower in NO_SOURCE:
        return None
    for child in sentence.below(word, "ccomp", "xcomp", "prep"):
        frame = {"ccomp": "c", "xcomp": "x"}.get(child.dep, child.lower)
        used = next((cue for cue in known if cue.takes(frame)), None)
        if used is None:
            continue
        heads = (
            sentence.below(child, "pobj", "pcomp") if child.dep == "prep" else [child]
        )
        words = subtrees(sentence, heads)
        if words:
            return Draft(
                sentence=sentence,
                noun=noun,
                source=phrase(sentence, noun, without={verb.i}),
                cue=word.span,
                content=stretches(sentence, words),
                kind=used.kind,
                is_assertion=frame == "c",
                row=used.row,
            )
    return None
