"""What an analyst comes to do, by mouse, by keyboard, and without scripts."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Site, Visit
from playwright.sync_api import Page

from detente.api import Ledger
from detente.ledger.read import Wanted
from detente.model.status import Status

pytestmark = pytest.mark.slow


def a_dyad_with(path: Path, status: Status) -> tuple[str, str]:
    """The busiest pair of states that has an event of this status."""
    with Ledger.open(path, "r") as ledger:
        for pair in ledger.pairs():
            if ledger.events(Wanted(pair=pair, statuses=(status,))):
                return pair
    raise AssertionError(f"no dyad with a {status} event")


def latest_denied(path: Path, pair: tuple[str, str]) -> str:
    with Ledger.open(path, "r") as ledger:
        found = ledger.events(Wanted(pair=pair, statuses=(Status.DENIED,)))
    dated = [one for one in found if one.dating is not None]
    return (dated or found[:1])[-1].id  # the undated stand last, in their order


def tab_to(page: Page, selector: str, most: int = 250) -> None:
    """Press Tab until what the selector names has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_latest_denial_of_a_dyad_is_found_by_mouse(
    site: Site, visit: Callable[..., Visit], scripts: bool
) -> None:
    pair = a_dyad_with(site.path, Status.DENIED)
    page = visit(java_script_enabled=scripts).page
    page.goto(f"{site.address}/dyad/{pair[0]}/{pair[1]}")
    page.get_by_text("Status", exact=True).click()
    page.get_by_label("denied").check()
    if scripts:
        page.wait_for_url("**status=denied**")
    else:
        page.get_by_role("button", name="Apply").click()
    first = page.locator("#results article.row").first
    assert first.get_attribute("id") == latest_denied(site.path, pair)


def test_the_latest_denial_of_a_dyad_is_found_by_keyboard(
    site: Site, visit: Callable[..., Visit]
) -> None:
    pair = a_dyad_with(site.path, Status.DENIED)
    page = visit().page
    page.goto(f"{site.address}/dyad/{pair[0]}/{pair[1]}")
    tab_to(page, ".filters details:nth-of-type(2) > summary")
    page.keyboard.press("Enter")
    tab_to(page, "input[name=status][value=denied]")
    page.keyboard.press("Space")
    page.wait_for_url("**status=denied**")
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("j")
    current = page.locator("[data-current]")
    assert current.get_attribute("id") == latest_denied(site.path, pair)


@pytest.mark.parametrize("scripts", [True, False])
def test_an_event_opens_its_sentence_by_mouse(
    site: Site, visit: Callable[..., Visit], scripts: bool
) -> None:
    page = visit(java_script_enabled=scripts).page
    page.goto(f"{site.address}/timeline")
    page.locator("article.row a[data-open]").first.click()
    quote = page.locator("blockquote[data-cite]").first.inner_text()
    page.get_by_role("link", name="the sentence in its article").first.click()
    page.wait_for_url("**/article/**")
    marked = "".join(page.locator(".text .m").all_inner_texts())
    words = quote.split("”")[0].lstrip("“").split()
    assert "".join(words[:6]) in "".join(marked.split())


