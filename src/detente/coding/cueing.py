"""Sentence, quotations, cue words -> drafts of attributions, from grammar alone.

Each cue word outside direct speech is asked which frame of its own the sentence fills
(`frames.py`) and which quotations stand beside it (`direct_speech.py`).
"""

from collections.abc import Iterator, Sequence

from detente.coding.clauses import (
    cue_words,
    name_at,
    nearest_subject,
    phrase,
    stretches,
)
from detente.coding.direct_speech import (
    beside_quotation,
    direct_speech,
    ends_open,
    is_near,
    may_speak,
)
from detente.coding.doers import EXPERIENCED, doer, is_undergone
from detente.coding.drafts import CLAIMS, NO_SOURCE, SPOKEN, Draft, Filled, merged
from detente.coding.frames import (
    after_semicolon,
    clause_of,
    frames_of,
    inserted_in,
    is_naming,
    loose_content,
)
from detente.coding.noun_cues import adjective_draft, noun_draft
from detente.coding.quotations import Quotation
from detente.coding.untangling import untangled
from detente.knowledge.cues import Cue, CueKind, Cues
from detente.model.text import Sentence, Span, Token

ACCUSE = "accuse"  # its object and what it is accused of are often one to the parser
AUXILIARIES = frozenset({"aux", "auxpass"})
NOMINAL = frozenset({"NOUN", "ADJ"})
PLAIN = frozenset({"speak", "speak-to-somebody", "report"})


def drafts_in(
    text: str, sentence: Sentence, quotations: Sequence[Quotation], cues: Cues
) -> Iterator[Draft]:
    """The attributions whose cue stands in this sentence, outside direct speech."""
    near = [
        q
        for q in quotations
        if is_near(text, q, sentence) and (not q.is_short or ends_open(text, q))
    ]
    spoken = [(q.span.start, q.span.end) for q in near]
    found = []
    for token in sentence.tokens:
        is_verb = token.tag[0] == "V" and token.dep not in AUXILIARIES
        if not is_verb and token.pos not in NOMINAL:
            continue
        if spoken and any(a <= token.start and token.end <= b for a, b in spoken):
            continue
        if is_verb:
            draft = _verb(text, sentence, token, near, cues)
        elif token.pos == "NOUN" and token.lower in cues.nouns:
            draft = noun_draft(sentence, token, cues.nouns[token.lower])
        elif token.pos == "ADJ" and token.lower in cues.adjectives:
            draft = adjective_draft(sentence, token, cues.adjectives[token.lower])
        else:
            draft = None
        if draft is not None:
            found.append(draft)
    yield from untangled(text, found)


def _verb(
    text: str,
    sentence: Sentence,
    verb: Token,
    quotations: Sequence[Quotation],
    cues: Cues,
) -> Draft | None:
    if verb.i and sentence.tokens[verb.i - 1].text == "<":
        return None
    if is_naming(sentence, verb):
        return None
    if verb.lower == "according":
        return _according(sentence, verb)
    known = cues.verbs.get(verb.lower, ())
    if not known and not quotations:
        return None
    passive = is_undergone(sentence, verb)
    noun = doer(sentence, verb)
    source = phrase(sentence, noun, without=_below(sentence, verb)) if noun else None
    if noun is None or any(q.span.contains(noun.span) for q in quotations):
        noun, source = beside_quotation(text, sentence, verb, quotations)
        if noun is None and (not passive or verb.lower in EXPERIENCED):
            noun = nearest_subject(sentence, verb)
            source = name_at(sentence, noun) if noun else None
    cluster = verb.span.join(source) if source else verb.span
    if cluster.end - cluster.start > 400 or any(
        q.span.overlaps(cluster) for q in quotations
    ):
        cluster = verb.span
    spoken = direct_speech(text, sentence, verb, cluster, quotations, bool(known))
    if not known and not (spoken and may_speak(sentence, verb, noun)):
        return None
    cue = next((c for c in known if c.kind in SPOKEN and c.takes("c")), None)
    if spoken and (cue or not known):
        filled: Filled | None = Filled("c", (), spoken)
        clause = clause_of(sentence, verb) or inserted_in(sentence, verb)
        if clause:
            filled = Filled("c", clause, spoken)
    else:
        cue, filled = _frame(sentence, verb, known, passive=passive)
    if filled is None:
        cue = next((c for c in known if c.row in PLAIN), None)
        if cue is None:
            return None
        filled = loose_content(text, sentence, verb, noun, source)
    without = {verb.i}
    if noun is not None and filled.frame != "P":
        without |= {w.i for w in sentence.tokens_in(source)} if source else set()
    without |= {w.i for w in cue_words(sentence, verb)}
    content = merged(
        [*stretches(sentence, filled.words, without=without), *filled.spans]
    )
    if filled.frame == "c" and not spoken:
        content = after_semicolon(text, content, cluster.start)
    ends_in_colon = sentence.span.of(text).rstrip().endswith(":")
    if not content and not (ends_in_colon and filled.frame == "c"):
        return None
    kind = cue.kind if cue else CueKind.ASSERT
    if kind is CueKind.SEEM and noun is not None and filled.frame != "P":
        if noun.lower not in NO_SOURCE and source is not None:
            content = merged([source, *content])
        noun, source = None, None
    words = cue_words(sentence, verb)
    follows = verb.i + 1
    if follows < len(sentence.tokens) and (
        sentence.tokens[follows].lower == filled.frame
    ):
        words.append(sentence.tokens[follows])
    return Draft(
        sentence=sentence,
        noun=noun,
        source=source,
        cue=_cue_span(words, verb),
        content=content,
        kind=kind,
        is_assertion=kind in CLAIMS
        and (
            filled.frame in {"c", "P", "a"} or (cue is not None and cue.row == ACCUSE)
        ),
        row=cue.row if cue else "any verb after a quotation",
        frame=filled.frame,
        is_quoted=bool(spoken),
        quotes_follow=ends_in_colon,
    )


def _below(sentence: Sentence, verb: Token) -> set[int]:
    return (
        {w.i for w in sentence.subtree(verb)}
        if verb.dep in {"acl", "relcl"}
        else {verb.i}
    )


def _cue_span(words: Sequence[Token], verb: Token) -> Span:
    """The cue's words where they stand together, else the verb alone."""
    if words[-1].i - words[0].i <= len(words):
        return Span(words[0].start, words[-1].end)
    return verb.span


def _frame(
    sentence: Sentence, verb: Token, known: Sequence[Cue], *, passive: bool
) -> tuple[Cue | None, Filled | None]:
    """The first frame of any cue that the sentence fills."""
    for filled in frames_of(sentence, verb, passive=passive):
        for cue in known:
            if cue.takes(filled.frame):
                return cue, filled
    return None, None


def _according(sentence: Sentence, word: Token) -> Draft | None:
    """Everything else in the clause of "according to X" is what X says."""
    for to in sentence.below(word, "prep"):
        for noun in sentence.below(to, "pobj"):
            head = sentence.tokens[word.head]
            while head.pos not in {"VERB", "AUX"} and head.head != head.i:
                head = sentence.tokens[head.head]
            mine = {w.i for w in sentence.subtree(word)}
            content = stretches(sentence, sentence.subtree(head), without=mine)
            if not content:
                return None
            return Draft(
                sentence=sentence,
                noun=noun,
                source=phrase(sentence, noun),
                cue=word.span.join(to.span),
                content=content,
                kind=CueKind.ASSERT,
                is_assertion=True,
                row="according to",
            )
    return None
