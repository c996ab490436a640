import json
import os
import re
from pathlib import Path

import pytest
from django.test import Client

from archive.ingest import ingest
from archive.models import Article, Source
from tests.texts import TREATY

pytestmark = pytest.mark.django_db(transaction=True)

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</textarea><iframe src=javascript:alert(1)>",
    "{{constructor.constructor('alert(1)')()}}<b onmouseover=alert(1)>",
    "<style>*{background:url(javascript:alert(1))}</style>",
)
_LIVE = re.compile(
    rb"<script>alert|<img src=x|<svg/onload|<iframe src=javascript|<b onmouseover|<style>\*|javascript:alert\(1\)\""
)


def pages_of(client: Client) -> list[bytes]:
    article, source = Article.objects.get(), Source.objects.get()
    own = article.get_absolute_url()
    views = [own, f"{own}?view=removed", f"{own}?view=captured", f"{own}versions/"]
    addresses = [*views, source.get_absolute_url(), "/", "/search/?q=treaty", "/sources/", "/rules/"]
    answers = [client.get(address, follow=True) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert not any("X-Evil" in answer.headers for answer in answers)
    return [b"".join(answer.streaming_content) if answer.streaming else answer.content for answer in answers]  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", ["title", "byline", "source", "published", "url", "text", "html"])
def test_attack_in_a_field_is_shown_harmlessly(field: str, tmp_path: Path, client: Client) -> None:
    attack = " ".join(ATTACKS)
    said = {"title": "A treaty", "text": TREATY}
    if field == "html":
        said = {
            "title": "A treaty",
            "html": "".join(f"<p>{line}</p>" for line in TREATY.splitlines()) + f"<p>{attack}</p>",
        }
    else:
        said[field] = f"{TREATY}\n{attack}" if field == "text" else attack
    (tmp_path / "r.jsonl").write_text(json.dumps(said))
    ingest([tmp_path])
    for shown in pages_of(client):
        assert _LIVE.search(shown) is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "https://a.example/\r\nX-Evil: 1"]
)
def test_address_that_is_none_becomes_no_link(address: str, tmp_path: Path, client: Client) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"url": address, "title": "A treaty", "text": TREATY}))
    ingest([tmp_path])
    for shown in pages_of(client):
        assert b'href="javascript:' not in shown
        assert b'href="data:' not in shown


def test_file_name_of_an_attack_is_taken_in_and_shown_harmlessly(tmp_path: Path, client: Client) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "<script>alert(1)<\n\x1b[31m.txt".replace("/", "")).write_text(TREATY)
    ingest([folder])
    for shown in pages_of(client):
        assert _LIVE.search(shown) is None


def test_pipes_devices_loops_and_unreadable_files_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "out.txt").symlink_to("/etc/passwd")
    (folder / "zero.txt").symlink_to("/dev/zero")
    tally = ingest([folder])
    assert {Path(each.origin).name: each.reason for each in tally.rejections} == {
        "pipe.txt": "not a regular file",
        "self.txt": "not a regular file",
        "out.txt": "a link to a file outside the folder",
        "zero.txt": "a link to a file outside the folder",
    }
