"""Words that tie one event of a text to another: "in response to", "after", "over"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from detente.knowledge.tables import read_toml
from detente.model.event import RelationKind

FILE = "curated/linking_connectives.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connective:
    """Words and the relation that they tell.

    Of "A <words> B", A is `kind` to B; with `is_inverse`, B to A. `points_back` ones
    have no object and mean the event told before.
    """

    words: tuple[str, ...]
    kind: RelationKind
    is_inverse: bool
    points_back: bool


@cache
def load_connectives() -> Mapping[str, tuple[Connective, ...]]:
    """Connectives by their first word, longest first.

    Raises:
        DataError: a row that does not hold together.
    """
    found: dict[str, list[Connective]] = {}
    for row in read_toml(
        FILE,
        "connective",
        required=("id", "kind"),
        optional=("is_inverse", "points_back"),
    ):
        words = tuple(row.text("id").replace("-", " - ").split())
        found.setdefault(words[0], []).append(
            Connective(
                words=words,
                kind=RelationKind(row.one_of("kind", set(RelationKind))),
                is_inverse=row.flag("is_inverse"),
                points_back=row.flag("points_back"),
            )
        )
    return {
        first: tuple(sorted(rows, key=lambda c: (-len(c.words), c.words)))
        for first, rows in found.items()
    }
