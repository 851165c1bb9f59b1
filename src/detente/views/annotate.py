"""A coded article as a line of `detente annotate`: the contract of ANNOTATE.md."""

from collections.abc import Collection

from detente.model.actor import ActorMention
from detente.model.attribution import Attribution
from detente.model.coded import CodedArticle
from detente.model.edtf import to_edtf
from detente.model.place import PlaceMention
from detente.model.text import Span
from detente.model.time import TimeExpression
from detente.views.report_json import article_object

LAYERS = ("times", "places", "actors", "attributions", "sentences")


def annotation(
    coded: CodedArticle, layers: Collection[str] = LAYERS
) -> dict[str, object]:
    """The article with the layers asked for, offsets into its clean text."""
    text = coded.parsed.text
    line: dict[str, object] = {
        "article": article_object(coded.parsed.article),
        "text": text,
    }
    if "times" in layers:
        line["times"] = [_time(one, text) for one in coded.times]
    if "places" in layers:
        line["places"] = [_place(one, text) for one in coded.places]
    if "actors" in layers:
        line["actors"] = [_actor(one, text) for one in coded.actors]
    if "attributions" in layers:
        line["attributions"] = [_attribution(one) for one in coded.attributions]
    if "sentences" in layers:
        line["sentences"] = [[s.span.start, s.span.end] for s in coded.parsed.sentences]
    return line


def _time(one: TimeExpression, text: str) -> dict[str, object]:
    days = one.interval
    return {
        **_where(one.span, text),
        "type": one.type,
        "value": one.value,
        "edtf": to_edtf(days, approximate=one.approximate) if days else None,
        "basis": str(one.basis),
    }


def _place(one: PlaceMention, text: str) -> dict[str, object]:
    place = one.place
    return {
        **_where(one.span, text),
        "resolved_place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "country_code": place.country if place else None,
        "geonameid": place.geonameid if place else None,
        "feature": place.feature if place else None,
        "confidence": round(min(1.0, max(0.0, one.score)), 4),
    }


def _actor(one: ActorMention, text: str) -> dict[str, object]:
    return {
        **_where(one.span, text),
        "entity_name": one.name,
        "wikidata_id": one.wikidata_id,
        "country_code": one.countries[0] if len(one.countries) == 1 else None,
        "country_codes": list(one.countries),
        "sector_code": one.sector,
        "office": one.office,
        "basis": one.because,
        "chain": one.chain,
    }


def _attribution(one: Attribution) -> dict[str, object]:
    return {
        "source": _pair(one.source),
        "cue": _pair(one.cue),
        "content": [_pair(part) for part in one.content],
        "entity_name": one.entity_name,
        "country_code": one.country,
        "anonymous": one.anonymous,
        "form": str(one.form),
    }


def _where(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
