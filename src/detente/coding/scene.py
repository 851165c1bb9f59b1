"""An article while its actors are resolved: readings, tables, what was spoken of so far.

A `Scene` makes the entities of the discourse, one for each thing, and notes where they
are mentioned; `descriptions` and `taken_up` ask it for antecedents.
"""

import re
from collections.abc import Sequence
from datetime import date

from detente.coding.appositions import appositions
from detente.coding.coreference import PLACE_WEIGHT, WEIGHTS, Discourse, Entity, joined
from detente.coding.name_clues import NameClues
from detente.coding.noun_phrases import Role
from detente.coding.persons import Known, People
from detente.coding.place_or_state import settle_by_place
from detente.coding.readings import Form, Reading, countries_of
from detente.coding.sentence_readings import SentenceReader, add_surnames, within
from detente.coding.shared_names import settle
from detente.knowledge.actors import ActorTable
from detente.knowledge.offices import OfficeTable, base_office
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
# Sectors that act on their own state's people: "a judge charged Chilean officials".
DOMESTIC = frozenset("JUD COP LEG".split())
# What tells inside a phrase whose it is: "officials of both", "the government of X".
TAKEN_ALONG = frozenset({Form.SET, Form.STATE_WORD, Form.PERSON})
AT_START = 12  # characters within which a year sets the whole sentence
# Prepositions of those to whom somebody goes, speaks or does something.
AIMS = frozenset(
    "to with against for on at in into toward towards between among over".split()
)
# A ministry by the portfolio of its minister.
PORTFOLIO = re.compile(
    r"\b((?:[A-Za-z]+ ){0,2}[A-Za-z]+) (?:[Mm]inistry|[Dd]epartment)\b"
    r"|\b[Mm]inistry (of (?:[A-Za-z]+ )?[A-Za-z]+)"
)


