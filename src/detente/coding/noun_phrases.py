"""Sentence -> its noun phrases, each with its words, its role and its number.

Actors are noun phrases. A phrase here is the core that an analyst would quote: the
modifiers before the noun, the noun, and a name that follows it without a comma
("Turkish leader Recep Tayyip Erdogan"); relative clauses stay out. Words that only
modify another noun have no phrase of their own, save possessors.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from detente.model.text import Sentence, Span, Token

# Dependents before a noun that belong to its phrase. Source: ClearNLP labels as spaCy's
# English models write them.
BEFORE = frozenset(
    "det predet compound amod nmod nummod poss quantmod advmod npadvmod case".split()
)
# Labels of words that only modify: no phrase of their own.
MODIFIER = frozenset(
    "compound amod nmod nummod det predet quantmod aux auxpass case punct cc prep "
    "advmod mark expl preconj npadvmod".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# Numbers, determiners and adjectives stand for a noun in these places ("the three").
ARGUMENT = frozenset(
    "nsubj nsubjpass dobj pobj iobj dative agent attr conj poss oprd ROOT".split()
)
PLURAL_WORDS = frozenset(
    "both two three four several many some few all most dozens hundreds thousands "
    "scores these those other".split()
)
SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass"})
# Labels of modifiers under which the parser now and then hangs a noun on a verb.
MISHUNG = frozenset({"compound", "nmod", "npadvmod"})
NEVER_HEADS = MODIFIER - MISHUNG
HEAD_TAGS = frozenset({"CD", "DT", "JJ", "NNPS"})
# Labels of a name that follows its noun, and what no phrase starts with.
NAMED = frozenset("appos compound nmod flat".split())
NO_START = frozenset({"PUNCT", "ADP", "CCONJ"})
NUMBER_TAGS = frozenset({"CD", "DT", "PDT"})
NOUN_TAGS = NUMBER_TAGS | {"NNPS"}  # a plural name without capitals is looked at too
NOUNS = frozenset({"NOUN", "PROPN"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
PRENOMINAL_TAGS = frozenset({"CD", "DT", "JJ"})
PLURAL_HEADS = frozenset({"they", "them", "their", "police"})
ONE = frozenset("general latter former regular local".split())
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB", "EX"})


class Role(StrEnum):
    """The place of a phrase in its clause."""

    SUBJECT = "subject"
    PASSIVE = "passive subject"
    AGENT = "agent"  # by-phrase of a passive
    OBJECT = "object"
    POSSESSOR = "possessor"
    OBLIQUE = "oblique"  # object of a preposition
    APPOSITION = "apposition"
    PREDICATE = "predicate"
    MODIFIER = "modifier"
    OTHER = "other"


ROLES = {
    "nsubj": Role.SUBJECT,
    "csubj": Role.SUBJECT,
    "nsubjpass": Role.PASSIVE,
    "dobj": Role.OBJECT,
    "iobj": Role.OBJECT,
    "dative": Role.OBJECT,
    "poss": Role.POSSESSOR,
    "pobj": Role.OBLIQUE,
    "appos": Role.APPOSITION,
    "attr": Role.PREDICATE,
    "oprd": Role.PREDICATE,
    "ROOT": Role.OTHER,
}


@dataclass(slots=True, kw_only=True, eq=False)
class NounPhrase:
    """A noun with what belongs to it. Never changed; frozen, it would cost thrice.

    `words` are contiguous, from the first modifier to the last word of the name;
    `head` governs them. `noun` is the last word, which tells what it is: differs from
    `head` in "leader Xi Jinping". `governor` is the word on which the phrase depends,
    conjunctions looked through; `preposition` is set for obliques. `first_conjunct` is
    the place of the head that it is coordinated with, None when it is the first.
    """

    sentence: Sentence
    head: Token
    noun: Token
    words: tuple[Token, ...]
    role: Role
    governor: Token | None
    preposition: str | None
    first_conjunct: int | None
    is_plural: bool

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def determiner(self) -> str | None:
        """Its article, demonstrative or possessive pronoun, in small letters."""
        first = self.words[0]
        if first.pos == "DET" or first.tag == "PRP$":
            return first.lower
        return None


def noun_phrases(
    sentence: Sentence,
    units: Sequence[Span],
    *,
    marked: bytearray,
    nouns: Container[str],
    pronouns: Container[str],
) -> tuple[list[NounPhrase], list[int]]:
    """The noun phrases of a parsed sentence that may speak of an actor.

    Args:
        sentence: With tokens.
        units: Stretches of several words known to be one name or title, in text order
            ("Ministry of Foreign Affairs"): the phrases that they join become one.
        marked: By token, 1 where a phrase with it is wanted; all words of `units` are.
            Those of numbers always are.
        nouns: In small letters, singular: phrases of such are wanted too.
        pronouns: In small letters: those alone are wanted.

    Returns:
        The phrases by the place of their last word, and the places of the heads of
        subjects that are none of these and things in the singular.
    """
    tokens, children = sentence.tokens, sentence.children
    found: list[NounPhrase] = []
    things: list[int] = []
    wide: list[tuple[int, int]] = []
    reached = 0
    for token in tokens:
        if (
            token.dep in NEVER_HEADS
            or (token.pos not in NOMINAL and token.tag not in HEAD_TAGS)
            or token.i < reached
            or not _is_head(sentence, token)
        ):
            continue
        first = last = token.i
        if children[first]:
            first, last = _extent(sentence, token)
        reached = last + 1
        if last - first > 1:
            wide.append((first, last))
        lead = token if token.dep != "conj" else _first_conjunct(sentence, token)
        if (
            marked.find(1, first, reached) >= 0
            or _is_noun_of(tokens[last], nouns)
            or (first == last and token.pos == "PRON" and token.lower in pronouns)
        ):
            found.append(_phrase(sentence, token, lead, first, last))
        elif (
            lead.dep in SUBJECTS
            and tokens[last].pos in NOUNS
            and not _is_plural(token, tokens[first:reached])
        ):
            things.append(token.i)
    found = _without_contained(found, wide)
    if units:
        for unit in units:
            found = _join(sentence, found, unit)
        found.sort(key=lambda p: (p.noun.i, p.words[0].i))
    return found, things


def _is_noun_of(token: Token, nouns: Container[str]) -> bool:
    """Whether a word is one of them, in singular or plural, or a number or the like."""
    return (
        token.tag in NOUN_TAGS
        or token.text.lower() in nouns
        or (token.tag == "NNS" and token.lemma.lower() in nouns)
    )


def _without_contained(
    phrases: list[NounPhrase], wide: list[tuple[int, int]]
) -> list[NounPhrase]:
    """Leave out objects inside the modifiers of another: "State" of a Secretary X.

    Args:
        phrases: Those found.
        wide: First and last word of all, wanted or not, that may hold another.
    """
    if not wide:
        return phrases
    return [
        p
        for p in phrases
        if p.head.dep != "pobj"
        or not any(
            first < p.words[0].i and p.words[-1].i < last for first, last in wide
        )
    ]


def _join(sentence: Sentence, found: list[NounPhrase], unit: Span) -> list[NounPhrase]:
    touched = [
        p for p in found if p.words[0].start < unit.end and unit.start < p.words[-1].end
    ]
    first = next((p for p in touched if unit.start <= p.noun.start < unit.end), None)
    if first is None:
        return found
    rest = [
        p for p in touched if p is not first and p.words[0].start > first.noun.start
    ]
    if not rest:
        return found
    last = rest[-1]
    is_named = last.noun.end > unit.end
    if is_named and last.noun.pos != "PROPN":
        return found
    words = sentence.tokens[first.words[0].i : last.words[-1].i + 1]
    joined = replace(first, words=words, noun=last.noun if is_named else first.noun)
    return [p for p in found if p is not first and p not in rest] + [joined]


def _is_head(sentence: Sentence, token: Token) -> bool:
    if token.tag in RELATIVE or token.dep in NEVER_HEADS:
        return False
    if token.dep in MISHUNG:
        above = sentence.tokens[token.head]
        return token.pos in NOUNS and (
            above.pos in {"VERB", "AUX"}
            or (token.dep == "npadvmod" and above.pos == "NOUN")
        )
    if token.pos in NOMINAL:
        return not (
            token.dep == "conj" and _is_modifier_conjunct(sentence, token, nouns=False)
        )
    return token.tag in HEAD_TAGS and (
        token.dep in ARGUMENT
        and not (
            token.dep == "conj" and _is_modifier_conjunct(sentence, token, nouns=True)
        )
    )


def _is_modifier_conjunct(sentence: Sentence, token: Token, *, nouns: bool) -> bool:
    """Whether a conjunct continues a modifier, as in "U.S. and Russian negotiators"."""
    first = _first_conjunct(sentence, token)
    if first.dep in {"amod", "nmod", "compound", "nummod"}:
        return first.head > token.i
    return nouns and first.pos not in NOMINAL and first.dep not in ARGUMENT


def _first_conjunct(sentence: Sentence, token: Token) -> Token:
    while token.dep == "conj" and token.head != token.i:
        token = sentence.tokens[token.head]
    return token


def _extent(sentence: Sentence, head: Token) -> tuple[int, int]:
    """The places of the first and the last word of a head's phrase."""
    tokens = sentence.tokens
    first = last = head.i
    for i in sentence.children[head.i]:
        if i < head.i:
            if tokens[i].dep in BEFORE:
                first = min(first, _leftmost(sentence, i))
        elif (
            last == head.i
            and tokens[i].pos == "PROPN"
            and tokens[i].dep in NAMED
            and _leftmost(sentence, i) == head.i + 1
        ):
            last = i  # a name that follows the noun without a comma
    while first < last and tokens[first].pos in NO_START:
        first += 1
    return first, last


