"""Commands that are killed, and two that run at once, leave an archive that `verify` finds no fault with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.made import crawl, short_texts
from tests.makers import warc

ROOT = Path(__file__).parents[1]
KILLS = os.environ.get("ENTENTE_KILLS", "3")
"""Each takes some seconds; ENTENTE_KILLS=200 tries many."""


def command(folder: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "ARCHIVE_DATA": str(folder),
        "ARCHIVE_BATCH": "5",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("where", ["--moments", "--places"])
def test_killed_commands_finish_when_started_again_and_nothing_differs(where: str, tmp_path: Path) -> None:
    words = ["-m", "tests.benchmarks.killing", "--kills", KILLS, where, "--seed", KILLS]
    done = subprocess.run(
        [sys.executable, *words, "--folder", str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert done.stdout.endswith("\n0 rounds with differences\n")


def test_two_ingests_at_once_with_a_reader_end_right(tmp_path: Path) -> None:
    data = tmp_path / "data"
    texts, pages = tmp_path / "texts.jsonl", tmp_path / "pages.warc.gz"
    texts.write_bytes(b"".join(short_texts(2, seed=2)))  # so that there is an index to read
    first = command(data, "ingest", str(texts))
    said, _ = first.communicate()
    assert first.returncode == 0, said
    texts.write_bytes(b"".join(short_texts(30)))
    pages.write_bytes(warc(crawl(12)))
    running = [command(data, "ingest", str(texts), str(pages)), command(data, "ingest", str(pages), str(texts))]
    while any(each.poll() is None for each in running):
        reading = command(data, "find", "minister", "--json")
        out, _ = reading.communicate()
        assert reading.returncode == 0, out
    for each in running:
        said, _ = each.communicate()
        assert each.returncode == 0, said
    verified = command(data, "verify")
    out, _ = verified.communicate()
    assert (verified.returncode, out.endswith(": 0 differences\n")) == (0, True), out
    assert " 0 articles" not in out
