"""Words that tell a place's name from a person's, a body's or a plain word."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields

from detente.knowledge.actors import BODY, MOVEMENT, load_countries
from detente.knowledge.place_keys import fold
from detente.knowledge.tables import read_csv
from detente.problems import DataError


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Folded single words by what they usually are.

    `given` and `family` are names of people (Wikidata's office holders; common English
    given names), `famous` last names that the world's news uses alone, `plain` gazetteer names that are ordinary words in small letters. The
    others say what a neighbour makes of a name: `locative` ("near X"), `direction`
    ("northern X"), `title` ("Mayor X"), `role` ("X Governor"), `institution` (last word
    of "X Police Department"), `name` ("X Street"), `media` ("X Times"), `thing` ("X virus"),
    `body_of` ("University of X"), `kind_of` ("village of X"), `kind` ("X district"),
    `terrain` (capitalised and part of the name: "X Valley"), `saying`, `party` ("R-X").
    `never` are names that alone never mean a place; `abbreviation_plain` short forms of
    states that are no words, safe without a comma before them. `nations` gives the
    ISO alpha-3 code of a state by its adjectives and demonyms, where one state has them.
    """

    given: frozenset[str]
    family: frozenset[str]
    famous: frozenset[str]
    plain: frozenset[str]
    locative: frozenset[str]
    direction: frozenset[str]
    title: frozenset[str]
    role: frozenset[str]
    institution: frozenset[str]
    name: frozenset[str]
    media: frozenset[str]
    thing: frozenset[str]
    body_of: frozenset[str]
    kind_of: frozenset[str]
    kind: frozenset[str]
    terrain: frozenset[str]
    saying: frozenset[str]
    party: frozenset[str]
    never: frozenset[str]
    abbreviation_plain: frozenset[str]
    nations: Mapping[str, str]


def load_place_words() -> PlaceWords:
    """Read the generated and the curated tables.

    Names of bodies and movements ("Hamas") and demonyms ("Somali") are never places.

    Raises:
        DataError: a row that does not hold, or a kind that nothing asks for.
    """
    kinds: dict[str, set[str]] = defaultdict(set)
    columns, key = ("kind", "word"), ("kind", "word")
    for row in read_csv("curated/places_context.csv", columns=columns, key=key):
        kinds[row.text("kind")].add(row.text("word"))
    for row in read_csv(
        "generated/gazetteer_words.csv",
        columns=("word", "kind"),
        key=("word", "kind"),
        has_source=False,
    ):
        kinds[row.text("kind")].add(row.text("word"))
    for row in read_csv(
        "curated/places_given_names.csv", columns=("word",), key=("word",)
    ):
        kinds["given"].add(row.text("word"))
    kinds["never"] |= _other_names()
    if unknown := kinds.keys() - {f.name for f in fields(PlaceWords)}:
        raise DataError("data/curated/places_context.csv", f"unknown kinds {unknown}")
    sets = {kind: frozenset(words) for kind, words in kinds.items()}
    return PlaceWords(**sets, nations=_nations())


def _nations() -> dict[str, str]:
    """States by their adjectives and demonyms of one word, shared ones left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for country in load_countries():
        for name in (*country.adjectives, *country.demonyms):
            for form in name.split("/"):
                found[fold(form)].add(country.iso3)
    return {
        name: next(iter(states))
        for name, states in found.items()
        if len(states) == 1 and " " not in name
    }


def _other_names() -> set[str]:
    """Names of bodies, movements and nations' people, less those of countries."""
    names: set[str] = set()
    places: set[str] = set()
    for file, columns in (("bodies", BODY), ("movements", MOVEMENT)):
        for row in read_csv(f"curated/{file}.csv", columns=columns, key=("id",)):
            names.update((row.text("name"), *row.texts("other_names")))
    for country in load_countries():
        names.update((*country.adjectives, *country.demonyms))
        places.update((country.name, *country.other_names, *country.capitals))
    return {fold(n) for n in names} - {fold(n) for n in places}
