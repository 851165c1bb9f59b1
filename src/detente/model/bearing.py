"""How one event of a ledger bears on another: by what texts say, or by sequence alone."""

from dataclasses import dataclass

from detente.model.event import RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """That `event_id` is in relation `kind` to `other_id` (a response to it, say).

    `words` are the texts' own ("in response"), empty where nothing but the sequence of
    the two within a dyad speaks for it: such a bearing is weaker (`by_sequence`), a
    suggestion to look. `report_ids` are the reports that say it.
    """

    event_id: str
    other_id: str
    kind: RelationKind
    words: tuple[str, ...] = ()
    report_ids: tuple[str, ...] = ()

    @property
    def by_sequence(self) -> bool:
        """Whether no text says it."""
        return not self.report_ids