class Scene:
    """The state of reading one article."""

    def __init__(
        self,
        parsed: ParsedArticle,
        published: TimeInterval | None,
        actors: ActorTable,
        offices: OfficeTable,
        places: Sequence[PlaceMention] = (),
    ) -> None:
        """Read every sentence and look up the people named."""
        self.parsed = parsed
        self.text = parsed.text
        self.published = published
        self.actors = actors
        self.offices = offices
        self._places = places
        names = settle_by_place(actors.find_names(parsed.text), places, parsed.text)
        self.names = settle(names, parsed.sentences, parsed.text)
        titles = offices.find_titles(parsed.text)
        reader = SentenceReader(parsed.text, self.names, titles, actors)
        read = [reader.read(sentence) for sentence in parsed.sentences]
        self.things = [one.things for one in read]
        self.by_sentence = [one.readings for one in read]
        self.partners = appositions(self.by_sentence, parsed.text)
        add_surnames(parsed.sentences, self.by_sentence)
        self.heard = [
            heard
            for index, sentence in enumerate(parsed.sentences)
            if not sentence.tokens
            for heard in reader.hear(index, sentence)
        ]
        self.people = People(
            [reading for readings in self.by_sentence for reading in readings],
            self.partners,
            published,
            offices,
            self.heard,
            clues=NameClues.of(parsed.text, self.names, places),
        )
        self.discourse = Discourse()
        self.entity_of: dict[int, Entity] = {}
        self._dateline = self._dateline_countries()
        self._home = self._home_country()

    # Entities.

    def state(self, iso3: str) -> Entity | None:
        """The state with this code; None if the tables do not know it."""
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
        """The entity of a possessive pronoun that opens the phrase."""
        if reading.owner is None:
            return None
        for other in self.by_sentence[sentence]:
            if other.phrase.head.i == reading.owner.i:
                return self.entity_of.get(id(other))
        return None

    def inner_countries(self, reading: Reading, sentence: int) -> tuple[str, ...]:
        """The states of "officials of both countries", "leaders of the bloc"."""
        for other in self.by_sentence[sentence]:
            if other is not reading and other.form in TAKEN_ALONG:
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

    def place_of(self, reading: Reading) -> tuple[str, ...]:
        """The state of a place named right after: "protesters in Beirut"."""
        sentence = reading.phrase.sentence
        head, verb = reading.phrase.head, reading.phrase.governor
        preps = sentence.below(head, "prep")
        if verb is not None:
            # "fired on protesters in Yangon": the parser hangs the place on the verb.
            last = reading.phrase.words[-1].i
            preps += [p for p in sentence.below(verb, "prep") if p.i == last + 1]
        for prep in preps:
            if prep.lower in {"in", "from", "of", "across", "inside"}:
                for place in sentence.below(prep, "pobj"):
                    for hit in within(self.names, place.span):
                        return countries_of(hit)
                    for mention in self._places:
                        if (
                            mention.place is not None
                            and mention.place.country
                            and (mention.span.contains(place.span))
                        ):
                            return (mention.place.country,)
        return ()

    def local(self, sentence: int, reading: Reading) -> tuple[str, ...]:
        """The state that a home institution most likely belongs to.

        Its own place; the state of whoever is named with the office that its words name;
        then of those that act, the home of the article, what it speaks of: but last of
        all a state that the sentence only has as goal or object.
        """
        if found := self.place_of(reading):
            return found
        if found := self._by_portfolio(sentence, reading):
            return found
        aims = self._aims(sentence, reading) - self._dateline
        ranked = [e.countries for e in self.discourse.acting(sentence)]
        if self._home is not None:
            ranked.append((self._home,))
        if not ranked or aims.issuperset(ranked[0]):
            states = self.discourse.together(sentence, 2, {ActorKind.STATE})
            ranked += [e.countries for e in states]
        if not ranked and (there := self._placed_in(sentence)):
            return there
        if not ranked:
            ranked = self._named_beside(sentence, reading)
            if reading.sector not in DOMESTIC:
                is_one = len(set(ranked)) == 1 and not aims.intersection(ranked[0])
                return ranked[0] if is_one else ()
        free = [countries for countries in ranked if not aims.intersection(countries)]
        return next(iter(free or ranked), ())

    def _placed_in(self, sentence: int) -> tuple[str, ...]:
        """The one state that the sentence's towns and regions lie in."""
        span = self.parsed.sentences[sentence].span
        found = {
            mention.place.country
            for mention in self._places
            if mention.place is not None
            and mention.place.country is not None
            and mention.place.feature != "country"
            and span.contains(mention.span)
        }
        return tuple(found) if len(found) == 1 else ()

    def _named_beside(self, sentence: int, reading: Reading) -> list[tuple[str, ...]]:
        """The states that the rest of the sentence names, in text order."""
        others = sorted(self.by_sentence[sentence], key=lambda r: r.span.start)
        return [r.countries[:1] for r in others if r is not reading and r.countries]

    def _by_portfolio(self, sentence: int, reading: Reading) -> tuple[str, ...]:
        """The state of the person spoken of who heads "the Defence Ministry"."""
        match = PORTFOLIO.search(reading.span.of(self.text))
        if match is None:
            return ()
        words = (match.group(1) or "").split()
        tried = [f"{' '.join(words[i:])} minister" for i in range(len(words))]
        if match.group(2):
            tried.append(f"minister {match.group(2)}")
        hits = (self.offices.office_of(title) for title in tried)
        offices = {hit.office for hit in hits if hit is not None} - {"minister"}
        if not offices:
            return ()
        heads = self.discourse.people(
            sentence,
            lambda e: bool(e.countries) and base_office(e.office or "") in offices,
        )
        return heads[0].countries if heads else ()

    def _aims(self, sentence: int, reading: Reading) -> set[str]:
        """The states that the sentence has as a goal or an object, and no state acts."""
        aims: set[str] = set()
        actors: set[str] = set()
        for other in self.by_sentence[sentence]:
            if other is reading or reading.span.contains(other.span):
                continue
            role, preposition = other.phrase.role, other.phrase.preposition
            if role in {Role.SUBJECT, Role.AGENT, Role.PASSIVE}:
                actors.update(other.countries)
            elif role is Role.OBJECT or (
                role is Role.OBLIQUE and (preposition or "") in AIMS
            ):
                aims.update(other.countries)
        return aims - actors

    def past(self, reading: Reading, sentence: int) -> TimeInterval | None:
        """The past year in which a sentence sets the reading; None if none."""
        if self.published is None:
            return None
        text = self.parsed.sentences[sentence].span.of(self.text)
        match = YEAR.search(text)
        if match is None:
            if sentence and SAME_TIME.search(text):
                before = self.parsed.sentences[sentence - 1].span.of(self.text)
                match = YEAR.search(before)
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

    def _dateline_countries(self) -> frozenset[str]:
        """The states of the places in the article's dateline."""
        found: set[str] = set()
        for part in self.parsed.article.parts:
            if part.kind is PartKind.DATELINE:
                for hit in within(self.names, part.span):
                    found.update(countries_of(hit))
                for mention in self._places:
                    if (
                        mention.place is not None
                        and mention.place.country
                        and (part.span.contains(mention.span))
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
        for country in sorted(self._dateline):
            counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda c: counts[c]) if counts else None

    # Remembering.

    def note(self, reading: Reading, entity: Entity, sentence: int) -> None:
        """Remember a mention, and that the states of a person were spoken of."""
        phrase = reading.phrase
        factor = PLACE_WEIGHT if reading.is_place_like else 1.0
        governor = phrase.governor.i if phrase.governor is not None else None
        self.discourse.note(
            entity, sentence, phrase.head.i, phrase.role, governor, factor=factor
        )
        if entity.kind in {ActorKind.PERSON, ActorKind.INSTITUTION} and (
            not entity.is_plural
        ):
            for country in entity.countries:
                state = self.state(country)
                if state is not None:
                    self.discourse.note(
                        state,
                        sentence,
                        phrase.head.i,
                        phrase.role,
                        factor=WEIGHTS[Role.MODIFIER],
                        is_own=False,
                    )
        if len(entity.countries) > 1 and entity.kind is not ActorKind.STATE:
            states = [s for c in entity.countries if (s := self.state(c)) is not None]
            self.discourse.note(
                self.several(states), sentence, phrase.head.i, Role.MODIFIER, None
            )
            for state in states:
                self.discourse.note(state, sentence, phrase.head.i, Role.MODIFIER)

    def note_unparsed(self, index: int, sentence: Sentence) -> None:
        """Remember the states and people named in a sentence without grammar."""
        listed: list[Entity] = []
        end, is_closed = 0, False
        for hit in within(self.names, sentence.span):
            between = self.text[end : hit.span.start].strip()
            if between not in {",", "and", ", and"} or is_closed:
                listed, is_closed = [], False
            end = hit.span.end
            for country in countries_of(hit):
                state = self.state(country)
                if state is not None:
                    self.discourse.note(state, index, 0, Role.MODIFIER)
                    if hit.actor.kind is ActorKind.STATE and state not in listed:
                        listed.append(state)
            if between.endswith("and") and len(listed) > 1:
                self.discourse.note(self.several(listed), index, 0, Role.OTHER)
                is_closed = True
        for heard in self.heard:
            if heard.sentence == index:
                known = self.people.known_heard(heard)
                if known is not None:
                    self.discourse.note(self.of_known(known), index, 0, Role.OTHER)

    def note_pair(
        self, reading: Reading, readings: list[Reading], sentence: int
    ) -> None:
        """Coordinated actors, once the last is read, are what "they" takes up next."""
        lead = reading.phrase.first_conjunct
        if lead is None or reading.form is Form.ADJECTIVE:
            return
        group = [
            r
            for r in readings
            if r.phrase.first_conjunct == lead or r.phrase.head.i == lead
        ]
        if any(r.phrase.head.i > reading.phrase.head.i for r in group):
            return
        group = [*self._listed_before(group[0], readings), *group]
        entities = [
            self.entity_of[id(r)]
            for r in group
            if id(r) in self.entity_of and r.form is not Form.ADJECTIVE
        ]
        distinct = list({e.chain: e for e in entities if not e.members}.values())
        if len(distinct) < 2:
            return
        first = group[0].phrase
        self.discourse.note(
            self.several(distinct),
            sentence,
            reading.phrase.head.i,
            first.role,
            first.governor.i if first.governor is not None else None,
            factor=PLACE_WEIGHT if group[0].is_place_like else 1.1,
        )

    def _listed_before(self, first: Reading, readings: list[Reading]) -> list[Reading]:
        """What a comma list holds before the words that the parser coordinates."""
        found: list[Reading] = []
        for other in sorted(readings, key=lambda r: -r.span.end):
            if other.span.end > first.span.start or other.form is not first.form:
                continue
            if self.text[other.span.end : first.span.start].strip() != ",":
                break
            if other.phrase.role is Role.OBLIQUE and (
                other.phrase.governor is not first.phrase.governor
            ):
                break
            found.insert(0, other)
            first = other
        return found


def _verb(sentence: Sentence, token: Token) -> int | None:
    """The place of the verb of the clause that a word stands in."""
    for above in sentence.above(token):
        if above.pos in {"VERB", "AUX"}:
            return above.i
    return None
