"""Keeping a list: by keyboard, with and without scripts, and with queries made to break its page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from archive.models import Article, KeptSearch
from tests.browser.conftest import Open
from tests.browser.test_every_page import findings

KEPT = re.compile(r"/searches/[a-z2-9]{8}/$")
SCRIPT = '"><script>document.title = "run"</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_list_is_kept_from_the_search_by_keyboard(scripts: bool, articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance&country=south-korea", scripts=scripts)
    page.get_by_role("link", name="Keep this list").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Keep this list")
    page.get_by_role("button", name="Keep it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("3 articles then")
    address = page.get_by_label("Address to keep or cite")
    expect(address).to_have_value(page.url)
    assert address.get_attribute("readonly") is not None
    page.get_by_role("link", name="Search now").click()
    expect(page.locator("main")).to_contain_text("3 articles")


@pytest.mark.parametrize(
    "query",
    [
        SCRIPT,
        "alliance \N{RIGHT-TO-LEFT OVERRIDE}evil",
        "Z" * 900,
        "alliance " + "(" * 40,
        '"no end',
        "NOT alliance",
        "' OR 1=1 -- ; DROP TABLE",
        "{{ 7*7 }} {% include 'x' %} %00 \N{SATELLITE} 同盟",
        "OR AND NOT * ? ~ ^",
        "",
    ],
    ids=["script", "turned", "endless", "brackets", "quote", "not", "sql", "template", "signs", "nothing"],
)
def test_kept_list_of_a_hostile_query_runs_and_breaks_nothing(
    query: str, articles: list[Article], open_page: Open
) -> None:
    page = open_page(f"/searches/keep/?q={quote(query)}", size=(360, 740))
    if "/searches/keep/" not in page.url:  # a query that cannot be made leads back to the search
        expect(page.locator("main")).to_contain_text("Search")
        assert KeptSearch.objects.count() == 0
        return
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_url(KEPT)
    assert "Kept list" in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert findings(page) == []
    assert page.locator("main script, main img").count() == 0


def test_keeping_the_same_twice_gives_one_address(articles: list[Article], open_page: Open) -> None:
    addresses = set()
    for _ in range(2):
        page = open_page("/searches/keep/?q=alliance")
        page.get_by_role("button", name="Keep it").dblclick()
        page.wait_for_url(KEPT)
        addresses.add(page.url)
    assert (len(addresses), KeptSearch.objects.count()) == (1, 1)
