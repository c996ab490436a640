"""The archive on PostgreSQL: an archive of SQLite goes on there, and its own backup gives the same records back."""

from __future__ import annotations

import json
import os
import pwd
import random
import shutil
import socket
import sqlite3
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.test_backing_up import sealed
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.xdist_group("postgresql")
ROOT = Path(__file__).resolve().parents[1]
ADDRESS = 4_000
"""Characters of a page's address: more than PostgreSQL takes into a row of an index (2,704 bytes)."""


def program(name: str) -> str:
    """A program of PostgreSQL's server, newest first; Debian has them in folders of their own."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    found = shutil.which(name, path=os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip("no PostgreSQL server on this machine (apt-get install postgresql)")
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own, as a user that is not root; gives its address."""
    initdb, postgres, createdb = program("initdb"), program("postgres"), program("createdb")
    pytest.importorskip("psycopg", reason="psycopg is not installed (the postgres extra)")
    folder = Path(tempfile.mkdtemp(prefix="entente-postgresql-"))
    run: dict[str, Any] = {"cwd": folder}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        run |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    subprocess.run([initdb, "-D", folder / "data", "-U", "test", "-A", "trust", "-E", "UTF8", "-N"], check=True, **run)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off"]
    running = subprocess.Popen([postgres, "-D", folder / "data", "-p", str(port), *options], **run)
    try:
        for name in ("one", "two"):
            made = ["sh", "-c", 'until "$0" "$@" 2>/dev/null; do sleep 0.1; done', createdb]
            subprocess.run([*made, "-h", "127.0.0.1", "-p", str(port), "-U", "test", name], check=True, timeout=60)
        yield f"postgres://test@127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    """Data folders, pages and backups of all tests here."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def manage(data: Path, database: str, *arguments: object) -> str:
    """What a command says on standard output; it has to end well."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings", "ARCHIVE_DATA": str(data)}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment | {"DATABASE_URL": database}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def moved(server: str, room: Path) -> str:
    """An archive of SQLite with an address of great length, put into PostgreSQL, and one more page there."""
    (room / "actors.yaml").write_text(
        "- {kind: country, slug: poland, name: Poland, code: PL}\n"
        "- {kind: country, slug: polish-republic, name: Polish Republic, successors: [poland]}\n"
    )
    dice = random.Random(4)
    url = "https://post.example/" + "".join(dice.choices(string.ascii_letters + string.digits, k=ADDRESS))
    (room / "long.jsonl").write_text(json.dumps({"url": url, "title": "A treaty", "text": TREATY}) + "\n")
    (room / "more.jsonl").write_text(json.dumps({"url": f"{url}1", "title": "A minister", "text": MINISTER}) + "\n")
    manage(room / "sqlite", "", "load_actors", room / "actors.yaml")
    manage(room / "sqlite", "", "ingest", room / "long.jsonl")
    manage(room / "sqlite", "", "backup", room / "from-sqlite")
    told = manage(room / "one", f"{server}/one", "restore", room / "from-sqlite")
    assert told.endswith("1 articles, 1 documents: 0 differences\n")
    manage(room / "one", f"{server}/one", "ingest", room / "more.jsonl")
    return f"{server}/one"


def test_archive_of_sqlite_goes_on_in_postgresql(moved: str, room: Path) -> None:
    manage(room / "one", moved, "backup", room / "from-one")
    with closing(sqlite3.connect(room / "from-sqlite" / "database.sqlite3")) as sqlite:
        captures = sqlite.execute("SELECT id, url, kept_at FROM archive_capture").fetchall()
        actors = sqlite.execute("SELECT COUNT(*) FROM archive_actor").fetchone()[0]
    records = [json.loads(line) for line in (room / "from-one" / "database.jsonl").read_text().splitlines()]
    kept = [
        (each["pk"], each["fields"]["url"], each["fields"]["kept_at"])
        for each in records
        if each["model"] == "archive.capture"
    ]
    assert [(pk, url, at.replace("T", " ").removesuffix("+00:00")) for pk, url, at in kept[:1]] == captures
    assert [pk for pk, _, _ in kept] == [1, 2]
    found = [each for each in records if each["model"] == "archive.actor"]
    assert len(found) >= actors
    assert [each["fields"]["successors"] for each in found if each["fields"]["slug"] == "polish-republic"] == [
        [each["pk"] for each in found if each["fields"]["slug"] == "poland"]
    ]


def test_cleaning_again_changes_nothing_where_nothing_is_new(moved: str, room: Path) -> None:
    assert manage(room / "one", moved, "reclean") == "0 changed, 2 unchanged, 0 failed\n"


def test_page_answers_what_the_database_cannot_hold_with_a_refusal(moved: str, room: Path) -> None:
    asked = ["/searches/%00/", "/sources/a%00b/", "/countries/%00/", "/rules/?source=%00", "/search/?country=%00", "/"]
    told = manage(
        *(room / "one", moved, "shell", "-v0", "-c"),
        "from django.test import Client\n"
        f"print([Client(headers={{'host': '127.0.0.1'}}).get(each).status_code for each in {asked}])",
    )
    assert told == "[400, 400, 400, 400, 200, 200]\n"


def test_backup_of_postgresql_gives_the_same_records_back(moved: str, server: str, room: Path) -> None:
    manage(room / "one", moved, "backup", room / "first")
    told = manage(room / "two", f"{server}/two", "restore", room / "first")
    assert told.endswith("2 articles, 2 documents: 0 differences\n")
    manage(room / "two", f"{server}/two", "backup", room / "second")
    lines = [(room / name / "database.jsonl").read_text() for name in ("first", "second")]
    assert lines[0] == lines[1]


def test_backup_of_an_earlier_version_goes_to_sqlite_first(moved: str, room: Path) -> None:
    shutil.copytree(room / "from-sqlite", room / "old")
    database = room / "old" / "database.sqlite3"
    with closing(sqlite3.connect(database)) as sqlite, sqlite:
        sqlite.execute("DELETE FROM django_migrations WHERE app = 'archive' AND name NOT LIKE '0001%'")
    sealed(room / "old")
    with pytest.raises(AssertionError, match="made by an earlier version"):
        manage(room / "one", moved, "restore", "--replace", room / "old")
    assert manage(room / "one", moved, "verify").endswith(": 0 differences\n")


def test_records_that_postgresql_cannot_hold_change_nothing(moved: str, room: Path) -> None:
    manage(room / "one", moved, "backup", room / "whole")
    shutil.copytree(room / "whole", room / "odd")
    lines = room / "odd" / "database.jsonl"
    lines.write_text(lines.read_text().replace('"name": "Poland"', '"name": "Po\\u0000land"', 1))
    sealed(room / "odd")
    with pytest.raises(AssertionError, match=r"nothing was changed: .*NUL"):
        manage(room / "one", moved, "restore", "--replace", room / "odd")
    manage(room / "one", moved, "backup", room / "after")
    assert (room / "after" / "database.jsonl").read_text() == (room / "whole" / "database.jsonl").read_text()
