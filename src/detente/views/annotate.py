"""A coded article as a line of `detente annotate`: the contract of ANNOTATE.md.

Stand-off layers over the article's text. Unlike a report's location, a mention of a
country keeps the point that GeoNames gives it, with `feature` to tell that it is none:
whoever draws a map must look there.
"""

from collections.abc import Collection

from detente.model.actor import ActorMention
from detente.model.attribution import Attribution
from detente.model.coded import CodedArticle
from detente.model.place import PlaceMention
from detente.model.text import Span
from detente.model.time import Dating, TimeExpression
from detente.views.report_json import article_object, edtf

LAYERS = ("times", "places", "actors", "attributions", "sentences")


def annotation(
    coded: CodedArticle, layers: Collection[str] = LAYERS
) -> dict[str, object]:
    """The article's line with the layers asked for, each in text order."""
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
        line["attributions"] = [
            _attribution(one) for one in coded.attributions if one.parent is None
        ]
    if "sentences" in layers:
        line["sentences"] = [_pair(one.span) for one in coded.parsed.sentences]
    return line


def _words(span: Span, text: str) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _time(one: TimeExpression, text: str) -> dict[str, object]:
    days = None
    if one.interval is not None:
        days = edtf(
            Dating(interval=one.interval, basis=one.basis, approximate=one.approximate)
        )
    return {
        **_words(one.span, text),
        "type": one.type,
        "value": one.value,
        "edtf": days,
        "basis": str(one.basis),
    }


def _place(one: PlaceMention, text: str) -> dict[str, object]:
    place = one.place
    return {
        **_words(one.span, text),
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
        **_words(one.span, text),
        "entity_name": one.name,
        "wikidata_id": one.wikidata_id,
        "country_code": one.countries[0] if len(one.countries) == 1 else None,
        "sector_code": one.sector,
        "office": one.office,
        "basis": one.because,
        "chain": one.chain,
    }


def _attribution(one: Attribution) -> dict[str, object]:
    return {
        "source": _pair(one.source) if one.source else None,
        "cue": _pair(one.cue) if one.cue else None,
        "content": [_pair(part) for part in one.content],
        "entity_name": one.entity_name,
        "country_code": one.country,
        "anonymous": one.anonymous,
        "form": str(one.form),
    }
