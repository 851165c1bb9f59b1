"""Title or description without a name -> the entity that it means in this article.

"The minister", "his Turkish counterpart", "their foreign ministers", "the police": first
by what the article has named, then by the table of offices, else somebody new.
"""

from detente.coding.coreference import FADING, REACH, Entity
from detente.coding.coup_state import coup_state, is_of_coup
from detente.coding.describe_people import AGED
from detente.coding.home_state import local, place_of
from detente.coding.persons import GENERIC
from detente.coding.readings import Form, Reading
from detente.coding.scene import Scene
from detente.coding.successions import DEPUTY, RELATIONS, related, second
from detente.coding.title_states import states_of_title
from detente.coding.whereabouts import of_the_story, sent_from, whereabouts
from detente.knowledge.actors import NameKind
from detente.knowledge.offices import base_office
from detente.knowledge.titles import TitleHit
from detente.model.actor import ActorKind
from detente.model.time import TimeInterval

# Ranks by which the text takes up a soldier of whatever office.
RANK_WORDS = frozenset("general admiral colonel marshal commander officer".split())
NATIONAL_REACH = 4  # sentences back to whom "the Ukrainian" means
# Offices outside the government: not those of a president.
OF_PARTIES = frozenset({"opposition leader", "party leader", "movement leader"})
# Words for whoever leads a state.
RULERS = frozenset({"leader", "ruler", "strongman", "dictator"})
# What has leaders that are not the state's.
SERVED = frozenset({ActorKind.MOVEMENT, ActorKind.BODY, ActorKind.MEDIA})
# Words for whoever is at the head of a body: "the agency's chief".
HEADS = frozenset("chief head leader boss director president chairman".split())
# Plural organs of a state that a home text names without saying whose they are.
HOME_FORCES = frozenset("police authority force troop gendarmerie".split())
# Sectors whose members belong to the state that the article is about, if to none named.
OFFICIAL = frozenset("GOV MIL COP LEG JUD SPY".split())
# Whom "the leader" of a state means, first found.
LEADERS = (
    "supreme leader", "general secretary of the Communist Party", "president", "king",
    "emir", "sultan", "prime minister", "chancellor",
)  # fmt: skip
# States whose president or monarch reigns and whose premier governs.
# Source: their constitutions; curated 2026-11.
LED_BY_PREMIER = frozenset(
    "ISR DEU ITA IND IRL GRC AUT FIN HUN CZE SVK SVN HRV BGR LVA EST ALB MKD MNE BGD PAK "
    "ETH IRQ LBN NPL MUS MLT SGP ISL GBR CAN AUS NZL JPN ESP SWE NOR DNK NLD BEL LUX MYS "
    "THA KHM PNG JAM BHS BRB TTO FJI WSM SLB VUT GEO ARM XKX".split()
)
# Which holders of office a bare word takes up; the others by the word in the office.
WORD_OFFICES = {
    "leader": (
        "president", "prime minister", "king", "supreme leader", "chancellor", "emir",
        "leader", "crown prince", "pope", "party leader", "sultan", "queen",
    ),
    "minister": ("minister", "prime minister", "secretary"),
    "diplomat": ("foreign", "ambassador", "envoy", "diplomat", "charg", "consul"),
    "envoy": ("ambassador", "envoy", "charg", "representative"),
    "official": ("official", "minister", "secretary", "adviser", "director", "head"),
    "spokesman": ("spokes",),
    "spokeswoman": ("spokes",),
    "chief": ("chief", "head", "commander", "director"),
    "general": ("commander", "general", "chief"),
    "premier": ("prime minister",),
    "secretary": ("secretary", "minister of foreign affairs"),
    "monarch": ("king", "queen", "emir", "sultan"),
}  # fmt: skip


