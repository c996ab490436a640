"""Articles through time as bars: an SVG drawn with attributes alone, and the same numbers as a list behind it.

A bar is a day, a month, a year or a decade, as the span of the counts asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from archive.search.results import UNDATED_YEAR, FacetCount
from archive.web.dates import prefix_in_words

MAX_BARS = 120
"""Bars that a narrow screen still tells apart; a longer span is drawn by decades."""

FEWEST_BARS = 12
"""A short span is drawn with empty bars around it, so that one article is not a wall."""

_SMALLEST = 3.0
"""Per cent of the height that a bar with a single article gets at least: it must be seen and hit."""
_YEAR, _MONTH, _DAY = 4, 7, 10
"""Lengths of the ISO prefixes by which counts say their unit."""
UNITS = {_YEAR: "year", _MONTH: "month", _DAY: "day"}


class Bar(NamedTuple):
    """One bar; places and sizes are percentages of the drawing, ready for SVG attributes."""

    label: str
    count: int  # type: ignore[assignment]
    link: str
    selected: bool
    x: str
    width: str
    y: str
    height: str
    tick: str
    """What is written beneath it; mostly nothing."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """Bars from the first to the last unit, without gaps in time."""

    bars: tuple[Bar, ...]
    undated: int
    undated_link: str
    peak: int
    unit: str = "year"

    @property
    def by_decade(self) -> bool:
        """Whether a bar is ten years."""
        return self.unit == "decade"

    @property
    def filled(self) -> list[Bar]:
        """The bars with articles, for the list."""
        return [bar for bar in self.bars if bar.count]

    @property
    def listing(self) -> SafeString:
        """The bars with articles as list items."""
        return mark_safe("\n".join(map(_listed, self.filled)))  # noqa: S308 - each part is escaped

    @property
    def ticks(self) -> list[Bar]:
        """The bars that have something written beneath."""
        return [bar for bar in self.bars if bar.tick]

    @property
    def drawing(self) -> SafeString:
        """The bars as SVG, written here and not by a template, which would take longer than the search."""
        return mark_safe("\n".join(_drawn(bar) for bar in self.bars))  # noqa: S308 - each part is escaped


def histogram(
    counts: Iterable[FacetCount],
    year_link: Callable[[str], str],
    span_link: Callable[[int, int], str],
    selected: Iterable[str] = (),
    period_link: Callable[[str], str] | None = None,
) -> Histogram:
    """Bars for counts by ISO prefix, all of one unit.

    ``year_link`` gives the address of a year (or of what is undated), ``span_link`` that of several years,
    both included, ``period_link`` that of a month or day.
    """
    numbers = {each.value: each.count for each in counts}
    undated = numbers.pop(UNDATED_YEAR, 0)
    dated = {prefix: count for prefix, count in numbers.items() if prefix[:4].isdigit()}
    if not dated:
        return Histogram((), undated, year_link(UNDATED_YEAR), 0)
    size = max(map(len, dated))
    places = {_place(prefix, size): count for prefix, count in dated.items()}
    width = 10 if size == _YEAR and max(places) - min(places) >= MAX_BARS else 1
    spans = _spans(places, width, size)
    heights = [sum(places.get(place, 0) for place in span) for span in spans]
    peak = max(heights)
    step = 100 / len(spans)
    every = _tick_step(len(spans) * width, size)
    chosen = set(selected)

    def link(span: range) -> str:
        if size > _YEAR and period_link:
            return period_link(_prefix(span[0], size))
        return year_link(f"{span[0]:04}") if width == 1 else span_link(span[0], span[-1])

    bars = tuple(
        Bar(
            label=prefix_in_words(_prefix(span[0], size)) if width == 1 else f"{span[0]}–{span[-1]}",
            count=count,
            link=link(span),
            selected=any(f"{place:04}" in chosen for place in span),
            x=_percent(at * step + step * 0.1),
            width=_percent(step * 0.8),
            y=_percent(100 - _height(count, peak)),
            height=_percent(_height(count, peak)),
            tick=_tick(span[0], size) if _number(span[0], size) % every == 0 else "",
        )
        for at, (span, count) in enumerate(zip(spans, heights, strict=True))
    )
    return Histogram(bars, undated, year_link(UNDATED_YEAR), peak, "decade" if width > 1 else UNITS[size])


def _place(prefix: str, size: int) -> int:
    """A prefix as a number that counts its unit."""
    if size == _YEAR:
        return int(prefix)
    if size == _MONTH:
        return int(prefix[:4]) * 12 + int(prefix[5:7]) - 1
    return date.fromisoformat(prefix).toordinal()


def _prefix(place: int, size: int) -> str:
    if size == _YEAR:
        return f"{place:04}"
    if size == _MONTH:
        return f"{place // 12:04}-{place % 12 + 1:02}"
    return date.fromordinal(place).isoformat()


def _spans(places: Iterable[int], width: int, size: int) -> list[range]:
    known = sorted(places)
    first, last = known[0] - known[0] % width, known[-1]
    missing = FEWEST_BARS - (last - first + 1) // width
    if missing > 0:
        first -= width * (missing // 2)
        last += width * (missing - missing // 2)
    lowest, highest = _ENDS[size]
    return [range(start, start + width) for start in range(max(first, lowest), min(last, highest) + 1, width)]


_ENDS = {
    _YEAR: (0, 9999),
    _MONTH: (12, 9999 * 12 + 11),
    _DAY: (date.min.toordinal(), date.max.toordinal()),
}
"""The first and last place of each unit that Python's dates know."""


def _number(place: int, size: int) -> int:
    """What a tick's step is counted in: years as they are, months and days within their year and month."""
    if size == _YEAR:
        return place
    return place % 12 if size == _MONTH else date.fromordinal(place).day - 1


def _tick(place: int, size: int) -> str:
    """What stands beneath a bar."""
    if size == _YEAR:
        return str(place)
    words = prefix_in_words(_prefix(place, size)).split(" ")
    if size == _DAY:
        return f"{words[0]} {words[1][:3]}"
    return words[1] if place % 12 == 0 else words[0][:3]


def _tick_step(length: int, size: int) -> int:
    """Units between the written ones: about six of them over the whole width."""
    steps = {_YEAR: (1, 2, 5, 10, 20, 50, 100, 200), _MONTH: (2, 3, 6, 12), _DAY: (2, 7, 14)}[size]
    return next((step for step in steps if length / step <= 8), 500 if size == _YEAR else steps[-1])


def _height(count: int, peak: int) -> float:
    return max(100 * count / peak, _SMALLEST) if count else 0.0


def _percent(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def _drawn(bar: Bar) -> str:
    """A bar as a link in the drawing; an empty one is nothing to click on."""
    if not bar.count:
        return ""
    number = f"{bar.count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    label = escape(bar.label)
    chosen = ' class="is-selected"' if bar.selected else ""
    return (
        f'<a href="{escape(bar.link)}" tabindex="-1"{chosen}>'
        f"<title>{label}: {number} article{'' if bar.count == 1 else 's'}</title>"
        f'<rect x="{bar.x}" width="{bar.width}"/>'
        f'<rect x="{bar.x}" width="{bar.width}" y="{bar.y}" height="{bar.height}"/></a>'
    )


def _listed(bar: Bar) -> str:
    """A bar as a line of the list."""
    current = ' aria-current="true"' if bar.selected else ""
    number = f"{bar.count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f'<li><a href="{escape(bar.link)}"{current}>{escape(bar.label)}</a> <span>{number}</span></li>'
