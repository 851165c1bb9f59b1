"""The example reports are read whole: every file, with its outlet and what it plants."""

from pathlib import Path

from detente.model.article import Article, PartKind, RawDocument
from detente.reading.clean import clean
from detente.reading.ingest import read_inputs

EXAMPLES = Path(__file__).parents[3] / "examples"
OUTLETS = {
    "Bosporus Ledger": 3,
    "Cape Almond Gazette": 2,
    "Delta Palm Post": 3,
    "Kite Harbour Times": 3,
    "Lantern Hill Daily": 3,
    "Meridian Wire": 2,
    "Nordhavn Courier": 2,
}


def read_all() -> list[Article]:
    found = list(read_inputs([str(EXAMPLES)]))
    assert all(isinstance(item, RawDocument) for item in found)
    return [clean(item) for item in found if isinstance(item, RawDocument)]


def test_every_example_has_its_outlet_and_a_title() -> None:
    articles = read_all()
    names = [str(article.outlet) for article in articles]
    assert {name: names.count(name) for name in names} == OUTLETS
    assert all(article.title for article in articles)
    assert len({article.id for article in articles}) == 18


def test_the_agency_report_in_two_outlets_is_credited_in_both() -> None:
    copies = [a.outlet for a in read_all() if a.syndicated_from == "Meridian Wire"]
    assert copies == ["Nordhavn Courier", "Kite Harbour Times"]


def test_nothing_that_reports_is_left_out() -> None:
    others: dict[PartKind, list[str]] = {}
    for article in read_all():
        for part in article.parts:
            others.setdefault(part.kind, []).append(part.span.of(article.text))
    assert len(others[PartKind.BODY]) >= 90
    assert len(others[PartKind.PULL_QUOTE]) == 2
    assert len(others[PartKind.CAPTION]) == 1
    assert len(others[PartKind.BYLINE]) == 1
    assert len(others[PartKind.DATELINE]) == 15
