"""Acts told without one of their sides -> the same with it, as the article shows it.

What no sentence or article tells is left out, save where the lexicon asks for no more.
"""

from collections.abc import Iterable

from detente.coding import grammar
from detente.coding.acceptance import (
    calls_off,
    lacks_agent,
    lacks_parties,
    lacks_sides,
    lacks_target,
    may_aim,
)
from detente.coding.candidates import Candidate, countries
from detente.coding.counterpart import (
    AIMED,
    Pair,
    both_parties,
    counterpart,
    doer,
    is_told_of_at_home,
    rival,
    speaks_for_state,
)
from detente.coding.dyad import dyad, mentions_of, other_of_dyad
from detente.coding.guests import sees_more, where_it_goes_on
from detente.coding.pointing import (
    doers_pointed_at,
    points_back,
    takes_up_own,
    tells_its_own,
)
from detente.coding.roles import Cast
from detente.coding.unnamed_parties import last_pair
from detente.model.actor import ActorKind, ActorMention
from detente.model.event import EventType

KIN = (
    frozenset({EventType.AGREE, EventType.AID}),
    frozenset({EventType.ACCUSE, EventType.REJECT, EventType.THREATEN}),
)


# What tells that two states are at odds.
HOSTILE = frozenset(
    {
        EventType.ACCUSE,
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.MOBILIZE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SANCTION,
        EventType.THREATEN,
    }
)
# What is done alike by one state after another.
HELPFUL = frozenset({EventType.AID, EventType.SUPPORT})
NOT_DONE = frozenset("will would may might could should can must not n't to".split())
AS_BEFORE_REACH = 1  # sentences back to the act that is done alike
BORDERS = frozenset({"border", "frontier"})


def is_open(candidate: Candidate) -> bool:
    """Whether a side of it is to be found elsewhere in the article."""
    return (
        lacks_target(candidate)
        or lacks_agent(candidate)
        or lacks_sides(candidate)
        or candidate.row.has("as_before")
    )


def complete(open_: Iterable[Candidate], whole: list[Candidate], cast: Cast) -> None:
    """Add to `whole` each open one that the article completes, or that need not be."""
    pairs = [_pair(one) for one in whole]
    for candidate in open_:
        told = _completed(candidate, whole, cast, pairs)
        if told is not None:
            whole.append(told)


def _completed(
    candidate: Candidate, whole: list[Candidate], cast: Cast, pairs: list[Pair]
) -> Candidate | None:
    if candidate.row.has("as_before"):
        return candidate if _does_as_before(candidate, whole) else None
    if lacks_sides(candidate):
        return candidate if _goes_on(candidate, whole) else candidate.otherwise
    if calls_off(candidate):
        return candidate if _takes_up(candidate, whole) else None
    if lacks_parties(candidate):
        candidate.actors = _parties(candidate, whole, cast, pairs)
        candidate.is_guessed = True
        return candidate if candidate.actors else candidate.otherwise
    if sees_more(candidate):
        candidate.recipients = where_it_goes_on(candidate, whole)
        return candidate if candidate.recipients else candidate.otherwise
    if points_back(candidate):
        found = doers_pointed_at(candidate, whole, cast)
        if found:
            candidate.recipients, candidate.is_guessed = found, True
            return candidate
        if not may_aim(candidate) or takes_up_own(candidate, whole):
            # "The opposition criticised it", what their own government did
            return candidate if candidate.row.needs != "both" else candidate.otherwise
    kind = [
        _pair(one)
        for one in whole
        if one.type in _alike(candidate.type) and not one.is_guessed
    ]
    if lacks_agent(candidate):
        theirs = frozenset(countries(candidate.recipients))
        candidate.actors = doer(theirs, candidate.sentence, cast, kind)
        candidate.is_guessed = True
        return candidate if candidate.actors else candidate.otherwise
    ours = frozenset(countries(candidate.actors))
    if not ours:
        # The EU, NATO: told of as states are, by their codes.
        ours = frozenset(m.code for m in candidate.actors if m.code)
        pairs = [_pair_of_bodies(one) for one in whole]
        kind = [
            _pair_of_bodies(one)
            for one in whole
            if one.type in _alike(candidate.type) and not one.is_guessed
        ]
    inner = candidate.told_within
    if "third-party" in (inner or candidate).modes:
        # "offered to mediate": between those whom the article tells of.
        between = both_parties(candidate.sentence, cast, pairs)
        if not between or ours & countries(between):
            return None
        candidate.recipients, candidate.is_guessed = between, True
        return candidate
    targets = []
    if not is_told_of_at_home(ours, pairs) and not tells_its_own(candidate):
        targets = _targets(candidate, whole, cast, pairs, kind)
    if not all(map(speaks_for_state, candidate.actors)):
        targets = [m for m in targets if m.kind is ActorKind.STATE]
    if targets:
        candidate.recipients = targets
        candidate.is_guessed = True
    elif candidate.unplaced:
        candidate.recipients = candidate.unplaced
        return candidate
    stands = bool(targets) or candidate.row.needs != "both"
    return candidate if stands else candidate.otherwise


