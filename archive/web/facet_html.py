"""The facet column's HTML, written here and not by a template: a page has a hundred values, and each would cost it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from archive.search.results import Facet
from archive.web.wording import noun

if TYPE_CHECKING:
    from archive.web.facets import FacetValue, FacetView


def facet_section(view: FacetView) -> SafeString:
    """One facet, which a browser can fold: its filter, what is chosen, what stands open, the way to the rest."""
    facet, label, small = escape(view.facet.value), escape(view.label), escape(noun(view.facet))
    more, number = escape(view.all_link), grouped_number(view.number)
    swap = f'hx-target="#values-{facet}" hx-select="#values-{facet}" hx-swap="outerHTML" hx-push-url="false"'
    parts = [
        f'<details class="facet kind-{facet}"{" open" if view.unfolded else ""} data-facet="{facet}">',
        f'<summary><h3>{label}</h3> <span class="facet-number">{number}</span></summary>',
        f'<input class="facet-filter" type="search" name="find" hidden aria-label="Filter {small} by name"'
        f' placeholder="Filter {small}" autocomplete="off" hx-get="{more}"'
        f' hx-trigger="input changed delay:150ms" {swap} hx-sync="this:replace">'
        if more
        else "",
        _joining(view),
        f'<ul class="values is-chosen" aria-label="{label} chosen">{value_items(view.facet, view.chosen)}</ul>'
        if view.chosen
        else "",
        f'<ul class="values" id="values-{facet}" aria-label="{label}">{value_items(view.facet, view.open)}</ul>',
        f'<p class="facet-more"><a href="{more}" rel="nofollow" {swap}>Show all {number} {small}</a></p>'
        if more
        else "",
        "</details>",
    ]
    return mark_safe("\n".join(filter(None, parts)))  # noqa: S308 - each part is escaped


def _joining(view: FacetView) -> str:
    """Whether articles have any or all of the chosen values, with the link to the other way."""
    if not view.joining_link:
        return ""
    link = f'<a href="{escape(view.joining_link)}" rel="nofollow">'
    ways = f"{link}any</a> <strong>all</strong>" if view.all_of else f"<strong>any</strong> {link}all</a>"
    return f'<p class="joining">Articles with {ways} of those chosen</p>'


def value_items(facet: Facet, values: Iterable[FacetValue]) -> SafeString:
    """List items of a facet's values."""
    return mark_safe("\n".join(_item(facet, value) for value in values))  # noqa: S308 - each part is escaped


def _item(facet: Facet, value: FacetValue) -> str:
    name, label, number = escape(f"{facet.value}-{value.value}"), escape(value.label), grouped_number(value.count)
    state = " is-selected" if value.selected else " is-excluded" if value.excluded else ""
    current = ' aria-current="true"' if value.selected else ""
    hidden = '<span class="visually-hidden">excluded: </span>' if value.excluded else ""
    link = escape(value.exclude_link if value.excluded else value.toggle_link)
    # An alliance stands among the alliances and among what articles are about: two links of one name would be one.
    excluding = f"Exclude what is mainly about {label}" if facet is Facet.ABOUT else f"Exclude {label}"
    minus = (
        ""
        if value.excluded
        else f'<a class="value-exclude" href="{escape(value.exclude_link)}" aria-label="{excluding}">−</a>'
    )
    return (
        f'<li class="value{state}"><a class="value-toggle" id="f-{name}" href="{link}"{current}>'
        f'<span class="value-label">{hidden}{label}</span> <span class="value-count">{number}</span></a>{minus}</li>'
    )


def grouped_number(value: int) -> str:
    """A whole number with a thin gap between thousands."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
