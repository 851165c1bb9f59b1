"""Who held which office when: `load_offices()` -> OfficeTable.

Titles of office in a text are `OfficeTable.find_titles`; people by name, with misspellings
and other romanisations, `people_named`; terms `holders`, `terms_of`, `office_on`.
Curated rows override those generated from Wikidata's facts (tools/make_actors.py).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.knowledge.names import name_key
from detente.knowledge.office_rows import (
    WIKIDATA,
    read_aliases,
    read_offices,
    read_on,
    read_terms,
)
from detente.knowledge.people import PeopleIndex, Person
from detente.knowledge.synced import has_synced
from detente.knowledge.tables import Row
from detente.knowledge.terms import Cells, TermStore, base_office, days_between
from detente.knowledge.titles import TitleFinder, TitleHit, TitleRow
from detente.model.actor import Office, Term
from detente.model.time import TimeInterval

__all__ = [
    "OfficeTable",
    "Person",
    "PersonMatch",
    "TitleHit",
    "base_office",
    "load_offices",
]

SCOPES = frozenset({"state", "body", "embassy", "local"})
LOWEST_RANK = 99
DEPUTY_RANK = 40  # a deputy minister ranks below ministers, above aides
# Of the foreign and defence ministers in office on a 19 July (2001-17, 3,259 of them in
# holders.csv) two in five had left 500 days later, half after 671.
OPEN_DAYS = 500
NEAR_DAYS = 3 * 365  # a term this far from the date is still worth something


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
        "_details", "_finder", "_folder", "_instead", "_local", "_people", "_read_on",
        "_store", "_terms", "_titles",
    )  # fmt: skip

    def __init__(
        self,
        offices: Iterable[Row],
        terms: Iterable[Cells],
        aliases: Iterable[tuple[str, str, str]] = (),
        *,
        folder: Path | None = None,
        read_on: date = date.max,
    ) -> None:
        """Make a table of rows of offices.toml, terms, and (alias, person, country).

        `folder` is the user's, from which a worker process loads it again; `read_on` the
        day on which Wikidata's terms were read.

        Raises:
            DataError: an unknown scope or office, or an alias of somebody without a term.
        """
        self._folder = folder
        self._read_on = read_on
        self._details: dict[str, tuple[Office, int, str, bool]] = {}
        self._local: dict[tuple[str, str], str] = {}
        self._instead: dict[str, tuple[str, ...]] = {}
        titles = []
        meant: list[tuple[str, Row]] = []
        for row in offices:
            office = Office(id=row.text("id"), sector=row.text("sector"))
            scope = row.one_of("scope", SCOPES)
            rank = int(row.number("rank"))
            self._details[office.id] = office, rank, scope, row.flag("single")
            for country, other in sorted(row.mapping("local").items()):
                self._local[office.id, country] = other
            self._instead[office.id] = row.texts("instead")
            meant.extend((other, row) for other in self._instead[office.id])
            meant.extend((other, row) for other in row.mapping("local").values())
            titles.append(
                TitleRow(
                    office=office.id,
                    sector=office.sector,
                    portfolios=row.texts("portfolios"),
                    names=row.texts("names"),
                )
            )
        for other, row in meant:
            if other not in self._details:
                row.fail(f"unknown office {other!r}")
        self._titles = tuple(titles)
        self._finder: TitleFinder | None = None
        self._store = TermStore(terms)
        self._terms: dict[str, tuple[Term, ...]] = {}  # sorted, by person, once asked
        self._people = PeopleIndex(self._store, aliases, self.rank)

    def __reduce__(self) -> tuple[object, ...]:
        return load_offices, (self._folder,)

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

    @property
    def kinds(self) -> Collection[str]:
        """The ids of all kinds of office."""
        return self._details.keys()

    def is_single(self, office: str) -> bool:
        """Whether one person at a time holds it: the president, but not an envoy."""
        details = self._details.get(base_office(office))
        return details is not None and details[3]

    def single_offices(self) -> frozenset[str]:
        """The offices that one person at a time holds."""
        return frozenset(o for o, details in self._details.items() if details[3])

    # People and terms.

    @property
    def terms(self) -> TermStore:
        """Every term as the files have it."""
        return self._store

    def person(self, person_id: str) -> Person | None:
        """The person with this id ("person:Q57434"); None if unknown."""
        return self._people.person(person_id)

    def full_names(self) -> Mapping[str, tuple[str, ...]]:
        """Every full name and alias as written, with the ids of those it means."""
        return self._people.full_names()

    def terms_of(self, person_id: str) -> tuple[Term, ...]:
        """Every term of a person, by start, then by rank of office."""
        found = self._terms.get(person_id)
        if found is None:
            found = self._terms[person_id] = tuple(
                sorted(
                    self._store.of(person_id),
                    key=lambda t: (t.interval.start, self.rank(t.office), t.office),
                )
            )
        return found

    def only_place(self, office: str) -> str | None:
        """The one state or body with such an office ("pope" VAT); None if several."""
        places = self._store.places(office)
        return next(iter(places)) if len(places) == 1 else None

    def head_of(self, body: str, interval: TimeInterval | None) -> Term | None:
        """The holder of a body's highest office on those days; None if unknown.

        Args:
            body: An id, "body:NATO".
            interval: Days asked about; None finds nobody.
        """
        if interval is None:
            return None
        for office in sorted(self._details, key=lambda o: (self.rank(o), o)):
            if self._details[office][2] == "body":
                for term in self.holders(office, body, interval):
                    return term
        return None

    def holders(
        self, office: str, country: str, interval: TimeInterval | None = None
    ) -> tuple[Term, ...]:
        """The terms in an office that share a day with `interval` (all if None).

        Where nobody held it then, those in the offices that its name may mean instead:
        the "army chief" of a state with a chief of staff alone.

        The term that covers most of the interval comes first; of equals one whose days
        are known before one of years only, then the later one. A term without a recorded
        end is not taken to go on for years after its source was read.

        Args:
            office: An id; "ambassador" gives those to every state.
            country: ISO 3166-1 alpha-3, or "body:NATO". The sending one of embassies.
            interval: Days asked about.
        """
        office = self.office_in(office, country)
        for meant in (office, *self._instead.get(office, ())):
            held = self._held(meant, country, interval)
            if held is not None:
                return held
        return ()

    def _held(
        self, office: str, country: str, interval: TimeInterval | None
    ) -> tuple[Term, ...] | None:
        """The terms of this very office; None if, by the table, nobody held it."""
        is_held = False
        found = []
        for i, (term, is_coarse) in enumerate(self._store.at(office, country)):
            shared = term.interval if interval is None else term.interval.meet(interval)
            is_held = is_held or shared is not None
            if interval is not None and self._is_doubtful(term, interval):
                continue
            if shared is not None:
                later = -term.interval.start.toordinal()
                days = 0 if interval is None else -shared.n_days
                found.append((days, is_coarse and days < 0, later, i, term))
        found.sort(key=lambda item: item[:4])
        return tuple(item[4] for item in found) if is_held else None

    def office_on(
        self, person_id: str, interval: TimeInterval, named: str | None = None
    ) -> Term | None:
        """The office that a person held on a day of `interval`; None if none.

        Of several the one that the text names, else the highest.
        """
        terms = []
        for i, term in enumerate(self._store.of(person_id)):
            shared = term.interval.meet(interval)
            if shared is not None:
                is_other = term.office != named
                rank = self.rank(term.office)
                terms.append((is_other, rank, -shared.n_days, i, term))
        return min(terms)[4] if terms else None

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
        key = name_key(name)
        if not key:
            return ()
        office = self.office_in(office, country) if office else None
        meant = self._meant(office)
        held = office if len(meant) == 1 else None
        found: dict[str, tuple[float, str]] = {}
        for person_id, score, because in self._people.candidates(key, held, country):
            if score > found.get(person_id, (0.0, ""))[0]:
                found[person_id] = score, because
        matches = []
        for person_id, (score, because) in found.items():
            match = self._match(person_id, score, because, meant, country, on)
            if match is not None:
                matches.append(match)
        matches.sort(key=lambda m: (-m.score, m.person.rank, m.person.id))
        return tuple(matches[:limit])

    # Inside.

    def _meant(self, office: str | None) -> tuple[str, ...]:
        """An office with those that its name may mean instead; empty for any."""
        return (office, *self._instead.get(office, ())) if office else ()

    def _is_doubtful(self, term: Term, interval: TimeInterval) -> bool:
        """Whether only the lack of an end lets the term reach the interval."""
        return (
            term.source == WIKIDATA
            and term.interval.end == date.max
            and (interval.start - self._read_on).days > OPEN_DAYS
        )

    def _titles_finder(self) -> TitleFinder:
        if self._finder is None:
            self._finder = TitleFinder(self._titles)
        return self._finder

    def _match(
        self,
        person_id: str,
        score: float,
        because: str,
        meant: Collection[str],
        country: str | None,
        on: TimeInterval | None,
    ) -> PersonMatch | None:
        person = self.person(person_id)
        terms = [
            term
            for term in self.terms_of(person_id)
            if (not meant or term.office in meant or base_office(term.office) in meant)
            and country in (None, term.country)
        ]
        if person is None or not terms:
            return None
        is_in_office = False
        if on is not None:
            terms.sort(
                key=lambda t: (days_between(t.interval, on), self.rank(t.office))
            )
            days_off = days_between(terms[0].interval, on)
            is_in_office = days_off == 0
            score -= 0.0 if is_in_office else 0.1 if days_off < NEAR_DAYS else 0.25
        score += 0.1 * bool(meant) + 0.1 * bool(country)
        return PersonMatch(
            person=person,
            score=round(min(1.0, max(0.0, score)), 3),
            terms=tuple(terms),
            is_in_office=is_in_office,
            because=because,
        )


def load_offices(folder: Path | None = None) -> OfficeTable:
    """The table of data/curated/ and data/generated/.

    Args:
        folder: The user's data folder; what `sync` left there replaces data/generated/.

    Raises:
        DataError: a row that does not hold together.
    """
    terms = tuple(read_terms(folder))
    aliases: Iterable[tuple[str, str, str]] = read_aliases()
    if folder is not None and has_synced(folder):
        # A table fetched for an earlier version may lack somebody.
        known = {(cells[1], cells[3]) for cells in terms}
        aliases = [alias for alias in aliases if alias[1:] in known]
    return OfficeTable(
        read_offices(),
        terms,
        aliases,
        folder=folder,
        read_on=read_on(folder),
    )
