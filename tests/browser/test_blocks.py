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
    button = box.get_by_role("button", name="Restore")
    button.focus()
    button.press("Enter")
    kept = page.locator(".prose > p", has_text=POINTER)
    expect(kept).to_be_visible()
    expect(page.locator(".said")).to_be_in_viewport()
    assert page.url.endswith(f"?view=removed#{kept.get_attribute('id')}")
    reclean()
    page.goto(minister.get_absolute_url())
    expect(page.locator(".prose > p", has_text=POINTER)).to_be_visible()
    page.goto(minister.get_absolute_url() + "?view=removed")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".removed", has_text=POINTER)).to_be_visible()


def test_curators_tools_have_no_serious_finding_and_fit_a_phone(
    articles: list[Article], open_page: Open, admin_user: Any
) -> None:
    for number in (1, 2):
        learned(number, text="A line that recurs " * 9)
    page = open_page("/admin/")
    log_in(page)
    for address in (articles[0].get_absolute_url() + "?view=removed", "/sources/coast-example/lines/"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address)
        assert findings(page) == []
        page.emulate_media(color_scheme="dark")
        assert findings(page) == []
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == 360
