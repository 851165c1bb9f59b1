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
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from detente.coding.coreference import (
    FADING,
    IT,
    PLACE_WEIGHT,
    SIDES,
    TITLE_FADING,
    WEIGHTS,
    Discourse,
    Entity,
    joined,
)
from detente.coding.noun_phrases import ROLES, NounPhrase, Role, noun_phrases
from detente.coding.persons import GENERIC, Heard, Known, People
from detente.coding.readings import (
    ISLANDS,
    KINGDOMS,
    WHERE,
    Form,
    Hits,
    Reading,
    countries_of,
    describe,
    is_hyphenated,
)
from detente.knowledge.actors import ActorTable, NameHit, NameKind
from detente.knowledge.names import name_key, sound_key
from detente.knowledge.offices import OfficeTable
from detente.knowledge.scan import fold
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor, ActorKind, ActorMention
from detente.model.article import ParsedArticle, PartKind
from detente.model.text import Sentence, Span, Token
from detente.model.time import TimeInterval

Found = TypeVar("Found", NameHit, TitleHit)
ACTING = frozenset({Form.PERSON, Form.TITLE, Form.GROUP, Form.INSTITUTION})


def find_actors(
    parsed: ParsedArticle,
    published: TimeInterval | None,
    actors: ActorTable,
    offices: OfficeTable,
) -> tuple[ActorMention, ...]:
    """Find and resolve the actors of an article.

    Args:
        parsed: The article; only sentences with tokens yield mentions, names in the
            others still count as spoken of.
        published: Days on which it may have been published; who holds an office is
            asked of these days. None when unknown.
        actors: Names and role nouns.
        offices: Titles and their holders.

    Returns:
        Mentions in text order; outer before inner where one contains another.
    """
    return _Finder(parsed, published, actors, offices).mentions()


