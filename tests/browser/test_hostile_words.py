"""Names and titles made to break a page: nothing runs, nothing overflows, nothing turns the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Locator

from archive.models import Actor, Article
from tests.browser.conftest import Open
from tests.web import collection

TURNED = "Post \N{RIGHT-TO-LEFT OVERRIDE}evil"
SCRIPT = '"><script>document.title = "run"</script><img src=x onerror=alert(1)>'
ENDLESS = "Z" * 120
HEBREW = "ארצות הברית וקוריאה"


@pytest.fixture
def hostile(transactional_db: None) -> Article:
    tags: collection.Tags = {"country": ["south-korea"], "person": ["nobody"]}
    first = collection.article(f"{ENDLESS}{SCRIPT}", [f"South Korea {ENDLESS * 3}", SCRIPT], tags=tags)
    first.source.name = SCRIPT + ENDLESS
    first.source.save()
    by_turned = collection.source("turned")
    by_turned.name = TURNED
    by_turned.save()
    collection.article("A copy", on=date(2020, 1, 2), by="turned", copy_of=first)
    collection.article("Turned", ["South Korea."], on=date(2020, 1, 3), by="turned", tags=tags)
    collection.article(HEBREW, [f"{HEBREW}.", "NATO."], on=date(2020, 1, 4), by="hebrew", language="he")
    Actor.objects.filter(slug="nobody").update(name=f"{ENDLESS}{SCRIPT}", description=ENDLESS)
    collection.index()
    return first


def edges(element: Locator) -> tuple[float, float]:
    """Where an element begins and ends, from the left of the window."""
    left, right = element.evaluate("each => [each.getBoundingClientRect().left, each.getBoundingClientRect().right]")
    return left, right


@pytest.mark.parametrize("width", [360, 1280])
def test_hostile_words_run_nothing_and_overflow_nothing(width: int, hostile: Article, open_page: Open) -> None:
    page = open_page("/", size=(width, 800))
    address = hostile.get_absolute_url()
    addresses = [
        "/",
        "/search/",
        "/search/?q=turned",
        address,
        f"{address}?view=removed",
        "/people/",
        "/people/nobody/",
    ]
    for each in [
        *addresses,
        "/sources/",
        "/sources/turned/",
        "/sources/daily-record/",
        "/countries/south-korea/",
        "/rules/",
    ]:
        page.goto(each)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert (each, page.evaluate("document.documentElement.scrollWidth")) == (each, width)
        assert page.title() != "run"


def test_name_that_turns_its_words_leaves_the_date_beside_it_alone(hostile: Article, open_page: Open) -> None:
    page = open_page("/search/?q=turned")
    kicker = page.locator(".row-kicker").first
    assert edges(kicker.locator("a"))[1] <= edges(kicker.locator("time"))[0]
    page.goto(hostile.get_absolute_url())
    assert edges(page.locator(".side-list a").first)[0] == edges(page.locator(".side-list li").first)[0]


def test_hebrew_title_begins_at_the_right(hostile: Article, open_page: Open) -> None:
    title = open_page("/search/").locator(".row-title[lang=he]")
    assert edges(title.locator("a"))[1] == pytest.approx(edges(title)[1], abs=1)
