from __future__ import annotations

from playwright.sync_api import expect

from archive.models import Article
from tests.browser.conftest import Open
from tests.web import collection


def test_article_shows_marks_evidence_and_switches_them_off(articles: list[Article], open_page: Open) -> None:
    page = open_page(articles[0].get_absolute_url())
    mark = page.locator(".prose .mention-country", has_text="South Korea").first
    assert "found by “full name”" in (mark.get_attribute("title") or "")
    page.locator(".named-list summary", has_text="South Korea").click()
    expect(page.locator(".evidence").first).to_be_visible()
    switch = page.get_by_role("switch", name="Marks")
    switch.focus()
    switch.press("Space")
    expect(switch).to_have_attribute("aria-checked", "false")
    assert mark.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"
    switch.press("Space")
    expect(switch).to_have_attribute("aria-checked", "true")
    mark.click()
    expect(page.locator("h1")).to_contain_text("South Korea")


def test_article_shows_what_was_removed_in_a_list_and_in_place(articles: list[Article], open_page: Open) -> None:
    page = open_page(articles[0].get_absolute_url())
    removed = page.locator("#removed")
    expect(removed.locator(".removed-text").first).to_be_hidden()
    removed.locator("summary").click()
    expect(removed.locator(".removed-text").first).to_have_text("We use cookies to improve your visit.")
    removed.get_by_role("link", name="Show them in place").click()
    assert page.locator(".prose > *").evaluate_all("all => all.map(each => each.className.split(' ')[0])") == [
        "removed",
        "",
        "removed",
        "",
    ]
    assert page.locator("del").first.evaluate("each => getComputedStyle(each).textDecorationLine") == "line-through"


def test_article_shows_the_page_as_captured(articles: list[Article], open_page: Open) -> None:
    page = open_page(articles[0].get_absolute_url())
    page.get_by_role("link", name="As captured").click()
    expect(page.locator("pre.captured")).to_have_text(
        "We use cookies to improve your visit.\nThe alliance was renewed."
    )


def test_everything_works_without_scripts(articles: list[Article], open_page: Open) -> None:
    page = open_page("/", scripts=False)
    page.get_by_role("searchbox", name="Search the articles").fill("alliance")
    page.get_by_role("button", name="Search").click()
    page.locator("#f-country-south-korea").click()
    page.get_by_role("list", name="Alliances").get_by_role("link", name="Exclude NATO").click()
    assert page.locator("#results-title").text_content() == "2 articles for alliance"
    page.get_by_role("link", name="Alliance with South Korea is renewed").click()
    page.locator("#removed summary").click()
    expect(page.locator(".removed-text").first).to_be_visible()
    page.get_by_role("switch", name="Marks").click()
    assert (page.locator(".prose .mention").count(), page.url.endswith("?marks=off")) == (0, True)
    page.get_by_role("link", name="As captured").click()
    expect(page.locator("pre.captured")).to_be_visible()


def test_everything_works_by_keyboard(articles: list[Article], open_page: Open) -> None:
    page = open_page("/people/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#masthead-q")).to_be_focused()
    page.keyboard.type("alliance")
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_contain_text("4 articles")
    page.locator("#f-country-south-korea").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#results-title")).to_contain_text("3 articles")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.locator(".row-title a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".article h1")).to_be_visible()
    page.locator("#removed summary, .named-list summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".evidence, .removed-text").first).to_be_visible()


def test_words_without_end_stay_on_the_page(articles: list[Article], open_page: Open) -> None:
    row = articles[0]
    row.title, row.byline, row.text, row.blocks = "T" * 3000, "B" * 3000, "W" * 3000, []
    row.save()
    row.source.name = "S" * 200
    row.source.save()
    for address in (row.get_absolute_url(), "/sources/", row.source.get_absolute_url()):
        page = open_page(address, size=(360, 740))
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_text_of_another_script_begins_at_its_own_side(articles: list[Article], open_page: Open) -> None:
    row = articles[0]
    row.title, row.text, row.blocks = "Two scripts", "Latin.\n\nעברית.", []
    row.save()
    page = open_page(row.get_absolute_url())
    sides = """[...document.querySelectorAll(".prose p")].map(each => {
        const box = each.getBoundingClientRect(), range = document.createRange();
        range.selectNodeContents(each);
        const text = range.getBoundingClientRect();
        return text.left - box.left < box.right - text.right ? "left" : "right";
    })"""
    assert page.evaluate(sides) == ["left", "right"]


def test_tabs_stand_in_one_row_on_a_phone_and_keep_their_names(articles: list[Article], open_page: Open) -> None:
    for number in range(1_200):
        collection.removal(articles[0], 10 + number, f"Line {number}")
    page = open_page(articles[0].get_absolute_url(), size=(360, 740))
    tabs = page.locator(".tabs a")
    assert len({box["y"] for box in (tab.bounding_box() for tab in tabs.all()) if box}) == 1
    assert page.locator(".tabs ul").evaluate("each => each.scrollWidth - each.clientWidth") == 0
    expect(page.get_by_role("link", name="What was removed 1 202")).to_be_visible()


def test_who_is_named_comes_before_similar_articles(transactional_db: None, open_page: Open) -> None:
    words = "submarines reactors shipyards propulsion enrichment"
    boats = collection.article("Boats", [f"The {words} deal was signed by NATO."], tags={"alliance": ["nato"]})
    collection.article("More boats", [f"Again {words} were built elsewhere, said the yard."])
    for at in range(40):
        collection.article(f"Other {at}", [f"Talks about number {at} went on without any result."])
    collection.index()
    page = open_page(boats.get_absolute_url(), size=(360, 740))
    named, similar = page.locator("#named-title").bounding_box(), page.locator("#similar-title").bounding_box()
    assert named is not None
    assert similar is not None
    assert named["y"] < similar["y"]
    page.set_viewport_size({"width": 1280, "height": 900})
    named, similar = page.locator("#named-title").bounding_box(), page.locator("#similar-title").bounding_box()
    assert named is not None
    assert similar is not None
    assert similar["x"] < named["x"]


def test_article_on_paper_has_its_address_and_the_names_in_a_line(articles: list[Article], open_page: Open) -> None:
    page = open_page(articles[0].get_absolute_url())
    expect(page.locator(".print-only")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".print-only")).to_have_text(f"Entente, {page.url}")
    expect(page.locator(".tabs")).to_be_hidden()
    names = page.locator(".kind-country + .named-list li")
    assert len({round(box["y"]) for box in (each.bounding_box() for each in names.all()) if box}) == 1
