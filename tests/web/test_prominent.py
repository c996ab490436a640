from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from tests.web import collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def norway() -> list[Article]:
    actor, rows = collection.actor("country", "norway"), []
    for number, prominence in enumerate((0.9, 0.2, 0.5, 0.49)):
        row = collection.article(f"Title <{number}>", ["Norway acts."])
        collection.mention(row, actor, prominence=prominence)
        rows.append(row)
    copy = collection.article("Title 9", ["Norway acts."], copy_of=rows[0])
    collection.mention(copy, actor, prominence=0.9)
    collection.mention(collection.article("Title 8", ["Norway acts."]), actor, prominence=0.9, rejected=True)
    collection.index()
    return rows


def titles(client: Client, query: str) -> list[str]:
    page = client.get(f"/countries/norway/{query}").content.decode()
    return re.findall(r"Title &lt;(\d)", page)


def test_articles_about_an_actor_are_told_from_those_that_name_it(norway: list[Article], client: Client) -> None:
    page = client.get("/countries/norway/").content.decode()
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "All that name Norway 4 About Norway 2 Newest first Most prominent first" in text
    assert titles(client, "") == ["3", "2", "1", "0"]
    assert titles(client, "?role=about") == ["2", "0"]
    assert titles(client, "?role=about&sort=prominence") == ["0", "2"]
    assert titles(client, "?sort=prominence") == ["0", "2", "3", "1"]
    assert titles(client, "?role=x&sort=y") == ["3", "2", "1", "0"]
    assert client.get("/countries/norway/?role=about&page=2").status_code == 404


def test_terminal_finds_articles_about_an_actor(norway: list[Article]) -> None:
    said = StringIO()
    call_command("find", "--about", "country-norway", stdout=said)
    assert re.findall(r"Title <(\d)>", said.getvalue()) == ["2", "0"]


def test_list_costs_the_same_number_of_queries_with_one_and_three_articles(client: Client) -> None:
    numbers = []
    for slug, count in (("norway", 1), ("sweden", 3)):
        actor = collection.actor("country", slug)
        for _ in range(count):
            collection.mention(collection.article("Title", ["Acts."]), actor, prominence=0.9)
        collection.index()
        client.get(f"/countries/{slug}/?role=about")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/countries/{slug}/?role=about")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
