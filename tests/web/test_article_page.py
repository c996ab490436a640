from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from archive.documents import MediaType
from archive.models import Actor, Article
from tests.web import collection
from tests.web.conftest import Read

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def korea(db: None) -> Article:
    row = collection.article(
        "Kim Jong Un writes to NATO",
        ["Kim Jong Un wrote to NATO.", "NATO did not reply."],
        date(2018, 9, 1),
        tags={"person": ["kim-jong-un"], "alliance": ["nato"]},
        date_precision="month",
        date_origin="metadata",
        byline="Ada Writer",
    )
    row.blocks[0]["position"], row.blocks[1]["position"] = 1, 3
    row.save()
    collection.removal(row, 0, "We use cookies\nAccept all")
    collection.removal(row, 2, f"Share this {HOSTILE}", "sharing", "share-bar")
    return row


def body(html: str) -> str:
    start = html.index('<div class="prose')
    return html[start : html.index("</div>", html.index("</p>", start))]


def test_article_shows_title_date_origin_source_and_byline(korea: Article, read: Read) -> None:
    html = read(korea.get_absolute_url())
    assert '<time datetime="2018-09">September 2018</time>' in html
    assert "(date stated in the page’s metadata)" in html
    assert '<a href="/sources/daily-record/">Daily Record</a>' in html
    assert "Ada Writer" in html


def test_article_marks_each_mention_with_a_link_to_its_actor(korea: Article, read: Read) -> None:
    html = read(korea.get_absolute_url())
    marks = re.findall(r'<a class="mention mention-(\w+)" href="([^"]+)" title="[^"]+">([^<]+)</a>', html)
    assert marks == [
        ("person", "/people/kim-jong-un/", "Kim Jong Un"),
        ("alliance", "/alliances/nato/", "NATO"),
        ("person", "/people/kim-jong-un/", "Kim Jong Un"),
        ("alliance", "/alliances/nato/", "NATO"),
        ("alliance", "/alliances/nato/", "NATO"),
    ]


def test_article_without_marks_is_plain_text(korea: Article, read: Read) -> None:
    html = read(korea.get_absolute_url() + "?marks=off")
    assert "<p>NATO did not reply.</p>" in html
    assert 'aria-checked="false"' in html


def test_article_leaves_out_what_a_curator_rejected(korea: Article, read: Read) -> None:
    korea.mentions.filter(actor__slug="nato").update(rejected=True)
    Actor.objects.filter(slug="kim-jong-un").update(status="rejected")
    assert 'class="mention' not in read(korea.get_absolute_url())


def test_article_says_what_was_removed_by_which_rule(korea: Article, read: Read) -> None:
    html = read(korea.get_absolute_url())
    assert re.findall(r"removed-group category-(\w+)", html) == ["consent", "sharing"]
    assert re.findall(r"Rule: ([\w ]+)", html) == ["consent words", "share bar"]
    assert HOSTILE not in html


def test_article_shows_removed_blocks_in_their_place(korea: Article, read: Read) -> None:
    html = read(korea.get_absolute_url() + "?view=removed&marks=off")
    shown = re.findall(r"<del>(.*?)</del>|<p>((?:Kim|NATO)[^<]*)</p>", html, re.DOTALL)
    assert [removed or kept for removed, kept in shown] == [
        "We use cookies\nAccept all",
        "Kim Jong Un wrote to NATO.",
        "Share this &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;",
        "NATO did not reply.",
    ]


def test_article_shows_removals_by_one_rule_in_one_box(korea: Article, read: Read) -> None:
    collection.removal(korea, 4, "Tweet", "sharing", "share-bar")
    collection.removal(korea, 5, "Print", "sharing", "share-bar")
    collection.removal(korea, 6, "Follow us", "sharing", "follow-line")
    html = read(korea.get_absolute_url() + "?view=removed")
    boxes = html[html.index('<div class="prose') :].split('<div class="removed ')[1:]
    assert [box.count("<del>") for box in boxes] == [1, 1, 2, 1]


def test_article_shows_the_page_as_captured_and_never_renders_it(korea: Article, read: Read) -> None:
    collection.capture(korea, f"<h1>Größe</h1>{HOSTILE}".encode("latin-1"), MediaType.HTML, "latin-1")
    html = read(korea.get_absolute_url() + "?view=captured")
    assert "&lt;h1&gt;Größe&lt;/h1&gt;&lt;script&gt;" in html
    assert HOSTILE not in html


def test_article_shows_any_of_its_captures_and_no_other(korea: Article, read: Read) -> None:
    first, second = collection.capture(korea, b"the first"), collection.capture(korea, b"the second")
    address = korea.get_absolute_url() + "?view=captured"
    assert "the second</pre>" in read(address)
    assert "the first</pre>" in read(f"{address}&capture={first.pk}")
    for wrong in (second.pk + 1, "x", "²"):
        read(f"{address}&capture={wrong}", status=404)


def test_article_shows_a_record_with_half_a_character(korea: Article, read: Read) -> None:
    collection.capture(korea, b'{"text": "one", "source": "\\ud800x"}', MediaType.JSON)
    assert r"\ud800x" in read(korea.get_absolute_url() + "?view=captured")


@pytest.mark.parametrize(
    ("description", "shown"),
    [("Kim Jong Un  wrote to NATO.", False), ("Kim Jong Un wrote…", False), ("A letter", True), ("", False)],
)
def test_article_shows_its_standfirst_once(description: str, shown: bool, korea: Article, read: Read) -> None:
    korea.description = description
    korea.save()
    assert ('<p class="standfirst"' in read(korea.get_absolute_url())) is shown


