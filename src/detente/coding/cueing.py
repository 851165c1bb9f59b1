"""Sentence, quotations, cue words -> drafts of attributions, from grammar alone.

A cue takes its content in frames (`data/curated/cues.toml`): a clause or direct speech,
an infinitive, an object, a phrase. The first frame that the sentence fills wins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from detente.coding.clauses import (
    agent_of,
    cue_words,
    is_passive,
    name_at,
    nearest_subject,
    phrase,
    stretches,
    subject_of,
)
from detente.coding.quotations import Quotation
from detente.knowledge.cues import Cue, CueKind, Cues
from detente.model.text import Sentence, Span, Token

SPOKEN = frozenset({CueKind.ASSERT, CueKind.QUESTION, CueKind.COMMIT, CueKind.DEMAND})
CLAIMS = frozenset({CueKind.ASSERT, CueKind.SHOW, CueKind.SEEM, CueKind.COMMIT})
GAP = re.compile(r"""[\s,:;.?!—–\-"”’']*(?:and|but|then)?[\s,]*$""")
ENDS_OPEN = re.compile(r"""[,?!—–-]["”’']+$|[,?!—–-]''$""")
AFTER = re.compile(r"[\s,:—–-]*")
PLAIN = frozenset({"speak", "speak-to-somebody", "report"})
PARTISAN = "partisan"
MIN_REST = 3  # fewer words after "said" are a time or a place
JOINTS = ("and", "but", "while", "whereas")
RELATIVE = frozenset({"who", "which", "that", "whom"})
NO_SOURCE = frozenset({"it", "there"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution before anybody asks who the source is.

    `noun` is the source's governing word in `sentence`; None when nobody is named.
    `row` and `frame` say which data row made it and how. `is_quoted`: direct speech.
    `quotes_follow`: the sentence ends in a colon.
    """

    sentence: Sentence
    noun: Token | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: CueKind
    is_assertion: bool
    row: str = ""
    frame: str = ""
    is_quoted: bool = False
    quotes_follow: bool = False

    @property
    def anchor(self) -> int:
        """Where its cue stands, or its content when it has none."""
        return self.cue.start if self.cue else self.content[0].start

    @property
    def end(self) -> int:
        """The last character of any part of it."""
        ends = [part.end for part in self.content]
        ends += [part.end for part in (self.source, self.cue) if part]
        return max(ends)

    @property
    def speaks(self) -> bool:
        """Whether its cue can carry direct speech."""
        return self.kind in SPOKEN


@dataclass(frozen=True, slots=True)
class _Filled:
    """A frame that the sentence fills; `words` or `spans` are its content."""

    frame: str
    words: tuple[Token, ...] = ()
    spans: tuple[Span, ...] = ()


def drafts_in(
    text: str, sentence: Sentence, quotations: Sequence[Quotation], cues: Cues
) -> Iterator[Draft]:
    """The attributions whose cue stands in this sentence, outside direct speech."""
    near = [
        q
        for q in quotations
        if _is_near(text, q, sentence) and (not q.is_short or _ends_open(text, q))
    ]
    found = []
    for token in sentence.tokens:
        if near and any(q.span.contains(token.span) for q in near):
            continue
        if token.tag[0] == "V" and token.dep not in {"aux", "auxpass"}:
            draft = _verb(text, sentence, token, near, cues)
        elif token.pos == "NOUN" and token.lower in cues.nouns:
            draft = _noun(sentence, token, cues.nouns[token.lower])
        elif token.pos == "ADJ" and token.lower in cues.adjectives:
            draft = _adjective(sentence, token, cues.adjectives[token.lower])
        else:
            draft = None
        if draft is not None:
            found.append(draft)
    yield from _untangled(text, found)


def _ends_open(text: str, quotation: Quotation) -> bool:
    """Whether it ends as speech does before "he said": with a comma, ? or ! inside."""
    return ENDS_OPEN.search(quotation.span.of(text)) is not None


def _untangled(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Cut what a cue said from what a second cue beside it says.

    The parser hangs ", adding that ..." and "... and the army said that ..." into the
    clause before; both speak for themselves, the participle with the same source.
    """
    done = list(drafts)
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
    if not same:
        return None
    source = inner.source
    begins = inner.cue.start
    if source is not None and outer.cue.end < source.start < begins:
        begins = source.start
    lead = text[:begins].rstrip()
    for joint in JOINTS:
        if lead.endswith((" " + joint, "," + joint)):
            return len(lead) - len(joint)
    return None


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
        and verb.tag in {"VBD", "VBZ", "VBP"}
        and inner.row in {"speak", "speak-clause", "speak-to-somebody"}
        and not inner.sentence.below(verb, "nsubj", "nsubjpass")
    )


def _before(content: Sequence[Span], place: int) -> tuple[Span, ...]:
    kept = (Span(p.start, min(p.end, place)) for p in content if p.start < place)
    return tuple(span for span in kept if span.end > span.start)


def _is_near(text: str, quotation: Quotation, sentence: Sentence) -> bool:
    """In the sentence, or right before it and asking for it: "Why?" he said."""
    span = quotation.span
    if span.overlaps(sentence.span):
        return True
    return 0 <= sentence.span.start - span.end <= 2 and (
        text[span.start : span.end].rstrip("\"'”’").endswith(("?", "!", ",", "…"))
    )


def _verb(
    text: str,
    sentence: Sentence,
    verb: Token,
    quotations: Sequence[Quotation],
    cues: Cues,
) -> Draft | None:
    if verb.i and sentence.tokens[verb.i - 1].text == "<":
        return None
    if verb.lower == "according":
        return _according(sentence, verb)
    known = cues.verbs.get(verb.lower, ())
    if not known and not quotations:
        return None
    passive = is_passive(sentence, verb)
    noun = subject_of(sentence, verb)
    source = phrase(sentence, noun, without=_below(sentence, verb)) if noun else None
    if noun is None or any(q.span.contains(noun.span) for q in quotations):
        noun, source = _beside_quotation(text, sentence, verb, quotations)
        if noun is None and not passive:
            noun = nearest_subject(sentence, verb)
            source = name_at(sentence, noun) if noun else None
    cluster = verb.span.join(source) if source else verb.span
    if cluster.end - cluster.start > 400 or any(
        q.span.overlaps(cluster) for q in quotations
    ):
        cluster = verb.span
    spoken = _direct_speech(text, sentence, verb, cluster, quotations, bool(known))
    if not known and not (spoken and _may_speak(sentence, verb, noun)):
        return None
    cue = next((c for c in known if c.kind in SPOKEN and c.takes("c")), None)
    if spoken and (cue or not known):
        filled: _Filled | None = _Filled("c", (), spoken)
        clause = _clause(sentence, verb)
        if clause:
            filled = _Filled("c", clause, spoken)
    else:
        cue, filled = _frame(sentence, verb, known, passive=passive)
    if filled is None:
        cue = next((c for c in known if c.row in PLAIN), None)
        if cue is None:
            return None
        filled = _loose(text, sentence, verb, noun, source)
    without = {verb.i}
    if noun is not None and filled.frame != "P":
        without |= {w.i for w in sentence.tokens_in(source)} if source else set()
    without |= {w.i for w in cue_words(sentence, verb)}
    content = _merge(
        [*stretches(sentence, filled.words, without=without), *filled.spans]
    )
    if filled.frame == "c" and not spoken:
        content = _after_semicolon(text, content, cluster.start)
    ends_in_colon = sentence.span.of(text).rstrip().endswith(":")
    if not content and not (ends_in_colon and filled.frame == "c"):
        return None
    kind = cue.kind if cue else CueKind.ASSERT
    if kind is CueKind.SEEM and noun is not None and filled.frame != "P":
        if noun.lower not in NO_SOURCE and source is not None:
            content = _merge([source, *content])
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
        is_assertion=kind in CLAIMS and filled.frame in {"c", "P", "a", "as"},
        row=cue.row if cue else "any verb after a quotation",
        frame=filled.frame,
        is_quoted=bool(spoken),
        quotes_follow=ends_in_colon,
    )


