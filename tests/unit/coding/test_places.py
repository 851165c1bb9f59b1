import pickle
from functools import cache
from itertools import pairwise

import pytest

from detente.coding.places import event_location, find_places
from detente.knowledge.gazetteer import Gazetteer
from detente.model.article import Article, ParsedArticle, Part, PartKind
from detente.model.entry import EventLocation
from detente.model.event import EventMention, EventType
from detente.model.text import Span
from detente.reading.backends.spacy_parser import SpacyParser
from detente.reading.parse import parse
from detente.reading.sentences import split

PARSER = SpacyParser()


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


def article_of(text: str) -> ParsedArticle:
    article = Article(
        id="x", text=text, parts=(Part(Span(0, len(text)), PartKind.BODY),)
    )
    return ParsedArticle(article=article, sentences=split(article))


def names(text: str) -> list[str]:
    return [m.span.of(text) for m in find_places(article_of(text), gazetteer())]


def where(
    text: str,
    trigger: str,
    *,
    location: str | None = None,
    kind: EventType = EventType.CONSULT,
) -> EventLocation | None:
    bare = article_of(text)
    parsed = parse(bare.article, bare.sentences, PARSER)
    start = text.index(trigger)
    mention = EventMention(
        sentence=0,
        trigger=Span(start, start + len(trigger)),
        clause=parsed.sentences[0].span,
        type=kind,
        row="test",
        location=Span(text.index(location), text.index(location) + len(location))
        if location
        else None,
    )
    return event_location(mention, parsed, find_places(parsed, gazetteer()))


def test_a_text_without_names_has_no_places() -> None:
    assert names("nothing happened here today.") == []
    assert names("") == []


def test_the_same_article_gives_the_same_places_again_and_after_pickling() -> None:
    parsed = article_of("Envoys met in Vienna, Virginia, and then in Springfield.")
    first = find_places(parsed, gazetteer())
    copy = pickle.loads(pickle.dumps(gazetteer()))
    assert find_places(parsed, copy) == first == find_places(parsed, gazetteer())


def test_mentions_are_in_text_order_and_do_not_overlap() -> None:
    text = "From Paris, Texas, to the Gaza Strip, Guinea-Bissau and New York City."
    spans = [m.span for m in find_places(article_of(text), gazetteer())]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_scores_are_probabilities_and_rivals_are_kept() -> None:
    (mention,) = find_places(article_of("The council met in Springfield."), gazetteer())
    assert 0 < mention.score < 0.7
    assert len(mention.rivals) == 3
    assert "in" in mention.because.split()


def test_spans_cover_the_words_without_the_possessive() -> None:
    assert names("Moscow's envoy met Egypt’s foreign minister.") == ["Moscow", "Egypt"]


def test_a_dateline_part_is_read_though_it_is_no_sentence() -> None:
    text = "MANILA, March 3 — The ship sailed."
    parts = (Part(Span(0, 15), PartKind.DATELINE), Part(Span(18, 34), PartKind.BODY))
    article = Article(id="x", text=text, parts=parts)
    parsed = ParsedArticle(article=article, sentences=split(article))
    (mention,) = find_places(parsed, gazetteer())
    assert mention.span == Span(0, 6)


