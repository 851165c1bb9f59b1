"""Who acts: states, bodies, offices, people, and the words that name them."""

from dataclasses import dataclass
from enum import StrEnum

from detente.model.text import Span
from detente.model.time import TimeInterval


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    STATE = "state"
    BODY = "body"  # international or regional organisation
    INSTITUTION = "institution"  # ministry, army, parliament, court of one state
    MOVEMENT = "movement"  # armed or political group, party
    PERSON = "person"
    GROUP = "group"  # people without a name: "Israeli tourists", "protesters"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An entry of the knowledge base.

    `id` is ours and stable ("state:TUR", "body:UNO", "person:Q123"); `code` PLOVER's
    own for a body (UNO, EUR, IGO, NGO, MNC). `country` is ISO 3166-1 alpha-3, None for
    bodies of several states. `sector` is PLOVER's (GOV, MIL, REB, OPP, PTY, COP, JUD,
    SPY, MED, EDU, BUS, CRM, CVL, IGO, NGO ...), None for a state as such.
    """

    id: str
    kind: ActorKind
    name: str
    country: str | None = None
    code: str | None = None
    sector: str | None = None
    wikidata_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A kind of office in any state, and how English news names it.

    `id` is ours ("minister of defence"), which is also what reports print.
    """

    id: str
    sector: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person's time in an office; `interval` as exact as the source has it."""

    person: str
    person_id: str
    office: str
    country: str
    interval: TimeInterval
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words of an article that name an actor, resolved as far as we can.

    `span` is the name with its title and adjective ("Turkish Defense Minister Hulusi
    Akar"); `head` its governing word. Mentions of one thing in one article share
    `chain`. `countries` holds one ISO code, or several for "the two countries"; empty
    when unknown. `names` are the entity names of the members of such a group, `members`
    their chains; both empty for a single actor. `actor_id` is a knowledge-base id where
    there is one, None for NIL.
    `offices` is the office as named here; the office held on a date is asked of the
    knowledge base. `score` estimates that the resolution is right; `because` says why.
    `is_place_like` marks a name that may stand for the place and not the government
    ("in Ankara"): roles decide.
    """

    span: Span
    head: Span
    kind: ActorKind
    name: str
    chain: int
    countries: tuple[str, ...] = ()
    actor_id: str | None = None
    wikidata_id: str | None = None
    code: str | None = None
    sector: str | None = None
    office: str | None = None
    members: tuple[int, ...] = ()
    score: float = 1.0
    because: str = ""
    rivals: tuple[str, ...] = ()
    is_place_like: bool = False
    is_pronoun: bool = False
    is_former: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor in a report, as the contract prints it (REPORT.md)."""

    raw_text: str
    entity_name: str
    span: Span
    wikidata_id: str | None = None
    entity_code: str | None = None
    country_code: str | None = None
    sector_code: str | None = None
    office: str | None = None
    actor_id: str | None = None
    score: float = 1.0
    because: str = ""
