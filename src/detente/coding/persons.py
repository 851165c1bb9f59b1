"""Names of people in one article -> who each is.

All the names of an article are grouped first, so that "Gantz" in a headline means the
Benny Gantz of the second paragraph; then each group is looked up among office holders
with all that the article says of it: titles, countries, the days it was published.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from detente.coding.name_clues import NameClues, has_known_name, is_capitalised
from detente.coding.readings import Form, Reading
from detente.knowledge.names import name_key, sound_key
from detente.knowledge.offices import OfficeTable, PersonMatch, base_office
from detente.knowledge.person_words import load_person_words
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor
from detente.model.text import Sentence
from detente.model.time import TimeInterval

ALIKE = 82.0  # rapidfuzz ratio of a misspelt surname: one letter more in four is 89
SURE = 0.8  # a full name that the table gives with at least this score is the person
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
LEADER_SCORE = 0.65  # a surname alone scores 0.75, a first name that news uses 0.70
ROMANISED_SCORE = 0.62  # a surname romanised otherwise, of a well-known state's leader
LEAST_LETTERS = 3  # of the longest word of an unknown name: "R-IN" is none
NO_CLUES = NameClues()
# States whose leaders news names by surname without saying of which state.
# Source: the permanent members of the Security Council, G20 and states at war or with
# nuclear arms; curated 2026-11.
WELL_KNOWN = frozenset(
    "USA RUS CHN GBR FRA DEU JPN ITA IND PAK PRK KOR IRN ISR TUR SAU UKR BRA ZAF EGY SYR "
    "CAN AUS MEX ARG IDN VEN CUB PSE".split()
)
FEW_BEARERS = 2  # of a surname among all office holders since the 1980s
HIGHEST = 25  # rank of the offices whose holders news names by surname alone


@dataclass(slots=True)
class Group:
    """Every mention of one person; `words` is the fullest name in small plain letters."""

    words: tuple[str, ...]
    name: str
    hits: list[Actor] = field(default_factory=list)
    titles: list[TitleHit] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: str | None = None
    sector: str | None = None
    n_ranked: int = 0
    n_placed: int = 0  # mentions that the places layer holds for a place
    n_sure: int = 0  # mentions where no place would stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A person's name in a sentence without grammar: a known one, or one with a title.

    `sentence` is the place of the sentence in the article.
    """

    sentence: int
    name: str
    actors: tuple[Actor, ...] = ()
    title: TitleHit | None = None
    country: str | None = None


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
        readings: Iterable[Reading],
        partners: dict[int, Reading],
        published: TimeInterval | None,
        offices: OfficeTable,
        heard: Iterable[Heard] = (),
        clues: NameClues = NO_CLUES,
    ) -> None:
        """Group the names and look them up.

        Args:
            readings: All of the article, in text order.
            partners: By the id of a person's reading, the phrase in apposition to it.
            published: Days on which the article may have been published.
            offices: Titles and their holders.
            heard: Names in the sentences that were not parsed.
            clues: What else tells a person's name from another.
        """
        self._offices = offices
        self._clues = clues
        self._capitalised: dict[int, bool] = {}
        self._published = published
        self._groups: list[Group] = []
        self._of: dict[int, Group] = {}
        self._known: dict[int, Known] = {}
        named = [r for r in readings if r.form is Form.PERSON]
        keyed = [(r, tuple(name_key(r.name).split())) for r in named]
        keyed.sort(key=lambda item: (-len(item[1]), item[0].span))
        self._heard: dict[int, Group] = {}
        for other in heard:
            self._hear(other)
        for reading, words in keyed:
            if not words:
                continue
            group = self._find(words)
            if group is None:
                group = Group(words, reading.name)
                self._groups.append(group)
            self._of[id(reading)] = group
            if reading.hit is not None:
                group.hits.extend(reading.hit.actors)
        for reading in named:
            if id(reading) in self._of:
                self._gather(self._of[id(reading)], reading, partners.get(id(reading)))

    def known(self, reading: Reading) -> Known | None:
        """Who a name means; None for a lone name that nothing shows to be a person's."""
        return self._known_of(self._of.get(id(reading)))

    def known_heard(self, heard: Heard) -> Known | None:
        """Who a name in a sentence without grammar means."""
        return self._known_of(self._heard.get(id(heard)))

    def _known_of(self, group: Group | None) -> Known | None:
        if group is None:
            return None
        if id(group) not in self._known:
            known = self._look_up(group)
            if known is None:
                return None
            self._known[id(group)] = known
        return self._known[id(group)]

    def led_by(self, surname: str) -> str | None:
        """The state whose government news calls by a surname: "the Obama team"."""
        words = tuple(name_key(surname).split())
        group = self._find(words) if words else None
        known = self._known_of(group) if group is not None else None
        if known is not None and known.country is not None:
            return known.country
        alone = Group(words, surname)
        found = self._leader(alone) if words and self._published else ()
        if len({m.person.country for m in found}) == 1:
            return found[0].person.country
        for office in ("president", "prime minister", "chancellor"):
            match, _, _ = self._past_leader(alone, None, office)
            if match is not None:
                return match.terms[0].country
        return None

    # Grouping.

    def _hear(self, heard: Heard) -> None:
        words = tuple(name_key(heard.name).split())
        if not words:
            return
        group = self._find(words)
        if group is None:
            group = Group(words, heard.name)
            self._groups.append(group)
        self._heard[id(heard)] = group
        group.hits.extend(heard.actors)
        group.n_sure += 1
        if heard.title is not None:
            group.titles.append(heard.title)
            group.n_ranked += 1
        if heard.country is not None:
            group.countries.append(heard.country)

    def _find(self, words: tuple[str, ...]) -> Group | None:
        parts = []
        for group in self._groups:
            if group.words == words:
                return group
            if _is_part(words, group.words):
                parts.append((words[-1] != group.words[-1], not group.hits, group))
        if parts:
            return min(parts, key=lambda part: part[:2])[2]
        sound = sound_key(" ".join(words))
        for group in self._groups:
            if (
                len(group.words) == len(words)
                and sound_key(" ".join(group.words)) == sound
            ):
                return group
        return self._misspelt(words[0]) if len(words) == 1 else None

    def _misspelt(self, word: str) -> Group | None:
        """The one group whose surname is nearly this word."""
        if len(word) < 4:
            return None
        near = [
            group
            for group in self._groups
            if len(group.words) > 1 and fuzz.ratio(word, group.words[-1]) >= ALIKE
        ]
        return near[0] if len(near) == 1 else None

    def _gather(self, group: Group, reading: Reading, partner: Reading | None) -> None:
        """Note what one mention and the phrase beside it say of the person."""
        for said in (reading, partner):
            if said is None:
                continue
            if said.title is not None:
                group.titles.append(said.title)
            for country in said.countries[:1]:
                group.countries.append(country)
            group.gender = group.gender or said.gender
            group.sector = group.sector or said.sector
        start = reading.span.end - len(reading.name)
        group.n_placed += start in self._clues.placed
        group.n_sure += not (
            reading.is_doubtful
            or start in self._clues.placed
            or self._is_capitalised(reading.phrase.sentence)
        )
        group.n_ranked += reading.title is not None or reading.sector is not None

    # Looking up.

    def _look_up(self, group: Group) -> Known | None:
        countries = _by_count(group.countries)
        offices = _by_count(
            title.office
            for title in group.titles
            if not title.is_deputy and title.office not in GENERIC
        )
        country = countries[0] if countries else None
        office = offices[0] if offices else None
        match, rivals, why = self._by_name(group, country, office)
        if match is None:
            match, rivals, why = self._match(group, country, office)
        title = next((t for t in group.titles if t.office == office), None) or (
            group.titles[0] if group.titles else None
        )
        is_former = bool(title) and all(t.is_former or t.is_then for t in group.titles)
        if match is not None:
            person = match.person
            home = country or (
                match.terms[0].country if match.terms else person.country
            )
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

    def _is_capitalised(self, sentence: Sentence) -> bool:
        known = self._capitalised.get(sentence.index)
        if known is None:
            known = self._capitalised[sentence.index] = is_capitalised(sentence)
        return known

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

    def _by_name(
        self, group: Group, country: str | None, office: str | None
    ) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """The one of those with exactly this name whom the evidence fits best."""
        found = []
        for person_id in dict.fromkeys(actor.id for actor in group.hits):
            person = self._offices.person(person_id)
            if person is None:
                continue
            terms = self._offices.terms_of(person_id)
            fits = tuple(t for t in terms if country in (None, t.country))
            if country is not None and not fits and person.country != country:
                continue
            held = any(base_office(t.office) == office for t in terms)
            now = self._published is None or any(
                t.interval.meet(self._published) for t in terms
            )
            match = PersonMatch(
                person=person,
                score=0.85 + 0.1 * (held or office is None) + 0.05 * now,
                terms=fits or terms,
                is_in_office=now,
                because="full name",
            )
            found.append(((not held, not now, person.rank, person.id), match))
        if not found:
            return None, (), ""
        found.sort(key=lambda item: item[0])
        best = found[0][1]
        parts = [
            "full name",
            *([f"office {office}"] if office else []),
            *([f"country {country}"] if country else []),
        ]
        rivals = tuple(m.person.name for _, m in found[1:3])
        return best, rivals, ", ".join(parts)

    def _match(
        self, group: Group, country: str | None, office: str | None
    ) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """The office holder that a group means, others that it may mean, and why."""
        is_full = len(group.words) > 1
        if is_full and not (country or office or group.n_ranked):
            # The table has nobody of this name, and fuzzy search without a country
            # or an office finds namesakes.
            return None, (), ""
        tries: list[tuple[str | None, str | None]] = [(office, country)]
        if country:
            tries.append((None, country))
        if country and office:
            tries.append((office, None))
        elif not country and office and is_full:
            tries.append((None, None))
        for wanted_office, wanted_country in dict.fromkeys(tries):
            if not is_full and not (wanted_office or wanted_country):
                found = self._leader(group)
                if found and not self._is_spoken_of(group, found[0]):
                    continue
            else:
                found = self._offices.people_named(
                    group.name,
                    office=wanted_office,
                    country=wanted_country,
                    on=self._published,
                )
            least = SURE if is_full else ROMANISED_SCORE
            good = [m for m in found if m.score >= least]
            if not good:
                continue
            is_close = len(good) > 1 and good[0].score - good[1].score < 0.05
            if (
                not is_full
                and is_close
                and not (wanted_office and good[0].is_in_office)
            ):
                continue
            parts = [good[0].because]
            if wanted_office:
                parts.append(f"office {wanted_office}")
            if wanted_country:
                parts.append(f"country {wanted_country}")
            rivals = tuple(m.person.name for m in good[1:3])
            return good[0], rivals, ", ".join(parts)
        if not is_full and office is not None:
            return self._past_leader(group, country, office)
        return None, (), ""

    def _is_spoken_of(self, group: Group, match: PersonMatch) -> bool:
        """Whether a lone surname may mean a leader whose state the article leaves out.

        "Rasmussen" in a report on American polls is no Danish premier; "Putin" is one
        man's name.
        """
        country = match.person.country
        if country in self._clues.countries or country in WELL_KNOWN:
            return True
        bearers = self._offices.people_named(group.name, limit=10)
        alike = [m for m in bearers if m.because.startswith("surname")]
        return len({m.person.id for m in alike}) <= FEW_BEARERS

    def _past_leader(
        self, group: Group, country: str | None, office: str
    ) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """Who once held a high office, by surname: "President Reagan" at any date."""
        if self._offices.rank(office) > HIGHEST:
            return None, (), ""
        found = self._offices.people_named(
            group.name, office=office, country=country, limit=10
        )
        good = [m for m in found if m.because == "surname" and m.score >= SURE]
        if len({m.terms[0].country for m in good}) != 1:
            return None, (), ""
        good.sort(key=lambda m: -m.terms[-1].interval.start.toordinal())
        rivals = tuple(m.person.name for m in good[1:3])
        return good[0], rivals, f"surname, once {office}"

    def _leader(self, group: Group) -> tuple[PersonMatch, ...]:
        """The heads of state or government whom a lone surname means."""
        found = self._offices.people_named(group.name, on=self._published, limit=50)
        leaders: dict[str, PersonMatch] = {}
        for m in found:
            is_known = m.is_in_office or self._published is None
            if (
                self._rank_held(m) <= HIGHEST
                and m.because.startswith("surname")
                and m.score
                >= (ROMANISED_SCORE if m.person.country in WELL_KNOWN else LEADER_SCORE)
                and is_known
            ):
                # Of two of one state the higher: Kim is the leader, not the premier.
                best = leaders.setdefault(m.person.country, m)
                if m.person.rank < best.person.rank and m.score >= best.score:
                    leaders[m.person.country] = m
        return tuple(sorted(leaders.values(), key=lambda m: (-m.score, m.person.id)))

    def _rank_held(self, match: PersonMatch) -> int:
        """The rank of the person's highest office on the date, 1 the highest."""
        if self._published is None:
            return match.person.rank
        term = self._offices.office_on(match.person.id, self._published)
        return self._offices.rank(term.office) if term else match.person.rank

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


def _is_part(words: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a shorter name is one of the longer: its last word, its first, or both.

    "Gantz" of Benny Gantz, "Xi" of Xi Jinping, "Tayyip Erdogan" of Recep Tayyip Erdogan.
    """
    if len(words) >= len(whole):
        return False
    if len(words) == 1:
        return len(words[0]) > 1 and words[0] in {whole[-1], whole[0]}
    places = iter(whole)
    return all(word in places for word in words) and (
        words[-1] == whole[-1] or words[0] == whole[0]
    )


def _by_count(items: Iterable[str]) -> list[str]:
    """Distinct items, the most frequent first, then the first."""
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return sorted(counts, key=lambda item: -counts[item])
