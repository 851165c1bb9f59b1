"""The same answer for other programs: JSON, CSV, GeoJSON, iCalendar, GEXF, Markdown, Atom.

Each writer takes plain rows and returns text; none knows of the web.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

from detente import __version__
from detente.model.edtf import from_edtf
from detente.views.rows import Dispute, EventRow, headline

MEDIA = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "gexf": "application/gexf+xml",
    "md": "text/markdown; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}
# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "|",
    "%",
    "＝",
    "＋",
    "－",
    "＠",
)
# What CSV, iCalendar and XML cannot hold at all.
UNHOLDABLE = {code: None for code in range(32) if chr(code) not in "\t\n\r"}
UNHOLDABLE |= dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


def as_json(value: object) -> str:
    """Indented JSON; text as it is, not as escapes."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n"


def as_csv(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    """RFC 4180 with a header; lists joined by "; ", formulas quoted by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    text = str(value).translate(UNHOLDABLE)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


EVENT_COLUMNS = (
    "event_id",
    "edtf",
    "date",
    "date_basis",
    "status",
    "type",
    "mode",
    "what",
    "who",
    "whom",
    "place",
    "toll",
    "outlets",
    "n_reports",
    "n_origins",
    "claimed_by",
    "quote",
    "quote_outlet",
    "story_id",
    "told",
)


def as_ics(rows: Iterable[EventRow], *, name: str, base: str) -> str:
    """The rows with known days as whole-day entries, plans as tentative ones.

    Args:
        rows: Those without a closed date are left out: a calendar cannot hold them.
        name: What to call the calendar.
        base: The desk's address without the last slash, for links.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//detente//{__version__}//EN",
        f"X-WR-CALNAME:{_ics(name)}",
    ]
    for row in rows:
        if row.edtf is None or (days := from_edtf(row.edtf)).is_open:
            continue
        tentative = row.status not in {"happened", "ongoing"}
        lines += [
            "BEGIN:VEVENT",
            f"UID:{row.event_id}@detente",
            "DTSTAMP:19700101T000000Z",
            f"DTSTART;VALUE=DATE:{days.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{days.end:%Y%m%d}",
            f"SUMMARY:{_ics(f'{headline(row)} ({row.status})')}",
            f"DESCRIPTION:{_ics(row.quote)}",
            f"STATUS:{'TENTATIVE' if tentative else 'CONFIRMED'}",
            f"URL:{base}/event/{row.event_id}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _ics(text: str) -> str:
    text = text.translate(UNHOLDABLE).replace("\\", "\\\\")
    return text.replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> Iterable[str]:
    """RFC 5545: at most 75 octets a line, never cut inside a character."""
    rest = line.replace("\r", " ")
    start = ""
    while len((start + rest).encode()) > 75:
        cut = 75
        while len((start + rest[:cut]).encode()) > 75:
            cut -= 1
        yield start + rest[:cut]
        rest, start = rest[cut:], " "
    yield start + rest


def as_markdown(rows: Iterable[EventRow], *, title: str, base: str) -> str:
    """A list that can be pasted into a memo, each row with its quote and link."""
    lines = [f"# {_md(title)}", ""]
    for row in rows:
        link = f"[{_md(headline(row))}]({base}/event/{row.event_id})"
        lines.append(f"- **{row.date}** {link}, {row.status}")
        lines.append(f"  > “{_md(row.quote)}” — {_md(row.quote_outlet)}")
    return "\n".join(lines) + "\n"


def differences_as_markdown(found: Sequence[Dispute]) -> str:
    """What the texts of a story tell differently, to stand behind its events."""
    if not found:
        return ""
    lines = ["", "## What its texts tell differently", ""]
    for one in found:
        lines.append(f"- **{_md(one.field)}**")
        lines += [
            f"  - {_md(value)} — {_md(', '.join(by))}" for value, by in one.claims
        ]
    return "\n".join(lines) + "\n"


def _md(text: str) -> str:
    text = " ".join(text.translate(UNHOLDABLE).split())
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, f"\\{sign}")
    return text


def as_gexf(
    nodes: Iterable[tuple[str, str]], edges: Iterable[tuple[str, str, int]]
) -> str:
    """A graph: nodes (id, label), edges (from, to, number of events)."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
        '<graph defaultedgetype="undirected"><nodes>',
    ]
    lines += [f"<node id={_xml(one)} label={_xml(label)}/>" for one, label in nodes]
    lines.append("</nodes><edges>")
    lines += [
        f'<edge id="{n}" source={_xml(a)} target={_xml(b)} weight="{weight}"/>'
        for n, (a, b, weight) in enumerate(edges)
    ]
    lines.append("</edges></graph></gexf>")
    return "\n".join(lines) + "\n"


def _xml(text: str) -> str:
    return quoteattr(text.translate(UNHOLDABLE))


def as_atom(rows: Sequence[EventRow], *, title: str, base: str, self_path: str) -> str:
    """A feed of events, each entry's time the day on which it was told of last."""
    said = escape(title.translate(UNHOLDABLE))
    updated = max((_instant(row) for row in rows), default="1970-01-01T00:00:00Z")
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{said}</title><id>{escape(base + self_path)}</id>",
        f"<updated>{updated}</updated><author><name>detente</name></author>",
        f'<link rel="self" href={quoteattr(base + self_path)}/>',
    ]
    for row in rows:
        summary = f"“{row.quote}” — {row.quote_outlet}".translate(UNHOLDABLE)
        name = f"{row.date}: {headline(row)}, {row.status}".translate(UNHOLDABLE)
        lines.append(
            f"<entry><title>{escape(name)}</title>"
            f"<id>urn:detente:{escape(row.event_id)}</id>"
            f"<updated>{_instant(row)}</updated>"
            f"<link href={quoteattr(f'{base}/event/{row.event_id}')}/>"
            f"<summary>{escape(summary)}</summary></entry>"
        )
    lines.append("</feed>")
    return "\n".join(lines) + "\n"


def _instant(row: EventRow) -> str:
    """When an entry changed; where no article has a date, the last day of the event."""
    if row.told is not None:
        return f"{row.told}T00:00:00Z"
    if row.edtf is None:
        return "1970-01-01T00:00:00Z"
    days = from_edtf(row.edtf)
    last = days.start if days.end == date.max else days.end - timedelta(days=1)
    return f"{last.isoformat()}T00:00:00Z"


def as_geojson(features: Iterable[Mapping[str, object]]) -> str:
    """A FeatureCollection (RFC 7946) of features with geometry and properties."""
    return as_json({"type": "FeatureCollection", "features": list(features)})
