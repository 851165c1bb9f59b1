"""Word, sentence, cue words -> whether what the word names is real there.

Climbs from a word to the words that govern it; each tells how an event under it fares
("failed to attack": denied; "did not fail to attack": happened). Verbs with a tense are
read in `finite.py`, those without in `nonfinite.py`, nouns in `event_nouns.py`, and what
a governing word does in `governing.py`.
"""

from detente.coding.event_nouns import after_preposition, noun_status
from detente.coding.finite import finite_status, read_tense
from detente.coding.governing import find_row
from detente.coding.negation import is_revoked, negates
from detente.coding.nonfinite import nonfinite_status
from detente.coding.tense import Tense
from detente.coding.verdicts import REAL, C, D, G, H, P, R, Verdict, Y
from detente.knowledge.cues import Cues
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

MAX_DEPTH = 9  # governors above a trigger; deeper trees are parse errors
TENSELESS = frozenset({Tense.INFINITIVE, Tense.BARE, Tense.GERUND, Tense.PARTICIPLE})
LIKE_NOUNS = frozenset({"csubj", "nsubj", "dobj", "attr"})


class Reality:
    """Reads one sentence for one event type (a `verdicts.Judge`)."""

    def __init__(
        self,
        sentence: Sentence,
        cues: Cues,
        *,
        type: EventType | None = None,
        is_reported: bool = False,
    ) -> None:
        """`is_reported`: somebody is quoted, so that "would" is a future in the past."""
        self.sentence = sentence
        self.cues = cues
        self.type = type
        self.is_reported = is_reported

    def of(self, word: Token, depth: int = 0) -> Verdict:
        """The status of what `word` names; `depth` counts the steps up the tree."""
        if depth > MAX_DEPTH:
            return Verdict(H, ("nested too deep",))
        if word.tag[0] == "V" or word.pos == "AUX":
            return self._verb(word, depth)
        return noun_status(self, word, depth)

    def _verb(self, verb: Token, depth: int) -> Verdict:
        s = self.sentence
        tense = read_tense(self, verb)
        if tense in TENSELESS:
            found = self._tenseless(verb, tense, depth)
        else:
            found = finite_status(self, verb, tense, depth)
        if self._is_imperative(verb, tense):
            found = Verdict(R, ("an imperative",))
        for adverb in s.below(verb, "advmod"):
            row = find_row(self, "adverb", adverb.lower, "m")
            if row is None or row.effect is Status.DENIED:
                continue
            open_still = found.status in {H, G, P} and row.effect is Y
            if open_still or (found.status in REAL and tense is Tense.PRESENT):
                found = found.after(row.effect, f"“{adverb.text}”")
        if negates(s, verb) or self._has_no_object(verb):
            return found.after(self._not(found.status, verb, tense), "negated")
        return found

    def _tenseless(self, verb: Token, tense: Tense, depth: int) -> Verdict:
        head = self.sentence.tokens[verb.head]
        if verb.head != verb.i and verb.dep in {"pcomp", "pobj"}:
            marked = [
                row
                for mark in self.sentence.below(verb, "mark", "advmod")
                if mark.i < verb.i
                and (row := find_row(self, "preposition", mark.lower, "m")) is not None
            ]
            if not marked:
                return after_preposition(self, verb, head, depth)
        if verb.head != verb.i and verb.dep in LIKE_NOUNS:
            return noun_status(self, verb, depth)
        return nonfinite_status(self, verb, tense, depth)

    def _is_imperative(self, verb: Token, tense: Tense) -> bool:
        """A bare verb that opens its sentence or a quotation: "Cancel the visit"."""
        before = self.sentence.tokens[verb.i - 1].text if verb.i else ""
        return (
            tense is Tense.BARE
            and (verb.head == verb.i or (verb.dep == "ccomp" and before in {"“", '"'}))
            and verb.tag == "VB"
            and not self.sentence.is_title
            and not self.sentence.below(verb, "nsubj", "nsubjpass", "aux")
        )

    def _has_no_object(self, verb: Token) -> bool:
        """Whether it is done to nothing: "signed no agreement"."""
        return any(
            word.lower in {"no", "neither"}
            for child in self.sentence.below(verb, "dobj")
            for word in self.sentence.below(child, "det")
        )

    def _not(self, status: Status, verb: Token, tense: Tense) -> Status:
        """What negation makes of a status."""
        if status is D:
            return D if tense is Tense.BARE else H
        if status is Y and tense is Tense.MAYBE:
            return Y
        if status is Y and tense is Tense.UNREAL:
            return H  # "would not have met without": they met
        if status is P and is_revoked(self.sentence, verb):
            return C
        return D
