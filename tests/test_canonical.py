import pytest

from archive.canonical import canonical_address, is_home, page_key


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.example.org/a/b?utm_source=x&id=3&fbclid=9#top", "https://www.example.org/a/b?id=3"),
        ("HTTP://EXAMPLE.org:80/Foo?gclid=1", "http://example.org/Foo"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/1/a.amp.html?usqp=1", "https://example.org/1/a.html"),
        ("https://www.google.com/amp/s/www.example.org/n/amp/", "https://www.example.org/n"),
        ("https://m.example.org/story/12/", "https://example.org/story/12/"),
        ("https://amp.example.org/story/12/amp/", "https://example.org/story/12"),
        ("https://www.example.org/amp/news/1?outputType=amp", "https://www.example.org/news/1"),
        ("https://m.org/a", "https://m.org/a"),
        ("https://example.org/camp/1", "https://example.org/camp/1"),
        ("https://a:b@example.org/", "https://a:b@example.org/"),
        ("http://[::1]/x", "http://[::1]/x"),
        ("http://[x/", "http://[x/"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/a\r\nX: y", "https://example.org/a\r\nX: y"),
        ("https://example.org/" + "a" * 9000, "https://example.org/" + "a" * 9000),
        ("", ""),
    ],
)
def test_canonical_address_is_one_for_all_spellings_of_a_page(url: str, canonical: str) -> None:
    assert canonical_address(url) == canonical
    assert canonical_address(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/a/?utm_medium=mail",
        "http://example.org/a",
        "https://m.example.org/a/",
        "https://example-org.cdn.ampproject.org/c/s/example.org/a",
    ],
)
def test_all_spellings_of_a_page_have_one_key(url: str) -> None:
    assert page_key(url) == "example.org/a"


def test_other_pages_have_other_keys_and_sites_have_none() -> None:
    assert page_key("https://example.org/b?p=12") == "example.org/b?p=12"
    assert [page_key(url) for url in ("", "https://example.org/", "ftp://example.org/a", "urn:a:b")] == [""] * 4
    assert len(page_key("https://example.org/" + "a" * 3000)) == 64


def test_home_pages_are_told_by_their_address() -> None:
    homes = ["https://example.org", "https://example.org/", "http://example.org/index.html"]
    pages = ["https://example.org/?p=12", "https://example.org/a", "http://[x/"]
    assert [is_home(url) for url in [*homes, *pages]] == [True] * 3 + [False] * 3
