"""What a trigger is while it is being read: a word, its row, and who fills its roles."""

from dataclasses import dataclass, field

from detente.coding import grammar
from detente.knowledge.lexicon import Row
from detente.model.actor import ActorMention
from detente.model.event import EventType
from detente.model.text import Sentence, Token

# Verbs that only carry an event noun ("hold talks", "carried out an attack").
# Source: light verb constructions in PropBank's guidelines (Hwang et al. 2010), widened.
LIGHT = frozenset(
    "hold have make pay conduct launch stage carry mount give take issue lodge file begin "
    "start open resume continue end conclude attend join undertake do wage commit "
    "perpetrate suffer face convene engage participate enter complete renew plan schedule "
    "cancel postpone suspend delay announce confirm order call arrange organise organize "
    "expect set finish stop halt deliver express voice offer send".split()
)
# Containers that stand before what counts: "a round of talks", "tonnes of aid".
CONTAINERS = frozenset(
    "round series set number batch ton tonne load shipment consignment wave string dozen "
    "hundred thousand million billion piece plane truck part group team pair couple day "
    "hour week kind type form tranche delivery planeload package amount quantity lot "
    "kg kilogram state spate worth exchange range variety host stage phase unit member "
    "column list raft package array string squadron flotilla fleet handful group bunch "
    "barrage volley salvo hail contingent swathe slew flurry bout spell".split()
)
# Sectors that act for their state; None is the state itself.
OFFICIAL = frozenset({None, "GOV", "MIL", "LEG", "JUD", "SPY", "COP"})

# What may strike without its owner being named.
ARMED = frozenset(
    "attack strike airstrike raid bomb bombing bomber blast explosion missile rocket "
    "shell shelling mortar drone plane jet warplane aircraft helicopter gunfire bullet "
    "gunman attacker assailant militant rebel insurgent fighter soldier troop force "
    "army police sniper mine grenade fire crossfire clash fighting offensive operation "
    "invasion war violence car truck man woman mob crowd extremist terrorist settler "
    "militia gang unit brigade tank artillery barrage ambush shooting stabbing device "
    "explosive weapon knife machete poison stone torture hijacker pirate".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a classifier makes of a candidate."""

    type: EventType
    modes: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A trigger that its row accepts, with the fillers found so far.

    `type` and `modes` are the row's until something that sees more overrides them.
    `told_within` is a trigger in its content, for "agreed to send aid" the sending. `otherwise` is what the word claims by another row
    where this one lacks who acts. `unplaced` are envoys it is done to, of whom the
    sentence does not tell which state sent them.
    """

    sentence: Sentence
    token: Token
    row: Row
    objects: list[Token] = field(default_factory=list)
    actors: list[ActorMention] = field(default_factory=list)
    recipients: list[ActorMention] = field(default_factory=list)
    theme: Token | None = None
    passive: bool = False
    is_guessed: bool = False
    words: list[Token] = field(default_factory=list)
    told_within: "Candidate | None" = None
    otherwise: "Candidate | None" = None
    unplaced: list[ActorMention] = field(default_factory=list)
    type: EventType = field(init=False)
    modes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.type = self.row.type
        self.modes = self.row.modes


def countries(mentions: list[ActorMention]) -> set[str]:
    """The states of those mentions."""
    return {country for mention in mentions for country in mention.countries}


def noun_lemma(token: Token) -> str:
    """The singular of a noun, also where it was tagged as a name or a verb."""
    if token.pos == "NOUN":
        return token.lemma
    word = token.lower
    if word.endswith("ings"):
        return word[:-1]
    if token.pos == "PROPN" and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


# Titles of those whom states send to each other, as they stand before a name.
ENVOYS = frozenset("ambassador envoy consul diplomat attaché attache legate".split())


# Who leads a post abroad counts as the post does.
HEADS = frozenset({"chief", "head"})
POSTS = frozenset({"mission", "legation", "delegation"})


def theme_lemmas(sentence: Sentence, token: Token) -> list[tuple[str, Token]]:
    """The lemmas under which an object counts: its own, its coordinates', its content's.

    "two rounds of talks" counts as rounds and as talks.
    """
    found = []
    for each in grammar.coordinated(sentence, token):
        found.append((noun_lemma(each), each))
        # "summoned Ambassador Ruiz", "expelled Malian consul Omar Haddadi", "sent the
        # frigate Angkor": what a name is, the words before it say.
        if each.pos == "PROPN":
            found.extend(
                (child.lower, each)
                for child in sentence.below(each, "compound", "nmod", "amod")
                if child.lower in ENVOYS or child.text.islower() or child.text.isupper()
            )
        if noun_lemma(each) in HEADS:
            # "the deputy chief of mission"
            found.extend(
                (noun_lemma(of), each)
                for of in grammar.prepositional(sentence, each, "of")
                if noun_lemma(of) in POSTS
            )
        # "Omar Haddadi, the ambassador to Mali, was recalled".
        found.extend((noun_lemma(a), a) for a in sentence.below(each, "appos"))
        if noun_lemma(each) in CONTAINERS or each.pos == "NUM":
            for preposition in sentence.below(each, "prep"):
                if preposition.lower == "of":
                    for child in sentence.below(preposition, "pobj"):
                        found.extend(theme_lemmas(sentence, child))
    return found


def has_modifier(sentence: Sentence, token: Token, words: frozenset[str]) -> bool:
    """Whether one of the words stands before it, or as its adverb."""
    return any(
        child.lower in words or child.lemma in words
        for child in sentence.below(
            token, "amod", "compound", "nmod", "advmod", "nummod"
        )
    )


def each_other(candidate: Candidate) -> bool:
    """Whether they do it to one another, or to "each other's envoys"."""
    sentence = candidate.sentence
    objects = list(candidate.objects)
    objects += [p for token in objects for p in sentence.below(token, "poss")]
    return (
        any(
            token.lower == "one"
            and any(child.lower == "another" for child in sentence.below(token, "det"))
            for token in objects
        )
        or any(
            token.lower in {"other", "another"}
            and any(
                child.lower in {"each", "one"}
                for child in sentence.below(token, "det", "nummod", "amod")
            )
            for token in objects
        )
        or (
            # "have each expelled the other's envoy"
            is_done_by_each(candidate)
            and any(token.lower == "other" for token in objects)
        )
    )


def is_done_by_each(candidate: Candidate) -> bool:
    """Whether each of its actors does it: "they were each sending home four"."""
    return any(
        child.lower == "each" and child.i < candidate.token.i
        for child in candidate.sentence.below(
            candidate.token, "dep", "advmod", "npadvmod", "nsubj", "det"
        )
    )
