"""Schema 2: texts as bytes, inputs left out in the log, other indexes.

A server's text cannot hold every character that an article can, so texts become UTF-8
bytes. What was in `quarantine` joins the log, where a change of it shows. The indexes
of schema 1 are dropped; `migrate.upgrade` makes those of now.
"""

import json
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INDEXES = (
    "publications",
    "reports",
    "judgements",
    "placements",
    "events",
    "event_countries",
    "event_dyads",
)


def upgrade() -> None:
    """Keep every entry and text; append what was only in `quarantine`."""
    for name in INDEXES:
        op.drop_table(name)
    op.create_table(
        "texts_as_bytes",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    op.execute(
        "INSERT INTO texts_as_bytes (sha256, body)"
        " SELECT sha256, CAST(text AS BLOB) FROM texts"
    )
    op.drop_table("texts")
    op.rename_table("texts_as_bytes", "texts")
    op.create_index("entries_by_recorded", "entries", ["recorded"])
    _log_quarantine(op.get_bind())
    op.drop_table("quarantine")


def _log_quarantine(connection: sa.Connection) -> None:
    rows = connection.exec_driver_sql(
        "SELECT recorded, sha256, payload FROM quarantine ORDER BY recorded, sha256"
    ).all()
    last = connection.exec_driver_sql(
        "SELECT seq, hash, recorded FROM entries ORDER BY seq DESC LIMIT 1"
    ).first()
    seq, head, newest = (
        (last.seq, last.hash, last.recorded) if last else (0, "0" * 64, "")
    )
    entries = sa.table(
        "entries",
        *map(
            sa.column,
            "seq kind id sha256 previous hash recorded payload".split(),
        ),
    )
    for row in rows:
        seq += 1
        newest = max(newest, row.recorded)
        line = f"{head}\n{seq}\nrejected\n{row.sha256}\n{newest}\n"
        hash_ = sha256(line.encode()).hexdigest()
        connection.execute(
            entries.insert().values(
                seq=seq,
                kind="rejected",
                id=json.loads(row.payload)["where"],
                sha256=row.sha256,
                previous=head,
                hash=hash_,
                recorded=newest,
                payload=row.payload,
            )
        )
        head = hash_
    if rows:
        connection.exec_driver_sql(
            f"UPDATE meta SET value = '{seq} {head}' WHERE key = 'head'"
        )
        if last is None:
            connection.exec_driver_sql(
                f"INSERT INTO meta (key, value) VALUES ('head', '{seq} {head}')"
            )
