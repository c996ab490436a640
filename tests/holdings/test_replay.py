"""Other software replays what we keep: pywb, with our index and with one that it makes itself."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive.documents import Exchange, MediaType, RawDocument
from archive.holdings import Earlier, Holdings
from archive.holdings.cdxj import cdxj_lines

URL = "https://www.post.example/a/b?y=2&x=1"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-Was: here\r\nContent-Length: %d\r\n\r\n"
FIRST, AGAIN, LATER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2020, 2021, 2022))


def fetched(text: str, at: datetime, url: str = URL) -> RawDocument:
    body = f"<!doctype html><title>T</title><p>{text}</p>".encode()
    exchange = Exchange(HEAD % len(body), body, 200, "text/html")
    return RawDocument(
        "c.warc#1", body, MediaType.HTML, body.decode(), True, "utf-8", url, captured_at=at, exchange=exchange
    )


@pytest.fixture
def kept(tmp_path: Path) -> Holdings:
    """Two states of a page, the first of them found again, and a loose page."""
    holdings = Holdings(tmp_path / "holdings")
    loose = b"A loose page of plain text."
    with holdings.run() as run:
        first = run.keep(fetched("One", FIRST), FIRST)
        earlier = Earlier(first.file, first.offset, URL, FIRST)
        again = run.keep(fetched("One", AGAIN), AGAIN, earlier=earlier)
        run.keep(fetched("Two", LATER), LATER)
        run.keep(RawDocument("l.txt", loose, MediaType.TEXT, loose.decode(), url="https://post.example/l"), LATER)
    assert again.is_revisit
    return holdings


def tool(name: str) -> str:
    """A program of pywb, which lives in an environment of its own (tests/holdings/install_pywb.sh)."""
    found = shutil.which(name, path=Path(sys.prefix) / "pywb" / "bin") or shutil.which(name)
    if found is None:
        pytest.skip("pywb is not installed (sh tests/holdings/install_pywb.sh)")
    return found


@contextmanager
def pywb(folder: Path) -> Iterator[str]:
    """A running pywb over a folder of collections; gives its address."""
    wayback = tool("wayback")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [wayback, "-p", str(port), "-b", "127.0.0.1"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=2)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        else:
            pytest.fail((folder / "log").read_text())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def test_pywb_replays_each_capture_by_our_index(kept: Holdings, tmp_path: Path) -> None:
    collection = tmp_path / "collections" / "entente"
    (collection / "indexes").mkdir(parents=True)
    shutil.copytree(kept.folder, collection / "archive")
    (collection / "indexes" / "index.cdxj").write_text("".join(f"{line}\n" for line in cdxj_lines(kept)))
    with pywb(tmp_path) as address:
        got = {
            at: urllib.request.urlopen(f"{address}/entente/{at}id_/{url}", timeout=20).read()
            for at, url in (
                ("20200101000000", URL),
                ("20210101000000", URL),
                ("20220101000000", "http://post.example/a/b?x=1&y=2"),
                ("20220601000000", "https://post.example/l"),
            )
        }
    assert got == {
        "20200101000000": fetched("One", FIRST).payload,
        "20210101000000": fetched("One", FIRST).payload,
        "20220101000000": fetched("Two", LATER).payload,
        "20220601000000": b"A loose page of plain text.",
    }


def test_pywb_makes_the_same_index(kept: Holdings) -> None:
    files = [str(path) for path in kept.files()]
    made = subprocess.run(
        [tool("cdx-indexer"), "-j", "-s", *files],
        capture_output=True, text=True, check=True, timeout=60,
    ).stdout.splitlines()  # fmt: skip
    theirs = {tuple(line.split(" ", 2)[:2]) for line in made if "{" in line}
    ours = [tuple(line.split(" ", 2)[:2]) for line in cdxj_lines(kept)]
    assert ours == sorted(theirs)
    assert len(ours) == 4