def _after_semicolon(
    text: str, content: Sequence[Span], cue_start: int
) -> tuple[Span, ...]:
    """What stands before a cue reaches back to a semicolon, not over it."""
    place = text.rfind(";", content[0].start, cue_start) if content else -1
    if place < 0 or any(part.start >= cue_start for part in content):
        return tuple(content)
    kept = (Span(max(p.start, place + 1), p.end) for p in content if p.end > place + 1)
    return tuple(kept)


def _may_speak(sentence: Sentence, verb: Token, noun: Token | None) -> bool:
    """Whether a verb we do not know can be one of saying: "No," she deadpanned."""
    return (
        noun is not None
        and noun.pos in {"PROPN", "PRON"}
        and verb.pos == "VERB"
        and verb.tag in {"VBD", "VBZ", "VBP"}
        and not sentence.below(verb, "dobj", "xcomp", "attr", "acomp", "ccomp")
    )


def _loose(
    text: str,
    sentence: Sentence,
    verb: Token,
    noun: Token | None,
    source: Span | None,
) -> _Filled:
    """What a plain verb of saying says where the parser links nothing to it.

    Between commas or at the end it is an insertion, and the rest is said ("Growth, he
    said, is slow"); otherwise what follows is. A colon leaves all to the next lines.
    """
    nothing = _Filled("c")
    if noun is None or source is None:
        return nothing
    cluster = verb.span.join(source)
    before = text[sentence.span.start : cluster.start].rstrip()
    after = text[cluster.end : sentence.span.end].lstrip()
    if before.endswith((",", "”", '"')) and (not after or after[0] in ",.;"):
        return _Filled(
            "c", tuple(w for w in sentence.tokens if not w.span.overlaps(cluster))
        )
    rest = tuple(w for w in sentence.tokens if w.start >= cluster.end)
    if len(rest) > MIN_REST and source.start < verb.start:
        return _Filled("c", rest)
    return nothing


