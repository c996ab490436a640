"""Hostile pages as captured: nothing of them runs, nothing is asked of anybody, and the archive's page stays."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from archive.documents import MediaType
from archive.models import Article, Capture
from tests.browser.conftest import Open
from tests.web import collection

MARK = "It can be read."
SILENT = "a connection without a word"
HOSTILE = """<!doctype html><html><head><title>T</title>
<base href="http://{outside}/">
<meta http-equiv="refresh" content="0; url=http://{outside}/refresh">
<link rel="preconnect" href="http://{outside}"><link rel="pre&#99;onnect" href="http://{outside}">
<link rel="dns-prefetch" href="//{outside}">
<link rel="prefetch" href="http://{outside}/prefetch"><link rel="preload" as="image" href="http://{outside}/preload">
<link rel="stylesheet" href="http://{outside}/style.css"><link rel="manifest" href="http://{outside}/manifest">
<link rel="icon" href="http://{outside}/icon.png">
<style>@import url(http://{outside}/import.css); @font-face {{ font-family: f; src: url(http://{outside}/font) }}
body {{ background: url(http://{outside}/background); font-family: f }} p {{ color: rgb(1, 2, 3) }}</style>
<script>document.documentElement.dataset.ran = 1; parent.document.title = "taken"; top.location = "http://{outside}/top"
fetch("http://{outside}/fetch"); navigator.sendBeacon("http://{outside}/beacon")</script>
<script type="module" src="http://{outside}/module.js"></script>
<script type="speculationrules">{{"prefetch": [{{"urls": ["http://{outside}/speculation"]}}]}}</script>
</head><body onload="document.documentElement.dataset.ran = 1"><p>{mark}</p>
<img src="http://{outside}/image.png" onerror="document.documentElement.dataset.ran = 1">
<img srcset="http://{outside}/srcset 2x"><picture><source srcset="http://{outside}/source"><img></picture>
<video src="http://{outside}/video" poster="http://{outside}/poster" autoplay></video><audio src="http://{outside}/audio"></audio>
<iframe src="http://{outside}/frame"></iframe><iframe srcdoc="<script>top.document.title = 'taken'</script>"></iframe>
<object data="http://{outside}/object"></object><embed src="http://{outside}/embed">
<svg xmlns:xlink="http://www.w3.org/1999/xlink"><script>document.documentElement.dataset.ran = 1</script>
<image href="http://{outside}/svg" /><use xlink:href="http://{outside}/use#x" />
<animate onbegin="document.documentElement.dataset.ran = 1" attributeName="x" dur="1s" /></svg>
<form id="f" action="http://{outside}/form" method="post">
<input name="a" autofocus onfocus="document.documentElement.dataset.ran = 1">
<button id="send">Send</button></form>
<a id="script" href="javascript:document.documentElement.dataset.ran = 1">one</a>
<a id="away" href="http://{outside}/away" ping="http://{outside}/ping">two</a>
<a id="top" target="_top" href="http://{outside}/top">three</a><a id="new" target="_blank" href="http://{outside}/new">four</a>
<table background="http://{outside}/table"><tr><td>x</table>
<body background="http://{outside}/body"></body></html>"""


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A host that notes whoever connects, and its address."""
    seen: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    connection.settimeout(0.5)
                    try:
                        seen.append(connection.recv(200).decode("latin-1"))
                    except TimeoutError:
                        seen.append(SILENT)

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", seen
        done.set()
        thread.join()


@pytest.fixture
def hostile(articles: list[Article], outside: tuple[str, list[str]]) -> Capture:
    """The page above, kept as a capture of the first article."""
    markup = HOSTILE.format(outside=outside[0], mark=MARK)
    return collection.capture(articles[0], markup.encode(), MediaType.HTML)


def test_hostile_page_in_its_frame_runs_and_loads_nothing(
    hostile: Capture, open_page: Open, live_server: LiveServer, outside: tuple[str, list[str]]
) -> None:
    page = open_page(f"/captures/{hostile.pk}/", quiet=False)
    page.wait_for_timeout(1500)
    assert outside[1] == []
    frame = page.frames[1]
    assert frame.url == f"{live_server.url}/captures/{hostile.pk}/page"
    assert (frame.locator("p").text_content(), frame.locator("html").get_attribute("data-ran")) == (MARK, None)
    assert frame.locator("p").evaluate("p => getComputedStyle(p).color") == "rgb(1, 2, 3)"
    for link in ("#script", "#top", "#new", "#send", "#away"):
        page.frames[1].locator(link).click(force=True, no_wait_after=True)
        page.wait_for_timeout(300)
    assert page.url.startswith(f"{live_server.url}/articles/")
    assert page.title().startswith("As captured: Alliance with South Korea")
    assert len(page.context.pages) == 1
    page.wait_for_timeout(600)
    assert set(outside[1]) <= {SILENT}  # a link that somebody clicked is refused, but only once a connection is open


def test_hostile_page_alone_runs_and_loads_nothing(
    hostile: Capture, browser: Browser, live_server: LiveServer, outside: tuple[str, list[str]]
) -> None:
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/captures/{hostile.pk}/page")
    page.wait_for_timeout(1500)
    assert page.url == f"{live_server.url}/captures/{hostile.pk}/page"
    assert page.locator("p").text_content() == MARK
    assert page.locator("html").get_attribute("data-ran") is None
    assert context.cookies() == []
    assert outside[1] == []
    context.close()


@pytest.mark.parametrize(
    ("payload", "media_type"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = "ran"</script></svg>', MediaType.TEXT),
        (b"<html><script>document.title = 'ran'</script>", MediaType.TEXT),
        (b'{"text": "<script>document.title = 1</script>"}', MediaType.JSON),
        (b'{"html": "<p>x</p><script>document.title = \'ran\'</script>"}', MediaType.JSON),
        (b"%PDF-1.4 <script>document.title = 'ran'</script>", MediaType.TEXT),
        (b"<html><body>+ADw-script+AD4-document.title='ran'+ADw-/script+AD4-", MediaType.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>document.title="ran"</script></html>',
         MediaType.HTML),
    ],
)  # fmt: skip
def test_content_that_lies_about_what_it_is_does_not_run(
    articles: list[Article], browser: Browser, live_server: LiveServer, payload: bytes, media_type: MediaType
) -> None:
    kept = collection.capture(articles[0], payload, media_type)
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto(f"/captures/{kept.pk}/page")
    page.wait_for_timeout(200)
    assert page.title() == ""
    context.close()
