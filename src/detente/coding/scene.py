"""An article while its actors are resolved: readings, tables, what was spoken of so far.

A `Scene` makes the entities of the discourse, one for each thing; `remembering` notes
where they are mentioned, `descriptions` and `taken_up` ask it for antecedents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.coding.appositions import appositions
from detente.coding.coreference import Discourse, Entity, joined
from detente.coding.name_clues import NameClues
from detente.coding.noun_phrases import Role
from detente.coding.person_groups import Groups, Heard
from detente.coding.persons import Known, People
from detente.coding.place_names import where_of
from detente.coding.place_or_state import settle_by_place
from detente.coding.readings import Form, Reading, countries_of
from detente.coding.sentence_readings import (
    Read,
    SentenceReader,
    add_surnames,
    within,
)
from detente.coding.shared_names import settle
from detente.knowledge.actors import ActorTable, NameHit
from detente.knowledge.offices import OfficeTable
from detente.model.actor import ActorKind
from detente.model.article import ParsedArticle, PartKind
from detente.model.place import PlaceMention
from detente.model.text import Sentence, Token
from detente.model.time import TimeInterval

# A year in which a sentence sets what it tells; "since 2011" or "of 2015" does not.
YEAR = re.compile(
    r"\b(?:[Ii]n|[Dd]uring|(?:[Ee]arly|[Ll]ate|[Mm]id)(?: in)?|January|February|March|April"
    r"|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.?)(?: the year)?[ -]"
    r"(?:\d{1,2}, )?((?:19|20)\d\d)\b"
)
SAME_TIME = re.compile(r"\b(?:then|(?:at|of|in) (?:the|that) (?:time|year))\b")
# What tells inside a phrase whose it is: "officials of both", "the government of X".
TAKEN_ALONG = frozenset({Form.SET, Form.STATE_WORD, Form.PERSON})
OWNING = TAKEN_ALONG | {Form.INSTITUTION, Form.GROUP, Form.TITLE}
MOSTLY = 0.6  # of an article's names of states, people and bodies those of its subject
AT_START = 12  # characters within which a year sets the whole sentence


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """What an article's words say of actors, whenever it was published.

    `names` are those of the tables in it; `read` by sentence; `partners` as in
    `appositions`; `heard` the people of sentences without grammar.
    """

    parsed: ParsedArticle
    actors: ActorTable
    offices: OfficeTable
    places: Sequence[PlaceMention]
    names: tuple[NameHit, ...]
    read: list[Read]
    partners: dict[int, Reading]
    heard: list[Heard]
    clues: NameClues
    groups: Groups


def read_actors(
    parsed: ParsedArticle,
    actors: ActorTable,
    offices: OfficeTable,
    places: Sequence[PlaceMention] = (),
) -> ReadArticle:
    """Read every sentence of an article."""
    text = parsed.text
    names = settle_by_place(actors.find_names(text), places, text)
    names = settle(names, parsed.sentences, text)
    reader = SentenceReader(text, names, offices.find_titles(text), actors)
    read = [reader.read(sentence) for sentence in parsed.sentences]
    partners = appositions([one.readings for one in read], text)
    add_surnames(parsed.sentences, read)
    heard = [
        heard
        for index, sentence in enumerate(parsed.sentences)
        if not sentence.tokens
        for heard in reader.hear(index, sentence)
    ]
    clues = NameClues.of(text, names, places)
    named = (reading for one in read for reading in one.readings)
    groups = Groups(named, partners, heard, clues, reader.capitalised)
    return ReadArticle(
        parsed, actors, offices, places, names, read, partners, heard, clues, groups
    )


class Scene:
    """The state of reading one article."""

    def __init__(self, article: ReadArticle, published: TimeInterval | None) -> None:
        """Look up the people named."""
        self.parsed = article.parsed
        self.text = article.parsed.text
        self.published = published
        self.actors = article.actors
        self.offices = article.offices
        self.places = article.places
        self.names = article.names
        self.things = [one.things for one in article.read]
        self.by_sentence = [one.readings for one in article.read]
        self.partners = article.partners
        self.heard = article.heard
        self.people = People(
            article.groups,
            published,
            article.offices,
            article.clues,
            article.actors.share_name,
        )
        self._years: dict[int, re.Match[str] | None] = {}
        self.discourse = Discourse()
        self.entity_of: dict[int, Entity] = {}
        self.dateline = self._dateline_countries()
        self.home = self._home_country()
        self._subject: str | bool | None = False  # False: not asked yet

    # Entities.

    def state(self, iso3: str) -> Entity | None:
        """The state with this code; None if the tables do not know it."""
        found = self.discourse.known(("actor", f"state:{iso3}"))
        if found is not None:
            return found
        country = self.actors.country(iso3)
        if country is None:
            return None
        actor = country.actor
        return self.discourse.entity(
            ("actor", actor.id),
            lambda chain: Entity(
                chain=chain,
                kind=ActorKind.STATE,
                name=actor.name,
                countries=(iso3,),
                actor_id=actor.id,
                wikidata_id=actor.wikidata_id,
            ),
        )

    def of_known(self, known: Known) -> Entity:
        """The person that a name means."""
        body = self.actors.actor(known.body) if known.body else None
        return self.discourse.entity(
            ("person", known.key),
            lambda chain: Entity(
                chain=chain,
                kind=ActorKind.PERSON,
                name=known.name,
                countries=(known.country,) if known.country else (),
                sector=known.sector,
                office=known.office,
                actor_id=known.actor_id,
                wikidata_id=known.wikidata_id,
                code=body.code if body else None,
                gender=known.gender,
                is_former=known.is_former,
                rivals=known.rivals,
            ),
        )

    def of_term(self, person_id: str, office: str, country: str) -> Entity:
        """The person who held an office in a country."""
        person = self.offices.person(person_id)
        held = self.offices.office(office)
        body = self.actors.actor(country) if country.startswith("body:") else None
        return self.discourse.entity(
            ("person", person_id),
            lambda chain: Entity(
                chain=chain,
                kind=ActorKind.PERSON,
                name=person.name if person else person_id,
                countries=(country,) if len(country) == 3 else (),
                sector=held.sector if held else "GOV",
                code=body.code if body else None,
                office=office,
                actor_id=person_id,
                wikidata_id=person.wikidata_id if person else None,
            ),
        )

    def several(self, members: list[Entity]) -> Entity:
        """The entity of several together."""
        chains = tuple(sorted(e.chain for e in members))
        kinds = {e.kind for e in members}
        countries = tuple(dict.fromkeys(c for e in members for c in e.countries))
        names = tuple(e.name for e in members)
        return self.discourse.entity(
            ("set", chains),
            lambda chain: Entity(
                chain=chain,
                kind=kinds.pop() if len(kinds) == 1 else ActorKind.GROUP,
                name=joined(names),
                names=names,
                countries=countries,
                sector=next((e.sector for e in members if e.sector), None),
                is_plural=True,
                members=tuple(e.chain for e in members),
            ),
        )

    def new_group(self, reading: Reading, countries: tuple[str, ...]) -> Entity:
        """People or an organ of a state by what they are."""
        kind = reading.kind or ActorKind.GROUP
        if reading.phrase.is_plural and kind is ActorKind.PERSON:
            kind = ActorKind.GROUP
        return self.discourse.entity(
            ("group", reading.name.lower(), countries),
            lambda chain: Entity(
                chain=chain,
                kind=kind,
                name=reading.name,
                countries=countries,
                sector=reading.sector,
                office=reading.title.name if reading.title else None,
                is_plural=reading.phrase.is_plural,
                word=reading.word,
                code=reading.body.code if reading.body else None,
            ),
        )

    # What the article has said.

    def owner(self, reading: Reading, sentence: int) -> Entity | None:
        """The entity of a possessive pronoun that opens the phrase, or of "whose"."""
        first = reading.phrase.words[0]
        if first.tag == "WP$":
            return self._antecedent(reading, first, sentence)
        if reading.owner is None:
            return None
        for other in self.by_sentence[sentence]:
            if other.phrase.head.i == reading.owner.i:
                return self.entity_of.get(id(other))
        return None

    def _antecedent(
        self, reading: Reading, whose: Token, sentence: int
    ) -> Entity | None:
        """Whom a relative clause hangs on: Peru of "Peru, whose president ..."."""
        grammar = reading.phrase.sentence
        for token in grammar.above(whose):
            if token.dep == "relcl":
                for other in self.by_sentence[sentence]:
                    if token.head in {other.phrase.head.i, other.phrase.noun.i}:
                        return self.entity_of.get(id(other))
        return None

    def inner_owner(self, reading: Reading, sentence: int) -> Entity | None:
        """Who owns it by its own words: the body of "the agency's chief"."""
        for other in self.by_sentence[sentence]:
            if (
                other is not reading
                and other.form in OWNING
                and other.phrase.role is Role.POSSESSOR
                and reading.span.contains(other.span)
            ):
                return self.entity_of.get(id(other))
        return None

    def inner_countries(self, reading: Reading, sentence: int) -> tuple[str, ...]:
        """The states of "officials of both countries", "leaders of the bloc"."""
        for other in self.by_sentence[sentence]:
            if other is not reading and other.form in OWNING:
                if other.form not in TAKEN_ALONG and (
                    other.phrase.role is not Role.POSSESSOR
                ):
                    continue
                entity = self.entity_of.get(id(other))
                if entity is not None and reading.span.contains(other.span):
                    return entity.countries
        return ()

    def everyone(self) -> list[Known]:
        """All persons that the article names, in text order."""
        found: dict[str, Known] = {}
        for readings in self.by_sentence:
            for reading in readings:
                if reading.form is Form.PERSON:
                    known = self.people.known(reading)
                    if known is not None:
                        found.setdefault(known.key, known)
        return list(found.values())

    def past(self, reading: Reading, sentence: int) -> TimeInterval | None:
        """The past year in which a sentence sets the reading; None if none."""
        if self.published is None:
            return None
        match = self._year(sentence)
        if match is None:
            text = self.parsed.sentences[sentence].span.of(self.text)
            if sentence and SAME_TIME.search(text):
                match = self._year(sentence - 1)
        elif match.start() > AT_START:
            grammar = reading.phrase.sentence
            year = grammar.token_at(grammar.span.start + match.start(1))
            if year is None or _verb(grammar, year) != _verb(
                grammar, reading.phrase.head
            ):
                return None
        if match is None:
            return None
        year_number = int(match.group(1))
        if year_number >= self.published.start.year:
            return None
        return TimeInterval(date(year_number, 1, 1), date(year_number + 1, 1, 1))

    @property
    def subject(self) -> str | None:
        """The one state that the article is about; None where it is about several."""
        if isinstance(self._subject, bool):
            counts: dict[str, int] = {}
            for hit in self.names:
                for country in countries_of(hit):
                    counts[country] = counts.get(country, 0) + 1
            most = max(counts, key=lambda c: counts[c], default=None)
            if most is not None and counts[most] < MOSTLY * sum(counts.values()):
                most = None
            self._subject = most
        return self._subject

    def _year(self, sentence: int) -> re.Match[str] | None:
        """The first year that a sentence gives for what it tells."""
        if sentence not in self._years:
            text = self.parsed.sentences[sentence].span.of(self.text)
            has_any = "19" in text or "20" in text  # far faster than the pattern
            self._years[sentence] = YEAR.search(text) if has_any else None
        return self._years[sentence]

    def _dateline_countries(self) -> frozenset[str]:
        """The states of the places in the article's dateline."""
        found: set[str] = set()
        for part in self.parsed.article.parts:
            if part.kind is PartKind.DATELINE:
                span = where_of(part.span, self.text)
                for hit in within(self.names, span):
                    found.update(countries_of(hit))
                for mention in self.places:
                    if (
                        mention.place is not None
                        and mention.place.country
                        and (span.contains(mention.span))
                    ):
                        found.add(mention.place.country)
        return frozenset(found)

    def _home_country(self) -> str | None:
        """The state whose officials the article names without saying whose they are.

        A paper writes "the foreign minister" of its own, "the French foreign minister"
        of others; an agency does so of the state of its dateline.
        """
        counts: dict[str, int] = {}
        for readings in self.by_sentence:
            for reading in readings:
                is_bare = reading.title is not None and not reading.countries
                if reading.form is not Form.PERSON or not is_bare:
                    continue
                known = self.people.known(reading)
                if known is None or known.actor_id is None or known.country is None:
                    continue
                if id(reading) not in self.partners:
                    counts[known.country] = counts.get(known.country, 0) + 1
        for country in sorted(self.dateline):
            counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda c: counts[c]) if counts else None


def _verb(sentence: Sentence, token: Token) -> int | None:
    """The place of the verb of the clause that a word stands in."""
    for above in sentence.above(token):
        if above.pos in {"VERB", "AUX"}:
            return above.i
    return None
