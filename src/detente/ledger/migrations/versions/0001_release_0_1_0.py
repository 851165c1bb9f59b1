"""Schema 1, of release 0.1.0: `meta`, `texts`, `entries`, `quarantine`, indexes.

Every ledger of that release stands here; nobody has to come here from nothing.
"""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Nothing: a ledger of 0.1.0 has these tables."""
