"""Reports and judgements -> events: a pure function that ignores order and repetition.

Two reports are of one event when a chain of SAME judgements that nobody undid joins
them. Everything that an event says is worked out anew from its reports, weighed by
independent origins (`weigh`): who (`who`), when (`when`), whether (`standing`), and
where they differ (`disagree`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from detente.ledger.disagree import disagreements
from detente.ledger.joining import joined
from detente.ledger.silence import told_by_some
from detente.ledger.standing import REAL, history, status_now
from detente.ledger.weigh import Witnesses, by_publication
from detente.ledger.when import best_dating
from detente.ledger.who import parties
from detente.model.article import Article
from detente.model.clusters import name_of
from detente.model.entry import EventLocation, Judgement, Report
from detente.model.event import EventType
from detente.model.happening import Event, Quote, Source
from detente.model.status import Status
from detente.model.time import DateBasis

NOTHING: Mapping[str, str] = {}
# A quote to read at a glance: a clause of one to two lines.
SHORT_QUOTE, LONG_QUOTE = 30, 200
LATE_TRIGGER = 100  # characters into the quote


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Those that no other undid, each once, sorted by id."""
    found = set(judgements)
    undone = {one.supersedes for one in found if one.supersedes is not None}
    kept = (one for one in found if one.id not in undone)
    return tuple(sorted(kept, key=lambda one: (one.id, one.left, one.right, one.by)))


def events_of(
    report_ids: Iterable[str], judgements: Iterable[Judgement]
) -> dict[str, str]:
    """Each report's event id. Only the pairs count, so it is cheap over many."""
    known = set(report_ids)
    root = joined(known, standing_judgements(judgements))
    smallest: dict[str, str] = {}
    for one in sorted(known):
        smallest.setdefault(root[one], one)
    return {one: name_of("evt", smallest[root[one]]) for one in sorted(known)}


def fold(
    reports: Iterable[Report],
    judgements: Iterable[Judgement],
    articles: Iterable[Article],
    *,
    copies: Mapping[str, str] = NOTHING,
    stories: Mapping[str, str] = NOTHING,
    versions: Mapping[str, str] = NOTHING,
) -> tuple[Event, ...]:
    """Every event that the reports tell of, sorted by id.

    Args:
        reports: What articles claim; the same one may come more than once.
        judgements: Which of them are the same event. Those about reports that are not
            given join nothing visible, but do no harm.
        articles: Those that the reports are from; only outlet, date and credit are
            read. A report of an article that is not given counts as its own origin.
        copies: Article id -> origin id, for near-copies of one text.
        stories: Article id -> story id.
        versions: Article id -> the newest version of an article that its outlet
            corrected or updated.
    """
    by_id = {report.id: report for report in reports}
    filed = {article.id: article for article in articles}
    event_of = events_of(by_id, judgements)
    members: dict[str, list[Report]] = {}
    for report_id, event_id in event_of.items():
        members.setdefault(event_id, []).append(by_id[report_id])
    return tuple(
        fold_members(event_id, members[event_id], filed, copies, stories, versions)
        for event_id in sorted(members)
    )


def fold_members(
    event_id: str,
    reports: Iterable[Report],
    articles: Mapping[str, Article],
    copies: Mapping[str, str],
    stories: Mapping[str, str],
    versions: Mapping[str, str],
) -> Event:
    """One event out of all its reports, those of replaced articles set aside.

    Where all are of replaced articles, the outlets no longer say it: it is folded of
    them and marked withdrawn.
    """
    every = tuple(reports)
    old = {
        r.id for r in every if versions.get(r.article_id, r.article_id) != r.article_id
    }
    standing = [report for report in every if report.id not in old]
    event = fold_one(
        event_id, Witnesses.of(standing or every, articles, copies), stories
    )
    if not old:
        return event
    return replace(
        event,
        report_ids=tuple(sorted(report.id for report in every)),
        article_ids=tuple(sorted({report.article_id for report in every})),
        replaced_ids=tuple(sorted(old)),
        is_withdrawn=not standing,
    )


