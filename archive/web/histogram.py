"""Articles per year as bars: an SVG drawn with attributes alone, and the same numbers as a table behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from archive.search.results import UNDATED_YEAR, FacetCount

MAX_BARS = 120
"""Bars that a narrow screen still tells apart; a longer span is drawn by decades."""

FEWEST_BARS = 12
"""A span of few years is drawn with empty years around it, so that one article is not a wall."""

_SMALLEST = 3.0
"""Per cent of the height that a year with a single article gets at least: it must be seen and hit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; places and sizes are percentages of the drawing, ready for SVG attributes."""

    label: str
    count: int
    link: str
    selected: bool
    x: str
    width: str
    y: str
    height: str
    tick: bool
    """Whether its year is written beneath it."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first to the last year, without gaps in time."""

    bars: tuple[Bar, ...]
    undated: int
    undated_link: str
    peak: int
    by_decade: bool

    @property
    def filled(self) -> list[Bar]:
        """The bars with articles, for the table."""
        return [bar for bar in self.bars if bar.count]

    @property
    def ticks(self) -> list[Bar]:
        """The bars whose years are written beneath."""
        return [bar for bar in self.bars if bar.tick]


def histogram(
    counts: Iterable[FacetCount],
    year_link: Callable[[str], str],
    span_link: Callable[[int, int], str],
    selected: Iterable[str] = (),
) -> Histogram:
    """Bars for the counts of the year facet; ``span_link`` gives the address of several years, both included."""
    numbers = {each.value: each.count for each in counts}
    undated = numbers.pop(UNDATED_YEAR, 0)
    years = {int(value): count for value, count in numbers.items() if value.isdigit()}
    chosen = {int(value) for value in selected if value.isdigit()}
    if not years:
        return Histogram((), undated, year_link(UNDATED_YEAR), 0, False)
    width = 1 if max(years) - min(years) < MAX_BARS else 10
    spans = _spans(years, width)
    heights = [sum(years.get(year, 0) for year in span) for span in spans]
    peak = max(heights)
    step = 100 / len(spans)
    bars = tuple(
        Bar(
            label=str(span[0]) if width == 1 else f"{span[0]}–{span[-1]}",
            count=count,
            link=year_link(f"{span[0]:04}") if width == 1 else span_link(span[0], span[-1]),
            selected=bool(chosen & set(span)),
            x=_percent(place * step + step * 0.1),
            width=_percent(step * 0.8),
            y=_percent(100 - _height(count, peak)),
            height=_percent(_height(count, peak)),
            tick=span[0] % _tick_step(spans) == 0,
        )
        for place, (span, count) in enumerate(zip(spans, heights, strict=True))
    )
    return Histogram(bars, undated, year_link(UNDATED_YEAR), peak, width > 1)


def _spans(years: Iterable[int], width: int) -> list[range]:
    known = sorted(years)
    first, last = known[0] - known[0] % width, known[-1]
    missing = FEWEST_BARS - (last - first + 1) // width
    if missing > 0:
        first -= width * (missing // 2)
        last += width * (missing - missing // 2)
    return [range(start, start + width) for start in range(max(first, 0), last + 1, width)]


def _tick_step(spans: list[range]) -> int:
    """Years between the written ones: about six of them over the whole width."""
    length = spans[-1][-1] - spans[0][0] + 1
    return next((step for step in (1, 2, 5, 10, 20, 50, 100, 200) if length / step <= 8), 500)


def _height(count: int, peak: int) -> float:
    return max(100 * count / peak, _SMALLEST) if count else 0.0


def _percent(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".") + "%"
