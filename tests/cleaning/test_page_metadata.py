"""What a page of markup states of itself, in the forms of many publishing systems."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive.cleaning import clean
from archive.cleaning.dates import Order, find_dates, order_of
from archive.cleaning.page_dates import date_in_address
from archive.documents import CleanDocument, DateOrigin, DatePrecision, MediaType, RawDocument
from tests.cleaning.pages import PARAGRAPHS, markup_page

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
FLOORS: dict[str, float] = yaml.safe_load((GOLDEN / "floors_metadata.yaml").read_text(encoding="utf-8"))
HEADING = "<h1>Four states count their fish</h1>"
DAY = date(2021, 3, 4)


def page(
    head: str = "", top: str = HEADING, url: str = "", root: str = '<html lang="en">', **more: Any
) -> CleanDocument:
    body = "".join(f"<p>{text}</p>" for text in more.get("paragraphs", PARAGRAPHS))
    content = f"<!doctype html>{root}<head>{head}</head><body><article>{top}{body}</article></body></html>"
    return clean(markup_page(content, url, more.get("captured_at")))


def linked(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@cache
def scores() -> tuple[dict[str, float], list[str]]:
    """The share of stated facts that were read right, by kind; and what was not."""
    golden = yaml.safe_load((GOLDEN / "metadata" / "pages.yaml").read_text(encoding="utf-8"))
    met: dict[str, list[bool]] = defaultdict(list)
    wrong = []
    for label in golden["pages"]:
        root = f'<html lang="{label["language"]}">'
        paragraphs = golden["paragraphs"][label["language"]]
        found = page(label["head"], label["top"], label["url"], root, paragraphs=paragraphs)
        said = {
            **{name: getattr(found, name) for name in FLOORS if name not in {"published", "canonical"}},
            "published": str(found.published.on) if found.published.precision is DatePrecision.DAY else "",
            "canonical": found.url,
        }
        for name in FLOORS:
            if name in label:
                met[name].append(said[name] == label[name])
                if said[name] != label[name]:
                    wrong.append(f"{label['page']}: {name} is {said[name]!r}, not {label[name]!r}")
    return {name: sum(hits) / len(hits) for name, hits in met.items()}, wrong


def test_golden_heads_are_many() -> None:
    golden = yaml.safe_load((GOLDEN / "metadata" / "pages.yaml").read_text(encoding="utf-8"))
    forms = {label["page"].rsplit("-", 1)[0] for label in golden["pages"]}
    assert (len(golden["pages"]) >= 60, len(forms) >= 20, len(golden["paragraphs"]) >= 8) == (True, True, True)


@pytest.mark.parametrize("name", FLOORS)
def test_golden_heads_are_read_at_least_as_well_as_pinned(name: str) -> None:
    shares, wrong = scores()
    assert shares[name] >= FLOORS[name], "\n".join(wrong)


def dated(document: CleanDocument) -> tuple[date | None, str, str]:
    return document.published.on, document.published.precision.value, document.published.origin.value


def test_article_is_believed_before_the_page_it_stands_on() -> None:
    found = page(
        linked(
            '{"@graph": [{"@type": "WebPage", "name": "Fish - Coast News", "datePublished": "2021-03-01"},'
            '{"@type": "NewsArticle", "headline": "Fish are counted", "datePublished": "2021-03-04"}]}'
        )
    )
    assert (found.title, dated(found)) == ("Fish are counted", (DAY, "day", "metadata"))


def test_section_comes_from_the_trail_where_nothing_states_it() -> None:
    steps = [{"name": "Home"}, {"item": {"name": "World"}}, {"name": "Four states count their fish"}]
    items = str(steps).replace("'", '"')
    found = page(linked(f'{{"@type": "BreadcrumbList", "itemListElement": {items}}}'))
    assert found.section == "World"


@pytest.mark.parametrize(
    "text",
    [
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2021-03-04"}\n//]]>',
        '<!-- {"@type": "NewsArticle", "datePublished": "2021-03-04"} -->',
        '{"@type": "NewsArticle", "datePublished": "2021-03-04",}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;datePublished&quot;: &quot;2021-03-04&quot;}",
        '[{"@type": ["Thing", "Article"], "datePublished": "2021-03-04"}];',
    ],
    ids=["cdata", "comment", "comma", "escaped", "list"],
)
def test_linked_data_is_read_as_templates_leave_it(text: str) -> None:
    assert dated(page(linked(text))) == (DAY, "day", "metadata")


@pytest.mark.parametrize("text", ["", "{", "[1, null]", '{"@id": "#a"}', '{"@graph": {"@graph": 7}}', "7" * 9000])
def test_linked_data_that_says_nothing_is_passed_over(text: str) -> None:
    assert dated(page(linked(text))) == (None, "none", "none")


def test_linked_data_that_refers_to_itself_ends() -> None:
    found = page(linked('{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}, "image": {"@id": "#a"}}'))
    assert (found.byline, found.title) == ("", "Four states count their fish")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/2021/03/04/fish", (DAY, "day")),
        ("https://a.example/2021/mar/04/fish", (DAY, "day")),
        ("https://a.example/fish-2021-03-04.html", (DAY, "day")),
        ("https://a.example/20210304-fish", (DAY, "day")),
        ("https://a.example/2021/03/fish", (date(2021, 3, 1), "month")),
        ("https://a.example/2021/13/41/fish", (None, "none")),
        ("https://a.example/item/120210304567", (None, "none")),
        ("https://a.example/3021/03/04/fish", (None, "none")),
        ("http://[broken/2021/03/04/", (None, "none")),
    ],
)
def test_address_gives_a_day_or_a_month(url: str, expected: tuple[date | None, str]) -> None:
    found = date_in_address(url, None)
    assert (found.on, found.precision.value) == expected


FRENCH = (
    "Les ministres des quatre États riverains ont convenu de compter ensemble leurs bateaux de pêche, après une nuit "
    "entière de négociations dans le port de la capitale, et ils se retrouveront au printemps pour en parler encore."
)


@pytest.mark.parametrize(
    ("lines", "url", "expected"),
    [
        (["Quatre États compteront leurs poissons", "Publié le 04/03/2021", FRENCH], "", (DAY, "day", "text")),
        ([*PARAGRAPHS], "https://a.example/2021/03/04/fish", (DAY, "day", "inferred")),
        ([*PARAGRAPHS], "https://a.example/2021/03/fish", (date(2021, 3, 1), "month", "inferred")),
        (["Fish are counted", "4 March 2021", *PARAGRAPHS], "https://a.example/2021/03/05/x", (DAY, "day", "text")),
        (
            [f"HARBOURTOWN, March 4 (Agency) - {PARAGRAPHS[0]}", *PARAGRAPHS[1:]],
            "https://a.example/2021/03/fish",
            (DAY, "day", "inferred"),
        ),
        ([*PARAGRAPHS], "", (None, "none", "none")),
    ],
    ids=["french", "address", "month", "printed", "dateline", "nothing"],
)
def test_plain_text_is_dated(lines: list[str], url: str, expected: tuple[date | None, str, str]) -> None:
    content = "\n\n".join(lines)
    assert dated(clean(RawDocument("x", b"", MediaType.TEXT, content, url=url))) == expected


def test_date_that_address_and_text_state_is_stated_in_the_text() -> None:
    found = page(top=f"{HEADING}<p>4 March 2021</p>", url="https://a.example/2021/03/04/fish")
    assert dated(found) == (DAY, "day", "text")
    assert dated(page(url="https://a.example/2021/03/04/fish")) == (DAY, "day", "inferred")


@pytest.mark.parametrize("stated", ["2021-03", "2021/3"])
def test_month_that_is_stated_is_a_month(stated: str) -> None:
    found = page(f'<meta name="citation_publication_date" content="{stated}">')
    assert dated(found) == (date(2021, 3, 1), "month", "metadata")


def test_day_that_is_printed_wins_over_a_year_that_is_stated() -> None:
    found = page('<meta name="citation_date" content="2021">', f"{HEADING}<p>4 March 2021</p>")
    assert dated(found) == (DAY, "day", "text")


def test_last_change_says_only_that_the_page_was_there() -> None:
    found = page('<meta property="article:modified_time" content="2021-03-04T10:00:00Z">')
    assert dated(found) == (DAY, "day", "inferred")


@pytest.mark.parametrize("stated", ["2021-02-30", "2021-02-31T10:00:00Z", "2021-02-00", "2021-02-29 08:30:00"])
def test_day_that_its_month_does_not_have_gives_the_month(stated: str) -> None:
    assert dated(page(f'<meta property="article:published_time" content="{stated}">')) == (
        date(2021, 2, 1),
        "month",
        "metadata",
    )


def test_dateline_without_a_year_takes_that_of_the_address() -> None:
    opening = f"HARBOURTOWN, March 4 (Agency) - {PARAGRAPHS[0]}"
    paragraphs = [opening, *PARAGRAPHS[1:]]
    assert dated(page(url="https://a.example/2021/fish", paragraphs=paragraphs)) == (DAY, "day", "inferred")
    assert dated(page(paragraphs=paragraphs)) == (None, "none", "none")


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Ministers arrive in Harbourtown, 4 March 2021. Photo: Bo Pen", (date(2021, 3, 1), "month", "inferred")),
        ("FILE - Ministers arrive in Harbourtown, 4 March 2021. Photo: Bo Pen", (None, "none", "none")),
        ("Ministers arrive in Harbourtown in 2021. Photo: Bo Pen", (None, "none", "none")),
    ],
    ids=["new", "file", "year"],
)
def test_picture_dates_an_article_to_the_month(caption: str, expected: tuple[date | None, str, str]) -> None:
    figure = f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>'
    assert dated(page(top=HEADING + figure)) == expected


@pytest.mark.parametrize("stated", ["2031-03-04", "1790-03-04", "0000-00-00", "99999999999999", "yesterday"])
def test_date_that_cannot_be_leaves_an_article_undated(stated: str) -> None:
    found = page(
        f'<meta property="article:published_time" content="{stated}">', captured_at=datetime(2022, 1, 1, tzinfo=UTC)
    )
    assert dated(found) == (None, "none", "none")


@pytest.mark.parametrize(
    ("language", "order"),
    [
        *(
            ("en-US", Order.MONTH_FIRST),
            ("en_GB", Order.DAY_FIRST),
            ("fr", Order.DAY_FIRST),
            ("de-AT", Order.DAY_FIRST),
        ),
        *((language, Order.UNKNOWN) for language in ("", "en", "en-CA", "fr-CA")),
    ],
)
def test_order_of_figures_is_that_of_the_language(language: str, order: Order) -> None:
    assert order_of(language) is order


@pytest.mark.parametrize(
    ("order", "expected"),
    [(Order.DAY_FIRST, DAY), (Order.MONTH_FIRST, date(2021, 4, 3)), (Order.UNKNOWN, date(2021, 1, 1))],
)
def test_date_of_figures_is_read_in_its_order(order: Order, expected: date) -> None:
    assert [found.on for found in find_dates("on 04/03/2021 at noon", order)] == [expected]
    assert [found.on for found in find_dates("on 25/03/2021", order)] == [date(2021, 3, 25)]


def test_language_of_the_page_tells_the_order() -> None:
    shown = f"{HEADING}<p>Published 04/03/2021</p>"
    assert dated(page(top=shown, root='<html lang="en-AU">')) == (DAY, "day", "text")
    assert dated(page(top=shown, root='<html lang="en-US">'))[0] == date(2021, 4, 3)


def test_comment_authors_and_linked_articles_are_not_the_article() -> None:
    comment = '<div itemprop="comment" itemscope><span itemprop="author">Troll</span></div>'
    assert page(top=HEADING + comment).byline == ""


def test_only_heading_is_the_title_where_nothing_states_one() -> None:
    assert page().title == "Four states count their fish"
    assert page(top=f"{HEADING}<h1>Coast News of the day</h1>").title in {"", "Four states count their fish"}


def test_canonical_address_is_made_whole() -> None:
    head = '<link rel="nofollow Canonical" href="/fish"><link rel="image_src" href="/fish.jpg">'
    found = page(head, url="https://a.example/x?y=1")
    assert (found.url, found.image) == ("https://a.example/fish", "https://a.example/fish.jpg")


def test_origin_of_a_stated_date_is_metadata() -> None:
    found = page('<meta name="dcterms.issued" content="2021-03-04">')
    assert found.published.origin is DateOrigin.METADATA
