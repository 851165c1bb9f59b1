"""Names of states, bodies, movements, people, and nouns of roles: `load_actors()`.

`ActorTable.find_names` finds every known name in a text in one pass; `agent` tells what a
role noun stands for ("soldier" MIL). Rows: data/curated/countries.csv, aliases.csv,
bodies.csv, movements.csv, agents.csv; names of people come with the office table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from detente.knowledge.countries import Country, load_countries, plural
from detente.knowledge.names import forms_of_name
from detente.knowledge.offices import OfficeTable, load_offices
from detente.knowledge.scan import Scanner, fold
from detente.knowledge.tables import Row, no_collector, read_csv
from detente.model.actor import Actor, ActorKind
from detente.model.text import Span

# PLOVER's sectors and codes of actors that are no state.
# Source: PLOVER 1.3 codebook, actors and agents.
SECTORS = frozenset(
    "GOV MIL REB OPP PTY COP JUD SPY LEG MED EDU BUS CRM CVL IGO NGO IMG MNC ELI LAB REF "
    "AGR HLH HRI ENV REL MOD RAD SET UAF UNK".split()
)
CODES = frozenset("UNO EUR IGO NGO IMG MNC".split())


__all__ = [
    "ActorTable",
    "Agent",
    "AgentKind",
    "Country",
    "NameHit",
    "NameKind",
    "load_actors",
    "load_countries",
    "plural",
]


class NameKind(StrEnum):
    """What kind of name a hit is."""

    NAME = "name"  # Turkey
    ADJECTIVE = "adjective"  # Turkish; also of a person: "an Iranian"
    DEMONYM = "demonym"  # Turks, a Turk
    CAPITAL = "capital"  # Ankara
    SEAT = "seat"  # the Kremlin
    INSTITUTION = "institution"  # the Knesset, the IDF
    REGION = "region"  # Gaza, Crimea: part of a state, or claimed
    PEOPLE = "people"  # Palestinians, Kurds
    BODY = "body"  # NATO
    MOVEMENT = "movement"  # Hezbollah
    PERSON = "person"  # full names of office holders
    MEDIA = "media"  # Xinhua, Reuters
    MASK = "mask"  # no actor, but it holds a name: the Gulf of Mexico; never a hit


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A known name in a text.

    `actors` are all that it may mean, likeliest first; more than one for "Georgia",
    "Korea". A capital, adjective or demonym means its state. `is_plural`: "Turks".
    """

    span: Span
    kind: NameKind
    actors: tuple[Actor, ...]
    is_plural: bool = False

    @property
    def actor(self) -> Actor:
        """The likeliest one."""
        return self.actors[0]


class AgentKind(StrEnum):
    """What a role noun names."""

    PERSON = "person"  # soldier, minister, protester
    GROUP = "group"  # troops, rebels, people
    INSTITUTION = "institution"  # army, ministry, parliament, court
    STATE = "state"  # government, country, regime, nation


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """What a noun of role stands for.

    `sector` is PLOVER's; None for the state itself ("country", "nation").
    """

    lemma: str
    kind: AgentKind
    sector: str | None


Entry = tuple[NameKind, tuple[str, ...], bool]
"""What a name is, the ids of those it means, whether it is a plural."""

# Names that are other words where all is in capitals.
SMALL = frozenset({"US", "WHO", "Wagner", "Quad", "SHAPE", "Polish", "Fano", "SANA"})


class _Names:
    """Names with what they mean, and the matcher that finds them."""

    __slots__ = ("actors", "entries", "meant", "scanner")

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self.scanner = Scanner(sorted(entries))
        # By the index of a name in the scanner: what it is; and whom it means, once asked.
        self.meant = [entries[name] for name in self.scanner.phrases]
        self.actors: dict[int, tuple[Actor, ...]] = {}


