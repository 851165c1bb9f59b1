"""Variations of the training sentences: other countries, frames, company, blanks.

A model that reads few sentences learns their names by heart. So each pass over the
data shows each sentence a little differently; what passed between the two stays.
"""

import csv
import random
import re
from dataclasses import replace

from sentences import ROOT, Example

COUNTRIES = ROOT.parent / "src/detente/data/curated/countries.csv"
OPENINGS = (
    "KABUL, June 4 - ",
    "(Reuters) - ",
    "LAGOS (AP) - ",
    "On Tuesday, ",
    "Last week ",
    "Earlier in the day ",
    "According to local media, ",
    "In a statement, ",
    "Officials said ",
    "The state news agency reported that ",
    "In 2004, ",
    "Meanwhile, ",
    "In the latest sign of trouble, ",
    "After months of silence, ",
    "In Geneva, ",
    "Two days before the vote, ",
    "As prices rose, ",
    "BRUSSELS - ",
    "In a move that surprised diplomats, ",
    "For the third time this year, ",
    "A spokesman said that ",
    "Witnesses said ",
    "On 14 March 1998, ",
)
ENDINGS = (
    ", officials said",
    ", state television reported",
    ", according to a statement",
    " on Monday",
    " late on Friday",
    " last month",
    " in the latest round of a long crisis",
    ", a spokesman told reporters",
    ", two sources said",
    ", his office said",
    " amid growing tension in the region",
    " on the eve of the summit",
    ", despite earlier doubts",
    ", the daily wrote",
    " after weeks of uncertainty",
    " for the first time in a decade",
    ", a move that drew attention abroad",
    ", the agency said in a report",
    " over the weekend",
    ", witnesses said",
)
JOINTS = (
    ", while ",
    ", as ",
    "; ",
    ", and ",
    " a day after ",
    " weeks before ",
    " - ",
    ", even though ",
    ". ",
    " at a time when ",
)


class Vary:
    """Draws variations with its own generator, so that a seed fixes them all."""

    def __init__(self, examples: list[Example], seed: int) -> None:
        self.rng = random.Random(seed)
        self.pool = [one for one in examples if len(one.text) < 110]
        self.forms = _forms()
        words = sorted((w for form in self.forms for w in form if w), key=len)
        self.finder = re.compile(
            r"\b(" + "|".join(map(re.escape, reversed(words))) + r")\b"
        )
        self.where = {
            w: (i, j) for i, f in enumerate(self.forms) for j, w in enumerate(f) if w
        }

    def __call__(self, example: Example) -> Example:
        """One variation, or the sentence as it is."""
        rng = self.rng
        if rng.random() < 0.6:
            example = self.move(example)
        if rng.random() < 0.30:
            example = self.join(example)
        if rng.random() < 0.20:
            example = _frame(example, rng.choice(OPENINGS), "")
        if rng.random() < 0.20:
            example = _frame(example, "", rng.choice(ENDINGS))
        if rng.random() < 0.12:
            example = _blank(example, rng)
        return example

    def move(self, example: Example) -> Example:
        """The same between other countries, each everywhere replaced by one other."""
        found = {self.where[m[0]][0] for m in self.finder.finditer(example.text)}
        if not found:
            return example
        others = self.rng.sample(range(len(self.forms)), len(found))
        to = dict(zip(sorted(found), others, strict=True))
        pieces = []
        for match in self.finder.finditer(example.text):
            country, form = self.where[match[0]]
            new = self.forms[to[country]][form] or match[0]
            pieces.append((match.start(), match.end(), new))
        return _rewrite(example, pieces)

    def join(self, example: Example) -> Example:
        """Beside another of our sentences, which is not asked about."""
        other = self.rng.choice(self.pool)
        if other.group == example.group:
            return example
        joint = self.rng.choice(JOINTS)
        mate = other.text.rstrip(".")
        if self.rng.random() < 0.65:
            return replace(example, text=f"{example.text.rstrip('.')}{joint}{mate}.")
        return _shift(example, f"{mate}{joint}")


def _forms() -> list[tuple[str, ...]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    forms = []
    for row in rows:
        if row["cow"]:
            adjective, capital = row["adjectives"], row["capitals"]
            forms.append((row["name"], adjective.split("|")[0], capital.split("|")[0]))
    return forms


def _shift(example: Example, prefix: str) -> Example:
    n = len(prefix)
    (a, b), (c, d) = example.actor, example.recipient
    return replace(
        example,
        text=prefix + example.text,
        actor=(a + n, b + n),
        recipient=(c + n, d + n),
    )


def _frame(example: Example, opening: str, ending: str) -> Example:
    if ending:
        return replace(example, text=f"{example.text.rstrip('.')}{ending}.")
    return _shift(example, opening)


def _blank(example: Example, rng: random.Random) -> Example:
    """One of the two without its name: the type must come from what passed."""
    span = example.actor if rng.random() < 0.5 else example.recipient
    return _rewrite(
        example, [(*span, rng.choice(("it", "they", "the group", "one side")))]
    )


def _rewrite(example: Example, pieces: list[tuple[int, int, str]]) -> Example:
    """The text with stretches replaced, and the two spans moved along."""

    def moved(at: int) -> int:
        shift = 0
        for start, end, new in pieces:
            if end <= at:
                shift += len(new) - (end - start)
        return at + shift

    text, last = [], 0
    for start, end, new in pieces:
        text += [example.text[last:start], new]
        last = end
    text.append(example.text[last:])
    (a, b), (c, d) = example.actor, example.recipient
    return replace(
        example,
        text="".join(text),
        actor=(moved(a), moved(b)),
        recipient=(moved(c), moved(d)),
    )