def resolve_title(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str] | None:
    """Whom a title or a description of one person means, or of several by office."""
    partner = scene.partners.get(id(reading))
    if partner is not None and partner.form is Form.PERSON:
        known = scene.people.known(partner)
        if known is not None:
            entity = scene.of_known(known)
            _complete(scene, entity, reading, sentence)
            return entity, known.score, "name in apposition"
    owner = scene.owner(reading, sentence) or scene.inner_owner(reading, sentence)
    countries = reading.countries
    if not countries and owner is not None and reading.word != "counterpart":
        countries = owner.countries
    countries = countries or scene.inner_countries(reading, sentence)
    if not countries and is_of_coup(reading):
        countries = coup_state(scene)
    past = scene.past(reading, sentence)
    title = reading.title
    if reading.word == AGED:
        aged = scene.discourse.people(sentence, lambda e: not e.word, reach=REACH)
        return (aged[0], 0.6, "the one spoken of") if aged else None
    if reading.phrase.is_plural:
        return _office_holders(scene, reading, countries, past)
    if reading.word in RELATIONS and owner is not None:
        found = related(scene, reading.word, owner, scene.published)
        if found is not None:
            return found, 0.75, f"{reading.word} of {owner.name} by the table"
        office = _base(owner.office)
        return _someone(scene, reading, countries, sentence, office=office)
    if reading.word == DEPUTY and title is None and owner is not None:
        return _second(scene, reading, owner, sentence)
    if reading.word == "counterpart":
        return _counterpart(scene, reading, owner, sentence)
    is_definite = reading.phrase.determiner not in {
        "a",
        "an",
        "another",
        "any",
        "no",
    }
    if not reading.countries and owner is not None and owner.kind in SERVED:
        return _leader_of(scene, reading, owner)
    if is_definite and not _is_of_part(scene, reading):
        chained = _chained(scene, reading, countries, sentence, past)
        if chained is not None:
            return chained, 0.8, f"the {reading.word} spoken of before"
        held = _holder(scene, reading, countries, past or scene.published)
        if held is not None:
            return held
        if past is None and (ahead := _named_ahead(scene, reading, countries)):
            return ahead, 0.6, "the one of that office named"
    return _someone(scene, reading, countries, sentence, past=past)


def _is_of_part(scene: Scene, reading: Reading) -> bool:
    """Whether the office is that of a region or a people: "Crimea's new premier"."""
    words = {word.start for word in reading.phrase.words}
    end = reading.phrase.span.end
    return any(
        hit.kind in {NameKind.REGION, NameKind.PEOPLE}
        and (
            hit.span.start in words
            or scene.text[end : hit.span.start] in {" of ", " of the "}
        )
        for hit in scene.names
    )


def _complete(scene: Scene, entity: Entity, reading: Reading, sentence: int) -> None:
    """Give a person named in no table what the phrase in apposition tells."""
    owner = scene.owner(reading, sentence)
    if reading.word in RANK_WORDS:
        entity.rank = entity.rank or reading.word
    if reading.word == "counterpart" or reading.word in RELATIONS:
        office = _base(owner.office) if owner is not None else None
        if entity.office is None and office not in GENERIC:
            entity.office = office
        if reading.word in RELATIONS and owner is not None:
            entity.countries = entity.countries or owner.countries[:1]
    elif not entity.countries and entity.actor_id is None and reading.body is None:
        if owner is not None:
            entity.countries = owner.countries[:1]
        elif reading.sector in OFFICIAL:
            entity.countries = local(scene, sentence, reading)[:1]


def _second(
    scene: Scene, reading: Reading, owner: Entity, sentence: int
) -> tuple[Entity, float, str]:
    """Who is second to a person: "his deputy"."""
    found, office = second(scene, owner, scene.published)
    if found is not None:
        return found, 0.75, f"{office} beside {owner.name}"
    entity, score, because = _someone(
        scene, reading, owner.countries, sentence, office=office
    )
    if owner.kind is ActorKind.PERSON:
        entity.sector = owner.sector or "GOV"
    return entity, score, because


def _leader_of(
    scene: Scene, reading: Reading, owner: Entity
) -> tuple[Entity, float, str]:
    """Who heads a movement or body: "its leader" after Hezbollah is no state's."""
    if owner.kind is ActorKind.BODY and reading.word in HEADS and owner.actor_id:
        term = scene.offices.head_of(owner.actor_id, scene.published)
        if term is not None:
            entity = scene.of_term(term.person_id, term.office, owner.actor_id)
            return entity, 0.7, f"{term.office} on the date"
    name = f"{owner.name} {reading.word}"
    entity = scene.discourse.entity(
        ("someone of", owner.chain, reading.word),
        lambda chain: Entity(
            chain=chain,
            kind=ActorKind.PERSON,
            name=name,
            countries=owner.countries[:1],
            sector=owner.sector,
            office=reading.title.name if reading.title else None,
            word=reading.word,
            code=owner.code,
            is_former=reading.is_former,
        ),
    )
    return entity, 0.7, f"of {owner.name}"


