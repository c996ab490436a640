"""A disk that fills, a database that is held, a file that is cut off: said plainly, and finished by the next run."""

from __future__ import annotations

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks.made import crawl, short_texts
from tests.makers import answer, record, warc

ROOT = Path(__file__).parents[1]


def manage(data: Path, *words: str, at_most: int | None = None) -> tuple[int, str, str]:
    """Run a command whose files may have so many bytes; its exit status and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARCHIVE_", "DATABASE_URL"))}
    environment = {
        **clean,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_DATA": str(data),
        "ARCHIVE_BATCH": "5",
        "DATABASE_URL": f"sqlite:///{data}/archive.sqlite3?timeout=1",
    }

    def bounded() -> None:
        if at_most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (at_most, at_most))

    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with actors and a few texts."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "texts.jsonl").write_bytes(b"".join(short_texts(8, seed=1)))
    done = manage(folder / "data", "ingest", str(folder / "texts.jsonl"))
    assert done[0] == 0, done
    return folder / "data"


@pytest.fixture
def data(first: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first, tmp_path / "data"))


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A crawl with an image of 9 MB in it."""
    found = list(crawl(12, seed=2))
    noise = random.Random(2).randbytes(9_000_000)
    found.insert(14, record("https://herald.example/large.png", answer(b"\x89PNG" + noise, media_type="image/png")))
    (tmp_path / "pages.warc.gz").write_bytes(warc(found))
    return tmp_path / "pages.warc.gz"


def finishes(data: Path, *words: str) -> None:
    """The same command again, with nothing in its way, ends well and leaves no difference."""
    again = manage(data, *words)
    assert again[0] == 0, again
    verified = manage(data, "verify")
    assert (verified[0], verified[1].endswith(": 0 differences\n")) == (0, True), verified


def said(failed: tuple[int, str, str], words: str) -> None:
    status, _, errors = failed
    last = errors.strip().splitlines()[-1]
    assert (status, last.startswith("CommandError: "), words in last, "Traceback" in errors) == (
        1,
        True,
        True,
        False,
    ), errors


def test_ingest_without_room_for_a_page_says_so_and_goes_on_later(data: Path, pages: Path) -> None:
    said(manage(data, "ingest", str(pages), at_most=8_000_000), "no room for another page")
    finishes(data, "ingest", str(pages))


def test_ingest_without_room_for_the_database_says_so_and_goes_on_later(data: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_bytes(b"".join(short_texts(40, seed=3)))
    said(manage(data, "ingest", str(texts), at_most=150_000), "no room on the disk for the database")
    finishes(data, "ingest", str(texts))


@pytest.mark.parametrize("command", ["reindex", "backup"])
def test_what_finds_no_room_leaves_the_archive_as_it_was(command: str, data: Path, tmp_path: Path) -> None:
    where = [str(tmp_path / "backup")] if command == "backup" else []
    said(manage(data, command, *where, at_most=40_000), "no room on the disk")
    found = manage(data, "find", "minister", "--json")
    assert found[0] == 0, found
    finishes(data, command, *where)


@pytest.mark.parametrize("command", ["ingest", "reclean"])
def test_database_that_another_process_holds_is_named(command: str, data: Path, pages: Path) -> None:
    words = [command, *([str(pages)] if command == "ingest" else [])]
    with closing(sqlite3.connect(data / "archive.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")
        said(manage(data, *words), "another process has held the database for too long (database is locked)")
    finishes(data, *words)


def test_file_that_is_cut_off_is_named_and_taken_in_when_it_is_whole(data: Path, pages: Path) -> None:
    whole = pages.read_bytes()
    pages.write_bytes(whole[: len(whole) // 2])
    status, out, errors = manage(data, "ingest", str(pages))
    assert (status, "pages.warc.gz#15: damaged: " in out + errors, "Traceback" in errors) == (1, True, False), errors
    verified = manage(data, "verify")
    assert verified[0] == 0, verified
    pages.write_bytes(whole)
    finishes(data, "ingest", str(pages))
