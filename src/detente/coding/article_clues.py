"""What an undated article says -> clues to its date: weighted days with a reason each.

Each clue is what a careful reader would note: who is called by which office, which
years and dated events are told as past, how far away a vote is, what happened
"recently". A clue never says more than its words do; clue_weighing.py puts them together.
"""

from collections.abc import Sequence

from detente.coding.article_facts import facts_of
from detente.coding.clue import Clue
from detente.coding.clue_careers import careers, people_gone
from detente.coding.clue_dates import dates_told, months_told, years_counted
from detente.coding.clue_events import events_named, holidays_named
from detente.coding.clue_offices import families_met, offices_held
from detente.coding.clue_votes import relations_restored, votes
from detente.coding.clue_weighing import weighed
from detente.coding.raw_time import RawTime
from detente.coding.titled_names import titled_names
from detente.knowledge.calendar import Calendar, load_calendar
from detente.knowledge.offices import OfficeTable
from detente.knowledge.world import World
from detente.model.actor import ActorMention
from detente.model.article import ParsedArticle


def clues_of(
    parsed: ParsedArticle,
    raws: Sequence[RawTime],
    actors: Sequence[ActorMention],
    offices: OfficeTable,
    world: World,
    *,
    calendar: Calendar | None = None,
) -> list[Clue]:
    """Every clue of the article; those of every year only where others bound it."""
    calendar = calendar or load_calendar()
    everybody = sorted(
        (*actors, *titled_names(parsed, offices)), key=lambda a: a.span.start
    )
    facts = facts_of(parsed, raws, everybody, offices, world, calendar)
    clues = [
        *dates_told(facts),
        *years_counted(facts),
        *events_named(facts),
        *offices_held(facts, gone=people_gone(facts)),
        *families_met(facts),
        *careers(facts),
        *votes(facts),
        *relations_restored(facts),
    ]
    if clues:
        window = weighed(clues)
        clues += [*months_told(facts, window), *holidays_named(facts, window)]
    return clues
