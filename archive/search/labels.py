"""From what stands in the index to what stands on the page, and from what a visitor wrote to what is indexed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from babel import Locale
from django.db.models import Q

from archive.categories import CATEGORIES
from archive.documents import ActorKind
from archive.models import Actor, Source
from archive.models.statements import Statement, a_word
from archive.search.results import UNDATED_YEAR, Facet

_LANGUAGES = Locale("en").languages
_KINDS = frozenset(kind.value for kind in ActorKind)


def labels_for(facet: Facet, values: Iterable[str]) -> dict[str, str]:
    """The name shown for each value of a facet, in one query at most; every value gets one."""
    return labels_of({facet: values})[facet]


def labels_of(values: Mapping[Facet, Iterable[str]]) -> dict[Facet, dict[str, str]]:
    """As `labels_for` for several facets: one query for all actors, one for sources."""
    wanted = {facet: list(dict.fromkeys(each)) for facet, each in values.items()}
    actors = _actor_names({pair for facet, each in wanted.items() for value in each if (pair := _pair(facet, value))})
    return {
        facet: {value: found.get(value) or value.replace("-", " ") for value in each}
        for facet, each in wanted.items()
        for found in [_found(facet, each, actors)]
    }


def _found(facet: Facet, wanted: list[str], actors: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The names that are known for the values of a facet."""
    if facet is Facet.LANGUAGE:
        return {value: _LANGUAGES.get(value, value) for value in wanted}
    if facet is Facet.YEAR:
        return {UNDATED_YEAR: "Undated"}
    if facet is Facet.SOURCE:
        return dict(_SOURCE_NAMES.rows(wanted))
    pairs = {value: pair for value in wanted if (pair := _pair(facet, value))}
    return {value: actors[pair] for value, pair in pairs.items() if pair in actors}


def _pair(facet: Facet, value: str) -> tuple[str, str] | None:
    """Kind and slug of the actor that a facet's value stands for; None where it stands for none."""
    if facet is Facet.ABOUT:
        return _kind_and_slug(value)
    return (facet.value, value) if facet.value in _KINDS else None


def _actor_names(pairs: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of actors by kind and slug, those of other kinds with the same slugs among them, in one query."""
    if not pairs:
        return {}
    return {(kind, slug): name for kind, slug, name in _NAMES.rows(sorted({slug for _, slug in pairs}))}


def resolved(facet: Facet, values: Iterable[str]) -> dict[str, str | None]:
    """What is indexed for each value as a visitor wrote it: a slug or a code in any case; None where unknown.

    A merged actor resolves to the one it was merged into. One query at most.
    """
    written = list(dict.fromkeys(values))
    folded = {value: value.strip().casefold() for value in written}
    if not written:
        return {}
    if facet is Facet.YEAR:
        return {value: each if _is_year(each) else None for value, each in folded.items()}
    if facet is Facet.LANGUAGE:
        return {value: each if each in _LANGUAGES else None for value, each in folded.items()}
    if facet is Facet.CATEGORY:
        return {value: each if each in CATEGORIES else None for value, each in folded.items()}
    if facet is Facet.ABOUT:
        return {value: each if _kind_and_slug(each) else None for value, each in folded.items()}
    known = _sources(folded.values()) if facet is Facet.SOURCE else _actors(facet, folded.values())
    return {value: known.get(each) for value, each in folded.items()}


def _kind_and_slug(value: str) -> tuple[str, str] | None:
    """The parts of an actor as ``kind-slug``; None where it is none."""
    kind, _, slug = value.partition("-")
    return (kind, slug) if slug and kind in _KINDS else None


def _is_year(value: str) -> bool:
    return value == UNDATED_YEAR or (len(value) == 4 and value.isascii() and value.isdigit())


def _sources(values: Iterable[str]) -> dict[str, str]:
    rows = _SOURCES.rows(values)
    known = {host: slug for slug, host in rows if host}
    return known | {slug: slug for slug, _ in rows}


def _actors(facet: Facet, values: Iterable[str]) -> dict[str, str]:
    wanted = list(values)
    rows = _ACTORS[facet].rows([*wanted, *(value.upper() for value in wanted if value)])
    known = {code.casefold(): merged or slug for slug, code, merged in rows if code}
    return known | {slug: merged or slug for slug, _, merged in rows}


def _called(facet: Facet) -> Statement:
    """The actors of a kind with some slugs or codes, and what they were merged into."""
    actors = Actor.objects.of_kind(ActorKind(facet.value)).order_by().values_list("slug", "code", "merged_into__slug")
    return Statement(Actor, lambda keys: actors.filter(Q(slug__in=keys) | Q(code__in=keys, code__gt="")), a_word)


_ACTORS = {facet: _called(facet) for facet in Facet if facet.value in _KINDS}
_NAMES = Statement(
    Actor,
    lambda slugs: (
        Actor.objects.filter(kind__in=sorted(_KINDS), slug__in=slugs).order_by().values_list("kind", "slug", "name")
    ),
    a_word,
)
"""Both columns narrow it, as the index is by both."""
_SOURCES = Statement(
    Source,
    lambda keys: Source.objects.filter(Q(slug__in=keys) | Q(host__in=keys)).order_by().values_list("slug", "host"),
    a_word,
)
_SOURCE_NAMES = Statement(
    Source, lambda slugs: Source.objects.filter(slug__in=slugs).order_by().values_list("slug", "name"), a_word
)
