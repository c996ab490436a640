"""Memento, RFC 7089: times negotiated, links between captures, and addresses of all kinds."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client, RequestFactory

from archive.canonical import page_key
from archive.documents import MediaType
from archive.holdings.addresses import address_key
from archive.models import Article, Capture
from archive.web.memento import Memento, Mementos
from archive.web.views import memento
from tests.web import collection

pytestmark = pytest.mark.django_db

URL = "https://www.post.example/a%20b/?y=2&x=1"
TIMES = [datetime(2020, 1, 1, 10, tzinfo=UTC), datetime(2021, 6, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC)]
HOST = "http://testserver"


def keep(row: Article, url: str, at: datetime) -> Capture:
    kept = collection.capture(row, f"<p>{at:%Y}</p>".encode(), MediaType.HTML)
    kept.url, kept.address_key, kept.page_key, kept.captured_at = url, address_key(url), page_key(url), at
    kept.save()
    return kept


@pytest.fixture(autouse=True)
def captures() -> list[Capture]:
    row = collection.article("Korea")
    return [keep(row, URL, at) for at in TIMES]


def links(header: str) -> dict[str, str]:
    """Address by relation."""
    return {rel: url for url, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', header)}


@pytest.mark.parametrize(
    ("asked", "got"),
    [
        ("", "20230101000000"),
        ("Wed, 01 Jan 2020 10:00:00 GMT", "20200101100000"),
        ("Mon, 01 Jan 1990 00:00:00 GMT", "20200101100000"),
        ("Tue, 01 Jan 2030 00:00:00 GMT", "20230101000000"),
        ("Sat, 01 May 2021 00:00:00 GMT", "20210601000000"),
    ],
)
def test_timegate_leads_to_the_nearest_capture(client: Client, asked: str, got: str) -> None:
    headers = {"Accept-Datetime": asked} if asked else {}
    response = client.get(f"/timegate/{URL}", headers=headers)
    assert (response.status_code, response["Location"]) == (302, f"{HOST}/web/{got}/{URL}")
    assert response["Vary"].lower() == "accept-datetime"
    found = links(response["Link"])
    assert (found["original"], found["timemap"]) == (URL, f"{HOST}/timemap/link/{URL}")


def test_memento_says_its_time_and_its_neighbours(client: Client) -> None:
    response = client.get(f"/web/20210601000000/{URL}")
    assert (response.status_code, response.content) == (200, b"<p>2021</p>")
    assert response["Memento-Datetime"] == "Tue, 01 Jun 2021 00:00:00 GMT"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert links(response["Link"]) == {
        "original": URL,
        "timegate": f"{HOST}/timegate/{URL}",
        "timemap": f"{HOST}/timemap/link/{URL}",
        "memento": f"{HOST}/web/20210601000000/{URL}",
        "first prev memento": f"{HOST}/web/20200101100000/{URL}",
        "next last memento": f"{HOST}/web/20230101000000/{URL}",
    }
    ends = links(client.get(f"/web/20200101100000/{URL}")["Link"])
    assert {"first memento", "next memento", "last memento"} < set(ends)


@pytest.mark.parametrize("digits", ["2021", "202105", "20210601000001", "20210531235959"])
def test_other_moment_leads_to_the_nearest_capture(client: Client, digits: str) -> None:
    response = client.get(f"/web/{digits}/{URL}")
    assert (response.status_code, response["Location"]) == (302, f"{HOST}/web/20210601000000/{URL}")


@pytest.mark.parametrize(
    "written",
    [
        "http://post.example/a%20b/?y=2&x=1",
        "https://WWW.POST.example/a b?x=1&y=2",
        "https:/www.post.example/a%20b?x=1&y=2",
        "www.post.example/A%20b?x=1&y=2",
    ],
)
def test_address_is_found_however_it_is_written(client: Client, written: str) -> None:
    response = client.get(f"/web/20230101000000/{written.replace(' ', '%20')}")
    assert response.content == b"<p>2023</p>"


def test_timemap_lists_all_captures(client: Client) -> None:
    response = client.get(f"/timemap/link/{URL}")
    assert response["Content-Type"] == "application/link-format"
    lines = response.content.decode().rstrip("\n").split(",\n")
    assert lines[0] == f'<{URL}>; rel="original"'
    assert lines[2] == (
        f'<{HOST}/timemap/link/{URL}>; rel="self"; type="application/link-format";'
        ' from="Wed, 01 Jan 2020 10:00:00 GMT"; until="Sun, 01 Jan 2023 00:00:00 GMT"'
    )
    assert [re.findall('rel="([^"]*)"', line)[0] for line in lines[3:]] == ["first memento", "memento", "last memento"]


def test_long_timemap_comes_in_parts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memento, "PAGE", 2)
    parts = links(client.get(f"/timemap/link/{URL}").content.decode())
    assert parts == {"timemap": f"{HOST}/timemap/link/2/{URL}"}
    second = client.get(f"/timemap/link/2/{URL}").content.decode()
    assert f"<{HOST}/web/20230101000000/{URL}>" in second
    assert f'<{HOST}/timemap/link/2/{URL}>; rel="self"' in second
    assert client.get(f"/timemap/link/3/{URL}").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/web/20230101000000/https://other.example/", 404),
        ("/timegate/https://other.example/", 404),
        ("/timemap/link/https://other.example/", 404),
        ("/web/tomorrow/https://post.example/", 400),
        ("/web/20239999999999/https://post.example/", 400),
        ("/web/2023/javascript:alert(1)", 400),
        ("/timegate/https://post.example/%0dSet-Cookie:%20a=b", 400),
        ("/timegate/https://post.example/%E2%80%A8x", 400),
        ("/timegate/https://[bad/", 404),
        ("/timegate/" + "https://a.example/" + "x" * 9000, 400),
    ],
)
def test_what_is_not_there_or_no_address_is_said_clearly(client: Client, address: str, status: int) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert b"<h1>No capture</h1>" in response.content


def test_line_break_in_an_address_adds_no_header(client: Client) -> None:
    response = client.get("/timegate/https://post.example/%0d%0aSet-Cookie:%20a=b")
    assert (response.status_code, response.cookies) == (404, {})


def test_wrong_accept_datetime_is_refused(client: Client) -> None:
    assert client.get(f"/timegate/{URL}", headers={"Accept-Datetime": "yesterday"}).status_code == 400


def test_address_in_links_cannot_end_them(client: Client) -> None:
    row = Article.objects.get()
    keep(row, 'https://a.example/"><script>,x', TIMES[0])
    response = client.get('/timegate/https://a.example/"><script>,x')
    assert response["Location"] == f"{HOST}/web/20200101100000/https://a.example/%22%3E%3Cscript%3E,x"
    assert '<https://a.example/%22%3E%3Cscript%3E,x>; rel="original"' in response["Link"]


def test_page_that_only_states_its_address_is_found_by_it(client: Client) -> None:
    row = collection.article("Stated", url="https://stated.example/1")
    kept = collection.capture(row, b"text")
    kept.address_key = address_key(row.url)
    kept.save()
    assert client.get("/timegate/https://stated.example/1")["Location"].endswith(
        "/web/20240301123000/https://stated.example/1"
    )
    assert kept.memento_url == "/web/20240301123000/https://stated.example/1"


def test_other_spellings_of_a_page_are_its_captures(client: Client) -> None:
    row = Article.objects.get()
    clean, tracked, amp = (
        "https://b.example/p?id=1",
        "https://b.example/p?id=1&utm_source=x",
        "https://amp.b.example/p?id=1",
    )
    keep(row, tracked, TIMES[0])
    for spelling in (clean, tracked):
        assert client.get(f"/timegate/{spelling}")["Location"] == f"{HOST}/web/20200101100000/{tracked}"
    assert client.get("/timegate/https://b.example/p?id=2").status_code == 404
    other = keep(row, amp, TIMES[0])
    assert client.get(f"/web/20200101100000/{amp}").content == b"<p>2020</p>"
    assert Mementos(RequestFactory().get("/"), amp).at(TIMES[0]) == Memento(other, TIMES[0])
    assert client.get(f"/timemap/link/{clean}").content.count(b"memento") == 2


def test_number_of_queries_does_not_grow(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(5):
        client.get(f"/web/20210601000000/{URL}")


@pytest.mark.parametrize("way", ["web/", "web/*/"])
def test_address_as_people_type_it_leads_to_the_newest_capture(way: str, client: Client) -> None:
    answer = client.get(f"/{way}{URL}")
    assert (answer.status_code, answer["Location"]) == (302, f"{HOST}/web/20230101000000/{URL}")
    assert client.get(f"/{way}https://nowhere.example/").status_code == 404
