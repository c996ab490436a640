from __future__ import annotations

import re

import pytest

from archive.models import Article
from archive.web.facet_pages import PART
from tests.web import collection
from tests.web.conftest import Read


def labels(html: str) -> list[str]:
    return re.findall(r'<span class="value-label">(.*?)</span>', html)


def test_facet_page_lists_values_with_links_that_choose_and_exclude(articles: list[Article], read: Read) -> None:
    html = read("/search/facet/country/?q=alliance")
    assert labels(html) == ["South Korea", "United States"]
    assert 'href="/search/?q=alliance&amp;country=south-korea"' in html
    assert 'href="/search/?q=alliance&amp;not_country=south-korea"' in html


def test_facet_page_filters_by_name_without_regard_to_accents(articles: list[Article], read: Read) -> None:
    collection.article(tags={"person": ["jose-munoz"]})
    collection.actor("person", "jose-munoz").__class__.objects.filter(slug="jose-munoz").update(name="José Muñoz")
    collection.index()
    assert labels(read("/search/facet/person/?find=MUNOZ")) == ["José Muñoz"]
    assert "None has such a name." in read("/search/facet/person/?find=nobody")


def test_facet_page_sorts_by_name_and_is_cut_into_parts(read: Read) -> None:
    people = [f"person-{number:03}" for number in range(PART + 5)]
    collection.article(tags={"person": people})
    collection.article(tags={"person": people[100:101]})
    collection.index()
    assert labels(read("/search/facet/person/"))[0] == "Person 100"
    first, rest = read("/search/facet/person/?by=name"), read("/search/facet/person/?by=name&part=2")
    assert labels(first) == [f"Person {number:03}" for number in range(PART)]
    assert labels(rest) == [f"Person {number:03}" for number in range(PART, PART + 5)]


@pytest.mark.parametrize(
    ("address", "status"), [("weather/", 404), ("person/?country=zz", 400), ("person/?part=x", 200)]
)
def test_facet_page_survives_any_address(address: str, status: int, read: Read, db: None) -> None:
    read(f"/search/facet/{address}", status=status)
