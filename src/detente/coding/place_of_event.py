"""Event mention and the article's places -> where the text puts the event.

A place counts only when grammar ties it to the trigger: "met in Geneva", "talks near
the border with Iraq", "his trip to Ankara", "visited Berlin". A sentence that merely
names a place says nothing about where its event was.
"""

from collections.abc import Sequence

from detente.knowledge.borders import FEATURE
from detente.model.article import ParsedArticle
from detente.model.entry import EventLocation
from detente.model.event import EventMention, EventType
from detente.model.place import PlaceMention
from detente.model.text import Sentence, Span, Token

AT = frozenset("in at near around inside outside along off across within".split())
# A movement's aim is where it takes place: "travelled to", "his trip to".
TO = frozenset("to into toward towards in for".split())
MOVES = frozenset(
    "visit travel trip go fly arrive return journey come head tour pilgrimage land "
    "move deploy send dispatch enter sail withdraw retreat evacuate pull stop "
    "advance march invade attack strike pour drive rush ferry airlift summon".split()
)
VISITS = frozenset("visit trip tour stopover".split())
MEETINGS = frozenset(
    "talk talks negotiation negotiations meeting summit conference session dinner "
    "ceremony forum dialogue consultation consultations congress parley".split()
)
# "its ambassador in Ankara" says where the person is posted, not what happened there.
POSTS = frozenset(
    "ambassador envoy embassy consul consulate mission representative diplomat "
    "delegate minister president leader government official attache bureau".split()
)
# Nouns whose "of", "on" and "against" name where they strike.
BLOWS = frozenset(
    "attack assault bombardment bombing invasion occupation offensive raid shelling "
    "siege strike war".split()
)
# What comes after these is another event: "left after protests in X".
OTHER_TIME = frozenset("after before since following despite until".split())
BLOWN = frozenset({"of", "on", "against"})
# Those who leave or are taken away, from where it happens: "evacuated from".
AWAY = frozenset(
    "evacuate withdraw withdrawal flee rescue airlift free pull pullout retreat".split()
)
SENT = frozenset("send dispatch".split())
HOSTING = frozenset("host receive see witness".split())
GATHERINGS = frozenset("rally march demonstration protest vigil parade".split())
VENUES = frozenset("setting venue site host scene stage".split())
ENTERED = frozenset(
    "visit tour enter invade reach leave attack bomb shell strike raid occupy seize "
    "capture storm besiege".split()
)
# What is said or agreed is not where the deed is that it is about.
SPOKEN = frozenset(
    {
        EventType.ACCUSE,
        EventType.AGREE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    }
)
BETWEEN = frozenset(
    "border frontier outskirts city town village region province".split()
)
# Parts of a place, before "of": "in the east of X", "off the coast of X".
PARTS = frozenset(
    "capital port airport coast shore shores waters suburb suburbs district districts "
    "quarter neighbourhood neighborhood sector part parts area areas zone zones edge "
    "island centre center streets north south east west".split()
)
HIGHEST = 3  # nouns between a preposition and the place: "the sector of the town of X"
# An embassy is opened, shut or stormed where it stands.
MISSIONS = frozenset("embassy consulate mission office".split())
STANDS = frozenset(
    "open reopen close shut storm attack bomb burn vandalise vandalize raid occupy "
    "ransack inaugurate guard surround evacuate".split()
)
NO_POINT = frozenset(
    {"border", "country", "region", "admin1", "admin2", "continent", "water"}
)
FINE = ("facility", "city", "border", "admin2", "admin1", "region", "water", "country")


def event_location(
    mention: EventMention, parsed: ParsedArticle, places: Sequence[PlaceMention]
) -> EventLocation | None:
    """The place that the clause ties to the event's trigger; None where none is.

    Countries, regions and waters keep no coordinates: their middle is not a place.
    """
    sentence = parsed.sentences[mention.sentence]
    here = [p for p in places if p.place and sentence.span.contains(p.span)]
    lines = [p for p in here if p.place and p.place.feature == FEATURE]
    here = [
        p for p in here if p in lines or not any(b.span.contains(p.span) for b in lines)
    ]
    if not here:
        return None
    if mention.location is not None:
        named = [p for p in here if p.span.overlaps(mention.location)]
        if named:
            return _as_location(min(named, key=_fineness), parsed)
    trigger = sentence.head_of(mention.trigger)
    if trigger is None:
        return None
    tied = [
        (steps, p)
        for p in here
        if (steps := _tie(sentence, p.span, trigger, mention)) is not None
    ]
    if not tied:
        best = _hosts(sentence, here, trigger) or _beside(sentence, here, mention)
        return _as_location(best, parsed) if best else None
    nearest = min(steps for steps, _ in tied)
    best = min((p for steps, p in tied if steps == nearest), key=_fineness)
    return _as_location(best, parsed)


