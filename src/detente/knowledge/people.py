"""A name -> the office holders whom it may mean, however it is spelt."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from detente.knowledge.names import name_key, sound_key, sound_keys
from detente.knowledge.tables import no_collector
from detente.knowledge.terms import TermStore, base_office
from detente.problems import DataError

# Where the name by which news calls a person is the first of the label: family name
# first, or a given name followed by the father's.
FIRST_NAME_FIRST = frozenset(
    "CHN TWN HKG MAC KOR PRK VNM KHM SGP MYS BRN IDN MMR THA LAO MNG BTN ETH ERI ISL "
    "SOM DJI AFG TLS JPN HUN".split()
)
# Of a misspelt name: at least this alike (0-100, rapidfuzz ratio). One letter more in a
# surname of four is 89, one other letter in five is 80.
LIKE_FULL, LIKE_SURNAME = 86.0, 82.0
MOST_FOUND = 2000  # names kept with those whom they may mean; 10 MB at most
NOBODY: dict[str, None] = {}
MIDDLE_NAME = 0.5  # a surname that weighs more is one that news uses alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who holds or held an office.

    `country` is the state (or "body:NATO") of most terms. `rank` and `office` are those
    of the highest office ever held, 1 the highest.
    """

    id: str
    name: str
    country: str
    rank: int
    office: str

    @property
    def wikidata_id(self) -> str | None:
        """The Wikidata item; None for people known from curated rows only."""
        item = self.id.removeprefix("person:")
        return item if item[:1] == "Q" and item[1:].isdigit() else None


