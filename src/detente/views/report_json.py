"""A report as a line of `detente code --format jsonl`: the contract of REPORT.md."""

from collections.abc import Mapping

from detente.model.actor import Participant
from detente.model.article import Article
from detente.model.clusters import name_of
from detente.model.edtf import to_edtf
from detente.model.entry import EventLocation, Report, Says
from detente.model.text import Span
from detente.model.time import DateBasis, Dating

NOTHING: Mapping[str, str] = {}


def report_line(
    report: Report,
    article: Article,
    *,
    event_id: str,
    story_id: str | None = None,
    event_of: Mapping[str, str] = NOTHING,
) -> dict[str, object]:
    """The report as the contract has it, every field there, null where unknown.

    Args:
        report: What to write.
        article: Where it stands, with its text and its date.
        event_id: Of the real-world event.
        story_id: Of the article's story; None for an article that is a story by itself.
        event_of: Report id -> event id, for the events that relations point to;
            a relation to a report that is not there is left out.
    """
    dating = report.dating
    return {
        "id": report.id,
        "event_id": event_id,
        "story_id": story_id or name_of("sto", article.id),
        "article": article_object(article),
        "event": str(report.type),
        "mode": list(report.modes),
        "context": list(report.contexts),
        "actor": [_participant(one) for one in report.actors],
        "recipient": [_participant(one) for one in report.recipients],
        "status": str(report.status),
        "date": edtf(dating),
        "date_text": _words(dating.evidence if dating else None, article),
        "date_basis": str(dating.basis) if dating else None,
        "event_loc": _location(report.location),
        "attribution": [_says(one) for one in report.attribution],
        "dead": report.dead,
        "injured": report.injured,
        "arrested": report.arrested,
        "relation": [
            {"type": str(one.type), "event_id": event_of[one.report_id]}
            for one in report.relations
            if one.report_id in event_of
        ],
        "evidence": {
            "quote": report.quote,
            "start": report.evidence.start,
            "end": report.evidence.end,
            "trigger": {
                "text": report.trigger_text,
                "start": report.trigger.start,
                "end": report.trigger.end,
            },
        },
        "confidence": round(min(1.0, max(0.0, report.confidence)), 4),
    }


def article_object(article: Article) -> dict[str, object]:
    """The article as both contracts print it."""
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": edtf(article.published),
        "published_basis": _published_basis(article.published),
        "language": article.language,
        "syndicated_from": article.syndicated_from,
    }


def edtf(dating: Dating | None) -> str | None:
    """A date at the edge; None where none is known."""
    if dating is None or dating.interval.n_days >= _EVER_DAYS:
        return None
    return to_edtf(dating.interval, approximate=dating.approximate)


# "Some day, ever" is no date: date.min to date.max.
_EVER_DAYS = 9998 * 365


def _published_basis(published: Dating | None) -> str | None:
    """`given` with the input, read from its `metadata`, or `inferred` from its text."""
    if published is None:
        return None
    if published.basis is not DateBasis.GIVEN:
        return "inferred"
    from_metadata = any("metadata" in reason for reason in published.because)
    return "metadata" if from_metadata else "given"


def _words(span: Span | None, article: Article) -> str | None:
    if span is None or span.end > len(article.text):
        return None
    return " ".join(span.of(article.text).split()) or None


def _participant(one: Participant) -> dict[str, object]:
    return {
        "raw_text": one.raw_text,
        "entity_name": one.entity_name,
        "wikidata_id": one.wikidata_id,
        "entity_code": one.entity_code,
        "country_code": one.country_code,
        "sector_code": one.sector_code,
        "office": one.office,
        "start": one.span.start,
        "end": one.span.end,
    }


def _location(place: EventLocation | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {
        "extracted_place": place.extracted_place,
        "resolved_place": place.resolved_place,
        "country_code": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
        "geonameid": place.geonameid,
    }


def _says(one: Says) -> dict[str, object]:
    return {
        "raw_text": one.raw_text,
        "entity_name": one.entity_name,
        "country_code": one.country_code,
        "anonymous": one.anonymous,
        "form": str(one.form),
        "cue": one.cue,
    }
