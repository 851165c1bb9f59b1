"""Figures of a text: amounts of money, tonnes, magnitudes, dead, with how exact they are.

Only figures whose unit says what they measure: a bare "three" does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

CURRENCY = {
    "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "usd": "USD",
    "a$": "AUD", "c$": "CAD", "€": "EUR", "euro": "EUR", "euros": "EUR", "eur": "EUR",
    "£": "GBP", "pound": "GBP", "pounds": "GBP", "gbp": "GBP", "¥": "JPY",
    "yen": "JPY", "yuan": "CNY", "rouble": "RUB", "roubles": "RUB", "ruble": "RUB",
    "rubles": "RUB", "rupee": "INR", "rupees": "INR", "lira": "TRY", "rial": "IRR",
}  # fmt: skip
SCALE = {
    "thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
SCALES = r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|mn|tn|m|b)\b)?"
ABOUT = (
    r"(?:(?P<about>no (?:fewer|less) than|not (?:fewer|less) than|more than|over|at least|upwards of|above|exceeding|up to|at most|"
    r"fewer than|less than|under|below|about|around|some|roughly|nearly|almost|"
    r"approximately|an estimated|close to)\s+)?"
)
MONEY = re.compile(
    rf"{ABOUT}(?P<sign>US\$|A\$|C\$|[$€£¥])\s?{NUMBER}{SCALES}"
    rf"|{ABOUT.replace('about>', 'about2>', 1)}{NUMBER.replace('number', 'number2')}"
    rf"{SCALES.replace('scale', 'scale2')}[\s-](?P<name>US dollars?|dollars?|euros?|"
    r"pounds?|yen|yuan|r(?:o)?ubles?|rupees?|lira|rials?)\b",
    re.IGNORECASE,
)
WEIGHT = re.compile(
    rf"{ABOUT}{NUMBER}{SCALES}[\s-](?:metric )?(?:tonnes?|tons?)\b", re.I
)
LENGTH = re.compile(
    rf"{ABOUT}{NUMBER}{SCALES}[\s-](?P<unit>kilomet(?:re|er)s?|km|miles?)\b", re.I
)
MAGNITUDE = re.compile(
    rf"\b(?:magnitude(?: of)?(?: about| around)?\s+{NUMBER}"
    rf"|{NUMBER.replace('number', 'number2')}[\s-]magnitude"
    rf"|{NUMBER.replace('number', 'number3')} on the Richter)",
    re.IGNORECASE,
)
PEOPLE = r"(?:(?:people|persons|men|women|civilians|soldiers|troops|others|lives)\s+)?"
WHO = r"(?:have\s+|has\s+|had\s+|were\s+|was\s+|are\s+|been\s+|confirmed\s+|feared\s+)*"
TOLL = re.compile(
    rf"{ABOUT}{NUMBER}\s+{PEOPLE}{WHO}(?P<how>dead|killed|died|deaths|lives|injured|"
    r"wounded|hurt|injuries)\b"
    rf"|\b(?P<how2>killed|killing|killing of|death toll of|deaths? of|injured|injuring|"
    rf"wounded|wounding)\s+{ABOUT.replace('about>', 'about2>', 1)}"
    rf"{NUMBER.replace('number', 'number2')}\b(?!\s*(?:%|percent|per cent))",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
FLOORS = frozenset(
    {
        "more than",
        "over",
        "at least",
        "upwards of",
        "above",
        "exceeding",
        "no fewer than",
        "no less than",
        "not fewer than",
        "not less than",
    }
)
CEILINGS = frozenset({"up to", "at most", "fewer than", "less than", "under", "below"})
NEAR_SHARE = 0.1  # what "about" leaves open either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured number: `measure` says of what ("EUR", "tonnes", "dead").

    The true value lies in [low, high]; both are the number itself where it is exact.
    `words` are those of the text.
    """

    measure: str
    low: float
    high: float
    words: str

    @property
    def number(self) -> float:
        """The number that is named."""
        if self.high == float("inf"):
            return self.low
        return self.high if self.low == 0.0 else (self.low + self.high) / 2

    def agrees(self, other: "Figure") -> bool:
        """Whether both can be true of one thing."""
        return self.low <= other.high and other.low <= self.high


@lru_cache(maxsize=8192)
def figures_of(text: str) -> tuple[Figure, ...]:
    """Every figure of a text, in the order of measures and then of the text."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    if not any(sign.isdigit() for sign in text):
        return
    for match in MONEY.finditer(text):
        sign = (match["sign"] or match["name"].removeprefix("US ")).casefold()
        yield _figure(CURRENCY[sign], match)
    for match in WEIGHT.finditer(text):
        yield _figure("tonnes", match)
    for match in LENGTH.finditer(text):
        miles = match["unit"].casefold().startswith("mile")
        yield _figure("miles" if miles else "km", match)
    for match in MAGNITUDE.finditer(text):
        yield _figure("magnitude", match)
    for match in TOLL.finditer(text):
        if YEAR.fullmatch(match["number"] or match["number2"]):
            continue  # "in 2018 soldiers killed ..."
        how = (match["how"] or match["how2"]).casefold()
        dead = how.startswith(("dead", "death", "kill", "die", "live"))
        yield _figure("dead" if dead else "injured", match)


def _figure(measure: str, match: re.Match[str]) -> Figure:
    found = match.groupdict()
    number = found.get("number") or found.get("number2") or found.get("number3") or "0"
    scale = found.get("scale") or found.get("scale2")
    about = (found.get("about") or found.get("about2") or "").casefold()
    value = float(number.replace(",", "")) * SCALE.get((scale or "").casefold(), 1.0)
    low = high = value
    if about in FLOORS:
        high = float("inf")
    elif about in CEILINGS:
        low = 0.0
    elif about:
        low, high = value * (1 - NEAR_SHARE), value * (1 + NEAR_SHARE)
    words = " ".join(match.group().split())
    return Figure(measure=measure, low=low, high=high, words=words)
