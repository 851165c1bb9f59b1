"""A real browser on a real server over a real ledger of the example reports."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)

from detente.web.serve import serving
from detente.web.settings import Settings

# Debian's name first. Without the switches Chromium asks the network for updates.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Site:
    """A desk that is being served."""

    address: str
    path: Path


@contextmanager
def served(path: Path, **how: object) -> Iterator[Site]:
    """Serve a ledger from a thread of this process, on a free port of loopback."""
    settings = Settings(port=0, **how)  # type: ignore[arg-type]
    with serving(path, settings) as address:
        yield Site(address=address.rstrip("/"), path=path)


@pytest.fixture(scope="session")
def site(example_ledger: Path) -> Iterator[Site]:
    """The example reports, to read."""
    with served(example_ledger) as one:
        yield one


@pytest.fixture
def writable(example_ledger: Path, tmp_path: Path) -> Iterator[Site]:
    """A copy of them, to correct."""
    copy = tmp_path / "copy.ledger"
    shutil.copy(example_ledger, copy)
    with served(copy, is_writable=True) as one:
        yield one


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium as the system has it; these tests need one (see README)."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        assert "CI" not in os.environ, "CI has a browser: these tests count there"
        pytest.skip("needs a browser: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page with everything noted that must not happen on it."""

    page: Page
    strays: list[str]
    errors: list[str]


def note(one: Visit, message: ConsoleMessage) -> None:
    """Keep what the console complains of."""
    if message.type in {"error", "warning"}:
        one.errors.append(message.text)


def follow(one: Visit, request: Request) -> None:
    """Keep requests that leave this machine."""
    if "//127.0.0.1:" not in request.url:
        one.strays.append(request.url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open a fresh window; when the test ends nothing may have gone astray in it."""
    contexts: list[BrowserContext] = []
    visits: list[Visit] = []

    def open_window(**how: object) -> Visit:
        context = browser.new_context(**how)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        one = Visit(page=page, strays=[], errors=[])
        visits.append(one)
        page.on("console", lambda message: note(one, message))
        page.on("pageerror", lambda error: one.errors.append(str(error)))
        page.on("request", lambda request: follow(one, request))
        return one

    yield open_window
    for context in contexts:
        context.close()
    for one in visits:
        assert one.strays == []
        assert one.errors == []
