from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from archive.search.asking import MAX_QUERY, SearchForm
from archive.search.results import Choice, Facet, Joining, SearchRequest, Sort
from archive.web import choosing
from tests.web.collection import actor, source

pytestmark = pytest.mark.django_db


def asked(query: str) -> SearchRequest:
    form = SearchForm(QueryDict(query))
    assert form.is_valid(), form.messages()
    return form.request()


def problems(query: str) -> list[str]:
    form = SearchForm(QueryDict(query))
    assert not form.is_valid()
    return form.messages()


def test_form_of_nothing_asks_for_everything_newest_first() -> None:
    assert asked("") == SearchRequest(sort=Sort.NEWEST)


def test_form_with_words_asks_for_the_best_match() -> None:
    assert asked("q=+alliance+") == SearchRequest(query="alliance", sort=Sort.RELEVANCE)


def test_form_reads_codes_and_slugs_in_any_case() -> None:
    actor("country", "south-korea")
    assert asked("country=kr&country=South-Korea&country=KR").choices == {Facet.COUNTRY: Choice(("south-korea",))}


def test_form_follows_a_merged_actor() -> None:
    actor("person", "kim", merged_into=actor("person", "kim-jong-un"))
    assert asked("person=kim").choices == {Facet.PERSON: Choice(("kim-jong-un",))}


def test_form_reads_a_source_by_slug_and_by_host() -> None:
    source("post", host="post.example")
    assert asked("source=post.example&not_source=post").choices == {Facet.SOURCE: Choice(("post",), ("post",))}


def test_form_reads_all_choices() -> None:
    for slug in ("a", "b", "c"):
        actor("person", slug)
    request = asked("person=a&person=b&not_person=c&all=person&year=1999&year=undated&language=DE")
    assert request.choices == {
        Facet.PERSON: Choice(("a", "b"), ("c",), Joining.ALL),
        Facet.YEAR: Choice(("1999", "undated")),
        Facet.LANGUAGE: Choice(("de",)),
    }


@pytest.mark.parametrize(
    ("query", "since", "until"),
    [
        ("from=1990&to=1991", date(1990, 1, 1), date(1991, 12, 31)),
        ("from=1990-02&to=1992-02", date(1990, 2, 1), date(1992, 2, 29)),
        ("from=1990-02-03&to=1990-2-4", date(1990, 2, 3), date(1990, 2, 4)),
        ("from=&to=+", None, None),
    ],
)
def test_form_reads_days_months_and_years(query: str, since: date | None, until: date | None) -> None:
    request = asked(query)
    assert (request.since, request.until) == (since, until)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("country=zz", "The archive knows no country called “zz”."),
        ("not_alliance=entente-cordiale", "The archive knows no alliance called “entente-cordiale”."),
        ("about=japan", "The archive knows no actor to be about (country-japan, person-…) called “japan”."),
        ("year=19x9", "The archive knows no year called “19x9”."),
        ("language=xx", "The archive knows no language called “xx”."),
        ("sort=best", "“best” is no order: choose relevance, newest, oldest."),
        ("page=0", "“0” is no page: pages are numbered from 1."),
        ("page=%D9%A3", "“٣” is no page: pages are numbered from 1."),
        ("page=99999999999999999999", "“99999999999999999999” is no page: pages are numbered from 1."),
        ("from=1990-13", "“1990-13” is no date: write a year, a month or a day, like 1949, 1949-04 or 1949-04-04."),
        ("to=0000", "“0000” is no date: write a year, a month or a day, like 1949, 1949-04 or 1949-04-04."),
        ("from=1992&to=1991", "The first day lies after the last."),
        ("all=year", "“year” cannot be joined by “all of these”."),
        (f"q={'x' * (MAX_QUERY + 1)}", "Please ask in at most 1,000 characters."),
    ],
)
def test_form_says_what_is_wrong(query: str, message: str) -> None:
    assert problems(query) == [message]


def test_form_with_errors_still_gives_the_rest_of_the_search() -> None:
    actor("alliance", "nato")
    form = SearchForm(QueryDict("q=x&alliance=nato&country=zz&page=x"))
    form.is_valid()
    assert choosing.address(form.request()) == "/search/?q=x&alliance=nato"


def test_form_takes_control_characters_for_spaces() -> None:
    assert asked("q=a%00b%0A&country=%00").query == "a b"


def test_form_asks_one_query_a_facet_however_many_values(django_assert_num_queries: object) -> None:
    for slug in ("a", "b", "c"):
        actor("person", slug)
    for query in ("person=a&source=", "person=a&person=b&not_person=c"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            asked(query)
