"""Every route of a desk with ids of a ledger: what the whole-site tests walk over."""

from pathlib import Path
from urllib.parse import quote

from detente.api import Ledger

FILES = (
    "/timeline.csv", "/timeline.json", "/timeline.ics", "/timeline.md", "/timeline.atom",
    "/map.geojson", "/map.csv", "/graph.gexf", "/graph.json", "/dyads.csv", "/dyads.json", "/stories.csv", "/stories.json", "/search.csv?q=visit",
    "/search.atom?q=type:CONSULT", "/index.json", "/map.atom",
    "/actor/state:TUR.csv", "/actor/state:TUR.ics", "/actor/state:TUR.md",
    "/actor/state:TUR.atom",
)  # fmt: skip


def pages_of(path: Path) -> list[str]:
    """The address of one page of each kind."""
    with Ledger.open(path, "r") as ledger:
        events = ledger.events()
        event = max(events, key=lambda one: (len(one.report_ids), one.id))
        left, right = next(iter(ledger.pairs()))
        party = next(p for one in events for p in one.actors if p.actor_id)
    return [
        "/",
        f"/dyad/{left}/{right}",
        "/stories",
        f"/story/{event.story_id}",
        f"/event/{event.id}",
        f"/article/{quote(event.article_ids[0])}",
        f"/actor/{quote(party.actor_id or '')}",
        "/timeline",
        "/map",
        "/graph",
        "/search?q=visit",
        "/event/evt_of_nothing",
    ]
