"""A curator restores a block in the browser, and it stays when the archive is cleaned again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archive.ingest import ingest
from archive.models import Article
from archive.rerun import reclean
from tests.browser.conftest import Open
from tests.browser.test_every_page import findings
from tests.texts import MINISTER
from tests.web import collection
from tests.web.test_blocks import POINTER, learned


def log_in(page: Page) -> None:
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def minister(transactional_db: None, tmp_path: Path) -> Article:
    collection.actor("country", "japan")
    folder = tmp_path / "pages" / "coast.example"
    folder.mkdir(parents=True)
    (folder / "minister.txt").write_text(MINISTER)
    ingest([tmp_path / "pages"])
    return Article.objects.get()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_block_restored_by_keyboard_stays_after_reclean(
    scripts: bool, minister: Article, open_page: Open, admin_user: Any
) -> None:
    page = open_page("/admin/", scripts=scripts)
    log_in(page)
    page.goto(minister.get_absolute_url() + "?view=removed")
    box = page.locator(".removed", has_text=POINTER)
    assert box.locator("del").evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"
    expect(box.locator(".removed-label")).to_have_text("Related")
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    if not scripts:
        page.keyboard.press("Tab")  # with scripts the field has the focus already
    expect(box.get_by_label("Why")).to_be_focused()
    page.keyboard.type("Part of the report")
    page.keyboard.press("Enter")
    kept = page.locator(".prose > p", has_text=POINTER)
    expect(kept).to_be_visible()
    expect(page.locator(".block-tools .decision-why")).to_have_text("Part of the report")
    expect(page.locator(".said")).to_be_in_viewport()
    assert page.url.endswith(f"?view=removed#{kept.get_attribute('id')}")
    reclean()
    page.goto(minister.get_absolute_url())
    expect(page.locator(".prose > p", has_text=POINTER)).to_be_visible()
    page.goto(minister.get_absolute_url() + "?view=removed")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".removed", has_text=POINTER)).to_be_visible()


def test_lines_of_a_source_take_one_stop_of_the_keyboard_each(
    transactional_db: None, open_page: Open, admin_user: Any
) -> None:
    for number in range(1, 61):
        learned(number)
    page = open_page("/admin/")
    log_in(page)
    page.goto("/sources/coast-example/lines/")
    page.locator(".lines summary").first.focus()
    stops = 1
    while page.evaluate("document.activeElement.closest('.lines') !== null"):
        page.keyboard.press("Tab")
        stops += 1
    assert stops == 26
    page.locator(".lines summary").nth(3).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".lines details[open] a").first).to_be_focused()


def test_curators_tools_have_no_serious_finding_and_fit_a_phone(
    articles: list[Article], open_page: Open, admin_user: Any
) -> None:
    for number in (1, 2):
        learned(number, text="A line that recurs " * 9, ruling="keep", ruled_by="admin", reason="Why " * 40)
    page = open_page("/admin/")
    log_in(page)
    for address in (
        f"{articles[0].get_absolute_url()}?view=removed",
        f"/curate/articles/{articles[0].pk}/withdraw/",
        "/sources/coast-example/lines/",
        "/curate/decisions/lines/",
    ):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert findings(page) == []
        page.emulate_media(color_scheme="dark")
        assert findings(page) == []
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == 360
