from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client, RequestFactory

from archive.models import Article
from archive.search.results import Facet, Sort
from archive.web.views import plain
from tests.web import collection
from tests.web.conftest import Read

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "templates").rglob("*.html"))


def test_about_counts_what_was_done(articles: list[Article], read: Read) -> None:
    collection.removal(articles[0], 9, "cookies")
    html = read("/about/")
    assert re.findall(r"<dt>articles</dt><dd>(\d+)</dd>", html) == ["6"]
    assert re.findall(r"<td>Cookie and privacy notices</td><td[^>]*>(\d+)<", html) == ["1"]
    assert "Date stated in the text: 5 articles" in html


def test_help_names_every_parameter_and_order(read: Read) -> None:
    html = read("/help/search/")
    for name in [*(facet.value for facet in Facet), "q", "from", "to", "all", "sort", "page", *map(str, Sort)]:
        assert f"<code>{name}</code>" in html


def test_help_links_to_searches_that_can_be_made(articles: list[Article], read: Read) -> None:
    addresses = re.findall(r'href="(/search/\?[^"]+)"', read("/help/search/"))
    assert len(addresses) > 7
    for address in addresses:
        read(address.replace("&amp;", "&"))


def test_healthz_says_that_database_and_index_answer(articles: list[Article], client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok", "index": "ok"})


def test_healthz_says_which_part_does_not_answer(client: Client, db: None) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("disk gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"status": "failing", "database": "OperationalError", "index": "not asked"}


def test_healthz_says_that_the_index_is_lost(articles: list[Article], client: Client, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "index")
    assert client.get("/healthz").json() == {"status": "failing", "database": "ok", "index": "missing"}


def test_robots_are_kept_from_endless_searches(client: Client) -> None:
    assert b"Disallow: /search/" in client.get("/robots.txt").content


def test_favicon_leads_to_the_drawing(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/favicon.svg"


def test_missing_page_says_so_and_offers_a_search(read: Read) -> None:
    html = read("/nothing/here/", status=404)
    assert "There is no such page" in html
    assert 'class="search-box"' in html


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (plain.server_error, 500),
        (lambda request: plain.bad_request(request, ValueError("bad")), 400),
    ],
)
def test_error_page_needs_no_database(answer: Callable[[Any], Any], status: int) -> None:
    response = answer(RequestFactory().get("/"))
    assert response.status_code == status
    assert b"Entente" in response.content


def test_broken_view_answers_with_the_error_page(client: Client, db: None) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("disk gone")

    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        response = client.get("/about/")
    assert (response.status_code, b"Something broke" in response.content) == (500, True)


def test_form_without_token_is_refused_with_a_page_of_ours(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert (response.status_code, b"The form has expired" in response.content) == (403, True)


@pytest.mark.parametrize("address", ["/", "/search/", "/people/", "/about/", "/help/search/", "/admin/login/", "/x"])
def test_every_page_forbids_scripts_and_styles_but_its_own(address: str, client: Client, db: None) -> None:
    policy = client.get(address)["Content-Security-Policy"]
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert (rules["default-src"], rules["script-src"], rules["style-src"]) == ("'none'", "'self'", "'self'")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_template_has_no_inline_script_or_style(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|<script(?![^>]*src=)|\son\w+=|\|safe|autoescape off|javascript:", text) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "X"])
@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("/", "GET, HEAD"),
        ("/people/?page=1", "GET, HEAD"),
        ("/searches/keep/", "GET, HEAD, POST"),
        ("/curate/blocks/1/lift/", "GET, HEAD, POST"),
        ("/admin/login/", "GET, POST, HEAD, OPTIONS"),
        ("/favicon.ico", "GET, HEAD, POST"),
        ("/api/", "GET, HEAD"),
        ("/api/v1/", "GET, HEAD, OPTIONS"),
    ],
)
def test_method_that_a_page_does_not_take_is_named_as_that(address: str, allowed: str, method: str, db: None) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, address)
    assert (response.status_code, response.headers["Allow"]) == (405, allowed)


def test_address_that_is_missing_is_missing_by_any_method(db: None) -> None:
    assert Client(enforce_csrf_checks=True).put("/nothing/here/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_are_only_read(method: str, client: Client, db: None) -> None:
    for address in ("/", "/search/", "/people/", "/healthz"):
        assert getattr(client, method)(address).status_code == 405
