from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article
from tests.web import collection
from tests.web.conftest import Read


def marks(html: str) -> list[str]:
    """What is marked as found, by number; parts of one mark joined."""
    found: dict[int, str] = {}
    last = 0
    for number, words in re.findall(r'<mark class="found"(?: id="found-(\d+)")?>(.*?)</mark>', html):
        last = int(number) if number else last
        found[last] = found.get(last, "") + words
    assert sorted(found) == list(range(1, len(found) + 1))
    return [found[number] for number in sorted(found)]


def arrived(read: Read, query: str, paragraphs: list[str], title: str = "Title", language: str = "en") -> list[str]:
    row = collection.article(title, paragraphs, language=language)
    collection.index()
    return marks(read(f"{row.get_absolute_url()}?q={query}&result=1"))


@pytest.mark.parametrize(
    ("query", "paragraphs", "found"),
    [
        ("treaties", ["The treaty and many treaties.", "Treatise."], ["treaty", "treaties"]),
        ("%22the treaty%22", ["The treaty, the treaties."], ["The treaty"]),
        ("treat*", ["A treaty, a treatise, a feat."], ["treaty", "treatise"]),
        ("w%3Fmen", ["Women and woman, women."], ["Women", "women"]),
        (
            "%22summit minister%22~3",
            ["The minister at the summit. It was a day later when a minister spoke."],
            ["minister", "summit"],
        ),
        ("cafe", ["Café, CAFÉ and cafes."], ["Café", "CAFÉ", "cafes"]),
        ("U.S.", ["The US and the U.S. met us."], ["US", "U.S", "us"]),
        ("treaty -navy", ["The treaty, no ships."], ["treaty"]),
        ("treaty OR pact", ["The pact and the treaty."], ["pact", "treaty"]),
        ("%22end begin%22", ["This is the end", "Begin anew."], ["endBegin"]),
        ("lead:treaty", ["The treaty."], ["treaty"]),
        ("title:treaty OR ship", ["The treaty, a ship."], ["ship"]),
    ],
)
@pytest.mark.django_db
def test_arrival_marks_exactly_what_the_search_found(
    query: str, paragraphs: list[str], found: list[str], read: Read
) -> None:
    assert arrived(read, query, paragraphs) == found


@pytest.mark.django_db
def test_arrival_marks_chinese_and_cyrillic(read: Read) -> None:
    assert "".join(arrived(read, "北京", ["他在北京说。"], language="zh")) == "北京"
    assert arrived(read, "договор", ["Это договор о мире."], "Договоры", "ru") == ["Договоры", "договор"]


@pytest.mark.django_db
def test_arrival_marks_inside_the_names_of_actors_and_in_the_title(read: Read) -> None:
    row = collection.article("South Korea signs", ["In South Korea they signed."], tags={"country": ["south-korea"]})
    collection.index()
    html = read(f"{row.get_absolute_url()}?q=korea+signed&result=1")
    assert marks(html) == ["Korea", "signs", "Korea", "signed"]
    assert re.search(r'<a class="mention[^>]*>South <mark class="found" id="found-3">Korea</mark></a>', html)
    assert ">4 matches<" in html


@pytest.fixture
def five(db: None) -> list[Article]:
    rows = [collection.article(f"Treaty {at}", on=date(2000, 1, 1) + timedelta(at)) for at in range(5)]
    collection.index()
    return rows


def test_list_leads_to_articles_that_lead_on_in_its_order(five: list[Article], read: Read) -> None:
    link = re.search(r'<h3 class="row-title"><a href="([^"]*)">', read("/search/?q=treaty&sort=oldest"))
    assert link is not None
    seen, address = [], link.group(1)
    while address:
        html = read(address.replace("&amp;", "&"))
        title = re.search(r"<h1[^>]*>(.*?)</h1>", html)
        assert title is not None
        seen.append(re.sub(r"<[^>]*>", "", title.group(1)))
        following = re.search(r'rel="next" href="([^"]*)"', html)
        address = following.group(1) if following else ""
    assert seen == [f"Treaty {at}" for at in range(5)]
    assert "5 of 5" in html
    assert 'rel="prev"' in html
    assert 'href="/search/?q=treaty&amp;sort=oldest"' in html


def test_place_that_has_moved_is_found_again(five: list[Article], read: Read) -> None:
    html = read(f"{five[0].get_absolute_url()}?q=treaty&sort=oldest&result=4")
    assert "1 of 5" in html


@pytest.mark.parametrize("query", ["q=volcano&result=1", "q=treaty&result=9999999", "q=treaty&result=x", "q=%22("])
def test_arrival_survives_any_address(query: str, five: list[Article], read: Read) -> None:
    assert "Treaty 0" in read(f"{five[0].get_absolute_url()}?{query}")


def test_article_without_a_search_has_no_bar(five: list[Article], read: Read) -> None:
    assert 'class="arrival"' not in read(five[0].get_absolute_url())
    assert 'class="arrival"' not in read(f"{five[0].get_absolute_url()}?country=zz&result=1")


def test_steps_cost_the_same_at_any_place(five: list[Article], client: Client) -> None:
    numbers = []
    for place in (2, 4):
        client.get(f"{five[place - 1].get_absolute_url()}?q=treaty&sort=oldest&result={place}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{five[place - 1].get_absolute_url()}?q=treaty&sort=oldest&result={place}")
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_similar_articles_share_rare_words_and_leave_copies_out(db: None, read: Read) -> None:
    words = "submarines reactors shipyards propulsion enrichment"
    row = collection.article("Boats", [f"The {words} deal was signed in port."])
    alike = collection.article("More boats", [f"Again {words} were built elsewhere, said the yard."])
    collection.article("Boats again", row.text.split("\n\n"), by="weekly", copy_of=row)
    for at in range(40):
        collection.article(f"Other {at}", [f"Talks about number {at} went on without any result."])
    collection.index()
    html = read(row.get_absolute_url())
    similar = html[html.index('id="similar-title"') :]
    assert alike.title in similar
    assert "Boats again" not in similar[: similar.index("</section>")]
    assert "Other" not in similar[: similar.index("</section>")]
