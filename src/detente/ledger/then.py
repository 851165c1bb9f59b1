"""The ledger as it stood at an earlier entry: the same fold over what was in it then.

(connection, entry number) -> the filings, reports, corrections, judgements and groups
that held there, and the events that they make. Nothing is replayed: what was replaced
later has its span of entries in the `past_` tables.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Select, Table, and_, func, or_, select

from detente.ledger import schema as s
from detente.ledger.codec import decode, decode_as
from detente.ledger.corrected import corrected
from detente.ledger.event_wide import event_wide
from detente.ledger.fold import events_of, fold_members
from detente.ledger.pieces import chunks
from detente.ledger.query import Wanted
from detente.ledger.records import Filing, GroupKind
from detente.model.entry import PERSON, Correction, Judgement, Report, Verdict
from detente.model.happening import Event

# A query, and the sort key that it runs along.
_Way: TypeAlias = tuple[Select[Any], Column[str]]
# Behind every entry: as things stand now.
END = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that looked like what is asked for; its line, if it is still the same."""

    sort_key: str
    seed: str
    payload: bytes | None


def as_recorded(moment: datetime) -> str:
    """A time as the log writes it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def entry_at(connection: Connection, moment: datetime) -> int:
    """The last entry that had been recorded by a time; 0 if none had."""
    columns = s.entries.c
    query = (
        select(columns.seq)
        .where(columns.recorded <= as_recorded(moment))
        .order_by(columns.recorded.desc(), columns.seq.desc())
        .limit(1)
    )
    return connection.scalar(query) or 0


def candidates(
    connection: Connection,
    wanted: Wanted,
    at: int,
    *,
    limit: int | None = None,
    newest_first: bool = False,
    after: str | None = None,
) -> list[Candidate]:
    """Events that stood at an entry and looked like what is asked for, in order."""
    now, past = s.events.c, s.past_events.c
    found: list[tuple[str, str, str, int]] = []
    for (way, key), table in zip(_stood(wanted, at), (now, past), strict=True):
        narrowed: Select[Any] = way.with_only_columns(
            key,
            table.seed,
            table.event_id,
            now.changed_seq if table is now else past.until_seq,
        )
        if after is not None:
            narrowed = narrowed.where(key < after if newest_first else key > after)
        rows = narrowed.order_by(key.desc() if newest_first else key).limit(limit)
        found += [tuple(row) for row in connection.execute(rows)]
    found.sort(reverse=newest_first)
    found = found[:limit] if limit is not None else found
    same = [event_id for *_, event_id, changed in found if changed <= at]
    lines: dict[str, bytes] = {}
    for piece in chunks(same):
        query = select(now.event_id, now.payload).where(now.event_id.in_(piece))
        lines.update((row[0], row[1]) for row in connection.execute(query))
    return [
        Candidate(key, seed, lines.get(event_id) if changed <= at else None)
        for key, seed, event_id, changed in found
    ]


def n_candidates(connection: Connection, wanted: Wanted, at: int) -> int:
    """How many `candidates` there are; their looks must say all that is asked."""
    return sum(
        connection.scalar(
            way.with_only_columns(func.count(), maintain_column_froms=True)
        )
        or 0
        for way, _ in _stood(wanted, at)
    )


def _stood(wanted: Wanted, at: int) -> tuple[_Way, _Way]:
    """Events that stood at an entry: those that look so still, and those that did.

    Each way runs along the first of dyad, actor, outlet, country that is given, in the
    order of the list, so that a page of it is read from its place.
    """
    a, b = sorted(wanted.pair) if wanted.pair else ("", "")
    asked = (
        (s.event_dyads, s.past_dyads, (a, b) if wanted.pair else ()),
        (s.event_actors, s.past_actors, (wanted.actor,)),
        (s.event_outlets, s.past_outlets, (wanted.outlet,)),
        (s.event_countries, s.past_countries, (wanted.country,)),
    )
    given = [one for one in asked if one[2] and one[2][0] is not None]
    now = _along(s.events, [(part, values) for part, _, values in given], wanted)
    past = _along(s.past_events, [(part, values) for _, part, values in given], wanted)
    # Dyads and what is past have the entries beside what they are found by.
    here = s.event_dyads.c if wanted.pair else s.events.c
    gone = past[1].table.c
    return (
        (now[0].where(here.since_seq <= at), now[1]),
        (past[0].where(gone.since_seq <= at, gone.until_seq > at), past[1]),
    )


def _along(
    table: Table, parts: list[tuple[Table, tuple[Any, ...]]], wanted: Wanted
) -> _Way:
    """The events of a table that some of its parts name, in the order of the first."""
    first = parts[0][0] if parts else table
    query = select(first)
    for other in [*(part for part, _ in parts[1:]), *([table] if parts else [])]:
        same = other.c.event_id == first.c.event_id
        if table is s.past_events:
            same = and_(same, other.c.since_seq == first.c.since_seq)
        query = query.join(other, same)
    for part, values in parts:
        for column, value in zip(part.c, values, strict=False):
            query = query.where(column == value)
    looks = first.c if first is s.event_dyads else table.c
    return query.where(*_looks(looks, table.c, wanted)), first.c.sort_key


def _looks(columns: Any, whole: Any, wanted: Wanted) -> list[Any]:
    found = []
    if wanted.types:
        found.append(columns.type.in_([str(one) for one in wanted.types]))
    if wanted.statuses:
        found.append(columns.status.in_([str(one) for one in wanted.statuses]))
    if wanted.since is not None:
        found.append(columns.last_day >= wanted.since.isoformat())
    if wanted.until is not None:
        found.append(columns.first_day <= wanted.until.isoformat())
    if wanted.story_id is not None:
        found.append(whole.story_id == wanted.story_id)
    return found


def events_at(
    connection: Connection,
    seeds: Iterable[str],
    at: int,
    *,
    out_by: date | None = None,
) -> list[Event]:
    """The events that these reports were in at an entry, in no order.

    Args:
        connection: To ask.
        seeds: A report of each event.
        at: The number of the entry.
        out_by: Only what articles published by that day say.
    """
    wanted = set(seeds)
    ids, judged = _hanging_together(connection, wanted, at)
    filings = filings_at(connection, articles_of(connection, ids), at)
    said = corrections_at(connection, filings, at)
    reports = [
        report
        for standing in standing_at(connection, filings, said).values()
        for report in standing
        if report.id in ids
    ]
    articles = [filing.dated() for filing in filings.values()]
    groups = groups_at(connection, filings, at)
    named = {kind: groups.get(str(kind), {}) for kind in GroupKind}
    by_id = {report.id: report for report in reports}
    # Which reports were one event does not depend on what was out; what it was does.
    members: dict[str, list[Report]] = {}
    for report_id, event_id in events_of(by_id, judged).items():
        members.setdefault(event_id, []).append(by_id[report_id])
    filed = {one.id: one for one in articles}
    versions = named[GroupKind.VERSION]
    if out_by is not None:
        newer = filings_at(connection, set(versions.values()) - filings.keys(), at)
        out = {
            one.id
            for one in (*articles, *(filing.dated() for filing in newer.values()))
            if one.published and one.published.interval.last <= out_by
        }
        versions = {a: b for a, b in versions.items() if b in out}
    found = [
        fold_members(
            event_id,
            told,
            filed,
            named[GroupKind.ORIGIN],
            named[GroupKind.STORY],
            versions,
        )
        for event_id in sorted(members)
        if any(one.id in wanted for one in members[event_id])
        and (
            told := [
                one
                for one in members[event_id]
                if out_by is None or one.article_id in out
            ]
        )
    ]
    return list(event_wide(found, by_id, said)) if said else found


def standing_at(
    connection: Connection,
    filings: Mapping[str, Filing],
    said: Mapping[str, Sequence[Correction]],
) -> dict[str, list[Report]]:
    """The reports of these articles, by article, as people had corrected them."""
    coded: dict[str, Report] = {}
    columns = s.entries.c
    for piece in chunks(sha for filing in filings.values() for sha in filing.reports):
        query = select(columns.sha256, columns.payload)
        for sha, payload in connection.execute(query.where(columns.sha256.in_(piece))):
            if payload:  # else it was forgotten
                coded[sha] = decode_as(Report, payload)
    return {
        article_id: corrected(
            article_id,
            filing.text_sha256,
            [coded[sha] for sha in filing.reports if sha in coded],
            said.get(article_id, ()),
        )
        for article_id, filing in filings.items()
    }


def filings_at(
    connection: Connection, article_ids: Iterable[str], at: int
) -> dict[str, Filing]:
    """How these articles were filed at an entry; those that were not are left out."""
    found: dict[str, Filing] = {}
    now, past = s.publications.c, s.past_filings.c
    for piece in chunks(article_ids):
        rows = [
            *connection.execute(
                select(now.article_id, now.payload).where(
                    now.article_id.in_(piece), now.seq <= at
                )
            ),
            *connection.execute(
                select(past.article_id, s.entries.c.payload)
                .join(s.entries, s.entries.c.seq == past.seq)
                .where(past.article_id.in_(piece), past.seq <= at, past.until_seq > at)
            ),
        ]
        for article_id, payload in rows:
            if payload:
                found[article_id] = decode_as(Filing, payload)
    return dict(sorted(found.items()))


def corrections_at(
    connection: Connection, article_ids: Iterable[str], at: int
) -> dict[str, list[Correction]]:
    """What people had said of these articles, in the order they said it."""
    found = logged_corrections_at(connection, article_ids, at)
    return {article_id: [one for _, one in said] for article_id, said in found.items()}


def logged_corrections_at(
    connection: Connection, article_ids: Iterable[str], at: int
) -> dict[str, list[tuple[int, Correction]]]:
    """The same, each with the number of its entry."""
    found: dict[str, list[tuple[int, Correction]]] = {}
    columns = s.corrections.c
    for piece in chunks(article_ids):
        for seq, article_id, payload in connection.execute(
            select(columns.seq, columns.article_id, s.entries.c.payload)
            .join(s.entries, s.entries.c.seq == columns.seq)
            .where(
                columns.article_id.in_(piece),
                columns.seq <= at,
                or_(columns.until_seq.is_(None), columns.until_seq > at),
            )
            .order_by(columns.seq)
        ):
            if payload:
                one = decode_as(Correction, payload)
                found.setdefault(article_id, []).append((seq, one))
    for said in found.values():
        said.sort(key=lambda one: (one[1].number, one[0]))
    return found


def groups_at(
    connection: Connection, article_ids: Iterable[str], at: int
) -> dict[str, dict[str, str]]:
    """Kind -> article id -> the group that it belonged to."""
    found: dict[str, dict[str, str]] = {}
    now, past = s.placements.c, s.past_placements.c
    for piece in chunks(article_ids):
        rows = [
            *connection.execute(
                select(now.grouping, now.article_id, now.group_id).where(
                    now.article_id.in_(piece), now.seq <= at
                )
            ),
            *connection.execute(
                select(past.grouping, past.article_id, past.group_id).where(
                    past.article_id.in_(piece), past.seq <= at, past.until_seq > at
                )
            ),
        ]
        for kind, article_id, group_id in rows:
            found.setdefault(kind, {})[article_id] = group_id
    return found


def _hanging_together(
    connection: Connection, seeds: set[str], at: int
) -> tuple[set[str], list[Judgement]]:
    """All reports that judgements of then join to these, and the judgements."""
    columns = s.judgements.c
    later = s.judgements.alias("later")
    undone = (
        select(later.c.seq)
        .where(later.c.supersedes == columns.id, later.c.seq <= at)
        .exists()
    )
    seen, waiting = set(seeds), set(seeds)
    judged: dict[int, bytes] = {}
    while waiting:
        found: set[str] = set()
        for piece in chunks(waiting):
            for row in connection.execute(
                select(s.judgements, s.entries.c.payload)
                .join(s.entries, s.entries.c.seq == columns.seq)
                .where(
                    or_(columns.left.in_(piece), columns.right.in_(piece)),
                    columns.seq <= at,
                    or_(
                        columns.verdict == str(Verdict.SAME),
                        and_(
                            columns.verdict == str(Verdict.DIFFERENT),
                            columns.by.startswith(PERSON),
                        ),
                    ),
                    ~undone,
                )
            ):
                judged[row.seq] = row.payload
                if row.verdict == str(Verdict.SAME):
                    found |= {row.left, row.right}
        waiting = found - seen
        seen |= found
    return seen, [decode_as(Judgement, judged[seq]) for seq in sorted(judged)]


def articles_of(connection: Connection, report_ids: set[str]) -> set[str]:
    """The articles that reports are from, also such as no longer stand."""
    found: dict[str, str] = {}
    for piece in chunks(report_ids):
        query = select(s.reports.c.report_id, s.reports.c.article_id)
        found.update(
            (row[0], row[1])
            for row in connection.execute(query.where(s.reports.c.report_id.in_(piece)))
        )
    for piece in chunks(report_ids - found.keys()):
        for id_, payload in connection.execute(
            select(s.entries.c.id, s.entries.c.payload).where(
                s.entries.c.kind == "report", s.entries.c.id.in_(piece)
            )
        ):
            entry = decode(payload) if payload else None
            if isinstance(entry, Report):
                found[id_] = entry.article_id
    if report_ids - found.keys():
        for one in said_by_people(connection):
            if one.report is not None and one.report.id in report_ids:
                found[one.report.id] = one.report.article_id
    return set(found.values())


def said_by_people(connection: Connection) -> Iterator[Correction]:
    """Every correction, undone ones too, in the order of the log."""
    columns = s.entries.c
    lines = connection.scalars(
        select(columns.payload)
        .where(columns.kind == "correction")
        .order_by(columns.seq)
    ).all()
    for line in lines:
        if line:
            yield decode_as(Correction, line)
