"""data/models/confidence.csv: what each sign on a report says of its being right.

The weights of a logistic regression, one a sign, fitted by training/confidence.py on
codings of news that a reader judged (evaluation/judged). What the signs are is said
here; `coding.confidence` finds them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from detente.knowledge.linking_rules import LinkingRules, load_linking_rules
from detente.knowledge.tables import check_csv, read_text
from detente.model.words import fold, stem
from detente.problems import DataError

FILE = "models/confidence.csv"
# A word of one in exp(6) = 400 articles of news is as special as any trigger.
SPECIAL = 6.0


class Sign(StrEnum):
    """What can be seen on a report that bears on whether it is right.

    The values are 1 where the sign is there and 0 where not, but for `COMMON` and
    `ABROAD`, which lie between.
    """

    ALWAYS = "always"  # the same for every report
    DENIED = "it is told as denied"
    PLANNED = "it is told as planned"
    HYPOTHETICAL = "it is told as hypothetical"
    CROSSING = "both sides have countries, and none is on both"
    ABROAD = "share of the article's reports with more than one country"
    AGAIN = "the article tells the same type of the same countries elsewhere"
    NO_RECIPIENT = "nobody it is done to"
    ACTOR_KNOWN = "an actor stands in our tables"
    ACTOR_PRONOUN = "an actor is a pronoun"
    ACTOR_SUBJECT = "an actor is the trigger's subject"
    RECIPIENT_KNOWN = "a recipient is a person or body of our tables"
    RECIPIENT_OBJECT = "a recipient is the trigger's object"
    RECIPIENT_FAR = "the nearest recipient is three or more steps away in the tree"
    RECIPIENT_ELSEWHERE = "no recipient stands in the sentence"
    COMMON = "how common the trigger's word is in news"
    NOUN = "the trigger is a noun"
    INFINITIVE = "the trigger is an infinitive with to"
    PRESENT = "the trigger is in the present tense"
    MODE = "it has a mode"
    READY = "its type is AGREE or AID"
    FIRST_PERSON = "the sentence says I, we or you"
    SHORT = "the sentence has fewer than 18 words"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceTable:
    """Weights by sign, in logits; `rules` know how common words are."""

    weights: Mapping[Sign, float]
    rules: LinkingRules

    def commonness(self, lemma: str) -> float:
        """How common a word is in news, from 0 (special) to 1 (in every article)."""
        rarity = self.rules.rarity(stem(fold(lemma)))
        return max(0.0, SPECIAL - rarity) / SPECIAL

    def probability(self, signs: Mapping[Sign, float]) -> float:
        """That a report with those signs is right, rounded to a thousandth."""
        total = sum(self.weights[sign] * signs[sign] for sign in Sign if sign in signs)
        return round(1 / (1 + math.exp(-total)), 3)


@cache
def load_confidence() -> ConfidenceTable:
    """Read and check the weights that ship.

    Raises:
        DataError: a sign without a weight, a weight without a sign, or no number.
    """
    return ConfidenceTable(
        weights=read_weights(read_text(FILE), f"data/{FILE}"),
        rules=load_linking_rules(),
    )


def read_weights(text: str, where: str) -> dict[Sign, float]:
    """The weights that a CSV text holds, by sign; `where` names it in errors.

    Raises:
        DataError: as `load_confidence`.
    """
    weights: dict[Sign, float] = {}
    for row in check_csv(text, where, columns=("sign", "weight"), key=("sign",)):
        name = row.one_of("sign", {sign.value for sign in Sign})
        weight = row.number("weight")
        if not math.isfinite(weight):
            row.fail(f"weight: expected a finite number, got {weight}")
        weights[Sign(name)] = weight
    missing = [sign.value for sign in Sign if sign not in weights]
    if missing:
        raise DataError(where, f"no weight for {missing[0]!r}")
    return weights
