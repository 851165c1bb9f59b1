"""What the texts of a story tell differently stands on its page and in its files."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from asking import ask
from browsing import Site, Visit, served
from test_access import faults
from test_hostile import faults_in

from detente.api import Ledger
from detente.model.article import Part, PartKind
from detente.model.text import Span
from evaluation import made_press

pytestmark = pytest.mark.slow
SAID = (
    "Oland and Pland will revive the fishing accord of May 3, 1998.",
    "They renewed a fishing agreement dated 13 May 1998.",
    "The fishing agreement of 13 May 1998 is to be renewed.",
    "Nobody fished.",
)
OUTLETS = ("Fjord Post", "<img src=x onerror=window.broken=1>", None, "Fjord Post")
STORY, DULL = "sto_fish", "sto_none"


@pytest.fixture(scope="module")
def fishing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A story of four articles that date an accord by two days, and one of nothing."""
    path = tmp_path_factory.mktemp("fishing") / "fishing.ledger"
    with Ledger.open(path, "w") as ledger:
        for number, (text, outlet) in enumerate(zip(SAID, OUTLETS, strict=True)):
            coded = made_press.coded(number * 20)
            article = coded.parsed.article
            whole = f"{text}\n\n{article.text}"
            article = replace(
                article,
                text=whole,
                outlet=outlet,
                parts=(
                    Part(Span(0, len(text)), PartKind.BODY),
                    Part(Span(len(text) + 2, len(whole)), PartKind.BODY),
                ),
            )
            coded = replace(coded, parsed=replace(coded.parsed, article=article))
            ledger.append(coded, stories={article.id: STORY})
        dull = made_press.coded(200)
        ledger.append(dull, stories={dull.parsed.article.id: DULL})
    with served(path) as site:
        yield site


def section(text: str) -> str:
    return text.partition('id="differences"')[2].partition("</section>")[0]


def test_the_page_tells_them_with_links_to_the_articles(fishing: Site) -> None:
    _, body = ask(fishing, f"/story/{STORY}")
    text = body.decode()
    assert '<a href="#differences">1 difference of its texts' in text
    here = section(text)
    assert "<caption>date of the accord</caption>" in here
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>(.*?)</td>', here)
    assert [value for value, _ in rows] == ["3 May 1998", "13 May 1998"]
    first, second = (re.findall(r'href="(/article/[^"]*)"', td) for _, td in rows)
    assert first == ["/article/press-0000000", "/article/press-0000060"]
    assert second == ["/article/press-0000020", "/article/press-0000040"]
    for address in (*first, *second):
        assert ask(fishing, address)[0].status == 200
    assert faults_in(text) == []


def test_links_stay_at_a_revision(fishing: Site) -> None:
    with Ledger.open(fishing.path, "r") as ledger:
        then = ledger.revision().n_entries - 8
    _, body = ask(fishing, f"/story/{STORY}?rev={then}")
    links = re.findall(r'href="(/article/[^"]*)"', section(body.decode()))
    assert links
    assert all(f"rev={then}" in one for one in links)


@pytest.mark.parametrize("path", [f"/story/{STORY}.json", f"/api/v1/stories/{STORY}"])
def test_they_are_data_too(fishing: Site, path: str) -> None:
    (one,) = json.loads(ask(fishing, path)[1])["differences"]
    assert one["field"] == "date of the accord"
    assert [value for value, _ in one["claims"]] == ["3 May 1998", "13 May 1998"]


def test_they_stand_behind_the_events_in_markdown(fishing: Site) -> None:
    text = ask(fishing, f"/story/{STORY}.md")[1].decode()
    _, _, behind = text.partition("## What its texts tell differently")
    assert "- **date of the accord**" in behind
    assert "  - 3 May 1998 — Fjord Post" in behind
    assert "\\<img src" in behind
    assert "event/evt_" not in behind


def test_a_story_without_them_says_nothing_of_them(fishing: Site) -> None:
    _, body = ask(fishing, f"/story/{DULL}")
    assert b"differences" not in body
    assert json.loads(ask(fishing, f"/story/{DULL}.json")[1])["differences"] == []
    assert b"tell differently" not in ask(fishing, f"/story/{DULL}.md")[1]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_anyone_can_read_them(
    fishing: Site, visit: Callable[..., Visit], theme: str, width: int
) -> None:
    one = visit(color_scheme=theme, viewport={"width": width, "height": 800})
    assert faults(one, fishing, [f"/story/{STORY}"], width) == []
