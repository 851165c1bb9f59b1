"""Parsed article and actor mentions -> event mentions: triggers with their roles.

A trigger is a word of the lexicon whose conditions hold where it stands (`triggers`);
the roles are read from the tree around it (`fillers`). What governs a trigger may
swallow it (`survivors`): "agreed to send aid" is one event, "held talks" too.
"""

from collections.abc import Callable, Iterator

from detente.coding.belongings import give_to_owner
from detente.coding.candidates import (
    Candidate,
    Decision,
    countries,
    each_other,
    is_done_by_each,
)
from detente.coding.completing import complete, is_open
from detente.coding.counting import counted_beside, people_counted
from detente.coding.guests import introduce_guests
from detente.coding.manner import settle_modes, settle_type
from detente.coding.orders import carry_out_order
from detente.coding.reaching import reach_into_content, reach_to_purpose
from detente.coding.roles import Cast, unique
from detente.coding.survivors import survivors
from detente.coding.triggers import candidates_in
from detente.knowledge.lexicon import Lexicon
from detente.model.actor import ActorMention
from detente.model.article import ParsedArticle
from detente.model.event import EventMention, EventType
from detente.model.status import Status
from detente.model.text import Span

KILLING = frozenset({"kill", "murder", "massacre", "slaughter"})
HURTING = frozenset({"wound", "injure", "hurt", "maim"})

Decide = Callable[[Candidate, ParsedArticle], Decision | None]


def extract(
    parsed: ParsedArticle,
    cast: Cast,
    lexicon: Lexicon,
    decide: Decide | None = None,
) -> tuple[EventMention, ...]:
    """Every event that the article's parsed sentences claim, in text order.

    Args:
        parsed: The article with its trees.
        cast: Its actors.
        lexicon: The rows that propose events.
        decide: Asked once for each proposal; what it returns overrides the lexicon's
            type and modes. None leaves them.
    """
    candidates = claimed(parsed, cast, lexicon)
    if decide is not None:
        for candidate in candidates:
            decision = decide(candidate, parsed)
            if decision is not None:
                candidate.type, candidate.modes = decision.type, decision.modes
    found = [
        mention for candidate in candidates for mention in _mentions(candidate, cast)
    ]
    found.sort(
        key=lambda mention: (mention.trigger, mention.type.value, mention.actors)
    )
    return tuple(found)


def claimed(
    parsed: ParsedArticle, cast: Cast, lexicon: Lexicon
) -> tuple[Candidate, ...]:
    """What the lexicon proposes: triggers with actors, recipients, type and modes."""
    whole: list[Candidate] = []
    open_: list[Candidate] = []
    for sentence in parsed.sentences:
        if not sentence.tokens or sentence.tokens[-1].text == "?":
            continue  # a question claims nothing
        introduce_guests(sentence, whole, cast)
        candidates = list(candidates_in(sentence, cast, lexicon))
        for candidate in survivors(candidates):
            carry_out_order(candidate)
            reach_into_content(candidate, cast)
            reach_to_purpose(candidate, cast)
            give_to_owner(candidate, cast)
            settle_type(candidate)
            (open_ if is_open(candidate) else whole).append(candidate)
    complete(open_, whole, cast)
    for candidate in whole:
        settle_modes(candidate, lexicon)
    return tuple(whole)


def _mentions(candidate: Candidate, cast: Cast) -> Iterator[EventMention]:
    row = candidate.row
    actors, recipients = candidate.actors, candidate.recipients
    if row.each == "actor":
        actors = _visitors(candidate, cast)
    sides: list[tuple[list[ActorMention], list[ActorMention]]] = [(actors, recipients)]
    if row.each == "recipient" and len(recipients) > 1:
        sides = [(actors, [one]) for one in recipients]
    elif row.each == "actor" and len(actors) > 1 and len(countries(actors)) > 1:
        sides = [([one], recipients) for one in actors]
    elif recipients and is_done_by_each(candidate) and len(countries(actors)) > 1:
        sides = [([one], recipients) for one in _one_by_one(actors, cast)]
    counted = people_counted(candidate.sentence, candidate.token, candidate.objects)
    kills = row.count == "dead"
    wounds = kills and row.word in {"wound", "injure", "maim"}
    dead = counted if kills and not wounds else None
    injured = counted if wounds else None
    if candidate.type is EventType.ASSAULT:
        beside = candidate.sentence, candidate.token
        dead = dead if dead is not None else counted_beside(*beside, KILLING)
        injured = injured if injured is not None else counted_beside(*beside, HURTING)
    for who, whom in sides:
        yield EventMention(
            sentence=candidate.sentence.index,
            trigger=_trigger(candidate),
            clause=candidate.sentence.span,
            type=candidate.type,
            row=row.id,
            modes=candidate.modes,
            actors=tuple(mention.head for mention in who),
            recipients=tuple(mention.head for mention in whom),
            is_reciprocal=not whom
            and (
                row.has("reciprocal_plural")
                or row.has("reciprocal")
                or each_other(candidate)
            ),
            is_nominal=row.is_noun,
            status_hint=_hint(candidate),
            dead=dead,
            injured=injured,
            arrested=counted if row.count == "arrested" else None,
        )


def _visitors(candidate: Candidate, cast: Cast) -> list[ActorMention]:
    """Those who travel, one by one: "the two flew to Rome" leaves the Italian out."""
    goal = countries(candidate.recipients)
    single = _one_by_one(candidate.actors, cast)
    abroad = [m for m in single if not (m.countries and set(m.countries) <= goal)]
    return abroad or candidate.actors


def _one_by_one(mentions: list[ActorMention], cast: Cast) -> list[ActorMention]:
    """The actors with each member of "the two", "they" by itself."""
    return unique(
        cast.chain(number)[0] if cast.chain(number) else mention
        for mention in mentions
        for number in (mention.members or (mention.chain,))
    )


def _trigger(candidate: Candidate) -> Span:
    words = [word for word in candidate.words if word.i - candidate.token.i <= 2]
    return Span(candidate.token.start, max(word.end for word in words))


def _hint(candidate: Candidate) -> str | None:
    """The status that the words themselves give: a threat is made when it is uttered."""
    threat = EventType.THREATEN
    if candidate.type is threat and candidate.row.type is not threat:
        return Status.HAPPENED.value
    return candidate.row.status.value if candidate.row.status else None
