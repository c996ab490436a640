"""Searching through the whole way: models, index, engine, facets, snippets."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.models import Actor, Article
from archive.search import search
from archive.search.indexing import index_waiting, rebuild
from archive.search.results import Choice, Facet, FacetCount, Joining, SearchRequest, Sort

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(index_folder: Path, add_article: Callable[..., Article]) -> dict[str, Article]:
    """Five indexed articles by short names."""
    articles = {
        "troops": add_article(
            "Troops leave Seoul",
            "American troops left the capital. U.S. soldiers were gone by noon.",
            source="morning-post",
            published_on=date(2021, 5, 4),
            person=["moon-jae-in"],
            country=["south-korea", "united-states"],
        ),
        "summit": add_article(
            "A summit in Tokyo",
            "The prime minister met the president. No troop was mentioned.",
            published_on=date(2022, 3, 1),
            person=["kishida-fumio", "joe-biden"],
            country=["japan", "united-states"],
            alliance=["us-japan-alliance"],
        ),
        "nato": add_article(
            "NATO’s new members",
            "The alliance welcomed Finland – “a historic day”, said the secretary general.",
            published_on=date(2023, 4, 4),
            country=["finland"],
            alliance=["nato"],
        ),
        "undated": add_article("Lost page", "A page about Finland & its <troops>.", country=["finland"]),
        "german": add_article(
            "Die Truppen", "Die Truppen liefen über die Brücke.", language="de", published_on=date(2021, 5, 4)
        ),
    }
    assert index_waiting() == 5
    return articles


def found(request: SearchRequest, archive: dict[str, Article]) -> list[str]:
    names = {article.pk: name for name, article in archive.items()}
    return [names[hit.article_id] for hit in search(request).hits]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("troops", {"troops", "summit", "undated"}),
        ("troop", {"troops", "summit", "undated"}),
        ('"troops"', {"troops", "undated"}),
        ("US", {"troops"}),
        ("U.S. soldiers", {"troops"}),
        ('"U.S. soldiers"', {"troops"}),
        ('"soldiers us"', set()),
        ("troops -seoul", {"summit", "undated"}),
        ("troops NOT (seoul OR summit)", {"undated"}),
        ("tokyo OR seoul", {"troops", "summit"}),
        ("title:troops", {"troops"}),
        ("fin*", {"nato", "undated"}),
        ("f?nl*d", {"nato", "undated"}),
        ("bruecke", {"german"}),
        ("brucke", {"german"}),
        ("BRÜCKE", {"german"}),
        ("truppe", {"german"}),
        ("dies", set()),
        ("nato", {"nato"}),
        ('"president minister"~3', {"summit"}),
        ('"president minister"~1', set()),
        ("person:joe-biden", {"summit"}),
        ('person:"Joe Biden"', {"summit"}),
        ("country:finland after:2022", {"nato"}),
        ("before:2022", {"troops", "german"}),
        ("on:2021-05", {"troops", "german"}),
        ("year:undated", {"undated"}),
        ("language:de OR source:morning-post", {"troops", "german"}),
        ("", {"troops", "summit", "nato", "undated", "german"}),
        ("*", {"troops", "summit", "nato", "undated", "german"}),
        ("-troops", {"nato", "german"}),
        ("finland OR -troops", {"nato", "german", "undated"}),
        ("absent", set()),
    ],
)
def test_search_finds_what_the_query_says(archive: dict[str, Article], query: str, names: set[str]) -> None:
    result = search(SearchRequest(query))
    assert set(found(SearchRequest(query), archive)) == names
    assert result.total == len(names)


def test_search_sorts_with_undated_last(archive: dict[str, Article]) -> None:
    assert found(SearchRequest(sort=Sort.NEWEST), archive) == ["nato", "summit", "german", "troops", "undated"]
    assert found(SearchRequest(sort=Sort.OLDEST), archive) == ["troops", "german", "summit", "nato", "undated"]
    assert found(SearchRequest("troops"), archive) == ["troops", "undated", "summit"]


def test_search_pages_show_each_hit_once(archive: dict[str, Article]) -> None:
    pages = [found(SearchRequest(page=page, page_size=2), archive) for page in (1, 2, 3, 4)]
    assert pages == [["nato", "summit"], ["german", "troops"], ["undated"], []]
    assert search(SearchRequest(page_size=2)).pages == 3


def facet(result: Any, name: Facet) -> dict[str, int]:
    return {entry.value: entry.count for entry in result.facets[name]}


def test_facets_count_all_matches(archive: dict[str, Article]) -> None:
    result = search(SearchRequest("troops", page_size=1))
    assert result.facets[Facet.COUNTRY] == (
        FacetCount("united-states", 2),
        FacetCount("finland", 1),
        FacetCount("japan", 1),
        FacetCount("south-korea", 1),
    )
    assert facet(result, Facet.YEAR) == {"2021": 1, "2022": 1, "undated": 1}


def test_facet_values_are_joined_by_or_and_ignore_their_own_choice(archive: dict[str, Article]) -> None:
    request = SearchRequest(choices={Facet.COUNTRY: Choice(("japan", "south-korea"))})
    assert set(found(request, archive)) == {"troops", "summit"}
    result = search(request)
    assert facet(result, Facet.COUNTRY) == {"finland": 2, "united-states": 2, "japan": 1, "south-korea": 1}
    assert facet(result, Facet.ALLIANCE) == {"us-japan-alliance": 1}


def test_facet_values_joined_by_and_narrow_their_own_counts(archive: dict[str, Article]) -> None:
    request = SearchRequest(choices={Facet.COUNTRY: Choice(("japan", "united-states"), joining=Joining.ALL)})
    assert found(request, archive) == ["summit"]
    assert facet(search(request), Facet.COUNTRY) == {"japan": 1, "united-states": 1}


def test_facets_are_joined_by_and(archive: dict[str, Article]) -> None:
    choices = {Facet.COUNTRY: Choice(("united-states",)), Facet.YEAR: Choice(("2022", "2023"))}
    result = search(SearchRequest(choices=choices))
    assert result.total == 1
    assert facet(result, Facet.YEAR) == {"2021": 1, "2022": 1, "2023": 0}
    assert facet(result, Facet.COUNTRY) == {"finland": 1, "japan": 1, "united-states": 1}


def test_facet_values_can_be_excluded(archive: dict[str, Article]) -> None:
    choices = {Facet.ALLIANCE: Choice(exclude=("nato",))}
    request = SearchRequest("finland OR tokyo", choices=choices)
    assert set(found(request, archive)) == {"undated", "summit"}
    assert facet(search(request), Facet.ALLIANCE) == {"nato": 1, "us-japan-alliance": 1}


def test_undated_articles_can_be_chosen_and_are_in_no_range(archive: dict[str, Article]) -> None:
    assert found(SearchRequest(choices={Facet.YEAR: Choice(("undated",))}), archive) == ["undated"]
    dated = SearchRequest(since=date(2021, 5, 4), until=date(2022, 3, 1))
    assert set(found(dated, archive)) == {"troops", "german", "summit"}


def test_hits_are_safe_html_with_marks(archive: dict[str, Article]) -> None:
    hits = {hit.article_id: hit for hit in search(SearchRequest("troops")).hits}
    assert hits[archive["troops"].pk].title == "<mark>Troops</mark> leave Seoul"
    assert hits[archive["undated"].pk].snippet == "A page about Finland &amp; its &lt;<mark>troops</mark>&gt;."


def test_phrases_are_marked_whole(archive: dict[str, Article]) -> None:
    (hit,) = search(SearchRequest('"us soldiers"')).hits
    assert "<mark>U.S. soldiers</mark> were gone" in hit.snippet


def test_understanding_and_mending_are_shown(archive: dict[str, Article]) -> None:
    result = search(SearchRequest('Troops AND "left the'))
    assert result.understood == 'troops AND "left the"'
    assert result.notes == ("A quotation mark was not closed; the phrase was read to the end.",)


def test_names_and_codes_of_actors_become_slugs(archive: dict[str, Article]) -> None:
    Actor.objects.filter(slug="south-korea").update(code="KR", name="South Korea")
    biden = Actor.objects.get(slug="joe-biden")
    biden.names.create(text="Joseph R. Biden", sort="full")
    Actor.objects.create(kind="person", slug="biden", name="Biden", merged_into=biden)
    assert search(SearchRequest("country:kr")).understood == "country:south-korea"
    assert found(SearchRequest("country:KR"), archive) == ["troops"]
    assert found(SearchRequest('person:"Joe Biden"'), archive) == ["summit"]
    assert search(SearchRequest('-person:"joseph r. biden"')).total == 4
    assert found(SearchRequest("person:biden"), archive) == ["summit"]
    assert found(SearchRequest('source:"Morning-Post"'), archive) == ["troops"]
    assert search(SearchRequest("person:nobody")).understood == "person:nobody"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ('person:"No Body"', ("The archive knows no person called “no-body”.",)),
        ("troops OR about:nobody", ("The archive knows no actor called “nobody”.",)),
        ("source:nowhere -source:nowhere", ("The archive knows no source called “nowhere”.",)),
        ("language:elvish", ("The archive knows no language called “elvish”.",)),
        ("language:English", ()),
        ("country:japan year:1999", ()),
    ],
)
def test_name_that_nobody_has_is_told(archive: dict[str, Article], query: str, said: tuple[str, ...]) -> None:
    assert search(SearchRequest(query)).notes == said


def test_language_is_known_by_its_name(archive: dict[str, Article]) -> None:
    assert search(SearchRequest("language:German")).understood == "language:de"


def test_missing_index_is_an_empty_result(index_folder: Path) -> None:
    result = search(SearchRequest("anything"))
    assert (result.total, result.hits, result.pages) == (0, (), 1)
    assert result.facets[Facet.PERSON] == ()
    assert result.notes == ()


def test_lost_index_is_told(archive: dict[str, Article], index_folder: Path) -> None:
    shutil.rmtree(index_folder)
    result = search(SearchRequest("troops"))
    assert (result.total, result.notes) == (
        0,
        ("The index is missing, so nothing can be found: “manage.py reindex” makes it again.",),
    )


def test_rebuild_gives_the_same_answers(archive: dict[str, Article]) -> None:
    before = search(SearchRequest("troops"))
    assert rebuild() == 5
    after = search(SearchRequest("troops"))
    assert after == before


def test_a_thousand_random_queries_are_answered(archive: dict[str, Article]) -> None:
    noise = random.Random(7)
    for number in range(1_000):
        data = noise.randbytes(noise.randrange(1, 60))
        query = data.decode(("latin-1", "utf-8")[number % 3 > 0], "surrogateescape" if number % 2 else "replace")
        result = search(SearchRequest(query, page_size=2))
        assert len(result.hits) == min(2, result.total)


def test_words_in_the_query_of_other_kinds_are_no_error(archive: dict[str, Article]) -> None:
    choices = {Facet.PERSON: Choice(("\udce9", "", "a" * 10_000), ("nobody", "'; drop table"))}
    result = search(SearchRequest("troops", choices, page=10**9))
    assert (result.total, result.hits) == (0, ())