class PeopleIndex:
    """Names of office holders. Frozen; indexes fill on first use."""

    __slots__ = (
        "_aliases", "_by_full", "_by_sound", "_by_token", "_found", "_groups", "_keys",
        "_names", "_people", "_rank", "_sounded", "_store",
    )  # fmt: skip

    def __init__(
        self,
        store: TermStore,
        aliases: Iterable[tuple[str, str, str]],
        rank: Callable[[str], int],
    ) -> None:
        """Index the people of `store`; `aliases` are (other name, person, country).

        Raises:
            DataError: an alias of somebody without a term.
        """
        self._store = store
        self._rank = rank
        self._aliases: dict[str, list[str]] = {}
        self._names: Mapping[str, tuple[str, ...]] = {}
        # Ids of people in order, as the keys of dictionaries.
        self._by_full: dict[str, dict[str, None]] = {}
        self._by_token: dict[str, dict[str, None]] = {}
        self._by_sound: dict[str, dict[str, None]] = {}
        self._groups: dict[str, dict[str, None]] = {}
        self._sounded: dict[str, tuple[list[str], list[str]]] = {}
        self._found: dict[
            tuple[str, str | None, str | None], tuple[tuple[str, float, str], ...]
        ] = {}
        self._keys: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        wanted = list(aliases)
        called = {name for _, name, _ in wanted}
        names = {(row[1], row[3]): row[0] for row in store.cells if row[1] in called}
        for alias, name, country in wanted:
            if (name, country) not in names:
                raise DataError(
                    "data/curated/people.csv", f"no term of {name!r} for {country}"
                )
            self._aliases.setdefault(alias, []).append(names[name, country])

    def person(self, person_id: str) -> Person | None:
        """The person with this id ("person:Q57434"); None if unknown."""
        found = self._people.get(person_id)
        if found is None:
            rows = self._store.cells_of(person_id)
            if not rows:
                return None
            counts: dict[str, int] = {}
            for cells in rows:
                counts[cells[3]] = counts.get(cells[3], 0) + 1
            rank, office = min((self._rank(cells[2]), cells[2]) for cells in rows)
            found = Person(
                id=person_id,
                name=rows[0][1],
                country=max(sorted(counts), key=lambda country: counts[country]),
                rank=rank,
                office=office,
            )
            self._people[person_id] = found
        return found

    def full_names(self) -> Mapping[str, tuple[str, ...]]:
        """Every full name and alias as written, with the ids of those it means."""
        if not self._names:
            pairs = dict.fromkeys((row[1], row[0]) for row in self._store.cells)
            for alias, ids in self._aliases.items():
                pairs.update(dict.fromkeys((alias, person_id) for person_id in ids))
            names: dict[str, tuple[str, ...]] = {}
            for name, person_id in pairs:
                known = names.get(name)
                names[name] = (*known, person_id) if known else (person_id,)
            self._names = MappingProxyType(names)
        return self._names

    def _index(self) -> None:
        if not self._by_full:
            with no_collector():
                self._fill_index()

    def _fill_index(self) -> None:
        full, tokens = self._by_full, self._by_token
        for name, ids in self.full_names().items():
            key = name_key(name)
            for person_id in ids:
                full.setdefault(key, {})[person_id] = None
                for token in key.split():
                    tokens.setdefault(token, {})[person_id] = None

    def _sounds(self) -> dict[str, dict[str, None]]:
        """Tokens and full names by `sound_key`; made when an exact name fails."""
        if not self._by_sound:
            sounds = sound_keys(self._by_token)
            for sound, ids in zip(sounds, self._by_token.values(), strict=True):
                self._by_sound.setdefault(sound, {}).update(ids)
        return self._by_sound

    def candidates(
        self, key: str, office: str | None, country: str | None
    ) -> tuple[tuple[str, float, str], ...]:
        """(person id, score in [0, 1], how the name fits) for a `name_key`.

        A misspelt surname counts only with an office or a country to hold it to. One
        person may come more than once.
        """
        asked = key, office, country
        found = self._found.get(asked)
        if found is None:
            # An article asks for its names again, and so do those on the same story.
            if len(self._found) >= MOST_FOUND:
                self._found.clear()
            found = self._found[asked] = tuple(self._candidates(key, office, country))
        return found

    def _candidates(
        self, key: str, office: str | None, country: str | None
    ) -> Iterator[tuple[str, float, str]]:
        self._index()
        if known := self._by_full.get(key):
            for person_id in known:
                yield person_id, 1.0, "full name"
            if " " in key:
                return
        words = key.split()
        if len(words) > 1:
            yield from self._by_parts(words)
        else:
            yield from self._by_surname(key, office, country)

    def _by_parts(self, words: list[str]) -> Iterator[tuple[str, float, str]]:
        found = _in_all([self._by_token.get(word, NOBODY) for word in words])
        if found:
            for person_id in found:
                yield person_id, 0.9, "parts of the full name"
            return
        # Who has one of the words has one that sounds like it.
        sounds = list(dict.fromkeys(map(sound_key, words)))
        for person_id in _in_all([self._sounds().get(s, NOBODY) for s in sounds]):
            yield person_id, 0.87, "full name in another spelling"
        key = " ".join(words)
        alike: dict[str, float] = {}
        for sound in sounds:
            ids, keys = self._sounding(sound)
            for _, likeness, place in extract(
                key, keys, scorer=fuzz.ratio, score_cutoff=LIKE_FULL, limit=None
            ):
                alike[ids[place]] = likeness
        for person_id in sorted(alike):
            yield person_id, 0.85 * alike[person_id] / 100, "full name misspelt"

    def _sounding(self, sound: str) -> tuple[list[str], list[str]]:
        """Those with a word of that `sound_key`, and the `name_key` of each."""
        found = self._sounded.get(sound)
        if found is None:
            ids = list(self._sounds().get(sound, NOBODY))
            found = self._sounded[sound] = ids, [self._key_of(i) for i in ids]
        return found

    def _by_surname(
        self, key: str, office: str | None, country: str | None
    ) -> Iterator[tuple[str, float, str]]:
        is_found = False
        for person_id in self._by_token.get(key, ()):
            weight = self._weight(person_id, key, 0.75)
            is_found = is_found or (
                weight > MIDDLE_NAME and self._agrees(person_id, office, country)
            )
            yield person_id, weight, "surname"
        if is_found:
            return
        sound = sound_key(key)
        if len(sound) > 2:
            for person_id in self._sounds().get(sound, ()):
                weight = self._weight(person_id, sound, 0.65, in_sound=True)
                yield person_id, weight, "surname in another spelling"
        if len(key) < 4 or not (office or country):
            return
        for person_id in self._people_of(office, country):
            surname = self._key_of(person_id).rpartition(" ")[2]
            likeness = fuzz.ratio(key, surname)
            if likeness >= LIKE_SURNAME:
                yield person_id, 0.6 * likeness / 100, "surname misspelt"

    def _agrees(self, person_id: str, office: str | None, country: str | None) -> bool:
        """Whether one term has that office and that country; None asks for any."""
        return any(
            country in (None, cells[3]) and office in (None, cells[2])
            for cells in self._store.cells_of(person_id)
        )

    def _key_of(self, person_id: str) -> str:
        """The person's `name_key`, kept once made."""
        key = self._keys.get(person_id)
        if key is None:
            person = self.person(person_id)
            key = self._keys[person_id] = name_key(person.name) if person else ""
        return key

    def _weight(
        self, person_id: str, word: str, score: float, *, in_sound: bool = False
    ) -> float:
        """Less where the word is not the part of the name that news uses alone."""
        person = self.person(person_id)
        words = self._key_of(person_id).split()
        if in_sound:
            words = [sound_key(part) for part in words]
        if person is None or not words or words[-1] == word:
            return score
        if words[0] == word and person.country not in FIRST_NAME_FIRST:
            return score - 0.45
        return score - 0.05 if words[0] == word else score - 0.12

    def _people_of(self, office: str | None, country: str | None) -> Iterable[str]:
        """Those with a term of that office, in that country; None asks for any."""
        if not self._groups:
            for cells in self._store.cells:
                office_key = f"office {base_office(cells[2])}"
                for group in (office_key, f"country {cells[3]}"):
                    self._groups.setdefault(group, {})[cells[0]] = None
        by_office = self._groups.get(f"office {office}", {})
        by_country = self._groups.get(f"country {country}", {})
        if office is None:
            return by_country
        if country is None:
            return by_office
        return [person_id for person_id in by_country if person_id in by_office]


def _in_all(groups: list[dict[str, None]]) -> list[str]:
    """The ids that are in every group, in order."""
    first, *rest = sorted(groups, key=len)
    return sorted(i for i in first if all(i in group for group in rest))
