"""What any engine must answer over one small collection: operators, facets, orders, pages, changes.

Everything goes through `archive.search.search` and `archive.search.indexing`; a further engine needs only an entry
in ``ENGINES``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from haystack import connections

from archive.models import Article, Mention
from archive.search import listed, search
from archive.search.connection import backend
from archive.search.indexing import index_articles, index_waiting, rebuild, remove_articles
from archive.search.results import Choice, Facet, FacetCount, Joining, SearchRequest, Sort

pytestmark = pytest.mark.django_db

ENGINES = {"whoosh": "archive.search.engines.whoosh.WhooshEngine"}


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, settings: Any, index_folder: Path) -> str:
    """Each engine in turn, with an empty index."""
    settings.HAYSTACK_CONNECTIONS["default"]["ENGINE"] = ENGINES[request.param]
    connections.reload("default")
    return str(request.param)


TEXTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "naval": (
        "Navy drills off Busan",
        "Warships from Seoul sailed at dawn. The admiral praised the crews.\n\nSanctions were not discussed.",
        {"source": "morning-post", "published_on": date(2023, 3, 5), "country": ["south-korea", "japan"]},
    ),
    "talks": (
        "Sanctions talks stall",
        "Sanctions on oil and sanctions on banks. More sanctions followed.\n\nSeoul's envoy — “a U.S. ally” — left.",
        {"published_on": date(2023, 3, 20), "country": ["south-korea"], "person": ["ada-lee"]},
    ),
    "summit": (
        "Leaders’ summit in Zürich",
        " ".join(["filler"] * 60) + "\n\nAt the café, co-operation on nuclear-powered ships was agreed: 1,000 tonnes.",
        {"published_on": date(2022, 7, 1), "country": ["japan"], "person": ["ada-lee", "bo-chan"]},
    ),
    "chinese": ("北京会谈", "中国和日本在北京举行会谈。", {"language": "zh", "country": ["china", "japan"]}),
    "arabic": ("القمة", "اجتمع الرؤساء في القاهرة وتحدثوا عن الاتفاقيات.", {"language": "ar"}),
    "turkish": ("Zirve", "Liderler Ankara'da gemileri konuştu.", {"language": "tr", "published_on": date(2022, 7, 1)}),
    "german": ("Die Häfen", "Kriegsschiffe liefen in die Häfen ein.", {"language": "de"}),
}


@pytest.fixture
def held(engine: str, add_article: Callable[..., Article]) -> dict[str, Article]:
    """The collection, indexed."""
    articles = {name: add_article(title, text, **fields) for name, (title, text, fields) in TEXTS.items()}
    assert index_waiting() == len(articles)
    return articles


def found(held: dict[str, Article], query: str = "", **rest: Any) -> list[str]:
    names = {article.pk: name for name, article in held.items()}
    result = search(SearchRequest(query, **rest))
    assert result.total >= len(result.hits)
    return [names[hit.article_id] for hit in result.hits]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sanctions seoul", {"naval", "talks"}),
        ("sanction AND warship", {"naval"}),
        ("warships OR café", {"naval", "summit"}),
        ("seoul -sanctions", set()),
        ("seoul NOT oil", {"naval"}),
        ("(oil OR dawn) seoul", {"naval", "talks"}),
        ('"sanctions on oil"', {"talks"}),
        ('"sanction on oil"', set()),
        ("“a US ally”", {"talks"}),
        ("U.S.", {"talks"}),
        ("US ally", {"talks"}),
        ("cafe", {"summit"}),
        ("ZURICH", {"summit"}),
        ("leaders'", {"summit"}),
        ("1000 tonnes", {"summit"}),
        ("nuclear‑powered", {"summit"}),
        ('"powered nuclear"', set()),
        ('"powered nuclear"~0', {"summit"}),
        ('"dawn seoul"~2', {"naval"}),
        ('"dawn warships"~2', set()),
        ("war*", {"naval"}),
        ("w?rsh*s", {"naval"}),
        ("*ships", {"naval", "summit"}),
        ("k*schiffe", {"german"}),
        ("title:sanctions", {"talks"}),
        ("text:(sanctions seoul)", {"naval", "talks"}),
        ("lead:ships", set()),
        ("lead:warships", {"naval"}),
        ("atleast3:sanctions", {"talks"}),
        ("atleast5:sanctions", set()),
        ("same:(warships admiral)", {"naval"}),
        ("same:(warship dawn crew)", {"naval"}),
        ("same:(warships sanctions)", set()),
        ("same:(sanctions seoul)", set()),
        ('same:(sail* "the crews")', {"naval"}),
        ('same:"admiral crews"', {"naval"}),
        ('same:"admirals crews"', set()),
        ("-same:(warships sanctions) seoul", {"naval", "talks"}),
        ("person:ada-lee", {"talks", "summit"}),
        ("country:japan -person:ada-lee", {"naval", "chinese"}),
        ("source:morning-post", {"naval"}),
        ("language:ar OR language:tr", {"arabic", "turkish"}),
        ("before:2023", {"summit", "turkish"}),
        ("after:2023-03-05", {"talks"}),
        ("on:2023-03-05", {"naval"}),
        ("on:2022..2023-03-10", {"naval", "summit", "turkish"}),
        ("year:undated", {"chinese", "arabic", "german"}),
        ("北京", {"chinese"}),
        ("京", {"chinese"}),
        ("日本 会谈", {"chinese"}),
        ("京会", {"chinese"}),
        ("会京", set()),
        ("الاتفاقية", {"arabic"}),
        ("gemilere", {"turkish"}),
        ("lider", {"turkish"}),
        ("hafen", {"german"}),
        ("haefen", {"german"}),
        ("absent", set()),
        ("", set(TEXTS)),
    ],
)
def test_operator_finds(held: dict[str, Article], query: str, names: set[str]) -> None:
    assert set(found(held, query)) == names
    again = search(SearchRequest(query)).understood
    assert set(found(held, again)) == names, again


@pytest.mark.parametrize(
    "query", ['"sanctions', "(sanctions", "sanctions)", "sanctions AND", "sanctions NOT", "title:"]
)
def test_malformed_query_is_mended_and_says_so(held: dict[str, Article], query: str) -> None:
    result = search(SearchRequest(query))
    assert result.notes
    assert result.total == (len(held) if query == "title:" else 2)


def test_same_takes_only_what_stands_in_texts(held: dict[str, Article]) -> None:
    result = search(SearchRequest("same:(warships country:japan)"))
    assert result.notes == ("“same:” takes words, phrases and patterns that should all stand in one paragraph.",)
    assert result.total == 1


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        (Sort.NEWEST, ["talks", "naval", "turkish", "summit", "german", "arabic", "chinese"]),
        (Sort.OLDEST, ["summit", "turkish", "naval", "talks", "chinese", "arabic", "german"]),
        (Sort.RELEVANCE, ["talks", "naval", "turkish", "summit", "german", "arabic", "chinese"]),
    ],
)
def test_order_settles_equal_places_by_date_then_id(held: dict[str, Article], sort: Sort, names: list[str]) -> None:
    assert found(held, sort=sort) == names


def test_pages_and_stretches_show_each_hit_once_in_one_order(held: dict[str, Article]) -> None:
    for sort in Sort:
        whole = found(held, sort=sort)
        paged = [name for page in (1, 2, 3, 4) for name in found(held, sort=sort, page=page, page_size=2)]
        assert paged == whole
        total, ids = listed(SearchRequest(sort=sort), 2, 5)
        assert (total, list(ids)) == (7, [held[name].pk for name in whole[2:5]])
    assert found(held, page=5, page_size=2) == []


def counted(facet: Facet, query: str = "", **rest: Any) -> dict[str, int]:
    return {each.value: each.count for each in search(SearchRequest(query, **rest)).facets[facet]}


def test_facets_count_all_matches_by_count_then_name(held: dict[str, Article]) -> None:
    result = search(SearchRequest(page_size=1))
    assert result.facets[Facet.COUNTRY] == (
        FacetCount("japan", 3),
        FacetCount("south-korea", 2),
        FacetCount("china", 1),
    )
    assert counted(Facet.YEAR) == {"undated": 3, "2022": 2, "2023": 2}
    assert counted(Facet.PERSON, "sanctions") == {"ada-lee": 1}
    assert counted(Facet.LANGUAGE) == {"en": 3, "ar": 1, "de": 1, "tr": 1, "zh": 1}


def test_facet_joined_by_or_ignores_its_own_choice_and_heeds_the_others(held: dict[str, Article]) -> None:
    choices = {Facet.COUNTRY: Choice(("japan",)), Facet.PERSON: Choice(("ada-lee",))}
    assert set(found(held, choices=choices)) == {"summit"}
    assert counted(Facet.COUNTRY, choices=choices) == {"japan": 1, "south-korea": 1}
    assert counted(Facet.PERSON, choices=choices) == {"ada-lee": 1, "bo-chan": 1}
    assert counted(Facet.YEAR, choices=choices) == {"2022": 1}


def test_facet_joined_by_and_is_counted_within_its_choice(held: dict[str, Article]) -> None:
    choices = {Facet.COUNTRY: Choice(("japan", "south-korea"), joining=Joining.ALL)}
    assert found(held, choices=choices) == ["naval"]
    assert counted(Facet.COUNTRY, choices=choices) == {"japan": 1, "south-korea": 1}


def test_excluded_and_chosen_values_are_listed_without_a_match(held: dict[str, Article]) -> None:
    choices = {Facet.COUNTRY: Choice(("china",), ("japan",))}
    assert found(held, choices=choices) == []
    assert counted(Facet.COUNTRY, choices=choices) == {"japan": 3, "south-korea": 2, "china": 1}
    assert counted(Facet.COUNTRY, "absent", choices=choices) == {"china": 0, "japan": 0}
    assert counted(Facet.LANGUAGE, choices={Facet.COUNTRY: Choice(exclude=("japan",))}) == {
        "ar": 1,
        "de": 1,
        "en": 1,
        "tr": 1,
    }


def test_dates_narrow_and_are_counted_by_a_fitting_unit(held: dict[str, Article]) -> None:
    march = search(SearchRequest(since=date(2023, 3, 1), until=date(2023, 3, 31)))
    assert march.dates == (FacetCount("2023-03-05", 1), FacetCount("2023-03-20", 1))
    assert search(SearchRequest()).dates == (FacetCount("2022-07", 2), FacetCount("2023-03", 2))
    assert found(held, since=date(2023, 3, 5), until=date(2023, 3, 5)) == ["naval"]


def test_actors_that_an_article_is_about_and_its_category_are_facets(
    engine: str, add_article: Callable[..., Article]
) -> None:
    first = add_article("One", country=["japan", "china"])
    Mention.objects.filter(article=first, actor__slug="japan").update(prominence=0.9)
    second = add_article("Two", country=["japan"])
    Article.objects.filter(pk=first.pk).update(section="World / Defence")
    index_waiting()
    assert counted(Facet.ABOUT) == {"country-japan": 1}
    assert counted(Facet.CATEGORY) == {"defence": 1}
    assert [hit.article_id for hit in search(SearchRequest("about:japan")).hits] == [first.pk]
    assert [hit.article_id for hit in search(SearchRequest("about:country-japan")).hits] == [first.pk]
    assert [hit.article_id for hit in search(SearchRequest("-category:defence")).hits] == [second.pk]


def test_changes_are_right_at_once(held: dict[str, Article]) -> None:
    naval = held["naval"]
    naval.text, naval.needs_index = "Nothing about ships.", True
    naval.save()
    index_articles([naval.pk])
    assert found(held, "warships") == []
    assert found(held, "ships") == ["naval", "summit"]
    remove_articles([held["summit"].pk])
    assert found(held, "ships") == ["naval"]
    assert counted(Facet.PERSON) == {"ada-lee": 1}
    assert rebuild() == 7
    assert set(found(held, "ships")) == {"naval", "summit"}


@pytest.fixture
def story(engine: str, add_article: Callable[..., Article]) -> dict[str, Article]:
    """Three articles with one text, and another."""
    first = add_article("Treaty signed", "Envoys signed it.", source="agency", country=["japan"])
    held = {"first": first, "other": add_article("Ships leave", "Crews waved.", source="courier")}
    for name in ("courier", "post"):
        held[name] = add_article("Treaty signed", "Envoys signed it.", source=name, copy_of=first, country=["japan"])
    assert index_waiting() == 4
    return held


def sources(**rest: Any) -> list[FacetCount]:
    return list(search(SearchRequest(**rest)).facets[Facet.SOURCE])


def test_story_is_one_hit_with_all_its_sources(story: dict[str, Article]) -> None:
    assert found(story, "treaty") == ["first"]
    assert sources(query="treaty") == [("agency", 1), ("courier", 1), ("post", 1)]
    assert found(story, "treaty source:post") == ["first"]
    assert found(story, choices={Facet.SOURCE: Choice(("courier",))}) == ["other", "first"]
    assert search(SearchRequest()).total == 2
    assert search(SearchRequest()).facets[Facet.COUNTRY] == [("japan", 1)]


def test_every_copy_is_a_hit_with_its_own_source_where_copies_count(story: dict[str, Article]) -> None:
    assert sorted(found(story, "treaty", copies=True)) == ["courier", "first", "post"]
    assert sources(copies=True) == [("courier", 2), ("agency", 1), ("post", 1)]
    assert found(story, "treaty source:post", copies=True) == ["post"]
    assert found(story, choices={Facet.SOURCE: Choice(("courier",))}, copies=True) == ["courier", "other"]
    assert found(story, "-source:courier treaty", copies=True) == ["post", "first"]
    assert search(SearchRequest(copies=True)).facets[Facet.COUNTRY] == [("japan", 3)]


def test_source_counted_for_copies_says_what_another_value_would_bring(story: dict[str, Article]) -> None:
    chosen = {Facet.SOURCE: Choice(("post",))}
    assert sources(query="treaty", choices=chosen, copies=True) == [("agency", 1), ("courier", 1), ("post", 1)]


def test_lists_and_likeness_leave_copies_out_too(story: dict[str, Article]) -> None:
    assert listed(SearchRequest("treaty"), 0, 9) == (1, (story["first"].pk,))
    assert listed(SearchRequest("treaty", copies=True), 0, 9)[0] == 3
    assert backend().alike(story["first"].pk, 9) == []
    assert backend().indexed_ids() == {article.pk for article in story.values()}


def test_copy_that_leaves_its_story_is_a_hit(story: dict[str, Article]) -> None:
    Article.objects.filter(pk=story["post"].pk).update(copy_of=None)
    Article.objects.filter(pk__in=[story["post"].pk, story["first"].pk]).mark_for_index()
    index_waiting()
    assert found(story, "treaty") == ["post", "first"]
    assert sources(query="treaty") == [("agency", 1), ("courier", 1), ("post", 1)]
    rebuild()
    assert found(story, "treaty") == ["post", "first"]
