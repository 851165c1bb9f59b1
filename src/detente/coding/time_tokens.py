"""Text -> words with one-letter classes, for the patterns of time_grammar.py to read.

A time expression is a short run of few kinds of words. With each word written as one
letter ("last two weeks" is `LnV`), the grammar is a regular expression over a string a
fifth as long as the text, where most letters are `x` and fail at once.

Letters of words come from data/curated/calendar.toml. Here are made: `I` 2022-10-26,
`/` 10/26/2022, `D` 1990s, `O` 26th, `@` 15:30, `Y` 1000-2199, `d` 1-31, `n` other
numbers, `Q` Q3, `H` a named day, `-` `,` `.` `'` themselves, `|` a line break, `$` a
sign that makes the number after it money, `_` other signs, `x` other words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.knowledge.calendar import Calendar

WORD = re.compile(
    r"""
    (?P<word>[^\W\d_]+)
  | (?P<break>\n)
  | (?P<sign>[^\w\s'’])
  | (?P<short>['’]\d0s\b)
  | (?P<quote>['’])
  | (?:
      (?P<iso>\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?\b)
    | (?P<slash>\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b|\b\d{4}/\d{1,2}/\d{1,2}\b)
    | (?P<decade>\b\d{3}0s\b|\b[2-9]0s\b)
    | (?P<ordinal>\b\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<clock>\b(?:[01]?\d|2[0-4]):[0-5]\d\b|\b(?:1[0-2]|\d)\.[0-5]\d(?=\s?[ap]\.?m\b))
    | (?P<nine>\b9/11\b)
    | (?P<number>\d+(?:[.,]\d+)*)
    )
    """,
    re.VERBOSE,
)
HALF_DAY = re.compile(r"[ap]\.m\b\.?", re.IGNORECASE)
QUARTER = re.compile(r"Q[1-4]\b")
ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun".split()
)
MONEY = frozenset("$€£¥")
DASHES = frozenset("-–—‑")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text: where each stands, its value, and all letters as a string."""

    letters: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[str, ...]
    lowers: tuple[str, ...]


# Classes of which every rule of the grammar needs one, digits and "past" apart.
CORE_LETTERS = frozenset("IK@WwMmYUVAPJyZSQHRBjDu/")
BLANK = str.maketrans(
    {c: " " for c in map(chr, range(128)) if not c.isalnum()}
    | dict.fromkeys("’‘“”–—", " ")
)


def core_words(calendar: Calendar) -> frozenset[str]:
    """The words without one of which (or a digit) a sentence tells no time."""
    return frozenset(
        (
            "past", *calendar.names,
            *(w for w, known in calendar.words.items() if known.letter in CORE_LETTERS),
        )
    )  # fmt: skip


def may_tell_time(words: str, core: frozenset[str]) -> bool:
    """Whether a sentence needs a closer look."""
    plain = words.lower().translate(BLANK)
    return not core.isdisjoint(plain.split()) or HAS_DIGIT.search(plain) is not None


HAS_DIGIT = re.compile(r"\d")


def tokens_of(
    text: str, calendar: Calendar, spans: Sequence[tuple[int, int]] | None = None
) -> Tokens:
    """Every word and sign of `text` (of those stretches) with its class.

    Stretches are kept apart by a line break.
    """
    letters: list[str] = []
    rows: list[tuple[int, int, str, str]] = []
    for start, end in ((0, len(text)),) if spans is None else spans:
        if rows:
            letters.append("|")
            rows.append((start, start, "", ""))
        _read(text, start, end, calendar, letters, rows)
    if not rows:
        return Tokens("", (), (), (), ())
    starts, ends, values, lowers = zip(*rows, strict=True)
    return Tokens("".join(letters), starts, ends, values, lowers)


def _read(
    text: str,
    first: int,
    last: int,
    calendar: Calendar,
    letters: list[str],
    rows: list[tuple[int, int, str, str]],
) -> None:
    """One stretch, appended."""
    words, names = calendar.words, calendar.names
    skip_to = 0
    for match in WORD.finditer(text, first, last):
        start, end = match.span()
        if start < skip_to:
            continue
        kind, word = match.lastgroup, match.group()
        lower = word.lower()
        if kind == "word" or kind == "nine":
            if lower in names:
                name = _named(text, start, lower, names[lower])
                if name is not None:
                    end = skip_to = start + name[0]
                    letters.append("H")
                    rows.append((start, end, name[1], lower))
                    continue
            letter, value = "x", ""
            known = words.get(lower)
            if known is not None and (not known.is_cased or word[0].isupper()):
                letter, value = known.letter, known.value
                if lower in ABBREVIATED and text[end : end + 1] == ".":
                    end = skip_to = end + 1
            if end - start == 1:
                # "p.m." and "Q3" begin with a letter that stands alone.
                if half := HALF_DAY.match(text, start):
                    letter, value = "K", "am" if lower == "a" else "pm"
                    end = skip_to = half.end()
                elif QUARTER.match(text, start):
                    letter, value = "Q", text[start : start + 2]
                    end = skip_to = start + 2
        else:
            letter, value = _sign_or_number(kind, word)
        letters.append(letter)
        rows.append((start, end, value, lower))


def _named(
    text: str, start: int, first: str, names: tuple[tuple[str, str], ...]
) -> tuple[int, str] | None:
    """Length and id of the longest name of a day that starts here."""
    if not text[start].isupper() and not text[start].isdigit():
        return None
    for name, holiday in names:
        end = start + len(name)
        if (
            text[start:end].lower().replace("’", "'") == name
            and not text[end : end + 1].isalnum()
        ):
            return len(name), holiday
    return None


def _sign_or_number(kind: str | None, word: str) -> tuple[str, str]:
    if kind == "sign":
        if word in ",.%":
            return word, word
        if word in DASHES:
            return "-", word
        return ("$", word) if word in MONEY else ("_", word)
    if kind == "number":
        if not word.isascii() or not word.isdigit():
            return "n", word.replace(",", "")
        number = int(word)
        if len(word) == 4 and 1000 <= number < 2200:
            return "Y", word
        return ("d" if 1 <= number <= 31 and len(word) <= 2 else "n"), word
    if kind == "ordinal":
        return "O", str(int(re.sub(r"\D", "", word)))
    if kind in {"decade", "short"}:
        digits = re.sub(r"\D", "", word)
        return "D", digits if len(digits) == 4 else f"19{digits}"
    fixed = {"iso": "I", "slash": "/", "clock": "@", "break": "|", "quote": "'"}
    return fixed[kind or "break"], word
