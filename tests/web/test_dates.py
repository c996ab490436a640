from __future__ import annotations

from datetime import date

import pytest

from archive.web.dates import day_in_words, prefix_in_words, stamp, years_of

DAY = date(1949, 4, 4)


@pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [("day", "4 April 1949", "1949-04-04"), ("month", "April 1949", "1949-04"), ("year", "1949", "1949")],
)
def test_date_is_as_precise_as_it_is_known(precision: str, words: str, machine: str) -> None:
    assert (day_in_words(DAY, precision), stamp(DAY, precision)) == (words, machine)


def test_date_of_a_short_year_keeps_four_digits() -> None:
    assert day_in_words(date(33, 4, 3)) == "3 April 0033"


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("1949", "1949"),
        ("1949-04", "April 1949"),
        ("1949-04-04", "4 April 1949"),
        ("1949-13", "1949-13"),
        ("about 1900", "about 1900"),
        ("", ""),
    ],
)
def test_prefix_in_words_reads_what_it_can(prefix: str, words: str) -> None:
    assert prefix_in_words(prefix) == words


def test_years_of_names_both_ends_or_one() -> None:
    assert years_of("1955-05-14", "1991-07-01") == "1955–1991"
    assert years_of("1949", "") == "since 1949"
    assert years_of("", "1949") == "until 1949"
    assert years_of("1949-01", "1949-12") == "1949"
    assert years_of("", "") == ""
