"""Drafts of one sentence -> the same, each with its own words only.

The parser hangs ", adding that ..." and "... and the army said that ..." into the
clause before; both speak for themselves, the participle with the same source.
"""

from collections.abc import Sequence
from dataclasses import replace

from detente.coding.drafts import Draft
from detente.model.text import Span

SPEECH = frozenset({"speak", "speak-clause", "speak-to-somebody"})
URGING = frozenset({"remind-somebody", "demand", "call-for", "judge-object"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
JOINTS = ("and", "but", "while", "whereas")


def untangled(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut what a cue said from what a second cue beside it says.

    The parser hangs ", adding that ..." and "... and the army said that ..." into the
    clause before; both speak for themselves, the participle with the same source.
    """
    done = [_without_comment(text, draft) for draft in drafts]
    for i, inner in enumerate(done):
        for j, outer in enumerate(done):
            if i == j or not _can_cut(outer, inner):
                continue
            cut = _cut_place(text, outer, inner)
            if cut is None:
                continue
            content = _before(outer.content, cut)
            if not content:
                continue
            done[j] = replace(outer, content=content)
            if inner.source is None or inner.source.start < cut:
                done[i] = replace(inner, noun=outer.noun, source=outer.source)
            break
    return done


# What one calls the words of another, in order to tell what a third says of them.
WORDS_SAID = frozenset(
    "accusation account allegation assertion assessment charge claim contention demand "
    "denial description figure offer plea promise proposal report request statement "
    "suggestion threat version warning".split()
)


def _without_comment(text: str, draft: Draft) -> Draft:
    """Cut off what the outlet adds: "the jet had strayed, a claim that Lima rejects"."""
    if draft.is_quoted or draft.frame == "n":
        return draft
    sentence = draft.sentence
    for noun in sentence.tokens:
        if noun.lower not in WORDS_SAID or not sentence.below(noun, "det"):
            continue
        begins = sentence.below(noun, "det")[0].start
        if not text[:begins].rstrip().endswith(","):
            continue
        if not any(part.contains(noun.span) for part in draft.content):
            continue
        others = [
            subject
            for verb in sentence.below(noun, "relcl", "acl", "ccomp")
            for subject in sentence.below(verb, "nsubj", "nsubjpass")
            if subject.pos in {"NOUN", "PROPN"}
        ]
        comma = len(text[:begins].rstrip()) - 1
        if others and (content := _before(draft.content, comma)):
            return replace(draft, content=content)
    return draft


def _can_cut(outer: Draft, inner: Draft) -> bool:
    return (
        outer.cue is not None
        and inner.cue is not None
        and outer.frame == "c"
        and outer.cue.end <= inner.cue.start
        and any(part.contains(inner.cue) for part in outer.content)
    )


def _cut_place(text: str, outer: Draft, inner: Draft) -> int | None:
    """Where the second cue's clause begins; None when it is truly inside the first's."""
    if inner.cue is None or outer.cue is None:
        return None
    word = inner.cue.of(text)
    before = text[: inner.cue.start].rstrip()
    if word.endswith("ing") and before.endswith(","):
        return len(before)
    if _joins_on(before, outer, inner):
        return len(before) - len(before.split()[-1])
    same = word.split()[-1] == outer.cue.of(text).split()[-1]
    if not same and not _is_another_speaker(outer, inner):
        return None
    source = inner.source
    begins = inner.cue.start
    if source is not None and outer.cue.end < source.start < begins:
        begins = source.start
    lead = text[:begins].rstrip()
    for joint in JOINTS:
        if lead.endswith((" " + joint, "," + joint) if same else (", " + joint,)):
            return len(lead) - len(joint)
    return None


def _is_another_speaker(outer: Draft, inner: Draft) -> bool:
    """Whether both say something, each by name: "A said ..., and the army warned ..."."""
    if inner.cue is None or outer.cue is None or inner.frame != "c":
        return False
    verb = inner.sentence.head_of(inner.cue)
    first = outer.sentence.head_of(outer.cue)
    return (
        verb is not None
        and first is not None
        and inner.row in SPEECH | URGING
        and verb.dep == "conj"
        and verb.tag == first.tag
        and verb.tag in FINITE
        and inner.noun is not None
        and inner.noun.pos in {"NOUN", "PROPN"}
    )


def _joins_on(before: str, outer: Draft, inner: Draft) -> bool:
    """Whether a second verb stands right after "and": "denied that ... and said"."""
    if inner.cue is None or outer.cue is None:
        return False
    verb = inner.sentence.head_of(inner.cue)
    first = outer.sentence.head_of(outer.cue)
    return (
        verb is not None
        and first is not None
        and before.endswith((" and", " but", ",and"))
        and verb.dep == "conj"
        and verb.tag == first.tag
        and verb.tag in FINITE
        and inner.row in SPEECH | URGING
        and not inner.sentence.below(verb, "nsubj", "nsubjpass")
    )


def _before(content: Sequence[Span], place: int) -> tuple[Span, ...]:
    kept = (Span(p.start, min(p.end, place)) for p in content if p.start < place)
    return tuple(span for span in kept if span.end > span.start)
