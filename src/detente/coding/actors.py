"""find_actors: parsed article, knowledge -> its actor mentions, resolved, in text order.

One mention a noun phrase that names or describes an actor. First every phrase is read by
its own words (`readings`), then the persons of the article are grouped and looked up
(`persons`), then the text is gone through from the start, so that titles, pronouns and
"the two countries" find their antecedents (`coreference`).

Conventions that users of a mention rely on:

- Mentions of one thing share `chain`. A state has one chain, by whichever name: Turkey,
  Ankara, "Turkish", "the country", "its".
- A mention of several actors ("the two ministers", "Israeli and Turkish officials") has
  `countries` of all; `names` are the entity names of its members and `members` their
  chains, in the same order. `members` is empty when one of them has no other mention,
  both when they are unknown people ("Israeli and Turkish officials").
- Names in the place of a place ("in Ankara") are mentions with `is_place_like`.
- Of "his Turkish counterpart, Hulusi Akar" both phrases are mentions, on one chain.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from detente.coding.actor_words import CHAMBERS, LAWMAKING, RANKS
from detente.coding.body_words import body_meant, is_only_taken_up
from detente.coding.coreference import Entity
from detente.coding.descriptions import OFFICIAL, resolve_described, resolve_title
from detente.coding.home_state import local, placed, placed_in
from detente.coding.kin import KIN, by_age, kin_of
from detente.coding.noun_phrases import Role
from detente.coding.persons import GENERIC
from detente.coding.readings import Form, Reading
from detente.coding.remembering import note, note_pair, note_unparsed
from detente.coding.scene import ReadArticle, Scene, read_actors
from detente.coding.taken_up import resolve_pronoun, resolve_set, resolve_state_word
from detente.knowledge.actors import ActorTable, NameHit, NameKind
from detente.knowledge.offices import OfficeTable
from detente.model.actor import Actor, ActorMention
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention
from detente.model.time import TimeInterval

__all__ = ["find_actors", "read_actors", "resolve_actors"]

# "(D-Ohio)", ", R-Utah": party and state of an American lawmaker.
PARTY_STATE = re.compile(r",? ?\(?[DRI][-–](?:[A-Z][\w.]+)")
KNOWN_OFFICE = 65  # down to chiefs of staff and of intelligence
# What the text calls a man of an abbreviated rank later on.
RANK_WORDS = {
    "gen": "general", "col": "colonel", "adm": "admiral", "maj": "major",
    "lt": "lieutenant", "brig": "brigadier", "capt": "captain", "sgt": "sergeant",
}  # fmt: skip
# States that for some years had another name than the one they share with a neighbour.
# Source: Zaire from 1971-10-27 to 1997-05-17; curated 2026-11.
OTHER_NAMES = {"COD": (date(1971, 10, 27), date(1997, 5, 17))}
# What as a possessor only helps to name who is owned: "the ministry's spokesman".
OWNERS = frozenset({Form.NAME, Form.PRONOUN, Form.TITLE, Form.GROUP, Form.INSTITUTION})
ACTING = frozenset({Form.PERSON, Form.TITLE, Form.GROUP, Form.INSTITUTION})


def find_actors(
    parsed: ParsedArticle,
    published: TimeInterval | None,
    actors: ActorTable,
    offices: OfficeTable,
    places: Sequence[PlaceMention] = (),
) -> tuple[ActorMention, ...]:
    """Find and resolve the actors of an article.

    Args:
        parsed: The article; only sentences with tokens yield mentions, names in the
            others still count as spoken of.
        published: Days on which it may have been published; who holds an office is
            asked of these days. None when unknown.
        actors: Names and role nouns.
        offices: Titles and their holders.
        places: The article's places, where they are known: they tell the Georgias
            apart, whose dateline it is, and that "Santa Cruz" is nobody.

    Returns:
        Mentions in text order; outer before inner where one contains another.
    """
    return resolve_actors(read_actors(parsed, actors, offices, places), published)


def resolve_actors(
    article: ReadArticle, published: TimeInterval | None
) -> tuple[ActorMention, ...]:
    """As `find_actors`, for an article that `read_actors` has read.

    The words need no date, only who holds an office does: an article of which the actors
    tell the date is read once and resolved twice.
    """
    return _mentions(Scene(article, published))


def _mentions(scene: Scene) -> tuple[ActorMention, ...]:
    """Every mention, in text order."""
    found: list[tuple[Reading, Entity, float, str]] = []
    for index, sentence in enumerate(scene.parsed.sentences):
        readings = scene.by_sentence[index]
        if not sentence.tokens:
            note_unparsed(scene, index, sentence)
            continue
        for reading in _in_order(scene, readings):
            resolved = _resolve(scene, reading, index)
            if resolved is None:
                continue
            entity, score, because = resolved
            scene.entity_of[id(reading)] = entity
            note(scene, reading, entity, index)
            note_pair(scene, reading, readings, index)
            if _is_kept(scene, reading, readings):
                found.append((reading, entity, score, because))
    found.sort(key=lambda item: (item[0].span.start, -item[0].span.end))
    named = {entity.chain for _, entity, _, _ in found}
    return tuple(_with_members(_mention(scene, *item), named) for item in found)


def _in_order(scene: Scene, readings: list[Reading]) -> list[Reading]:
    """Text order, save that a fronted pronoun waits for the subject it looks to."""
    early = [r for r in readings if r.form is Form.PRONOUN or r.owner is not None]
    if not early:
        return readings
    subject = next(
        (
            r.phrase.head.i
            for r in readings
            if r.phrase.role in {Role.SUBJECT, Role.PASSIVE}
            and r.form is not Form.PRONOUN
            and r.phrase.governor is not None
            and r.phrase.governor.dep == "ROOT"
        ),
        None,
    )
    if subject is None:
        return readings
    early = [r for r in early if r.phrase.head.i < subject and _looks_ahead(scene, r)]
    if not early:
        return readings
    rest = [r for r in readings if r not in early]
    at = next(i for i, r in enumerate(rest) if r.phrase.head.i == subject)
    return [*rest[: at + 1], *early, *rest[at + 1 :]]


def _looks_ahead(scene: Scene, reading: Reading) -> bool:
    """Whether it stands in an adverbial before the subject: "In his speech"."""
    return reading.phrase.sentence.tokens[0].dep in {"prep", "mark", "advmod"} and (
        reading.phrase.role in {Role.POSSESSOR, Role.OBLIQUE, Role.SUBJECT}
    )


def _resolve(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    match reading.form:
        case Form.PERSON:
            return _person(scene, reading, sentence)
        case Form.NAME | Form.ADJECTIVE:
            return _name(scene, reading)
        case Form.PRONOUN:
            return resolve_pronoun(scene, reading, sentence)
        case Form.SET:
            return resolve_set(scene, reading, sentence)
        case Form.STATE_WORD:
            return resolve_state_word(scene, reading, sentence)
        case Form.TITLE:
            return resolve_title(scene, reading, sentence)
        case Form.GROUP | Form.INSTITUTION:
            if (meant := body_meant(scene, reading, sentence)) is not None:
                return meant
            if is_only_taken_up(reading):
                return None
            return resolve_described(scene, reading, sentence)


def _person(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    known = by_age(scene, reading) or scene.people.known(reading)
    if known is None:
        return None
    owner = _relative(scene, reading, sentence)
    if owner is not None:
        known = kin_of(scene, reading, known, owner)
    is_new = scene.discourse.known(("person", known.key)) is None
    entity = scene.of_known(known)
    if owner is not None:  # by the given name alone he is the same
        plainly = scene.people.known(reading)
        if plainly is not None:
            scene.discourse.alias(("person", plainly.key), entity)
    entity.rank = entity.rank or _rank(reading)
    is_home = (
        reading.body is None
        and known.body is None
        and bool(known.office or known.sector in OFFICIAL)
    )
    partner = scene.partners.get(id(reading))
    if partner is not None and (partner.owner is not None or partner.body is not None):
        is_home = False  # "its ambassador, X": the phrase tells whose
    if partner is not None and any(w.dep == "poss" for w in partner.phrase.words):
        is_home = False  # "X, the South's spy chief"
    if is_new and not entity.countries and is_home:
        # A home official of whom nothing says what home.
        countries = _party_state(reading, scene.text) or _chamber_of(
            reading, local(scene, sentence, reading), scene.text
        )
        if not placed(scene, reading) and not _is_sure_home(
            scene, entity, countries, sentence
        ):
            return entity, known.score, known.because
        entity.countries = countries
        return entity, 0.4, "country from the context"
    return entity, known.score, known.because


def _rank(reading: Reading) -> str:
    """The military rank before a name, the word that takes it up: "general"."""
    for word in reading.phrase.words:
        lower = word.lower.rstrip(".")
        if lower in RANKS and word.text[0].isupper():
            return RANK_WORDS.get(lower, lower)
    return ""


def _relative(scene: Scene, reading: Reading, sentence: int) -> Entity | None:
    """Of whose family somebody is: "his son Bashar", "his brother, Saif"."""
    partner = scene.partners.get(id(reading))
    for said in (reading, partner):
        if said is not None and any(w.lower in KIN for w in said.phrase.words):
            return scene.owner(said, sentence) or scene.inner_owner(said, sentence)
    return None


def _party_state(reading: Reading, text: str) -> tuple[str, ...]:
    """The United States of "(D-Ohio)" behind a name."""
    return ("USA",) if PARTY_STATE.match(text, reading.span.end) else ()


def _is_sure_home(
    scene: Scene, entity: Entity, countries: tuple[str, ...], sentence: int
) -> bool:
    """Whether a named official may be of the state that acts around his name.

    A minister is; an officer, adviser or mayor only of the one state of his sentence, of
    that of the dateline, of the one that the article is about or whose other officials it
    names without a state.
    """
    office = entity.office
    if office is not None and scene.offices.rank(office) <= KNOWN_OFFICE:
        return True
    if entity.sector == "LEG" or office == "leader":
        return True
    if countries == placed_in(scene, sentence):
        return True
    here = {
        country
        for other in scene.by_sentence[sentence]
        if (found := scene.entity_of.get(id(other))) is not None
        for country in found.countries
    }
    if here == set(countries):
        return True
    sure = {scene.home, scene.subject, *scene.dateline}
    return sure.issuperset(countries)


def _chamber_of(
    reading: Reading, countries: tuple[str, ...], text: str
) -> tuple[str, ...]:
    """The state of a senator: the one from the context only if it has a senate."""
    title = reading.title
    if title is not None and title.office == "lawmaker":
        word = title.core.of(text).split()[-1].lower()
    else:
        words = (w.lower for w in reading.phrase.words)
        word = next((w for w in words if w in LAWMAKING), "")
    states = CHAMBERS.get(word)
    if states is None or states.intersection(countries):
        return countries
    return ("USA",)


def _name(scene: Scene, reading: Reading) -> tuple[Entity, float, str] | None:
    hit = reading.hit
    if hit is None:  # "the Chinese capital"
        state = scene.state(reading.countries[0])
        return (state, 0.9, "capital of the state named") if state else None
    if hit.is_plural and hit.kind is NameKind.NAME:  # "the two Koreas"
        states = [scene.state(a.country) for a in hit.actors if a.country]
        found = [state for state in states if state is not None]
        return (scene.several(found), 0.95, "both of the name") if found else None
    actor = _likeliest(scene, hit)
    entity = scene.discourse.entity(
        ("actor", actor.id),
        lambda chain: Entity(
            chain=chain,
            kind=actor.kind,
            name=actor.name,
            countries=(actor.country,) if actor.country else (),
            sector=actor.sector,
            actor_id=actor.id,
            wikidata_id=actor.wikidata_id,
            code=actor.code,
        ),
    )
    score = 0.98 if len(hit.actors) == 1 else 0.7
    return entity, score, f"{hit.kind.value} in the table"


def _likeliest(scene: Scene, hit: NameHit) -> Actor:
    """Of several with one name the one that the article has spoken of."""
    if scene.published is not None:
        for code, (start, end) in OTHER_NAMES.items():
            if start <= scene.published.start < end:
                # While Congo-Kinshasa was Zaire, Congo was the other one.
                rest = [actor for actor in hit.actors if actor.country != code]
                if len(rest) == len(hit.actors) - 1 > 0:
                    return rest[0]
    if any(
        other.actors == hit.actors[:1] and other.kind is not NameKind.PERSON
        for other in scene.names
    ):
        return hit.actor  # "Tbilisi", "Georgian": its own names tell which Georgia
    word = hit.span.of(scene.text)
    for actor in hit.actors[1:]:
        if scene.discourse.known(("actor", actor.id)) is None:
            continue
        if word in actor.name or _has_other_parts(scene, actor.country, word):
            return actor
    return hit.actor


def _has_other_parts(scene: Scene, country: str | None, word: str) -> bool:
    """Whether a text names other parts of a federation: "Georgia" beside "Ohio"."""
    return any(
        mention.place is not None
        and mention.place.country == country
        and mention.place.feature in {"city", "admin1", "admin2"}
        and mention.span.of(scene.text) not in {word, "Washington"}
        for mention in scene.places
    )


def _is_kept(scene: Scene, reading: Reading, readings: list[Reading]) -> bool:
    """A possessor inside an actor's phrase plays no role of its own."""
    if reading.form not in OWNERS or reading.phrase.role is not Role.POSSESSOR:
        return True
    if reading.form is Form.PRONOUN:
        return True
    return not any(
        other is not reading
        and (other.form in ACTING or other.hit is reading.hit)
        and other.span.contains(reading.span)
        for other in readings
    )


