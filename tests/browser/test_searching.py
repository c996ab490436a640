from __future__ import annotations

from playwright.sync_api import Page, expect

from archive.models import Article
from tests.browser.conftest import Open
from tests.web import collection


def titles(page: Page) -> list[str]:
    return page.locator(".row-title").all_text_contents()


def query(page: Page) -> str:
    return page.url.partition("/search/")[2]


def stay_mark(page: Page) -> None:
    """Leaves a mark in the window that a reload would wipe out."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true") is True


def test_search_from_home_choose_exclude_and_take_back(articles: list[Article], open_page: Open) -> None:
    page = open_page("/")
    page.get_by_role("combobox", name="Search the articles").fill("alliance")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results-title")).to_contain_text("4 articles")
    stay_mark(page)
    page.locator("#f-country-south-korea").click()
    expect(page.locator("#results-title")).to_contain_text("3 articles")
    page.locator(".facet.kind-alliance").get_by_role("link", name="Exclude NATO").click()
    expect(page.locator("#results-title")).to_contain_text("2 articles")
    assert query(page) == "?q=alliance&country=south-korea&not_alliance=nato"
    assert page.locator(".chip-label").all_text_contents() == ["South Korea", "NATO"]
    assert stayed(page)
    expect(page.locator("#announcement")).to_contain_text("2 articles")
    page.locator(".chip.is-excluded").click()
    expect(page.locator("#results-title")).to_contain_text("3 articles")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("#results-title")).to_contain_text("4 articles")
    assert query(page) == "?q=alliance"


def test_search_keeps_the_focus_on_the_value_that_was_chosen(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance")
    page.locator("#f-country-south-korea").press("Enter")
    expect(page.locator("#f-country-south-korea")).to_have_attribute("aria-current", "true")
    expect(page.locator("#f-country-south-korea")).to_be_focused()


def test_back_button_undoes_choices_and_returns_from_an_article(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance")
    page.locator("#f-country-south-korea").click()
    expect(page.locator("#results-title")).to_contain_text("3 articles")
    page.get_by_role("link", name="Newest first").click()
    expect(page.get_by_role("link", name="Newest first")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Kim Jong Un receives a letter").click()
    expect(page.locator("h1")).to_have_text("Kim Jong Un receives a letter")
    page.go_back()
    expect(page.locator("#results-title")).to_contain_text("3 articles")
    assert query(page) == "?q=alliance&country=south-korea&sort=newest"
    page.go_back()
    page.go_back()
    expect(page.locator("#results-title")).to_contain_text("4 articles")
    assert (query(page), page.locator(".chip").count()) == ("?q=alliance", 0)


def test_all_of_several_values(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?country=south-korea&country=united-states")
    expect(page.locator("#results-title")).to_have_text("3 articles")
    page.locator(".joining").get_by_role("link", name="all").click()
    expect(page.locator("#results-title")).to_have_text("2 articles")
    assert query(page) == "?country=south-korea&country=united-states&all=country"


def test_pages_of_results(open_page: Open, transactional_db: None) -> None:
    for number in range(45):
        collection.article(f"Number {number:02}", ["Text."])
    collection.index()
    page = open_page("/search/")
    first = titles(page)
    stay_mark(page)
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".results-range > span")).to_have_text("21–40 of 45")
    second = titles(page)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Page 3").click()
    expect(page.locator(".results-range > span")).to_have_text("41–45 of 45")
    assert len({*first, *second, *titles(page)}) == 45
    assert stayed(page)


def test_long_facet_is_filtered_while_typing_and_shown_whole(open_page: Open, transactional_db: None) -> None:
    people = [f"person-{number:02}" for number in range(30)]
    collection.article(tags={"person": [*people, "jose-munoz"]})
    collection.actor("person", "jose-munoz")
    collection.index()
    page = open_page("/search/")
    facet = page.locator("details.facet.kind-person")
    expect(facet.locator(".value")).to_have_count(6)
    facet.get_by_role("searchbox", name="Filter people by name").fill("JÓSE")
    expect(facet.locator(".value")).to_have_count(1)
    expect(facet.locator(".value")).to_contain_text("Jose Munoz")
    facet.get_by_role("searchbox", name="Filter people by name").fill("")
    expect(facet.locator(".value")).to_have_count(31)
    page.goto("/search/")
    stay_mark(page)
    facet.get_by_role("link", name="Show all 31 people").click()
    expect(facet.locator(".value")).to_have_count(31)
    assert stayed(page)


def test_long_facet_has_a_page_without_scripts(open_page: Open, transactional_db: None) -> None:
    collection.article(tags={"person": [f"person-{number:02}" for number in range(30)]})
    collection.index()
    page = open_page("/search/", scripts=False)
    page.get_by_role("link", name="Show all 30 people").click()
    page.get_by_label("Filter by name").fill("son 07")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("link", name="Person 07").first.click()
    expect(page.locator(".chip-label")).to_have_text("Person 07")


def test_folded_facet_stays_folded(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/")
    page.locator("details.facet.kind-alliance > summary").click()
    page.locator("#f-country-south-korea").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("details.facet.kind-alliance")).not_to_have_attribute("open", "")


def test_facets_beside_those_of_actors_open_on_request_and_stay_open(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/")
    expect(page.locator("#f-source-daily-record")).to_be_hidden()
    page.locator("details.facet.kind-source > summary").press("Enter")
    page.locator("#f-country-south-korea").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("#f-source-daily-record")).to_be_visible()


def test_facet_with_a_choice_stands_open_without_scripts(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?source=daily-record", scripts=False)
    expect(page.locator("#f-source-daily-record")).to_be_visible()
    expect(page.locator("details.facet.kind-language")).not_to_have_attribute("open", "")


def test_names_of_a_row_are_one_stop_and_the_arrow_keys_go_on(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance")
    names = page.locator(".row").first.locator(".actor-tags a")
    assert names.count() > 1
    page.locator(".row").first.locator(".row-title a").focus()
    page.keyboard.press("Tab")
    expect(names.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(names.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(names.last).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(names.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".row").nth(1).locator("a").first).to_be_focused()


def test_bar_of_the_histogram_leads_to_its_year(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/")
    bar = page.locator(".histogram-drawing a", has=page.locator("title", has_text="2018:"))
    bar.hover()
    expect(page.locator(".histogram-readout")).to_have_text("2018: 2 articles")
    bar.click()
    expect(page.locator("#results-title")).to_have_text("2 articles")
    assert query(page) == "?year=2018"


def test_wrong_period_is_said_in_place(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance", quiet=False)
    page.get_by_label("From").fill("yesterday")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("alert")).to_contain_text("“yesterday” is no date")
    page.get_by_role("link", name="Search without that").click()
    expect(page.locator("#results-title")).to_contain_text("4 articles")


def test_empty_fields_stay_out_of_the_address(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/")
    page.get_by_label("From").fill("2000")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("#results-title")).to_have_text("3 articles")
    assert query(page) == "?from=2000"


def test_phone_has_its_filters_folded_above_the_results(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/", size=(390, 844))
    expect(page.locator("#f-country-south-korea")).to_be_hidden()
    page.locator("#filters > summary").click()
    page.locator("#f-country-south-korea").click()
    expect(page.locator("#results-title")).to_have_text("3 articles")
    expect(page.locator("#f-country-south-korea")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
