from __future__ import annotations

import re
from typing import Any

from django.test import Client

from archive.models import Article
from tests.web import collection
from tests.web.conftest import Read


def test_home_shows_figures_years_actors_and_newest_articles(articles: list[Article], read: Read) -> None:
    html = read("/")
    figures = re.findall(r"<dt>([\w ]+)</dt><dd><a href=\"[^\"]*\">([^<]+)</a>", html)
    assert figures == [
        ("articles", "6"),
        ("sources", "3"),
        ("people", "1"),
        ("countries", "2"),
        ("alliances", "1"),
        ("years covered", "1991–2018"),
        ("passages of clutter removed", "0"),
    ]
    assert re.findall(r'<a href="(/[\w/-]+)">[\w ]+</a> <span class="count" title="(\d+)', html) == [
        ("/people/kim-jong-un/", "1"),
        ("/countries/south-korea/", "3"),
        ("/countries/united-states/", "2"),
        ("/alliances/nato/", "2"),
        ("/organisations/united-nations/", "1"),
    ]
    assert re.findall(r'<h3[^>]*><a href="[^"]*">(.*?)</a>', html)[0] == "United Nations debates"
    assert '<li><a href="/search/?year=2018">2018</a> <span>2</span></li>' in html
    assert '<a href="/search/?year=undated" rel="nofollow">Undated</a> <span>1</span>' in html


def test_home_of_an_empty_archive_says_how_to_add_pages(read: Read) -> None:
    assert "manage.py ingest path/to/your/pages" in read("/")


def test_home_says_when_articles_are_not_indexed(read: Read) -> None:
    collection.article()
    html = read("/")
    assert "1 article is stored but not in the index yet" in html
    assert "manage.py reindex" in html


def test_home_asks_the_same_number_of_queries_for_one_and_three_articles(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    tags = {"person": ["a"], "country": ["a"], "alliance": ["a"], "organisation": ["a"]}
    collection.article(tags=tags)
    collection.index()
    for _ in range(2):
        with django_assert_num_queries(7):
            client.get("/")
        collection.article(tags={kind: ["b", "c"] for kind in tags})
        collection.article(tags=tags)
        collection.index()
