"""Whether enough of who and to whom is known for a candidate to be an event."""

from detente.coding import grammar
from detente.coding.candidates import (
    ARMED,
    OFFICIAL,
    Candidate,
    countries,
    each_other,
    theme_lemmas,
)
from detente.coding.counterpart import AIMED, TARGETED, speaks_for_state
from detente.coding.guests import sees_more
from detente.coding.orders import ORDERING
from detente.coding.pointing import points_back
from detente.coding.unnamed_parties import (
    is_done_by_unnamed,
    is_meeting_without_parties,
)
from detente.knowledge.lexicon import Row
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Sentence, Token

# Determiners that point back to an event already told.
POINTING = frozenset({"the", "this", "that", "his", "her", "its", "their"})
PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP})
SPEAKERS = frozenset(
    {ActorKind.PERSON, ActorKind.INSTITUTION, ActorKind.BODY, ActorKind.MEDIA}
)
FIGHTERS = frozenset({"MIL", "REB", "PRM", "CRM", "COP", "UAF", "SPY"})
PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU"})
BODILY = frozenset("heart panic asthma shark dog bear crocodile bee allergic".split())
# One is not on a visit in a film about a movement.
NO_GOAL = frozenset({ActorKind.MOVEMENT, ActorKind.MEDIA})
# Acts of speech: NATO's secretary-general speaks as a minister does.
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
# What bodies of states, such as the EU, do to one state rather than in general.
BY_BODIES = frozenset(
    {EventType.ACCUSE, EventType.AID, EventType.SANCTION, EventType.THREATEN}
)
# States that do one thing together to somebody: more are a crowd.
MOST_TOGETHER = 3
RETALIATION = frozenset(
    "consequence retaliation retaliate reprisal countermeasure countermeasures".split()
)
STRIKES = frozenset(
    "attack strike airstrike raid shelling bombing bombardment offensive fire ambush "
    "blast explosion missile rocket shell bomb drone".split()
)
FORCEFUL = frozenset({EventType.ASSAULT, EventType.COERCE})


def calls_off(candidate: Candidate) -> bool:
    """Whether it cancels a meeting told before: "postponed the trip"."""
    theme = candidate.theme
    if candidate.row.status is not Status.CANCELLED or theme is None:
        return False
    points_back = any(
        child.lower in POINTING
        for child in candidate.sentence.below(theme, "det", "poss")
    )
    return points_back and not candidate.recipients


def lacks_parties(candidate: Candidate) -> bool:
    """Whether a mutual act is told without any party: "no deal was signed"."""
    if is_meeting_without_parties(candidate) or is_done_by_unnamed(candidate):
        return True
    return (
        (candidate.row.has("reciprocal_plural") or candidate.row.has("reciprocal"))
        and candidate.theme is not None
        and not candidate.row.is_noun
        and not candidate.actors
        and not candidate.recipients
        and (
            candidate.passive
            or grammar.subject(candidate.sentence, candidate.token) is None
            or bool(candidate.row.subjects)
        )
    )


def lacks_agent(candidate: Candidate) -> bool:
    """Whether a measure of one state against another is told without who took it."""
    return (
        candidate.type is EventType.SANCTION
        and candidate.passive
        and not candidate.row.is_noun
        and not candidate.actors
        and len(countries(candidate.recipients)) == 1
        and grammar.agent(candidate.sentence, candidate.token) is None
    )


def lacks_sides(candidate: Candidate) -> bool:
    """Whether a measure is told with no word of who took it, or against whom.

    "All trade has been halted".
    """
    return (
        candidate.type is EventType.SANCTION
        and candidate.passive
        and not candidate.row.is_noun
        and bool(candidate.row.objects)
        and candidate.theme is not None
        and not candidate.actors
        and not candidate.recipients
        and grammar.agent(candidate.sentence, candidate.token) is None
    )


def lacks_target(candidate: Candidate) -> bool:
    """Whether an act of one state on another is told without the other."""
    if lacks_parties(candidate) or calls_off(candidate):
        return True
    if candidate.recipients or not candidate.actors:
        return False
    if sees_more(candidate):
        return True
    if points_back(candidate) and any(map(is_known, candidate.actors)):
        return True
    return may_aim(candidate)


