"""States and territories, of today and of the past: `load_countries()`."""

from dataclasses import dataclass

from detente.knowledge.tables import read_csv
from detente.model.actor import Actor, ActorKind

COUNTRY = (
    "iso3", "name", "other_names", "adjectives", "demonyms", "capitals", "cow",
    "wikidata", "borders",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory, also of the past.

    `iso3` is ISO 3166-1 alpha-3, XKX for Kosovo; of former states ISO 3166-3's (SUN,
    YUG, CSK, DDR). `cow` is the Correlates of War number, None if it has none.
    `demonyms` are singular. `borders` are the ISO codes of land neighbours.
    """

    iso3: str
    name: str
    other_names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    cow: int | None = None
    wikidata_id: str | None = None
    borders: tuple[str, ...] = ()

    @property
    def actor(self) -> Actor:
        """The state as an actor."""
        return Actor(
            id=f"state:{self.iso3}",
            kind=ActorKind.STATE,
            name=self.name,
            country=self.iso3,
            wikidata_id=self.wikidata_id,
        )


def plural(noun: str) -> str:
    """The plural of a demonym: Turks, Frenchmen, Chinese."""
    if noun.endswith(("men", "s", "ese")):
        return noun
    if noun.endswith("man") and noun not in {"German", "Roman", "Ottoman", "Oman"}:
        return noun.removesuffix("an") + "en"
    if noun.endswith(("ch", "sh", "x")):
        return noun + "es"
    return noun + "s"


def load_countries() -> tuple[Country, ...]:
    """The rows of data/curated/countries.csv, by code.

    Raises:
        DataError: a row that does not hold together.
    """
    return tuple(
        Country(
            iso3=row.text("iso3"),
            name=row.text("name"),
            other_names=row.texts("other_names"),
            adjectives=row.texts("adjectives"),
            demonyms=row.texts("demonyms"),
            capitals=row.texts("capitals"),
            cow=int(row.number("cow", 0)) or None,
            wikidata_id=row.text("wikidata") or None,
            borders=row.texts("borders"),
        )
        for row in read_csv("curated/countries.csv", columns=COUNTRY, key=("iso3",))
    )
