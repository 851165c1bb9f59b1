"""A word that governs the event -> what becomes of the event under it.

Rows are those of cues_status.toml: an effect, and another when the governor is itself
negated. Source: Karttunen (1971); Nairn, Condoravdi & Karttunen (2006).
"""

from detente.coding.negation import is_revoked
from detente.coding.verdicts import ARRANGED, REAL, C, D, G, H, Judge, P, R, Verdict, Y
from detente.knowledge.cues import Governor
from detente.model.status import Status
from detente.model.text import Token

PARTICLES = frozenset({"off", "back", "out", "down"})
ON_HOLD = frozenset({"hold", "ice"})
# "took the opportunity to thank", "found time to visit": done.
OCCASIONS = frozenset({"opportunity", "occasion", "chance", "time"})
SEIZING = frozenset("took seized used found grabbed taken".split())
INCLUDING = frozenset("include includes included involve involves involved".split())
GIVING_UP = ("verb", "plan")


def find_row(judge: Judge, pos: str, word: str, frame: str) -> Governor | None:
    """The row of a word that takes the event in that frame; None if there is none."""
    for row in judge.cues.governors.get((pos, word), ()):
        if frame in row.frames:
            return row
    return None


def find_particles(judge: Judge, pos: str, head: Token) -> list[str]:
    """Its particles that a row knows: "put off", "pushed back", "put on hold"."""
    sentence = judge.sentence
    words = [
        p.lower
        for p in sentence.below(head, "prt", "advmod")
        if p.dep == "prt" or p.lower in PARTICLES
    ]
    words += [
        noun.lower
        for by in sentence.below(head, "prep")
        if by.lower == "on"
        for noun in sentence.below(by, "pobj")
        if noun.lower in ON_HOLD
    ]
    return [word for word in words if find_row(judge, pos, head.lower, word)]


def find_list(judge: Judge, verb: Token) -> Governor | None:
    """The noun whose parts the verb lists: "next steps include sending envoys"."""
    if verb.lower not in INCLUDING:
        return None
    rows = (
        find_row(judge, "noun", subject.lower, "i")
        for subject in judge.sentence.below(verb, "nsubj")
    )
    return next((row for row in rows if row is not None), None)


def governed(
    judge: Judge,
    head: Token,
    pos: str,
    frames: tuple[str, ...],
    depth: int,
    also: str | None = None,
) -> Verdict:
    """The event under `head`, by the first frame that a row knows; else as `head` is."""
    for frame in (*find_particles(judge, pos, head), *frames):
        row = find_row(judge, pos, head.lower, frame)
        if row is None and also is not None:
            row = find_row(judge, also, head.lower, "x")
        if row is not None:
            return combine(judge, head, row, depth)
    return judge.of(head, depth + 1)


def combine(judge: Judge, head: Token, row: Governor, depth: int) -> Verdict:
    """The governor's effect, given the governor's own status."""
    main = judge.of(head, depth + 1)
    reason = f"“{head.text}” ({row.row})" if row.row else f"“{head.text}”"
    own = main.status
    if own is D:
        if row.effect is P and is_revoked(judge.sentence, head):
            return main.after(C, reason)
        return main.after(row.negated, reason)
    if row.row == "announce" and judge.type not in ARRANGED:
        return main.after(H, reason)  # "announced the arrest of": it was made
    if row.row in {"maybe-noun", "demand-noun"} and _is_taken_up(judge, head):
        return main.after(P if _is_accepted(judge, head) else H, reason)
    match row.effect:
        case Status.HAPPENED | Status.ONGOING:
            if row.negated is H:
                return main.after(row.effect, reason)
            if own in REAL:
                return main.after(row.effect if row.effect is G else own, reason)
            return main.after(own, reason)
        case Status.PLANNED:
            if _is_given_up(judge, head):
                return main.after(C, reason)
            return main.after(own if own in {Y, R, C} else P, reason)
        case Status.DEMANDED:
            return main.after(Y if own is Y else R, reason)
        case Status.DENIED:
            return main.after(Y if own in {Y, R} else D, reason)
        case Status.CANCELLED:
            return main.after({Y: Y, R: P}.get(own, C), reason)
        case _:
            return main.after(Y, reason)


def _is_accepted(judge: Judge, noun: Token) -> bool:
    """Whether the offer or invitation is taken up: "accepted an invitation to"."""
    head = judge.sentence.tokens[noun.head]
    return noun.dep == "dobj" and head.lower.startswith("accept")


def _is_taken_up(judge: Judge, noun: Token) -> bool:
    head = judge.sentence.tokens[noun.head]
    if noun.lower in OCCASIONS and noun.dep == "dobj" and head.lower in SEIZING:
        return True
    return _is_accepted(judge, noun)


def _is_given_up(judge: Judge, plan: Token) -> bool:
    """Whether the plan is dropped: "dropped plans to visit"."""
    head = judge.sentence.tokens[plan.head]
    pos, frame = GIVING_UP
    return (
        plan.dep in {"dobj", "nsubjpass"}
        and find_row(judge, pos, head.lower, frame) is not None
    )