class ActorTable:
    """Every known name and role noun. Frozen; the matcher is built on first use."""

    __slots__ = (
        "_actors", "_agents", "_countries", "_entries", "_found", "_offices", "_shared",
        "_shouts",
    )  # fmt: skip

    def __init__(
        self,
        *,
        countries: Iterable[Country],
        aliases: Iterable[Row] = (),
        bodies: Iterable[Row] = (),
        movements: Iterable[Row] = (),
        agents: Iterable[Row] = (),
        offices: OfficeTable | None = None,
    ) -> None:
        """Make a table of rows as read from data/curated/.

        Raises:
            DataError: an unknown country, sector, code or kind.
        """
        self._countries = {country.iso3: country for country in countries}
        self._actors: dict[str, Actor] = {}
        self._entries: dict[str, Entry] = {}
        self._offices = offices
        self._found: _Names | None = None
        self._shouts: _Names | None = None
        self._shared: frozenset[frozenset[str]] | None = None
        for country in self._countries.values():
            self._add_country(country)
        for row in bodies:
            self._add_named(row, NameKind.BODY)
        for row in movements:
            self._add_named(row, NameKind.MOVEMENT)
        for row in aliases:
            self._add_alias(row)
        self._agents: dict[str, Agent] = {}
        for row in agents:
            agent = Agent(
                lemma=row.text("lemma"),
                kind=AgentKind(row.one_of("kind", set(AgentKind))),
                sector=row.one_of("sector", SECTORS) if row.text("sector") else None,
            )
            self._agents[agent.lemma] = agent

    def __reduce__(self) -> tuple[object, ...]:
        return load_actors, (self._offices,)

    def share_name(self, one: str, other: str) -> bool:
        """Whether a name may mean either of two states: "Congo", "Guinea", "Korea"."""
        if self._shared is None:
            self._shared = frozenset(
                frozenset(ids)
                for kind, ids, _ in self._entries.values()
                if kind is NameKind.NAME and len(ids) > 1
            )
        both = {f"state:{one}", f"state:{other}"}
        return one != other and any(both <= ids for ids in self._shared)

    @property
    def countries(self) -> Mapping[str, Country]:
        """Every country by its code."""
        return self._countries

    @property
    def agents(self) -> Mapping[str, Agent]:
        """Every role noun by its lemma, small letters; some have several words."""
        return self._agents

    def names_by_kind(self) -> Mapping[NameKind, int]:
        """How many names of each kind the rows give, people's apart."""
        return Counter(kind for kind, _, _ in self._entries.values())

    def actors_by_kind(self) -> Mapping[ActorKind, int]:
        """How many actors of each kind the rows give, people apart."""
        return Counter(actor.kind for actor in self._actors.values())

    def country(self, iso3: str) -> Country | None:
        """The country with this code; None if unknown."""
        return self._countries.get(iso3)

    def agent(self, lemma: str) -> Agent | None:
        """What a role noun ("soldier", "air force") stands for; None if unknown."""
        return self._agents.get(lemma.lower())

    def actor(self, actor_id: str) -> Actor | None:
        """The actor with this id ("state:TUR", "body:NATO", "person:Q…"); None if none."""
        found = self._actors.get(actor_id)
        if found is None and actor_id.startswith("person:") and self._offices:
            person = self._offices.person(actor_id)
            if person is not None:
                country = person.country if len(person.country) == 3 else None
                office = self._offices.office(person.office)
                found = Actor(
                    id=person.id,
                    kind=ActorKind.PERSON,
                    name=person.name,
                    country=country,
                    sector=office.sector if office else None,
                    wikidata_id=person.wikidata_id,
                )
                self._actors[actor_id] = found
        return found

    def find_names(self, text: str) -> tuple[NameHit, ...]:
        """Every known name, in text order, none overlapping; the longer one wins.

        Case counts, marks do not: Erdogan is Erdoğan. Names are also found in capitals
        throughout, as datelines and headlines have them.
        """
        names = self._names()
        folded = fold(text)
        hits: list[NameHit] = []
        for start, end in _shouted(folded):
            if self._shouts is None:
                self._shouts = _Names(
                    {n.upper(): e for n, e in names.entries.items() if n not in SMALL}
                )
            hits += self._hits(self._shouts, folded[start:end], start)
            folded = f"{folded[:start]}{' ' * (end - start)}{folded[end:]}"
        hits += self._hits(names, folded, 0)
        hits.sort(key=lambda hit: hit.span.start)  # none overlap
        return tuple(hits)

    # Inside.

    def _hits(self, names: "_Names", folded: str, shift: int) -> list[NameHit]:
        """The names of a stretch that begins `shift` characters into the text."""
        hits = []
        for index, start, end in names.scanner.find(folded):
            kind, ids, is_plural = names.meant[index]
            if kind is NameKind.MASK:
                continue
            actors = names.actors.get(index)
            if actors is None:
                actors = tuple(a for a in map(self.actor, ids) if a is not None)
                names.actors[index] = actors
            span = Span(start + shift, end + shift)
            hits.append(
                NameHit(span=span, kind=kind, actors=actors, is_plural=is_plural)
            )
        return hits

    def _names(self) -> "_Names":
        if self._found is None:
            with no_collector():
                if self._offices is not None:
                    self._name_people(self._offices.full_names())
                self._found = _Names(self._entries)
        return self._found

    def _name_people(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Note people's names in every form; a form that several share means each."""
        for name, ids in names.items():
            for form in forms_of_name(name):
                folded = fold(form)
                known = self._entries.get(folded)
                if known is None:
                    self._entries[folded] = NameKind.PERSON, ids, False
                elif known[0] is NameKind.PERSON and not set(ids) <= set(known[1]):
                    rest = (i for i in ids if i not in known[1])
                    self._entries[folded] = NameKind.PERSON, (*known[1], *rest), False

    def _name(
        self,
        name: str,
        kind: NameKind,
        ids: Iterable[str],
        *,
        is_plural: bool = False,
        capitals: bool = False,
    ) -> None:
        """Note a name; one that is known already keeps its first meaning."""
        entry = kind, tuple(ids), is_plural
        self._entries.setdefault(fold(name), entry)
        if capitals and len(name) > 3:
            self._entries.setdefault(fold(name).upper(), entry)

    def _add_country(self, country: Country) -> None:
        actor = country.actor
        self._actors[actor.id] = actor
        ids = (actor.id,)
        for name in (country.name, *country.other_names):
            self._name(name, NameKind.NAME, ids, capitals=True)
        for name in country.adjectives:
            self._name(name, NameKind.ADJECTIVE, ids, capitals=True)
            if name.endswith(("n", "i")):  # Iranians, Israelis
                self._name(f"{name}s", NameKind.DEMONYM, ids, is_plural=True)
        for demonym in country.demonyms:
            one, _, many = demonym.partition("/")
            self._name(one, NameKind.DEMONYM, ids)
            many = many or plural(one)
            self._name(many, NameKind.DEMONYM, ids, is_plural=True)
        for name in country.capitals:
            self._name(name, NameKind.CAPITAL, ids, capitals=True)

    def _add_named(self, row: Row, kind: NameKind) -> None:
        """A body or a movement, under its name and its other names."""
        is_body = kind is NameKind.BODY
        country = row.text("country")
        if country and country not in self._countries:
            row.fail(f"unknown country {country!r}")
        actor = Actor(
            id=f"{kind}:{row.text('id')}",
            kind=ActorKind.BODY if is_body else ActorKind.MOVEMENT,
            name=row.text("name"),
            country=country or None,
            code=row.one_of("code", CODES) if is_body and row.text("code") else None,
            sector=row.one_of("sector", SECTORS) if row.text("sector") else None,
            wikidata_id=row.text("wikidata") or None,
        )
        if actor.id in self._actors:
            row.fail(f"twice: {actor.id}")
        self._actors[actor.id] = actor
        for name in (actor.name, *row.texts("other_names")):
            self._name(name, kind, (actor.id,))

    def _add_alias(self, row: Row) -> None:
        """A seat, institution, people, region; or a name that several states share."""
        kind = NameKind(row.one_of("kind", set(NameKind)))
        codes = row.texts("country")
        for code in codes:
            if code not in self._countries:
                row.fail(f"unknown country {code!r}")
        name, entity = row.text("name"), row.text("entity")
        if kind is NameKind.MASK:
            self._name(name, kind, (), capitals=True)
            return
        is_state = not entity and kind in STATE_KINDS
        if is_state:
            ids = tuple(f"state:{code}" for code in codes)
            if kind is NameKind.DEMONYM:
                self._entries.pop(fold(name), None)
                self._name(name, kind, ids)
                self._name(plural(name), kind, ids, is_plural=True)
                return
        elif entity in self._actors:
            ids = (entity,)
        elif kind is NameKind.INSTITUTION and codes:
            # "Labour Party": one of each state.
            ids = tuple(
                self._alias_actor(row, kind, entity or name, (code,)) for code in codes
            )
        else:
            ids = (self._alias_actor(row, kind, entity or name, codes),)
        # A shared name replaces the one that a country's own row gave.
        for form in (fold(name), fold(name).upper()):
            if form in self._entries and is_state:
                del self._entries[form]
        self._name(
            name,
            kind,
            ids,
            is_plural=name.endswith("s")
            and (
                kind is NameKind.PEOPLE
                # "The Koreas": all that bear the name before the s.
                or (len(codes) > 1 and fold(name[:-1]) in self._entries)
            ),
            capitals=is_state,
        )

    def _alias_actor(
        self, row: Row, kind: NameKind, entity: str, codes: tuple[str, ...]
    ) -> str:
        actor_kind = ALIAS_KINDS.get(kind, ActorKind.INSTITUTION)
        sector = row.one_of("sector", SECTORS) if row.text("sector") else None
        actor_id = f"{actor_kind}:{'+'.join(codes)}:{entity}"
        self._actors.setdefault(
            actor_id,
            Actor(
                id=actor_id,
                kind=actor_kind,
                name=entity,
                country=codes[0] if codes else None,
                sector=sector,
            ),
        )
        return actor_id


# Names that mean the state itself unless their row names another entity.
STATE_KINDS = frozenset(
    {NameKind.NAME, NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.CAPITAL}
)
ALIAS_KINDS = {
    NameKind.PEOPLE: ActorKind.GROUP,
    NameKind.REGION: ActorKind.STATE,
    NameKind.MEDIA: ActorKind.MEDIA,
}


# A line of fewer letters in capitals is no headline but an acronym or a dateline.
LEAST_SHOUT = 15
LINE = re.compile(r"[^\n]+")


def _shouted(text: str) -> list[tuple[int, int]]:
    """The lines that are in capitals throughout."""
    return [
        match.span()
        for match in LINE.finditer(text)
        if match.group().isupper() and len(match.group()) >= LEAST_SHOUT
    ]


ALIAS = ("name", "kind", "country", "sector", "entity")
BODY = ("id", "name", "other_names", "code", "country", "sector", "wikidata")
MOVEMENT = ("id", "name", "other_names", "country", "sector", "wikidata")
AGENT = ("lemma", "kind", "sector")


def load_actors(offices: OfficeTable | None = None) -> ActorTable:
    """The table of data/curated/, with the names of all office holders.

    Args:
        offices: The office table, if it is loaded already; read here otherwise.

    Raises:
        DataError: a row that does not hold together.
    """
    return ActorTable(
        countries=load_countries(),
        aliases=read_csv("curated/aliases.csv", columns=ALIAS, key=("name",)),
        bodies=read_csv("curated/bodies.csv", columns=BODY, key=("id",)),
        movements=read_csv("curated/movements.csv", columns=MOVEMENT, key=("id",)),
        agents=read_csv("curated/agents.csv", columns=AGENT, key=("lemma",)),
        offices=offices or load_offices(),
    )