def _phrase(
    sentence: Sentence, head: Token, lead: Token, first: int, last: int
) -> NounPhrase:
    tokens = sentence.tokens
    words = tokens[first : last + 1]
    above = tokens[lead.head] if lead.head != lead.i else None
    role = ROLES.get(lead.dep, Role.OTHER)
    preposition = None
    governor = above
    if lead.dep == "pobj" and above is not None:
        preposition = above.text.lower()
        role = Role.AGENT if above.dep == "agent" else Role.OBLIQUE
        governor = tokens[above.head] if above.head != above.i else above
    return NounPhrase(
        sentence=sentence,
        head=head,
        noun=tokens[last],
        words=words,
        role=role,
        governor=governor,
        preposition=preposition,
        first_conjunct=None if lead.i == head.i else lead.i,
        is_plural=_is_plural(head, words),
    )


def _leftmost(sentence: Sentence, place: int) -> int:
    """The first word of what the word at a place governs, as far as no comma parts."""
    first = place
    for child in sentence.children[place]:
        if child >= first:
            break
        if sentence.tokens[child].dep != "punct":
            first = min(first, _leftmost(sentence, child))
    return first


def _is_national(head: Token) -> bool:
    """Whether an adjective of a nation as a noun means one of it: "the Iranian"."""
    return head.text.endswith(("an", "i"))


def _is_plural(head: Token, words: tuple[Token, ...]) -> bool:
    if head.tag in PLURAL_TAGS or head.text.lower() in PLURAL_HEADS:
        return True
    if head.tag in PRENOMINAL_TAGS:
        if head.lower in ONE or (head.text[0].isupper() and _is_national(head)):
            return False
        return head.text.lower() in PLURAL_WORDS or words[0].text.lower() == "the"
    for word in words:
        if word.tag == "CD" and word.head == head.i and word.text.lower() != "one":
            return True
    return False
