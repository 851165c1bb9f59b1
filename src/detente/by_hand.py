"""What a person means by an id and a few words -> the ledger's corrections.

Between the faces (command line, web) and `Ledger.correct`: reads names of actors and
EDTF, finds the reports of an event, finds the words of a new one in its article.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from detente.knowledge.actors import load_countries
from detente.knowledge.countries import Country
from detente.knowledge.offices import load_offices
from detente.ledger.store import Ledger
from detente.model.actor import Participant
from detente.model.edtf import from_edtf
from detente.model.entry import Action, Correction, Report
from detente.model.event import EventType
from detente.model.status import Status
from detente.model.text import Span
from detente.model.time import DateBasis, Dating
from detente.problems import CorrectionRefused, NoSuchEntry

# How a name fits a holder's (`PersonMatch.because`) without a slip of spelling in it.
WHOLE_NAMES = frozenset({"full name", "parts of the full name", "surname"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """The values that a person gives; None where it says nothing.

    `date` is EDTF, "" for no date. An actor is `NAME`, `NAME, STATE` or
    `NAME, STATE, OFFICE`; a state by its name or code.
    """

    type: EventType | None = None
    status: Status | None = None
    date: str | None = None
    actors: Sequence[str] | None = None
    recipients: Sequence[str] | None = None


def change(
    ledger: Ledger,
    id: str,
    right: Right,
    *,
    by: str,
    because: str,
    seen: int | None = None,
) -> Correction:
    """Correct a report, or an event with all its reports, by its id.

    Args:
        ledger: Open to write.
        id: Of an event or a report, or the beginning of one.
        right: The values.
        by: The person's name.
        because: Why.
        seen: The last entry of the log when the person looked; see `Ledger.correct`.

    Raises:
        CorrectionRefused: nothing is changed, or a value cannot be read.
        CorrectionStale: it says something else since `seen`.
        NoSuchEntry: there is no such event or report.
    """
    reports, is_event = reports_named(ledger, id)
    pattern, fields = _values(reports[0], right, by)
    if not fields:
        raise CorrectionRefused("nothing to change: name a type, status, date or actor")
    return ledger.correct(
        Action.CHANGE,
        reports,
        by=by,
        because=because,
        right=pattern,
        fields=fields,
        whole_event=is_event,
        seen=seen,
    )


def remove(
    ledger: Ledger, id: str, *, by: str, because: str, seen: int | None = None
) -> Correction:
    """Say that a report, or all reports of an event, are of no event."""
    reports, is_event = reports_named(ledger, id)
    return ledger.correct(
        Action.REMOVE, reports, by=by, because=because, whole_event=is_event, seen=seen
    )


def judge(
    ledger: Ledger,
    one: str,
    other: str,
    *,
    is_same: bool,
    by: str,
    because: str,
    seen: int | None = None,
) -> Correction:
    """Say that two reports (or events, by a report of each) are of one event or not."""
    left, right = reports_named(ledger, one)[0][0], reports_named(ledger, other)[0][0]
    if left.id == right.id:
        raise CorrectionRefused(f"{one} and {other} are the same report")
    action = Action.SAME if is_same else Action.DIFFERENT
    return ledger.correct(action, (left, right), by=by, because=because, seen=seen)


def add(
    ledger: Ledger,
    article_id: str,
    quote: str,
    right: Right,
    *,
    by: str,
    because: str,
    trigger: str | None = None,
) -> Correction:
    """Add an event that was not coded, told in an article of the ledger.

    Args:
        ledger: Open to write.
        article_id: The article's, or the beginning of it.
        quote: Its words for the event, as they stand in the text.
        right: A type and at least one actor; happened, where no status is given.
        by: The person's name.
        because: Why.
        trigger: The word in the quote that names the event; else its first word.

    Raises:
        CorrectionRefused: the words are not in the text, or a value is missing.
    """
    article = ledger.article(article_id)
    start = article.text.find(quote) if quote.strip() else -1
    if start < 0:
        raise CorrectionRefused(f"{article.id}: these words are not in its text")
    word = trigger or quote.split()[0]
    if word not in quote:
        raise CorrectionRefused(f"the word {word!r} is not in the quote")
    if right.type is None or not right.actors:
        raise CorrectionRefused("a new event needs a type and at least one actor")
    at = start + quote.index(word)
    blank = Report(
        id="",
        article_id=article.id,
        type=right.type,
        modes=(),
        contexts=(),
        actors=(),
        recipients=(),
        status=right.status or Status.HAPPENED,
        dating=None,
        location=None,
        attribution=(),
        evidence=Span(start, start + len(quote)),
        quote=quote,
        trigger=Span(at, at + len(word)),
        trigger_text=word,
        sentence=0,
        is_title=False,
        row="by hand",
        because=(f"added by {by}: {because}",),
        confidence=1.0,
    )
    report, _ = _values(blank, right, by)
    parts = (
        article.id,
        str(at),
        str(report.type),
        *(p.entity_name for p in report.actors),
    )
    digest = sha256("\x1f".join(("by hand", *parts)).encode()).hexdigest()
    report = replace(report, id=f"rep_{digest[:16]}")
    if any(one.id == report.id for one in ledger.reports_in(article.id)):
        raise CorrectionRefused(f"it is there already, as {report.id}")
    return ledger.correct(Action.ADD, [report], by=by, because=because, right=report)


def public_names(names: Sequence[str]) -> dict[str, str]:
    """Those of the names that the tables of states and office holders have.

    A surname alone counts too: purging it would purge every bearer.

    Returns:
        Name -> whose it is, in words: "Jonas Gahr Støre (prime minister, NOR)".
    """
    offices = load_offices()
    found: dict[str, str] = {}
    for name in names:
        if (state := _country(name.strip())) is not None:
            found[name] = state.name
        for match in offices.people_named(name, limit=1):
            if match.because in WHOLE_NAMES:
                term = match.terms[0]
                holder = f"{match.person.name} ({term.office}, {term.country})"
                found.setdefault(name, holder)
    return found


def reports_named(ledger: Ledger, id: str) -> tuple[list[Report], bool]:
    """The reports that an id stands for, and whether it is an event's.

    Raises:
        NoSuchEntry: it is neither an event's nor a report's.
    """
    if id.startswith("rep_"):
        return [ledger.report(id)], False
    if id.startswith("evt_"):
        return ledger.reports_of(ledger.event(id)), True
    raise NoSuchEntry("event or report (evt_… or rep_…)", id)


def participant(text: str) -> Participant:
    """Read an actor: `Chile`, `CHL`, `Luis Soto, CHL`, `Luis Soto, Chile, president`.

    Raises:
        CorrectionRefused: the state is not known.
    """
    name, _, rest = (part.strip() for part in text.partition(","))
    state, _, office = (part.strip() for part in rest.partition(","))
    whole = _country(name)
    if whole is not None and not rest:
        return Participant(
            raw_text=name,
            entity_name=whole.name,
            span=Span(0, 0),
            country_code=whole.iso3,
            wikidata_id=whole.wikidata_id,
            actor_id=f"state:{whole.iso3}",
            because="by hand",
        )
    country = _country(state) if state else None
    if state and country is None:
        raise CorrectionRefused(f"no state is called {state!r}; give its name or code")
    return Participant(
        raw_text=name,
        entity_name=name,
        span=Span(0, 0),
        country_code=country.iso3 if country else None,
        sector_code="GOV" if office else None,
        office=office or None,
        because="by hand",
    )


def _values(report: Report, right: Right, by: str) -> tuple[Report, tuple[str, ...]]:
    """The report with the values given, and which fields those are."""
    values: dict[str, object] = {}
    if right.type is not None:
        values["type"] = right.type
        if right.type is not report.type:
            values["modes"] = ()
    if right.status is not None:
        values["status"] = right.status
    if right.date is not None:
        values["dating"] = _dating(right.date, by)
    if right.actors is not None:
        values["actors"] = tuple(map(participant, right.actors))
    if right.recipients is not None:
        values["recipients"] = tuple(map(participant, right.recipients))
    return replace(report, **values), tuple(values)  # type: ignore[arg-type]


def _dating(text: str, by: str) -> Dating | None:
    if not text:
        return None
    try:
        interval = from_edtf(text)
    except ValueError as error:
        raise CorrectionRefused(f"a date is written as EDTF: {error}") from None
    return Dating(
        interval=interval, basis=DateBasis.EXPRESSION, because=(f"set by {by}",)
    )


def _country(text: str) -> Country | None:
    return _countries().get(text.casefold())


@cache
def _countries() -> dict[str, Country]:
    return {
        name.casefold(): country
        for country in load_countries()
        for name in (*country.other_names, country.name, country.iso3)
    }
