"""Verb -> the frames that its complements fill, the most telling first.

A cue takes its content in frames (`data/curated/cues.toml`): a clause or direct speech,
an infinitive, an object, a phrase.
"""

from collections.abc import Iterator, Sequence

from detente.coding.drafts import Filled
from detente.model.text import Sentence, Span, Token

NAMING = frozenset({"called", "known", "named", "dubbed", "termed"})
TIMES = frozenset(
    "ago last week weeks month months year years day days yesterday earlier later today "
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december".split()
)
MIN_REST = 3  # fewer words after "said" are a time or a place


def is_naming(sentence: Sentence, verb: Token) -> bool:
    """Whether a participle gives a name, not an opinion: "a village called Sari"."""
    return (
        verb.lower in NAMING
        and verb.dep == "acl"
        and not sentence.below(verb, "agent", "nsubj")
        and sentence.tokens[verb.head].pos != "PROPN"
    )


def frames_of(sentence: Sentence, verb: Token, *, passive: bool) -> Iterator[Filled]:
    """Every frame that the verb's complements fill, the most telling first."""
    if passive:
        yield from _passive_frames(sentence, verb)
        return
    clause = clause_of(sentence, verb)
    if clause:
        yield Filled("c", clause)
    inserted = inserted_in(sentence, verb)
    if inserted:
        yield Filled("c", inserted)
    objects = sentence.below(verb, "dobj")
    infinitives = sentence.below(verb, "xcomp")
    others = sentence.below(verb, "oprd", "acomp", "attr")
    if objects or others:
        said = [
            child
            for child in sentence.below(verb, "prep", "advcl")
            if child.lower in {"as", "for", "of", "over", "a"} and child.i > verb.i
        ]
        if infinitives or others or said:
            words = [*objects, *infinitives, *others, *said]
            yield Filled("a", subtrees(sentence, words))
    if infinitives and not objects:
        for by in sentence.below(verb, "prep"):
            asked = sentence.below(by, "pobj")
            if by.lower in {"on", "upon"} and asked:  # "called on Oslo to free"
                words = [*asked, *infinitives]
                yield Filled(by.lower, subtrees(sentence, words))
    if infinitives:
        yield Filled("x", subtrees(sentence, [*objects, *infinitives]))
    if objects:
        yield Filled("o", subtrees(sentence, objects))
    for preposition in sentence.below(verb, "prep", "prt"):
        complements = sentence.below(preposition, "pobj", "pcomp")
        if complements:
            yield Filled(preposition.lower, subtrees(sentence, complements))


def _passive_frames(sentence: Sentence, verb: Token) -> Iterator[Filled]:
    clause = clause_of(sentence, verb)
    if clause:
        yield Filled("c", clause)
    agent = {w.i for by in sentence.below(verb, "agent") for w in sentence.subtree(by)}
    subjects = sentence.below(verb, "nsubjpass")
    rest = sentence.below(verb, "xcomp", "oprd", "prep", "advcl")
    rest = [w for w in rest if w.dep != "prep" or w.lower in {"as", "of", "for"}]
    words = [w for w in subtrees(sentence, [*subjects, *rest]) if w.i not in agent]
    if words and (rest or agent):
        yield Filled("P", tuple(words))