def _beside_quotation(
    text: str, sentence: Sentence, verb: Token, quotations: Sequence[Quotation]
) -> tuple[Token | None, Span | None]:
    """The words between a quotation and the verb after it, or right after both.

    For sentences that the parser misreads: "Talk," Ramos, 58, told a reporter.
    """
    for quotation in quotations:
        if quotation.span.end > verb.start or not _ends_open(text, quotation):
            continue
        between = sentence.tokens_in(Span(quotation.span.end, verb.start))
        between = [word for word in between if word.i < verb.i]
        if between and all(word.tag[0] != "V" for word in between):
            name = _first_name(between)
            if name:
                return name[-1], Span(name[0].start, name[-1].end)
        if not between:
            name = _first_name(list(sentence.tokens[verb.i + 1 :]))
            if name:
                return name[-1], Span(name[0].start, name[-1].end)
    return None, None


def _first_name(words: Sequence[Token]) -> list[Token]:
    """The run of name words that a stretch begins with."""
    name: list[Token] = []
    for word in words:
        if word.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"}:
            break
        name.append(word)
    return name


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


def _direct_speech(
    text: str,
    sentence: Sentence,
    verb: Token,
    cluster: Span,
    quotations: Sequence[Quotation],
    is_known: bool,
) -> tuple[Span, ...]:
    """The quotations right before and right after source and verb."""
    found = []
    for quotation in quotations:
        span = quotation.span
        if span.end <= cluster.start:
            gap = text[span.end : cluster.start]
            if GAP.match(gap) and (is_known or ENDS_OPEN.search(span.of(text))):
                found.append(span)
        elif span.start >= cluster.end and is_known:
            between = sentence.tokens_in(Span(cluster.end, span.start))
            if all(word.tag[0] != "V" or word.tag == "VBG" for word in between) and (
                AFTER.fullmatch(text[cluster.end : span.start])
                or text[: span.start].rstrip().endswith((":", ","))
                or not sentence.below(verb, "ccomp", "dobj", "xcomp")
            ):
                found.append(span)
    return tuple(found)


def _frame(
    sentence: Sentence, verb: Token, known: Sequence[Cue], *, passive: bool
) -> tuple[Cue | None, _Filled | None]:
    """The first frame of any cue that the sentence fills."""
    for filled in _frames(sentence, verb, passive=passive):
        for cue in known:
            if cue.takes(filled.frame):
                return cue, filled
    return None, None


