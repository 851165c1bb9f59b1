"""Anyone can read it: axe finds nothing serious on any page, theme or width."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import Site, Visit
from routes import pages_of

pytestmark = pytest.mark.slow
WIDTHS = (320, 768, 1280)
KINDS = range(12)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_serious_fault_and_none_scrolls_sideways(
    site: Site, visit: Callable[..., Visit], theme: str, width: int
) -> None:
    one = visit(color_scheme=theme, viewport={"width": width, "height": 800})
    found = []
    for path in pages_of(site.path):
        one.page.goto(site.address + path)
        wide = one.page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((path, f"{wide} px wide"))
        for fault in Axe().run(one.page).response["violations"]:
            if fault["impact"] in {"serious", "critical"}:
                spots = [node["target"] for node in fault["nodes"][:3]]
                found.append((path, f"{fault['id']}: {spots}"))
    one.errors = [words for words in one.errors if "404" not in words]
    assert found == []
