"""From what stands in the index to what stands on the page, and from what a visitor wrote to what is indexed."""

from __future__ import annotations

from collections.abc import Iterable

from babel import Locale
from django.db.models import Q

from archive.categories import CATEGORIES
from archive.documents import ActorKind
from archive.models import Actor, Source
from archive.search.results import UNDATED_YEAR, Facet

_LANGUAGES = Locale("en").languages


def labels_for(facet: Facet, values: Iterable[str]) -> dict[str, str]:
    """The name shown for each value of a facet, in one query at most; every value gets one."""
    wanted = list(dict.fromkeys(values))
    found: dict[str, str] = {}
    if facet is Facet.LANGUAGE:
        found = {value: _LANGUAGES.get(value, value) for value in wanted}
    elif facet is Facet.YEAR:
        found = {UNDATED_YEAR: "Undated"}
    elif facet is Facet.SOURCE:
        found = dict(Source.objects.filter(slug__in=wanted).values_list("slug", "name")) if wanted else {}
    elif facet is Facet.ABOUT:
        found = _abouts(wanted)
    elif facet is not Facet.CATEGORY and wanted:
        found = Actor.objects.labels(ActorKind(facet.value), wanted)
    return {value: found.get(value) or value.replace("-", " ") for value in wanted}


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
    return (kind, slug) if slug and kind in {each.value for each in ActorKind} else None


def _abouts(values: Iterable[str]) -> dict[str, str]:
    """The names of actors given as ``kind-slug``, in one query."""
    pairs = {value: pair for value in values if (pair := _kind_and_slug(value))}
    rows = Actor.objects.filter(slug__in={slug for _, slug in pairs.values()}).values_list("kind", "slug", "name")
    names = {(kind, slug): name for kind, slug, name in rows}
    return {value: names[pair] for value, pair in pairs.items() if pair in names}


def _is_year(value: str) -> bool:
    return value == UNDATED_YEAR or (len(value) == 4 and value.isascii() and value.isdigit())


def _sources(values: Iterable[str]) -> dict[str, str]:
    wanted = list(values)
    rows = Source.objects.filter(Q(slug__in=wanted) | Q(host__in=wanted)).values_list("slug", "host")
    known = {host: slug for slug, host in rows if host}
    return known | {slug: slug for slug, _ in rows}


def _actors(facet: Facet, values: Iterable[str]) -> dict[str, str]:
    wanted = list(values)
    codes = [value.upper() for value in wanted]
    rows = (
        Actor.objects.of_kind(ActorKind(facet.value))
        .filter(Q(slug__in=wanted) | Q(code__in=[code for code in codes if code]))
        .values_list("slug", "code", "merged_into__slug")
    )
    known = {code.casefold(): merged or slug for slug, code, merged in rows if code}
    return known | {slug: merged or slug for slug, _, merged in rows}
