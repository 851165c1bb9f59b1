"""An older schema -> the one of now, by Alembic's scripts in `migrations/`.

Only what is recorded is migrated (the log, the texts); the indexes of the older schema
are dropped, and worked out anew from the log.
"""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, insert, inspect

REVISION = "0003"  # the newest script
SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(
    connection: Connection, *, tell: Callable[[str], None] | None = None
) -> None:
    """Bring a ledger to the schema of now, inside the caller's transaction.

    Args:
        connection: Inside a transaction.
        tell: Is told in words how far it is; a large ledger takes minutes.
    """
    # Only a ledger of an older release needs Alembic, which takes a while to load.
    from alembic import command
    from alembic.config import Config

    from detente.ledger.index import rebuild
    from detente.ledger.schema import METADATA, alembic_version

    if not inspect(connection).has_table(alembic_version.name):
        # Release 0.1.0 did not write down which script it stands at: the first.
        alembic_version.create(connection)
        connection.execute(insert(alembic_version).values(version_num="0001"))
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    METADATA.create_all(connection)
    rebuild(connection, tell=tell)
