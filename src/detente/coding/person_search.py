"""A person's name with what the article says of him -> the office holder it means.

Exact names first, then the table's search by name, office and state; a lone surname
without either is that of a head of state or government, or of nobody.
"""

from detente.coding.name_clues import NameClues
from detente.coding.person_groups import Group
from detente.knowledge.offices import OfficeTable, PersonMatch, base_office
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

    def by_evidence(
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
        if not is_full and office is not None:
            return self.past_leader(group, country, office)
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
