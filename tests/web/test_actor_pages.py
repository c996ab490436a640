from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from archive.models import Actor, ActorName, ActorOffice, Article
from tests.web import collection
from tests.web.conftest import Read


def entries(html: str) -> list[str]:
    return re.findall(r'<li class="entry[^>]*><a href="[^"]*">(.*?)</a>', html)


def members(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html)
    return [[cell for cell in re.split(r"(?:<[^>]+>)+", row) if cell] for row in rows]


def companions(html: str) -> list[tuple[str, str]]:
    part = html[html.index('id="company-title"') :]
    return re.findall(r'<li><a href="[^"]*">(.*?)</a> <a class="count" href="([^"]*)"', part)


def test_index_lists_those_who_are_named_most_named_first(articles: list[Article], read: Read) -> None:
    collection.actor("country", "japan")
    assert entries(read("/countries/")) == ["South Korea", "United States"]
    assert entries(read("/people/")) == ["Kim Jong Un"]
    assert entries(read("/alliances/")) == ["NATO"]
    assert entries(read("/organisations/")) == ["United Nations"]


def test_index_can_show_everyone_by_name_and_by_letter(articles: list[Article], read: Read) -> None:
    collection.actor("country", "japan")
    collection.actor("country", "aland", name="Åland")
    assert entries(read("/countries/?show=all&sort=name")) == ["Åland", "Japan", "South Korea", "United States"]
    assert entries(read("/countries/?show=all&letter=a")) == ["Åland"]


def test_index_finds_a_name_by_any_of_the_actors_names(articles: list[Article], read: Read) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    ActorName.objects.create(actor=kim, text="Supreme Leader", sort="title_holder")
    assert entries(read("/people/?q=supreme")) == ["Kim Jong Un"]
    assert entries(read("/people/?q=kim%20j%C3%B4ng")) == ["Kim Jong Un"]
    assert "No person has a name with “%_” in it" in read("/people/?q=%25_")


def test_index_leaves_out_rejected_and_merged_actors(articles: list[Article], read: Read) -> None:
    Actor.objects.filter(slug="united-states").update(status="rejected")
    collection.actor("country", "rok", merged_into=Actor.objects.get(slug="south-korea"))
    assert entries(read("/countries/?show=all")) == ["South Korea"]


def test_index_has_pages(read: Read) -> None:
    collection.article(tags={"person": [f"person-{number:03}" for number in range(105)]})
    collection.index()
    assert (len(entries(read("/people/"))), entries(read("/people/?page=2&sort=name"))[0]) == (100, "Person 100")
    for page in ("3", "0", "x", "99999999999"):
        read(f"/people/?page={page}", status=404)


def test_index_of_an_empty_archive_says_so(read: Read) -> None:
    assert "No person is named in the archive yet" in read("/people/")


def test_actor_shows_articles_years_and_company(articles: list[Article], read: Read) -> None:
    html = read("/countries/south-korea/")
    assert re.findall(r'row-title"><a href="[^"]*">(.*?)</a>', html) == [
        "Kim Jong Un receives a letter",
        "NATO meets on the treaty",
        "Alliance with South Korea is renewed",
    ]
    assert companions(html) == [
        ("Kim Jong Un", "/search/?person=kim-jong-un&amp;country=south-korea"),
        ("United States", "/search/?country=south-korea&amp;country=united-states&amp;all=country"),
        ("NATO", "/search/?country=south-korea&amp;alliance=nato"),
    ]
    assert 'href="/search/?country=south-korea">Search the 3 articles that name South Korea</a>' in html


def test_actor_counts_company_of_its_own_kind_in_articles_that_stand(articles: list[Article], read: Read) -> None:
    collection.article("Copy", copy_of=articles[0], tags={"country": ["south-korea", "united-states"]})
    articles[2].mentions.filter(actor__slug="united-states").update(rejected=True)
    html = read("/countries/south-korea/")
    assert '>1<span class="visually-hidden"> article with United States</span>' in html