def test_article_says_when_its_capture_cannot_be_read(korea: Article, read: Read) -> None:
    kept = collection.capture(korea, b"text")
    kept.warc_file = "gone.warc.gz"
    kept.save()
    assert f"This capture cannot be read: gone.warc.gz at {kept.warc_offset}: " in read(
        korea.get_absolute_url() + "?view=captured"
    )


def test_article_shows_a_capture_in_an_encoding_nobody_knows(korea: Article, read: Read) -> None:
    kept = collection.capture(korea, b"plain\x00text")
    for encoding in ("klingon-8", "base64", "idna", ""):
        kept.encoding = encoding
        kept.save()
        assert "plain␀text" in read(korea.get_absolute_url() + "?view=captured")


def test_article_without_capture_says_so(korea: Article, read: Read) -> None:
    assert "no capture of this article" in read(korea.get_absolute_url() + "?view=captured")


@pytest.mark.parametrize("slug", ["x", "KIM", "kim-jong-un-writes-to-nato-2"])
def test_article_at_a_wrong_slug_leads_to_the_right_one(slug: str, korea: Article, client: Client) -> None:
    response = client.get(f"/articles/{korea.pk}/{slug}/?view=removed")
    assert (response.status_code, response["Location"]) == (301, korea.get_absolute_url() + "?view=removed")


def test_article_without_slug_leads_to_the_right_one(korea: Article, client: Client) -> None:
    assert client.get(f"/articles/{korea.pk}/")["Location"] == korea.get_absolute_url()


def test_article_in_another_script_has_an_address(read: Read) -> None:
    row = collection.article("習近平 visits", ["text"])
    assert "習近平 visits" in read(row.get_absolute_url())
    assert "Untitled" not in read(collection.article("!!!", ["text"]).get_absolute_url())


@pytest.mark.parametrize("address", ["/articles/0/x/", "/articles/99999999999999999999999/x/", "/articles/x/x/"])
def test_article_that_is_not_there_is_a_404(address: str, read: Read) -> None:
    read(address, status=404)


def test_article_has_no_other_views(korea: Article, read: Read) -> None:
    read(korea.get_absolute_url() + "?view=%3Cscript%3E", status=404)


def test_copy_says_which_article_is_the_first_and_the_first_names_its_copies(korea: Article, read: Read) -> None:
    copy = collection.article("A copy", by="evening-post", copy_of=korea)
    assert f'<a href="{korea.get_absolute_url()}">Kim Jong Un writes to NATO</a> (Daily Record' in read(
        copy.get_absolute_url()
    )
    assert f'<a href="{copy.get_absolute_url()}">Evening Post</a>' in read(korea.get_absolute_url())


def test_article_escapes_every_field(read: Read) -> None:
    row = collection.article(
        HOSTILE,
        [HOSTILE],
        byline=HOSTILE,
        description=HOSTILE,
        section=HOSTILE,
        url="javascript:alert(1)",
        tags={"person": ["kim-jong-un"]},
    )
    row.source.name = HOSTILE
    row.source.save()
    Actor.objects.update(name=HOSTILE)
    for view in ("read", "removed", "captured"):
        html = read(f"{row.get_absolute_url()}?view={view}")
        assert "<script>alert" not in html
        assert 'href="javascript' not in html


def test_article_prints_blocks_by_their_kinds(read: Read) -> None:
    kinds = ["heading", "quote", "list_item", "list_item", "caption", "paragraph"]
    row = collection.article(paragraphs=[f"The {kind}" for kind in kinds])
    for block, kind in zip(row.blocks, kinds, strict=True):
        block["kind"] = kind
    row.blocks[5]["markup"] = 'The <strong>paragraph</strong><script src="//x"></script>'
    row.save()
    html = re.sub(r"\s+(?=<)", "", read(row.get_absolute_url()))
    assert (
        "<h2>The heading</h2><blockquote><p>The quote</p></blockquote><ul><li>The list_item</li><li>The list_item</li>"
        '</ul><p class="caption">The caption</p><p>The<strong>paragraph</strong></p>'
    ) in html


def test_article_without_blocks_shows_its_text(read: Read) -> None:
    row = collection.article(paragraphs=["One.", "Two."])
    row.blocks = []
    row.save()
    assert "<p>One.</p>" in read(row.get_absolute_url())


def test_article_asks_the_same_number_of_queries_for_one_and_three_mentions(
    client: Client, django_assert_num_queries: Any, db: None
) -> None:
    for tags in (["kim-jong-un"], ["kim-jong-un", "b", "c"]):
        row = collection.article(tags={"person": tags})
        for position, _ in enumerate(tags):
            collection.removal(row, position + 5, "x")
        with django_assert_num_queries(6):
            client.get(row.get_absolute_url())


def test_article_says_how_it_is_cited(korea: Article, read: Read) -> None:
    def citation() -> str:
        html = read(korea.get_absolute_url())
        found = re.search(r'<p class="citation"[^>]*>(.*?)</p>', html, re.DOTALL)
        assert found
        return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())

    begin = "Ada Writer, “Kim Jong Un writes to NATO”, Daily Record, September 2018. Entente, "
    assert citation() == f"{begin}http://testserver/articles/{korea.pk}/."
    collection.capture(korea, b"Kim Jong Un wrote")
    assert citation() == f"{begin}http://testserver/articles/{korea.pk}/. Kept 1 March 2024."
    korea.captures.update(url="https://a.example/kim", address_key="example,a)/kim")
    assert citation().endswith("Kept 1 March 2024, http://testserver/web/20240301123000/https://a.example/kim.")
    korea.title, korea.byline, korea.published_on, korea.date_precision = HOSTILE, "", None, "none"
    korea.save()
    assert citation().startswith(
        "“&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;”, Daily Record, Undated. Entente, "
    )