def test_an_event_opens_its_sentence_by_keyboard(
    site: Site, visit: Callable[..., Visit]
) -> None:
    page = visit().page
    page.goto(f"{site.address}/timeline")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/event/**")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/article/**")
    assert page.locator(".text .m-event").count()


def most_told_story(path: Path) -> str:
    with Ledger.open(path, "r") as ledger:
        return max(ledger.stories(), key=lambda one: (one.n_articles, one.id)).id


@pytest.mark.parametrize("scripts", [True, False])
def test_two_outlets_of_a_story_are_compared_by_mouse(
    site: Site, visit: Callable[..., Visit], scripts: bool
) -> None:
    page = visit(java_script_enabled=scripts).page
    page.goto(f"{site.address}/story/{most_told_story(site.path)}")
    row = page.locator("tbody tr", has=page.locator("td:has(input) ~ td input")).first
    cells = row.locator("td:has(input)")
    cells.nth(0).locator("input").first.check()
    cells.nth(1).locator("input").first.check()
    page.get_by_role("button", name="Compare the two").click()
    page.wait_for_url("**compare=**")
    assert page.locator("#compare blockquote").count() == 2
    assert page.locator("#compare ins").count()


def test_two_outlets_of_a_story_are_compared_by_keyboard(
    site: Site, visit: Callable[..., Visit]
) -> None:
    page = visit().page
    page.goto(f"{site.address}/story/{most_told_story(site.path)}")
    for _ in range(2):
        tab_to(page, "input[name=compare]")
        page.keyboard.press("Space")
    tab_to(page, ".matrix-form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**compare=**")
    assert page.locator("#compare blockquote").count() == 2


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_the_filtered_dyad_is_exported_as_csv(
    site: Site, visit: Callable[..., Visit], by_keyboard: bool
) -> None:
    pair = a_dyad_with(site.path, Status.PLANNED)
    page = visit().page
    page.goto(f"{site.address}/dyad/{pair[0]}/{pair[1]}?status=planned")
    with page.expect_download() as download:
        if by_keyboard:
            tab_to(
                page,
                ".downloads a:has-text('csv')".replace(
                    ":has-text('csv')", "[href*='.csv']"
                ),
            )
            page.keyboard.press("Enter")
        else:
            page.get_by_role("link", name="csv").click()
    text = download.value.path().read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    with Ledger.open(site.path, "r") as ledger:
        wanted = Wanted(pair=pair, statuses=(Status.PLANNED,))
        ids = {one.id for one in ledger.events(wanted)}
    assert {row["event_id"] for row in rows} == ids


def test_keys_can_be_switched_off(site: Site, visit: Callable[..., Visit]) -> None:
    page = visit().page
    page.goto(site.address)
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert page.locator("[data-current]").count() == 0


def test_the_theme_that_was_chosen_stays(
    site: Site, visit: Callable[..., Visit]
) -> None:
    page = visit(color_scheme="light").page
    page.goto(site.address)
    page.get_by_role("button", name="Use the dark theme").click()
    page.goto(f"{site.address}/timeline")
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("by_keyboard", [False, True])
def test_a_wrong_date_is_corrected_and_the_correction_undone(
    writable: Site, visit: Callable[..., Visit], by_keyboard: bool
) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        event = next(
            one
            for one in ledger.events()
            if one.dating is not None and len(one.report_ids) == 1
        )
    page = visit().page
    page.goto(f"{writable.address}/event/{event.id}")
    before = page.locator(".lead").first.inner_text()
    if by_keyboard:
        tab_to(page, "a[href^='/review?report=']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/review?report=**")
        tab_to(page, "input[name=by]:not([type=hidden])")
        page.keyboard.type("Anna Berg")
        page.keyboard.press("Enter")
        page.wait_for_url("**by=Anna**")
        page.keyboard.press("e")
        tab_to(page, "input[name=date]")
        page.keyboard.press("Control+A")
        page.keyboard.type("1999-12-31")
        page.keyboard.press("Enter")
    else:
        page.get_by_role("link", name="correct this").click()
        page.get_by_label("Your name").fill("Anna Berg")
        page.get_by_role("button", name="Begin").click()
        page.get_by_label("Date (EDTF)").fill("1999-12-31")
        page.get_by_role("button", name="Save the change").click()
    page.wait_for_url("**done=**")
    page.get_by_role("link", name="its event").click()
    assert "31 Dec 1999" in page.locator(".lead").first.inner_text()
    page.go_back()
    if by_keyboard:
        page.keyboard.press("u")
    else:
        page.get_by_role("button", name="Undo").first.click()
    page.get_by_text("undone", exact=True).first.wait_for()
    page.get_by_role("link", name="its event").click()
    assert page.locator(".lead").first.inner_text() == before


def test_the_queue_is_worked_by_single_keys(
    writable: Site, visit: Callable[..., Visit]
) -> None:
    with Ledger.open(writable.path, "r") as ledger:
        first, second = ledger.doubtful(2)
    page = visit().page
    page.goto(f"{writable.address}/review?by=Anna")
    assert page.locator("input[name=report]").first.get_attribute("value") == first.id
    page.keyboard.press("y")
    page.wait_for_url("**done=**")
    assert page.locator("input[name=report]").first.get_attribute("value") == second.id
    page.keyboard.press("n")
    page.get_by_text("2 corrections so far").wait_for()
    with Ledger.open(writable.path, "r") as ledger:
        said = [str(one.correction.action) for one in ledger.corrections()]
        assert said == ["change", "remove"]
        assert {one.correction.by for one in ledger.corrections()} == {"person:Anna"}
