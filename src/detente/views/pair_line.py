"""A pair's reading as a line of `detente classify` (ANNOTATE.md)."""

from detente.model.event import EventType
from detente.model.pair import PairReading

# PLOVER 1.3, table of quad categories: words or deeds, with or against each other.
QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE",
    2: "COOPERATE AID RETREAT",
    3: "REQUEST ACCUSE REJECT THREATEN",
    4: "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
QUAD_OF = {
    EventType(kind): quad for quad, kinds in QUADS.items() for kind in kinds.split()
}


def pair_line(
    id: str, reading: PairReading, *, allow_none: bool = False
) -> dict[str, object]:
    """One line.

    Args:
        id: As given.
        reading: What the encoder takes the sentence to say.
        allow_none: Let `event` be null where "nothing passed between the two" is the
            likeliest. Without it the likeliest type is given, and `confidence` is that
            type's among all types.
    """
    first, certainty = reading.types[0]
    if first is not None or not allow_none:
        kind, sure = reading.best
        first = kind
        certainty = certainty if allow_none else sure
    return {
        "id": id,
        "event": first.value if first else None,
        "mode": list(reading.modes) if first else [],
        "quad_code": QUAD_OF[first] if first else None,
        "status": reading.status.value if first else None,
        "confidence": round(certainty, 4),
    }
