"""Which two phrases are one person: "his counterpart, Hulusi Akar", "named her envoy"."""

from collections.abc import Iterator
from itertools import pairwise

from detente.coding.noun_phrases import Role
from detente.coding.readings import Form, Reading


def appositions(by_sentence: list[list[Reading]], text: str) -> dict[int, Reading]:
    """By the id of each reading, the one in apposition to it.

    Surest first: where the parser says so, or nothing stands between ("diplomat
    Wang Yi"); then a title after the name; then one before it.
    """
    partners: dict[int, Reading] = {}
    pairs = []
    for readings in by_sentence:
        if not any(reading.form is Form.TITLE for reading in readings):
            continue
        for first, second in pairwise(_outermost(readings)):
            if {first.form, second.form} == {Form.PERSON, Form.TITLE}:
                rank = _apposition(text, first, second)
                if rank is not None:
                    pairs.append((rank, first, second))
        for title in readings:
            if title.form is Form.TITLE:
                pairs.extend(_predicates(title, readings))
    for _, first, second in sorted(pairs, key=lambda pair: pair[0]):
        if id(first) not in partners and id(second) not in partners:
            partners[id(first)] = second
            partners[id(second)] = first
    return partners


def _apposition(text: str, first: Reading, second: Reading) -> int | None:
    """How surely two neighbours are one person, 0 the surest; None if not."""
    between = text[first.span.end : second.span.start].strip()
    if between == "as" and second.form is Form.TITLE:
        return 1
    if between not in {",", "—", "-", "–", "(", ", then", ", the", ""}:
        return None
    if first.title is not None and first.title is second.title:
        return None
    if between == "":
        return 0 if second.form is Form.PERSON else None
    if second.phrase.first_conjunct is not None:
        return None
    is_apposed = second.phrase.role is Role.APPOSITION
    after = text[second.span.end : second.span.end + 1]
    if not is_apposed and after not in set(",.)—") | {""}:
        return None
    if second.form is Form.TITLE:
        return 1
    if first.owner is not None:
        return 0
    if is_apposed:
        return 2
    return 3 if first.phrase.determiner == "the" else None


def _outermost(readings: list[Reading]) -> list[Reading]:
    """Those that no other contains, by where they start."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.span.start, -r.span.end)):
        if not kept or reading.span.end > kept[-1].span.end:
            kept.append(reading)
    return kept


def _predicates(
    title: Reading, readings: list[Reading]
) -> Iterator[tuple[int, Reading, Reading]]:
    """The person whom a clause gives an office: "named Jane Roe as ambassador"."""
    phrase = title.phrase
    if phrase.role is not Role.PREDICATE and phrase.preposition != "as":
        return
    for role in (Role.OBJECT, Role.PASSIVE, Role.SUBJECT):
        for other in readings:
            if (
                other.form is Form.PERSON
                and other.phrase.role is role
                and other.phrase.first_conjunct is None
                and other.phrase.governor is not None
                and phrase.governor is not None
                and other.phrase.governor.i == phrase.governor.i
            ):
                yield 1, other, title
                return
