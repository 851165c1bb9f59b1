import pytest

from detente.knowledge.outlets import host_of, load_outlets
from detente.model.article import PartKind

OUTLETS = load_outlets()


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("The Guardian", "The Guardian"),
        ("guardian", "The Guardian"),
        ("AP", "Associated Press"),
        ("RFE/RL", "Radio Free Europe/Radio Liberty"),
        ("Agence France-Presse", "AFP"),
    ],
)
def test_an_outlet_is_known_by_its_names(name: str, outlet: str) -> None:
    found = OUTLETS.named(name)
    assert found is not None
    assert found.name == outlet


def test_an_unknown_name_or_address_is_none() -> None:
    assert OUTLETS.named("Fjord Observer") is None
    assert OUTLETS.at("https://fjord.example/reuters.com") is None
    assert OUTLETS.at("http://[broken") is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.jpost.com/a?b=c", "jpost.com"),
        ("www.JPost.com", "jpost.com"),
        ("http://user@news.example:80/x", "news.example"),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_read(url: str, host: str) -> None:
    assert host_of(url) == host


def test_a_page_below_an_outlets_domain_is_its_own() -> None:
    found = OUTLETS.at("https://edition.cnn.com/2023/a.html")
    assert found is not None
    assert found.name == "CNN"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Back to top button", PartKind.BOILERPLATE),
        ("READ MORE: Ministers meet again", PartKind.BOILERPLATE),
        ("Don’t miss", PartKind.BOILERPLATE),
        ("© 2023 Fjord Observer", PartKind.BOILERPLATE),
        ("File photo: a harbour", PartKind.CAPTION),
        ("Photo: Ana Example", PartKind.CREDIT),
        ("Our Correspondent", PartKind.BYLINE),
    ],
)
def test_a_paragraph_is_known_by_its_words(line: str, kind: PartKind) -> None:
    found = OUTLETS.phrase(line)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "line",
    [
        "More than forty people were hurt.",
        "Tagalog is spoken there.",
        "Share prices fell after the talks.",
        "Read more: " + "and so on " * 20,
        "...",
    ],
)
def test_prose_is_no_phrase(line: str) -> None:
    assert OUTLETS.phrase(line) is None
