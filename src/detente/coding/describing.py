"""Noun phrase -> its `Reading`: tries each form in turn, the surest first."""

import re
from dataclasses import dataclass, replace

from detente.coding.actor_words import (
    BUREAUS,
    CALENDAR,
    COURTESY,
    DIRECTIONS,
    LAWMAKING,
    MACHINES,
    NUMBERS,
    PARTICLES,
    PEOPLE_SETS,
    RANKS,
    SIDE_SETS,
    SORTS,
    STATE_SETS,
    STATE_WORDS,
    THINGS,
    VERBS,
    WITH_FOR,
)
from detente.coding.coreference import PRONOUNS
from detente.coding.name_clues import is_capitalised
from detente.coding.noun_phrases import NounPhrase, Role
from detente.coding.readings import (
    Form,
    Hits,
    Reading,
    countries_in,
    countries_of,
    gender_of,
    has_rank,
    in_core,
    is_ethnic,
    is_place_like,
    name_run,
    plain,
)
from detente.knowledge.actors import ActorTable, AgentKind, NameHit, NameKind
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor, ActorKind
from detente.model.text import Sentence, Span, Token

STATE_NAMES = frozenset(
    {NameKind.NAME, NameKind.CAPITAL, NameKind.SEAT, NameKind.REGION, NameKind.PEOPLE}
)


LIMBS = frozenset({"head", "figure"})
OWNERS_OF_LIMBS = frozenset({"his", "her", "my", "your", "our", "their"})
MAX_LIST_GAP = 4  # words from one state of a list to the next: ", and South Korea"
NATIONAL = frozenset({NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.PEOPLE})


def describe(
    phrase: NounPhrase, hits: Hits, table: ActorTable, text: str
) -> Reading | None:
    """Read a phrase; None when it does not speak of an actor."""
    if phrase.is_pronoun:
        return _pronoun(phrase)
    phrase = _without_preconjunction(_without_verb(phrase, hits))
    noun = phrase.noun
    word = noun.lemma.lower() if noun.tag in {"NNS", "NNPS"} else noun.lower
    if noun.tag == "NNPS" and word.endswith("s") and word == noun.lower:
        word = word[:-1]
    extension = _extension(phrase, hits)
    reading = _Reader(phrase, hits, table, text, word, extension)
    return (
        reading.as_set()
        or reading.as_title()
        or reading.as_person(known_only=True)
        or reading.as_name()
        or reading.as_agent()
        or reading.as_state_word()
        or reading.as_person(known_only=False)
    )


def _without_verb(phrase: NounPhrase, hits: Hits) -> NounPhrase:
    """Take a headline's verb off a name: "Defence Minister Akar heads to Baku"."""
    if len(phrase.words) < 3 or phrase.noun.tag not in {"NNS", "NN"}:
        return phrase
    name, verb = phrase.words[-2:]
    if not (verb.lower in VERBS and verb.text.islower() and name.pos == "PROPN"):
        return phrase
    if name.i in hits.titles or not any(w.i in hits.titles for w in phrase.words[:-2]):
        return phrase
    return replace(phrase, noun=name, words=phrase.words[:-1], is_plural=False)


def _without_preconjunction(phrase: NounPhrase) -> NounPhrase:
    """Take "both" off "both Turkey and Israel": it belongs to the pair."""
    first = phrase.words[0]
    if (
        len(phrase.words) > 1
        and first.lower in {"both", "either", "neither"}
        and (phrase.noun.tag in {"NNP", "NN"})
    ):
        return replace(phrase, words=phrase.words[1:])
    return phrase


def _pronoun(phrase: NounPhrase) -> Reading | None:
    lower = phrase.head.lower
    if lower not in PRONOUNS:
        return None
    return Reading(
        phrase=phrase, form=Form.PRONOUN, span=phrase.span, name=lower, word=lower
    )


def _extension(phrase: NounPhrase, hits: Hits) -> tuple[Token, ...]:
    """The words of an of-phrase that closes a title: "head of Israeli diplomacy"."""
    sentence = phrase.sentence
    last = phrase.words[-1]
    title = hits.titles.get(phrase.noun.i)
    end = last.i
    if title is not None and title.core.end > last.end:
        while end + 1 < len(sentence.tokens) and (
            sentence.tokens[end + 1].start < title.core.end
        ):
            end += 1
    for _ in range(2):
        following = sentence.tokens[end + 1] if end + 1 < len(sentence.tokens) else None
        if following is None or not (
            following.lower == "of"
            or (following.lower == "for" and phrase.noun.lower in WITH_FOR)
        ):
            break
        objects = sentence.below(following, "pobj")
        if not objects or following.head < phrase.words[0].i:
            break
        end = _name_end(sentence, objects[0].i, hits)
        if phrase.is_plural:
            end = _last_of_list(sentence, objects[0], end, hits)
    return sentence.tokens[last.i + 1 : end + 1]


