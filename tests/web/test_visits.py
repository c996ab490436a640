from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from archive.models import Article
from archive.web import visits
from tests.web import collection

pytestmark = pytest.mark.django_db


def visited(client: Client, ago: timedelta) -> None:
    """As if this browser had last been here so long ago, on a first visit."""
    minutes = int((timezone.now() - ago).timestamp()) // 60
    from django.core import signing

    client.cookies[visits.COOKIE] = signing.get_cookie_signer(salt=visits.COOKIE + visits.SALT).sign(f".{minutes}")


def archive_with_one_new_article() -> None:
    old = collection.article("Old treaty")
    Article.objects.filter(pk=old.pk).update(added_at=timezone.now() - timedelta(days=9))
    collection.article("New treaty")
    collection.index()


def test_first_visit_says_nothing_and_is_remembered(client: Client) -> None:
    archive_with_one_new_article()
    response = client.get("/search/?q=treaty")
    assert "since your last visit" not in response.content.decode()
    assert "is-new" not in response.content.decode()
    cookie = response.cookies[visits.COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie.value.count(":") == 2
    assert cookie.value.startswith(".")
    assert "since your last visit" not in client.get("/search/?q=treaty").content.decode()


def test_next_visit_counts_marks_and_leads_to_what_is_new(client: Client) -> None:
    archive_with_one_new_article()
    visited(client, timedelta(days=2))
    html = client.get("/search/?q=treaty").content.decode()
    assert "1 of them new since your last visit" in html
    assert html.count("is-new") == 1
    link = html[html.index("/search/?q=treaty&amp;added_after=") :].partition('"')[0].replace("&amp;", "&")
    only_new = client.get(link).content.decode()
    assert ("New <mark>treaty</mark>" in only_new, "Old <mark>treaty</mark>" in only_new) == (True, False)
    assert "1 article <span" in only_new
    assert "1 of them new since" in client.get("/search/?q=treaty").content.decode()  # the visit is still the same


def test_visit_without_news_says_nothing(client: Client) -> None:
    archive_with_one_new_article()
    Article.objects.update(added_at=timezone.now() - timedelta(days=9))
    visited(client, timedelta(days=2))
    assert "since your last visit" not in client.get("/search/?q=treaty").content.decode()


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_browser_that_asks_not_to_be_tracked_gets_no_cookie(header: str, client: Client) -> None:
    assert visits.COOKIE not in client.get("/search/", headers={header: "1"}).cookies


@pytest.mark.parametrize("value", ["", "x", "1.2", ".1:2:3", "...:a:b"])
def test_foreign_cookie_counts_as_a_first_visit(value: str, client: Client) -> None:
    archive_with_one_new_article()
    client.cookies[visits.COOKIE] = value
    assert "since your last visit" not in client.get("/search/?q=treaty").content.decode()