@pytest.mark.parametrize("address", ["/countries/KR/", "/countries/kr/", "/countries/South-Korea/"])
def test_actor_by_code_or_in_other_case_leads_to_the_slug(
    address: str, articles: list[Article], client: Client
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/countries/south-korea/")


def test_merged_actor_leads_to_the_one_it_was_merged_into(articles: list[Article], client: Client) -> None:
    first = collection.actor("person", "kim", merged_into=Actor.objects.get(slug="kim-jong-un"))
    collection.actor("person", "kim-the-third", merged_into=first)
    assert client.get("/people/kim-the-third/")["Location"] == "/people/kim-jong-un/"


@pytest.mark.parametrize("address", ["/people/nobody/", "/people/south-korea/", "/countries//", "/planets/mars/"])
def test_actor_that_is_not_there_is_a_404(address: str, articles: list[Article], read: Read) -> None:
    read(address, status=404)


def test_rejected_actor_is_a_404(articles: list[Article], read: Read) -> None:
    Actor.objects.filter(slug="kim-jong-un").update(status="rejected")
    read("/people/kim-jong-un/", status=404)


def test_actor_in_a_circle_of_merges_still_answers(db: None, client: Client) -> None:
    one = collection.actor("person", "one")
    two = collection.actor("person", "two", merged_into=one)
    Actor.objects.filter(pk=one.pk).update(merged_into=two)
    assert client.get("/people/one/").status_code in {200, 301}


@pytest.fixture
def anzus(db: None) -> Actor:
    pact = collection.actor("alliance", "anzus", name="ANZUS", since="1951-09-01")
    collection.member(pact, collection.actor("country", "australia"), "1952-04-29")
    collection.member(pact, collection.actor("country", "new-zealand"), "1952-04-29", "1986-08-11")
    return pact


def test_alliance_shows_members_now_and_formerly(anzus: Actor, read: Read) -> None:
    html = read("/alliances/anzus/")
    assert members(html) == [
        ["Australia", "29 April 1952", "–", "Member"],
        ["New Zealand", "29 April 1952", "11 August 1986", "Member"],
    ]
    assert html.index("Now <span") < html.index("Australia") < html.index("Formerly <span") < html.index("New Zealand")


def test_alliance_shows_members_on_a_day(anzus: Actor, read: Read) -> None:
    html = read("/alliances/anzus/?on=1980-01-01")
    assert [row[0] for row in members(html)] == ["Australia", "New Zealand"]
    assert "On 1 January 1980" in html
    assert "No member is on record for 1 January 1950" in read("/alliances/anzus/?on=1950-01-01")
    for wrong in ("1980", "x", "1980-13-01"):
        read(f"/alliances/anzus/?on={wrong}", status=404)


def test_alliance_counts_members_and_lists_observers_after_them(anzus: Actor, read: Read) -> None:
    observer = collection.member(anzus, collection.actor("country", "japan"), "1950")
    observer.status = "observer"
    observer.save()
    html = read("/alliances/anzus/?on=1980-01-01")
    assert [row[0] for row in members(html)] == ["Australia", "New Zealand", "Japan"]
    assert 'On 1 January 1980 <span class="count">2</span>' in html


def test_alliance_that_has_ended_has_only_former_members(anzus: Actor, read: Read) -> None:
    Actor.objects.filter(pk=anzus.pk).update(until="1999")
    html = read("/alliances/anzus/")
    assert ("Now <span" in html, "Formerly <span" in html) == (False, True)
    assert [row[2] for row in members(html)] == ["1999", "11 August 1986"]
    assert [row[0] for row in members(read("/alliances/anzus/?on=1999-12-31"))] == ["Australia"]
    assert "No member is on record" in read("/alliances/anzus/?on=2000-01-01")
    assert "Formerly <span" in read("/countries/australia/")


def test_country_shows_its_alliances_with_dates(anzus: Actor, read: Read) -> None:
    assert members(read("/countries/new-zealand/")) == [["ANZUS", "29 April 1952", "11 August 1986", "Member"]]


def test_person_shows_offices_names_and_how_articles_name_them(articles: list[Article], read: Read) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    ActorOffice.objects.create(actor=kim, title="Chairman", body=Actor.objects.get(slug="south-korea"), since="2016-06")
    ActorName.objects.create(actor=kim, text="Kim", sort="surname", since=2011)
    html = read("/people/kim-jong-un/")
    assert 'Chairman, <a href="/countries/south-korea/">South Korea</a>' in html
    assert "June 2016 – today" in html
    assert 'Kim</span> <span class="name-years">(since 2011)</span>' in html
    assert '<q>Kim Jong Un</q> <span class="surface-rule">full name · 2<span' in html


def test_actor_pages_escape_every_field(articles: list[Article], read: Read) -> None:
    hostile = "<script>alert(1)</script>"
    Actor.objects.update(name=hostile, description=hostile, since=hostile[:10])
    for address in ("/people/kim-jong-un/", "/people/", "/countries/south-korea/", "/"):
        assert "<script>alert" not in read(address)


def test_actor_pages_ask_the_same_number_of_queries_for_one_and_three_articles(
    articles: list[Article], client: Client, django_assert_num_queries: Any
) -> None:
    client.get("/")
    collection.article(tags={"person": ["once"], "country": ["once"], "alliance": ["once"], "organisation": ["once"]})
    for _ in range(3):
        collection.article(
            tags={"person": ["often"], "country": ["x", "y"], "alliance": ["x", "y"], "organisation": ["x", "y"]}
        )
    collection.article(tags={"person": ["often", "once"]})
    collection.index()
    for slug in ("once", "often"):
        with django_assert_num_queries(17):
            client.get(f"/people/{slug}/")


def test_index_asks_two_queries_for_one_and_three_entries(
    articles: list[Article], client: Client, django_assert_num_queries: Any
) -> None:
    for address in ("/people/", "/countries/"):
        with django_assert_num_queries(2):
            client.get(address)


def test_dates_of_articles_outside_every_membership_do_not_matter(anzus: Actor, read: Read) -> None:
    collection.article(on=date(1, 1, 1), tags={"alliance": ["anzus"]})
    collection.index()
    assert '<time datetime="0001-01-01">1 January 0001</time>' in read("/alliances/anzus/")