def test_a_full_stop_belongs_to_a_short_form_only() -> None:
    assert names("They flew to Oslo. He lives in Reno, Nev. now.") == [
        "Oslo",
        "Reno",
        "Nev.",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("The ministers met in Geneva on Friday.", "met", "Geneva"),
        ("They held talks in Oslo.", "talks", "Oslo"),
        ("The president travelled to Ankara on Monday.", "travelled", "Ankara"),
        ("His visit to Jakarta lasted two days.", "visit", "Jakarta"),
        ("The chancellor visited Warsaw last week.", "visited", "Warsaw"),
        ("Soldiers clashed on the border with Armenia.", "clashed", "Armenia"),
        ("A convoy was attacked near Goma by rebels.", "attacked", "Goma"),
        ("Troops were deployed to Mali in May.", "deployed", "Mali"),
        ("The leaders met at Camp David.", "met", "Camp David"),
        ("Rebels attacked the town of Kidal.", "attacked", "Kidal"),
        ("The invasion of Kuwait began at night.", "invasion", "Kuwait"),
        ("They flew to Tirana, where they signed the accord.", "signed", "Tirana"),
        ("She postponed her Hanoi trip.", "postponed", "Hanoi"),
        ("Doha hosted talks between the two movements.", "talks", "Doha"),
        ("Muscat was the venue of talks between the two.", "talks", "Muscat"),
        ("After talks in Vienna the two states agreed to a truce.", "agreed", "Vienna"),
        ("Chile plans to send an envoy to Quito.", "send", "Quito"),
        ("She put off a trip to Hanoi.", "put off", "Hanoi"),
        ("Helicopters evacuated the wounded from Kunduz.", "evacuated", "Kunduz"),
        ("He flew to Muscat to sign the accord.", "sign", "Muscat"),
        ("Two men were shot during protests in Lima.", "shot", "Lima"),
        ("Three soldiers were killed outside of Basra.", "killed", "Basra"),
    ],
)
def test_a_place_tied_to_the_trigger_is_where_it_happened(
    text: str, trigger: str, place: str | None
) -> None:
    found = where(text, trigger)
    assert (found.extracted_place if found else None) == place


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("France condemned the strike.", "condemned"),
        ("Speaking in Rome, the envoy said that Iran rejected the offer.", "rejected"),
        ("The minister of Spain criticised the law.", "criticised"),
        ("Chile recalled its ambassador in Lima.", "recalled"),
        ("The envoy laid the blame on Ottawa.", "laid"),
        ("The Peru talks failed.", "failed"),
        ("Chile withdrew its envoy to Quito.", "withdrew"),
        ("Kenya left the pact after riots in Kisumu.", "left"),
    ],
)
def test_a_place_that_grammar_does_not_tie_is_not_where_it_happened(
    text: str, trigger: str
) -> None:
    assert where(text, trigger) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Russia closed the British consulate in Yekaterinburg.", "closed", True),
        ("Russia recalled its consul in Hamburg.", "recalled", False),
        ("Poland is pouring troops into Lithuania.", "pouring", True),
        ("Two men died in a blast in a suburb of Mogadishu.", "died", True),
        ("Ships anchored off the coast of Benin.", "anchored", True),
        ("The minister, visiting Quito, praised the pact.", "praised", True),
        ("On a visit to Quito the minister praised the pact.", "praised", True),
        ("The minister visiting Quito said nobody praised it.", "praised", False),
    ],
)
def test_parts_of_places_missions_and_visits_tell_where(
    text: str, trigger: str, place: bool
) -> None:
    assert (where(text, trigger) is not None) is place


@pytest.mark.slow
@pytest.mark.parametrize("kind", [EventType.THREATEN, EventType.REJECT])
def test_what_is_said_is_not_where_the_deed_would_be(kind: EventType) -> None:
    text = "The junta refused to hold a vote in Bouake."
    assert where(text, "refused", kind=kind) is None
    assert where(text, "hold", kind=EventType.CONSULT) is not None


@pytest.mark.slow
def test_talks_in_a_town_are_no_place_of_another_clause() -> None:
    text = "They agreed at talks in Oslo, a day after Chad had called off a raid."
    bare = article_of(text)
    parsed = parse(bare.article, bare.sentences, PARSER)
    start, clause = text.index("called"), text.index("a day after")
    mention = EventMention(
        sentence=0,
        trigger=Span(start, start + 6),
        clause=Span(clause, len(text)),
        type=EventType.RETREAT,
        row="test",
    )
    assert event_location(mention, parsed, find_places(parsed, gazetteer())) is None


@pytest.mark.slow
def test_the_extractors_own_place_comes_first() -> None:
    text = "After stops in Rome and Paris the pope spoke of peace in Assisi."
    found = where(text, "spoke", location="Paris")
    assert found is not None
    assert found.resolved_place == "Paris"


@pytest.mark.slow
def test_a_country_is_no_point() -> None:
    country = where("The king arrived in Jordan.", "arrived")
    city = where("The king arrived in Amman.", "arrived")
    assert country is not None
    assert city is not None
    assert (country.country_code, country.lat, country.lon) == ("JOR", None, None)
    assert city.lat is not None
    assert city.lon is not None
