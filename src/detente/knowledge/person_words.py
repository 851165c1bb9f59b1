"""Words of people's names, and what a given name tells: `load_person_words()`.

Rows: data/curated/given_names.csv with the gender that news means by a name;
places_given_names.csv and generated/gazetteer_words.csv for names without one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.knowledge.tables import read_csv


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Folded single words, small letters.

    `genders` gives "m" or "f" for given names that are of one gender wherever news has
    them; names that differ by country (Jean, Andrea, Nicola) are left out.
    """

    given: frozenset[str]
    family: frozenset[str]
    genders: Mapping[str, str]


@cache
def load_person_words() -> PersonWords:
    """Read the rows that ship.

    Raises:
        DataError: a row does not hold.
    """
    genders = {
        row.text("name"): row.one_of("gender", {"m", "f"})
        for row in read_csv(
            "curated/given_names.csv", columns=("name", "gender"), key=("name",)
        )
    }
    given, family = set(genders), set()
    for row in read_csv(
        "curated/places_given_names.csv", columns=("word",), key=("word",)
    ):
        given.add(row.text("word"))
    for row in read_csv(
        "generated/gazetteer_words.csv",
        columns=("word", "kind"),
        key=("word", "kind"),
        has_source=False,
    ):
        if row.text("kind") == "given":
            given.add(row.text("word"))
        elif row.text("kind") == "family":
            family.add(row.text("word"))
    return PersonWords(frozenset(given), frozenset(family), genders)
