import json
from datetime import date
from typing import Any

import pytest

from detente.model.actor import ActorKind, ActorMention
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.attribution import Attribution, Form
from detente.model.coded import CodedArticle
from detente.model.place import Place, PlaceMention
from detente.model.text import Sentence, Span
from detente.model.time import DateBasis, Dating, TimeExpression, TimeInterval
from detente.views.annotate import LAYERS, annotation

TEXT = "In May the envoy said that Oslo would host. Nobody asked."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def layer(coded: CodedArticle, name: str) -> Any:
    return annotation(coded)[name]


@pytest.fixture
def coded() -> CodedArticle:
    published = Dating(
        interval=TimeInterval.day(date(2024, 6, 3)), basis=DateBasis.GIVEN
    )
    article = Article(
        id="art_1",
        text=TEXT,
        parts=(Part(Span(0, len(TEXT)), PartKind.BODY),),
        outlet="The Fjord Gazette",
        published=published,
    )
    sentences = (
        Sentence(index=0, span=Span(0, 43), paragraph=0),
        Sentence(index=1, span=Span(44, len(TEXT)), paragraph=0),
    )
    oslo = Place(
        id="geonames:3143244",
        name="Oslo",
        feature="city",
        country="NOR",
        lat=59.91,
        lon=10.75,
        geonameid=3143244,
    )
    return CodedArticle(
        parsed=ParsedArticle(article=article, sentences=sentences),
        published=published,
        times=(
            TimeExpression(
                span=span("May"),
                type="DATE",
                value="2024-05",
                interval=TimeInterval(date(2024, 5, 1), date(2024, 6, 1)),
                approximate=True,
            ),
            TimeExpression(
                span=span("Nobody"),
                type="DATE",
                value="PRESENT_REF",
                interval=TimeInterval(date.min, date.max),
            ),
            TimeExpression(span=span("asked"), type="DURATION", value="P10Y"),
        ),
        places=(
            PlaceMention(span=span("Oslo"), place=oslo, score=0.91234567),
            PlaceMention(span=span("Nobody"), place=None, score=0.2),
        ),
        actors=(
            ActorMention(
                span=span("the envoy"),
                head=span("envoy"),
                kind=ActorKind.PERSON,
                name="envoy",
                chain=0,
                countries=("NOR", "SWE"),
                sector="GOV",
                office="envoy",
                because="title",
            ),
        ),
        attributions=(
            Attribution(
                source=span("the envoy"),
                cue=span("said"),
                content=(span("that Oslo would host"),),
                entity_name="envoy",
                anonymous=True,
                form=Form.SPEECH,
            ),
            Attribution(source=None, cue=None, content=(span("asked"),)),
        ),
        reports=(),
        coder="test",
    )


def test_a_line_has_every_layer_by_default_and_is_json(coded: CodedArticle) -> None:
    line = annotation(coded)
    assert list(line) == ["article", "text", *LAYERS]
    assert json.loads(json.dumps(line)) == line
    assert line["text"] == TEXT


def test_only_the_layers_asked_for_are_there(coded: CodedArticle) -> None:
    line = annotation(coded, frozenset({"places", "sentences"}))
    assert list(line) == ["article", "text", "places", "sentences"]


def test_the_article_is_as_reports_print_it(coded: CodedArticle) -> None:
    article = annotation(coded)["article"]
    assert isinstance(article, dict)
    assert article["id"] == "art_1"
    assert article["published"] == "2024-06-03"
    assert article["published_basis"] == "given"
    assert article["outlet"] == "The Fjord Gazette"


def test_times_have_their_days_where_they_denote_any(coded: CodedArticle) -> None:
    may, ever, duration = layer(coded, "times")
    assert may == {
        "start": 3,
        "end": 6,
        "text": "May",
        "type": "DATE",
        "value": "2024-05",
        "edtf": "2024-05~",
        "basis": "expression",
    }
    assert ever["edtf"] is None
    assert duration["edtf"] is None


def test_places_are_printed_with_their_feature(coded: CodedArticle) -> None:
    oslo, nil = layer(coded, "places")
    assert oslo == {
        "start": 27,
        "end": 31,
        "text": "Oslo",
        "resolved_place": "Oslo",
        "lat": 59.91,
        "lon": 10.75,
        "country_code": "NOR",
        "geonameid": 3143244,
        "feature": "city",
        "confidence": 0.9123,
    }
    assert (nil["resolved_place"], nil["lat"], nil["feature"]) == (None, None, None)


def test_an_actor_of_several_countries_has_no_single_code(coded: CodedArticle) -> None:
    (actor,) = layer(coded, "actors")
    assert actor["country_code"] is None
    assert (actor["office"], actor["chain"]) == ("envoy", 0)
    assert actor["text"] == "the envoy"


def test_attributions_and_sentences_are_offsets(coded: CodedArticle) -> None:
    line = annotation(coded)
    said, bare = layer(coded, "attributions")
    assert said["source"] == [7, 16]
    assert said["cue"] == [17, 21]
    assert said["content"] == [[22, 42]]
    assert (said["anonymous"], said["form"]) == (True, "speech")
    assert (bare["source"], bare["cue"]) == (None, None)
    assert line["sentences"] == [[0, 43], [44, len(TEXT)]]
