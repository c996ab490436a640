"""Corrections made in the browser, with and without scripts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from archive.models import Article
from archive.rerun import retag
from archive.search.indexing import index_waiting
from tests.browser.conftest import Open
from tests.curation.archive import named, small_archive, surfaces


@pytest.fixture
def tagged(transactional_db: None) -> list[Article]:
    rows = small_archive()
    index_waiting()
    User.objects.create_user("ada", password="a curator's word", is_staff=True)
    return rows


def signed_in(open_page: Open, article: Article, *, scripts: bool = True) -> Page:
    page = open_page(f"/admin/login/?next={article.get_absolute_url()}", scripts=scripts)
    page.fill("#id_username", "ada")
    page.fill("#id_password", "a curator's word")
    page.click("input[type=submit]")
    page.wait_for_url(f"**{article.get_absolute_url()}")
    return page


def test_correction_made_in_the_panel_is_still_there_after_retag(tagged: list[Article], open_page: Open) -> None:
    page = signed_in(open_page, tagged[0])
    page.locator(".prose .mention", has_text="River Pact").focus()
    page.keyboard.press("c")
    expect(page.locator("#correct-title")).to_contain_text("Correct: River Pact")
    page.get_by_role("button", name="No, reject here").click()
    expect(page.locator(".said")).to_have_text("River Pact is not meant here.")
    expect(page.locator(".rejected-list")).to_contain_text("River Pact")
    assert page.locator(".prose .mention", has_text="River Pact").count() == 0
    retag()
    page.reload()
    assert page.locator(".prose .mention", has_text="River Pact").count() == 0
    assert "river-pact" not in named(tagged[0])


def test_selected_words_are_tagged_with_a_completed_actor(tagged: list[Article], open_page: Open) -> None:
    page = signed_in(open_page, tagged[2])
    page.evaluate(
        """() => {
          const text = document.querySelector(".prose p").firstChild;
          const range = document.createRange();
          const start = text.data.indexOf("Port Elm");
          range.setStart(text, start); range.setEnd(text, start + 8);
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Tag “Port Elm”").click()
    expect(page.locator("#correct input[name=words]")).to_have_value("Port Elm")
    who = page.locator("#correct input[name=who]")
    who.press_sequentially("Norv")
    expect(page.locator("#actors-found option")).to_have_attribute("value", "country/norvania")
    expect(who).to_be_focused()
    who.fill("country/norvania")
    page.get_by_role("button", name="Add the tag").click()
    expect(page.locator(".prose .mention", has_text="Port Elm")).to_have_attribute("href", "/countries/norvania/")
    assert surfaces(tagged[2], "norvania") == ["Port Elm"]


def test_escape_closes_the_panel_and_gives_the_focus_back(tagged: list[Article], open_page: Open) -> None:
    page = signed_in(open_page, tagged[0])
    page.locator(".prose .mention", has_text="River Pact").focus()
    page.keyboard.press("c")
    page.wait_for_selector("#correct")
    page.keyboard.press("Escape")
    expect(page.locator("#correct")).to_have_count(0)
    expect(page.locator(".prose .mention", has_text="River Pact")).to_be_focused()


def test_rule_is_made_and_undone_without_scripts(tagged: list[Article], open_page: Open) -> None:
    page = signed_in(open_page, tagged[0], scripts=False)
    page.goto(f"/curate/articles/{tagged[0].pk}/?actor=country/norvania&words=Norvania")
    page.locator("form:has(input[value=never]) input[value=always]").check()
    page.get_by_role("button", name="never means Norvania").click()
    expect(page.locator("#correct")).to_contain_text("Up to 2 articles change with this.")
    page.get_by_role("button", name="Decide it for 2 articles").click()
    expect(page.locator(".said")).to_contain_text("2 articles were brought up to date.")
    assert ("norvania" in named(tagged[0]), "norvania" in named(tagged[1])) == (False, False)
    page.goto("/curate/decisions/")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".decision-undone")).to_contain_text("Undone by ada")
    assert ("norvania" in named(tagged[0]), "norvania" in named(tagged[1])) == (True, True)
