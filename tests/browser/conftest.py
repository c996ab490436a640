"""A real Chromium against a live server."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from archive.models import Article
from tests.web import collection

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = (1280, 900)

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where there is none the tests are skipped, and with CI=true that is a failure.

    Playwright's event loop runs in the tests' own thread, where Django would refuse to ask the database.
    """
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def articles(transactional_db: None) -> list[Article]:
    """The small archive, and one article with removals and a capture."""
    rows = collection.small_archive()
    row = rows[0]
    for block, position in zip(row.blocks, (1, 3), strict=True):
        block["position"] = position
    row.save()
    collection.removal(row, 0, "We use cookies to improve your visit.")
    collection.removal(row, 2, "Share this article", "sharing", "share-bar")
    collection.capture(row, b"We use cookies to improve your visit.\nThe alliance was renewed.")
    return rows


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens an address of the archive in a context of its own; whatever the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def open_at(
        address: str, *, scheme: str = "light", size: tuple[int, int] = WIDE, scripts: bool = True, quiet: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",  # colours half way between two states would be measured otherwise
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if quiet:
            page.on(
                "console",
                lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_at
    for context in contexts:
        context.close()
    assert complaints == []
