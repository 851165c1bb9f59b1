"""Words that tell a place's name from a person's, a body's or a plain word."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from detente.problems import DataError

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Folded single words by what they usually are.

    `given` and `family` are names of people (Wikidata's office holders; common English
    given names), `plain` gazetteer names that are ordinary words in small letters. The
    others say what a neighbour makes of a name: `locative` ("near X"), `direction`
    ("northern X"), `title` ("Mayor X"), `role` ("X Governor"), `institution` (last word
    of "X Police Department"), `name` ("X Times", "X Street"), `thing` ("X virus"),
    `body_of` ("University of X"), `kind_of` ("village of X"), `kind` ("X district"),
    `terrain` (capitalised and part of the name: "X Valley"), `saying`, `party` ("R-X").
    `never` are names that alone never mean a place; `abbreviation_plain` short forms of
    states that are no words, safe without a comma before them.
    """

    given: frozenset[str]
    family: frozenset[str]
    plain: frozenset[str]
    locative: frozenset[str]
    direction: frozenset[str]
    title: frozenset[str]
    role: frozenset[str]
    institution: frozenset[str]
    name: frozenset[str]
    thing: frozenset[str]
    body_of: frozenset[str]
    kind_of: frozenset[str]
    kind: frozenset[str]
    terrain: frozenset[str]
    saying: frozenset[str]
    party: frozenset[str]
    never: frozenset[str]
    abbreviation_plain: frozenset[str]


def load_place_words(data: Path = DATA) -> PlaceWords:
    """Read the generated and the curated tables."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for path, kind in (
        (data / "generated" / "gazetteer_words.csv", None),
        (data / "curated" / "places_context.csv", None),
        (data / "curated" / "places_given_names.csv", "given"),
    ):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                kinds[kind or row["kind"]].add(row["word"])
    try:
        return PlaceWords(**{kind: frozenset(words) for kind, words in kinds.items()})
    except TypeError as error:
        raise DataError("places_context.csv", str(error)) from error