def _fineness(mention: PlaceMention) -> tuple[int, int]:
    feature = mention.place.feature if mention.place else ""
    rank = FINE.index(feature) if feature in FINE else len(FINE)
    return rank, mention.span.start


def _tie(
    sentence: Sentence, span: Span, trigger: Token, mention: EventMention
) -> int | None:
    """How far the place hangs from the trigger; None when it is not tied to it."""
    head = sentence.head_of(span)
    if head is None or trigger.i == head.i:
        return None
    named, head = head, _outer(sentence, head)
    lemma = trigger.lemma.lower()
    if head.dep in {"dobj", "obj"} and head.head == trigger.i and lemma in ENTERED:
        return 0
    governor = sentence.tokens[head.head]
    if head.dep in {"dobj", "obj"} and _is_on_visit(sentence, governor, trigger):
        return 2
    if head.dep in {"compound", "nmod", "poss"} and _lies_on(trigger, governor):
        if governor.lemma.lower() in VISITS and head.dep != "poss":
            return 1
        return None
    if _where_clause(sentence, head, trigger):
        return 1
    preposition = _preposition(sentence, head)
    if preposition is None:
        return None
    word = preposition.lower
    if preposition.head == trigger.i and lemma in BLOWS and word in BLOWN:
        return 1
    if (
        word == "with"
        and preposition.i
        and (sentence.tokens[preposition.i - 1].lower in {"border", "frontier"})
    ):
        word = "at"
    if word == "on" and (head.i != named.i or named.lower in {"border", "frontier"}):
        word = "at"  # "on the border with X", not "put the blame on X"
    before = sentence.tokens[preposition.i - 1] if preposition.i else preposition
    under = sentence.tokens[before.head]
    if before.dep == "pobj" and under.lower in OTHER_TIME and under.i != trigger.i:
        return None  # "left after riots in X", whatever the parser hangs "in" on
    attached = sentence.tokens[preposition.head]
    is_sent = word == "to" and lemma in SENT  # "send an envoy to X"
    if not is_sent and (
        before.lemma.lower() in POSTS or attached.lemma.lower() in POSTS
    ):
        is_mission = any(
            noun.lemma.lower() in MISSIONS and _lies_on(trigger, noun)
            for noun in (before, attached)
        )
        return 1 if is_mission and lemma in STANDS else None
    is_goal = word in TO and (
        _moves(sentence, trigger)
        or (
            attached.lemma.lower() in VISITS
            and trigger.i in (attached.head, sentence.tokens[attached.head].head)
        )
    )
    is_left = word == "from" and lemma in AWAY
    if word not in AT and not is_goal and not is_left:
        return None
    if word == "to" and _is_purpose_of(sentence, trigger, attached):
        return 1  # "flew to X to sign the accord"
    steps = 1
    for above in (preposition, *sentence.above(preposition)):
        governor = sentence.tokens[above.head]
        if above.dep in {"xcomp", "pcomp", "ccomp"} and mention.type in SPOKEN:
            return None  # "refused to send troops to X" is not said there
        if governor.i == trigger.i:
            return steps
        if not mention.clause.contains(governor.span):
            return None
        if above.dep in {"relcl", "advcl", "ccomp", "parataxis"}:
            return None
        if above.lower in OTHER_TIME:
            return None
        steps += 1
        if governor.head == governor.i:
            break
    # The trigger hangs below the word that the place modifies: "held talks in Oslo".
    over = [t.i for t in sentence.above(trigger)]
    if attached.i in over[:2] and trigger.dep in {
        "dobj",
        "obj",
        "pobj",
        "xcomp",
        "prep",
    }:
        return steps + over.index(attached.i)
    return None


def _is_on_visit(sentence: Sentence, verb: Token, trigger: Token) -> bool:
    """Whether who acts is there: "Guterres, visiting X, hailed the accord"."""
    if verb.lemma.lower() not in {"visit", "tour"} or verb.dep not in {"acl", "advcl"}:
        return False
    over = sentence.tokens[verb.head]
    return over.i == trigger.i or (over.head == trigger.i and over.dep == "nsubj")


