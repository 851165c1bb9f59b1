"""Sentence and cue -> what the cue governs: its source phrase and content words.

Grammar only: which words are the subject, the complement, the stretch in quotation
marks. Whether a verb says anything is knowledge (`knowledge/cues.py`); who the source
is, `attributions.py`.
"""

from collections.abc import Iterable

from detente.coding import grammar
from detente.model.text import Sentence, Span, Token

# Verbs whose object does what the infinitive says; with others the subject does.
# Source: Quirk et al. 1985, 16.50.
OBJECT_CONTROL = frozenset(
    "ask tell urge force allow permit enable order instruct persuade convince advise "
    "encourage want invite cause compel expect get help lead let make need oblige prompt "
    "push remind require teach train warn call press pressure beg implore".split()
)
# Participles that tell what their subject thinks: "we are convinced that".
EXPERIENCED = frozenset({"convinced", "persuaded", "worried", "reassured"})
SUBJECTS = ("nsubj", "csubj")
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# Words of a noun phrase that are not part of its name for a source.
NOT_IN_NAME = frozenset({"punct", "cc"})


def is_passive(sentence: Sentence, verb: Token) -> bool:
    """Whether the verb stands in the passive, a bare participle after a noun too."""
    return grammar.is_passive(sentence, verb) and not (
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


def agent_of(sentence: Sentence, verb: Token) -> Token | None:
    """The noun of a passive's by-phrase."""
    for by in sentence.below(verb, "agent"):
        for noun in sentence.below(by, "pobj", "pcomp"):
            return noun
    return None


def subject_of(sentence: Sentence, verb: Token, depth: int = 0) -> Token | None:
    """The noun that does what the verb says, through participles and infinitives.

    A passive's doer is its by-phrase. None when the sentence names nobody.
    """
    if is_passive(sentence, verb):
        if verb.lower in EXPERIENCED:
            return next(iter(sentence.below(verb, "nsubjpass", "nsubj")), None)
        return agent_of(sentence, verb)
    subjects = sentence.below(verb, *SUBJECTS)
    if subjects:
        return subjects[0]
    if depth > 4 or verb.head == verb.i:
        return None
    head = sentence.tokens[verb.head]
    if verb.dep in {"conj", "ccomp", "parataxis"} and head.pos in {"VERB", "AUX"}:
        patient = sentence.below(head, "nsubjpass")
        if patient and verb.tag != "VBN":
            return patient[0]
        return subject_of(sentence, head, depth + 1)
    if verb.dep == "xcomp":
        objects = sentence.below(head, "dobj")
        if objects and verb.tag == "VB" and head.lemma in grammar.OBJECT_CONTROL:
            return objects[0]
        if head.pos == "ADJ" or is_passive(sentence, head):
            found = sentence.below(head, "nsubjpass", "nsubj")
            if found:
                return found[0]
            if head.pos == "ADJ":
                return subject_of(sentence, sentence.tokens[head.head], depth + 1)
            return None
        return subject_of(sentence, head, depth + 1)
    if verb.dep == "pcomp" and head.lower == "as":
        # "Media quoted the governor as saying": the governor says it.
        quoted = sentence.below(sentence.tokens[head.head], "dobj", "nsubjpass")
        if quoted:
            return quoted[0]
    if verb.dep in {"advcl", "pcomp"}:
        while head.pos not in {"VERB", "AUX"} and head.head != head.i:
            head = sentence.tokens[head.head]
        passive = sentence.below(head, "nsubjpass")
        return passive[0] if passive else subject_of(sentence, head, depth + 1)
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
        found = subject_of(sentence, verb, depth + 1)
        if found is not None and found.lower not in {"it", "there"}:
            return found
    return noun


def phrase(sentence: Sentence, noun: Token, *, without: Iterable[int] = ()) -> Span:
    """The noun with all that belongs to it, punctuation at its ends left out."""
    left_out = set(without)
    words = [word for word in sentence.subtree(noun) if word.i not in left_out]
    return _trim(_around(words, noun)) if words else noun.span


def _around(words: list[Token], centre: Token) -> list[Token]:
    """The unbroken run of words that holds `centre`."""
    places = {word.i: word for word in words}
    low = high = centre.i
    while low - 1 in places:
        low -= 1
    while high + 1 in places:
        high += 1
    return [places[i] for i in range(low, high + 1) if i in places]


def _trim(words: list[Token]) -> Span:
    start, end = 0, len(words)
    while end - start > 1 and words[start].dep in NOT_IN_NAME:
        start += 1
    while end - start > 1 and words[end - 1].dep in NOT_IN_NAME:
        end -= 1
    return Span(words[start].start, words[end - 1].end)


def stretches(
    sentence: Sentence, words: Iterable[Token], *, without: Iterable[int] = ()
) -> tuple[Span, ...]:
    """The words as unbroken stretches; punctuation between two does not break them."""
    left_out = set(without)
    places = sorted({word.i for word in words} - left_out)
    runs: list[list[int]] = []
    for i in places:
        gap = runs and all(
            sentence.tokens[j].pos == "PUNCT" and j not in left_out
            for j in range(runs[-1][-1] + 1, i)
        )
        if gap:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        while run and sentence.tokens[run[0]].pos == "PUNCT":
            run.pop(0)
        while run and sentence.tokens[run[-1]].pos == "PUNCT":
            run.pop()
        if run:
            spans.append(
                Span(sentence.tokens[run[0]].start, sentence.tokens[run[-1]].end)
            )
    return tuple(spans)


def cue_words(sentence: Sentence, verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and particle."""
    return sorted(
        [verb, *sentence.below(verb, "aux", "auxpass", "neg", "prt")],
        key=lambda token: token.i,
    )


def nearest_subject(sentence: Sentence, verb: Token) -> Token | None:
    """A subject by place, where the tree gives none.

    The name right before a finite verb, adverbs and auxiliaries passed over ("the
    Washington Post Trump said"); the name right after one that opens the sentence
    ("Said Ellis: ..."); for a participle after a comma, the sentence's own subject.
    """
    if verb.tag in {"VBD", "VBZ", "VBP"} or sentence.below(verb, "aux", "auxpass"):
        place = verb.i - 1
        while place >= 0 and sentence.tokens[place].pos in {"ADV", "AUX", "PART"}:
            place -= 1
        if place > 0 and sentence.tokens[place].text == ",":
            return _before_aside(sentence, sentence.tokens[place - 1])
        if place >= 0 and sentence.tokens[place].pos in {"PROPN", "PRON", "NOUN"}:
            found = sentence.tokens[place]
            return None if found.lower in {"which", "that", "it"} else found
        if verb.i == 0 and len(sentence.tokens) > 1:
            after = sentence.tokens[1]
            return after if after.pos in {"PROPN", "PRON"} else None
        return None
    root = sentence.root
    if verb.tag != "VBG" or root is None or root.i == verb.i:
        return None
    subjects = sentence.below(root, "nsubj", "nsubjpass")
    return subjects[0] if subjects and subjects[0].i < verb.i else None


def _before_aside(sentence: Sentence, last: Token) -> Token | None:
    """The name before what stands between commas: "Berg, an ally, said ..."."""
    for word in [last, *sentence.above(last)]:
        if word.dep == "appos":
            found = sentence.tokens[word.head]
        elif word.tag in {"VBG", "VBN"} and word.i > 1:
            found = sentence.tokens[sentence.subtree(word)[0].i - 2]
        else:
            continue
        is_apart = found.i + 1 < last.i and sentence.tokens[found.i + 1].text == ","
        return found if is_apart and found.pos == "PROPN" else None
    return None


def name_at(sentence: Sentence, noun: Token) -> Span:
    """The noun with the words of its name right before it, whatever the tree says."""
    start = noun.i
    while start > 0 and sentence.tokens[start - 1].dep in {"compound", "det", "amod"}:
        if sentence.tokens[start - 1].head != noun.i:
            break
        start -= 1
    return Span(sentence.tokens[start].start, noun.end)
