"""Reports of one article -> how their events bear on each other, as the text says.

A connective ties the event that governs it to the event inside what it governs: "Oland
recalled its envoy after the raid". Without an object ("In response, ...") it points to
the event told before. A few verbs do the same ("the raid prompted a protest").
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.knowledge.connectives import Connective, load_connectives
from detente.model.article import ParsedArticle
from detente.model.entry import Relation, Report
from detente.model.event import RelationKind
from detente.model.text import Sentence, Span, Token

# Verbs that say nothing but that their subject took place.
LIGHT = frozenset("come take occur happen follow arrive be".split())
# Verbs whose object is what their subject brought about.
CAUSE = frozenset("prompt trigger spark provoke cause unleash ignite".split())
# Nouns that mean an event told before, when nothing else is in the object.
BACK = frozenset(
    "move decision step action measure this that it announcement incident "
    "development act event".split()
)
CLAUSES = frozenset({"advcl", "acl", "relcl", "ccomp"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
FAR_BACK = 2  # sentences; what was told longer ago is named again


@dataclass(frozen=True, slots=True)
class _Link:
    effect: Report
    cause: Report
    kind: RelationKind
    words: str


def find_relations(
    reports: Sequence[Report], parsed: ParsedArticle
) -> dict[str, tuple[Relation, ...]]:
    """What each report's event is to others of the article, by the report's id.

    Reports without a relation are left out.
    """
    by_sentence: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        by_sentence[report.sentence].append(report)
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for index in sorted(by_sentence):
        sentence = parsed.sentences[index]
        if not sentence.tokens:
            continue
        for link in _links(sentence, by_sentence, parsed):
            if link.effect.trigger == link.cause.trigger:
                continue
            # One relation for a pair; the first connective read is the closest.
            found[link.effect.id].setdefault(
                link.cause.id,
                Relation(type=link.kind, report_id=link.cause.id, words=link.words),
            )
    return {
        report_id: tuple(by_cause[cause] for cause in sorted(by_cause))
        for report_id, by_cause in sorted(found.items())
    }


def _links(
    sentence: Sentence, by_sentence: Mapping[int, list[Report]], parsed: ParsedArticle
) -> Iterator[_Link]:
    here = _by_trigger(sentence, by_sentence[sentence.index])
    for token, connective in _connectives(sentence):
        words = " ".join(connective.words)
        last = sentence.tokens[token.i + len(connective.words) - 1]
        firsts = _governors(sentence, token, here)
        if connective.points_back:
            others = _told_before(sentence, firsts, by_sentence, parsed)
        else:
            others = _inside(sentence, token, last, here)
            if not others and _means_back(sentence, token, last):
                others = _told_before(sentence, firsts, by_sentence, parsed)
        if connective.is_inverse:
            firsts, others = others, firsts
        for first in firsts:
            for other in others:
                yield _Link(first, other, connective.kind, words)
    yield from _by_verbs(sentence, here)


def _by_trigger(
    sentence: Sentence, reports: Iterable[Report]
) -> dict[int, list[Report]]:
    """Reports by the place of their trigger's governing word."""
    found: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        head = sentence.head_of(report.trigger)
        if head is not None:
            found[head.i].append(report)
    return found


def _connectives(sentence: Sentence) -> Iterator[tuple[Token, Connective]]:
    table = load_connectives()
    words = [token.lower for token in sentence.tokens]
    skip_to = 0
    for i, word in enumerate(words):
        if i < skip_to:
            continue
        for connective in table.get(word, ()):
            n_words = len(connective.words)
            if tuple(words[i : i + n_words]) == connective.words:
                skip_to = i + n_words
                yield sentence.tokens[i], connective
                break


def _governors(
    sentence: Sentence, token: Token, here: Mapping[int, list[Report]]
) -> list[Report]:
    """The reports of the event that a connective is said of."""
    if token.head == token.i:
        return []
    start = sentence.tokens[token.head]
    if token.dep in {"mark", "advmod"} and start.dep in {"advcl", "acl"}:
        # "after it fired": the mark hangs on its own clause, whose head is meant.
        start = sentence.tokens[start.head]
    for word in (start, *sentence.above(start)):
        if found := here.get(word.i):
            return found
        if word.lemma in LIGHT:
            for subject in sentence.below(word, *SUBJECTS):
                if found := _highest(sentence, subject, here):
                    return found
        if word.pos == "VERB" and word.dep not in {"xcomp", "ccomp", "conj"}:
            break
    return []


