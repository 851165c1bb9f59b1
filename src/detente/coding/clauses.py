"""Words of a sentence -> the stretches of text that a source, cue or content covers.

Which words are subject and complement is `grammar.py`'s and `doers.py`'s; whether a
verb says anything is knowledge (`knowledge/cues.py`); who the source is, `speakers.py`.
"""

from collections.abc import Iterable

from detente.model.text import Sentence, Span, Token

AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# Words of a noun phrase that are not part of its name for a source.
NOT_IN_NAME = frozenset({"punct", "cc"})


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
