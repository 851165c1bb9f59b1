"""Schema 3: other indexes; what is recorded stays as it is.

The indexes of schema 2 are dropped; `migrate.upgrade` makes those of now.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

INDEXES = (
    "quarantine",
    "publications",
    "reports",
    "past_filings",
    "corrections",
    "judgements",
    "placements",
    "past_placements",
    "events",
    "event_countries",
    "event_dyads",
    "event_actors",
    "event_outlets",
    "past_events",
    "past_countries",
    "past_dyads",
    "tallies",
    "dyads",
    "actors",
    "stories",
    "weeks",
    "passages",
)


def upgrade() -> None:
    """Drop the indexes; a ledger that comes from schema 1 has none of them."""
    for name in INDEXES:
        op.drop_table(name, if_exists=True)
