from __future__ import annotations

import re

import pytest

from archive.models import ActorName, ActorOffice, Article
from archive.search.known_names import forget_names
from tests.web import collection
from tests.web.conftest import Read


def test_query_that_names_an_actor_shows_its_card(articles: list[Article], read: Read) -> None:
    from archive.models import Actor

    kim = Actor.objects.get(slug="kim-jong-un")
    kim.description, kim.since = "Leader of North Korea", "1984"
    kim.save()
    ActorOffice.objects.create(actor=kim, title="Chairman", since="2016-06")
    forget_names()
    card = re.search(r'<aside class="card kind-person".*?</aside>', read("/search/?q=kim+JONG+un"), re.S)
    assert card is not None
    for words in ("Kim Jong Un", "since 1984", "Leader of North Korea", "Chairman (June 2016 – today)", "1 article"):
        assert words in card.group()
    assert 'href="/people/kim-jong-un/"' in card.group()


@pytest.mark.parametrize("query", ["kim+letter", "title:nato", "-nato", "nato+OR+kim", "alliance", "nato&page=2"])
def test_other_queries_show_no_card(query: str, articles: list[Article], read: Read) -> None:
    assert 'class="card' not in read(f"/search/?q={query}")


def test_name_of_several_lists_them(articles: list[Article], read: Read) -> None:
    for slug in ("george-bush", "george-w-bush"):
        ActorName.objects.create(actor=collection.actor("person", slug), text="Bush", sort="surname")
    forget_names()
    html = read("/search/?q=bush")
    assert 'class="card' not in html
    assert re.findall(r'<li class="kind-person"><a href="([^"]*)"', html) == [
        "/people/george-bush/",
        "/people/george-w-bush/",
    ]


def test_misspelt_word_leads_to_the_right_one(articles: list[Article], read: Read) -> None:
    html = read("/search/?q=aliance+guest")
    assert '<a href="/search/?q=alliance+guest" rel="nofollow"><q>alliance guest</q></a>' in html
    assert "Did you mean" not in read("/search/?q=alliance")
    assert "Did you mean" not in read("/search/?q=zzzzzzzz")
