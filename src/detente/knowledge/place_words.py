"""Words that tell a place's name from a person's, a body's or a plain word."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Folded single words by what they usually are.

    `given` and `family` are names of people (Wikidata's office holders; common English
    given names), `plain` gazetteer names that are ordinary words in small letters.
    """

    given: frozenset[str]
    family: frozenset[str]
    plain: frozenset[str]


def load_place_words(data: Path = DATA) -> PlaceWords:
    """Read both tables."""
    kinds: dict[str, set[str]] = {"given": set(), "family": set(), "plain": set()}
    path = data / "generated" / "gazetteer_words.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kinds[row["kind"]].add(row["word"])
    with (data / "curated" / "places_given_names.csv").open(encoding="utf-8") as file:
        kinds["given"] |= {row["word"] for row in csv.DictReader(file)}
    return PlaceWords(
        given=frozenset(kinds["given"]),
        family=frozenset(kinds["family"]),
        plain=frozenset(kinds["plain"]),
    )
