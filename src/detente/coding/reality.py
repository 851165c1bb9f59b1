"""Word, sentence, cue words -> whether what the word names is real there.

Climbs from a word to the words that govern it; each tells how an event under it fares
("failed to attack": denied; "did not fail to attack": happened).
"""

from dataclasses import dataclass

from detente.coding.tense import Tense, is_negated, tense_of
from detente.knowledge.cues import Cues, Governor
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

H, G, P = Status.HAPPENED, Status.ONGOING, Status.PLANNED
D, Y, R, C = Status.DENIED, Status.HYPOTHETICAL, Status.DEMANDED, Status.CANCELLED
REAL = frozenset({H, G})
MAX_DEPTH = 9  # governors above a trigger; deeper trees are parse errors
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
# Types that are arranged beforehand: "the talks will focus on" speaks of talks to come,
# "the attack will hurt" of an attack that was.
ARRANGED = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
        EventType.CONCEDE,
    }
)
# Types that last: "Israel backs Azerbaijan" goes on, "Iran accuses" is one act.
LASTING = frozenset(
    {
        EventType.COOPERATE,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.COERCE,
        EventType.ASSAULT,
        EventType.PROTEST,
    }
)
# After these, "to discuss" tells what was done there and not what for.
GATHERING = frozenset(
    "meet met meets meeting gather gathered convene convened sit sat held hold spoke "
    "talked assembled served serve serves".split()
)
LIMITS = frozenset({"first", "last", "only", "second", "third", "latest", "next"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his"})
BE = frozenset({"is", "are", "was", "were", "'s", "’s", "be", "been"})
ORDERING = frozenset(
    "order orders ordered ordering instruct instructs instructed".split()
)
PARTICLES = frozenset({"off", "back", "out"})
PURPOSE_PREPOSITIONS = frozenset({"for", "to", "toward", "towards", "into"})
HELD_IN = frozenset({"for", "in", "at", "with", "through", "on", "to", "during"})
REPLACING = frozenset({"instead", "rather", "far"})
STOP_SHORT = Governor("stop short", Status.DENIED, Status.HAPPENED, frozenset())


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the steps that led to it."""

    status: Status
    because: tuple[str, ...] = ()

    def after(self, status: Status, reason: str) -> "Verdict":
        """Another status that follows from this one."""
        return Verdict(status, (*self.because, reason))


class Reality:
    """Reads one sentence for one event type."""

    def __init__(
        self,
        sentence: Sentence,
        cues: Cues,
        *,
        type: EventType | None = None,
        is_reported: bool = False,
    ) -> None:
        """`is_reported`: somebody is quoted, so that "would" is a future in the past."""
        self._sentence = sentence
        self._cues = cues
        self._type = type
        self._is_reported = is_reported

    def of(self, word: Token, depth: int = 0) -> Verdict:
        """The status of what `word` names."""
        if depth > MAX_DEPTH:
            return Verdict(H, ("nested too deep",))
        if word.tag[0] == "V" or word.pos == "AUX":
            return self._verb(word, depth)
        return self._noun(word, depth)

    # -- verbs ---------------------------------------------------------------------

    def _verb(self, verb: Token, depth: int) -> Verdict:
        s = self._sentence
        negated = is_negated(s, verb)
        tense = self._tense(verb)
        no_object = any(
            word.lower in {"no", "neither"}
            for child in s.below(verb, "dobj")
            for word in s.below(child, "det")
        )
        if tense in {Tense.INFINITIVE, Tense.BARE, Tense.GERUND, Tense.PARTICIPLE}:
            found = self._climb(verb, tense, depth)
        else:
            found = self._context(verb, self._finite(verb, tense), depth)
        for adverb in s.below(verb, "advmod"):
            row = self._row("adverb", adverb.lower, "m")
            if row is None or row.effect is Status.DENIED:
                continue
            open_still = found.status in {H, G, P} and row.effect is Y
            if open_still or (found.status in REAL and tense is Tense.PRESENT):
                found = found.after(row.effect, f"“{adverb.text}”")
        if negated or no_object:
            return found.after(self._not(found.status, tense), "negated")
        return found

    def _tense(self, verb: Token) -> Tense:
        """Its tense; a present joined to an infinitive is a bare form mistagged."""
        tense = tense_of(self._sentence, verb)
        if tense is not Tense.PRESENT or verb.dep != "conj" or verb.tag != "VBP":
            return tense
        head = self._sentence.tokens[verb.head]
        if head.tag != "VB" or self._sentence.below(verb, "nsubj", "aux"):
            return tense
        return Tense.BARE

    def _not(self, status: Status, tense: Tense) -> Status:
        if status is D:
            return D if tense is Tense.BARE else H
        if status is Y and tense is Tense.MAYBE:
            return Y
        if status is Y and tense is Tense.UNREAL:
            return H  # "would not have met without": they met
        return D

    def _finite(self, verb: Token, tense: Tense) -> Verdict:
        name = tense.value
        if tense is Tense.PERFECT_INFINITIVE and self._head(verb).lower in BE:
            return Verdict(P, ("was to have been",))
        match tense:
            case Tense.PAST | Tense.PERFECT | Tense.PERFECT_INFINITIVE:
                return Verdict(H, (name,))
            case Tense.PROGRESSIVE:
                if self._has_future_time(verb):
                    return Verdict(P, (name, "a time to come"))
                return Verdict(G, (name,))
            case Tense.FUTURE:
                return Verdict(P, (name,))
            case Tense.WOULD:
                if self._is_reported or self._under_past(verb):
                    return Verdict(P, ("future in the past",))
                return Verdict(Y, (name,))
            case Tense.MAYBE | Tense.ABLE | Tense.UNREAL:
                return Verdict(Y, (name,))
            case Tense.MUST:
                return Verdict(R, (name,))
            case _:
                if self._has_future_time(verb):
                    return Verdict(P, (name, "a time to come"))
                if self._sentence.is_title or self._type not in LASTING:
                    return Verdict(H, (name,))
                return Verdict(G, (name,))

    def _head(self, word: Token) -> Token:
        return self._sentence.tokens[word.head]

    def _under_past(self, verb: Token) -> bool:
        head = self._sentence.tokens[verb.head]
        while verb.dep == "conj" and head.i != head.head:
            verb, head = head, self._sentence.tokens[head.head]
        return verb.dep in {"ccomp", "acl"} and (
            head.tag in {"VBD", "VBN"} or head.pos == "NOUN"
        )

    def _has_future_time(self, verb: Token) -> bool:
        s = self._sentence
        for child in s.below(verb, "npadvmod", "advmod"):
            words = {w.lower for w in s.subtree(child)}
            if words & {"tomorrow", "next", "soon", "shortly"}:
                return True
        for by in s.below(verb, "prep"):
            words = {w.lower for w in s.subtree(by)}
            if by.lower in {"in", "on", "at", "later"} and "next" in words:
                return True
        return False

    def _context(self, verb: Token, found: Verdict, depth: int) -> Verdict:
        """A finite clause under its governor: only some change what it says."""
        s = self._sentence
        head = s.tokens[verb.head]
        for mark in s.below(verb, "mark", "advmod"):
            row = self._row("preposition", mark.lower, "m")
            if row is not None and row.effect is Y:
                return found.after(Y, f"“{mark.text}”")
        if verb.dep == "advcl" and self._is_inverted(verb):
            return found.after(Y, "an if without “if”")
        if verb.dep == "conj" and head.tag[0] == "V":
            marks = s.below(head, "mark")
            if any(self._is_if(mark) for mark in marks):
                return found.after(Y, "under the same condition")
            return self._context(head, found, depth + 1) if depth < 4 else found
        if verb.dep == "advcl" and head.tag[0] == "V" and found.status in REAL:
            return self._adverbial(verb, head, found, depth)
        if verb.dep not in {"ccomp", "acl", "pcomp"} or head.i == verb.i:
            return found
        if head.pos == "NOUN" and self._is_refuted(head):
            return found.after(D, f"“{head.text}” is denied")
        pos = "noun" if head.pos == "NOUN" else "verb"
        pos = "adjective" if head.pos == "ADJ" else pos
        row = self._row(pos, head.lower, "c")
        denies = is_negated(s, head) if head.tag[0] == "V" else False
        if row is None:
            if denies and self._is_belief(head):
                return found.after(D, f"“{head.text}” is negated")
            return found
        effect = row.negated if denies else row.effect
        if effect is D:
            return found.after(D, f"“{head.text}” ({row.row})")
        tense = tense_of(s, verb)
        if effect is R and tense not in {Tense.BARE, Tense.MUST, Tense.INFINITIVE}:
            return found
        is_past = tense in {Tense.PAST, Tense.PERFECT}
        if effect in {Y, R} and (denies or not is_past):
            return found.after(effect, f"“{head.text}” ({row.row})")
        return found

    def _is_inverted(self, verb: Token) -> bool:
        """An auxiliary before the subject and no conjunction: "Had they fired ..."."""
        s = self._sentence
        subjects = s.below(verb, "nsubj", "nsubjpass")
        helpers = s.below(verb, "aux", "auxpass")
        return (
            bool(subjects and helpers)
            and helpers[0].i < subjects[0].i
            and helpers[0].lower in {"had", "should", "were"}
            and not s.below(verb, "mark")
        )

    def _is_refuted(self, claim: Token) -> bool:
        """Whether the claim that holds the clause is itself denied or called false."""
        s = self._sentence
        head = self._head(claim)
        if claim.dep == "nsubj":
            rows = (
                self._row("adjective", w.lower, "c") for w in s.below(head, "acomp")
            )
            return any(row is not None and row.effect is D for row in rows)
        if claim.dep in {"dobj", "nsubjpass"}:
            row = self._row("verb", head.lower, "o")
            return row is not None and row.effect is D and not is_negated(s, head)
        truth = self._head(head)
        return (
            claim.dep == "pobj"
            and truth.lower in {"truth", "substance", "basis"}
            and any(w.lower == "no" for w in s.below(truth, "det"))
        )

    def _is_if(self, mark: Token) -> bool:
        row = self._row("preposition", mark.lower, "m")
        return row is not None and row.effect is Y

    def _is_belief(self, head: Token) -> bool:
        return any(cue.row == "think" for cue in self._cues.verbs.get(head.lower, ()))

    def _adverbial(
        self, verb: Token, head: Token, found: Verdict, depth: int
    ) -> Verdict:
        """A plan takes "once they meet" along with it, "when they met" it does not."""
        if tense_of(self._sentence, verb) not in {Tense.PRESENT, Tense.PERFECT}:
            return found
        marks = {m.lower for m in self._sentence.below(verb, "mark", "advmod")}
        if "until" in marks:
            return found.after(P, "“until”")
        main = self.of(head, depth + 1)
        times = {"when", "once", "after", "before", "until", "as", "while", "till"}
        if marks & times and main.status in {P, R, Y}:
            return found.after(P, "together with a plan")
        if marks & {"before", "until"} and main.status in REAL:
            return found.after(P, "“before”")
        return found

    # -- verbs without a tense of their own ------------------------------------------

    def _climb(self, verb: Token, tense: Tense, depth: int) -> Verdict:
        s = self._sentence
        head = s.tokens[verb.head]
        if verb.head == verb.i:
            return self._root(verb, tense)
        for mark in s.below(verb, "mark", "advmod", "prep"):
            row = self._row("preposition", mark.lower, "m")
            if row is not None and (mark.i < verb.i) and mark.dep != "prep":
                return Verdict(row.effect, (f"“{mark.text}”",))
        match verb.dep:
            case "conj":
                return self.of(head, depth + 1)
            case "xcomp" | "ccomp":
                return self._complement(verb, head, tense, depth)
            case "advcl":
                return self._adjunct(verb, head, tense, depth)
            case "pcomp" | "pobj":
                return self._after_preposition(verb, head, depth)
            case "acl" | "relcl":
                return self._after_noun(verb, head, tense, depth)
            case "csubj" | "nsubj" | "dobj" | "attr":
                return self._noun(verb, depth)
            case "amod":
                ended = tense is Tense.PARTICIPLE
                return Verdict(H if ended else G, ("participle before a noun",))
            case _:
                return self._root(verb, tense)

    def _root(self, verb: Token, tense: Tense) -> Verdict:
        if tense is Tense.INFINITIVE:
            return Verdict(P, ("infinitive by itself: what is to come",))
        if tense is Tense.GERUND:
            return Verdict(G, ("-ing form by itself",))
        return Verdict(H, ("no tense",))

    def _complement(
        self, verb: Token, head: Token, tense: Tense, depth: int
    ) -> Verdict:
        s = self._sentence
        if head.lower in BE:
            main = self.of(head, depth + 1)
            if tense is Tense.INFINITIVE and main.status in REAL:
                return main.after(P, "“is to”")
            return main
        if head.lower in {"going", "gon"} and s.below(head, "aux"):
            return self._combine(head, Governor("", P, D, frozenset()), depth)
        if any(w.lower == "yet" for w in s.below(head, "advmod")):
            return Verdict(D, ("“yet to”",))
        if head.lower in {"has", "have", "had", "got", "needs", "need", "needed"}:
            return self._combine(head, Governor("", R, D, frozenset()), depth)
        if head.lower == "used":
            return Verdict(H, ("“used to”",))
        if head.pos == "ADJ":
            return self._governed(head, "adjective", ("x",), depth)
        if tense is Tense.GERUND:
            return self._governed(head, "verb", ("g", "x"), depth)
        own_subject = verb.dep == "ccomp" and s.below(verb, "nsubj", "nsubjpass")
        if s.below(head, "auxpass") or (head.tag == "VBN" and not s.below(head, "aux")):
            return self._governed(head, "verb", ("P", "x", "ox"), depth, "adjective")
        if head.lower in ORDERING and any(
            s.below(w, "poss") for w in s.below(head, "dobj")
        ):
            return self._combine(head, Governor("", P, D, frozenset()), depth)
        if s.below(head, "dobj") or own_subject:
            frames = ("c", "ox") if tense is Tense.BARE else ("ox", "c", "x")
            return self._governed(head, "verb", frames, depth)
        return self._governed(head, "verb", ("x", "c"), depth)

    def _adjunct(self, verb: Token, head: Token, tense: Tense, depth: int) -> Verdict:
        main = self.of(head, depth + 1)
        if tense is Tense.INFINITIVE:
            if main.status in REAL and head.lower in GATHERING:
                return main
            row = self._row("verb", head.lower, "x")
            if row is not None and row.effect is G and main.status is G:
                return main
            if main.status in REAL:
                return main.after(P, "purpose")
            return main
        return main

    def _after_preposition(self, word: Token, by: Token, depth: int) -> Verdict:
        """An -ing form or noun after a preposition."""
        s = self._sentence
        head = s.tokens[by.head]
        while head.dep == "prep" and head.head != head.i:
            by, head = head, s.tokens[head.head]
        if any(w.lower in {"ahead", "prior"} for w in (by, head)):
            return Verdict(P, ("“ahead of”",))
        beside = (by, head, *s.below(by, "advmod"), *s.below(head, "advmod"))
        for other in beside:
            if other.lower in REPLACING and other.i < word.i:
                return Verdict(D, (f"“{other.text}”",))
        if head.lower == "short" and by.lower == "of":
            return self._combine(self._head(head), STOP_SHORT, depth)
        pos = {"VERB": "verb", "ADJ": "adjective"}.get(head.pos, "noun")
        row = self._row(pos, head.lower, by.lower)
        if row is not None:
            return self._combine(head, row, depth)
        row = self._row("preposition", by.lower, "m")
        if row is not None:
            return self._by_preposition(by, head, row, depth)
        if pos == "noun":
            if by.lower == "of" and by.head != head.head:
                return self.of(head, depth + 1)
            return Verdict(H, ("taken for granted",))
        main = self.of(head, depth + 1)
        if by.lower in PURPOSE_PREPOSITIONS and main.status in REAL:
            if word.tag[0] == "V" or by.lower != "for":
                return main.after(H, "taken for granted")
            if self._may_be_arranged(word):
                return main.after(P, "purpose")
            return main.after(H, "taken for granted")
        if main.status is D and self._is_definite(word):
            return main.after(H, "taken for granted")
        if by.lower in HELD_IN and self._may_be_arranged(word):
            return main
        return main.after(H, "taken for granted")

    def _by_preposition(
        self, by: Token, head: Token, row: Governor, depth: int
    ) -> Verdict:
        if row.effect is not P:
            return Verdict(row.effect, (f"“{by.text}”",))
        main = self.of(head, depth + 1)
        return main.after(P if main.status is not H else H, f"“{by.text}”")

    def _after_noun(
        self, verb: Token, noun: Token, tense: Tense, depth: int
    ) -> Verdict:
        s = self._sentence
        if tense is Tense.INFINITIVE:
            row = self._row("noun", noun.lower, "x")
            if row is not None:
                return self._combine(noun, row, depth)
            if any(w.lower in LIMITS for w in s.below(noun, "amod")):
                main = self._clause_of(noun, depth)
                return main if main.status is not G else main.after(H, "the first to")
            return Verdict(P, ("infinitive after a noun",))
        if tense is Tense.PARTICIPLE:
            main = self._clause_of(noun, depth)
            if main.status in {P, Y} and noun.dep in {"attr", "pobj"}:
                head = s.tokens[noun.head]
                if noun.dep == "attr" or head.lower == "of":
                    return main
            return Verdict(H, ("participle after a noun",))
        main = self._clause_of(noun, depth)
        return main if main.status is not H else Verdict(G, ("-ing form after a noun",))

    def _clause_of(self, noun: Token, depth: int) -> Verdict:
        """The status of the clause that a noun stands in."""
        for head in self._sentence.above(noun):
            if head.tag[0] == "V" or head.pos == "AUX":
                return self.of(head, depth + 1)
        return Verdict(H, ("no verb above",))

    # -- nouns -------------------------------------------------------------------------

    def _noun(self, noun: Token, depth: int) -> Verdict:
        s = self._sentence
        for child in s.below(noun, "amod", "compound", "det", "neg", "advmod"):
            if child.lower in {"no", "neither"}:
                return Verdict(D, (f"“{child.text}”",))
            row = self._row("adjective", child.lower, "m")
            if row is not None and (row.effect is not H or child.dep == "amod"):
                return Verdict(row.effect, (f"“{child.text}” ({row.row})",))
        for mark in s.below(noun, "mark"):
            if self._is_if(mark):
                return Verdict(Y, (f"“{mark.text}”",))
        for owned in s.below(noun, "poss"):
            words = [w.lower for w in s.subtree(owned)]
            if words[:1] == ["next"] or "tomorrow" in words:
                return Verdict(P, ("a time to come",))
        head = s.tokens[noun.head]
        match noun.dep:
            case "ROOT":
                return Verdict(H, ("a noun by itself",))
            case "nsubj" | "csubj":
                return self._as_subject(noun, head, depth)
            case "nsubjpass":
                rows = ("P", "o")
                return self._governed(head, "verb", rows, depth, "adjective")
            case "dobj" | "dative":
                return self._as_object(noun, head, depth)
            case "attr" | "acomp" | "oprd":
                return self.of(head, depth + 1)
            case "pobj":
                return self._after_preposition(noun, head, depth)
            case "conj" | "appos":
                return self.of(head, depth + 1)
            case "compound" | "nmod" | "amod":
                row = self._row("noun", head.lower, "of")
                row = row or self._row("noun", head.lower, "x")
                if row is not None:
                    return self._combine(head, row, depth)
                return self._noun(head, depth + 1)
            case _:
                return Verdict(H, ("taken for granted",))

    def _as_subject(self, noun: Token, head: Token, depth: int) -> Verdict:
        s = self._sentence
        for adjective in s.below(head, "acomp", "attr", "advmod"):
            row = self._row("adjective", adjective.lower, "s")
            if row is not None:
                return self._combine(head, row, depth)
        if head.tag == "MD" and head.dep == "advcl":
            return Verdict(Y, (f"“{head.text}”",))  # "Should Mali attack, ..."
        if self._particles("verb", head):
            return self._governed(head, "verb", (), depth)
        row = self._row("verb", head.lower, "s")
        main = self.of(head, depth + 1)
        if row is not None:
            return self._combine(head, row, depth)
        if head.pos == "AUX" and any(
            tense_of(s, x) is Tense.INFINITIVE for x in s.below(head, "xcomp")
        ):
            return main.after(P, "“is to”")
        if main.status in {P, Y} and self._type in ARRANGED:
            return main
        return Verdict(H, ("taken for granted as a subject",))

    def _as_object(self, noun: Token, head: Token, depth: int) -> Verdict:
        found = self._row("verb", head.lower, "o")
        if found is None and not self._particles("verb", head):
            main = self.of(head, depth + 1)
            if main.status not in REAL and self._may_be_arranged(noun):
                return main
            return Verdict(H, ("taken for granted as an object",))
        return self._governed(head, "verb", ("o",), depth)

    def _may_be_arranged(self, noun: Token) -> bool:
        """Whether a plan may bring it about: not a definite one of the past."""
        if self._type in ARRANGED:
            return True
        return not self._is_definite(noun)

    def _is_definite(self, noun: Token) -> bool:
        dets = self._sentence.below(noun, "det", "poss")
        return any(w.dep == "poss" or w.lower in DEFINITE for w in dets)

    # -- governors -----------------------------------------------------------------------

    def _row(self, pos: str, word: str, frame: str) -> Governor | None:
        for row in self._cues.governors.get((pos, word), ()):
            if frame in row.frames:
                return row
        return None

    def _particles(self, pos: str, head: Token) -> list[str]:
        """Its particles that a row knows: "put off", "pushed back"."""
        words = [
            p.lower
            for p in self._sentence.below(head, "prt", "advmod")
            if p.dep == "prt" or p.lower in PARTICLES
        ]
        return [word for word in words if self._row(pos, head.lower, word)]

    def _governed(
        self,
        head: Token,
        pos: str,
        frames: tuple[str, ...],
        depth: int,
        also: str | None = None,
    ) -> Verdict:
        particles = self._particles(pos, head)
        for frame in (*particles, *frames):
            row = self._row(pos, head.lower, frame)
            if row is None and also is not None:
                row = self._row(also, head.lower, "x")
            if row is not None:
                return self._combine(head, row, depth)
        return self.of(head, depth + 1)

    def _is_accepted(self, noun: Token) -> bool:
        """Whether the offer or invitation is taken up: "accepted an invitation to"."""
        return noun.dep == "dobj" and self._head(noun).lower.startswith("accept")

    def _combine(self, head: Token, row: Governor, depth: int) -> Verdict:
        """The governor's effect, given the governor's own status."""
        main = self.of(head, depth + 1)
        reason = f"“{head.text}” ({row.row})" if row.row else f"“{head.text}”"
        own = main.status
        if own is D:
            return main.after(row.negated, reason)
        if row.row == "announce" and self._type not in ARRANGED:
            return main.after(H, reason)  # "announced the arrest of": it was made
        if row.row == "maybe-noun" and self._is_accepted(head):
            return main.after(P, reason)
        match row.effect:
            case Status.HAPPENED | Status.ONGOING:
                if row.negated is H:
                    return main.after(row.effect, reason)
                if own in REAL:
                    return main.after(row.effect if row.effect is G else own, reason)
                return main.after(own, reason)
            case Status.PLANNED:
                return main.after(own if own in {Y, R, C} else P, reason)
            case Status.DEMANDED:
                return main.after(Y if own is Y else R, reason)
            case Status.DENIED:
                return main.after(Y if own in {Y, R} else D, reason)
            case Status.CANCELLED:
                return main.after({Y: Y, R: P}.get(own, C), reason)
            case _:
                return main.after(Y, reason)
