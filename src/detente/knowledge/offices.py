"""Who held which office when: `load_offices()` -> OfficeTable.

Titles of office in a text are `OfficeTable.find_titles`; people by name, with misspellings
and other romanisations, `people_named`; terms `holders`, `terms_of`, `office_on`.
Curated rows override those generated from Wikidata's facts (tools/make_actors.py).
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from detente.knowledge.names import name_key, sound_key
from detente.knowledge.tables import Row, read_csv, read_text, read_toml
from detente.knowledge.titles import TitleFinder, TitleHit, TitleRow
from detente.model.actor import Office, Term
from detente.model.time import TimeInterval
from detente.problems import DataError

SCOPES = frozenset({"state", "body", "embassy", "local"})
LOWEST_RANK = 99
DEPUTY_RANK = 40  # a deputy minister ranks below ministers, above aides

# Where the name by which news calls a person is the first of the label: family name
# first, or a given name followed by the father's.
FIRST_NAME_FIRST = frozenset(
    "CHN TWN HKG MAC KOR PRK VNM KHM SGP MYS BRN IDN MMR THA LAO MNG BTN ETH ERI ISL "
    "SOM DJI AFG TLS JPN HUN".split()
)
# Of a misspelt name: at least this alike (0-100, rapidfuzz ratio). One letter more in a
# surname of four is 89, one other letter in five is 80.
LIKE_FULL, LIKE_SURNAME = 86.0, 82.0
MIDDLE_NAME = 0.5  # a surname that weighs more is one that news uses alone
NEAR_DAYS = 3 * 365  # a term this far from the date is still worth something

Cells = tuple[str, str, str, str, str, str, str]
"""person id, person, office, country, start, end, source: a term as the files have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who holds or held an office.

    `country` is the state (or "body:NATO") of most terms. `rank` is that of the highest
    office ever held, 1 the highest.
    """

    id: str
    name: str
    country: str
    rank: int

    @property
    def wikidata_id(self) -> str | None:
        """The Wikidata item; None for people known from curated rows only."""
        item = self.id.removeprefix("person:")
        return item if item[:1] == "Q" and item[1:].isdigit() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMatch:
    """A person that a name may mean.

    `terms` are those that agree with what was asked (office, country), those on the date
    first. `is_in_office`: one of them covers a day of the interval asked for. `score`
    estimates that the name means this person; `because` says how the name fits.
    """

    person: Person
    score: float
    terms: tuple[Term, ...]
    is_in_office: bool
    because: str


class OfficeTable:
    """Offices, their holders and the names of both. Frozen; indexes fill on first use."""

    __slots__ = (
        "_by_country",
        "_by_full",
        "_by_name",
        "_by_person",
        "_by_sound",
        "_by_token",
        "_cells",
        "_details",
        "_finder",
        "_groups",
        "_keys",
        "_local",
        "_people",
        "_terms",
        "_titles",
    )  # fmt: skip

    def __init__(
        self,
        offices: Iterable[Row],
        terms: Iterable[Cells],
        aliases: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Make a table of rows of offices.toml, terms, and (alias, person, country).

        Raises:
            DataError: an unknown scope, or an alias of somebody without a term.
        """
        self._details: dict[str, tuple[Office, int, str, bool]] = {}
        self._local: dict[tuple[str, str], str] = {}
        titles = []
        for row in offices:
            office = Office(id=row.text("id"), sector=row.text("sector"))
            scope = row.one_of("scope", SCOPES)
            rank = int(row.number("rank"))
            self._details[office.id] = office, rank, scope, row.flag("single")
            for country, other in sorted(row.mapping("local").items()):
                self._local[office.id, country] = other
            titles.append(
                TitleRow(
                    office=office.id,
                    sector=office.sector,
                    portfolios=row.texts("portfolios"),
                    names=row.texts("names"),
                )
            )
        self._titles = tuple(titles)
        self._finder: TitleFinder | None = None
        self._cells = tuple(terms)
        self._terms: dict[int, Term] = {}
        self._by_person: dict[str, list[int]] = {}
        self._by_country: dict[tuple[str, str], list[int]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._by_full: dict[str, list[str]] = {}
        self._by_token: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        self._groups: dict[str, dict[str, None]] = {}
        self._keys: dict[str, str] = {}
        self._people: dict[str, Person] = {}
        for i, cells in enumerate(self._cells):
            self._by_person.setdefault(cells[0], []).append(i)
        wanted = list(aliases)
        places = {(name, country) for _, name, country in wanted}
        names = {
            (cells[1], cells[3]): cells[0]
            for cells in self._cells
            if (cells[1], cells[3]) in places
        }
        for alias, name, country in wanted:
            if (name, country) not in names:
                raise DataError(
                    "data/curated/people.csv", f"no term of {name!r} for {country}"
                )
            self._by_name.setdefault(alias, []).append(names[name, country])

    def __reduce__(self) -> tuple[object, ...]:
        return load_offices, ()

    # Titles.

    def find_titles(self, text: str) -> tuple[TitleHit, ...]:
        """Every title of office in the text, in order, none overlapping."""
        return self._titles_finder().find(text)

    def office_of(self, title: str) -> TitleHit | None:
        """What office a whole title names ("Deputy Foreign Minister"); None if none."""
        return self._titles_finder().office_of(title)

    def office(self, office: str) -> Office | None:
        """The office with this id; an embassy's is that of "ambassador". None if none."""
        details = self._details.get(base_office(office.removeprefix("deputy ")))
        return details[0] if details else None

    def office_in(self, office: str, country: str | None) -> str:
        """The office that this one means in a country: GBR's chancellor is of finance."""
        return self._local.get((office, country or ""), office)

    def rank(self, office: str) -> int:
        """How high an office is, 1 the highest."""
        if (details := self._details.get(base_office(office))) is not None:
            return details[1]
        details = self._details.get(office.removeprefix("deputy "))
        return details[1] + DEPUTY_RANK if details else LOWEST_RANK

    def single_offices(self) -> frozenset[str]:
        """The offices that one person at a time holds."""
        return frozenset(o for o, details in self._details.items() if details[3])

    # People and terms.

    def person(self, person_id: str) -> Person | None:
        """The person with this id ("person:Q57434"); None if unknown."""
        if person_id not in self._by_person:
            return None
        found = self._people.get(person_id)
        if found is None:
            rows = [self._cells[i] for i in self._by_person[person_id]]
            counts: dict[str, int] = {}
            for cells in rows:
                counts[cells[3]] = counts.get(cells[3], 0) + 1
            found = Person(
                id=person_id,
                name=rows[0][1],
                country=max(sorted(counts), key=lambda country: counts[country]),
                rank=min(self.rank(cells[2]) for cells in rows),
            )
            self._people[person_id] = found
        return found

    def full_names(self) -> Mapping[str, tuple[str, ...]]:
        """Every full name and alias as written, with the ids of those it means."""
        names: dict[str, list[str]] = {}
        for person_id, places in self._by_person.items():
            for i in places:
                ids = names.setdefault(self._cells[i][1], [])
                if person_id not in ids:
                    ids.append(person_id)
        for alias, ids in self._by_name.items():
            known = names.setdefault(alias, [])
            known.extend(i for i in ids if i not in known)
        return {name: tuple(ids) for name, ids in names.items()}

    def terms_of(self, person_id: str) -> tuple[Term, ...]:
        """Every term of a person, by start, then by rank of office."""
        terms = [self._term(i) for i in self._by_person.get(person_id, ())]
        return tuple(
            sorted(
                terms, key=lambda t: (t.interval.start, self.rank(t.office), t.office)
            )
        )

    def holders(
        self, office: str, country: str, interval: TimeInterval | None = None
    ) -> tuple[Term, ...]:
        """The terms in an office that share a day with `interval` (all if None).

        The term that covers most of the interval comes first; of equals one whose days
        are known before one of years only, then the later one.

        Args:
            office: An id; "ambassador" gives those to every state.
            country: ISO 3166-1 alpha-3, or "body:NATO". The sending one of embassies.
            interval: Days asked about.
        """
        if not self._by_country:
            for i, cells in enumerate(self._cells):
                for name in dict.fromkeys((cells[2], base_office(cells[2]))):
                    self._by_country.setdefault((cells[3], name), []).append(i)
        office = self.office_in(office, country)
        found = []
        for i in self._by_country.get((country, office), ()):
            term = self._term(i)
            shared = term.interval if interval is None else term.interval.meet(interval)
            coarse = len(self._cells[i][4]) < 10 or 0 < len(self._cells[i][5]) < 10
            if shared is not None:
                later = -term.interval.start.toordinal()
                days = 0 if interval is None else -shared.n_days
                found.append((days, coarse and days < 0, later, i, term))
        found.sort(key=lambda item: item[:4])
        return tuple(item[4] for item in found)

    def office_on(self, person_id: str, interval: TimeInterval) -> Term | None:
        """The highest office that a person held on a day of `interval`; None if none."""
        terms = []
        for i in self._by_person.get(person_id, ()):
            term = self._term(i)
            shared = term.interval.meet(interval)
            if shared is not None:
                terms.append((self.rank(term.office), -shared.n_days, i, term))
        return min(terms)[3] if terms else None

    def people_named(
        self,
        name: str,
        *,
        office: str | None = None,
        country: str | None = None,
        on: TimeInterval | None = None,
        limit: int = 5,
    ) -> tuple[PersonMatch, ...]:
        """The people that a name may mean, likeliest first.

        A full name, a surname, or either misspelt. A misspelt surname counts only with
        an office or a country to hold it to. `office` and `country` are demands; a date
        only ranks, for people are in the news before and after their terms.

        Args:
            name: As the text has it, with or without a title of courtesy.
            office: An id that one of the person's terms must have.
            country: A code that one of the person's terms must have.
            on: Days near which the person should be in office.
            limit: How many to give at most.
        """
        self._index()
        key = name_key(name)
        if not key:
            return ()
        office = self.office_in(office, country) if office else None
        found: dict[str, tuple[float, str]] = {}
        for person_id, score, because in self._candidates(key, office, country):
            if score > found.get(person_id, (0.0, ""))[0]:
                found[person_id] = score, because
        matches = []
        for person_id, (score, because) in found.items():
            match = self._match(person_id, score, because, office, country, on)
            if match is not None:
                matches.append(match)
        matches.sort(key=lambda m: (-m.score, m.person.rank, m.person.id))
        return tuple(matches[:limit])

    # Inside.

    def _titles_finder(self) -> TitleFinder:
        if self._finder is None:
            self._finder = TitleFinder(self._titles)
        return self._finder

    def _term(self, i: int) -> Term:
        term = self._terms.get(i)
        if term is None:
            person_id, person, office, country, start, end, source = self._cells[i]
            term = Term(
                person=person,
                person_id=person_id,
                office=office,
                country=country,
                interval=term_interval(start, end),
                source=source,
            )
            self._terms[i] = term
        return term

    def _index(self) -> None:
        if self._by_full:
            return
        for name, ids in self.full_names().items():
            key = name_key(name)
            for person_id in ids:
                _add(self._by_full, key, person_id)
                for token in key.split():
                    _add(self._by_token, token, person_id)

    def _sounds(self) -> dict[str, list[str]]:
        """Tokens and full names by `sound_key`; made when an exact name fails."""
        if not self._by_sound:
            for token, ids in self._by_token.items():
                sound = sound_key(token)
                for person_id in ids:
                    _add(self._by_sound, sound, person_id)
        return self._by_sound

    def _candidates(
        self, key: str, office: str | None, country: str | None
    ) -> Iterator[tuple[str, float, str]]:
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
        exact = [set(self._by_token.get(word, ())) for word in words]
        if found := set.intersection(*exact):
            for person_id in sorted(found):
                yield person_id, 0.9, "parts of the full name"
            return
        sounds = self._sounds()
        heard = [set(sounds.get(sound_key(word), ())) for word in words]
        for person_id in sorted(set.intersection(*heard)):
            yield person_id, 0.87, "full name in another spelling"
        key = " ".join(words)
        for person_id in sorted(set().union(*exact)):
            likeness = fuzz.ratio(key, self._key_of(person_id))
            if likeness >= LIKE_FULL:
                yield person_id, 0.85 * likeness / 100, "full name misspelt"

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
            for cells in (self._cells[i] for i in self._by_person[person_id])
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
            for cells in self._cells:
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

    def _match(
        self,
        person_id: str,
        score: float,
        because: str,
        office: str | None,
        country: str | None,
        on: TimeInterval | None,
    ) -> PersonMatch | None:
        person = self.person(person_id)
        terms = [
            term
            for term in self.terms_of(person_id)
            if office in (None, term.office, base_office(term.office))
            and country in (None, term.country)
        ]
        if person is None or not terms:
            return None
        is_in_office = False
        if on is not None:
            terms.sort(key=lambda t: (_days_off(t.interval, on), self.rank(t.office)))
            days_off = _days_off(terms[0].interval, on)
            is_in_office = days_off == 0
            score -= 0.0 if is_in_office else 0.1 if days_off < NEAR_DAYS else 0.25
        score += 0.1 * bool(office) + 0.1 * bool(country)
        return PersonMatch(
            person=person,
            score=round(min(1.0, max(0.0, score)), 3),
            terms=tuple(terms),
            is_in_office=is_in_office,
            because=because,
        )


def base_office(office: str) -> str:
    """The kind of office: "ambassador to Turkey" is an ambassador's."""
    return "ambassador" if office.startswith("ambassador to ") else office


def _days_off(term: TimeInterval, on: TimeInterval) -> int:
    """Days between a term and an interval, 0 where they share one."""
    if term.meet(on) is not None:
        return 0
    if term.end <= on.start:
        return (on.start - term.end).days + 1
    return (term.start - on.end).days + 1


def term_interval(start: str, end: str) -> TimeInterval:
    """The days of a term from its two dates (YYYY, YYYY-MM or YYYY-MM-DD, or empty).

    A coarse date is read as widely as it allows. The day of leaving is not counted when
    known, for the successor's term starts with it; save that a term has one day at least.
    """
    first = date.min if not start else _earliest(start)
    last = date.max if not end else _latest(end)
    return TimeInterval(first, last) if first < last else TimeInterval.day(first)


def _earliest(text: str) -> date:
    return date(*(int(part) for part in (*text.split("-"), "1", "1")[:3]))


def _latest(text: str) -> date:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0] + 1, 1, 1)
    if len(parts) == 2:
        return date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
    return date(parts[0], parts[1], parts[2])


