"""A noun phrase with what the tables know of its words: what every way of reading it asks."""

from detente.coding.noun_phrases import NounPhrase, Role
from detente.coding.readings import (
    Form,
    Hits,
    Reading,
    countries_in,
    name_run,
    plain,
)
from detente.knowledge.actors import ActorTable, NameHit, NameKind
from detente.knowledge.titles import TitleHit
from detente.model.actor import Actor, ActorKind
from detente.model.text import Span, Token

NOTHING: frozenset[int] = frozenset()
ORGANISED = frozenset({NameKind.BODY, NameKind.MOVEMENT, NameKind.MEDIA})


class PhraseReader:
    """A phrase while it is read.

    `word` is its noun in the singular, small letters; `extension` the words of an
    of-phrase that belong to it ("head of Israeli diplomacy"). What several ways of
    reading ask is worked out when first asked.
    """

    __slots__ = (
        "_body", "_countries", "_run", "extension", "hits", "phrase", "table", "text",
        "whole", "word",
    )  # fmt: skip

    def __init__(
        self,
        phrase: NounPhrase,
        hits: Hits,
        table: ActorTable,
        text: str,
        word: str,
        extension: tuple[Token, ...],
    ) -> None:
        self.phrase = phrase
        self.hits = hits
        self.table = table
        self.text = text
        self.word = word
        self.extension = extension
        self.whole = (*phrase.words, *extension) if extension else phrase.words
        self._run: tuple[Token, ...] | None = None
        self._countries: tuple[str, ...] | None = None
        self._body: Actor | bool | None = False  # False: not asked yet

    def is_bare(self) -> bool:
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

    def hit_of(self, actor: Actor) -> NameHit | None:
        """The name in the phrase that means an actor."""
        hits = (self.hits.names.get(word.i) for word in self.phrase.words)
        return next((h for h in hits if h is not None and h.actor == actor), None)

    def body(self) -> Actor | None:
        """The organisation, movement or outlet among the modifiers."""
        if isinstance(self._body, bool):
            self._body = self._find_body() if self.hits.names else None
        return self._body

    def _find_body(self) -> Actor | None:
        names, noun = self.hits.names, self.phrase.noun
        for word in self.whole:
            hit = names.get(word.i)
            if hit is not None and hit.kind in ORGANISED and word is not noun:
                return hit.actor
        return None

    def countries(self, skip: frozenset[int] = NOTHING) -> tuple[str, ...]:
        """The states that its words give, those at the places in `skip` left out."""
        if not self.hits.names:
            return ()
        if skip:
            return countries_in(self.whole, self.hits, self.phrase.sentence, skip)
        if self._countries is None:
            self._countries = countries_in(
                self.whole, self.hits, self.phrase.sentence, skip
            )
        return self._countries

    def name_run(self) -> tuple[Token, ...]:
        """Its last words that are a person's name, as far as form tells."""
        if self._run is None:
            self._run = name_run(self.phrase, self.hits)
        return self._run

    def make(
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
        """A reading of the phrase; what is not given is read off its words."""
        words = self.phrase.words
        whole = self.whole if extend else words
        owner = words[0] if words[0].tag == "PRP$" else None
        return Reading(
            phrase=self.phrase,
            form=form,
            span=Span(whole[0].start, whole[-1].end),
            name=plain(whole, self.text) if name is None else name,
            word=self.word if word is None else word,
            countries=self.countries() if countries is None else countries,
            hit=hit,
            body=self.body(),
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