def may_aim(candidate: Candidate) -> bool:
    """Whether one state acts, by its officials, in a way that states act on another."""
    row = candidate.row
    is_aimed = (
        candidate.type in AIMED
        and row.word not in ORDERING  # those under one's command
        # "missiles fired by X", "crossing the border, X attacked": told by another verb.
        and candidate.token.dep not in {"acl", "advcl"}
        and all(map(speaks_for_state, candidate.actors))
    )
    targeted = candidate.type in TARGETED or "third-party" in candidate.modes
    if not (targeted or is_aimed):
        return False
    if row.is_noun and candidate.theme is None:
        return False
    ours = _sides(candidate.actors)
    official = all(
        mention.sector in OFFICIAL or mention.kind is ActorKind.BODY
        for mention in candidate.actors
    )
    if not countries(candidate.actors) and candidate.type not in BY_BODIES:
        return False
    together = is_mutual(row) or candidate.type is EventType.AGREE
    if not official or (len(ours) > 1 and each_other(candidate)):
        return False
    return 0 < len(ours) <= (1 if together else MOST_TOGETHER)


def is_complete(candidate: Candidate) -> bool:
    """Whether enough of who and to whom is known for the row."""
    row = candidate.row
    actors, recipients = candidate.actors, candidate.recipients
    if row.has("as_before"):
        return bool(countries(actors)) and not candidate.passive
    if lacks_parties(candidate) or calls_off(candidate) or lacks_agent(candidate):
        return True
    if lacks_sides(candidate):
        return True
    if row.has("both_persons") or row.has("foreign_only"):
        ours, theirs = _sides(actors), _sides(recipients)
        rebels = any(m.sector in FIGHTERS - {"MIL", "COP", "SPY"} for m in actors)
        if _is_aimed_abroad(candidate) and lacks_target(candidate):
            return True
        if not (
            _is_among_themselves(candidate)
            or (ours and theirs and (rebels or not ours & theirs))
        ):
            return False
    official = any(
        (mention.sector in OFFICIAL or _speaks_for_body(candidate, mention))
        and mention.kind is not ActorKind.GROUP
        for mention in actors
    )
    if row.has("armed") and _may_be_words(candidate) and not _is_armed(candidate):
        return False
    if row.has("unarmed") and not _may_be_words(candidate):
        return False
    if row.has("actor_official") and not official:
        return False
    if row.has("actor_crowd") and official:
        return False
    if row.has("actor_person") and not any(m.kind in PEOPLE for m in actors):
        return False
    if candidate.type is EventType.CONSULT and actors and all(map(_is_private, actors)):
        return False  # tourists visit, players meet
    told_as_act = (
        candidate.type in FORCEFUL and not row.is_noun and not row.has("inverse")
    )
    if told_as_act and not actors and not _may_be_violence(candidate):
        return False
    if "visit" in candidate.modes and recipients:
        recipients = [m for m in recipients if m.kind not in NO_GOAL]
        if not recipients:
            return False
    if candidate.type is EventType.CONSULT and recipients:
        # Going home, or about one's own country, is no visit.
        ours = countries(actors)
        theirs = countries(recipients)
        if "visit" in candidate.modes and ours and theirs and theirs <= ours:
            return False
    if each_other(candidate) and not recipients:
        return any(is_known(mention) for mention in actors)
    together = len(actors) > 1 or any(len(m.countries) > 1 for m in actors)
    mutual = is_mutual(row) and together
    known_actor = any(is_known(mention) for mention in actors)
    known_recipient = any(is_known(mention) for mention in recipients)
    if row.needs == "actor":
        return known_actor or (bool(actors) and known_recipient)
    if row.needs == "recipient":
        # "four children were killed in a Malian air raid": whose, nothing tells; and
        # whom a state's army killed may be nobody known.
        struck = (
            candidate.passive
            and candidate.type is EventType.ASSAULT
            and any(m.kind is ActorKind.GROUP for m in recipients)
        )
        hurt = bool(recipients) and known_actor
        return known_recipient or (hurt and (struck or _is_done_by_forces(candidate)))
    if row.needs == "either":
        if candidate.row.is_noun and not (row.has("noun_bare") or known_recipient):
            return known_actor and (mutual or bool(candidate.theme))
        return known_actor or known_recipient
    if mutual and known_actor and not recipients:
        return True
    if lacks_target(candidate):
        return True
    # One side known by state or body; the other may be people without one ("rebels").
    return bool(actors and recipients) and (known_actor or known_recipient)


