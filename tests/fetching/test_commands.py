import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from warcio.archiveiterator import ArchiveIterator

from archive.models import Article, Capture, OtherCapture
from tests.fetching.server import Site, serving
from tests.makers import page
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings: LazySettings, tmp_path: Path) -> Iterator[Site]:
    settings.ARCHIVE_FETCH_PRIVATE, settings.ARCHIVE_FETCH_SECONDS = True, 0
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "countries.yaml").write_text("- {slug: japan, name: Japan, code: JP}\n")
    settings.ARCHIVE_AUTHORITY = folder
    with serving() as site:
        yield site


def records(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            found += [(record.rec_type, record.raw_stream.read()) for record in ArchiveIterator(stream)]
    return found


def test_fetched_page_is_an_article_kept_as_it_was_answered(site: Site, settings: LazySettings) -> None:
    url = site.says("/moved", status=301, Location="/story")
    site.says("/story", page("Ministers", MINISTER))
    with pytest.raises(SystemExit):
        call_command("fetch", url, site.says("/gone", b"<h1>Gone</h1>", 404), "http://[")
    assert list(Article.objects.values_list("title", flat=True)) == ["Ministers"]
    assert list(Capture.objects.values_list("url", "http_status")) == [(site.url("/story"), 200)]
    assert list(OtherCapture.objects.values_list("kind", flat=True).order_by("kind")) == ["error page", "redirect"]
    kept = [sort for sort, _ in records(Path(settings.ARCHIVE_HOLDINGS))]
    assert (kept.count("response"), kept.count("request")) == (3, 3)


def test_private_addresses_are_refused_unless_allowed(
    site: Site, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.ARCHIVE_FETCH_PRIVATE = False
    with pytest.raises(SystemExit):
        call_command("fetch", site.says("/story", page("Ministers", MINISTER)))
    assert "127.0.0.1 is at 127.0.0.1, which is not on the public internet" in capsys.readouterr().err
    assert (site.asked, Article.objects.count()) == ([], 0)


def watch(file: Path) -> None:
    call_command("watch", str(file), "--once")


def test_watch_takes_new_entries_once_and_asks_only_for_what_changed(
    site: Site, settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = "<rss><channel><title>F</title><item><link>{}</link></item><item><link>{}</link></item></channel></rss>"
    one, two = site.says("/1", page("Ministers", MINISTER)), site.says("/2", page("Treaty", TREATY))
    site.says("/feed", feed.format(one, one).encode(), Content_Type="application/rss+xml", ETag='"a"')
    site.says("/feed", status=304)
    site.says("/feed", feed.format(one, two).encode(), Content_Type="application/rss+xml", ETag='"b"')
    file = tmp_path / "list.txt"
    file.write_text(f"# feeds\n\n{site.url('/feed')}\n{site.url('/feed')}\n")
    for titles in (["Ministers"], ["Ministers"], ["Ministers", "Treaty"]):
        watch(file)
        assert list(Article.objects.order_by("title").values_list("title", flat=True)) == titles
    assert site.paths() == ["/feed", "/1", "/feed", "/feed", "/2"]
    conditions = [headers.get("if-none-match") for path, headers in site.asked if path == "/feed"]
    assert conditions == [None, '"a"', '"a"']
    state = json.loads((settings.ARCHIVE_DATA / "watch.json").read_text())
    assert {url.rpartition("/")[2]: known["etag"] for url, known in state.items()} == {"1": "", "2": "", "feed": '"b"'}
    assert "not changed since            1" in capsys.readouterr().out


def test_watched_page_that_changed_updates_its_article(site: Site, tmp_path: Path) -> None:
    url = site.says("/2024/05/06/ministers-agree-on-patrol", page("Ministers", MINISTER))
    site.says("/2024/05/06/ministers-agree-on-patrol", page("Ministers", MINISTER.replace("three weeks", "four weeks")))
    (tmp_path / "list.txt").write_text(url)
    watch(tmp_path / "list.txt")
    watch(tmp_path / "list.txt")
    article = Article.objects.get()
    assert ("four weeks" in article.text, article.captures.count()) == (True, 2)


def test_damaged_state_and_missing_list_are_named(site: Site, settings: LazySettings, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        watch(tmp_path / "none.txt")
    (tmp_path / "list.txt").write_text(site.url("/"))
    (settings.ARCHIVE_DATA / "watch.json").write_text("{broken")
    with pytest.raises(CommandError, match="is damaged: delete it"):
        watch(tmp_path / "list.txt")
