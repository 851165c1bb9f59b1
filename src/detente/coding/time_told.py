"""The times that a text has told so far -> the one that "the next day" counts from.

A story has a main line; what a noun or a relative clause dates by the way ("for the
attack of May 3", "who had resigned on Friday") is off it, and a new paragraph takes up
the main line again. What was counts from no day that is still to come.
"""

from dataclasses import dataclass
from itertools import pairwise

from detente.coding.time_tense import Tense
from detente.model.text import Sentence, Span
from detente.model.time import TimeInterval


@dataclass(frozen=True, slots=True)
class _Told:
    days: TimeInterval
    paragraph: int
    is_aside: bool


class TimesTold:
    """The times of one article in text order, as far as the reading has come."""

    def __init__(self) -> None:
        """Nothing told yet."""
        self._told: list[_Told] = []

    def tell(self, days: TimeInterval, sentence: Sentence, span: Span) -> None:
        """Keep a time that later words may count from."""
        self._told.append(_Told(days, sentence.paragraph, is_aside(sentence, span)))

    def forget(self) -> None:
        """Begin anew: nothing counts from a time in a title."""
        self._told.clear()

    def last(
        self, sentence: Sentence, tense: Tense, now: TimeInterval | None
    ) -> TimeInterval | None:
        """The time that words of that tense in `sentence` count from; None without any.

        Args:
            sentence: Where the words stand.
            tense: Of their clause.
            now: The days of speaking, None if they are not known.
        """
        if not self._told:
            return None
        for told in reversed(self._told):
            if told.is_aside and told.paragraph != sentence.paragraph:
                continue
            is_ahead = now is not None and told.days.start >= now.end
            if is_ahead and tense is Tense.PAST:
                continue
            return told.days
        return self._told[-1].days


def is_aside(sentence: Sentence, span: Span) -> bool:
    """Whether the time there dates a noun deep in the sentence, or a relative clause."""
    head = sentence.head_of(span)
    if head is None:
        return False
    path = [head, *sentence.above(head)]
    for token, above in pairwise(path):
        if token.dep == "relcl":
            return True
        if token.dep == "prep" and above.pos in {"NOUN", "PROPN"}:
            return above.dep == "pobj"
    return False
