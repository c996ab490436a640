from __future__ import annotations

from datetime import date

from archive.search.results import Choice, Facet, Joining, SearchRequest, Sort
from archive.web import choosing

KOREA = SearchRequest(query="troops", choices={Facet.COUNTRY: Choice(("south-korea",))}, page=3)


def test_toggled_adds_a_value_and_goes_back_to_the_first_page() -> None:
    asked = choosing.toggled(KOREA, Facet.COUNTRY, "japan")
    assert asked.choices[Facet.COUNTRY] == Choice(("south-korea", "japan"))
    assert asked.page == 1


def test_toggled_twice_is_where_it_began() -> None:
    twice = choosing.toggled(choosing.toggled(KOREA, Facet.ALLIANCE, "nato"), Facet.ALLIANCE, "nato")
    assert choosing.parameters(twice) == [("q", "troops"), ("country", "south-korea")]


def test_toggled_turns_an_excluded_value_into_a_chosen_one() -> None:
    excluded = choosing.exclusion_toggled(KOREA, Facet.COUNTRY, "japan")
    assert choosing.toggled(excluded, Facet.COUNTRY, "japan").choices[Facet.COUNTRY] == Choice(("south-korea", "japan"))


def test_exclusion_toggled_turns_a_chosen_value_into_an_excluded_one() -> None:
    asked = choosing.exclusion_toggled(KOREA, Facet.COUNTRY, "south-korea")
    assert asked.choices[Facet.COUNTRY] == Choice((), ("south-korea",))


def test_joining_switched_stands_in_the_address_and_goes_with_the_last_value() -> None:
    asked = choosing.joining_switched(KOREA, Facet.COUNTRY)
    assert asked.choices[Facet.COUNTRY].joining is Joining.ALL
    assert choosing.address(asked) == "/search/?q=troops&country=south-korea&all=country"
    assert choosing.parameters(choosing.toggled(asked, Facet.COUNTRY, "south-korea")) == [("q", "troops")]


def test_cleared_keeps_the_words_and_the_order() -> None:
    asked = choosing.cleared(choosing.exclusion_toggled(KOREA, Facet.SOURCE, "weekly"))
    assert asked == SearchRequest(query="troops")


def test_address_leaves_out_what_is_the_default() -> None:
    assert choosing.address(SearchRequest(query="a b", sort=Sort.RELEVANCE)) == "/search/?q=a+b"
    assert choosing.address(SearchRequest(query="a", sort=Sort.NEWEST)) == "/search/?q=a&sort=newest"
    assert choosing.address(SearchRequest(sort=Sort.NEWEST)) == "/search/"
    assert choosing.address(SearchRequest(sort=Sort.RELEVANCE)) == "/search/?sort=relevance"


def test_address_names_every_part_of_a_search_in_one_order() -> None:
    asked = SearchRequest(
        query="x",
        choices={
            Facet.YEAR: Choice(("undated",)),
            Facet.PERSON: Choice(("a", "b"), ("c",), Joining.ALL),
            Facet.ALLIANCE: Choice((), ("nato",)),
        },
        since=date(1990, 1, 1),
        until=date(1991, 12, 31),
        sort=Sort.OLDEST,
        page=2,
    )
    assert choosing.address(asked, more="person") == (
        "/search/?q=x&person=a&person=b&not_person=c&not_alliance=nato&year=undated&all=person"
        "&from=1990-01-01&to=1991-12-31&sort=oldest&page=2&more=person"
    )


def test_within_years_replaces_single_years() -> None:
    asked = choosing.within_years(SearchRequest(choices={Facet.YEAR: Choice(("1950",))}), 1950, 1959)
    assert (asked.since, asked.until, dict(asked.choices)) == (date(1950, 1, 1), date(1959, 12, 31), {})


def test_clearing_counts_stories_again() -> None:
    asked = SearchRequest("treaty", since=date(1949, 1, 1), copies=True)
    assert choosing.address(asked) == "/search/?q=treaty&from=1949-01-01&copies=1"
    assert choosing.address(choosing.cleared(asked)) == "/search/?q=treaty"