def _add(index: dict[str, list[str]], key: str, person_id: str) -> None:
    ids = index.setdefault(key, [])
    if not ids or ids[-1] != person_id:
        ids.append(person_id)


CURATED = ("country", "office", "person", "start", "end")
GENERATED = ("person_qid", "person", "office", "country", "start", "end")


def read_offices() -> Iterator[Row]:
    """The rows of data/curated/offices.toml.

    Raises:
        DataError: a row that does not hold together.
    """
    return read_toml(
        "curated/offices.toml",
        "office",
        required=("id", "sector", "rank", "scope"),
        optional=("portfolios", "names", "local", "single"),
    )


def read_aliases() -> Iterator[tuple[str, str, str]]:
    """The rows of data/curated/people.csv: another name, the person, the country.

    Raises:
        DataError: a row that does not hold together.
    """
    for row in read_csv(
        "curated/people.csv",
        columns=("name", "person", "country"),
        key=("name", "country"),
    ):
        yield row.text("name"), row.text("person"), row.text("country")


def load_offices() -> OfficeTable:
    """The table of data/curated/ and data/generated/.

    Raises:
        DataError: a row that does not hold together.
    """
    generated = list(_generated_terms(read_text("generated/holders.csv")))
    ids = {
        (row.text("country"), row.text("person")): row.text("qid")
        for row in read_csv(
            "generated/person_ids.csv",
            columns=("country", "person", "qid"),
            key=("country", "person"),
            has_source=False,
        )
    }
    curated: list[Cells] = []
    for row in read_csv(
        "curated/holders.csv",
        columns=CURATED,
        key=("country", "office", "start", "person"),
    ):
        name, country = row.text("person"), row.text("country")
        slug = ids.get((country, name)) or f"{country}:{name_key(name)}"
        person_id = f"person:{slug.replace(' ', '-')}"
        start, end = row.text("start"), row.text("end")
        try:
            term_interval(start, end)
        except ValueError as problem:
            row.fail(f"no dates of a term: {start!r}, {end!r}: {problem}")
        if end and start > end:
            row.fail(f"ends before it starts: {start}, {end}")
        curated.append(
            (
                person_id,
                name,
                row.text("office"),
                country,
                start,
                end,
                row.text("source"),
            )
        )
    return OfficeTable(read_offices(), [*curated, *generated], read_aliases())


def _generated_terms(text: str) -> Iterator[Cells]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    if tuple(next(reader, ())) != GENERATED:
        raise DataError("data/generated/holders.csv:1", f"expected columns {GENERATED}")
    for qid, person, office, country, start, end in reader:
        yield f"person:{qid}", person, office, country, start, end, "wikidata"