def _inside(
    sentence: Sentence, token: Token, last: Token, here: Mapping[int, list[Report]]
) -> list[Report]:
    """The reports of the highest trigger in what the connective governs."""
    head = sentence.tokens[token.head]
    if token.dep in {"mark", "advmod"} and head.dep in CLAUSES:
        return _highest(sentence, head, here, after=last.end)
    # The parser now and then hangs the last preposition beside the first.
    return _highest(sentence, token, here, after=last.end) or _highest(
        sentence, last, here, after=last.end
    )


def _highest(
    sentence: Sentence,
    top: Token,
    here: Mapping[int, list[Report]],
    *,
    after: int = 0,
) -> list[Report]:
    waiting = [top]
    while waiting:
        below: list[Token] = []
        for word in waiting:
            if word.start >= after and word.i in here:
                return here[word.i]
            below.extend(sentence.below(word))
        waiting = below
    return []


def _means_back(sentence: Sentence, token: Token, last: Token) -> bool:
    """Whether the object is "the move", "this": an event told before."""
    objects = sentence.below(last, "pobj") or sentence.below(token, "pobj")
    return any(
        word.lemma in BACK
        and not any(w.pos == "PROPN" for w in sentence.subtree(word))
        and (word.pos != "DET" or word.dep == "pobj")
        for word in objects
    )


def _told_before(
    sentence: Sentence,
    firsts: Sequence[Report],
    by_sentence: Mapping[int, list[Report]],
    parsed: ParsedArticle,
) -> list[Report]:
    """The main event told last before this sentence, of the other side if there is one."""
    if not firsts:
        return []
    targets = {p.country_code for p in firsts[0].recipients} - {None}
    for index in range(sentence.index - 1, sentence.index - 1 - FAR_BACK, -1):
        told = [r for r in by_sentence.get(index, ()) if not r.is_title]
        if not told:
            continue
        ranked = sorted(told, key=lambda r: _rank(r, targets, parsed.sentences[index]))
        best = ranked[0]
        return [r for r in ranked if r.trigger == best.trigger]
    return []


def _rank(
    report: Report, targets: set[str | None], sentence: Sentence
) -> tuple[bool, int, Span]:
    """Smaller is likelier meant: done by whom the response hits, high in its sentence."""
    answered = not targets.isdisjoint({p.country_code for p in report.actors})
    head = sentence.head_of(report.trigger)
    depth = sum(1 for _ in sentence.above(head)) if head is not None else 99
    return not answered, depth, report.trigger


def _by_verbs(sentence: Sentence, here: Mapping[int, list[Report]]) -> Iterator[_Link]:
    """As in "the raid prompted a protest", "the visit follows months of talks"."""
    for verb in sentence.tokens:
        if verb.pos != "VERB" or verb.lemma not in CAUSE | {"follow"}:
            continue
        subjects = sentence.below(verb, *SUBJECTS)
        causes = _highest(sentence, subjects[0], here) if subjects else []
        if not subjects and verb.dep in {"advcl", "acl", "relcl"}:
            causes = _nearest_above(sentence, verb, here)
        inside = [w for w in sentence.below(verb) if w.dep not in SUBJECTS]
        effects = next(
            (found for w in inside if (found := _highest(sentence, w, here))), []
        )
        kind = RelationKind.BECAUSE_OF
        if verb.lemma == "follow":
            if verb.tag == "VBG" and verb.dep == "prep":
                continue
            kind = RelationKind.AFTER
            if not sentence.below(verb, "auxpass", "nsubjpass"):
                causes, effects = effects, causes
        for effect in effects:
            for cause in causes:
                yield _Link(effect, cause, kind, verb.text)


def _nearest_above(
    sentence: Sentence, word: Token, here: Mapping[int, list[Report]]
) -> list[Report]:
    return next((here[w.i] for w in sentence.above(word) if w.i in here), [])
