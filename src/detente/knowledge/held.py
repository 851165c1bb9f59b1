"""Terms in office as Wikidata has them -> terms that hold together.

Shared by tools/make_actors.py, which makes data/generated/holders.csv, and by `sync`,
which brings it up to date. Traps of Wikidata's terms, and what is done here:

- An open end means "none recorded": the next holder of a one-person office ends the
  term; so does a curated one, or the same person's next office in the state.
- One time in office may be several rows, or one row with a year and one with a day: terms
  of one person and office that touch are joined, the exact date kept.
- Labels of people carry titles, or are in other letters.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from detente.knowledge.names import name_key

NOT_LATIN = re.compile(r"[^\W\d_A-Za-zªºÀ-ɏḀ-ỿ]")
# Offices that also exist in mergers: a later holder under another title ends the term.
CLOSED_BY_KIND = frozenset(
    {"president", "prime minister", "chancellor", "minister of foreign affairs",
     "minister of defence", "minister of interior", "minister of finance",
     "minister of justice", "king", "national security adviser"}
)  # fmt: skip
# Words in capitals, save Roman numbers: Letsie III.
SHOUTED = re.compile(r"\b(?![IVX]+\b)[A-Z]{3,}\b")
# Not "Sultan": of those who bear it in the table it is the given name.
HONORIFIC = re.compile(
    r"^(?:Sir|Dame|Dr\.?|Lord|Prof\.?|General|Gen\.|Crown Prince|Crown Princess|Prince|"
    r"Sheikh|Sheikha) (?=\S+ \S)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One term; dates as the source has them, empty where it has none."""

    qid: str
    person: str
    office: str
    country: str
    start: str
    end: str
    position: str


def clean_name(label: str) -> str:
    """A person's name as news has it; empty where the label is in other letters."""
    name = label.split(",")[0].strip()
    name = re.sub(r"\s*\(.*?\)", "", name)
    if " of " in name and " " in name.split(" of ")[0]:
        name = re.sub(r" of [A-Z][\w ]+$", "", name)
    name = SHOUTED.sub(lambda m: m.group().title(), name)
    while (shorter := HONORIFIC.sub("", name)) != name:
        name = shorter
    if NOT_LATIN.search(name) or len(name) < 3 or any(c.isdigit() for c in name):
        return ""
    return name


def joined(terms: Iterable[Held]) -> list[Held]:
    """Terms of one person in one office that touch or repeat each other, as one."""
    groups: dict[tuple[str, str, str], list[Held]] = defaultdict(list)
    for term in terms:
        groups[term.qid, term.country, term.office].append(term)
    done: list[Held] = []
    for group in groups.values():
        group.sort(key=lambda t: (t.start, t.end or "9"))
        kept: list[Held] = []
        for term in group:
            before = kept[-1] if kept else None
            if before is not None and _touch(before, term):
                kept[-1] = _join(before, term)
            else:
                kept.append(term)
        done += kept
    return done


def _touch(before: Held, term: Held) -> bool:
    if before.start == term.start[: len(before.start)]:
        return True  # 2019 and 2019-07-24
    if not before.end:
        return False
    size = min(len(before.end), len(term.start))
    if term.start[:size] <= before.end[:size]:
        return True
    return _months(term.start) - _months(before.end) <= 1


def _months(day: str) -> int:
    parts = [int(part) for part in day.split("-")]
    return parts[0] * 12 + (parts[1] if len(parts) > 1 else 6)


def _join(before: Held, term: Held) -> Held:
    start = before.start
    if term.start.startswith(start):
        start = term.start
    ends = [end for end in (before.end, term.end) if end]
    if before.start == term.start[: len(before.start)] and len(ends) == 1:
        end = ends[0]  # one row knows the end, the other does not
    elif not term.end:
        end = ""
    else:
        end = max(ends, key=lambda e: (e[:4], len(e), e)) if ends else ""
    return replace(before, start=start, end=end)


def closed(
    terms: Collection[Held],
    curated: Iterable[Held],
    single: frozenset[str],
    ended: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> Iterator[Held]:
    """Terms with an open end, ended by what came next where something did."""
    by_position: dict[tuple[str, str], list[Held]] = defaultdict(list)
    by_kind: dict[tuple[str, str], list[Held]] = defaultdict(list)
    by_person: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for term in terms:
        by_position[term.country, term.position].append(term)
        by_kind[term.country, term.office].append(term)
        by_person[term.country, term.qid].append(term)
    by_curated: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for term in curated:
        by_curated[term.country, term.office].append(term)
    for term in terms:
        if term.end:
            yield term
            continue
        ends = []
        if term.office in single and not term.office.startswith("ambassador"):
            rivals = by_position[term.country, term.position]
            rivals = [*rivals, *by_curated[term.country, term.office]]
            if term.office in CLOSED_BY_KIND:
                rivals = [*rivals, *by_kind[term.country, term.office]]
            ends += _after(term, rivals)
        elif term.office.startswith("ambassador"):
            ends += _after(term, by_position[term.country, term.position])
        others = by_person[term.country, term.qid]
        ends += [
            t.start for t in others
            if t.start[:4] > term.start[:4] and t.office != term.office
        ]  # fmt: skip
        if end := ended.get((term.country, term.position), ""):
            ends.append(end)
        ends = [end for end in ends if end > term.start]
        yield replace(term, end=min(ends, default=""))


def _after(term: Held, rivals: Iterable[Held]) -> list[str]:
    key = name_key(term.person)
    return [
        t.start for t in rivals if t.start > term.start and name_key(t.person) != key
    ]


def without(
    terms: Iterable[Held],
    curated: Iterable[Held],
    wrong: Collection[tuple[str, str, str, str]] = (),
) -> Iterator[Held]:
    """The terms that no curated one of the same person and office overlaps.

    Args:
        terms: As Wikidata has them.
        curated: They stand above those.
        wrong: Country, office, person, start of terms that were never held.
    """
    by_office: dict[tuple[str, str], dict[str, list[Held]]] = {}
    for term in curated:
        office = "king" if term.office == "queen" else term.office
        people = by_office.setdefault((term.country, office), {})
        people.setdefault(name_key(term.person), []).append(term)
    for term in terms:
        if (term.country, term.office, term.person, term.start) in wrong:
            continue
        people = by_office.get((term.country, term.office), {})
        rivals = people.get(name_key(term.person), []) if people else []
        if not any(
            r.start <= (term.end or "9999") and term.start <= (r.end or "9999")
            for r in rivals
        ):
            yield term
