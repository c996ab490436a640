from __future__ import annotations

import re
from typing import Any

from django.test import Client

from archive.models import Article
from tests.web import collection
from tests.web.conftest import Read


def names(html: str) -> list[str]:
    return re.findall(r'<li><h2><a href="[^"]*">(.*?)</a>', html)


def test_sources_stand_by_articles_or_by_name(articles: list[Article], read: Read) -> None:
    collection.source("another")
    assert names(read("/sources/")) == ["Daily Record", "Evening Post", "Weekly", "Another"]
    assert names(read("/sources/?sort=name")) == ["Another", "Daily Record", "Evening Post", "Weekly"]


def test_source_of_copies_alone_has_no_zero_articles(articles: list[Article], read: Read) -> None:
    for number in (1, 2):
        collection.article(f"A copy {number}", by="reprint", copy_of=articles[0])
    html = read("/sources/?sort=name")
    facts = dict(re.findall(r'<li><h2><a href="[^"]*">(.*?)</a></h2><p class="source-facts"><span>(.*?)</p>', html))
    assert facts["Reprint"] == "2 copies of texts that ran elsewhere first</span>"
    assert facts["Evening Post"] == "2 articles</span>"


def test_source_shows_its_articles_and_whom_it_names(articles: list[Article], read: Read) -> None:
    html = read("/sources/evening-post/")
    assert re.findall(r'row-title"><a href="[^"]*">(.*?)</a>', html) == [
        "United Nations debates",
        "Kim Jong Un receives a letter",
    ]
    assert 'href="/search/?person=kim-jong-un&amp;source=evening-post"' in html


def test_source_without_articles_and_without_record(articles: list[Article], read: Read) -> None:
    collection.source("another")
    assert "No article in the archive yet" in read("/sources/another/")
    read("/sources/nobody/", status=404)
    read("/sources/evening-post/?page=2", status=404)


def test_sources_ask_one_query_for_one_and_three(client: Client, django_assert_num_queries: Any, db: None) -> None:
    for slug in ("a", "b", "c"):
        collection.source(slug)
        with django_assert_num_queries(1):
            client.get("/sources/")
