from __future__ import annotations

from playwright.sync_api import expect

from archive.models import Article
from tests.browser.conftest import Open


def test_name_is_completed_and_chosen_by_the_keyboard(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance")
    box = page.get_by_role("combobox", name="Search the articles")
    box.fill("alliance kor")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text("South Korea")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/search/?q=alliance&country=south-korea")
    expect(page.locator(".chip-label")).to_have_text("South Korea")


def test_escape_closes_the_list_and_enter_searches_what_was_typed(articles: list[Article], open_page: Open) -> None:
    page = open_page("/")
    box = page.get_by_role("combobox", name="Search the articles")
    box.fill("kim")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_have_value("kim")
    box.press("Enter")
    page.wait_for_url("**/search/?q=kim")


def test_name_chosen_elsewhere_leads_to_the_actor(articles: list[Article], open_page: Open) -> None:
    page = open_page("/about/")
    page.get_by_role("combobox", name="Search the archive").fill("nato")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/alliances/nato/")


def test_arrow_keys_reach_what_excludes_a_value(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance")
    value = page.locator("#f-alliance-nato")
    value.focus()
    value.press("Tab")
    assert page.evaluate("document.activeElement.className") != "value-exclude"
    value.focus()
    value.press("ArrowRight")
    expect(page.locator(".facet.kind-alliance").get_by_role("link", name="Exclude NATO")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_contain_text("3 articles")


def test_matches_are_gone_through_by_buttons_and_keys(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance&sort=oldest")
    page.locator(".row-title a").first.click()
    expect(page.locator(".matches-number")).to_have_text("2 matches")
    page.keyboard.press("n")
    expect(page.locator("#found-1")).to_have_class("found is-present")
    page.get_by_role("button", name="Next match").click()
    expect(page.locator(".matches-number")).to_have_text("Match 2 of 2")
    page.keyboard.press("n")
    expect(page.locator(".matches-number")).to_have_text("Match 1 of 2")
    page.keyboard.press("p")
    expect(page.locator(".matches-number")).to_have_text("Match 2 of 2")


def test_matches_are_linked_without_scripts(articles: list[Article], open_page: Open) -> None:
    page = open_page("/search/?q=alliance&sort=oldest", scripts=False)
    page.locator(".row-title a").first.click()
    page.get_by_role("link", name="Match 2").click()
    assert page.url.endswith("#found-2")
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".arrival .count").first).to_have_text("2 of 4")