def _clause(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    words: list[Token] = []
    for child in sentence.below(verb, "ccomp"):
        occasion = _occasion(sentence, verb, child)
        words.extend(w for w in sentence.subtree(child) if w.i not in occasion)
    if not words:
        # "told a meeting of leaders that ...": the clause hangs on a noun before it.
        for noun in sentence.below(verb, "dobj"):
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


def _frames(sentence: Sentence, verb: Token, *, passive: bool) -> Iterator[_Filled]:
    """Every frame that the verb's complements fill, the most telling first."""
    if passive:
        yield from _passive_frames(sentence, verb)
        return
    clause = _clause(sentence, verb)
    if clause:
        yield _Filled("c", clause)
    inserted = _inserted_in(sentence, verb)
    if inserted:
        yield _Filled("c", inserted)
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
            yield _Filled("a", _subtrees(sentence, words))
    if infinitives:
        yield _Filled("x", _subtrees(sentence, [*objects, *infinitives]))
    if objects:
        yield _Filled("o", _subtrees(sentence, objects))
    for preposition in sentence.below(verb, "prep", "prt"):
        complements = sentence.below(preposition, "pobj", "pcomp")
        if complements:
            more = infinitives if preposition.lower in {"on", "upon"} else []
            yield _Filled(preposition.lower, _subtrees(sentence, [*complements, *more]))


def _passive_frames(sentence: Sentence, verb: Token) -> Iterator[_Filled]:
    clause = _clause(sentence, verb)
    if clause:
        yield _Filled("c", clause)
    agent = {w.i for by in sentence.below(verb, "agent") for w in sentence.subtree(by)}
    subjects = sentence.below(verb, "nsubjpass")
    rest = sentence.below(verb, "xcomp", "oprd", "prep", "advcl")
    rest = [w for w in rest if w.dep != "prep" or w.lower in {"as", "of", "for"}]
    words = [w for w in _subtrees(sentence, [*subjects, *rest]) if w.i not in agent]
    if words and (rest or agent):
        yield _Filled("P", tuple(words))


def _inserted_in(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
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


def _subtrees(sentence: Sentence, heads: Sequence[Token]) -> tuple[Token, ...]:
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


def _noun(sentence: Sentence, noun: Token, known: Sequence[Cue]) -> Draft | None:
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
            words = _subtrees(sentence, heads)
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


def _owner(sentence: Sentence, noun: Token) -> Token | None:
    """Whose claim it is: "Iran's claim", "a statement by Iran"."""
    for owner in sentence.below(noun, "poss"):
        return owner
    for by in sentence.below(noun, "prep", "agent"):
        if by.lower in {"by", "from"}:
            for owner in sentence.below(by, "pobj"):
                return owner
    return None


def _below_noun(sentence: Sentence, noun: Token) -> set[int]:
    """The cue's own words, which are no part of the source beside it."""
    mine = sentence.subtree(noun)
    return {word.i for word in mine if word.i > noun.i}


def _partisan(sentence: Sentence, noun: Token) -> Token | None:
    """Whom "a critic of the deal" names: what it is said of, else the noun itself."""
    head = sentence.tokens[noun.head]
    if noun.dep == "attr":
        return subject_of(sentence, head)
    return head if noun.dep == "appos" else noun


def _holder(sentence: Sentence, noun: Token) -> Token | None:
    """Who has or makes the claim: "expressed doubt that ...", "in the hope that ..."."""
    head = sentence.tokens[noun.head]
    if noun.dep == "pobj":
        head = sentence.tokens[head.head]
    if noun.dep not in {"dobj", "pobj"} or head.pos != "VERB":
        return None
    found = subject_of(sentence, head)
    return None if found is None or found.lower in NO_SOURCE else found


def _adjective(sentence: Sentence, word: Token, known: Sequence[Cue]) -> Draft | None:
    """What somebody is sure of: "confident that ...", "worried about ..."."""
    verb = sentence.tokens[word.head]
    if word.dep != "acomp" or verb.pos not in {"AUX", "VERB"}:
        return None
    noun = subject_of(sentence, verb)
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
        words = _subtrees(sentence, heads)
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


def _merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Overlapping stretches as one, in text order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + 1:
            merged[-1] = merged[-1].join(span)
        else:
            merged.append(span)
    return tuple(merged)


__all__ = ["Draft", "agent_of", "drafts_in"]
