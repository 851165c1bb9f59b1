"""Words that a rule matched: their letters, values and neighbours."""

from dataclasses import dataclass

from detente.coding.time_tokens import Tokens
from detente.model.text import Span

TENS = {"hundred": 100}


@dataclass(frozen=True, slots=True)
class Found:
    """The words that a rule matched, by letter."""

    tokens: Tokens
    first: int
    last: int  # exclusive
    core: int  # where the rule proper starts, after the modifier

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return Span(self.tokens.starts[self.first], self.tokens.ends[self.last - 1])

    def values(self, letters: str) -> list[str]:
        """The values of the words of these classes, in text order."""
        t = self.tokens
        return [
            t.values[i] for i in range(self.core, self.last) if t.letters[i] in letters
        ]

    def one(self, letters: str) -> str:
        """The first value of these classes; empty if there is none."""
        found = self.values(letters)
        return found[0] if found else ""

    def number(self, letters: str) -> int | None:
        """The first value of these classes as a number; None if there is none."""
        found = self.one(letters)
        return int(found) if found else None

    def has(self, letters: str) -> bool:
        """Whether a word of these classes is among them."""
        return any(
            self.tokens.letters[i] in letters for i in range(self.core, self.last)
        )

    def before(self, back: int = 1) -> str:
        """The word before the expression, in small letters."""
        place = self.first - back
        return self.tokens.lowers[place] if place >= 0 else ""

    def after(self, on: int = 0) -> str:
        """The word after the expression, in small letters."""
        place = self.last + on
        return self.tokens.lowers[place] if place < len(self.tokens.lowers) else ""

    @property
    def offset(self) -> int | None:
        """-1 for last, 0 for this, 1 for next; None where none is said."""
        if self.has("L"):
            return -1
        return 1 if self.has("X") else 0 if self.has("T") else None

    @property
    def count(self) -> float | None:
        """How many; None for "several"."""
        t = self.tokens
        total, known, vague = 0.0, False, False
        for i in range(self.core, self.last):
            letter, word = t.letters[i], t.lowers[i]
            if letter == "F":
                if word == "couple":
                    return 2
                vague = True
            elif letter in "nd":
                value = float(t.values[i])
                scaled = total * 100 if word in TENS and total else total + value
                total, known = scaled, True
            elif letter == "h":
                total, known = total + 0.5, True
        if vague and not known:
            return None
        if not known:
            return 1
        return total


def replace_last(words: Found, last: int) -> Found:
    """The same words, cut off before `last`."""
    return Found(words.tokens, words.first, last, words.core)
