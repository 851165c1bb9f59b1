"""A thing that is struck or seized -> the state it was told to belong to before.

"A Ruritanian balloon drifted over the coast. The army brought the balloon down": the
balloon stays Ruritania's, also as "it" or "the craft".
"""

import re

from detente.coding.candidates import Candidate, countries
from detente.coding.roles import Cast
from detente.model.actor import ActorMention
from detente.model.event import EventType

HITTING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
# Source: curated 2026-11; what carries a state's flag, and the names that fit any of it.
CARRIERS = frozenset(
    "balloon airship drone aircraft plane jet airliner helicopter warplane fighter bomber "
    "ship vessel tanker boat trawler freighter submarine warship frigate ferry yacht "
    "satellite convoy missile rocket craft".split()
)
ANY_CARRIER = frozenset("vessel ship craft aircraft plane object device it".split())
MOST_MENTIONS = 60  # of actors; what was told longer ago is named with its state again
# "Ruritanian spy balloon", "Ruritania's tankers": what a state's name is followed by.
CARRIER_BEHIND = re.compile(
    r"[\w'\u2019-]+(?: (?!(?:the|a|an|its|their|this|that)\b)[\w'\u2019-]+){0,2}?[ -](?P<carrier>"
    + "|".join(sorted(CARRIERS, key=len, reverse=True))
    + r")s?\b",
    re.IGNORECASE,
)


def give_to_owner(candidate: Candidate, cast: Cast) -> None:
    """Find whose it is, where what is struck or seized is told without its owner."""
    if candidate.type not in HITTING or candidate.recipients or not candidate.actors:
        return
    if candidate.row.is_noun:
        return
    ours = countries(candidate.actors)
    for thing in candidate.objects:
        if thing.lemma in CARRIERS | ANY_CARRIER:
            found = _owner_before(thing.lemma, thing.start, ours, cast)
            if found is not None:
                candidate.recipients = [found]
                return


def _owner_before(
    thing: str, place: int, ours: set[str], cast: Cast
) -> ActorMention | None:
    """The owner told last of a thing of that name, or of any that it may stand for."""
    loose: ActorMention | None = None
    before = [m for m in cast.mentions if m.span.end <= place and len(m.countries) == 1]
    for mention in sorted(before, key=lambda m: -m.span.start)[:MOST_MENTIONS]:
        told = CARRIER_BEHIND.match(cast.parsed.text, mention.span.start)
        if told is None or set(mention.countries) <= ours:
            continue
        if told["carrier"].lower() == thing:
            return mention
        loose = loose or mention
    return loose if thing in ANY_CARRIER else None
