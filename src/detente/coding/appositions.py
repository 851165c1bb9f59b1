"""Which two phrases are one person: "his counterpart, Hulusi Akar", "named her envoy"."""

from collections.abc import Iterator
from itertools import pairwise

from detente.coding.noun_phrases import Role
from detente.coding.readings import Form, Reading

# What joins an office to where it is held; words between the two.
SENT_TO = frozenset({"to", "in", "at", "for", "on"})
MOST_BETWEEN = 2


def appositions(by_sentence: list[list[Reading]], text: str) -> dict[int, Reading]:
    """By the id of each reading, the one in apposition to it.

    Surest first: where the parser says so, or nothing stands between ("diplomat
    Wang Yi"); then a title after the name; then one before it.
    """
    partners: dict[int, Reading] = {}
    pairs: list[tuple[int, Reading, Reading]] = []
    for readings in by_sentence:
        if not any(reading.form is Form.TITLE for reading in readings):
            continue
        outermost = _outermost(readings)
        pairs.extend(_over_a_place(text, outermost))
        for first, second in pairwise(outermost):
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


def _over_a_place(
    text: str, readings: list[Reading]
) -> Iterator[tuple[int, Reading, Reading]]:
    """Titles and names parted by where: "the ambassador to Chad, Ana Roe, said"."""
    for title, where, name in zip(readings, readings[1:], readings[2:], strict=False):
        if title.form is not Form.TITLE or name.form is not Form.PERSON:
            continue
        if where.form in {Form.TITLE, Form.PERSON, Form.PRONOUN}:
            continue
        before = text[title.span.end : where.span.start].split()
        after = text[name.span.end : name.span.end + 1]
        if (
            before
            and before[0] in SENT_TO
            and len(before) <= MOST_BETWEEN
            and text[where.span.end : name.span.start] == ", "
            and after in {",", "."}
            and name.phrase.first_conjunct is None
        ):
            yield 2, title, name


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
