"""A name of a state or capital -> left out where the article shows it to be another's.

"Athens, Georgia" is no government, "Jordan" after "Jim Jordan" is a person, and of the
two Georgias the place says which. Source: the places layer, whose choice rests on the
article's other places, and the given names in front of a name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from detente.knowledge.actors import NameHit, NameKind
from detente.knowledge.countries import load_countries
from detente.knowledge.person_words import load_person_words
from detente.knowledge.scan import fold
from detente.model.place import PlaceMention

PLACE_KINDS = frozenset({NameKind.NAME, NameKind.CAPITAL})
STATE_KINDS = PLACE_KINDS | {NameKind.ADJECTIVE, NameKind.DEMONYM}
SURE = 0.5  # score of a place below which it says nothing against a government
LOCATIVE = re.compile(r"\b(?:in|from|to|at|into|near|across|outside|throughout) $")
# What follows the name of a state of a federation: "Georgia's governor", "Georgia voters".
AT_HOME = re.compile(
    r"(?:['’]s?)? (?:governor|senator|senate|lawmaker|legislat|voter|republican|democrat|"
    r"primary|attorney|sheriff|secretary of state|congress|state |gop|resident|runoff)",
    re.IGNORECASE,
)
GIVEN_BEFORE = re.compile(r"\b([A-Z][\w'’-]+)(?: [A-Z]\.)?$")
LOOK_BACK = 40  # characters: a given name and an initial


def settle_by_place(
    names: tuple[NameHit, ...], places: Sequence[PlaceMention], text: str
) -> tuple[NameHit, ...]:
    """Leave out names that mean no state here; choose among states that share one."""
    named_people = _surnames(names, text)
    by_start = {place.span.start: place for place in places if place.place is not None}
    kept: list[NameHit] = []
    for hit in names:
        if hit.kind not in PLACE_KINDS:
            kept.append(hit)
            continue
        word = hit.span.of(text)
        if _is_beside_neighbours(hit, names, text):
            hit = replace(hit, actors=hit.actors[:1])
        if (
            word in named_people
            and (not _has_other_names(hit, names, text) or _is_surname(hit, text))
            and not LOCATIVE.search(
                text, max(0, hit.span.start - LOOK_BACK), hit.span.start
            )
        ):
            continue
        place = by_start.get(hit.span.start)
        if place is None or place.span.end < hit.span.end:
            kept.append(hit)
        elif settled := _by_place(hit, place):
            kept.append(settled)
    return tuple(kept)


def _is_beside_neighbours(hit: NameHit, names: tuple[NameHit, ...], text: str) -> bool:
    """Whether it acts in a text that names states on its borders: the state itself.

    "The US warned Iran. Georgia accused Russia": no state of the US borders Russia. Not
    "in Georgia", "Athens, Georgia" or "Georgia's governor".
    """
    if len(hit.actors) < 2:
        return False
    start, end = hit.span.start, hit.span.end
    before = text[max(0, start - LOOK_BACK) : start]
    if LOCATIVE.search(before) or before.endswith(", ") or AT_HOME.match(text, end):
        return False
    first, *rest = (actor.country for actor in hit.actors)
    bordering = {
        code
        for code in _borders().get(first, ())
        if not any(code == other or code in _borders().get(other, ()) for other in rest)
    }
    return any(
        actor.country in bordering
        for other in names
        if other.kind in STATE_KINDS
        for actor in other.actors[:1]
    )


@cache
def _borders() -> dict[str | None, tuple[str, ...]]:
    return {country.iso3: country.borders for country in load_countries()}


def _has_other_names(hit: NameHit, names: tuple[NameHit, ...], text: str) -> bool:
    """Whether the article has the state by other names too: "Jordanian", "Amman"."""
    return any(
        other.kind in STATE_KINDS
        and other.actors[:1] == hit.actors[:1]
        and other.span.of(text) != hit.span.of(text)
        for other in names
    )


def _is_surname(hit: NameHit, text: str) -> bool:
    """Whether a given name stands right before this one."""
    start = hit.span.start
    before = GIVEN_BEFORE.search(text[max(0, start - LOOK_BACK) : start].rstrip())
    given = load_person_words().given
    return before is not None and fold(before.group(1)).lower() in given


def _by_place(hit: NameHit, mention: PlaceMention) -> NameHit | None:
    """The name with the state that its place lies in first; None if in no such state."""
    place = mention.place
    if place is None or place.country is None or mention.score < SURE:
        return hit
    same = [actor for actor in hit.actors if actor.country == place.country]
    if same and place.feature == "country":
        return hit  # of two Congos the table's order and the date tell better
    if same:
        rest = [actor for actor in hit.actors if actor not in same]
        return replace(hit, actors=(*same, *rest)) if rest else hit
    return hit if place.feature == "country" else None


def _surnames(names: tuple[NameHit, ...], text: str) -> frozenset[str]:
    """Names of places that the article has as surnames, a given name before them."""
    words = {hit.span.of(text) for hit in names if hit.kind in PLACE_KINDS}
    return frozenset(
        word for word in words if " " not in word and _follows_given(word, text)
    )


def _follows_given(word: str, text: str) -> bool:
    """Whether a given name stands before the word anywhere."""
    given = load_person_words().given
    start = text.find(f" {word}")
    while start >= 0:
        end = start + 1 + len(word)
        if not (text[end : end + 1].isalnum() and word[-1].isalnum()):
            before = GIVEN_BEFORE.search(text, max(0, start - LOOK_BACK), start)
            if before is not None and fold(before.group(1)).lower() in given:
                return True
        start = text.find(f" {word}", end)
    return False