def clause_of(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The words of the verb's that-clause, what tells of the occasion left out."""
    words: list[Token] = []
    for child in sentence.below(verb, "ccomp"):
        occasion = _occasion(sentence, verb, child) | _parallel(sentence, verb, child)
        words.extend(w for w in sentence.subtree(child) if w.i not in occasion)
    if not words:
        # "told a meeting of leaders that ...": the clause hangs on a noun before it.
        nouns = sentence.below(verb, "dobj")
        for by in sentence.below(verb, "prep"):
            nouns += sentence.below(by, "pobj") if by.lower in {"in", "to"} else []
        for noun in nouns:
            for word in sentence.subtree(noun):
                if word.dep in {"acl", "ccomp", "relcl"} and any(
                    mark.lower == "that" for mark in sentence.below(word, "mark")
                ):
                    return tuple(sentence.subtree(word))
    return tuple(words)


def _occasion(sentence: Sentence, verb: Token, clause: Token) -> set[int]:
    """The words that tell on what occasion it was said, not what was said.

    "Chad says it will respond after Mali seized a ship": the seizure, in the past under
    a present or future clause, is why Chad speaks.
    """
    helpers = sentence.below(clause, "aux", "auxpass")
    is_past = clause.tag in {"VBD", "VBN"} and not any(h.tag == "MD" for h in helpers)
    if is_past or any(h.tag == "VBD" for h in helpers):
        return set()
    found: set[int] = set()
    for adverbial in sentence.subtree(clause):
        if adverbial.dep != "advcl":
            continue
        marks = {w.lower for w in sentence.below(adverbial, "mark")}
        if adverbial.i > verb.i and adverbial.tag == "VBD" and marks & {"after"}:
            found |= {w.i for w in sentence.subtree(adverbial)}
    return found


def _parallel(sentence: Sentence, verb: Token, clause: Token) -> set[int]:
    """What stands beside the saying, each with a time of its own at its head.

    "In May Chad said the border was calm, and last week Mali closed it": two acts.
    """
    if not _time_before_subject(sentence, verb):
        return set()
    for joined in sentence.below(clause, "conj"):
        before = sentence.subtree(joined)[0].i - 1
        ands = [w for w in sentence.below(clause, "cc") if w.i <= joined.i]
        if ands and _time_before_subject(sentence, joined):
            first = sentence.tokens[ands[-1].i - 1]
            if first.text == "," and ands[-1].i >= before - 1:
                words = {w.i for w in sentence.subtree(joined)}
                return words | {ands[-1].i, first.i}
    return set()


def _time_before_subject(sentence: Sentence, verb: Token) -> bool:
    subjects = sentence.below(verb, "nsubj", "nsubjpass")
    if not subjects:
        return False
    for word in sentence.below(verb, "npadvmod", "advmod", "prep"):
        if word.i < subjects[0].i:
            words = {w.lower for w in sentence.subtree(word)}
            if words & TIMES:
                return True
    return False


def inserted_in(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    """The clause that a remark like "he said" is put into: "Talks, he said, failed"."""
    if verb.head == verb.i or verb.dep not in {"parataxis", "advcl", "conj"}:
        return ()
    if verb.dep == "conj" and any(
        word.i < verb.i for word in sentence.below(sentence.tokens[verb.head], "cc")
    ):
        return ()
    if sentence.below(verb, "ccomp", "xcomp"):
        return ()
    if not sentence.below(verb, "nsubj"):
        return ()
    marks = [w.lower for w in sentence.below(verb, "mark", "advmod")]
    if any(mark not in {"as", "so"} for mark in marks):
        return ()
    mine = sentence.subtree(verb)
    while mine[0].pos == "PUNCT":
        mine = mine[1:]
    before = mine[0].i - 1
    if before >= 0 and sentence.tokens[before].pos != "PUNCT":
        return ()
    own = {w.i for w in mine}
    subject = sentence.below(verb, "nsubj")[0]
    for child in sentence.below(verb, "prep", "advmod", "advcl", "npadvmod"):
        # "After the talks, he said, ...": what stands before belongs to what is said.
        if child.i < subject.i and child.lower not in {"as", "so"}:
            own -= {w.i for w in sentence.subtree(child)}
    head = sentence.tokens[verb.head]
    return tuple(w for w in sentence.subtree(head) if w.i not in own)


def loose_content(
    text: str,
    sentence: Sentence,
    verb: Token,
    noun: Token | None,
    source: Span | None,
) -> Filled:
    """What a plain verb of saying says where the parser links nothing to it.

    Between commas or at the end it is an insertion, and the rest is said ("Growth, he
    said, is slow"); otherwise what follows is. A colon leaves all to the next lines.
    """
    nothing = Filled("c")
    if noun is None or source is None:
        return nothing
    cluster = verb.span.join(source)
    before = text[sentence.span.start : cluster.start].rstrip()
    after = text[cluster.end : sentence.span.end].lstrip()
    if before.endswith((",", "”", '"')) and (not after or after[0] in ",.;"):
        return Filled(
            "c", tuple(w for w in sentence.tokens if not w.span.overlaps(cluster))
        )
    rest = tuple(w for w in sentence.tokens if w.start >= cluster.end)
    if len(rest) > MIN_REST and source.start < verb.start:
        return Filled("c", rest)
    return nothing


def subtrees(sentence: Sentence, heads: Sequence[Token]) -> tuple[Token, ...]:
    """All under the heads, save relative clauses after a comma: those are asides."""
    words = {w.i: w for head in heads for w in sentence.subtree(head)}
    for word in list(words.values()):
        if word.dep != "relcl":
            continue
        aside = sentence.subtree(word)
        before = aside[0].i - 1
        if before in words and words[before].text == ",":
            for w in aside:
                words.pop(w.i, None)
    return tuple(words[i] for i in sorted(words))


def after_semicolon(
    text: str, content: Sequence[Span], cue_start: int
) -> tuple[Span, ...]:
    """What stands before a cue reaches back to a semicolon, not over it."""
    place = text.rfind(";", content[0].start, cue_start) if content else -1
    if place < 0 or any(part.start >= cue_start for part in content):
        return tuple(content)
    kept = (Span(max(p.start, place + 1), p.end) for p in content if p.end > place + 1)
    return tuple(kept)
