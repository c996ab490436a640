from __future__ import annotations

import re

import pytest
from django.test import Client

from archive.models import Actor, Article, KeptSearch
from archive.web.views import keeping
from tests.web import collection
from tests.web.conftest import Read

KEEP = "/searches/keep/?q=alliance&country=south-korea"


def test_list_is_kept_and_shown_as_it_was(articles: list[Article], client: Client, read: Read) -> None:
    assert "finds 3 articles at the moment" in read(KEEP)
    assert KeptSearch.objects.count() == 0
    address = client.post(KEEP).headers["Location"]
    assert re.fullmatch(r"/searches/[a-z2-9]{8}/", address)
    html = read(address)
    assert "3 articles then" in html
    assert "The search finds the same articles now." in html
    assert re.findall(r'<h2 class="row-title"><a [^>]*>(.*?)</a>', html) == [
        Article.objects.get(pk=pk).title for pk in KeptSearch.objects.get().article_ids
    ]
    assert client.post(KEEP).headers["Location"] == address


def test_kept_list_says_what_came_and_what_went(articles: list[Article], client: Client, read: Read) -> None:
    address = client.post(KEEP).headers["Location"]
    collection.article("Alliance once more", tags={"country": ["south-korea"]})
    articles[0].mentions.all().delete()
    Article.objects.filter(pk=articles[0].pk).mark_for_index()
    collection.index()
    html = read(address)
    assert "1 more since." in html
    assert "1 of them is not found any more." in html
    assert KeptSearch.objects.get().total == 3


def test_kept_list_whose_actor_is_gone_is_shown_and_compared_with_nothing(
    articles: list[Article], client: Client, read: Read
) -> None:
    address = client.post(KEEP).headers["Location"]
    Actor.objects.filter(slug="south-korea").delete()
    html = read(address)
    assert "3 articles then" in html
    assert html.count('<h2 class="row-title">') == 3
    assert "This search cannot be made any more" in html
    assert "The archive knows no country called “south-korea”." in html
    assert "more since" not in html


def test_kept_list_of_articles_that_are_gone_says_so(articles: list[Article], client: Client, read: Read) -> None:
    address = client.post(KEEP).headers["Location"]
    Article.objects.all().delete()
    assert "None of these articles is in the archive any more." in read(address)


def test_search_that_cannot_be_made_cannot_be_kept(client: Client, db: None) -> None:
    assert client.post("/searches/keep/?country=zz").headers["Location"] == "/search/"
    assert KeptSearch.objects.count() == 0


def test_keeping_needs_the_token_of_its_page(db: None) -> None:
    assert Client(enforce_csrf_checks=True).post(KEEP.replace("&country=south-korea", "")).status_code == 403


def test_keeping_is_bounded(client: Client, db: None) -> None:
    for number in range(keeping.MOST_A_MINUTE):
        KeptSearch.objects.keep(f"q={number}", 0, [])
    response = client.post("/searches/keep/?q=one+more")
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("address", ["/searches/nothing/", "/searches/%00/", "/searches/keptlist/?page=x"])
def test_missing_list_is_a_404(address: str, read: Read) -> None:
    read(address, status=404)
