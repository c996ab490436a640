import gzip
import ipaddress
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from archive.fetching.addresses import CheckedNetwork, Place, RefusedAddress, check_url, is_public, resolve
from archive.fetching.asking import Asking, Manners, NotFetched, retry_after
from tests.fetching.server import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def asking(waits: list[float] | None = None, **manners: object) -> Asking:
    allowed = Manners(**{"every": 0.0, "private": True, **manners})  # type: ignore[arg-type]
    return Asking(allowed, sleep=(waits if waits is not None else []).append)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "240.0.0.1",
    ],
)  # fmt: skip
def test_addresses_off_the_public_internet_are_told(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_public_addresses_are_told() -> None:
    assert [
        is_public(ipaddress.ip_address(each)) for each in ("93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8")
    ] == [True] * 3


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "data:text/html,x", "//example.org/", "",
        "http://", "http://user:secret@example.org/", "http://example.org/\r\nX: y", "http://example.org/a b",
        "http://[::1", "http://example.org:99999/", "gopher://127.0.0.1:6379/_x", "http://example.org/" + "a" * 5000,
        "http://example.org/\x00",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(RefusedAddress):
        check_url(url)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0", "2130706433", "0x7f.1", "127.1"])
def test_this_machine_is_refused_in_every_spelling(host: str) -> None:
    with Asking(Manners(every=0, robots=False), sleep=lambda _: None) as ask, pytest.raises(RefusedAddress):
        ask.get(f"http://{host}:8000/")


def test_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [(0, 0, 0, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: entries)
    with pytest.raises(RefusedAddress, match=r"10\.0\.0\.1, which is not on the public internet"):
        resolve("two.example", 80)


def test_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    site.says("/", b"here")
    looked: list[str] = []

    def look_up(host: str, port: int, private: bool) -> Place:
        looked.append(host)
        return Place(host, port, ("127.0.0.1",))

    with Asking(Manners(every=0, robots=False), CheckedNetwork(False, look_up)) as ask:
        (answer,) = ask.get(f"http://rebinding.example:{site.port}/")
    assert (answer.body, looked) == (b"here", ["rebinding.example"])
    assert site.asked[0][1]["host"] == f"rebinding.example:{site.port}"


def test_redirect_to_a_private_address_is_refused(site: Site) -> None:
    site.says("/", status=302, Location=f"http://127.0.0.1:{site.port}/secret")
    network = CheckedNetwork(
        False,
        lambda host, port, _: (
            Place(host, port, ("127.0.0.1",)) if "." in host[-4:] and not host[0].isdigit() else resolve(host, port)
        ),
    )
    with Asking(Manners(every=0, robots=False), network) as ask, pytest.raises(RefusedAddress):
        ask.get(f"http://public.org:{site.port}/")
    assert site.paths() == ["/"]


def test_answer_is_as_it_was_sent(site: Site) -> None:
    body = gzip.compress(b"A page")
    url = site.says("/a", body, Content_Encoding="gzip", ETag='"1"')
    with asking() as ask:
        (answer,) = ask.get(url)
    assert (answer.status, answer.body, answer.headers["etag"]) == (200, body, '"1"')
    assert answer.head.startswith(b"HTTP/1.0 200 OK\r\n")
    assert answer.head.endswith(b"\r\n\r\n")
    assert answer.request.startswith(b"GET /a HTTP/1.1\r\n")
    assert b"Entente" in answer.request


def test_robots_are_kept_to_with_their_delay(site: Site) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n", Content_Type="text/plain")
    site.says("/a", b"a")
    waits: list[float] = []
    with asking(waits) as ask:
        ask.get(site.url("/a"))
        ask.get(site.url("/a"))
        with pytest.raises(NotFetched, match=r"robots\.txt"):
            ask.get(site.url("/private/b"))
    assert site.paths() == ["/a", "/a"]
    assert [round(wait) for wait in waits] == [7]


def test_unreachable_robots_forbid_and_missing_ones_allow(site: Site) -> None:
    site.says("/a", b"a")
    with asking() as ask:
        assert ask.get(site.url("/a"))[0].body == b"a"
    site.says("/robots.txt", status=503)
    with asking() as ask, pytest.raises(NotFetched, match=r"robots\.txt"):
        ask.get(site.url("/a"))


def test_busy_server_is_asked_again_when_it_says(site: Site) -> None:
    site.says("/a", status=429, Retry_After="11")
    site.says("/a", status=503)
    site.says("/a", b"at last")
    waits: list[float] = []
    with asking(waits, robots=False) as ask:
        assert ask.get(site.url("/a"))[0].body == b"at last"
    assert (waits[0], 4 <= waits[1] <= 5) == (11.0, True)


def test_redirects_are_followed_and_given_with_their_answers(site: Site) -> None:
    site.says("/a", status=301, Location="/b")
    site.says("/b", b"there")
    site.says("/loop", status=302, Location="/loop")
    with asking(robots=False) as ask:
        answers = ask.get(site.url("/a"))
        with pytest.raises(NotFetched, match="more than 5 times"):
            ask.get(site.url("/loop"))
    assert [(each.status, each.url) for each in answers] == [(301, site.url("/a")), (200, site.url("/b"))]


def test_too_large_too_slow_and_unreachable_are_named(site: Site) -> None:
    site.says("/large", bytes(3_000_000))
    with asking(robots=False, most_bytes=1_000_000) as ask, pytest.raises(NotFetched, match="too large: over 1 MB"):
        ask.get(site.url("/large"))
    with asking(robots=False, timeout=0.0001) as ask, pytest.raises(NotFetched, match=r"cannot be reached|longer"):
        ask.get(site.url("/large"))
    with asking(robots=False) as ask, pytest.raises(NotFetched, match="cannot be reached"):
        ask.get("http://127.0.0.1:9/")


def test_cookies_are_never_sent_back(site: Site) -> None:
    url = site.says("/a", b"a", Set_Cookie="id=1; Path=/")
    with asking(robots=False) as ask:
        ask.get(url)
        ask.get(url)
    assert ["cookie" in headers for _, headers in site.asked] == [False, False]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("Mon, 06 May 2024 07:08:29 GMT", 20.0),
        ("Mon, 06 May 2024 00:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)) == seconds
