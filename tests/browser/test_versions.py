from __future__ import annotations

import pytest
from playwright.sync_api import expect

from archive.models import Article
from tests.browser.conftest import Open
from tests.browser.test_every_page import findings
from tests.web import collection
from tests.web.test_versions import edited

STATES = (
    ("Talks end", "Nobody spoke on Monday.\n\nThe lamps burned."),
    ("Talks begin", "Nobody spoke on Tuesday.\n\nThe lamps burned."),
    ("Talks begin", "Nobody spoke on Tuesday.\n\nCorrection: the day was wrong."),
)


@pytest.fixture
def article(transactional_db: None) -> Article:
    """An article of three versions with an edited copy."""
    row = edited(*STATES)
    collection.article("Talks begin", ["Nobody spoke."], by="courier", copy_of=row)
    return row


def test_reader_goes_from_the_note_to_the_difference_and_compares_other_versions(
    article: Article, open_page: Open
) -> None:
    page = open_page(article.get_absolute_url())
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator(".difference-headline del")).to_have_text("end")
    expect(page.locator(".difference-headline ins")).to_have_text("begin")
    expect(page.locator(".difference-facts")).to_contain_text("Silent edit")
    page.get_by_role("radio", name="from", exact=True).last.check()
    page.get_by_role("radio", name="to", exact=True).first.check()
    page.get_by_role("button", name="Compare these two").click()
    expect(page.locator(".difference-title")).to_have_text("What changed from version 1 to version 3")
    page.go_back()
    expect(page.locator(".difference-title")).to_have_text("What changed from version 1 to version 2")


def test_versions_work_by_keyboard_and_without_scripts(article: Article, open_page: Open) -> None:
    page = open_page(f"/articles/{article.pk}/{article.slug}/versions/", scripts=False)
    page.get_by_role("radio", name="from", exact=True).last.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Compare these two").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".difference-title")).to_have_text("What changed from version 1 to version 3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_changes_are_accessible_and_fit_a_phone(article: Article, open_page: Open, scheme: str) -> None:
    copy = article.copies.get()
    for address in (
        f"/articles/{article.pk}/{article.slug}/versions/",
        "/changes/",
        f"/stories/{article.pk}/{copy.pk}/",
        article.get_absolute_url(),
    ):
        page = open_page(address, scheme=scheme, size=(360, 740))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        assert findings(page) == [], address