def _is_among_themselves(candidate: Candidate) -> bool:
    """Whether several states do to each other what a row asks of one to another.

    "The leaders of Chad and Niger had lunch"; not "both embraced the idea", which has
    an object that the row does not ask for.
    """
    row = candidate.row
    return (
        len(_sides(candidate.actors)) > 1
        and not candidate.recipients
        and not row.is_noun
        and is_mutual(row)
        and bool(row.objects or not candidate.objects)
    )


def is_mutual(row: Row) -> bool:
    """Whether those who do it together do it to each other: "had lunch", "made up"."""
    return row.has("reciprocal_plural") or row.has("reciprocal")


def _speaks_for_body(candidate: Candidate, mention: ActorMention) -> bool:
    return candidate.type in SPOKEN and mention.sector == "IGO"


def _is_done_by_forces(candidate: Candidate) -> bool:
    """Whether a state or its forces are told to have done it, not what they fired."""
    sentence = candidate.sentence
    subject = grammar.subject(sentence, candidate.token)
    if candidate.row.is_noun or candidate.passive or subject is None:
        return False
    lemmas = {lemma for lemma, _ in theme_lemmas(sentence, subject)}
    return not lemmas & STRIKES and all(
        mention.sector in OFFICIAL for mention in candidate.actors
    )


def _is_aimed_abroad(candidate: Candidate) -> bool:
    """Whether its words tell what it is, though not against whom: "shut its embassy"."""
    row = candidate.row
    if row.has("both_persons") or candidate.recipients or row.is_noun:
        return False
    if candidate.type is EventType.THREATEN and row.verdict:
        # "said there would be consequences"
        words = candidate.sentence.tokens[candidate.token.i :]
        return any(word.lemma.lower() in RETALIATION for word in words)
    if candidate.type is EventType.SUPPORT and not row.objects:
        return True  # "was sorry for the raid"
    return bool(row.objects) and candidate.theme is not None


def _sides(mentions: list[ActorMention]) -> set[str]:
    """States, and bodies by their code."""
    return countries(mentions) | {
        m.code for m in mentions if m.code and not m.countries
    }


def _is_armed(candidate: Candidate) -> bool:
    """Whether the sentence speaks of arms or of those who bear them."""
    return any(
        token.lemma.lower() in ARMED
        for token in candidate.sentence.tokens
        if token.i != candidate.token.i
    )


def _may_be_words(candidate: Candidate) -> bool:
    """Whether an attack is made with words: by a politician, on somebody or a body."""
    if not candidate.actors:
        # "it attacked Ms Hale": whoever it was; of people only, and never of a place.
        return (
            candidate.row.has("armed")
            and bool(candidate.recipients)
            and all(m.kind is ActorKind.PERSON for m in candidate.recipients)
        )
    return (
        all(m.kind in SPEAKERS and m.sector not in FIGHTERS for m in candidate.actors)
        and bool(candidate.recipients)
        and all(m.kind in SPEAKERS and m.sector != "CVL" for m in candidate.recipients)
    )


def _is_private(mention: ActorMention) -> bool:
    """Whether these are people who act for nobody but themselves."""
    return mention.kind is ActorKind.GROUP and mention.sector in PRIVATE


def _may_be_violence(candidate: Candidate) -> bool:
    """Whether a violent act by nobody known is one: rain and crows do not attack."""
    sentence = candidate.sentence
    if candidate.passive:
        by = grammar.agent(sentence, candidate.token)
        return by is None or _is_weapon(sentence, by)
    subject = grammar.subject(sentence, candidate.token)
    return subject is None or _is_weapon(sentence, subject)


def _is_weapon(sentence: Sentence, token: Token) -> bool:
    if any(
        child.lower in BODILY for child in sentence.below(token, "compound", "amod")
    ):
        return False
    lemmas = {lemma for lemma, _ in theme_lemmas(sentence, token)}
    return bool(lemmas & ARMED) or token.pos == "PRON"


def is_known(mention: ActorMention) -> bool:
    """Whether the mention is of a state, a body, or somebody the tables know."""
    return bool(mention.countries) or mention.code is not None or bool(mention.actor_id)
