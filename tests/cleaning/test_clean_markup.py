"""Cleaning markup: structure, metadata, what survives of the markup."""

from __future__ import annotations

import html
import json
from datetime import UTC, date, datetime

import pytest

from archive.cleaning import clean
from archive.documents import BlockKind, DateOrigin, UnreadableDocument
from tests.cleaning.pages import PARAGRAPHS, in_place, markup_page, rules_of

MORE = "".join(f"<p>{html.escape(text.replace('four', 'five'))}</p>" for text in PARAGRAPHS)
BODY = "".join(f"<p>{html.escape(text)}</p>" for text in PARAGRAPHS)
TITLE = "Four coastal states agree to count their fish"


def page(inner: str = BODY, head: str = "", after: str = "") -> str:
    """A page with a menu, an article and a footer."""
    return (
        f'<!doctype html><html lang="en-GB"><head><title>{TITLE} | Coast News</title>{head}</head><body>'
        '<nav class="main-menu"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>'
        f'<article class="post"><h1>{TITLE}</h1>{inner}</article>{after}'
        '<div class="site-footer"><p>© 2021 Coast News. All rights reserved.</p></div></body></html>'
    )


def test_clean_markup_keeps_the_article_alone() -> None:
    document = clean(markup_page(page()))
    assert document.title == TITLE
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert document.language == "en"


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("onetrust-consent-sdk", "consent"),
        ("didomi-host", "consent"),
        ("cybot-cookie-dialog", "consent"),
        ("usercentrics-root", "consent"),
        ("comments-area", "comments"),
        ("disqus_thread", "comments"),
        ("newsletter-signup", "subscription"),
        ("social-share", "sharing"),
        ("related-articles", "related"),
    ],
)
def test_clean_markup_takes_out_blocks_by_the_name_of_their_element(name: str, category: str) -> None:
    words = "Harbour people of the north have gathered here each autumn since the old lighthouse fell."
    document = clean(markup_page(page(after=f'<div id="{name}"><p>{words}</p></div>')))
    assert document.text == "\n\n".join(PARAGRAPHS)
    assert {removal.text: str(removal.category) for removal in document.removals}[words] == category


def test_clean_markup_does_not_mistake_a_name_on_the_body_for_a_comment_section() -> None:
    document = clean(markup_page(page().replace("<body>", '<body class="single comments-open newsletter-on">')))
    assert document.text == "\n\n".join(PARAGRAPHS)


def test_heading_of_a_box_goes_with_the_box() -> None:
    box = "<aside><h4>Europe Briefing</h4><p>Our news in your inbox once a week. Sign up here.</p></aside>"
    first, *rest = (f"<p>{text}</p>" for text in PARAGRAPHS)
    heading = "<h4>What was agreed</h4>"
    document = clean(markup_page(f"<html><body><article>{first}{box}{heading}{''.join(rest)}</article></body></html>"))
    assert rules_of(document)["Europe Briefing"] == "subscribe-box"
    assert "What was agreed" in document.text


def test_clean_markup_keeps_kinds_and_inline_markup() -> None:
    inner = BODY + "<h2>What comes next</h2>"
    inner += "<blockquote>Count the <em>fish</em>, he said, and count them <b>twice</b>.</blockquote>"
    inner += f'<p>The <a href="https://coast.example/office" onclick="x()">office</a> opens in May.</p>{MORE}'
    document = clean(markup_page(page(inner)))
    kinds = {block.text: block.kind for block in document.blocks}
    marked = {block.text: block.markup for block in document.blocks}
    assert kinds["What comes next"] is BlockKind.HEADING
    assert kinds["Count the fish, he said, and count them twice."] is BlockKind.QUOTE
    quote = "Count the <em>fish</em>, he said, and count them <strong>twice</strong>."
    assert marked["Count the fish, he said, and count them twice."] == quote
    assert marked["The office opens in May."] == 'The <a href="https://coast.example/office">office</a> opens in May.'


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " JaVaScRiPt:alert(1)"])
def test_clean_markup_drops_addresses_that_run(address: str) -> None:
    inner = f'{BODY}<p>The <a href="{address}">office</a> of the four opens in the first week of May.</p>{MORE}'
    markup = [block.markup for block in clean(markup_page(page(inner))).blocks if "office</a>" in block.markup]
    assert markup == ["The <a>office</a> of the four opens in the first week of May."]


def test_clean_markup_escapes_what_looks_like_markup() -> None:
    sign = "The sign read &lt;script&gt;alert(1)&lt;/script&gt; and <b>nobody</b> on the quay knew why."
    inner = f"{BODY}<p>{sign}</p>{MORE}"
    markup = [block.markup for block in clean(markup_page(page(inner))).blocks if "nobody" in block.markup]
    assert markup == [sign.replace("b>", "strong>")]


def test_clean_markup_reads_linked_data_first() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "Coast"},
            {
                "@type": "NewsArticle",
                "headline": TITLE,
                "datePublished": "2021-03-04T08:00:00+01:00",
                "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "John Doe"}],
                "publisher": {"@type": "Organization", "name": "Coast News"},
                "articleSection": "World",
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta name="date" content="2019-01-01">'
    head += '<meta property="og:image" content="/fish.jpg"><link rel="canonical" href="https://coast.example/fish">'
    head += '<meta name="description" content="Ministers met.">'
    document = clean(markup_page(page(head=head), url="https://coast.example/fish?ref=x"))
    assert (document.published.on, document.published.origin) == (date(2021, 3, 4), DateOrigin.METADATA)
    assert (document.byline, document.source, document.section) == ("Jane Roe, John Doe", "Coast News", "World")
    assert (document.url, document.image) == ("https://coast.example/fish", "https://coast.example/fish.jpg")
    assert document.description == "Ministers met."


def test_clean_markup_refuses_a_date_after_the_capture() -> None:
    head = '<meta property="article:published_time" content="2031-01-01">'
    captured = datetime(2021, 3, 5, tzinfo=UTC)
    assert clean(markup_page(page(head=head), captured_at=captured)).published.on is None


def test_clean_markup_takes_the_date_of_the_address() -> None:
    document = clean(markup_page(page(), url="https://coast.example/2021/03/04/fish"))
    assert document.published.on == date(2021, 3, 4)


def test_clean_markup_gives_all_text_back() -> None:
    document = clean(markup_page(page()))
    whole = ["Home", "World", TITLE, *PARAGRAPHS, "© 2021 Coast News. All rights reserved."]
    assert [part.text for part in in_place(document)] == whole


@pytest.mark.parametrize("content", ["", "   ", "<html></html>", "<script>var x = 1</script>", "\x00"])
def test_clean_markup_refuses_a_page_without_text(content: str) -> None:
    with pytest.raises(UnreadableDocument):
        clean(markup_page(content))


@pytest.mark.parametrize("address", ["http://[", "//", "http://a b", "not an address"])
def test_clean_markup_survives_broken_addresses(address: str) -> None:
    head = f'<link rel="canonical" href="{address}"><meta property="og:image" content="{address}">'
    assert clean(markup_page(page(head=head), url=address)).title == TITLE
