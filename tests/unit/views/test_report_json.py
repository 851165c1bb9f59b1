import json
from dataclasses import replace
from datetime import date

from made import BERG, article, on, place, report, said_by

from detente.model.entry import Relation
from detente.model.event import RelationKind
from detente.model.text import Span
from detente.model.time import DateBasis, Dating, TimeInterval
from detente.views.report_json import report_line

FIELDS = (
    "id event_id story_id article event mode context actor recipient status date "
    "date_text date_basis event_loc attribution dead injured arrested relation "
    "evidence confidence".split()
)


def only(listed: object) -> dict[str, object]:
    assert isinstance(listed, list)
    (one,) = listed
    assert isinstance(one, dict)
    return one


def test_every_field_of_the_contract_is_there_in_its_order() -> None:
    line = report_line(report(), article(), event_id="evt_1")
    assert list(line) == FIELDS
    assert json.loads(json.dumps(line)) == line


def test_what_is_unknown_is_null_or_an_empty_list() -> None:
    line = report_line(report(), article(published=None), event_id="evt_1")
    for field in ("date", "date_text", "date_basis", "event_loc", "dead"):
        assert line[field] is None
    assert line["attribution"] == []
    assert line["relation"] == []
    assert line["article"] == {
        "id": "a1",
        "path": None,
        "url": None,
        "title": "Berg in Chile",
        "outlet": "Fjord Post",
        "published": None,
        "published_basis": None,
        "language": "en",
        "syndicated_from": None,
    }


def test_a_date_comes_as_edtf_with_its_words() -> None:
    filed = article()
    start = filed.text.index("on Wednesday")
    dating = replace(on("2021-03-10"), evidence=Span(start, start + 12))
    line = report_line(report(dating=dating), filed, event_id="evt_1")
    assert line["date"] == "2021-03-10"
    assert line["date_text"] == "on Wednesday"
    assert line["date_basis"] == "expression"


def test_a_day_of_all_time_is_no_date() -> None:
    ever = TimeInterval(date.min, date.max)
    dating = Dating(interval=ever, basis=DateBasis.PUBLICATION)
    assert report_line(report(dating=dating), article(), event_id="e")["date"] is None


def test_the_publication_date_says_where_it_is_from() -> None:
    def basis(published: Dating) -> object:
        filed = replace(article(), published=published)
        printed = report_line(report(), filed, event_id="e")["article"]
        assert isinstance(printed, dict)
        return printed["published_basis"]

    given = on("2021-03-11", DateBasis.GIVEN)
    assert basis(given) == "given"
    assert basis(replace(given, because=("the page's metadata",))) == "metadata"
    assert basis(on("2021-03-11", DateBasis.INFERRED)) == "inferred"


def test_people_places_speakers_and_relations_are_printed() -> None:
    one = report(
        actors=(BERG,),
        location=place("Santiago", "CHL", -33.45, -70.66),
        says=(said_by("Luis Soto"),),
        confidence=0.123456,
    )
    one = replace(
        one,
        relations=(
            Relation(type=RelationKind.RESPONSE_TO, report_id="rep_2", words="after"),
            Relation(type=RelationKind.AFTER, report_id="rep_3", words="then"),
        ),
    )
    line = report_line(
        one, article(), event_id="evt_1", story_id="sto_1", event_of={"rep_2": "evt_2"}
    )
    assert line["story_id"] == "sto_1"
    assert line["relation"] == [{"type": "response_to", "event_id": "evt_2"}]
    assert line["confidence"] == 0.1235
    actor = only(line["actor"])
    assert actor["office"] == "minister of foreign affairs"
    assert (actor["start"], actor["end"]) == (0, len("Anna Berg"))
    said = only(line["attribution"])
    assert (said["entity_name"], said["form"]) == ("Luis Soto", "speech")
    where = line["event_loc"]
    assert isinstance(where, dict)
    assert "feature" not in where