def _chained(
    scene: Scene,
    reading: Reading,
    countries: tuple[str, ...],
    sentence: int,
    past: TimeInterval | None = None,
) -> Entity | None:
    """The person that a title takes up."""
    title = reading.title

    only = () if countries else states_of_title(reading, scene.text)

    def fits(entity: Entity) -> bool:
        if countries and entity.countries and entity.countries[0] not in countries:
            return False
        if only and entity.countries and entity.countries[0] not in only:
            return False
        if _is_of_another_time(scene, reading, entity):
            return False
        if past is not None and sentence - entity.traces[-1].sentence > 1:
            return False  # of another time
        if title is not None and title.office in OF_PARTIES:
            return _base(entity.office) == title.office or (
                entity.office is None and not entity.word
            )
        if title is not None and title.office not in GENERIC:
            return _base(entity.office) == title.office or entity.word == reading.word
        return holds(entity, reading.word) or _is_soldier(scene, entity, reading.word)

    if title is None and reading.hit is not None:
        # "The Ukrainian": the man of that state last spoken of by name.
        ours = scene.discourse.people(
            sentence,
            lambda e: not e.word and bool(set(countries) & set(e.countries)),
            reach=NATIONAL_REACH,
        )
        return ours[0] if ours else _of_that_nation(scene, countries, sentence)
    found = scene.discourse.people(sentence, fits)
    if countries:  # those known to be of that state before those of none known
        found.sort(key=lambda e: not e.countries)
        if reading.word in RULERS:
            found.sort(key=lambda e: _leads(e, countries[0]))
    if not found and title is not None and reading.is_former:
        if title.office == "leader":
            return next(iter(_once_led(scene, countries, sentence)), None)
        found = _former(scene, title, countries, sentence)
    if found:
        # "The official" is the one quoted without a name; other titles have names.
        named = [e for e in found if not e.word]
        return found[0] if reading.word == "official" else (named or found)[0]
    if title is not None and title.office in OF_PARTIES:
        return None
    if title is not None and past is None and _is_short(reading.word, title):
        found = scene.discourse.people(
            sentence,
            lambda e: (
                holds(e, reading.word)
                and not _is_of_another_time(scene, reading, e)
                and not (countries and e.countries and e.countries[0] not in countries)
            ),
        )
    return found[0] if found else None


def _is_soldier(scene: Scene, entity: Entity, word: str) -> bool:
    """Whether a rank may take up somebody who once led troops: "the general"."""
    if word not in RANK_WORDS or entity.actor_id is None or entity.rank:
        return False
    held = (
        scene.offices.office(t.office) for t in scene.offices.terms_of(entity.actor_id)
    )
    return any(office is not None and office.sector == "MIL" for office in held)


def _of_that_nation(
    scene: Scene, countries: tuple[str, ...], sentence: int
) -> Entity | None:
    """The one person lately named of whom nothing told the state; now it is told."""
    strangers = scene.discourse.people(
        sentence,
        lambda e: not (e.word or e.countries or e.actor_id or e.office),
        reach=NATIONAL_REACH,
    )
    if len(strangers) != 1:
        return None
    strangers[0].countries = countries[:1]
    return strangers[0]


def _once_led(scene: Scene, countries: tuple[str, ...], sentence: int) -> list[Entity]:
    """The persons spoken of who once led a state and do not now: "the ex-dictator"."""

    def led(entity: Entity) -> bool:
        if entity.actor_id is None or scene.published is None:
            return False
        return any(
            term.office in LEADERS
            and term.interval.end <= scene.published.start
            and (not countries or term.country in countries)
            for term in scene.offices.terms_of(entity.actor_id)
        )

    return scene.discourse.people(sentence, led)


def _leads(entity: Entity, country: str) -> int:
    """How far from the top of a state an office is: 0 the one that leads it."""
    office = _base(entity.office) or ""
    order = _asked("leader", "leader", country)
    return order.index(office) if office in order else len(order)


def _is_of_another_time(scene: Scene, reading: Reading, entity: Entity) -> bool:
    """Whether somebody in office is not "the former president", nor "the next"."""
    title = reading.title
    if title is None or not (title.is_former or title.is_elect):
        return False
    if entity.actor_id is None or entity.is_former or scene.published is None:
        return False
    term = scene.offices.office_on(entity.actor_id, scene.published)
    return term is not None and base_office(term.office) == title.office


