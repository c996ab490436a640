"""A backup gives back what was there, and is refused where it would destroy something."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from contextlib import closing
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from archive.backing_up import BackupRefused, back_up, restore
from archive.backing_up.containers import DamagedBackup, written
from archive.backing_up.databases import LINES, SQLITE
from archive.backing_up.lines import write_lines
from archive.documents import ArchiveError, MediaType, RawDocument
from archive.holdings import Holdings
from archive.ingest import ingest
from archive.models import Actor, Article, Capture
from archive.search import search
from archive.search.results import SearchRequest
from archive.verifying import verify
from tests.test_rebuilding import forget, view
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[1]
PAGES = 1200
"""Many enough that a backup ends before their ingest does."""


@pytest.fixture(autouse=True)
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "minister.txt").write_text(MINISTER)
    (folder / "treaty.txt").write_text(TREATY)
    ingest([folder])
    return folder


def lose_everything() -> None:
    forget()
    shutil.rmtree(settings.ARCHIVE_HOLDINGS)


@pytest.mark.parametrize("name", ["backup", "backup.tar", "backup.tar.gz"])
def test_backup_gives_everything_back(name: str, tmp_path: Path) -> None:
    (Path(settings.ARCHIVE_DATA) / "watch.json").write_text("{}")
    before = view()
    made = back_up(tmp_path / name)
    assert made.files == 3
    lose_everything()
    (Path(settings.ARCHIVE_DATA) / "watch.json").unlink()
    restored = restore(tmp_path / name)
    assert (restored.files, restored.articles, view()) == (3, 2, before)
    assert verify().differences == []
    assert search(SearchRequest("treaty")).total == 1
    assert (Path(settings.ARCHIVE_DATA) / "watch.json").read_text() == "{}"


def test_archive_that_is_there_is_replaced_only_when_told(tmp_path: Path, pages: Path) -> None:
    back_up(tmp_path / "backup")
    before = view()
    (pages / "more.txt").write_text(MINISTER.replace("autumn", "winter").replace("patrol", "survey") * 2)
    ingest([pages])
    changed = view()
    with pytest.raises(BackupRefused):
        restore(tmp_path / "backup")
    assert view() == changed != before
    restore(tmp_path / "backup", replace=True)
    assert (view(), verify().differences) == (before, [])
    with Holdings(Path(settings.ARCHIVE_HOLDINGS)).run() as run:
        run.keep(RawDocument("x.txt", b"x", MediaType.TEXT, "x"), datetime.now(UTC))
        with pytest.raises(BackupRefused):
            restore(tmp_path / "backup", replace=True)


def test_damaged_backup_touches_nothing(tmp_path: Path) -> None:
    back_up(tmp_path / "backup")
    back_up(tmp_path / "cut.tar")
    warc = next((tmp_path / "backup" / "holdings").iterdir())
    warc.write_bytes(warc.read_bytes()[:-1] + b"x")
    with (tmp_path / "cut.tar").open("r+b") as file:
        file.truncate(9000)
    before = view()
    for name in ("backup", "cut.tar", "nowhere", "pages"):
        with pytest.raises(DamagedBackup):
            restore(tmp_path / name, replace=True)
    assert (view(), verify().differences) == (before, [])


def test_backup_that_is_not_there_is_named_before_anything_else(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere: no such backup"):
        call_command("restore", str(tmp_path / "nowhere"))


def test_backup_that_reaches_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "evil").mkdir()
    secret = tmp_path / "secret"
    secret.write_bytes(b"x")
    (tmp_path / "evil" / "manifest.json").write_text(
        json.dumps({"format": 1, "files": {"../secret": {"size": 1, "sha256": "0"}}})
    )
    with pytest.raises(DamagedBackup, match="outside the backup"):
        restore(tmp_path / "evil", replace=True)
    with tarfile.open(tmp_path / "evil.tar", "w") as tar:
        tar.add(secret, "../../escaped")
    with pytest.raises(DamagedBackup):
        restore(tmp_path / "evil.tar", replace=True)


def in_lines(folder: Path) -> Path:
    """A backup whose database is in lines, as one of PostgreSQL is; gives the file of lines."""
    back_up(folder)
    (folder / SQLITE).unlink()
    write_lines(folder / LINES)
    return folder / LINES


def sealed(folder: Path) -> None:
    """Give a backup a manifest of the files that are in it now."""
    manifest = json.loads((folder / "manifest.json").read_text())
    files = {path for path in folder.rglob("*") if path.is_file()} - {folder / "manifest.json"}
    manifest["files"] = {
        str(path.relative_to(folder)): {
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in files
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_records_in_lines_are_loaded_as_they_were(tmp_path: Path) -> None:
    zaire = Actor.objects.create(kind="country", slug="zaire-test", name="Zaire")
    zaire.successors.add(Actor.objects.create(kind="country", slug="congo-test", name="Congo"))
    before, moments = view(), list(Article.objects.values_list("pk", "added_at", "changed_at"))
    last = max(pk for pk, _, _ in moments)
    in_lines(tmp_path / "backup")
    sealed(tmp_path / "backup")
    lose_everything()
    assert restore(tmp_path / "backup").articles == 2
    assert (view(), verify().differences) == (before, [])
    assert list(Article.objects.values_list("pk", "added_at", "changed_at")) == moments
    assert [each.slug for each in Actor.objects.get(slug="zaire-test").successors.all()] == ["congo-test"]
    (tmp_path / "more.txt").write_text(MINISTER.replace("autumn", "winter").replace("patrol", "survey") * 2)
    ingest([tmp_path / "more.txt"])
    assert Article.objects.order_by("pk").last().pk > last  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line",
    [
        '{"model": "archive.mention", "pk": 99, "fields": {"article": 98765, "actor": 98765, "spans": []}}',
        '{"model": "archive.source", "pk": 99, "fields": {"name": "X", "slug": "x", "unheard_of": 1}}',
        '{"model": "archive.source", "pk": 99',
    ],
)
def test_records_that_do_not_fit_change_nothing(line: str, tmp_path: Path, pages: Path) -> None:
    lines = in_lines(tmp_path / "backup")
    lines.write_text(lines.read_text() + line + "\n")
    sealed(tmp_path / "backup")
    (pages / "more.txt").write_text(MINISTER.replace("autumn", "winter").replace("patrol", "survey") * 2)
    ingest([pages])
    before = view()
    with pytest.raises(ArchiveError, match="nothing was changed"):
        restore(tmp_path / "backup", replace=True)
    assert (view(), verify().differences) == (before, [])


def test_backup_overwrites_nothing(tmp_path: Path, pages: Path) -> None:
    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(pages))
    out = StringIO()
    call_command("backup", str(tmp_path / "new"), stdout=out)
    assert out.getvalue().startswith("2 files, ")
    assert (tmp_path / "new" / "manifest.json").stat().st_mode & 0o777 == 0o600


def test_backup_of_a_run_under_way_has_what_the_database_knew(tmp_path: Path) -> None:
    holdings = Holdings(Path(settings.ARCHIVE_HOLDINGS))
    capture = Capture.objects.order_by("warc_offset").first()
    assert capture is not None
    path = holdings.files()[0]
    path.rename(path.with_name(path.name + ".open"))
    Capture.objects.exclude(pk=capture.pk).delete()
    Article.objects.exclude(pk=capture.article_id).delete()
    back_up(tmp_path / "backup")
    lose_everything()
    restore(tmp_path / "backup")
    assert (Capture.objects.count(), verify().differences) == (1, [])


def test_what_a_killed_backup_left_is_taken_away(tmp_path: Path) -> None:
    data = Path(settings.ARCHIVE_DATA)
    for made in (tmp_path / "b.partial" / "holdings", data / "backup-x", data / "restore-y"):
        made.mkdir(parents=True)
        (made / "file").write_text("x")
    (tmp_path / "b.lock").touch()
    before = view()
    back_up(tmp_path / "b")
    restore(tmp_path / "b", replace=True)
    left = {
        path.name for folder in (data, tmp_path) for path in folder.glob("*") if path.name[:2] in {"ba", "re", "b."}
    }
    assert (view(), left) == (before, set())


def test_two_backups_to_one_place_are_refused(tmp_path: Path) -> None:
    with written(tmp_path / "b.tar"), pytest.raises(ArchiveError, match="under way"):
        back_up(tmp_path / "b.tar")


@pytest.mark.django_db(transaction=False)
def test_backup_beside_a_running_ingest_restores_without_differences(tmp_path: Path) -> None:
    words = MINISTER.split()
    dice = random.Random(1)
    with (tmp_path / "many.jsonl").open("w") as file:
        for number in range(PAGES):
            text = " ".join(dice.choices(words, k=120))
            record = {
                "url": f"https://a.example/{number}",
                "title": f"Page {number}",
                "text": f"{text}.\n\n{text[::-1]}.",
            }
            file.write(json.dumps(record) + "\n")

    def manage(data: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "archive.settings"}
        environment |= {"ARCHIVE_DATA": str(tmp_path / data), "ARCHIVE_BATCH": "20"}
        with (tmp_path / f"{arguments[0]}.out").open("wb") as out:
            command = [sys.executable, "manage.py", *arguments]
            return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)

    def captures(database: Path) -> int:
        with closing(sqlite3.connect(database)) as connection:
            return int(connection.execute("SELECT COUNT(*) FROM archive_capture").fetchone()[0])

    assert manage("one", "migrate", "-v0").wait() == 0
    database, draft = tmp_path / "one" / "archive.sqlite3", tmp_path / "backup.partial"
    running = manage("one", "ingest", str(tmp_path / "many.jsonl"))
    while running.poll() is None and not captures(database):
        time.sleep(0.05)
    running.send_signal(signal.SIGSTOP)  # until the backup has begun, so that both run at the same time for certain
    before = captures(database)
    backing_up = manage("one", "backup", str(tmp_path / "backup"))
    while backing_up.poll() is None and not draft.exists():
        time.sleep(0.01)
    running.send_signal(signal.SIGCONT)
    assert backing_up.wait() == 0
    assert (running.poll(), before < captures(database) < PAGES) == (None, True), "they did not overlap"
    assert len(list((tmp_path / "one").glob("holdings/*.open"))) == 1
    running.kill()
    running.wait()
    assert manage("two", "restore", str(tmp_path / "backup")).wait() == 0
    assert (tmp_path / "restore.out").read_text().endswith(": 0 differences\n")
    assert before <= captures(tmp_path / "two" / "archive.sqlite3") < PAGES
