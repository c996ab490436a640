"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from archive.cleaning import clean
from archive.cleaning.dates import find_dates, is_plausible
from archive.documents import DatePrecision, Declared
from tests.cleaning.pages import PARAGRAPHS, text_page


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-04",
        "2021-03-04T10:00:00Z",
        "4 March 2021",
        "March 4th, 2021",
        "Mar. 4, 2021",
        "4. März 2021",
        "4 mars 2021",
        "4 de marzo de 2021",
        "4 marzo 2021",
        "4 de março de 2021",
        "4 maart 2021",
        "4 marca 2021",
        "4. maaliskuuta 2021",
        "4 марта 2021",
        "2021年3月4日",
        "2021년 3월 4일",
        "04.03.2021",
        "3/4/2021 7:13 PM",
    ],
)
def test_find_dates_reads_the_day_in_every_language(text: str) -> None:
    assert [(found.on, found.precision) for found in find_dates(text)] == [(date(2021, 3, 4), DatePrecision.DAY)]


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("March 2021", date(2021, 3, 1), DatePrecision.MONTH),
        ("3/4/2021", date(2021, 1, 1), DatePrecision.YEAR),
        ("25/4/2021", date(2021, 4, 25), DatePrecision.DAY),
        ("4/25/2021", date(2021, 4, 25), DatePrecision.DAY),
    ],
)
def test_find_dates_claims_no_more_than_is_known(text: str, on: date, precision: DatePrecision) -> None:
    assert [(found.on, found.precision) for found in find_dates(text)] == [(on, precision)]


@pytest.mark.parametrize("text", ["2021-02-30", "32 March 2021", "room 12.30", "in 1400 ships", "May I?", "1. 2. 3."])
def test_find_dates_finds_none_where_there_is_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2021-03", (date(2021, 3, 1), "month")),
        ("2021", (date(2021, 1, 1), "year")),
        ("20210304", (date(2021, 3, 4), "day")),
        ("1614852000", (date(2021, 3, 4), "day")),
        ("2021-02-30", (date(2021, 2, 1), "month")),
        ("2021-13-30", (None, "none")),
    ],
)
def test_clean_takes_declared_dates_of_any_precision(published: str, expected: tuple[date | None, str]) -> None:
    found = clean(text_page("\n\n".join(PARAGRAPHS), declared=Declared(published=published))).published
    assert (found.on, found.precision) == expected


def test_is_plausible_refuses_what_comes_after_the_capture() -> None:
    assert is_plausible(date(2021, 3, 5), date(2021, 3, 4))
    assert not is_plausible(date(2021, 3, 6), date(2021, 3, 4))


@pytest.mark.parametrize("published", ["9999-12-31T23:59:59Z", "2199-01-01"])
def test_clean_takes_no_declared_date_that_is_yet_to_come(published: str) -> None:
    page = text_page("\n\n".join(PARAGRAPHS), declared=Declared(published=published))
    assert clean(page).published.on is None