def _former(
    scene: Scene, title: TitleHit, countries: tuple[str, ...], sentence: int
) -> list[Entity]:
    """The persons spoken of who once held an office and do not now, by the table."""

    def held(entity: Entity) -> bool:
        if entity.actor_id is None or _base(entity.office) == title.office:
            return False
        return any(
            title.office in (term.office, base_office(term.office))
            and (not countries or term.country in countries)
            for term in scene.offices.terms_of(entity.actor_id)
        )

    if title.office in GENERIC or title.is_deputy:
        return []
    return scene.discourse.people(sentence, held)


def _holder(
    scene: Scene,
    reading: Reading,
    countries: tuple[str, ...],
    on: TimeInterval | None,
) -> tuple[Entity, float, str] | None:
    """Who held the office on those days, by the table.

    Of a past year only who alone held it then.
    """
    title = reading.title
    if title is None or title.is_deputy or on is None:
        return None
    if title.office in GENERIC and title.office != "leader":
        return None
    if not countries and reading.owner is None:
        only = scene.offices.only_place(title.office)  # "the pope", "the U.N. chief"
        countries = (only,) if only else ()
    if not countries and reading.owner is None:
        states = states_of_title(reading, scene.text)
        countries = tuple(states) if len(states) == 1 else ()
    if not countries or reading.is_former or reading.is_then:
        return None
    for office in _asked(title.office, reading.word, countries[0]):
        terms = scene.offices.holders(office, countries[0], on)
        # Of ten envoys of the UN the table cannot tell which one is meant.
        is_one = on is scene.published and scene.offices.is_single(office)
        if not is_one and len({t.person_id for t in terms}) != 1:
            continue
        if terms:
            return (
                scene.of_term(terms[0].person_id, terms[0].office, countries[0]),
                0.75,
                f"{terms[0].office} of {countries[0]} on the date",
            )
    return None


def _named_ahead(
    scene: Scene, reading: Reading, countries: tuple[str, ...]
) -> Entity | None:
    """The one person whom the article names later with that office of that state."""
    title = reading.title
    if title is None or title.office in GENERIC or not countries:
        return None
    if title.is_former or title.is_deputy or title.is_elect:
        return None
    named = [
        known
        for known in scene.everyone()
        if known.country in countries and _base(known.office) == title.office
    ]
    return scene.of_known(named[0]) if len(named) == 1 else None


def _asked(office: str, word: str, country: str) -> tuple[str, ...]:
    """The offices that a title may mean in a state: whoever leads it for "leader"."""
    if office != "leader" or word not in RULERS:
        return (office,)
    if country in LED_BY_PREMIER:
        return "prime minister", "chancellor"
    return LEADERS


def _counterpart(
    scene: Scene, reading: Reading, owner: Entity | None, sentence: int
) -> tuple[Entity, float, str] | None:
    """Who holds the same office in that country: "his Turkish counterpart"."""
    office = _base(owner.office) if owner is not None and owner.office else None
    countries = reading.countries
    if office and countries and scene.published is not None:
        terms = scene.offices.holders(office, countries[0], scene.published)
        if terms:
            entity = scene.of_term(terms[0].person_id, office, countries[0])
            return entity, 0.8, f"{office} of {countries[0]} on the date"
    if countries:
        named = [
            known
            for known in scene.everyone()
            if known.country == countries[0] and known.office
        ]
        if len(named) == 1:
            return scene.of_known(named[0]), 0.6, "the one of that country named"
    return _someone(scene, reading, countries, sentence, office=office)


def _office_holders(
    scene: Scene,
    reading: Reading,
    countries: tuple[str, ...],
    past: TimeInterval | None,
) -> tuple[Entity, float, str]:
    """Several by office: "their foreign ministers", "Israeli and Turkish heads"."""
    title = reading.title
    members: list[Entity] = []
    on = past or scene.published
    if title is not None and on is not None and len(countries) > 1:
        for country in countries:
            for office in _asked(title.office, reading.word, country):
                terms = scene.offices.holders(office, country, on)
                # "Heads of government" are their states where one is no premier.
                if terms and terms[0].office == scene.offices.office_in(
                    office, country
                ):
                    members.append(scene.of_term(terms[0].person_id, office, country))
                    break
    if len(members) == len(countries) > 1:
        return scene.several(members), 0.75, "holders of the office on the date"
    entity = scene.new_group(reading, countries)
    return entity, 0.7, "title in the plural"


