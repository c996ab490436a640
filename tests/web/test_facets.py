from __future__ import annotations

from datetime import date

import pytest

from archive.search.results import Choice, Facet, FacetCount, Joining, SearchRequest, SearchResult, Sort
from archive.web.facet_html import value_items
from archive.web.facets import SHOWN, FacetView, chips, dated_links, facet_labels, facet_views
from tests.web.collection import actor

pytestmark = pytest.mark.django_db


def views(request: SearchRequest, **counts: list[tuple[str, int]]) -> dict[str, FacetView]:
    facets = {Facet(name): tuple(FacetCount(*pair) for pair in pairs) for name, pairs in counts.items()}
    result = SearchResult(1, (), facets, 1, 1)
    labels = facet_labels(request, result)
    return {view.facet.value: view for view in facet_views(request, result, labels)}


def test_facet_without_values_is_left_out() -> None:
    assert list(views(SearchRequest(), language=[("en", 2)], person=[])) == ["language"]


def test_value_knows_its_label_count_and_links() -> None:
    actor("alliance", "nato")
    value = views(SearchRequest(query="x"), alliance=[("nato", 4)])["alliance"].open[0]
    assert (value.label, value.count, value.selected, value.excluded) == ("NATO", 4, False, False)
    assert value.toggle_link == "/search/?q=x&alliance=nato"
    assert value.exclude_link == "/search/?q=x&not_alliance=nato"


def test_chosen_values_stand_first_also_with_no_article() -> None:
    request = SearchRequest(choices={Facet.LANGUAGE: Choice(("fr",), ("de",))})
    view = views(request, language=[("en", 9), ("de", 3), ("fr", 0)])["language"]
    assert [(each.label, each.count, each.selected, each.excluded) for each in view.chosen] == [
        ("French", 0, True, False),
        ("German", 3, False, True),
    ]
    assert [each.label for each in view.open] == ["English"]


def test_long_facet_shows_some_and_leads_to_all() -> None:
    counts = [(f"p{number:03}", 500 - number) for number in range(3_000)]
    view = views(SearchRequest(sort=Sort.NEWEST), person=counts)["person"]
    assert ([each.value for each in view.open], view.number) == ([f"p00{number}" for number in range(SHOWN)], 3_000)
    assert view.all_link == "/search/facet/person/"


def test_facet_never_hides_a_single_value() -> None:
    counts = [(f"p{number}", 1) for number in range(SHOWN + 1)]
    view = views(SearchRequest(), person=counts)["person"]
    assert (len(view.open), view.all_link) == (SHOWN + 1, "")
    assert len(views(SearchRequest(), person=[*counts, ("q", 1)])["person"].open) == SHOWN


def test_facets_of_actors_stand_open_and_others_where_something_is_chosen() -> None:
    request = SearchRequest(choices={Facet.SOURCE: Choice((), ("a",))})
    found = views(request, person=[("p", 1)], source=[("a", 1)], language=[("en", 1)], about=[("b", 1)])
    assert [(name, view.unfolded) for name, view in found.items()] == [
        ("person", True),
        ("source", True),
        ("language", False),
        ("about", False),
    ]
    assert found["language"].html.startswith('<details class="facet kind-language" data-facet="language">')
    assert found["person"].html.startswith('<details class="facet kind-person" open data-facet="person">')


def test_items_are_escaped_and_have_one_link_to_choose_and_one_to_exclude() -> None:
    collection_name = '<b>"x"</b> & co'
    actor("organisation", "x", name=collection_name)
    view = views(SearchRequest(query='a"<'), organisation=[("x", 1200)])["organisation"]
    html = str(value_items(view.facet, view.open))
    assert "<b>" not in html
    assert "&lt;b&gt;&quot;x&quot;&lt;/b&gt; &amp; co" in html
    assert 'href="/search/?q=a%22%3C&amp;organisation=x"' in html
    assert 'href="/search/?q=a%22%3C&amp;not_organisation=x"' in html
    assert "1\N{NARROW NO-BREAK SPACE}200</span>" in html


def test_dated_and_undated_are_offered_where_there_are_both() -> None:
    def offered(*counts: tuple[str, int], **choice: tuple[str, ...]) -> list[tuple[str, int, str, bool]]:
        request = SearchRequest(choices={Facet.YEAR: Choice(**choice)} if choice else {}, sort=Sort.NEWEST)
        result = SearchResult(1, (), {Facet.YEAR: tuple(FacetCount(*pair) for pair in counts)}, 1, 1)
        return [(each.label, each.count, each.link, each.current) for each in dated_links(request, result)]

    assert offered(("1990", 3), ("1991", 1)) == []
    assert offered(("1990", 3), ("1991", 1), ("undated", 2)) == [
        ("Dated", 4, "/search/?not_year=undated", False),
        ("Undated", 2, "/search/?year=undated", False),
    ]
    assert offered(("undated", 2), ("1990", 1), include=("undated",))[1] == ("Undated", 2, "/search/", True)


def test_years_stand_newest_first() -> None:
    view = views(SearchRequest(), year=[("1950", 9), ("2001", 1), ("undated", 3)])["year"]
    assert [each.label for each in view.open] == ["Undated", "2001", "1950"]


def test_joining_is_offered_where_several_are_chosen_and_can_stand_together() -> None:
    two = Choice(("a", "b"))
    request = SearchRequest(choices={Facet.PERSON: two, Facet.YEAR: Choice(("1990", "1991"))}, sort=Sort.NEWEST)
    found = views(request, person=[("a", 1), ("b", 1)], year=[("1990", 1), ("1991", 1)])
    assert found["person"].joining_link == "/search/?person=a&person=b&year=1990&year=1991&all=person"
    assert found["year"].joining_link == ""
    joined = SearchRequest(choices={Facet.PERSON: Choice(("a", "b"), (), Joining.ALL)}, sort=Sort.NEWEST)
    view = views(joined, person=[("a", 1), ("b", 1)])["person"]
    assert (view.all_of, view.joining_link) == (True, "/search/?person=a&person=b")


def test_labels_take_one_query_a_facet(django_assert_num_queries: object) -> None:
    for slug in ("a", "b", "c"):
        actor("person", slug)
    for counts in ([("a", 1)], [("a", 1), ("b", 1), ("c", 1)]):
        with django_assert_num_queries(1):  # type: ignore[operator]
            views(SearchRequest(), person=counts, language=[("en", 1)])


def test_chips_name_everything_active_with_the_link_that_takes_it_away() -> None:
    actor("country", "south-korea")
    request = SearchRequest(
        query="x",
        choices={Facet.COUNTRY: Choice(("south-korea",), ("japan",))},
        since=date(1990, 1, 1),
        until=date(1999, 12, 31),
    )
    labels = facet_labels(request, SearchResult(0, (), {}, 1, 1))
    assert [(chip.kind, chip.label, chip.excluded, chip.link) for chip in chips(request, labels)] == [
        ("Country", "South Korea", False, "/search/?q=x&not_country=japan&from=1990-01-01&to=1999-12-31"),
        ("Country", "japan", True, "/search/?q=x&country=south-korea&from=1990-01-01&to=1999-12-31"),
        ("From", "1 January 1990", False, "/search/?q=x&country=south-korea&not_country=japan&to=1999-12-31"),
        ("To", "31 December 1999", False, "/search/?q=x&country=south-korea&not_country=japan&from=1990-01-01"),
    ]
