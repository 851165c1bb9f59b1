"""A name, and the place it would mean -> what the article's other places say for it.

"Canaan" among towns of Connecticut is one of them; a lone town of a far country, in an
article that names no other place there, is more likely a person or a make of car.
"""

import math

from detente.coding.place_choice import Choice
from detente.coding.place_names import Found

SMALL = frozenset({"city", "admin2"})
LESSER = frozenset({"region", "water", "facility"})  # small too if of the long tables
NEAR, DIVISION = 0.5, 0.5  # for each e-fold of names there
ALONE = -1.2  # no other name lies in the country
FEW = 0.3  # names: fewer are noise
ENOUGH = 1.0  # names elsewhere from which on it counts to be alone


def fit(item: Found, choice: Choice) -> float:
    """Log-odds to add to those that the words around a name give."""
    place = choice.candidate
    is_small = place.feature in SMALL or (place.feature in LESSER and place.key >= 0)
    if not is_small or "contained" in item.signs:
        return 0.0
    beside = choice.beside
    if beside.country < FEW and beside.near < FEW:
        return ALONE if beside.everywhere > ENOUGH else 0.0
    near, division = max(0.0, beside.near), max(0.0, beside.division)
    return NEAR * math.log1p(near) + DIVISION * math.log1p(division)
