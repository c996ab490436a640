from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_every_page import findings
from tests.web import collection


@pytest.fixture
def story(transactional_db: None) -> None:
    """A story of two papers."""
    first = collection.article("Talks begin", ["Nobody spoke."], on=date(1999, 5, 1), by="agency")
    collection.article("Talks begin", ["Nobody spoke."], on=date(1999, 5, 2), by="courier", copy_of=first)
    collection.index()


@pytest.mark.parametrize("scripts", [True, False])
def test_reader_opens_the_copies_of_a_row_and_counts_them(story: None, open_page: Open, scripts: bool) -> None:
    page = open_page("/search/?q=talks", scripts=scripts)
    page.get_by_text("1 more copy").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Courier").first).to_be_visible()
    page.get_by_role("link", name="Count copies too: 2").click()
    expect(page.locator("#results-title")).to_contain_text("2 articles")
    expect(page.locator(".chip")).to_contain_text("every copy")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_row_with_its_copies_has_no_serious_finding(story: None, open_page: Open) -> None:
    page = open_page("/search/?q=talks")
    page.get_by_text("1 more copy").click()
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
