"""An event -> its rows in the tables that queries read: `events` and its parts."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert

from detente.ledger import schema as s
from detente.ledger.changes import UNDATED, Profile, is_ahead, is_long, out_between
from detente.ledger.dyad_columns import columns_of
from detente.model.happening import Event


def row_of(
    event: Event,
    profile: Profile,
    payload: bytes,
    is_moving: bool,
    since_seq: int,
    changed_seq: int,
) -> dict[str, object]:
    """Its row in `events`."""
    first_out, last_out = out_between(event)
    return {
        "event_id": event.id,
        "sort_key": profile.sort_key,
        "type": profile.type,
        "status": profile.status,
        "sort_day": None
        if profile.sort_key.startswith(UNDATED)
        else profile.sort_key[:10],
        "first_day": profile.first_day,
        "last_day": profile.last_day,
        "is_long": int(is_long(event)),
        "confidence": event.confidence,
        "story_id": profile.story_id,
        "seed": profile.seed,
        "first_out": first_out,
        "last_out": last_out,
        "is_ahead": int(is_ahead(event)),
        "is_moving": int(is_moving),
        "since_seq": since_seq,
        "changed_seq": changed_seq,
        "payload": payload,
    }


def parts_of(
    event: Event, profile: Profile, row: Mapping[str, object]
) -> dict[str, list[dict[str, object]]]:
    """Its rows in the tables by which it is found."""
    at = {"sort_key": profile.sort_key, "event_id": event.id}
    outing = {
        name: row[name] for name in ("first_out", "last_out", "is_ahead", "is_moving")
    }
    looks = {
        name: row[name]
        for name in (
            "type",
            "status",
            "first_day",
            "last_day",
            "confidence",
            "since_seq",
            "changed_seq",
        )
    }
    return {
        s.event_countries.name: [
            {"country": one, **at, **outing} for one in profile.countries
        ],
        s.event_dyads.name: [
            {"a": a, "b": b, **at, **outing, **looks, **columns_of(event, (a, b))}
            for a, b in profile.dyads
        ],
        s.event_actors.name: [
            {"actor_id": one, "name": name, **at} for one, name in profile.actors
        ],
        s.event_outlets.name: [{"outlet": one, **at} for one in profile.outlets],
    }


def put_rows(
    connection: Connection,
    rows: Sequence[Mapping[str, object]],
    parts: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Insert what `row_of` and `parts_of` made."""
    connection.execute(insert(s.events), rows)
    for table in s.EVENT_PARTS:
        if parts[table.name]:
            connection.execute(insert(table), parts[table.name])
