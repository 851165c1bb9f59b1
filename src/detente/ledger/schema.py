"""The tables of a ledger: a log that only grows, and indexes that can be rebuilt.

What is recorded: `entries` (the hash-chained log), `texts` (content-addressed),
`quarantine`. Everything else is worked out from them by `index.rebuild`. Days are ISO
text, which sorts as it should; an open start is 0001-01-01, an open end 9999-12-31.
"""

from typing import Final

from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION: Final = 1
METADATA: Final = MetaData()

meta = Table(
    "meta",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

texts = Table(
    "texts",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

entries = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("recorded", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Index("entries_by_id", "kind", "id"),
)

quarantine = Table(
    "quarantine",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("recorded", String, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

# The current filing of each article.
publications = Table(
    "publications",
    METADATA,
    Column("article_id", String, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("outlet", String),
    Column("title", String),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("story_id", String),
    Column("origin_id", String),
    Column("payload", LargeBinary, nullable=False),
    Index("publications_by_story", "story_id"),
    Index("publications_by_day", "first_day"),
)

# The reports of the current filings.
reports = Table(
    "reports",
    METADATA,
    Column("report_id", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("article_id", String, nullable=False),
    Column("place", Integer, nullable=False),  # in the article, in text order
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("event_id", String),
    Index("reports_by_article", "article_id", "place"),
    Index("reports_by_event", "event_id"),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("left", String, nullable=False),
    Column("right", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("by", String, nullable=False),
    Column("supersedes", String),
    Index("judgements_by_left", "left"),
    Index("judgements_by_right", "right"),
    Index("judgements_by_id", "id"),
    Index("judgements_by_superseded", "supersedes"),
)

# The group of each kind that an article belongs to now.
placements = Table(
    "placements",
    METADATA,
    Column("article_id", String, primary_key=True),
    Column("grouping", String, primary_key=True),
    Column("group_id", String, nullable=False),
    Column("sha256", String(64), nullable=False),
)

events = Table(
    "events",
    METADATA,
    Column("event_id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("sort_day", String(10)),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("story_id", String),
    Column("payload", LargeBinary, nullable=False),
    Index("events_by_type", "type", "sort_day"),
    Index("events_by_status", "status", "sort_day"),
    Index("events_by_day", "sort_day"),
    Index("events_by_last_day", "last_day"),
    Index("events_by_story", "story_id"),
)

event_countries = Table(
    "event_countries",
    METADATA,
    Column("country", String, primary_key=True),
    Column("event_id", String, primary_key=True),
    Index("event_countries_by_event", "event_id"),
)

event_dyads = Table(
    "event_dyads",
    METADATA,
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("event_id", String, primary_key=True),
    Index("event_dyads_by_event", "event_id"),
)

INDEXES: Final = (
    publications,
    reports,
    judgements,
    placements,
    events,
    event_countries,
    event_dyads,
)
