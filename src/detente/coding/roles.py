"""Words of a parsed article -> the actors that they name, for `extract` to cast."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from detente.coding.grammar import antecedent, coordinated
from detente.coding.placed_groups import place_groups
from detente.model.actor import ActorKind, ActorMention
from detente.model.article import ParsedArticle
from detente.model.place import PlaceMention
from detente.model.text import Sentence, Span, Token

# Through which words a phrase leads to the actor behind it, best first: "the decision
# of Israel", "a statement by Iran", "the talks with Egypt".
# Verbs whose subject has what they describe: "the strip that X occupies".
HOLDING = frozenset(
    "control claim administer own rule govern hold run occupy export produce make "
    "sell".split()
)
OWNERS = (
    "of",
    "by",
    "from",
    "between",
    "against",
    "in",
    "with",
    "for",
    "to",
    "on",
    "at",
)
EDGES = frozenset({"border", "frontier", "coast", "eve", "side", "day", "time"})
WHERE = frozenset({"in", "on", "at"})  # these lead to places first, to actors second
COUNTING = frozenset(
    "hundred thousand million dozen score ten number group majority handful crowd third "
    "half scores dozens couple pair team series wave most some many several".split()
)
# "the pact joining A and B": what unites them leads to them.
UNITING = frozenset({"join", "link", "unite", "involve", "bind", "bring"})
LAUNCHING = frozenset(
    "fire launch send lob drop shoot fly operate deploy hurl throw direct own".split()
)
NEAR = frozenset({"near", "inside", "across", "around", "outside"})
MOST_DEPTH = 3  # "the head of the office of the president of X" is deep enough


class Cast:
    """The actor mentions of one article, found by the word that heads them."""

    def __init__(
        self,
        parsed: ParsedArticle,
        mentions: Sequence[ActorMention],
        places: Sequence[PlaceMention] = (),
    ) -> None:
        self.parsed = parsed
        mentions = tuple(place_groups(parsed, mentions, places))
        self.mentions = mentions
        self._by_head = {mention.head.start: mention for mention in mentions}
        self._places = {
            place.span.start + offset: place
            for place in places
            for offset in range(place.span.end - place.span.start)
        }
        self._cover: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: m.span.start - m.span.end):
            for offset in range(mention.span.start, mention.span.end):
                self._cover[offset] = mention
        self._of_place = _states_of_places(places, mentions)
        self._by_chain: dict[int, list[ActorMention]] = {}
        for mention in mentions:
            self._by_chain.setdefault(mention.chain, []).append(mention)

    def at(self, token: Token) -> ActorMention | None:
        """The mention that this word heads, or lies in as part of its name."""
        mention = self._by_head.get(token.start)
        if mention is not None:
            return mention
        mention = self._cover.get(token.start)
        if (
            mention is not None
            and token.pos == "PROPN"
            and mention.span.start <= token.start
        ):
            return mention if token.dep != "poss" else None
        return None

    def stand_in(self, token: Token, mention: ActorMention) -> None:
        """Let a word stand for an actor that it was found to take up."""
        span = token.span
        self._by_head[token.start] = replace(
            mention, span=span, head=span, is_place_like=False
        )

    def mention(self, head: Span) -> ActorMention | None:
        """The mention with that head, or the state behind a place that stands there."""
        return self._by_head.get(head.start) or self._of_place.get(head.start)

    def place(self, token: Token) -> PlaceMention | None:
        """The place that this word is part of the name of."""
        return self._places.get(token.start)

    def chain(self, number: int) -> list[ActorMention]:
        """All mentions of one entity, in text order."""
        return self._by_chain.get(number, [])

    def named(
        self,
        sentence: Sentence,
        token: Token,
        depth: int = 0,
        *,
        without: frozenset[int] = frozenset(),
    ) -> list[ActorMention]:
        """The actors that a phrase names, by its head, else through what it governs.

        "the decision of Israel" gives Israel, "Israeli and Turkish officials" the
        officials, "X and Y" both. Entities whose chain is in `without` are passed over:
        in "he postponed his China trip" the trip leads to China.
        """
        found: list[ActorMention] = []
        for each in self._joined(sentence, token):
            found.extend(self._one(sentence, each, depth, without))
        return unique(found)

    def _joined(self, sentence: Sentence, token: Token) -> list[Token]:
        """The coordinates of a phrase; a relative pronoun stands for its antecedent."""
        behind = antecedent(sentence, token)
        if behind is None:
            return coordinated(sentence, token)
        alone = self.at(behind) is not None and behind.dep == "conj"
        return [behind] if alone else coordinated(sentence, behind)

    def direct(self, sentence: Sentence, token: Token) -> list[ActorMention]:
        """As `named`, but only where the head itself is an actor."""
        found = []
        for each in self._joined(sentence, token):
            mention = (
                self.at(each)
                or self._apposed(sentence, each)
                or self._counted(sentence, each)
            )
            if mention is not None:
                found.append(mention)
        return unique(found)

    def _counted(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """Who is counted: "hundreds of thousands of people"."""
        for _ in range(MOST_DEPTH):
            if token.lemma not in COUNTING and token.pos != "NUM":
                return self.at(token)
            inner = [
                child
                for preposition in sentence.below(token, "prep", "quantmod")
                if preposition.lower == "of"
                for child in sentence.below(preposition, "pobj")
            ]
            if not inner:
                return None
            token = inner[0]
        return None

    def _apposed(self, sentence: Sentence, token: Token) -> ActorMention | None:
        """Who stands in apposition: "the head of the bureau, Avi Levi"."""
        waiting = [token]
        while waiting:
            word = waiting.pop()
            for child in sentence.below(word, "appos"):
                mention = self.at(child)
                if mention is not None and mention.kind is ActorKind.PERSON:
                    return mention
            if token.pos == "NOUN":
                for preposition in sentence.below(word, "prep"):
                    if preposition.lower == "of":
                        waiting.extend(sentence.below(preposition, "pobj"))
        return None

    def owners(self, sentence: Sentence, token: Token) -> list[ActorMention]:
        """The actors that a thing belongs to: possessor, adjective, "of"."""
        found: list[ActorMention] = []
        for child in sentence.below(token, "poss"):
            found.extend(self.direct(sentence, child))
        if not found:
            found.extend(self.modifiers(sentence, token))
        if not found:
            for clause in sentence.below(token, "acl"):
                # "missiles fired by X", "a drone sent by X"
                if clause.lemma not in LAUNCHING:
                    continue
                for by in sentence.below(clause, "agent"):
                    for child in sentence.below(by, "pobj"):
                        found.extend(self.named(sentence, child, 2))
        if not found:
            for preposition in sentence.below(token, "prep"):
                if preposition.lower in {"of", "from", "by"}:
                    for child in sentence.below(preposition, "pobj"):
                        found.extend(self.named(sentence, child, 2))
        return unique(found)

    def _one(
        self, sentence: Sentence, token: Token, depth: int, without: frozenset[int]
    ) -> list[ActorMention]:
        mention = self.at(token) or self._apposed(sentence, token)
        if mention is not None:
            return [] if mention.chain in without else [mention]
        if depth >= MOST_DEPTH:
            return []

        def named(child: Token) -> list[ActorMention]:
            return self.named(sentence, child, depth + 1, without=without)

        for child in sentence.below(token, "poss"):
            if found := named(child):
                return found
        found = [
            each
            for each in self.modifiers(sentence, token)
            if each.chain not in without
        ]
        if found:
            return found
        for clause in sentence.below(token, "acl"):
            if clause.lemma in UNITING:
                for child in sentence.below(clause, "dobj"):
                    if found := named(child):
                        return found
        for clause in sentence.below(token, "acl"):
            # "crimes committed by X", "men backed by X": they lead to X.
            for by in sentence.below(clause, "agent"):
                for child in sentence.below(by, "pobj"):
                    if found := named(child):
                        return found
        for clause in sentence.below(token, "relcl"):
            # "the islets that X controls", "goods which X exports".
            if clause.lemma in HOLDING:
                for child in sentence.below(clause, "nsubj"):
                    if found := named(child):
                        return found
        for worth in sentence.below(token, "amod", "prep", "nmod", "npadvmod"):
            # "ten million dollars worth of X's goods"
            if worth.lower == "worth":
                for of in sentence.below(worth, "prep"):
                    for child in sentence.below(of, "pobj"):
                        if found := named(child):
                            return found
        for wanted in OWNERS:
            for preposition in sentence.below(token, "prep", "agent"):
                if preposition.lower != wanted:
                    continue
                for child in sentence.below(preposition, "pobj"):
                    if wanted in WHERE and child.lemma in EDGES:
                        continue
                    found = named(child)
                    if wanted in WHERE:
                        found = [each for each in found if not each.is_place_like]
                    if found:
                        return found
        return []

    def placed(self, sentence: Sentence, token: Token) -> list[ActorMention]:
        """The states behind places that are no actors themselves ("in Istanbul")."""
        found = []
        for each in coordinated(sentence, token):
            mention = self._of_place.get(each.start)
            if mention is not None:
                found.append(mention)
        return unique(found)

    def somewhere(self, sentence: Sentence, token: Token) -> list[ActorMention]:
        """The state in which a thing is said to be: "targets in Jericho"."""
        for preposition in sentence.below(token, "prep"):
            if preposition.lower in WHERE or preposition.lower in NEAR:
                for child in sentence.below(preposition, "pobj"):
                    found = self.direct(sentence, child) or self.placed(sentence, child)
                    if found:
                        return found
        return []

    def modifiers(self, sentence: Sentence, token: Token) -> list[ActorMention]:
        """The actors named by what stands before a noun: "Turkish", "NATO"."""
        found = []
        before = sentence.below(token, "amod", "compound", "nmod", "poss")
        for child in list(before):
            # "US drone attacks" may be read as attacks of US drones.
            if child.dep in {"compound", "nmod"}:
                before.extend(sentence.below(child, "amod", "compound", "nmod"))
        for child in before:
            for each in coordinated(sentence, child):
                mention = self._by_head.get(each.start) or (
                    self._cover.get(each.start)
                    if each.pos in {"PROPN", "ADJ"}
                    else None
                )
                if mention is not None:
                    found.append(mention)
        return found


def unique(mentions: Iterable[ActorMention]) -> list[ActorMention]:
    """Each entity once, first mention first."""
    seen: set[int] = set()
    found = []
    for mention in mentions:
        if mention.chain not in seen:
            seen.add(mention.chain)
            found.append(mention)
    return found


def is_person(mention: ActorMention) -> bool:
    """Whether the mention is of a person or of people in office."""
    return mention.kind in {ActorKind.PERSON, ActorKind.GROUP}


def _states_of_places(
    places: Sequence[PlaceMention], mentions: Sequence[ActorMention]
) -> dict[int, ActorMention]:
    """For each word of a place's name, the state that it lies in as an actor."""
    chains = {m.countries[0]: m.chain for m in mentions if m.kind is ActorKind.STATE}
    fresh = max((m.chain for m in mentions), default=0) + 1
    found: dict[int, ActorMention] = {}
    for mention in places:
        place = mention.place
        if place is None or place.country is None:
            continue
        if place.country not in chains:
            chains[place.country] = fresh
            fresh += 1
        state = ActorMention(
            span=mention.span,
            head=mention.span,
            kind=ActorKind.STATE,
            name=place.country,
            chain=chains[place.country],
            countries=(place.country,),
            actor_id=f"state:{place.country}",
            score=mention.score,
            because=f"{place.name} lies there",
            is_place_like=True,
        )
        for offset in range(mention.span.start, mention.span.end):
            found[offset] = state
    return found
