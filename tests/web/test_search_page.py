from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from archive.models import Article
from tests.web import collection
from tests.web.conftest import Read


def titles(html: str) -> list[str]:
    found = re.findall(r'<h3 class="row-title"[^>]*><a href="[^"]*">(.*?)</a>', html)
    return [re.sub("</?mark>", "", title) for title in found]


def chips(html: str) -> list[str]:
    found = re.findall(r'<span class="chip-kind">(.*?)</span> <span class="chip-label">(.*?)</span>', html)
    return [" ".join(pair) for pair in found]


def test_search_without_words_lists_everything_newest_first(articles: list[Article], read: Read) -> None:
    assert titles(read("/search/")) == [
        "United Nations debates",
        "Kim Jong Un receives a letter",
        "Bündnis besteht fort",
        "NATO meets on the treaty",
        "Alliance with South Korea is renewed",
        "A page without a date",
    ]


def test_search_narrows_by_choice_and_exclusion(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=alliance&country=KR&not_alliance=nato&sort=oldest")
    assert titles(html) == ["Alliance with South Korea is renewed", "Kim Jong Un receives a letter"]
    assert chips(html) == ["Country South Korea", "Not alliance NATO"]
    assert '2 articles <span class="results-for">' in html


def test_search_by_the_names_of_the_index_and_by_codes_is_the_same(articles: list[Article], read: Read) -> None:
    assert titles(read("/search/?country=KR")) == titles(read("/search/?country=south-korea"))


def test_search_joins_by_any_and_by_all(articles: list[Article], read: Read) -> None:
    both = "/search/?country=south-korea&country=united-states"
    assert len(titles(read(both))) == 3
    assert len(titles(read(both + "&all=country"))) == 2


def test_search_finds_the_undated_only_by_asking_for_them(articles: list[Article], read: Read) -> None:
    assert titles(read("/search/?year=undated")) == ["A page without a date"]
    assert "A page without a date" not in titles(read("/search/?from=1000&to=2999"))


def test_search_marks_the_words_and_escapes_the_rest(read: Read) -> None:
    collection.article("<script>alert(1)</script> treaty", ["<img src=x onerror=alert(1)> treaty"])
    collection.index()
    html = read("/search/?q=treaty")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>treaty</mark>" in html
    assert "<img" not in html


def test_search_keeps_the_choices_when_the_words_change(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=alliance&country=KR&from=1990&sort=oldest")
    box = html[html.index('class="search-box"') : html.index("</form>")]
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', box) == [
        ("country", "south-korea"),
        ("from", "1990-01-01"),
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country=zz", "The archive knows no country called “zz”."),
        ("from=yesterday", "“yesterday” is no date"),
        ("page=-1", "“-1” is no page"),
        ("sort=%3Cb%3E", "“&lt;b&gt;” is no order"),
    ],
)
def test_search_that_cannot_be_made_says_why(query: str, message: str, articles: list[Article], read: Read) -> None:
    html = read(f"/search/?q=alliance&{query}", status=400)
    assert message in html
    assert 'href="/search/?q=alliance"' in html


def test_search_without_result_gives_advice(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=volcano&country=KR")
    assert "Nothing found" in html
    assert 'href="/search/?q=volcano"' in html


def test_rows_say_the_language_of_a_foreign_title_and_snippet(articles: list[Article], read: Read) -> None:
    found = re.findall(r'<(?:h3|p) class="row-(title|snippet)" lang="(\w+)">', read("/search/"))
    assert found == [("title", "de"), ("snippet", "de")]


def test_titles_of_pages_tell_them_apart(articles: list[Article], read: Read) -> None:
    def title(address: str) -> str:
        return re.findall(r"<title>(.*?)</title>", read(address))[0]

    article = articles[0].get_absolute_url()
    addresses = [
        "/",
        "/search/?country=KR",
        "/search/?q=alliance",
        article,
        f"{article}?view=removed",
        "/alliances/nato/",
    ]
    assert [title(address) for address in addresses] == [
        "News about states, leaders and alliances – Entente",
        "South Korea – Search – Entente",
        "alliance – Search – Entente",
        "Alliance with South Korea is renewed – Daily Record – Entente",
        "What was removed: Alliance with South Korea is renewed – Daily Record – Entente",
        "NATO – Alliances – Entente",
    ]


@pytest.mark.parametrize(
    "address", ["/", "/alliances/nato/", "/sources/daily-record/", "/sources/", "/about/", "/api/"]
)
def test_pages_that_others_may_list_describe_themselves(address: str, articles: list[Article], read: Read) -> None:
    found = re.findall(r'<meta name="description" content="([^"]*)">', read(address))
    assert [len(each) > 20 for each in found] == [True]


def test_search_past_the_last_page_leads_to_it(articles: list[Article], read: Read) -> None:
    assert 'There is no page 9: <a href="/search/">the last one is 1</a>' in read("/search/?page=9")


def test_search_pages_through_all_results_without_repeating(read: Read) -> None:
    for number in range(45):
        collection.article(f"Number {number}", [f"Text {number}."])
    collection.index()
    pages = [titles(read(f"/search/?page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({title for page in pages for title in page}) == 45
    assert "21–40 of 45" in read("/search/?page=2")


def test_search_leads_from_an_older_address_of_a_whole_facet_to_its_page(
    articles: list[Article], client: Client
) -> None:
    response = client.get("/search/?q=alliance&more=person")
    assert response.headers["Location"] == "/search/facet/person/?q=alliance"


def test_unfiltered_page_of_a_large_archive_is_under_60_kb(client: Client, db: None) -> None:
    for number in range(60):
        tags = {"person": [f"a-person-{number}-{at}" for at in range(4)], "country": [f"country-{number}"]}
        tags |= {"organisation": [f"organisation-{number}"], "alliance": [f"alliance-{number}"]}
        on = date(1985 + number % 30, 3, 1)
        words = ["Some words of a text that goes on and on." * 20]
        collection.article(f"A title of usual length, number {number}", words, on, f"s-{number}", tags)
    collection.index()
    assert len(client.get("/search/").content) < 60_000


def test_search_says_how_a_malformed_query_was_read(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=%22alliance+with+south")
    assert '<ul class="notes">' in html
    assert "Read as <code>" in html


def test_search_survives_any_query(articles: list[Article], client: Client) -> None:
    dice = random.Random(20)
    pieces = [*'"()*?:~^-\\é', "OR", "NOT", "AND", "title:", "[a TO", "\x00", "*:*"]
    names = ["q", "country", "not_person", "year", "from", "sort", "page", "all", "more"]
    for _ in range(300):
        words = " ".join(dice.choice([*pieces, "alliance", chr(dice.randrange(1, 0xD7FF))]) for _ in range(6))
        data = {"q": words} | {dice.choice(names): dice.choice(pieces) for _ in range(dice.randrange(3))}
        assert client.get("/search/", data).status_code in {200, 400}


def test_search_asks_the_same_number_of_queries_for_one_and_three_hits(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    tags = {"person": ["a"], "country": ["south-korea"], "alliance": ["nato"], "organisation": ["b"]}
    collection.article("One", tags=tags)
    for _ in range(3):
        collection.article("Three", tags={kind: [*slugs, "c", "d"] for kind, slugs in tags.items()})
    collection.index()
    client.get("/search/?q=one")  # the names are read once by each process
    for word, hits in (("one", 1), ("three", 3)):
        with django_assert_num_queries(4):
            html = client.get(f"/search/?q={word}").content.decode()
        assert len(titles(html)) == hits
        with django_assert_num_queries(5):
            client.get(f"/search/?q={word}&country=KR")
