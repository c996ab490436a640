from __future__ import annotations

from datetime import date

import pytest

from archive.search.results import Choice, Facet, FacetCount, Joining, SearchRequest, SearchResult, Sort
from archive.web.facets import LISTED, SHOWN, FacetView, chips, facet_labels, facet_views
from tests.web.collection import actor

pytestmark = pytest.mark.django_db


def views(request: SearchRequest, whole: Facet | None = None, **counts: list[tuple[str, int]]) -> dict[str, FacetView]:
    facets = {Facet(name): tuple(FacetCount(*pair) for pair in pairs) for name, pairs in counts.items()}
    result = SearchResult(1, (), facets, 1, 1)
    labels = facet_labels(request, result, whole)
    return {view.facet.value: view for view in facet_views(request, result, labels, whole)}


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


def test_long_facet_shows_some_folds_some_and_leads_to_all() -> None:
    counts = [(f"p{number:03}", 500 - number) for number in range(SHOWN + LISTED + 5)]
    view = views(SearchRequest(), person=counts)["person"]
    assert (len(view.open), len(view.more), view.number) == (SHOWN, LISTED, SHOWN + LISTED + 5)
    assert view.whole_link == "/search/?sort=relevance&more=person"
    whole = views(SearchRequest(sort=Sort.NEWEST), Facet.PERSON, person=counts)["person"]
    assert (len(whole.open) + len(whole.more), whole.whole_link) == (SHOWN + LISTED + 5, "")


def test_fold_never_hides_a_single_value() -> None:
    counts = [(f"p{number}", 1) for number in range(SHOWN + 1)]
    view = views(SearchRequest(), person=counts)["person"]
    assert (len(view.open), len(view.more)) == (SHOWN + 1, 0)


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
