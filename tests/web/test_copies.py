"""Stories on the search page: one row with its copies, or every copy counted; an index of another version."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from archive.management.commands.setup import Command
from archive.models import Article, KeptSearch
from tests.search.test_indexing import make_older
from tests.web import collection
from tests.web.conftest import Read
from tests.web.test_search_page import chips, titles


@pytest.fixture
def story(db: None) -> list[Article]:
    """A story of three papers, the last undated, and an article of its own."""
    first = collection.article("Treaty signed", ["Envoys signed it."], on=date(1999, 5, 1), by="agency")
    rows = [
        first,
        collection.article("Treaty signed", ["Envoys signed it."], on=None, by="post", copy_of=first),
        collection.article("Pact & treaty", ["Envoys signed it."], on=date(1999, 5, 3), by="courier", copy_of=first),
        collection.article("Treaty broken", ["Ships left."], on=date(1998, 1, 1), by="courier"),
    ]
    collection.index()
    return rows


def copies(html: str) -> list[list[str]]:
    """The rows' copies: what the summary says, then each copy."""
    found = re.findall(r'<details class="row-copies">(.*?)</details>', html, re.S)
    texts = [re.findall(r"<summary>.*?</summary>|<li>.*?</li>", each, re.S) for each in found]
    return [[" ".join(unescape(re.sub("<[^>]*>", " ", text)).split()) for text in each] for each in texts]


def links(html: str, label: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'<a href="([^"]*)"[^>]*>{label}', html)]


def test_row_lists_the_copies_by_date(story: list[Article], read: Read) -> None:
    html = read("/search/?q=treaty")
    assert titles(html) == ["Treaty signed", "Treaty broken"]
    assert copies(html) == [["2 more copies", "Courier , 3 May 1999 Pact & treaty", "Post , Undated"]]
    assert links(html, "Courier</a>, ") == [f"{story[2].get_absolute_url()}?q=treaty&result=1"]


def test_copy_opened_from_a_row_stands_in_its_storys_place_of_the_list(story: list[Article], read: Read) -> None:
    html = read(f"{story[2].get_absolute_url()}?q=treaty&result=1")
    assert "Treaty broken" in html
    assert '<mark class="found"' in html


def test_every_copy_is_counted_on_request_and_on_the_way_on(story: list[Article], read: Read) -> None:
    assert links(read("/search/?q=treaty"), "Count copies too: 4") == ["/search/?q=treaty&copies=1"]
    html = read("/search/?q=treaty&copies=1&sort=newest")
    assert titles(html) == ["Pact &amp; treaty", "Treaty signed", "Treaty broken", "Treaty signed"]
    assert html.count('<span class="badge">Copy</span>') == 2
    assert (copies(html), links(html, "Count copies too")) == ([], [])
    assert chips(html) == ["Counted every copy"]
    assert '<input type="hidden" name="copies" value="1">' in html
    sources = [unescape(each) for each in re.findall(r'id="f-source-[^"]*" href="([^"]*)"', html)]
    assert sources[0] == "/search/?q=treaty&source=courier&copies=1&sort=newest"
    assert f"{story[2].get_absolute_url()}?q=treaty&copies=1&sort=newest&result=1" in unescape(html)


def test_next_and_previous_go_through_every_copy(story: list[Article], read: Read) -> None:
    html = unescape(read(f"{story[2].get_absolute_url()}?q=treaty&copies=1&sort=newest&result=1"))
    assert f"{story[0].get_absolute_url()}?q=treaty&copies=1&sort=newest&result=2" in html


def test_what_only_a_copy_says_is_found_where_copies_count(story: list[Article], read: Read) -> None:
    html = read("/search/?q=pact")
    assert "Nothing found" in html
    assert links(html, "Count copies too: 1") == ["/search/?q=pact&copies=1"]


def test_no_copies_no_word_of_them(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=alliance")
    assert (copies(html), links(html, "Count copies too")) == ([], [])


def test_copies_of_all_rows_take_no_query_of_their_own(
    story: list[Article], client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/search/?q=broken")
    for query in ("broken", "signed", "treaty"):
        with django_assert_num_queries(3):
            client.get(f"/search/?q={query}")


def test_kept_list_counts_as_the_search_did(story: list[Article], client: Client) -> None:
    response = client.post(keep_link(client))
    kept = KeptSearch.objects.get()
    assert response.headers["Location"] == kept.get_absolute_url()
    assert (kept.total, "copies=1" in kept.query_string) == (4, True)


def keep_link(client: Client) -> str:
    return links(client.get("/search/?q=treaty&copies=1").content.decode(), "Keep this list")[0]


def test_copies_takes_yes_and_no_only(story: list[Article], read: Read) -> None:
    assert "says neither yes nor no" in read("/search/?q=treaty&copies=perhaps", status=400)
    assert len(titles(read("/search/?q=treaty&copies=true"))) == 4
    assert len(titles(read("/search/?q=treaty&copies=0"))) == 2


def test_api_gives_stories_or_every_copy(story: list[Article], client: Client) -> None:
    first, post, courier, other = [row.pk for row in story]
    hits = client.get("/api/v1/search/?q=treaty").json()["hits"]
    assert {hit["id"]: (hit["copy_of"], hit["copies"]) for hit in hits} == {
        first: (None, [post, courier]),
        other: (None, []),
    }
    answer = client.get("/api/v1/search/?q=treaty&copies=true").json()
    assert {hit["id"]: hit["copy_of"] for hit in answer["hits"]} == {
        first: None,
        post: first,
        courier: first,
        other: None,
    }
    assert [(each["value"], each["count"]) for each in answer["facets"]["source"]] == [
        ("courier", 2),
        ("agency", 1),
        ("post", 1),
    ]
    assert answer["links"]["page"].endswith("/search/?q=treaty&copies=1")


def test_index_of_another_version_is_said_and_made_anew_by_setup(
    story: list[Article], client: Client, read: Read
) -> None:
    make_older(Path(str(settings.HAYSTACK_CONNECTIONS["default"]["PATH"])))
    for address in ("/", "/search/?q=treaty"):
        assert "<code>python manage.py reindex</code>" in read(address, status=503)
    problem = client.get("/api/v1/search/?q=treaty")
    assert (problem.status_code, problem.json()["title"]) == (503, "Index out of date")
    assert client.get("/healthz").status_code == 503
    assert "Envoys signed it." in read(story[0].get_absolute_url())
    Command()._index()
    assert len(titles(read("/search/?q=treaty"))) == 2