def _mention(
    scene: Scene, reading: Reading, entity: Entity, score: float, because: str
) -> ActorMention:
    head = reading.phrase.words[0]
    if head.end != reading.span.end or head.start != reading.span.start:
        head = reading.phrase.sentence.head_of(reading.span) or reading.phrase.head
    title = reading.title
    office = entity.office
    if (
        title is not None
        and reading.form in {Form.PERSON, Form.TITLE}
        and (office is None or title.office not in GENERIC)
    ):
        office = title.name
    return ActorMention(
        span=reading.span,
        head=head.span,
        kind=entity.kind,
        name=entity.name,
        chain=entity.chain,
        countries=entity.countries,
        actor_id=entity.actor_id,
        wikidata_id=entity.wikidata_id,
        code=entity.code,
        sector=entity.sector,
        office=office,
        members=entity.members,
        names=entity.names,
        score=score,
        because=because,
        rivals=entity.rivals,
        is_place_like=reading.is_place_like,
        is_pronoun=reading.form is Form.PRONOUN,
        is_former=reading.is_former or reading.is_then or entity.is_former,
    )


def _with_members(mention: ActorMention, named: set[int]) -> ActorMention:
    """Leave out members that no mention names: countries and names still tell them."""
    if mention.members and not named.issuperset(mention.members):
        return replace(mention, members=())
    return mention
