"""Captured pages as they go out: what they are called, and that nothing in them is let loose."""

from __future__ import annotations

import gzip
import hashlib
from io import BytesIO

import pytest
from django.test import Client
from warcio.archiveiterator import ArchiveIterator

from archive.documents import MediaType
from archive.models import Article
from tests.web import collection

pytestmark = pytest.mark.django_db

POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'self'"
)


@pytest.fixture
def korea() -> Article:
    return collection.article("Korea")


@pytest.mark.parametrize(
    ("payload", "media_type", "encoding", "shown_as", "content"),
    [
        (b"<p>Gr\xf6\xdfe</p>", MediaType.HTML, "latin-1", "text/html; charset=utf-8", "<p>Größe</p>"),
        (b"<script>1</script>", MediaType.TEXT, "utf-8", "text/plain; charset=utf-8", "<script>1</script>"),
        (
            b'{"text": "<b>x</b> and y"}',
            MediaType.JSON,
            "utf-8",
            "text/plain; charset=utf-8",
            '{\n  "text": "<b>x</b> and y"\n}',
        ),
        (
            b'{"html": "<p>x</p>"}',
            MediaType.JSON,
            "utf-8",
            "text/html; charset=utf-8",
            "<p>x</p>",
        ),
        (
            b'<LINK rel=preconnect href="//a"><iframe src=//b></IFRAME><linkage><frame/>',
            MediaType.HTML,
            "utf-8",
            "text/html; charset=utf-8",
            '<meta rel=preconnect href="//a"><xframe src=//b></xframe><linkage><xrame/>',
        ),
    ],
)
def test_captured_page_goes_out_as_what_it_is_and_harmless(  # noqa: PLR0917 - parameters of the test
    korea: Article, client: Client, payload: bytes, media_type: MediaType, encoding: str, shown_as: str, content: str
) -> None:
    kept = collection.capture(korea, payload, media_type, encoding)
    response = client.get(f"/captures/{kept.pk}/page")
    assert response.content.decode() == content
    names = ("Content-Type", "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "X-Robots-Tag")
    assert [response[name] for name in names] == [shown_as, POLICY, "SAMEORIGIN", "nosniff", "noindex, nofollow"]
    assert response.cookies == {}


def test_page_is_downloaded_as_its_bytes_and_never_shown(korea: Article, client: Client) -> None:
    kept = collection.capture(korea, b"<script>1</script>", MediaType.HTML)
    response = client.get(f"/captures/{kept.pk}/payload")
    assert (response.content, response["Content-Type"], response["Content-Disposition"]) == (
        b"<script>1</script>",
        "application/octet-stream",
        f'attachment; filename="capture-{kept.pk}.html"',
    )


def test_downloaded_record_is_a_warc_file(korea: Article, client: Client) -> None:
    kept = collection.capture(korea, b"The page")
    response = client.get(f"/captures/{kept.pk}/record")
    records = [
        (record.rec_type, record.content_stream().read())
        for record in ArchiveIterator(BytesIO(response.content), check_digests="raise")
    ]
    assert [kind for kind, _ in records] == ["warcinfo", "resource"]
    assert records[1][1] == b"The page"
    assert gzip.decompress(response.content).startswith(b"WARC/1.1\r\n")
    assert response["Content-Type"] == "application/warc"


def test_frame_names_where_the_page_lies_and_its_digest(korea: Article, client: Client) -> None:
    kept = collection.capture(korea, b"<p>The page</p>", MediaType.HTML)
    place = client.get(f"/captures/{kept.pk}/")["Location"]
    assert place == f"{korea.get_absolute_url()}?view=captured&capture={kept.pk}"
    response = client.get(place)
    html = response.content.decode()
    assert f'<iframe class="captured-page" src="/captures/{kept.pk}/page" sandbox ' in html
    assert hashlib.sha256(b"<p>The page</p>").hexdigest() in html
    assert kept.warc_file in html
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_damaged_capture_says_so_in_text(korea: Article, client: Client) -> None:
    kept = collection.capture(korea, b"The page")
    kept.warc_file = "gone.warc.gz"
    kept.save()
    for what in ("page", "payload", "record"):
        response = client.get(f"/captures/{kept.pk}/{what}")
        assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
        assert response.content.startswith(b"This capture cannot be read: gone.warc.gz")
    assert client.get("/captures/999999/page").status_code == 404
