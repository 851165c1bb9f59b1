"""Names of people in one article -> who each is.

All the names of an article are grouped first (`person_groups`); then each group is looked
up among office holders (`person_search`) with all that the article says of it: titles,
countries, the days it was published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from detente.coding.name_clues import NameClues, has_known_name
from detente.coding.person_groups import Group, Groups, Heard
from detente.coding.person_search import HolderSearch
from detente.coding.readings import Reading
from detente.knowledge.names import name_key
from detente.knowledge.offices import OfficeTable, PersonMatch
from detente.knowledge.person_words import load_person_words
from detente.model.time import TimeInterval

# Offices that many hold at once or that name a role: no demand on who it is.
GENERIC = frozenset(
    "leader minister diplomat lawmaker candidate spokesperson undersecretary commander "
    "ambassador governor mayor judge".split()
) | {
    "envoy",
    "negotiator",
    "special envoy",
    "presidential adviser",
    "party leader",
    "opposition leader",
}
LEAST_LETTERS = 3  # of the longest word of an unknown name: "R-IN" is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who a group of mentions is, as far as the tables and the article tell."""

    key: str
    name: str
    country: str | None
    office: str | None
    sector: str | None
    actor_id: str | None
    wikidata_id: str | None
    gender: str | None
    is_former: bool
    score: float
    because: str
    rivals: tuple[str, ...] = ()
    body: str | None = None  # id of the organisation served on the date


class People:
    """The persons that an article names."""

    def __init__(
        self,
        groups: Groups,
        published: TimeInterval | None,
        offices: OfficeTable,
        clues: NameClues,
        share_name: Callable[[str, str], bool] = lambda one, other: False,
    ) -> None:
        """Look the names up, each when it is asked for.

        Args:
            groups: The names of the article.
            published: Days on which the article may have been published.
            offices: Titles and their holders.
            clues: What else tells a person's name from another.
            share_name: Whether a name may mean either of two states.
        """
        self._share_name = share_name
        self._offices = offices
        self._clues = clues
        self._published = published
        self._groups = groups
        self._search = HolderSearch(offices, published, clues)
        self._known: dict[int, Known | None] = {}

    def known(self, reading: Reading) -> Known | None:
        """Who a name means; None for a lone name that nothing shows to be a person's."""
        return self._known_of(self._groups.of(reading))

    def known_heard(self, heard: Heard) -> Known | None:
        """Who a name in a sentence without grammar means."""
        return self._known_of(self._groups.of_heard(heard))

    def _known_of(self, group: Group | None) -> Known | None:
        if group is None:
            return None
        if id(group) not in self._known:
            self._known[id(group)] = self._look_up(group)
        return self._known[id(group)]

    def led_by(self, surname: str) -> str | None:
        """The state whose government news calls by a surname: "the Obama team"."""
        words = tuple(name_key(surname).split())
        group = self._groups.find(words) if words else None
        known = self._known_of(group) if group is not None else None
        if known is not None and known.country is not None:
            return known.country
        alone = Group(words, surname)
        found = self._search.leaders(alone) if words and self._published else ()
        if len({m.person.country for m in found}) == 1:
            return found[0].person.country
        for office in ("president", "prime minister", "chancellor"):
            match, _, _ = self._search.past_leader(alone, None, office)
            if match is not None:
                return match.terms[0].country
        return None

    def _look_up(self, group: Group) -> Known | None:
        countries = _by_count(group.countries)
        offices = _by_count(
            title.office
            for title in group.titles
            if not title.is_deputy and title.office not in GENERIC
        )
        country = countries[0] if countries else None
        office = offices[0] if offices else None
        match, rivals, why = self._search.by_name(group, country, office)
        if match is None:
            match, rivals, why = self._search.by_evidence(group, country, office)
        title = next((t for t in group.titles if t.office == office), None) or (
            group.titles[0] if group.titles else None
        )
        is_former = bool(title) and all(t.is_former or t.is_then for t in group.titles)
        if match is not None:
            person = match.person
            own = match.terms[0].country if match.terms else person.country
            if country is not None and self._share_name(country, person.country):
                country = None  # "Congo's President Sassou Nguesso": of his own Congo
            home = country or own
            body = self._body_served(match) if country is None else None
            if body is None and len(home) != 3:
                if self._published is None and home.startswith("body:"):
                    body = home
                home = person.country
            held = self._office_held(match)
            if title is not None and (held is None or title.office not in GENERIC):
                held = title.name
            sector = group.sector or "GOV"
            if not group.titles and person.office:
                # "The first woman", "his friend": not what the person is known for.
                known_for = self._offices.office(held or person.office)
                sector = known_for.sector if known_for else sector
            return Known(
                key=person.id,
                name=person.name,
                country=home if len(home) == 3 and body is None else None,
                body=body,
                office=held,
                sector=sector,
                actor_id=person.id,
                wikidata_id=person.wikidata_id,
                gender=group.gender or gender_of_name(person.name),
                is_former=is_former,
                score=match.score,
                because=why,
                rivals=rivals,
            )
        if not self._is_somebody(group):
            return None
        return Known(
            key=f"name:{' '.join(group.words)}",
            name=group.name,
            country=country,
            office=title.name if title else None,
            sector=group.sector,
            actor_id=None,
            wikidata_id=None,
            gender=group.gender or gender_of_name(group.name),
            is_former=is_former,
            score=0.75 if country else 0.5,
            because="named, in no table; country "
            + ("as the text gives it" if country else "unknown"),
        )

    def _is_somebody(self, group: Group) -> bool:
        """Whether a name that no table has is likely a person's."""
        words = group.words
        if group.n_sure and group.titles:
            return True
        if group.titles or (group.n_ranked and len(words) == 1):
            return bool(group.n_sure) or has_known_name(words)
        if len(words) == 1 or max(len(word) for word in words) < LEAST_LETTERS:
            return False
        if self._clues.is_ordinary(words):
            return False
        if group.n_placed and words[0] not in load_person_words().given:
            return False
        return bool(group.n_sure) or has_known_name(words[:1])

    def _body_served(self, match: PersonMatch) -> str | None:
        """The organisation whose office the person held on the date, if no state's."""
        if self._published is not None:
            term = self._offices.office_on(match.person.id, self._published)
            if term is not None and term.country.startswith("body:"):
                return term.country
        return None

    def _office_held(self, match: PersonMatch) -> str | None:
        if self._published is not None:
            term = self._offices.office_on(match.person.id, self._published)
            if term is not None:
                return term.office
        return None


def gender_of_name(name: str) -> str | None:
    """The gender that a full name's first word tells; None where it tells none."""
    first, _, rest = name_key(name).partition(" ")
    return load_person_words().genders.get(first) if rest else None


def _by_count(items: Iterable[str]) -> list[str]:
    """Distinct items, the most frequent first, then the first."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return sorted(counts, key=lambda item: -counts[item])
