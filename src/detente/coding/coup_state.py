"""The junta, the putschists -> the state where they took power.

A report on a coup names neighbours, allies and mediators as often as the state itself;
the words "coup in Niger", "Mali's junta" say which it is, else the dateline or the one
state that the report is about.
"""

import re
from collections import Counter

from detente.coding.readings import Reading, countries_of
from detente.coding.scene import Scene

COUP = frozenset({"junta", "putschist", "mutineer"})
SEIZURE = r"(?:junta|coup|putsch|mutiny|mutineers|putschists)"
OF_STATE = re.compile(
    rf"(?:['’]s?)?\s(?:(?:military|ruling|new|army|failed|bloodless)\s){{0,2}}{SEIZURE}\b",
    re.IGNORECASE,
)
IN_STATE = re.compile(
    rf"\b{SEIZURE}(?:\s\w+){{0,3}}?\sin\s(?:the\s)?$|\bseized\spower\sin\s$",
    re.IGNORECASE,
)
LOOK_BACK = 50  # characters


def is_of_coup(reading: Reading) -> bool:
    """Whether they are those who took power: "the junta", "the coup leaders"."""
    words = reading.phrase.words
    return reading.word in COUP or any(word.lower == "coup" for word in words[:-1])


def coup_state(scene: Scene) -> tuple[str, ...]:
    """The state of the coup; empty where nothing tells."""
    text = scene.text
    counts: Counter[str] = Counter()
    for hit in scene.names:
        start, end = hit.span.start, hit.span.end
        if OF_STATE.match(text, end) or IN_STATE.search(
            text[max(0, start - LOOK_BACK) : start]
        ):
            counts.update(countries_of(hit))
    if counts:
        most = max(counts.values())
        first = [code for code, n in counts.items() if n == most]
        return (first[0],) if len(first) == 1 else ()
    if len(scene.dateline) == 1:
        return tuple(scene.dateline)
    if scene.subject is not None:
        return (scene.subject,)
    # The lead names the state before those that have a say in it.
    return next((c for hit in scene.names if (c := countries_of(hit))), ())