def _targets(
    candidate: Candidate,
    whole: list[Candidate],
    cast: Cast,
    pairs: list[Pair],
    kind: list[Pair],
) -> list[ActorMention]:
    """The state that an act of a state is meant for, as the article shows it."""
    ours = frozenset(countries(candidate.actors))
    sentence = candidate.sentence
    is_aimed = candidate.type in AIMED and not _is_at_border(candidate)
    found: list[ActorMention] = []
    if is_aimed or candidate.type is EventType.THREATEN:
        # "said after talks with X that there would be consequences": not for X
        found = rival(ours, sentence, cast, _hostile(whole))
    if is_aimed or found:
        return found
    goes_on = candidate.type in HELPFUL
    aside = grammar.subjects_beside(sentence, candidate.token)
    if goes_on:
        # "Peru promised aid, and Chile will send doctors": not to Peru
        aside |= {
            mention.head.start
            for one in whole
            if one.sentence is sentence and one.type in HELPFUL
            for mention in one.actors
        }
    return counterpart(
        ours,
        sentence,
        cast,
        pairs,
        kind,
        goes_on=goes_on,
        aside=aside,
    ) or other_of_dyad(ours, cast, pairs, sentence.span.end)


def _parties(
    candidate: Candidate, whole: list[Candidate], cast: Cast, pairs: list[Pair]
) -> list[ActorMention]:
    """Whom a mutual act without parties is between; empty if unsure."""
    if candidate.row.is_noun or candidate.actors:
        found = last_pair(candidate, whole, cast)
    else:
        found = both_parties(candidate.sentence, cast, ())
        if not found and candidate.passive and _is_told_as_done(candidate):
            found = last_pair(candidate, whole, cast)
    return (
        found
        or both_parties(candidate.sentence, cast, pairs)
        or mentions_of(dyad(cast, pairs), cast, candidate.sentence.span.end)
    )


def _is_told_as_done(candidate: Candidate) -> bool:
    """Not "a pact signed by", not "calls for a settlement to be reached"."""
    marks = candidate.sentence.below(candidate.token, "mark")
    return candidate.token.dep not in {"acl", "relcl"} and all(
        word.lower != "for" for word in marks
    )


def _pair(one: Candidate) -> Pair:
    return frozenset(countries(one.actors)), frozenset(countries(one.recipients))


def _pair_of_bodies(one: Candidate) -> Pair:
    """The same with bodies of states by their code: the EU, NATO."""
    first, second = (
        frozenset(m.code for m in side if m.code)
        for side in (one.actors, one.recipients)
    )
    ours, theirs = _pair(one)
    return ours | first, theirs | second


def _is_at_border(candidate: Candidate) -> bool:
    """Whether it is done at a border: that of the other state told nearby."""
    return candidate.type is EventType.MOBILIZE and any(
        word.lemma in BORDERS for word in candidate.sentence.subtree(candidate.token)
    )


def _hostile(whole: Iterable[Candidate]) -> list[Pair]:
    """The sides of what the article tells of quarrels and fighting."""
    return [_pair(one) for one in whole if one.type in HOSTILE and not one.is_guessed]


def _alike(type_: EventType) -> frozenset[EventType]:
    """Types whose targets an act of this type is likely to share."""
    return next((kin for kin in KIN if type_ in kin), frozenset({type_}))


def _does_as_before(candidate: Candidate, told: list[Candidate]) -> bool:
    """Give it the act last told: "Peru followed suit"; back, if it was done to them.

    "Mali sent home four Chadians. Chad replied in kind": Chad did it to Mali.
    """
    sentence = candidate.sentence
    helpers = {word.lower for word in sentence.below(candidate.token, "aux", "neg")}
    if sentence.tokens[candidate.token.head].lemma == "prompt":
        helpers.discard("to")  # "prompting Chad to respond in kind"
    if helpers & NOT_DONE:
        return False
    ours = countries(candidate.actors)
    earlier = [
        one
        for one in told
        if (one.sentence.index, one.token.i) < (sentence.index, candidate.token.i)
        and one.sentence.index >= sentence.index - AS_BEFORE_REACH
        and one.type in HOSTILE | HELPFUL
        and countries(one.actors)
        and countries(one.recipients)
        and not ours & countries(one.actors)
    ]
    in_kind = candidate.token.lemma not in {"follow", "do"}
    if in_kind:
        earlier = [one for one in earlier if ours & countries(one.recipients)]
    if not earlier:
        return False
    last = max(earlier, key=lambda one: (one.sentence.index, one.token.i))
    back = bool(ours & countries(last.recipients))
    candidate.type, candidate.modes = last.type, last.modes
    candidate.recipients = list(last.actors if back else last.recipients)
    candidate.is_guessed = True
    return True


def _goes_on(candidate: Candidate, told: list[Candidate]) -> bool:
    """Give it the sides of the last measure of the sentence, or of the one before."""
    here = candidate.sentence.index, candidate.token.i
    earlier = [
        one
        for one in told
        if one.type is candidate.type
        and (one.sentence.index, one.token.i) < here
        and one.sentence.index >= candidate.sentence.index - AS_BEFORE_REACH
        and len(countries(one.actors)) == 1
        and len(countries(one.recipients)) == 1
    ]
    if not earlier:
        return False
    last = max(earlier, key=lambda one: (one.sentence.index, one.token.i))
    candidate.actors, candidate.recipients = list(last.actors), list(last.recipients)
    candidate.is_guessed = True
    return True


def _takes_up(candidate: Candidate, told: list[Candidate]) -> bool:
    """Give it the parties of the last meeting told before it; False if there is none."""
    ours = countries(candidate.actors)
    earlier = [
        one
        for one in told
        if one.type is candidate.type
        and (one.sentence.index, one.token.i)
        < (candidate.sentence.index, candidate.token.i)
        and (not ours or ours & (countries(one.actors) | countries(one.recipients)))
    ]
    if not earlier:
        return False
    last = max(earlier, key=lambda one: (one.sentence.index, one.token.i))
    candidate.actors, candidate.recipients = list(last.actors), list(last.recipients)
    return True