class _Finder:
    """The state of reading one article."""

    def __init__(
        self,
        parsed: ParsedArticle,
        published: TimeInterval | None,
        actors: ActorTable,
        offices: OfficeTable,
    ) -> None:
        self._parsed = parsed
        self._text = parsed.text
        self._published = published
        self._actors = actors
        self._offices = offices
        self._names = actors.find_names(parsed.text)
        self._titles = offices.find_titles(parsed.text)
        self._discourse = Discourse()
        self._things: list[list[int]] = []
        self._by_sentence = [self._read(s) for s in parsed.sentences]
        self._partners = self._appositions()
        self._add_surnames()
        everything = [r for readings in self._by_sentence for r in readings]
        self._heard = [
            heard
            for index, sentence in enumerate(parsed.sentences)
            if not sentence.tokens
            for heard in self._hear(index, sentence)
        ]
        self._people = People(
            everything, self._partners, published, actors, offices, self._heard
        )
        self._entity_of: dict[int, Entity] = {}
        self._home = self._home_country()

    # Reading.

    def _read(self, sentence: Sentence) -> list[Reading]:
        """What the phrases of a sentence say, in the order of their nouns."""
        things: list[int] = []
        self._things.append(things)
        if not sentence.tokens:
            return []
        hits = self._hits(sentence)
        readings: list[Reading] = []
        units = {(h.span.start, h.span.end) for h in hits.names.values()}
        units.update((h.span.start, h.span.end) for h in hits.titles.values())
        used: set[int] = set()
        phrases = noun_phrases(sentence, tuple(Span(*u) for u in sorted(units)))
        for phrase in phrases:
            reading = describe(phrase, hits, self._actors, self._text)
            if reading is None and _is_thing(phrase):
                things.append(phrase.head.i)
            if reading is not None:
                readings.append(reading)
                used.update(
                    t.i
                    for t in phrase.words
                    if reading.form is not Form.SET or t.i == phrase.noun.i
                )
        readings = _without_inner(readings)
        readings.extend(self._adjectives(sentence, hits, used, readings))
        # What a phrase contains is resolved before it: "officials of both states".
        readings.sort(key=lambda r: (r.span.end, -r.span.start))
        return readings

    def _hits(self, sentence: Sentence) -> Hits:
        names: dict[int, NameHit] = {}
        titles: dict[int, TitleHit] = {}
        for hit in _within(self._names, sentence.span):
            for token in sentence.tokens_in(hit.span):
                names[token.i] = hit
        for title in _within(self._titles, sentence.span):
            for token in sentence.tokens_in(title.span):
                titles[token.i] = title
        return Hits(names, titles)

    def _adjectives(
        self,
        sentence: Sentence,
        hits: Hits,
        used: set[int],
        readings: list[Reading],
    ) -> Iterable[Reading]:
        """States whose name or adjective modifies what is no actor: "Russian relief"."""
        seen: set[Span] = set()
        for place, hit in sorted(hits.names.items()):
            if place in used or hit.span in seen or not hit.actors:
                continue
            seen.add(hit.span)
            token = sentence.tokens[place]
            actor = hit.actor
            if actor.kind is ActorKind.PERSON or is_hyphenated(sentence, token, hit):
                continue
            phrase = NounPhrase(
                sentence=sentence,
                head=sentence.head_of(hit.span) or token,
                noun=sentence.tokens_in(hit.span)[-1],
                words=tuple(sentence.tokens_in(hit.span)),
                role=Role.MODIFIER,
                governor=sentence.tokens[token.head],
                preposition=None,
                first_conjunct=None,
                is_plural=False,
            )
            yield Reading(
                phrase=phrase,
                form=Form.ADJECTIVE,
                span=hit.span,
                name=actor.name,
                word="",
                countries=countries_of(hit),
                hit=hit,
                sector=actor.sector,
                kind=actor.kind,
                is_place_like=hit.kind in PLACES and _is_in_place(sentence, token),
            )

    def _hear(self, index: int, sentence: Sentence) -> Iterator[Heard]:
        """People named in a sentence without grammar: those of the table, or titled."""
        names = _within(self._names, sentence.span)
        people = [hit for hit in names if hit.kind is NameKind.PERSON]
        titled = {}
        for title in _within(self._titles, sentence.span):
            match = TITLED.match(self._text, title.span.end, sentence.span.end)
            if match is not None and not title.is_plural:
                titled[match.start(1)] = title, match.group(1)
        for hit in people:
            before = titled.pop(hit.span.start, None)
            title_before = before[0] if before else None
            words = hit.span.of(self._text)
            yield self._heard_as(index, words, title_before, names, hit.actors)
        for title, name in titled.values():
            yield self._heard_as(index, name, title, names, ())

    def _heard_as(
        self,
        index: int,
        name: str,
        title: TitleHit | None,
        names: list[NameHit],
        actors: tuple[Actor, ...],
    ) -> Heard:
        country = None
        if title is not None:
            for hit in names:
                between = self._text[hit.span.end : title.span.start]
                is_before = hit.span.end <= title.span.start and hit.kind in STATES
                if is_before and re.fullmatch(r"(?:['’]s?)?\s*", between):
                    country = next(iter(countries_of(hit)), None)
        return Heard(
            sentence=index, name=name, actors=actors, title=title, country=country
        )

    def _add_surnames(self) -> None:
        """Surnames of people named in full that the tagger took for other words."""
        surnames = {
            sound_key(name_key(r.name).split()[-1])
            for readings in self._by_sentence
            for r in readings
            if r.form is Form.PERSON and " " in r.name
        }
        for sentence, readings in zip(
            self._parsed.sentences, self._by_sentence, strict=True
        ):
            for token in sentence.tokens:
                if not (
                    token.text[0].isupper()
                    and len(token.text) > 3
                    and sound_key(fold(token.lower)) in surnames
                ) or any(r.span.start <= token.start < r.span.end for r in readings):
                    continue
                above = sentence.tokens[token.head]
                phrase = NounPhrase(
                    sentence=sentence,
                    head=token,
                    noun=token,
                    words=(token,),
                    role=ROLES.get(token.dep, Role.OTHER),
                    governor=above if above.i != token.i else None,
                    preposition=None,
                    first_conjunct=None,
                    is_plural=False,
                )
                readings.append(
                    Reading(
                        phrase=phrase,
                        form=Form.PERSON,
                        span=token.span,
                        name=token.text,
                        word="",
                        kind=ActorKind.PERSON,
                    )
                )
                readings.sort(key=lambda r: (r.span.end, -r.span.start))

    def _appositions(self) -> dict[int, Reading]:
        """By the id of each reading, the one in apposition to it.

        Surest first: where the parser says so, or nothing stands between ("diplomat
        Wang Yi"); then a title after the name; then one before it.
        """
        partners: dict[int, Reading] = {}
        pairs = []
        for readings in self._by_sentence:
            for first, second in pairwise(_outermost(readings)):
                if {first.form, second.form} == {Form.PERSON, Form.TITLE}:
                    rank = self._apposition(first, second)
                    if rank is not None:
                        pairs.append((rank, first, second))
            for title in readings:
                if title.form is Form.TITLE:
                    pairs.extend(_predicates(title, readings))
        for _, first, second in sorted(pairs, key=lambda pair: pair[0]):
            if id(first) not in partners and id(second) not in partners:
                partners[id(first)] = second
                partners[id(second)] = first
        return partners

    def _apposition(self, first: Reading, second: Reading) -> int | None:
        """How surely two neighbours are one person, 0 the surest; None if not."""
        between = self._text[first.span.end : second.span.start].strip()
        if between not in {",", "—", "-", "–", "(", ", then", ", the", ""}:
            return None
        if first.title is not None and first.title is second.title:
            return None
        if between == "":
            return 0 if second.form is Form.PERSON else None
        if second.phrase.first_conjunct is not None:
            return None
        is_apposed = second.phrase.role is Role.APPOSITION
        after = self._text[second.span.end : second.span.end + 1]
        if not is_apposed and after not in set(",.)—") | {""}:
            return None
        if second.form is Form.TITLE:
            return 1
        if first.owner is not None:
            return 0
        if is_apposed:
            return 2
        return 3 if first.phrase.determiner == "the" else None

    # Resolving.

    def mentions(self) -> tuple[ActorMention, ...]:
        """Every mention, in text order."""
        found: list[tuple[Reading, Entity, float, str]] = []
        for index, sentence in enumerate(self._parsed.sentences):
            readings = self._by_sentence[index]
            if not sentence.tokens:
                self._note_unparsed(index, sentence)
                continue
            for reading in self._in_order(readings):
                resolved = self._resolve(reading, index)
                if resolved is None:
                    continue
                entity, score, because = resolved
                self._entity_of[id(reading)] = entity
                self._note(reading, entity, index)
                self._note_pair(reading, readings, index)
                if self._is_kept(reading, readings):
                    found.append((reading, entity, score, because))
        found.sort(key=lambda item: (item[0].span.start, -item[0].span.end))
        named = {entity.chain for _, entity, _, _ in found}
        return tuple(_with_members(self._mention(*item), named) for item in found)

    def _in_order(self, readings: list[Reading]) -> list[Reading]:
        """Text order, save that a fronted pronoun waits for the subject it looks to."""
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
        early = [r for r in readings if r.form is Form.PRONOUN or r.owner is not None]
        early = [r for r in early if r.phrase.head.i < subject and self._looks_ahead(r)]
        if not early:
            return readings
        rest = [r for r in readings if r not in early]
        at = next(i for i, r in enumerate(rest) if r.phrase.head.i == subject)
        return [*rest[: at + 1], *early, *rest[at + 1 :]]

    def _looks_ahead(self, reading: Reading) -> bool:
        """Whether it stands in an adverbial before the subject: "In his speech"."""
        return reading.phrase.sentence.tokens[0].dep in {"prep", "mark", "advmod"} and (
            reading.phrase.role in {Role.POSSESSOR, Role.OBLIQUE, Role.SUBJECT}
        )

    def _resolve(
        self, reading: Reading, sentence: int
    ) -> tuple[Entity, float, str] | None:
        match reading.form:
            case Form.PERSON:
                return self._person(reading, sentence)
            case Form.NAME | Form.ADJECTIVE:
                return self._name(reading)
            case Form.PRONOUN:
                return self._pronoun(reading, sentence)
            case Form.SET:
                return self._set(reading, sentence)
            case Form.STATE_WORD:
                return self._state_word(reading, sentence)
            case Form.TITLE:
                return self._title(reading, sentence)
            case Form.GROUP | Form.INSTITUTION:
                return self._described(reading, sentence)

    def _person(
        self, reading: Reading, sentence: int
    ) -> tuple[Entity, float, str] | None:
        known = self._people.known(reading)
        if known is None:
            return None
        is_new = self._discourse.known(("person", known.key)) is None
        entity = self._of_known(known)
        is_home = reading.body is None and (known.office or known.sector in OFFICIAL)
        if is_new and not entity.countries and is_home:
            # A home official of whom nothing says what home.
            entity.countries = self._local(sentence, reading)
            return entity, 0.4, "country from the context"
        return entity, known.score, known.because

    def _of_known(self, known: Known) -> Entity:
        return self._discourse.entity(
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
                gender=known.gender,
                is_former=known.is_former,
                rivals=known.rivals,
            ),
        )

    def _state(self, iso3: str) -> Entity | None:
        country = self._actors.country(iso3)
        if country is None:
            return None
        actor = country.actor
        return self._discourse.entity(
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

    def _name(self, reading: Reading) -> tuple[Entity, float, str] | None:
        hit = reading.hit
        if hit is None:  # "the Chinese capital"
            state = self._state(reading.countries[0])
            return (state, 0.9, "capital of the state named") if state else None
        actor = self._likeliest(hit)
        entity = self._discourse.entity(
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

    def _likeliest(self, hit: NameHit) -> Actor:
        """Of several with one name the one that the article has spoken of."""
        for actor in hit.actors[1:]:
            if self._discourse.known(("actor", actor.id)) is not None:
                return actor
        return hit.actor

    def _pronoun(
        self, reading: Reading, sentence: int
    ) -> tuple[Entity, float, str] | None:
        phrase = reading.phrase
        if reading.word == "it" and _is_empty_it(phrase):
            return None
        governor = phrase.governor.i if phrase.governor is not None else None
        found = self._discourse.pronoun(reading.word, sentence, phrase.role, governor)
        if found is None:
            return None
        entity, score = found
        if reading.word in IT and self._is_thing_nearer(reading, entity, sentence):
            return None
        return entity, score, f"{reading.word!r} takes up {entity.name}"

    def _is_thing_nearer(self, reading: Reading, entity: Entity, sentence: int) -> bool:
        """Whether "it" rather takes up a thing: a subject later than the actor."""
        last = entity.traces[-1]
        head = reading.phrase.head
        here = head.i
        # "Turkey's recall of its envoy": the thing that holds the pronoun is not it.
        holders = {token.i for token in reading.phrase.sentence.above(head)}
        things = [place for place in self._things[sentence] if place not in holders]
        if last.sentence == sentence and last.role in {Role.SUBJECT, Role.PASSIVE}:
            return any(last.place < place < here for place in things)
        if any(place < here for place in things):
            return True
        if last.sentence == sentence:
            return False
        return bool(self._things[sentence - 1]) or sentence - last.sentence > 1

    def _owner(self, reading: Reading, sentence: int) -> Entity | None:
        """The entity of a possessive pronoun that opens the phrase."""
        if reading.owner is None:
            return None
        for other in self._by_sentence[sentence]:
            if other.phrase.head.i == reading.owner.i:
                return self._entity_of.get(id(other))
        return None

    def _inner_countries(self, reading: Reading, sentence: int) -> tuple[str, ...]:
        """The states of "officials of both countries", "leaders of the bloc"."""
        for other in self._by_sentence[sentence]:
            if other is not reading and other.form in {Form.SET, Form.STATE_WORD}:
                entity = self._entity_of.get(id(other))
                if entity is not None and reading.span.contains(other.span):
                    return entity.countries
        return ()

    def _note(self, reading: Reading, entity: Entity, sentence: int) -> None:
        phrase = reading.phrase
        factor = PLACE_WEIGHT if reading.is_place_like else 1.0
        governor = phrase.governor.i if phrase.governor is not None else None
        self._discourse.note(
            entity, sentence, phrase.head.i, phrase.role, governor, factor=factor
        )
        if entity.kind in {ActorKind.PERSON, ActorKind.INSTITUTION} and (
            not entity.is_plural
        ):
            for country in entity.countries:
                state = self._state(country)
                if state is not None:
                    self._discourse.note(
                        state,
                        sentence,
                        phrase.head.i,
                        phrase.role,
                        factor=WEIGHTS[Role.MODIFIER],
                    )
        if len(entity.countries) > 1 and entity.kind is not ActorKind.STATE:
            states = [s for c in entity.countries if (s := self._state(c)) is not None]
            self._discourse.note(
                self._several(states), sentence, phrase.head.i, Role.MODIFIER, None
            )
            for state in states:
                self._discourse.note(state, sentence, phrase.head.i, Role.MODIFIER)

    def _note_unparsed(self, index: int, sentence: Sentence) -> None:
        for hit in _within(self._names, sentence.span):
            for country in countries_of(hit):
                state = self._state(country)
                if state is not None:
                    self._discourse.note(state, index, 0, Role.MODIFIER)
        for heard in self._heard:
            if heard.sentence == index:
                known = self._people.known_heard(heard)
                if known is not None:
                    self._discourse.note(self._of_known(known), index, 0, Role.OTHER)

    def _note_pair(
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
            self._entity_of[id(r)]
            for r in group
            if id(r) in self._entity_of and r.form is not Form.ADJECTIVE
        ]
        distinct = list({e.chain: e for e in entities if not e.members}.values())
        if len(distinct) < 2:
            return
        first = group[0].phrase
        self._discourse.note(
            self._several(distinct),
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
            if self._text[other.span.end : first.span.start].strip() != ",":
                break
            if other.phrase.role is Role.OBLIQUE and (
                other.phrase.governor is not first.phrase.governor
            ):
                break
            found.insert(0, other)
            first = other
        return found

    def _several(self, members: list[Entity]) -> Entity:
        """The entity of several together."""
        chains = tuple(sorted(e.chain for e in members))
        kinds = {e.kind for e in members}
        countries = tuple(dict.fromkeys(c for e in members for c in e.countries))
        names = tuple(e.name for e in members)
        return self._discourse.entity(
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

    def _set(self, reading: Reading, sentence: int) -> tuple[Entity, float, str] | None:
        wanted = reading.count or 2
        discourse = self._discourse
        if reading.kind is ActorKind.PERSON:
            chosen = discourse.people(
                sentence, lambda e: not e.word and _holds(e, reading.word)
            )
            if len(chosen) < wanted:
                chosen = discourse.people(sentence, lambda e: _holds(e, reading.word))
            if len(chosen) < wanted and (reading.count or not reading.word):
                chosen = discourse.people(
                    sentence, lambda e: reading.word in LOOSE and not e.word
                )
            if len(chosen) < wanted:
                return self._described(reading, sentence)
        elif reading.kind is None:
            chosen = self._last_several(sentence, wanted)
        else:
            kinds = {ActorKind.STATE} if reading.kind is ActorKind.STATE else SIDES
            is_near = reading.phrase.determiner in {"these", "those"}
            chosen = discourse.together(sentence, wanted, kinds, is_near=is_near)
        if len(chosen) < 2 or len(chosen) < wanted:
            return None
        entity = self._several(chosen[:wanted])
        score = 0.8 if reading.count else 0.6
        return entity, score, f"the {wanted} most spoken of"

    def _last_several(self, sentence: int, wanted: int) -> list[Entity]:
        """Whom "the two", "both" means: the last named together, else countries."""
        ranked = self._discourse.ranked(
            sentence,
            fading=FADING,
            fits=lambda e: len(e.members) == wanted,
            reach=2,
        )
        if ranked:
            members = ranked[0][1].members
            return [self._discourse.entities[chain] for chain in members]
        return self._discourse.together(sentence, wanted, {ActorKind.STATE})

    def _state_word(
        self, reading: Reading, sentence: int
    ) -> tuple[Entity, float, str] | None:
        allowed = {"kingdom": KINGDOMS, "island": ISLANDS}.get(reading.word)
        owner = self._owner(reading, sentence)
        if reading.owner is not None:
            state = (
                self._state(owner.countries[0]) if owner and owner.countries else None
            )
            return (state, 0.85, "the country of its owner") if state else None
        others = self._acting_states(reading, sentence)

        def fits(entity: Entity) -> bool:
            return (
                entity.kind is ActorKind.STATE
                and not entity.is_plural
                and (allowed is None or bool(allowed & set(entity.countries)))
            )

        ranked = self._discourse.ranked(sentence, fading=TITLE_FADING, fits=fits)
        ranked = [r for r in ranked if not others & set(r[1].countries)] or ranked
        if not ranked:
            return None
        return ranked[0][1], 0.6, f"the {reading.word} last spoken of"

    def _acting_states(self, reading: Reading, sentence: int) -> set[str]:
        """The states of the clause's subject, where "the country" is done something to."""
        phrase = reading.phrase
        if phrase.role is not Role.OBJECT and phrase.preposition not in TOWARDS:
            return set()
        return {
            country
            for other in self._by_sentence[sentence]
            if other.phrase.role in {Role.SUBJECT, Role.PASSIVE}
            and (entity := self._entity_of.get(id(other))) is not None
            for country in entity.countries
        }

    def _title(
        self, reading: Reading, sentence: int
    ) -> tuple[Entity, float, str] | None:
        partner = self._partners.get(id(reading))
        if partner is not None and partner.form is Form.PERSON:
            known = self._people.known(partner)
            if known is not None:
                return self._of_known(known), known.score, "name in apposition"
        owner = self._owner(reading, sentence)
        countries = reading.countries
        if not countries and owner is not None and reading.word != "counterpart":
            countries = owner.countries
        countries = countries or self._inner_countries(reading, sentence)
        if reading.phrase.is_plural:
            return self._office_holders(reading, countries)
        if reading.word == "counterpart":
            return self._counterpart(reading, owner, sentence)
        is_definite = reading.phrase.determiner not in {
            "a",
            "an",
            "another",
            "any",
            "no",
        }
        if is_definite:
            chained = self._chained(reading, countries, sentence)
            if chained is not None:
                return chained, 0.8, f"the {reading.word} spoken of before"
            held = self._holder(reading, countries)
            if held is not None:
                return held
        return self._someone(reading, countries, sentence)

    def _chained(
        self, reading: Reading, countries: tuple[str, ...], sentence: int
    ) -> Entity | None:
        """The person that a title takes up."""
        title = reading.title

        def fits(entity: Entity) -> bool:
            if countries and entity.countries and entity.countries[0] not in countries:
                return False
            if title is not None:
                return (
                    _base(entity.office) == title.office or entity.word == reading.word
                )
            return _holds(entity, reading.word)

        found = self._discourse.people(sentence, fits)
        if found:
            # "The official" is the one quoted without a name; other titles have names.
            named = [e for e in found if not e.word]
            return found[0] if reading.word == "official" else (named or found)[0]
        if title is not None and _is_short(reading.word, title):
            found = self._discourse.people(
                sentence,
                lambda e: (
                    _holds(e, reading.word)
                    and not (
                        countries and e.countries and e.countries[0] not in countries
                    )
                ),
            )
        return found[0] if found else None

    def _holder(
        self, reading: Reading, countries: tuple[str, ...]
    ) -> tuple[Entity, float, str] | None:
        """Who held the office on the day, by the table."""
        title = reading.title
        if title is None or title.is_deputy or self._published is None:
            return None
        if title.office in GENERIC and title.office != "leader":
            return None
        if not countries or reading.is_former or reading.is_then:
            return None
        asked = [title.office]
        if title.office == "leader" and reading.word == "leader":
            asked = list(LEADERS)
            if countries[0] in LED_BY_PREMIER:
                asked = ["prime minister", "chancellor"]
        for office in asked:
            terms = self._offices.holders(office, countries[0], self._published)
            if terms:
                return (
                    self._of_term(terms[0].person_id, terms[0].office, countries[0]),
                    0.75,
                    f"{terms[0].office} of {countries[0]} on the date",
                )
        return None

    def _of_term(self, person_id: str, office: str, country: str) -> Entity:
        person = self._offices.person(person_id)
        return self._discourse.entity(
            ("person", person_id),
            lambda chain: Entity(
                chain=chain,
                kind=ActorKind.PERSON,
                name=person.name if person else person_id,
                countries=(country,),
                sector="GOV",
                office=office,
                actor_id=person_id,
                wikidata_id=person.wikidata_id if person else None,
            ),
        )

    def _counterpart(
        self, reading: Reading, owner: Entity | None, sentence: int
    ) -> tuple[Entity, float, str] | None:
        """Who holds the same office in that country: "his Turkish counterpart"."""
        office = _base(owner.office) if owner is not None and owner.office else None
        countries = reading.countries
        if office and countries and self._published is not None:
            terms = self._offices.holders(office, countries[0], self._published)
            if terms:
                entity = self._of_term(terms[0].person_id, office, countries[0])
                return entity, 0.8, f"{office} of {countries[0]} on the date"
        if countries:
            named = [
                known
                for known in self._everyone()
                if known.country == countries[0] and known.office
            ]
            if len(named) == 1:
                return self._of_known(named[0]), 0.6, "the one of that country named"
        return self._someone(reading, countries, sentence, office=office)

    def _everyone(self) -> list[Known]:
        found: dict[str, Known] = {}
        for readings in self._by_sentence:
            for reading in readings:
                if reading.form is Form.PERSON:
                    known = self._people.known(reading)
                    if known is not None:
                        found.setdefault(known.key, known)
        return list(found.values())

    def _office_holders(
        self, reading: Reading, countries: tuple[str, ...]
    ) -> tuple[Entity, float, str]:
        """Several by office: "their foreign ministers", "Israeli and Turkish heads"."""
        title = reading.title
        members: list[Entity] = []
        if title is not None and self._published is not None and len(countries) > 1:
            for country in countries:
                terms = self._offices.holders(title.office, country, self._published)
                if terms:
                    members.append(
                        self._of_term(terms[0].person_id, title.office, country)
                    )
        if len(members) == len(countries) > 1:
            return self._several(members), 0.75, "holders of the office on the date"
        entity = self._new_group(reading, countries)
        return entity, 0.7, "title in the plural"

    def _someone(
        self,
        reading: Reading,
        countries: tuple[str, ...],
        sentence: int,
        office: str | None = None,
    ) -> tuple[Entity, float, str]:
        """A person without a name."""
        title = reading.title
        because = "described"
        score = 0.8
        if not countries and reading.body is None and reading.sector in OFFICIAL:
            countries = self._local(sentence, reading)
            score, because = 0.4, "described; country from the context"
        name = reading.name
        key: object = ("someone", name.lower(), countries)
        if reading.phrase.determiner in {"a", "an", "another"}:
            key = ("someone", name.lower(), countries, sentence, reading.span.start)
        entity = self._discourse.entity(
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

    def _new_group(self, reading: Reading, countries: tuple[str, ...]) -> Entity:
        kind = reading.kind or ActorKind.GROUP
        if reading.phrase.is_plural and kind is ActorKind.PERSON:
            kind = ActorKind.GROUP
        return self._discourse.entity(
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

    def _described(self, reading: Reading, sentence: int) -> tuple[Entity, float, str]:
        """People or an organ of a state by what they are."""
        countries = reading.countries
        owner = self._owner(reading, sentence)
        if not countries and owner is not None:
            countries = owner.countries
        countries = countries or self._inner_countries(reading, sentence)
        score, because = 0.85, "described"
        if not countries:
            before = self._same_word(reading, sentence)
            if before is not None:
                return before, 0.7, f"the {reading.word} spoken of before"
            if reading.body is not None:
                countries = ()
            elif (
                reading.form is Form.INSTITUTION
                and not reading.phrase.is_plural
                and reading.sector in OFFICIAL
            ):
                countries = self._local(sentence, reading)
                score, because = 0.4, "described; country from the context"
            else:
                countries = self._place_of(reading)
                score, because = 0.5, "described; country from the place"
        return self._new_group(reading, countries), score, because

    def _same_word(self, reading: Reading, sentence: int) -> Entity | None:
        phrase = reading.phrase
        if phrase.determiner not in {"the", "these", "those", None} or any(
            word.pos == "PROPN" for word in phrase.words[:-1]
        ):
            return None
        ranked = self._discourse.ranked(
            sentence,
            fading=FADING,
            fits=lambda e: (
                e.word == reading.word
                and e.kind in {ActorKind.GROUP, ActorKind.INSTITUTION}
            ),
        )
        return ranked[0][1] if ranked else None

    def _place_of(self, reading: Reading) -> tuple[str, ...]:
        """The state of a place named right after: "protesters in Beirut"."""
        sentence = reading.phrase.sentence
        for prep in sentence.below(reading.phrase.head, "prep"):
            if prep.lower in {"in", "from", "of", "across", "inside"}:
                for place in sentence.below(prep, "pobj"):
                    for hit in _within(self._names, place.span):
                        return countries_of(hit)
        return ()

    def _local(self, sentence: int, reading: Reading) -> tuple[str, ...]:
        """The state that a home institution most likely belongs to."""
        if found := self._place_of(reading):
            return found
        acting = self._discourse.acting(sentence)
        if acting:
            return acting[0].countries
        if self._home is not None:
            return (self._home,)
        states = self._discourse.together(sentence, 1, {ActorKind.STATE})
        return states[0].countries if states else ()

    def _home_country(self) -> str | None:
        """The state whose officials the article names without saying whose they are.

        A paper writes "the foreign minister" of its own, "the French foreign minister"
        of others; an agency does so of the state of its dateline.
        """
        counts: dict[str, int] = {}
        for readings in self._by_sentence:
            for reading in readings:
                is_bare = reading.title is not None and not reading.countries
                if reading.form is not Form.PERSON or not is_bare:
                    continue
                known = self._people.known(reading)
                if known is None or known.actor_id is None or known.country is None:
                    continue
                if id(reading) not in self._partners:
                    counts[known.country] = counts.get(known.country, 0) + 1
        for part in self._parsed.article.parts:
            if part.kind is PartKind.DATELINE:
                for hit in _within(self._names, part.span):
                    for country in countries_of(hit):
                        counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda c: counts[c]) if counts else None

    # Printing.

    def _is_kept(self, reading: Reading, readings: list[Reading]) -> bool:
        """A possessor inside an actor's phrase plays no role of its own."""
        if reading.form not in {Form.NAME, Form.PRONOUN} or (
            reading.phrase.role is not Role.POSSESSOR
        ):
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
        self, reading: Reading, entity: Entity, score: float, because: str
    ) -> ActorMention:
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


# Kinds of names that are places' as well.
PLACES = frozenset({NameKind.NAME, NameKind.CAPITAL, NameKind.REGION})
STATES = PLACES | {NameKind.ADJECTIVE}
# A name right after a title: two or more capitalised words, particles between.
TITLED = re.compile(
    r"\s+((?:[A-Z][\w'’.-]+\s+)(?:(?:al|bin|bint|de|van|von|der|el|ben|ibn|da|del)[\s-]+)*"
    r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
)
# Nouns by which any two people may be taken up.
LOOSE = frozenset(
    "man woman official politician statesman pair duo trio head leader colleague".split()
)
# Verbs whose object "it" is an actor.
UPON = frozenset(
    "accuse attack condemn urge criticise criticize join leave support back help sanction "
    "invade threaten ask press blame thank praise warn recognise recognize isolate punish "
    "bomb shell strike pressure welcome boycott arm supply defend fight defeat side ally negotiate "
    "cooperate trade invite sue expel admit target occupy".split()
)
# Sectors whose members belong to the state that the article is about, if to none named.
OFFICIAL = frozenset("GOV MIL COP LEG JUD SPY".split())
# Prepositions of what an act is done to.
TOWARDS = frozenset({"to", "with", "against"})
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


def _with_members(mention: ActorMention, named: set[int]) -> ActorMention:
    """Leave out members that no mention names: countries and names still tell them."""
    if mention.members and not named.issuperset(mention.members):
        return replace(mention, members=())
    return mention


def _is_in_place(sentence: Sentence, token: Token) -> bool:
    """Whether the noun that a name modifies is where: "at Baghdad airport"."""
    for above in sentence.above(token):
        if above.pos == "ADP":
            return above.lower in WHERE
        if above.pos not in {"NOUN", "PROPN"}:
            return False
    return False


def _outermost(readings: list[Reading]) -> list[Reading]:
    """Those that no other contains, by where they start."""
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (r.span.start, -r.span.end)):
        if not kept or reading.span.end > kept[-1].span.end:
            kept.append(reading)
    return kept


def _predicates(
    title: Reading, readings: list[Reading]
) -> Iterator[tuple[int, Reading, Reading]]:
    """The person whom a clause gives an office: "named Jane Roe as ambassador"."""
    phrase = title.phrase
    if phrase.role is not Role.PREDICATE and phrase.preposition != "as":
        return
    for role in (Role.OBJECT, Role.PASSIVE, Role.SUBJECT):
        for other in readings:
            if (
                other.form is Form.PERSON
                and other.phrase.role is role
                and other.phrase.first_conjunct is None
                and other.phrase.governor is not None
                and phrase.governor is not None
                and other.phrase.governor.i == phrase.governor.i
            ):
                yield 1, other, title
                return


def _holds(entity: Entity, word: str) -> bool:
    """Whether a person may be called by a bare word: "the minister"."""
    if entity.word:
        return entity.word == word
    office = entity.office or ""
    if word in {"man", "woman", "politician", "counterpart", "pair", "duo"}:
        return True
    return any(part in office for part in WORD_OFFICES.get(word, (word,)))


def _base(office: str | None) -> str | None:
    return office.split(" to ", 1)[0] if office else None


def _is_short(word: str, title: TitleHit) -> bool:
    """Whether the title is one word, which may shorten a longer one."""
    return title.core.end - title.core.start <= len(word) + 1


def _is_thing(phrase: NounPhrase) -> bool:
    """Whether a phrase that names no actor is a thing that "it" may take up."""
    return (
        phrase.role in {Role.SUBJECT, Role.PASSIVE}
        and phrase.noun.pos in {"NOUN", "PROPN"}
        and not phrase.is_plural
    )


def _is_empty_it(phrase: NounPhrase) -> bool:
    """Whether "it" is nothing that acts: "it is said that", "it is a fine day"."""
    verb = phrase.governor
    if phrase.role in {Role.OBJECT, Role.OBLIQUE, Role.PASSIVE}:
        return verb is None or verb.lemma not in UPON
    if phrase.role is not Role.SUBJECT or verb is None:
        return phrase.role is not Role.POSSESSOR
    if verb.pos == "AUX" or verb.lemma in {"seem", "appear", "take", "become"}:
        return True
    return False


def _within(hits: tuple[Found, ...], span: Span) -> list[Found]:
    """Those of ordered hits that lie in a stretch of the text."""
    first = bisect_left(hits, span.start, key=lambda hit: hit.span.start)
    found = []
    for hit in hits[first:]:
        if hit.span.start >= span.end:
            break
        found.append(hit)
    return found


def _without_inner(readings: list[Reading]) -> list[Reading]:
    """Leave out a phrase that only helps to name another: "government" of "head of"."""
    outer = [
        r for r in readings if r.form in {Form.TITLE, Form.PERSON, Form.INSTITUTION}
    ]
    return [
        r
        for r in readings
        if r.form in {Form.NAME, Form.PRONOUN, Form.PERSON, Form.SET, Form.STATE_WORD}
        or not any(
            o is not r and o.span.contains(r.span) and o.span != r.span for o in outer
        )
    ]
