"""Whether an event took place."""

from enum import StrEnum


class Status(StrEnum):
    """What a report says of an event's reality; PLOVER's auxiliary modes, finer.

    Source: PLOVER 1.3 codebook, auxiliary modes; FactBank's certainty values.
    """

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"  # is set to, will, agreed to
    DENIED = "denied"  # somebody says that it did not, or will not, happen
    HYPOTHETICAL = "hypothetical"  # may, if, considering
    DEMANDED = "demanded"  # urged, called on
    CANCELLED = "cancelled"  # called off or postponed