def _last_of_list(sentence: Sentence, first: Token, end: int, hits: Hits) -> int:
    """The end of the states listed with the first: "leaders of Chile and Peru"."""
    token = first
    while token.i in hits.names and countries_of(hits.names[token.i]):
        end = max(end, token.i)
        following = sentence.below(token, "conj")
        if not following or following[0].i - token.i > MAX_LIST_GAP:
            break
        token = following[0]
    return end


def _name_end(sentence: Sentence, end: int, hits: Hits) -> int:
    """The end of a capitalised name that goes on after "and": "Trade and Industry"."""
    tokens = sentence.tokens
    if not tokens[end].text[0].isupper() or end in hits.names or end + 2 >= len(tokens):
        return end
    if tokens[end + 1].lower not in {"and", "&"} or tokens[end + 2].i in hits.names:
        return end
    following = end + 2
    while following < len(tokens) and tokens[following].text[0].isupper():
        following += 1
    # Of two names only the second goes on to a noun: "Political and Military Bureau".
    return following - 1 if following - 1 > end + 2 else end


@dataclass(frozen=True, slots=True)
class _Reader:
    phrase: NounPhrase
    hits: Hits
    table: ActorTable
    text: str
    word: str  # the noun in the singular
    extension: tuple[Token, ...]

    def as_set(self) -> Reading | None:
        """Several taken up at once: "the two countries", "both sides", "the three"."""
        words = self.phrase.words
        lowers = [word.lower for word in words]
        count = next((NUMBERS[w] for w in lowers if w in NUMBERS), 0)
        if self.phrase.noun.tag in {"CD", "DT", "PDT"}:
            if not count or (lowers[0] not in {"the", "both"} or len(words) > 2):
                return None
            return self._make(Form.SET, count=count, kind=None, word="")
        if self.word in {"pair", "duo", "trio"} and lowers[0] == "the":
            count = 3 if self.word == "trio" else 2
            return self._make(Form.SET, count=count, kind=ActorKind.PERSON)
        is_each = lowers[0] in {"each", "either", "neither"}
        if not (self.phrase.is_plural or is_each) or self._countries():
            return None
        if not (count or lowers[0] in {"the", "these", "those"} or is_each):
            return None
        if any(w in {"other", "many", "more", "new"} for w in lowers):
            return None
        if count and lowers[0] not in {"the", "these", "those", "both", "their", "its"}:
            return None
        if self.word in STATE_SETS:
            kind = ActorKind.STATE
        elif self.word in SIDE_SETS:
            kind = ActorKind.MOVEMENT
        elif (
            self.word in PEOPLE_SETS
            and (count or len(words) == 2)
            and not self.extension
        ):
            kind = ActorKind.PERSON
        else:
            return None
        return self._make(Form.SET, count=count or (2 if is_each else 0), kind=kind)

    def as_title(self) -> Reading | None:
        """An office without a name: "his Turkish counterpart", "the then minister"."""
        title = self.hits.titles.get(self.phrase.noun.i)
        if title is None and self.extension:
            first = self.extension[0]
            title = self.hits.titles.get(first.i)
            if title is not None and title.core.start > self.phrase.noun.start:
                title = None
        if title is None or not in_core(title, self.phrase.noun):
            if not self._is_counterpart():
                return None
            title = None
        if self._is_bare() or self._is_limb():
            return None
        is_counterpart = title is None
        body = self._body()
        served = body.sector if body and body.kind is ActorKind.MOVEMENT else None
        return self._make(
            Form.TITLE,
            word="counterpart" if is_counterpart else None,
            title=title,
            sector=served or (title.sector if title else "GOV"),
            kind=ActorKind.PERSON,
            is_former=bool(title and title.is_former),
            is_then=bool(title and title.is_then),
        )

    def _is_limb(self) -> bool:
        """Whether it is a part of somebody's body: "shook their heads", "her figure"."""
        words = self.phrase.words
        if self.word not in LIMBS or len(words) < 2 or self.extension:
            return False
        owner = words[0]
        return owner.lower in OWNERS_OF_LIMBS or (
            owner.dep == "poss"
            and (agent := self.table.agent(owner.lemma.lower())) is not None
            and agent.kind in {AgentKind.PERSON, AgentKind.GROUP}
            and len(words) < 4
        )

    def _is_counterpart(self) -> bool:
        """Whether it is who holds the same office elsewhere: "his Ghanaian colleague"."""
        if self.word == "counterpart":
            return True
        if self.word == "number":
            return any(word.lower == "opposite" for word in self.phrase.words)
        return self.word == "colleague" and bool(self._countries())

    def as_person(self, *, known_only: bool) -> Reading | None:
        """A person's name with what stands before it."""
        phrase, hits = self.phrase, self.hits
        hit = hits.names.get(phrase.noun.i)
        is_known = hit is not None and hit.kind is NameKind.PERSON
        if known_only and not is_known:
            run = name_run(phrase, hits)
            if not (run and has_rank(phrase, run, hits)) or (
                hit is not None or self._is_agent(run)
            ):
                return None
        run = name_run(phrase, hits)
        if is_known and hit is not None:
            inside = [
                w for w in phrase.words if hit.span.start <= w.start < hit.span.end
            ]
            if not run or run[0].i > inside[0].i:
                run = tuple(w for w in phrase.words if w.i >= inside[0].i)
        if not run:
            return None
        if not is_known and is_capitalised(phrase.sentence):
            # "ALAN GARCIA MET REPORTERS": the table tells where the name ends.
            hit = next((h for w in run if (h := hits.names.get(w.i)) is not None), None)
            is_known = hit is not None and hit.kind is NameKind.PERSON
            if is_known and hit is not None:
                run = tuple(w for w in run if hit.span.start <= w.start < hit.span.end)
        ranked = has_rank(phrase, run, hits)
        if not is_known and not _may_be_person(phrase, run, ranked=ranked):
            return None
        before = tuple(word for word in phrase.words if word.i < run[0].i)
        title = next((hits.titles[w.i] for w in before if w.i in hits.titles), None)
        name = self.text[run[0].start : run[-1].end]
        sector = title.sector if title else None
        if sector is None and any(w.lower.rstrip(".") in RANKS for w in before):
            sector = "MIL"
        if sector is None and any(w.lower in LAWMAKING for w in before):
            sector = "LEG"
        if sector is None:
            jobs = (self.table.agent(w.lemma) for w in reversed(before))
            sector = next((a.sector for a in jobs if a is not None), None)
        return self._make(
            Form.PERSON,
            name=name,
            hit=hit if is_known else None,
            title=title,
            sector=sector,
            kind=ActorKind.PERSON,
            gender=gender_of(before),
            countries=self._countries(skip=frozenset(w.i for w in run)),
            extend=False,
            is_former=bool(title and title.is_former),
            is_then=bool(title and title.is_then),
            is_doubtful=not (is_known or ranked) and is_place_like(phrase),
        )

    def _is_agent(self, run: tuple[Token, ...]) -> bool:
        return self.table.agent(run[-1].lemma.lower()) is not None

    def as_name(self) -> Reading | None:
        """The name of a state, body, movement, institution or outlet, or a people."""
        phrase = self.phrase
        hit = self.hits.names.get(phrase.noun.i)
        if hit is None or hit.kind is NameKind.PERSON or not hit.actors:
            return None
        if self._is_longer_name(hit):
            return None
        actor = hit.actor
        if hit.kind in NATIONAL:
            if actor.kind is ActorKind.STATE and hit.kind is NameKind.ADJECTIVE:
                if phrase.determiner is None and not phrase.is_plural:
                    return self._make(
                        Form.NAME, hit=hit, kind=ActorKind.STATE, extend=False
                    )
                if phrase.determiner == "the" and len(phrase.words) == 2:
                    return self._make(
                        Form.NAME, hit=hit, kind=ActorKind.STATE, extend=False
                    )
            if actor.kind in {ActorKind.STATE, ActorKind.GROUP}:
                is_one = phrase.determiner in {"a", "an"} and not hit.is_plural
                return self._make(
                    Form.TITLE if is_one else Form.GROUP,
                    hit=hit,
                    sector="CVL",
                    kind=ActorKind.PERSON if is_one else ActorKind.GROUP,
                    countries=self._countries(skip=frozenset({phrase.noun.i}))
                    or (
                        ()
                        if is_ethnic(phrase.sentence, phrase.noun)
                        else countries_of(hit)
                    ),
                    extend=False,
                )
        if hit.kind in {NameKind.INSTITUTION, NameKind.SEAT}:
            inside = phrase.sentence.tokens_in(hit.span)
            owners = self._countries(skip=frozenset(t.i for t in inside))
            if owners and actor.country not in owners:  # "Peru's Congress"
                return self._make(
                    Form.INSTITUTION,
                    sector=actor.sector,
                    kind=ActorKind.INSTITUTION,
                    countries=owners,
                )
        return self._make(
            Form.NAME,
            hit=hit,
            kind=actor.kind,
            name=actor.name,
            sector=actor.sector,
            countries=countries_of(hit),
            is_place_like=(
                hit.kind in {NameKind.NAME, NameKind.CAPITAL, NameKind.REGION}
                and is_place_like(phrase)
            ),
            extend=False,
        )

    def _is_longer_name(self, hit: NameHit) -> bool:
        """Whether the name closes a longer one that is another's: "Radio France"."""
        before = [w for w in self.phrase.words if w.end <= hit.span.start]
        if not before:
            return False
        last = before[-1]
        if last.i in self.hits.names or last.i in self.hits.titles:
            return False
        return (
            last.pos == "PROPN"
            and last.dep in {"compound", "nmod"}
            and (
                last.lower not in DIRECTIONS
                and last.lower not in COURTESY
                and self.table.agent(last.lower) is None
            )
        )

    def as_agent(self) -> Reading | None:
        """An institution or people by what they are: "the army", "Israeli tourists"."""
        phrase = self.phrase
        agent = None
        body = self._body()
        if body is not None and self.word in SORTS:
            return self._make(
                Form.NAME, name=body.name, hit=self._hit_of(body), kind=body.kind
            )
        if self.word in BUREAUS and self._is_official():
            return self._make(
                Form.INSTITUTION, sector="GOV", kind=ActorKind.INSTITUTION
            )
        if len(phrase.words) > 1:
            pair = f"{phrase.words[-2].lower} {self.word}"
            agent = self.table.agent(pair)
        if phrase.noun.text.islower() and self.word in {"house", "chamber", "church"}:
            return None
        if self._is_limb():
            return None
        agent = (
            agent or self.table.agent(self.word) or self.table.agent(phrase.noun.lower)
        )
        acts = phrase.role in {Role.SUBJECT, Role.AGENT}
        if agent is None and acts and self.word in MACHINES and self._countries():
            return self._make(
                Form.INSTITUTION, sector="MIL", kind=ActorKind.INSTITUTION
            )
        if agent is None:
            return None
        if agent.kind is AgentKind.STATE and agent.sector is None:
            return None
        sector = self._sector(agent.sector)
        if body is not None and sector in {"CVL", "GOV", "MIL", None}:
            sector = body.sector or sector
        if agent.kind in {AgentKind.INSTITUTION, AgentKind.STATE}:
            form = Form.INSTITUTION
            kind = ActorKind.INSTITUTION
        elif agent.kind is AgentKind.PERSON and not phrase.is_plural:
            form, kind = Form.TITLE, ActorKind.PERSON
        else:
            form, kind = Form.GROUP, ActorKind.GROUP
            if sector in {"MIL", "COP", "SPY"} and agent.kind is AgentKind.GROUP:
                form, kind = Form.INSTITUTION, ActorKind.INSTITUTION
        if not self._acts(form, sector):
            return None
        return self._make(form, sector=sector, kind=kind)

    def _acts(self, form: Form, sector: str | None) -> bool:
        """Whether a role noun is likely an actor here and no figure of speech."""
        phrase = self.phrase
        if self._countries() or self._body() is not None:
            return True
        if form is Form.TITLE:
            if self._is_bare():
                return False
            if phrase.role is Role.PREDICATE or phrase.preposition == "as":
                return False
            # "Arab Observer" is the name of something.
            words = phrase.words
            return not (
                phrase.determiner is None
                and phrase.noun.tag == "NNP"
                and len(words) > 1
                and words[-2].pos == "PROPN"
            )
        if sector in {"MED", "NGO", "BUS", "IGO", "EDU", None} and (
            form is Form.INSTITUTION
        ):
            is_agent = phrase.role in {Role.SUBJECT, Role.AGENT}
            return is_agent and not phrase.is_plural
        return True

    def _is_bare(self) -> bool:
        """Whether a singular title stands without article or country: "justice"."""
        phrase = self.phrase
        return (
            phrase.noun.tag == "NN"
            and phrase.noun.text.islower()
            and all(word.text.islower() for word in phrase.words)
            and phrase.determiner is None
            and phrase.words[0].tag not in {"CD", "PDT"}
            and phrase.words[0].dep != "poss"
            and phrase.role not in {Role.APPOSITION, Role.PREDICATE}
            and phrase.preposition != "as"
            and not phrase.is_plural
        )

    def _hit_of(self, actor: Actor) -> NameHit | None:
        hits = (self.hits.names.get(word.i) for word in self.phrase.words)
        return next((h for h in hits if h is not None and h.actor == actor), None)

    def _is_official(self) -> bool:
        """Whether an office, a minister or a ministry stands before the noun."""
        return any(
            word.i in self.hits.titles
            or self.table.agent(word.lemma.lower()) is not None
            or word.i in self.hits.names
            for word in self.phrase.words[:-1]
        )

    def _sector(self, sector: str | None) -> str | None:
        """The noun's sector, or that of a body which it belongs to."""
        if sector not in {"CVL", "GOV", None}:
            return sector
        for word in reversed(self.phrase.words[:-1]):
            other = self.table.agent(word.lemma.lower())
            if other is not None and other.sector not in {None, "CVL", sector}:
                return other.sector
        return sector

    def as_state_word(self) -> Reading | None:
        """A state by what it is: "the kingdom", "the country"."""
        phrase = self.phrase
        if phrase.is_plural or phrase.noun.pos != "NOUN":
            return None
        countries = self._countries()
        if self.word == "capital" and countries:
            return self._make(
                Form.NAME,
                kind=ActorKind.STATE,
                is_place_like=is_place_like(phrase),
                countries=countries,
                extend=False,
            )
        is_owned = phrase.words[0].tag == "PRP$" and len(phrase.words) == 2
        if self.word not in STATE_WORDS or not (
            is_owned or phrase.determiner in {"the", "this", "that"}
        ):
            return None
        if any(word.pos == "ADJ" and word.tag == "JJS" for word in phrase.words):
            return None
        return self._make(
            Form.STATE_WORD,
            kind=ActorKind.STATE,
            is_place_like=is_place_like(phrase),
            extend=False,
        )

    def _body(self) -> Actor | None:
        """The organisation, movement or outlet among the modifiers."""
        for word in (*self.phrase.words, *self.extension):
            hit = self.hits.names.get(word.i)
            if (
                hit is not None
                and hit.kind in ORGANISED
                and word is not self.phrase.noun
            ):
                return hit.actor
        return None

    def _countries(self, skip: frozenset[int] = frozenset()) -> tuple[str, ...]:
        phrase = self.phrase
        words = (*phrase.words, *self.extension)
        return countries_in(words, self.hits, phrase.sentence, skip)

    def _make(
        self,
        form: Form,
        *,
        name: str | None = None,
        word: str | None = None,
        hit: NameHit | None = None,
        title: TitleHit | None = None,
        sector: str | None = None,
        kind: ActorKind | None = None,
        countries: tuple[str, ...] | None = None,
        count: int = 0,
        gender: str | None = None,
        extend: bool = True,
        is_place_like: bool = False,
        is_former: bool = False,
        is_then: bool = False,
        is_doubtful: bool = False,
    ) -> Reading:
        words = self.phrase.words
        whole = (*words, *self.extension) if extend else words
        owner = words[0] if words[0].tag == "PRP$" else None
        return Reading(
            phrase=self.phrase,
            form=form,
            span=Span(whole[0].start, whole[-1].end),
            name=plain(whole, self.text) if name is None else name,
            word=self.word if word is None else word,
            countries=self._countries() if countries is None else countries,
            hit=hit,
            body=self._body(),
            title=title,
            sector=sector,
            kind=kind,
            owner=owner,
            count=count,
            gender=gender,
            is_place_like=is_place_like,
            is_former=is_former,
            is_then=is_then,
            is_doubtful=is_doubtful,
        )


ORGANISED = frozenset({NameKind.BODY, NameKind.MOVEMENT, NameKind.MEDIA})


def _may_be_person(phrase: NounPhrase, run: tuple[Token, ...], *, ranked: bool) -> bool:
    """Whether a name that no table knows looks like a person's."""
    last = run[-1].lower
    if any(word.lower in CALENDAR for word in run):
        return False
    if not re.fullmatch(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?", run[-1].text):
        return False
    if ranked:
        return last not in THINGS or len(run) > 1
    if run[0].lower in DIRECTIONS or any(word.lower in THINGS for word in run):
        return False
    if phrase.words[0].pos == "DET" or phrase.noun.tag == "NNPS":
        return False
    if run[-1].text.isupper() and len(run) == 1:
        return False
    return all(
        word.pos in {"PROPN", "PUNCT"} or word.lower in PARTICLES for word in run
    )
