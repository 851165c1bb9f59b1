"""Verb -> who does what it says, as a sentence names him.

`grammar.subject` tells what a verb is said of, the patient of a passive, and resolves
"who" and "which" to their nouns, as roles need; a source is whoever acts, in the words
that stand there: the by-phrase of a passive, "who" itself, the clause's subject behind a
participle. Passive, by-phrase and object control are `grammar.py`'s for both.
"""

from detente.coding.grammar import OBJECT_CONTROL, agent, is_passive
from detente.model.text import Sentence, Token

# Participles that tell what their subject thinks: "we are convinced that".
EXPERIENCED = frozenset({"convinced", "persuaded", "worried", "reassured"})
ACTIVE = ("nsubj", "csubj")


def is_undergone(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb is passive for one who looks for its doer."""
    return is_passive(sentence, verb) and not (
        verb.dep == "acl" and _is_missed_past(sentence, verb)
    )


def _is_missed_past(sentence: Sentence, verb: Token) -> bool:
    """A past tense tagged as a participle: "Berg, an ally, called the vote a farce"."""
    return (
        verb.i > 0
        and sentence.tokens[verb.i - 1].text == ","
        and sentence.tokens[verb.head].pos == "PROPN"
        and bool(sentence.below(verb, "dobj", "oprd", "ccomp"))
    )


def _named_agent(sentence: Sentence, verb: Token) -> Token | None:
    """The by-phrase's noun, or its verb: "was urged by electing him"."""
    found = agent(sentence, verb)
    if found is not None:
        return found
    for by in sentence.below(verb, "agent"):
        for clause in sentence.below(by, "pcomp"):
            return clause
    return None


def doer(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what the verb says, through participles and infinitives.

    A passive's doer is its by-phrase. None when the sentence names nobody.
    """
    if is_undergone(sentence, verb):
        if verb.lower in EXPERIENCED:
            return next(iter(sentence.below(verb, "nsubjpass", "nsubj")), None)
        return _named_agent(sentence, verb)
    subjects = sentence.below(verb, *ACTIVE)
    if subjects:
        return subjects[0]
    if depth > 4 or verb.head == verb.i:
        return None
    head = sentence.tokens[verb.head]
    if verb.dep in {"conj", "ccomp", "parataxis"} and head.pos in {"VERB", "AUX"}:
        patient = sentence.below(head, "nsubjpass")
        if patient and verb.tag != "VBN":
            return patient[0]
        return doer(sentence, head, depth + 1)
    if verb.dep == "xcomp":
        objects = sentence.below(head, "dobj")
        if objects and verb.tag == "VB" and head.lemma in OBJECT_CONTROL:
            return objects[0]
        if head.pos == "ADJ" or is_undergone(sentence, head):
            found = sentence.below(head, "nsubjpass", "nsubj")
            if found:
                return found[0]
            if head.pos == "ADJ":
                return doer(sentence, sentence.tokens[head.head], depth + 1)
            return None
        return doer(sentence, head, depth + 1)
    if verb.dep == "pcomp" and head.lower == "as":
        # "Media quoted the governor as saying": the governor says it.
        quoted = sentence.below(sentence.tokens[head.head], "dobj", "nsubjpass")
        if quoted:
            return quoted[0]
    if verb.dep in {"advcl", "pcomp"}:
        while head.pos not in {"VERB", "AUX"} and head.head != head.i:
            head = sentence.tokens[head.head]
        passive = sentence.below(head, "nsubjpass")
        return passive[0] if passive else doer(sentence, head, depth + 1)
    if verb.dep == "acl" and verb.tag == "VBN":
        return head
    if verb.dep == "acl" and verb.tag == "VBG":
        return _doer_behind(sentence, head, verb, depth)
    return None


def _doer_behind(
    sentence: Sentence, noun: Token, participle: Token, depth: int
) -> Token:
    """Who issued what "issued a statement calling it ..." tells; else the noun.

    After a comma the participle is the clause's: "came to Oslo, saying ...".
    """
    if noun.dep not in {"dobj", "pobj"}:
        return noun
    verb = sentence.tokens[noun.head]
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i:
        verb = sentence.tokens[verb.head]
    is_apart = noun.dep == "pobj" and sentence.tokens[participle.i - 1].text == ","
    if verb.pos in {"VERB", "AUX"} and (noun.pos == "NOUN" or is_apart):
        found = doer(sentence, verb, depth + 1)
        if found is not None and found.lower not in {"it", "there"}:
            return found
    return noun
