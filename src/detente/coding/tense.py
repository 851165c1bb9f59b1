"""Verb -> its tense and mood, and whether it is negated.

Source: Quirk et al. 1985, chapters 4 and 10, on the parser's auxiliaries and tags.
"""

from enum import StrEnum

from detente.model.text import Sentence, Token


class Tense(StrEnum):
    """What a verb's form says of time and reality."""

    PAST = "past tense"
    PERFECT = "perfect"
    PRESENT = "present tense"
    PROGRESSIVE = "progressive"
    FUTURE = "will"
    WOULD = "would"
    MAYBE = "may or might"
    ABLE = "can or could"
    UNREAL = "would have"
    MUST = "must or should"
    INFINITIVE = "infinitive"
    PERFECT_INFINITIVE = "to have done"
    BARE = "bare form"
    GERUND = "-ing form"
    PARTICIPLE = "past participle"


WILL = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
WOULD = frozenset({"would", "'d", "’d"})
MAY = frozenset({"may", "might"})
CAN = frozenset({"can", "could", "ca"})
MUST = frozenset({"must", "should", "ought", "need"})
MODALS = WILL | WOULD | MAY | CAN | MUST  # the tagger takes dashes for modals too
PAST_BE = frozenset({"was", "were", "got"})
GOVERNED = frozenset({"xcomp", "ccomp", "pcomp", "dobj"})
HAVE = frozenset({"has", "have", "had", "'ve", "’ve", "having"})
NEGATIVE = frozenset({"no", "nobody", "none", "neither", "nothing"})
NOT_REALLY = frozenset({"only", "just", "merely", "simply", "least"})
NEGATIVE_ADVERBS = frozenset(
    "never hardly barely scarcely neither nor nearly almost".split()
)


def tense_of(sentence: Sentence, verb: Token) -> Tense:
    """The verb's tense, auxiliaries counted in."""
    helpers = sentence.below(verb, "aux", "auxpass")
    words = [helper.lower for helper in helpers]
    if "having" in words and verb.dep in GOVERNED:
        return Tense.GERUND  # "denied having struck"
    has = any(word in HAVE for word in words)
    if any(helper.tag == "TO" or helper.lower == "to" for helper in helpers):
        return Tense.PERFECT_INFINITIVE if has else Tense.INFINITIVE
    modal = next(
        (h.lower for h in helpers if h.tag == "MD" and h.lower in MODALS), None
    )
    if modal is not None:
        return _modal(modal, has=has)
    if verb.tag == "VBG":
        return _progressive(words, has=has)
    if has:
        return Tense.PERFECT
    if words == ["be"]:
        return Tense.BARE
    if words and verb.tag in {"VBN", "VBD", "JJ"}:
        past = any(word in PAST_BE or word == "did" for word in words)
        if past:
            return Tense.PAST
        return Tense.PROGRESSIVE if "being" in words else Tense.PRESENT
    if words:
        return Tense.PAST if "did" in words else Tense.PRESENT
    return _alone(verb)


def _modal(modal: str, *, has: bool) -> Tense:
    if modal in WILL:
        return Tense.FUTURE
    if modal in WOULD:
        return Tense.UNREAL if has else Tense.WOULD
    if modal in CAN:
        return Tense.UNREAL if has else Tense.ABLE
    if modal in MUST:
        return Tense.UNREAL if has else Tense.MUST
    return Tense.MAYBE


def _progressive(words: list[str], *, has: bool) -> Tense:
    if not words:
        return Tense.GERUND
    if has:
        return Tense.PERFECT if "had" in words else Tense.PROGRESSIVE
    return Tense.PAST if set(words) & PAST_BE else Tense.PROGRESSIVE


def _alone(verb: Token) -> Tense:
    match verb.tag:
        case "VBD":
            return Tense.PAST
        case "VBZ" | "VBP":
            return Tense.PRESENT
        case "VBN":
            return Tense.PARTICIPLE
        case "VBG":
            return Tense.GERUND
        case _:
            return Tense.BARE


def is_negated(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb itself is negated: by "not", "never", "no longer", "no one"."""
    for word in sentence.below(verb, "neg", "advmod", "preconj", "cc"):
        if word.dep == "neg" and not _is_not_only(sentence, word):
            return True
        if word.dep == "advmod" and word.lower in NEGATIVE_ADVERBS:
            return True
        if word.lower == "longer" and any(
            w.lower in {"no", "not", "any"} for w in sentence.below(word)
        ):
            return True
    for subject in sentence.below(verb, "nsubj", "nsubjpass"):
        if subject.lower in NEGATIVE:
            return True
        if any(w.lower in NEGATIVE for w in sentence.below(subject, "det", "preconj")):
            return True
    return False


def _is_not_only(sentence: Sentence, negation: Token) -> bool:
    after = negation.i + 1
    return after < len(sentence.tokens) and sentence.tokens[after].lower in NOT_REALLY
