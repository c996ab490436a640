"""Each page type in light and dark: no serious accessibility finding, nothing wider than a phone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from archive.models import Actor, ActorName, ActorOffice, Article, KeptSearch
from tests.browser.conftest import Open
from tests.web import collection

PAGES = {
    "home": "/",
    "search": "/search/?q=alliance&country=KR&country=US&not_alliance=nato&from=1900",
    "search-facet": "/search/facet/country/?q=alliance&find=o",
    "search-card": "/search/?q=nato",
    "search-names": "/search/?q=korea",
    "search-keep": "/searches/keep/?q=alliance&country=KR",
    "search-kept": "/searches/keptlist/",
    "article-found": "ARTICLE?q=alliance+korea&result=2",
    "api": "/api/",
    "search-nothing": "/search/?q=volcano&country=KR",
    "search-refused": "/search/?country=zz",
    "article": "ARTICLE",
    "article-removed": "ARTICLE?view=removed",
    "article-captured": "ARTICLE?view=captured",
    "copy": "COPY",
    "people": "/people/",
    "countries-by-name": "/countries/?sort=name&show=all",
    "person": "/people/kim-jong-un/",
    "alliance": "/alliances/nato/",
    "alliance-on-a-day": "/alliances/nato/?on=1950-01-01",
    "country": "/countries/south-korea/",
    "sources": "/sources/",
    "source": "/sources/daily-record/",
    "rules": "/rules/",
    "rules-of-a-source": "/rules/?source=daily-record&sort=category",
    "rule": "/rules/share-bar/",
    "about": "/about/",
    "help": "/help/search/",
    "missing": "/nothing/",
}
PAST_THE_MARGIN = """
    [...document.querySelectorAll("main :is(button, input, select, textarea, h1, p)")]
    .filter(each => { const box = each.getBoundingClientRect(); return box.width > 2 && box.right > 345 })
    .filter(each => { for (let one = each.parentElement; one; one = one.parentElement)
        if (!["visible", "clip"].includes(getComputedStyle(one).overflowX)) return false; return true })
    .map(each => each.outerHTML.slice(0, 90))
"""
"""What reaches beyond the right margin of a telephone's page, unless it scrolls in a box of its own."""
SEVERE = {"serious", "critical"}


@pytest.fixture
def addresses(articles: list[Article]) -> dict[str, str]:
    nato, kim = Actor.objects.get(slug="nato"), Actor.objects.get(slug="kim-jong-un")
    collection.member(nato, Actor.objects.get(slug="south-korea"), "1949-04-04")
    collection.member(nato, Actor.objects.get(slug="united-states"), "1949", "1999")
    ActorOffice.objects.create(actor=kim, title="Chairman", since="2016-06")
    ActorName.objects.create(actor=kim, text="Kim", sort="surname", since=2011)
    kept = KeptSearch.objects.keep("q=alliance&country=south-korea", 3, [row.pk for row in articles[:3]])
    KeptSearch.objects.filter(pk=kept.pk).update(key="keptlist")
    copy = collection.article("A copy", on=date(2020, 1, 1), by="weekly", copy_of=articles[0])
    places = {"ARTICLE": articles[0].get_absolute_url(), "COPY": copy.get_absolute_url()}
    return {
        name: address.replace("ARTICLE", places["ARTICLE"]).replace("COPY", places["COPY"])
        for name, address in PAGES.items()
    }


def findings(page: Page) -> list[str]:
    """What axe finds serious; it is run from outside the page, whose policy lets no foreign script in."""
    results: dict[str, Any] = Axe().run(page).response
    assert len(results["passes"]) > 10, "axe looked at nothing"
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in results["violations"]
        if violation["impact"] in SEVERE
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_page_has_no_serious_finding_and_fits_a_phone(name: str, addresses: dict[str, str], open_page: Open) -> None:
    page = open_page(addresses[name], quiet=name not in {"missing", "search-refused"})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert findings(page) == []
    page.emulate_media(color_scheme="dark")
    assert findings(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(PAST_THE_MARGIN) == []


@pytest.mark.parametrize("address", ["/admin/", "/admin/archive/article/", "/admin/archive/actor/add/"])
def test_admin_keeps_to_the_policy(address: str, open_page: Open, admin_user: Any, transactional_db: None) -> None:
    page = open_page("/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    page.goto(address)
    assert page.locator("#site-name").text_content() == "Entente: curators"
