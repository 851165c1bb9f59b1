"""Parsed article, drafts -> what a joint statement goes on to say, without a cue.

News tells a communiqué's clauses one after another and names it once: "a joint statement
showed ... The two sides also agreed that ... They will reopen ...". The sentences after
the first speak for the same text as long as they tell what its parties take upon
themselves. Source: curated 2026-11, on reports of joint statements.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.clauses import phrase
from detente.coding.drafts import Draft
from detente.coding.tense import Tense, tense_of
from detente.knowledge.cues import CueKind
from detente.model.article import ParsedArticle
from detente.model.text import Sentence, Token

COMMUNIQUES = frozenset(
    "statement statements communique communiqué declaration text document "
    "memorandum".split()
)
NAMED = re.compile(rf"\b(?:{'|'.join(sorted(COMMUNIQUES))})\b", re.IGNORECASE)
# What the parties of a joint text do by it.
BINDING = frozenset(
    "agreed agree undertook undertake pledged pledge committed commit vowed vow "
    "promised promise decided decide resolved resolve".split()
)
PARTIES = frozenset(
    "sides countries nations parties states governments ministers leaders neighbours "
    "neighbors delegations capitals powers presidents two three four".split()
)
BOTH = frozenset({"they", "both", "each", "all"})
PRONOUNS = frozenset({"it", "this", "which", "that"})
REACH = 3  # paragraphs over which "also agreed" takes the text up again


@dataclass(frozen=True, slots=True)
class _Text:
    """A joint text that the article speaks of, by its noun."""

    sentence: Sentence
    noun: Token


def continued_texts(parsed: ParsedArticle, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each sentence that a joint text goes on in."""
    naming = _naming(parsed)
    if not naming:
        return
    speaking = _speaking(drafts)
    attributed = {d.sentence.index for d in drafts if d.source and d.is_assertion}
    named: _Text | None = None
    speaks: _Text | None = None
    before = False
    for sentence in parsed.sentences:
        root = sentence.root
        if root is None:
            continue
        said = speaking.get(sentence.index)
        if said is not None:
            named = speaks = said
            before = False
            continue
        if named is None and speaks is None:
            if sentence.index in naming:
                named = _last_named(sentence)
            continue
        under = _under(sentence, root, named)
        binds = under is None and _binds(sentence, root)
        if under is not None:
            speaks = under
        goes_on = under is not None or (
            binds
            and speaks is not None
            and (before or _is_also(sentence, root))
            and sentence.paragraph - speaks.sentence.paragraph <= REACH
        )
        if goes_on and speaks is not None:
            if under is not None or not _says_otherwise(sentence, root, attributed):
                yield _draft(speaks, sentence)
        elif root.lower not in BINDING:
            before = False
        before = goes_on or (before and binds)
        if sentence.index in naming:
            named = _last_named(sentence) or named


def _speaking(drafts: Sequence[Draft]) -> dict[int, _Text]:
    """The joint texts that are sources themselves, by sentence."""
    return {
        draft.sentence.index: _Text(draft.sentence, draft.noun)
        for draft in drafts
        if draft.is_assertion
        and draft.noun is not None
        and draft.noun.lower in COMMUNIQUES
    }


def _under(sentence: Sentence, root: Token, named: _Text | None) -> _Text | None:
    """The text that the sentence begins with: "Under the declaration, ...", "Under it"."""
    for by in sentence.below(root, "prep"):
        if by.lower not in {"under", "in"} or by.i > root.i:
            continue
        for noun in sentence.below(by, "pobj"):
            if by.lower == "under" and noun.lower in COMMUNIQUES:
                return _Text(sentence, noun)
            if by.lower == "under" and noun.lower in PRONOUNS:
                is_near = (
                    named is not None
                    and sentence.paragraph - named.sentence.paragraph <= 1
                )
                return named if is_near else None
    return None


def _naming(parsed: ParsedArticle) -> set[int]:
    """The sentences that name such a text."""
    found = (parsed.sentence_at(m.start()) for m in NAMED.finditer(parsed.text))
    return {sentence.index for sentence in found if sentence is not None}


def _last_named(sentence: Sentence) -> _Text | None:
    nouns = [word for word in sentence.tokens if word.lower in COMMUNIQUES]
    return _Text(sentence, nouns[-1]) if nouns else None


def _binds(sentence: Sentence, root: Token) -> bool:
    """Whether the parties, taken up by a pronoun or as a set, bind themselves."""
    subjects = sentence.below(root, "nsubj")
    if not subjects or not _are_parties(sentence, subjects[0]):
        return False
    if root.lower in BINDING or tense_of(sentence, root) is Tense.FUTURE:
        return True
    return root.lower == "are" and any(
        tense_of(sentence, verb) is Tense.INFINITIVE
        for verb in sentence.below(root, "xcomp")
    )


def _are_parties(sentence: Sentence, subject: Token) -> bool:
    if subject.lower in BOTH:
        return True
    words = {w.lower for w in sentence.below(subject, "det", "poss", "predet")}
    if "their" in words or words & BOTH:
        return True
    return "the" in words and subject.lower in PARTIES


def _is_also(sentence: Sentence, root: Token) -> bool:
    return root.lower in BINDING and any(
        word.lower == "also" for word in sentence.below(root, "advmod")
    )


def _says_otherwise(sentence: Sentence, root: Token, attributed: set[int]) -> bool:
    """Whether somebody else is named as saying it; "agreed that" is not saying."""
    return sentence.index in attributed and root.lower not in BINDING


def _draft(text: _Text, sentence: Sentence) -> Draft:
    return Draft(
        sentence=text.sentence,
        noun=text.noun,
        source=phrase(text.sentence, text.noun),
        cue=None,
        content=(sentence.span,),
        kind=CueKind.SHOW,
        is_assertion=True,
        row="joint text goes on",
    )
