"""Anyone can read it: axe finds nothing serious on any page, theme or width."""

from collections.abc import Callable, Sequence

import pytest
from asking import ask
from axe_playwright_python.sync_playwright import Axe
from browsing import Site, Visit
from routes import pages_of

from detente.api import Ledger

pytestmark = pytest.mark.slow
WIDTHS = (320, 768, 1280)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_serious_fault_and_none_scrolls_sideways(
    site: Site, visit: Callable[..., Visit], theme: str, width: int
) -> None:
    one = visit(color_scheme=theme, viewport={"width": width, "height": 800})
    assert faults(one, site, pages_of(site.path), width) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nor_has_the_review_an_earlier_state_or_a_conflict(
    writable: Site, visit: Callable[..., Visit], theme: str, width: int
) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        report, other = ledger.doubtful(2)
        seen = ledger.revision().n_entries
        event = ledger.events()[-1]
        told = ledger.filing(event.article_ids[0]).dated().published
    assert told is not None
    one = visit(color_scheme=theme, viewport={"width": width, "height": 800})
    paths = [
        "/review",
        f"/review?report={report.id}&by=Ada",
        f"/timeline?rev={seen // 2}",
        f"/event/{event.id}?as_of={told.interval.last}",
    ]
    assert faults(one, writable, paths, width) == []
    form = {"answer": "reject", "by": "Bo", "report": other.id, "seen": str(seen)}
    one.page.goto(f"{writable.address}/review?report={other.id}&by=Ada")
    ask(writable, "/review", form=form)
    one.page.get_by_role("button", name="Accept").click()
    one.page.get_by_role("heading", name="Somebody changed this meanwhile").wait_for()
    assert faults(one, writable, [], width) == []
    one.page.goto(f"{writable.address}/review?by=Ada")
    with Ledger.open(writable.path, "r") as ledger:
        said, seen = ledger.corrections()[0].correction, ledger.revision().n_entries
    form = {"answer": "undo", "by": "Bo", "correction": said.id, "seen": str(seen)}
    ask(writable, "/review", form=form)
    one.page.get_by_role("button", name="Undo").click()
    one.page.get_by_role("heading", name="This was taken back already").wait_for()
    assert faults(one, writable, [], width) == []
    one.errors = [words for words in one.errors if "409" not in words]


def faults(
    one: Visit, site: Site, paths: Sequence[str], width: int
) -> list[tuple[str, str]]:
    """What is wrong with some pages, or with the one that is open where none is named."""
    found = []
    for path in paths or [""]:
        if path:
            one.page.goto(site.address + path)
        wide = one.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((path, f"{wide} px wide"))
        for fault in Axe().run(one.page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                spots = [node["target"] for node in fault["nodes"][:3]]
                found.append((path, f"{fault['id']}: {spots}"))
    one.errors = [words for words in one.errors if "404" not in words]
    return found
