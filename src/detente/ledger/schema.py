"""The tables of a ledger: a log that only grows, and indexes that can be rebuilt.

What is recorded: `entries` (the hash-chained log) and `texts` (content-addressed).
Everything else is worked out from them by `index.rebuild` and never migrated: another
schema drops its indexes and makes them anew. Days are ISO text, which sorts as it
should; an open start is 0001-01-01, an open end 9999-12-31.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

SCHEMA_VERSION: Final = 3
METADATA: Final = MetaData()

# Ids and days compare by code point on both stores, whatever the server's language.
KEY: Final = String().with_variant(String(collation="C"), "postgresql")

meta = Table(
    "meta",
    METADATA,
    Column("key", KEY, primary_key=True),
    Column("value", KEY, nullable=False),
)

# Alembic's own note of the last script that ran (`migrate`).
alembic_version = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), primary_key=True),
)

texts = Table(
    "texts",
    METADATA,
    Column("sha256", KEY, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # UTF-8
)

entries = Table(
    "entries",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", KEY, nullable=False),
    Column("id", KEY, nullable=False),
    Column("sha256", KEY, nullable=False, unique=True),
    Column("previous", KEY, nullable=False),
    Column("hash", KEY, nullable=False),
    Column("recorded", KEY, nullable=False),
    Column("payload", LargeBinary, nullable=False),  # empty where it was forgotten
    Index("entries_by_id", "kind", "id"),
    Index("entries_by_recorded", "recorded"),
)

# The inputs that could not be coded and still cannot.
quarantine = Table(
    "quarantine",
    METADATA,
    Column("where", KEY, primary_key=True),
    Column("seq", Integer, nullable=False),
)

# The current filing of each article.
publications = Table(
    "publications",
    METADATA,
    Column("article_id", KEY, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("digest", KEY, nullable=False),
    Column("text_sha256", KEY, nullable=False),
    Column("outlet", KEY),
    Column("title", KEY),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("story_id", KEY),
    Column("origin_id", KEY),
    Column("version_id", KEY),
    Column("payload", LargeBinary, nullable=False),
    Index("publications_by_story", "story_id"),
    Index("publications_by_day", "first_day"),
    Index("publications_by_text", "text_sha256"),
)

# The reports of the current filings, and those that people added. `payload` is the
# report as people corrected it; None where it stands as coded, in the entry `seq`.
reports = Table(
    "reports",
    METADATA,
    Column("report_id", KEY, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("article_id", KEY, nullable=False),
    Column("place", Integer, nullable=False),  # in the article, in text order
    Column("type", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("event_id", KEY),
    Column("payload", LargeBinary),
    Index("reports_by_article", "article_id", "place"),
    Index("reports_by_event", "event_id"),
    Index("reports_by_seq", "seq"),
    Index("reports_by_confidence", "confidence", "report_id"),
)

# Filings that another took the place of: from their own entry up to the other's.
past_filings = Table(
    "past_filings",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("article_id", KEY, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("past_filings_by_article", "article_id"),
)

# What people said of a place in an article: the article that each bears on.
corrections = Table(
    "corrections",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("article_id", KEY, primary_key=True),
    Column("id", KEY, nullable=False),
    Column("until_seq", Integer),  # the entry that undid it
    Index("corrections_by_article", "article_id"),
    Index("corrections_by_id", "id"),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", KEY, nullable=False),
    Column("left", KEY, nullable=False),
    Column("right", KEY, nullable=False),
    Column("verdict", KEY, nullable=False),
    Column("by", KEY, nullable=False),
    Column("supersedes", KEY),
    Index("judgements_by_left", "left"),
    Index("judgements_by_right", "right"),
    Index("judgements_by_id", "id"),
    Index("judgements_by_superseded", "supersedes"),
)

# The group of each kind that an article belongs to now.
placements = Table(
    "placements",
    METADATA,
    Column("article_id", KEY, primary_key=True),
    Column("grouping", KEY, primary_key=True),
    Column("group_id", KEY, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("seq", Integer, nullable=False),
)

past_placements = Table(
    "past_placements",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("article_id", KEY, nullable=False),
    Column("grouping", KEY, nullable=False),
    Column("group_id", KEY, nullable=False),
    Column("until_seq", Integer, nullable=False),
    Index("past_placements_by_article", "article_id"),
)

# `sort_key` is the order of every list: day, last day, id; the undated last. `is_long`
# when it may lie on days more than a month apart. `seed` is its smallest report. It
# looks to a query as it does since the entry `since_seq`, and in full since
# `changed_seq`. `first_out` and `last_out` are the publication days of the articles
# that tell of it: before the first it was not known, after the last all was out.
# `is_ahead` when it was told before its day. `is_moving` when its reports do not all give
# it the days that it has: as fewer of them were out, it may have stood elsewhere in the order.
events = Table(
    "events",
    METADATA,
    Column("event_id", KEY, primary_key=True),
    Column("sort_key", KEY, nullable=False),
    Column("type", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("sort_day", KEY),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("is_long", Integer, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("story_id", KEY),
    Column("seed", KEY, nullable=False),
    Column("first_out", KEY),
    Column("last_out", KEY),
    Column("is_ahead", Integer, nullable=False),
    Column("is_moving", Integer, nullable=False),
    Column("since_seq", Integer, nullable=False),
    Column("changed_seq", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    # What a list is filtered by stands in the index: rows are wide and far apart.
    Index("events_in_order", "sort_key", "since_seq"),
    Index("events_by_type", "type", "sort_key"),
    Index("events_by_status", "status", "sort_key"),
    Index("events_by_both", "type", "status", "sort_key"),
    Index(
        "events_by_length",
        "is_long",
        "sort_key",
        "first_day",
        "last_day",
        "type",
        "status",
        "confidence",
    ),
    Index(
        "events_by_outing", "is_ahead", "sort_key", "first_out", "last_out", "is_moving"
    ),
    Index("events_by_story", "story_id", "sort_key"),
    Index("events_by_change", "changed_seq"),
)

event_countries = Table(
    "event_countries",
    METADATA,
    Column("country", KEY, primary_key=True),
    Column("sort_key", KEY, primary_key=True),
    Column("event_id", KEY, nullable=False),
    Column("first_out", KEY),
    Column("last_out", KEY),
    Column("is_ahead", Integer, nullable=False),
    Column("is_moving", Integer, nullable=False),
    Index("event_countries_by_event", "event_id"),
    sqlite_with_rowid=False,
)

# The events of a pair of states lie together, with all that lists of them are filtered by
# and the state of the pair is folded from (`dyad_kept`): a busy pair has many thousand.
# `first_told` is the first day on which a report may have come out, `first_said` the
# first that told it as anything but real, `last_told` the last; open ones left out.
# `offices` are those of the people of a meeting, by state, one a line.
event_dyads = Table(
    "event_dyads",
    METADATA,
    Column("a", KEY, primary_key=True),
    Column("b", KEY, primary_key=True),
    Column("sort_key", KEY, primary_key=True),
    Column("event_id", KEY, nullable=False),
    Column("type", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("confidence", Float, nullable=False),
    Column("first_out", KEY),
    Column("last_out", KEY),
    Column("is_ahead", Integer, nullable=False),
    Column("is_moving", Integer, nullable=False),
    Column("since_seq", Integer, nullable=False),
    Column("changed_seq", Integer, nullable=False),
    Column("n_origins", Integer, nullable=False),
    Column("act", KEY),
    Column("is_withdrawn", Integer, nullable=False),
    Column("first_told", KEY),
    Column("first_said", KEY),
    Column("last_told", KEY),
    Column("offices", KEY, nullable=False),
    Index("event_dyads_by_event", "event_id"),
    sqlite_with_rowid=False,
)

event_actors = Table(
    "event_actors",
    METADATA,
    Column("actor_id", KEY, primary_key=True),
    Column("sort_key", KEY, primary_key=True),
    Column("event_id", KEY, nullable=False),
    Column("name", KEY, nullable=False),
    Index("event_actors_by_event", "event_id"),
    Index("event_actors_by_name", "actor_id", "name"),
)

event_outlets = Table(
    "event_outlets",
    METADATA,
    Column("outlet", KEY, primary_key=True),
    Column("sort_key", KEY, primary_key=True),
    Column("event_id", KEY, nullable=False),
    Index("event_outlets_by_event", "event_id"),
)

# How an event once looked to a query: from `since_seq` up to, not with, `until_seq`.
past_events = Table(
    "past_events",
    METADATA,
    Column("event_id", KEY, primary_key=True),
    Column("since_seq", Integer, primary_key=True),
    Column("until_seq", Integer, nullable=False),
    Column("sort_key", KEY, nullable=False),
    Column("type", KEY, nullable=False),
    Column("status", KEY, nullable=False),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("story_id", KEY),
    Column("seed", KEY, nullable=False),
    Index("past_events_in_order", "sort_key", "since_seq", "until_seq"),
)


def _past(name: str, *keys: str) -> Table:
    """Whom an event that looked so was found by."""
    return Table(
        name,
        METADATA,
        *(Column(key, KEY, primary_key=True) for key in keys),
        Column("sort_key", KEY, primary_key=True),
        Column("event_id", KEY, primary_key=True),
        Column("since_seq", Integer, primary_key=True),
        Column("until_seq", Integer, nullable=False),
        sqlite_with_rowid=False,
    )


past_countries = _past("past_countries", "country")
past_dyads = _past("past_dyads", "a", "b")
past_actors = _past("past_actors", "actor_id")
past_outlets = _past("past_outlets", "outlet")

# Roll-ups: what pages would otherwise count over a million rows.
tallies = Table(
    "tallies",
    METADATA,
    Column("what", KEY, primary_key=True),
    Column("n", Integer, nullable=False),
)

dyads = Table(
    "dyads",
    METADATA,
    Column("a", KEY, primary_key=True),
    Column("b", KEY, primary_key=True),
    Column("n_events", Integer, nullable=False),
    Column("last_key", KEY, nullable=False),  # the dated event that is latest
    Index("dyads_by_activity", "n_events"),
    Index("dyads_by_last", "last_key"),
)

actors = Table(
    "actors",
    METADATA,
    Column("actor_id", KEY, primary_key=True),
    Column("name", KEY, nullable=False),
    Column("name_key", KEY, nullable=False),
    Column("n_events", Integer, nullable=False),
    Index("actors_by_name", "name_key"),
    Index("actors_by_activity", "n_events"),
)

# In how many events two actors stand together; each pair both ways.
actor_meetings = Table(
    "actor_meetings",
    METADATA,
    Column("actor_id", KEY, primary_key=True),
    Column("other_id", KEY, primary_key=True),
    Column("n_events", Integer, nullable=False),
    Index("actor_meetings_by_number", "actor_id", "n_events"),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories",
    METADATA,
    Column("story_id", KEY, primary_key=True),
    Column("sort_key", KEY, nullable=False),  # the latest first
    Column("title", KEY),
    Column("first_day", KEY),
    Column("last_day", KEY),
    Column("n_articles", Integer, nullable=False),
    Column("n_events", Integer, nullable=False),
    Column("outlets", KEY, nullable=False),  # one a line
    Index("stories_in_order", "sort_key"),
)

# Articles published in each ISO week ("2021-W10").
weeks = Table(
    "weeks",
    METADATA,
    Column("week", KEY, primary_key=True),
    Column("n_articles", Integer, nullable=False),
)

# Of them those that report an event between two states.
dyad_weeks = Table(
    "dyad_weeks",
    METADATA,
    Column("a", KEY, primary_key=True),
    Column("b", KEY, primary_key=True),
    Column("week", KEY, primary_key=True),
    Column("n_articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# What the linker finds articles by (its keys, 63 bits), so that it need not read them
# all again. Its own: not worked out from the log, and whoever lacks it fills it anew.
blocks = Table(
    "blocks",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", KEY, primary_key=True),
    Index("blocks_by_article", "article_id"),
    sqlite_with_rowid=False,
)

# Which piece of which text each row of the full-text index is (`words`).
passages = Table(
    "passages",
    METADATA,
    Column("passage_id", Integer, primary_key=True, autoincrement=False),
    Column("kind", KEY, nullable=False),  # "text", or "quote" of a report
    Column("of", KEY, nullable=False),  # the text's digest, or the report's entry
    Column("place", Integer, nullable=False),
    Index("passages_by_text", "of"),
)

EVENT_PARTS: Final = (event_countries, event_dyads, event_actors, event_outlets)

PAST_PARTS: Final = (past_countries, past_dyads, past_actors, past_outlets)

INDEXES: Final = (
    quarantine,
    publications,
    reports,
    past_filings,
    corrections,
    judgements,
    placements,
    past_placements,
    events,
    *EVENT_PARTS,
    past_events,
    *PAST_PARTS,
    tallies,
    dyads,
    actors,
    actor_meetings,
    stories,
    weeks,
    dyad_weeks,
    passages,
)
