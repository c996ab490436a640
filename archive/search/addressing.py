"""A search as it stands in an address: query parameters in one fixed order. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from urllib.parse import urlencode

from archive.search.results import Choice, Facet, Joining, SearchRequest, Sort

UNCHOSEN = Choice()
_FACETS = tuple(Facet)


def default_sort(query: str) -> Sort:
    """Best match where words are searched; newest first where there is nothing to match."""
    return Sort.RELEVANCE if query else Sort.NEWEST


def choice_of(request: SearchRequest, facet: Facet) -> Choice:
    """What is chosen in a facet, also where nothing is."""
    return request.choices.get(facet, UNCHOSEN)


def parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """The request as query parameters in one fixed order; what has its default value is left out."""
    pairs = [("q", request.query)] if request.query else []
    chosen = [(facet.value, request.choices[facet]) for facet in _FACETS if facet in request.choices]
    for name, choice in chosen:
        pairs += [(name, value) for value in choice.include]
        pairs += [(f"not_{name}", value) for value in choice.exclude]
    pairs += [("all", name) for name, choice in chosen if choice.joining is Joining.ALL]
    if request.since:
        pairs.append(("from", request.since.isoformat()))
    if request.until:
        pairs.append(("to", request.until.isoformat()))
    if request.added_after:
        pairs.append(("added_after", request.added_after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")))
    if request.copies:
        pairs.append(("copies", "1"))
    if request.sort is not default_sort(request.query):
        pairs.append(("sort", request.sort.value))
    if request.page > 1:
        pairs.append(("page", str(request.page)))
    return pairs


def query_string(request: SearchRequest) -> str:
    """The whole search as it stands behind an address, from its first page on."""
    return urlencode(parameters(replace(request, page=1)))
