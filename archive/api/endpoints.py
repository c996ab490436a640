"""The one table of the API: each address with its answer, its parameters and the shape of what it gives.

Addresses are routed by it and ``openapi.json`` is written from it, so neither can say what the other does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.api import records, searching, versions
from archive.api.answering import Payload
from archive.documents import ActorKind
from archive.search.results import Facet, Sort


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address; ``choices`` are all the values that it takes, where they are few."""

    name: str
    about: str
    kind: str = "string"
    choices: tuple[str, ...] = ()
    repeated: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address; ``route`` is written as Django writes it, ``gives`` names a shape of `archive.api.shapes`."""

    name: str
    route: str
    about: str
    gives: str
    answer: Callable[..., Payload]
    parameters: tuple[Parameter, ...] = ()


_KINDS = tuple(kind.value for kind in ActorKind)
_PAGE = Parameter("page", "The page, from 1", "integer")
_SIZE = Parameter("page_size", "How many on a page", "integer")
_SEARCH = (
    Parameter("q", "Words and operators, as on the search page", example="treaty NOT nato"),
    *(
        Parameter(f"{sign}{facet.value}", f"{verb} value of the facet {facet.value}", repeated=True)
        for facet in Facet
        for sign, verb in (("", "A chosen"), ("not_", "An excluded"))
    ),
    Parameter("all", "Facets whose chosen values must all be there", repeated=True),
    Parameter("from", "First day of publication: a day, a month or a year", example="1990"),
    Parameter("to", "Last day of publication", example="1991-12"),
    Parameter("added_after", "Only articles that came in later: ISO 8601", example="2026-01-01T12:00:00Z"),
    Parameter("copies", "true to have every copy of a story as a hit of its own", choices=("true", "false")),
    Parameter("sort", "The order", choices=tuple(Sort)),
)

ENDPOINTS = (
    Endpoint(
        "api-search",
        "search/",
        "Search the articles: hits with snippets, facets counted over all matches, matches through time",
        "SearchResult",
        searching.search_answer,
        (
            *_SEARCH,
            _PAGE,
            _SIZE,
            Parameter("facets", "Facets to count; none for none of them", choices=(*Facet, "none"), repeated=True),
            Parameter("facet_size", "Values given of each facet, 0 to 1,000", "integer"),
        ),
    ),
    Endpoint(
        "api-facet",
        "facets/<str:name>/",
        "Every value of a facet among the articles of a search",
        "FacetValues",
        searching.facet_answer,
        (*_SEARCH, _PAGE, _SIZE),
    ),
    Endpoint(
        "api-article",
        "articles/<int:pk>/",
        "One article whole",
        "Article",
        records.article_answer,
    ),
    Endpoint(
        "api-versions",
        "articles/<int:pk>/versions/",
        "The states in which an article was captured, oldest first; none where there was only one",
        "Versions",
        versions.versions_answer,
    ),
    Endpoint("api-similar", "articles/<int:pk>/similar/", "Articles like one", "Similar", records.similar_answer),
    Endpoint(
        "api-actors",
        "actors/",
        "Persons, countries, organisations and alliances by name",
        "Actors",
        records.actors_answer,
        (Parameter("kind", "Only this kind", choices=_KINDS), _PAGE, _SIZE),
    ),
    Endpoint(
        "api-actor",
        "actors/<str:kind>/<str:slug>/",
        "One actor with names, offices, memberships and identifiers",
        "Actor",
        records.actor_answer,
    ),
    Endpoint(
        "api-names",
        "names/",
        "Actors by the beginning of any word of any of their names, for completion while typing",
        "Names",
        records.names_answer,
        (
            Parameter("q", "What was typed", example="kim jo"),
            Parameter("kind", "Only this kind", choices=_KINDS),
            Parameter("limit", "How many, 1 to 50", "integer"),
        ),
    ),
    Endpoint("api-sources", "sources/", "All sources", "Sources", records.sources_answer),
    Endpoint("api-source", "sources/<str:slug>/", "One source", "Source", records.source_answer),
    Endpoint(
        "api-kept",
        "searches/<str:key>/",
        "A result list that was kept",
        "KeptSearch",
        searching.kept_answer,
    ),
)