def _is_purpose_of(sentence: Sentence, trigger: Token, verb: Token) -> bool:
    """Whether the trigger is what somebody goes there for."""
    return (
        trigger.dep in {"advcl", "xcomp"}
        and trigger.head == verb.i
        and verb.lemma.lower() in MOVES
        and any(t.lower == "to" for t in sentence.below(trigger, "aux"))
    )


def _where_clause(sentence: Sentence, head: Token, trigger: Token) -> bool:
    """Whether the trigger stands in "X, where ..."."""
    over = {token.i for token in sentence.above(trigger)} | {trigger.i}
    return any(
        clause.i in over
        and any(t.lower == "where" for t in sentence.below(clause, "advmod"))
        for clause in sentence.below(head, "relcl")
    )


def _lies_on(trigger: Token, governor: Token) -> bool:
    """Whether a noun is the trigger or its object: "postponed his Oslo trip"."""
    return governor.i == trigger.i or (
        governor.head == trigger.i and governor.dep in {"dobj", "obj"}
    )


def _hosts(
    sentence: Sentence, places: Sequence[PlaceMention], trigger: Token
) -> PlaceMention | None:
    """The subject of "hosted talks", "was the venue of talks"."""
    over = {token.i for token in sentence.above(trigger)} | {trigger.i}
    for place in places:
        head = sentence.head_of(place.span)
        if head is None or head.dep != "nsubj":
            continue
        verb = sentence.tokens[head.head]
        venue = [t for t in sentence.below(verb, "attr") if t.lemma.lower() in VENUES]
        if verb.i in over and (verb.lemma.lower() in HOSTING or venue):
            return place
    return None


def _beside(
    sentence: Sentence, places: Sequence[PlaceMention], mention: EventMention
) -> PlaceMention | None:
    """The town of a meeting in the same sentence: "After talks in X they agreed"."""
    for place in places:
        head = sentence.head_of(place.span)
        if place.place is None or place.place.feature in NO_POINT or head is None:
            continue
        if not mention.clause.contains(place.span):
            continue
        preposition = _preposition(sentence, head)
        if preposition is None or preposition.lower not in {"in", "at"}:
            continue
        noun = sentence.tokens[preposition.head]
        if noun.lemma.lower() in MEETINGS | GATHERINGS and (
            noun.start != mention.trigger.start
        ):
            return place
    return None


def _outer(sentence: Sentence, head: Token) -> Token:
    """The noun that a place fills out: "the town of X", "the border with X"."""
    for _ in range(HIGHEST):
        governor = sentence.tokens[head.head]
        above = sentence.tokens[governor.head]
        is_of = above.lower in PARTS and governor.lower == "of"
        if head.dep != "pobj" or governor.pos != "ADP":
            break
        if not is_of and above.lower not in BETWEEN:
            break
        head = above
    return head


def _moves(sentence: Sentence, trigger: Token) -> bool:
    if trigger.lemma.lower() in MOVES:
        return True
    governor = sentence.tokens[trigger.head]
    return governor.lemma.lower() in MOVES


def _preposition(sentence: Sentence, head: Token) -> Token | None:
    """The preposition that governs the place, past appositions and lists."""
    current = head
    for _ in range(4):
        governor = sentence.tokens[current.head]
        if current.dep == "pobj" and governor.pos in {"ADP", "SCONJ", "PART"}:
            above = sentence.tokens[governor.head]
            if governor.lower == "of" and above.lower in {"outside", "inside"}:
                return above
            return governor
        if current.dep in {"appos", "conj", "compound", "nmod", "poss"}:
            if governor.i == current.i:
                return None
            if current.dep in {"compound", "nmod", "poss"} and (
                governor.lower not in BETWEEN
            ):
                return None
            current = governor
            continue
        return None
    return None


def _as_location(mention: PlaceMention, parsed: ParsedArticle) -> EventLocation:
    place = mention.place
    words = mention.span.of(parsed.text)
    if place is None:
        return EventLocation(extracted_place=words)
    exact = place.feature not in NO_POINT
    return EventLocation(
        extracted_place=words,
        resolved_place=place.name,
        country_code=place.country,
        lat=place.lat if exact else None,
        lon=place.lon if exact else None,
        geonameid=place.geonameid,
        feature=place.feature,
    )