def fold_one(event_id: str, witnesses: Witnesses, stories: Mapping[str, str]) -> Event:
    """One event out of reports that all count."""
    reports = witnesses.reports
    type_, typed = witnesses.ranked((r.type, r) for r in reports)[0]
    actors, recipients = parties(witnesses)
    status = status_now(witnesses)
    saying = [r for r in reports if r.status is status] or list(reports)
    modes = witnesses.ranked((mode, r) for r in typed for mode in r.modes)
    contexts = witnesses.ranked((one, r) for r in reports for one in r.contexts)
    acts = witnesses.ranked((r.row.partition("/")[0], r) for r in typed)
    told = [(stories[r.article_id], r) for r in reports if r.article_id in stories]
    return Event(
        id=event_id,
        type=type_,
        modes=tuple(mode for mode, _ in modes),
        contexts=tuple(context for context, _ in contexts),
        actors=actors,
        recipients=recipients,
        status=status,
        history=history(witnesses),
        dating=best_dating(witnesses, status),
        location=_best_place(witnesses),
        report_ids=tuple(report.id for report in reports),
        article_ids=tuple(sorted({report.article_id for report in reports})),
        outlets=_outlets(witnesses),
        n_origins=witnesses.n_origins(reports),
        claimed_by=_claimed_by(witnesses, saying),
        disagreements=disagreements(witnesses),
        quote=_best_quote(witnesses, saying, type_),
        confidence=max(report.confidence for report in reports),
        story_id=witnesses.ranked(told)[0][0] if told else None,
        dead=_most(r.dead for r in reports),
        injured=_most(r.injured for r in reports),
        arrested=_most(r.arrested for r in reports),
        act=acts[0][0] or None,
        told_by_some=told_by_some(witnesses),
    )


def _outlets(witnesses: Witnesses) -> tuple[str, ...]:
    named = (source.outlet for source in witnesses.sources.values())
    return tuple(sorted({outlet for outlet in named if outlet}))


def _claimed_by(witnesses: Witnesses, saying: list[Report]) -> tuple[Source, ...]:
    """The speakers, when no outlet says it in its own voice."""
    if any(not report.attribution for report in saying):
        return ()
    seen: set[tuple[str | None, bool]] = set()
    speakers = []
    for source in witnesses.behind(saying):
        if (source.speaker, source.is_anonymous) not in seen:
            seen.add((source.speaker, source.is_anonymous))
            speakers.append(source)
    return tuple(speakers)


def _best_place(witnesses: Witnesses) -> EventLocation | None:
    """The most exact kind of place named; of those the best supported."""
    exactness = {"facility": 0, "city": 1, "admin1": 2, "region": 3, "water": 3}
    placed = [(r.location, r) for r in witnesses.reports if r.location is not None]
    if not placed:
        return None
    resolved = [item for item in placed if item[0].resolved_place] or placed
    ranked = witnesses.ranked(resolved)
    return min(ranked, key=lambda item: exactness.get(item[0].feature or "", 4))[0]


def _best_quote(witnesses: Witnesses, saying: list[Report], type_: EventType) -> Quote:
    """Words to show: of a body sentence that tells the event itself, short and sure.

    A background clause, or a sentence whose matter is another one and that names the
    event late, stands back.
    """

    def rank(report: Report) -> tuple[object, ...]:
        length = len(report.quote)
        ahead = report.trigger.start - report.evidence.start
        return (
            report.is_title,
            report.type is not type_,
            report.status not in REAL and report.status is not Status.PLANNED,
            _is_aside(report),
            not SHORT_QUOTE <= length <= LONG_QUOTE,
            -round(report.confidence, 1),
            ahead > LATE_TRIGGER,
            length,
            by_publication(witnesses.sources[report.id]),
        )

    best = min(saying, key=rank)
    ahead = best.quote[: max(0, best.trigger.start - best.evidence.start)]
    return Quote(
        text=" ".join(best.quote.split()),
        source=witnesses.sources[best.id],
        focus=len(" ".join(ahead.split())),
    )


def _is_aside(report: Report) -> int:
    """Whether it is told without a day of its own, or even as past: known already."""
    dating = report.dating
    if dating is None or dating.interval.start == date.min:
        return 2
    return int(dating.basis is DateBasis.PUBLICATION)


def _most(counts: Iterable[int | None]) -> int | None:
    return max((count for count in counts if count is not None), default=None)
