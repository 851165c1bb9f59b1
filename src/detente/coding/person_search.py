"""A person's name with what the article says of him -> the office holder it means.

Exact names first, then the table's search by name, office and state; a lone surname
without either is that of a head of state or government, or of nobody.
"""

from detente.coding.name_clues import NameClues
from detente.coding.person_groups import Group
from detente.knowledge.names import name_key
from detente.knowledge.offices import OfficeTable, PersonMatch, base_office
from detente.knowledge.terms import days_between
from detente.model.time import TimeInterval

SURE = 0.8  # a full name that the table gives with at least this score is the person
LEADER_SCORE = 0.65  # a surname alone scores 0.75, a first name that news uses 0.70
ROMANISED_SCORE = 0.62  # a surname romanised otherwise, of a well-known state's leader
# States whose leaders news names by surname without saying of which state.
# Source: the permanent members of the Security Council, G20 and states at war or with
# nuclear arms; curated 2026-11.
WELL_KNOWN = frozenset(
    "USA RUS CHN GBR FRA DEU JPN ITA IND PAK PRK KOR IRN ISR TUR SAU UKR BRA ZAF EGY SYR "
    "CAN AUS MEX ARG IDN VEN CUB PSE".split()
)
FEW_BEARERS = 2  # of a surname among all office holders since the 1980s
# How a full name may fit that a report leaves without title or state, and up to which
# rank: heads of state and government, foreign and defence ministers.
SPELT_OTHERWISE = frozenset({"full name in another spelling", "full name misspelt"})
KNOWN_BY_NAME = 31
BEARING = 0.6  # score of who is known by that surname, in office or not long out of it
SHORTEST = 5  # letters of a surname that alone tells a minister
JUST_LEFT_DAYS = 30  # a leader who fell last week is in the news by surname
HIGHEST = 25  # rank of the offices whose holders news names by surname alone


class HolderSearch:
    """Looks up the people of one article among all holders of office."""

    def __init__(
        self, offices: OfficeTable, published: TimeInterval | None, clues: NameClues
    ) -> None:
        """The arguments are those of `People`."""
        self._offices = offices
        self._published = published
        self._clues = clues

    def by_name(
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
                t.interval.meets(self._published) for t in terms
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

    def by_evidence(
        self, group: Group, country: str | None, office: str | None
    ) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """The office holder that a group means, others that it may mean, and why."""
        is_full = len(group.words) > 1
        if is_full and not (country or office or group.n_ranked):
            # The table has nobody of this name, and fuzzy search without a country
            # or an office finds namesakes.
            return self.misspelt(group)
        tries: list[tuple[str | None, str | None]] = [(office, country)]
        if country:
            tries.append((None, country))
        if country and office:
            tries.append((office, None))
        elif not country and office and is_full:
            tries.append((None, None))
        for wanted_office, wanted_country in dict.fromkeys(tries):
            if not is_full and not (wanted_office or wanted_country):
                found = self.leaders(group)
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
            if is_full and not (wanted_office or wanted_country):
                # "Bush lawyer John Yoo" is no minister of South Sudan.
                good = [m for m in good if m.person.country in self._clues.countries]
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
        if not is_full and not group.n_ranked and country is None:
            return self.minister(group)
        if not is_full and office is not None:
            return self.past_leader(group, country, office)
        if office is not None and country is not None:
            return self.in_that_office(group, country, office)
        return None, (), ""

    def misspelt(self, group: Group) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """Who is in high office under nearly this full name, if that is one person.

        "Condoleeza Rice" without a title is the one in office; a namesake of somebody
        long gone, or of a minister of a state that the article leaves out, is nobody.
        """
        if self._published is None:
            return None, (), ""
        found = [
            match
            for match in self._offices.people_named(group.name, on=self._published)
            if match.is_in_office
            and match.because in SPELT_OTHERWISE
            and self._is_prominent(match)
        ]
        if len(found) != 1:
            return None, (), ""
        return found[0], (), f"{found[0].because}, in office"

    def _is_prominent(self, match: PersonMatch) -> bool:
        """Whether the office held on the date is one that news need not explain."""
        if self._published is None:
            return False
        term = self._offices.office_on(match.person.id, self._published)
        if term is None or self._offices.rank(term.office) > KNOWN_BY_NAME:
            return False
        return (
            term.country.startswith("body:")
            or term.country in self._clues.countries
            or term.country in WELL_KNOWN
        )

    def minister(self, group: Group) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """The minister in office whom a surname alone means: "Lavrov said".

        Of a state that the article names; of another only if hardly anybody bears it.
        """
        if self._published is None or len(group.words[-1]) < SHORTEST:
            return None, (), ""
        found = self._offices.people_named(group.name, on=self._published, limit=20)
        bearers = [m for m in found if m.because == "surname" and m.score >= BEARING]
        high = [m for m in bearers if m.is_in_office and self._is_prominent(m)]
        if len(high) != 1:
            return None, (), ""
        match = high[0]
        term = self._offices.office_on(match.person.id, self._published)
        if term is None or (
            term.country not in self._clues.countries and len(bearers) > FEW_BEARERS
        ):
            return None, (), ""
        return match, (), f"surname, {term.office} on the date"

    def in_that_office(
        self, group: Group, country: str, office: str
    ) -> tuple[PersonMatch | None, tuple[str, ...], str]:
        """Who holds the office under that surname, where the given name is mistaken."""
        if self._published is None or all(t.is_former for t in group.titles):
            return None, (), ""
        terms = self._offices.holders(office, country, self._published)
        if len(terms) != 1:
            return None, (), ""
        term = terms[0]
        person = self._offices.person(term.person_id)
        surname = name_key(term.person).rpartition(" ")[2]
        if person is None or surname != group.words[-1]:
            return None, (), ""
        match = PersonMatch(
            person=person,
            score=0.7,
            terms=(term,),
            is_in_office=True,
            because="surname and office, given name otherwise",
        )
        return match, (), match.because

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

    def past_leader(
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

    def leaders(self, group: Group) -> tuple[PersonMatch, ...]:
        """The heads of state or government whom a lone surname means."""
        found = self._offices.people_named(group.name, on=self._published, limit=50)
        leaders: dict[str, PersonMatch] = {}
        for m in found:
            is_known = self._is_of_the_time(m)
            if (
                self._rank_held(m) <= HIGHEST
                and m.because.startswith(("surname", "full name"))
                and m.score
                >= (ROMANISED_SCORE if m.person.country in WELL_KNOWN else LEADER_SCORE)
                and is_known
            ):
                # Of two of one state the higher: Kim is the leader, not the premier.
                best = leaders.setdefault(m.person.country, m)
                if m.person.rank < best.person.rank and m.score >= best.score:
                    leaders[m.person.country] = m
        return tuple(sorted(leaders.values(), key=lambda m: (-m.score, m.person.id)))

    def _is_of_the_time(self, match: PersonMatch) -> bool:
        """Whether somebody is in office, or has left it so lately that news is of it."""
        if match.is_in_office or self._published is None:
            return True
        return any(
            days_between(term.interval, self._published) <= JUST_LEFT_DAYS
            for term in match.terms
        )

    def _rank_held(self, match: PersonMatch) -> int:
        """The rank of the person's highest office on the date, 1 the highest."""
        if self._published is None:
            return match.person.rank
        term = self._offices.office_on(match.person.id, self._published)
        return self._offices.rank(term.office) if term else match.person.rank
