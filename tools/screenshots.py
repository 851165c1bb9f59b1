"""Pictures of every page of the web desk, over the example reports, in both themes.

    python -m tools.screenshots [FOLDER]      (docs/screenshots if none is named)

Needs Chromium, and the packages of the dev group.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from detente.api import Ledger, ingest, make_coder
from detente.web.serve import serving
from detente.web.settings import Settings

ROOT = Path(__file__).parents[1]
SIZE = {"width": 1200, "height": 860}
SETTINGS = Settings(port=0, is_writable=True)


def main() -> int:
    """Ingest, serve, and take a picture of each page."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium here: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "examples.ledger"
        with Ledger.open(path, "w") as ledger:
            ingest(ledger, [str(ROOT / "examples")], make_coder())
        with serving(path, SETTINGS) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            for theme in ("light", "dark"):
                context = browser.new_context(color_scheme=theme, viewport=SIZE)  # type: ignore[arg-type]
                page = context.new_page()
                for name, at in pages(path):
                    page.goto(address.rstrip("/") + at)
                    page.screenshot(path=folder / f"{name}-{theme}.png")
                context.close()
            browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


def pages(path: Path) -> Iterator[tuple[str, str]]:
    """A name and an address of each kind of page."""
    with Ledger.open(path, "r") as ledger:
        pair = next(iter(ledger.pairs()))
        story = max(ledger.stories(), key=lambda one: (one.n_articles, one.id))
        event = max(ledger.events(), key=lambda one: (len(one.report_ids), one.id))
        person = next(p for p in event.actors if p.actor_id)
        halfway = ledger.revision().n_entries // 2
        told = [step.published.last for step in event.history if step.published]
    yield "home", "/"
    yield "dyad", f"/dyad/{pair[0]}/{pair[1]}"
    yield "earlier", f"/dyad/{pair[0]}/{pair[1]}?rev={halfway}"
    yield "stories", "/stories"
    yield "story", f"/story/{story.id}"
    yield "event", f"/event/{event.id}"
    yield "event-as-of", f"/event/{event.id}?as_of={min(told)}"
    yield "article", f"/article/{event.article_ids[0]}"
    yield "actor", f"/actor/{person.actor_id}"
    yield "timeline", "/timeline"
    yield "map", "/map"
    yield "graph", "/graph"
    yield "search", "/search?q=ambassador"
    yield "review", "/review?by=Analyst"


if __name__ == "__main__":
    sys.exit(main())
