from __future__ import annotations

from archive.search.results import FacetCount
from archive.web.histogram import FEWEST_BARS, Histogram, histogram


def drawn(counts: dict[str, int], selected: tuple[str, ...] = ()) -> Histogram:
    return histogram(
        [FacetCount(*pair) for pair in counts.items()], lambda year: f"?y={year}", lambda a, b: f"?{a}-{b}", selected
    )


def test_histogram_has_a_bar_for_every_year_between() -> None:
    found = drawn({"1990": 4, "2003": 2})
    assert [bar.label for bar in found.bars] == [str(year) for year in range(1990, 2004)]
    assert [(bar.count, bar.link) for bar in found.filled] == [(4, "?y=1990"), (2, "?y=2003")]
    assert (found.bars[0].height, found.bars[-1].height, found.bars[1].height) == ("100%", "50%", "0%")


def test_histogram_counts_the_undated_apart() -> None:
    found = drawn({"undated": 7})
    assert (found.bars, found.undated, found.undated_link) == ((), 7, "?y=undated")


def test_histogram_of_one_year_stands_among_empty_ones() -> None:
    assert len(drawn({"1990": 1}).bars) == FEWEST_BARS


def test_histogram_keeps_a_single_article_visible_beside_a_thousand() -> None:
    assert drawn({"1990": 1000, "2010": 1}).bars[-1].height == "3%"


def test_histogram_of_a_long_span_goes_by_decades() -> None:
    found = drawn({"1801": 1, "1809": 2, "2003": 4})
    assert found.by_decade is True
    assert [(bar.label, bar.count, bar.link) for bar in found.filled] == [
        ("1800–1809", 3, "?1800-1809"),
        ("2000–2009", 4, "?2000-2009"),
    ]


def test_histogram_shows_which_years_are_chosen() -> None:
    assert [bar.label for bar in drawn({"1990": 1, "1991": 1}, ("1991",)).bars if bar.selected] == ["1991"]


def test_histogram_survives_the_ends_of_time() -> None:
    assert len(drawn({"0001": 1, "9999": 1}).bars) == 1000


def through(*counts: tuple[str, int]) -> Histogram:
    return histogram(
        [FacetCount(*pair) for pair in counts],
        lambda year: f"?y={year}",
        lambda a, b: f"?{a}-{b}",
        (),
        lambda p: f"?p={p}",
    )


def test_histogram_by_months_has_every_month_between() -> None:
    found = through(("1991-11", 4), ("1993-02", 2))
    assert (found.unit, len(found.bars), found.bars[0].label) == ("month", 16, "November 1991")
    assert [(bar.label, bar.link) for bar in found.filled] == [
        ("November 1991", "?p=1991-11"),
        ("February 1993", "?p=1993-02"),
    ]
    assert [bar.tick for bar in found.ticks] == ["Nov", "1992", "Mar", "May", "Jul", "Sep", "Nov", "1993"]


def test_histogram_by_days_has_every_day_between() -> None:
    found = through(("1991-12-30", 1), ("1992-01-14", 2))
    assert (found.unit, len(found.bars)) == ("day", 16)
    assert [bar.label for bar in found.filled] == ["30 December 1991", "14 January 1992"]


def test_histogram_by_months_and_days_survives_the_ends_of_time() -> None:
    assert len(through(("0001-01", 1)).bars) == 7
    assert through(("9999-12-31", 1)).bars[-1].label == "31 December 9999"


def test_drawing_escapes_its_links_and_leaves_empty_bars_out() -> None:
    found = through(("1990", 1), ("1992", 1200))
    assert found.drawing.count("<a ") == 2
    assert "1\N{NARROW NO-BREAK SPACE}200 articles</title>" in found.drawing