def _someone(
    scene: Scene,
    reading: Reading,
    countries: tuple[str, ...],
    sentence: int,
    office: str | None = None,
    past: TimeInterval | None = None,
) -> tuple[Entity, float, str]:
    """A person without a name."""
    title = reading.title
    because = "described"
    score = 0.8
    if not countries and reading.body is None and reading.sector in OFFICIAL:
        countries = local(scene, sentence, reading)
        only = states_of_title(reading, scene.text)
        if only and not only.intersection(countries):
            countries = tuple(only) if len(only) == 1 else ()
        score, because = 0.4, "described; country from the context"
    elif not countries and reading.body is None:
        countries = whereabouts(scene, reading, sentence)
    if not reading.countries and reading.owner is None and title is not None:
        countries = sent_from(scene, reading, sentence) or countries
    name = reading.name
    key: object = ("someone", name.lower(), countries, past)
    if reading.phrase.determiner in {"a", "an", "another"}:
        key = ("someone", name.lower(), countries, sentence, reading.span.start)
    entity = scene.discourse.entity(
        key,
        lambda chain: Entity(
            chain=chain,
            kind=ActorKind.PERSON,
            name=name,
            countries=countries[:1],
            sector=reading.sector,
            office=title.name if title else office,
            word=reading.word,
            is_former=reading.is_former,
            code=reading.body.code if reading.body else None,
        ),
    )
    return entity, score, because


def resolve_described(
    scene: Scene, reading: Reading, sentence: int
) -> tuple[Entity, float, str]:
    """People or an organ of a state by what they are."""
    countries = reading.countries
    owner = scene.owner(reading, sentence)
    if not countries and owner is not None:
        countries = owner.countries
    countries = countries or scene.inner_countries(reading, sentence)
    if not countries and is_of_coup(reading):
        countries = coup_state(scene)
    score, because = 0.85, "described"
    if not countries and reading.form is Form.INSTITUTION and reading.body is None:
        countries = place_of(scene, reading)  # "the foreign ministry in Beijing"
    if not countries:
        before = _same_word(scene, reading, sentence)
        if before is not None:
            return before, 0.7, f"the {reading.word} spoken of before"
        if reading.body is not None:
            countries = ()
        elif led := _led(scene, reading):
            countries, score, because = (led,), 0.7, "by who leads it"
        elif (
            reading.form is Form.INSTITUTION
            and (not reading.phrase.is_plural or reading.word in HOME_FORCES)
            and reading.sector in OFFICIAL
        ):
            countries = local(scene, sentence, reading)
            score, because = 0.4, "described; country from the context"
        else:
            countries = place_of(scene, reading)
            countries = countries or whereabouts(scene, reading, sentence)
            countries = countries or of_the_story(scene, reading, sentence)
            score, because = 0.5, "described; country from the place"
    return scene.new_group(reading, countries), score, because


def _led(scene: Scene, reading: Reading) -> str | None:
    """The state of "the Obama administration", by the surname before the noun."""
    words = reading.phrase.words
    if reading.word not in {"administration", "government", "cabinet", "regime"}:
        return None
    name = words[-2] if len(words) > 1 else None
    if name is None or name.pos != "PROPN" or not name.text[0].isupper():
        return None
    return scene.people.led_by(name.text)


def _same_word(scene: Scene, reading: Reading, sentence: int) -> Entity | None:
    phrase = reading.phrase
    if phrase.determiner not in {"the", "these", "those", None} or any(
        word.pos == "PROPN" for word in phrase.words[:-1]
    ):
        return None
    ranked = scene.discourse.ranked(
        sentence,
        fading=FADING,
        fits=lambda e: (
            e.word == reading.word
            and e.kind in {ActorKind.GROUP, ActorKind.INSTITUTION}
        ),
    )
    return ranked[0][1] if ranked else None


def holds(entity: Entity, word: str) -> bool:
    """Whether a person may be called by a bare word: "the minister"."""
    if entity.word:
        return entity.word == word
    office = (entity.office or "").lower()
    if word in RANK_WORDS and (entity.sector == "MIL" or entity.rank == word):
        return True
    if word in {AGED, "man", "woman", "politician", "counterpart", "pair", "duo"}:
        return True
    return any(part in office for part in WORD_OFFICES.get(word, (word,)))


def _base(office: str | None) -> str | None:
    return office.split(" to ", 1)[0] if office else None


def _is_short(word: str, title: TitleHit) -> bool:
    """Whether the title is one word, which may shorten a longer one."""
    return title.core.end - title.core.start <= len(word) + 1
