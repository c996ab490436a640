"""What holds for every authority file: slugs, dates, references, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.fixtures_authority.files import STEMS, entries, names_of

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATE = re.compile(r"(?:1[2-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def dated(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the entry and everything in it that has dates of its own."""
    yield entry
    yield from entry.get("offices", [])
    yield from entry.get("members", [])


@pytest.mark.parametrize("stem", STEMS)
def test_slugs_are_kebab_case(stem: str) -> None:
    assert [slug for slug in entries(stem) if not SLUG.fullmatch(slug)] == []


def test_slugs_belong_to_one_kind_only() -> None:
    slugs = [slug for stem in STEMS for slug in entries(stem)]
    assert sorted({slug for slug in slugs if slugs.count(slug) > 1}) == []


@pytest.mark.parametrize("stem", STEMS)
def test_dates_are_quoted_iso_prefixes(stem: str) -> None:
    wrong = [
        (slug, part[key])
        for slug, entry in entries(stem).items()
        for part in dated(entry)
        for key in ("since", "until")
        if part.get(key) and not (isinstance(part[key], str) and DATE.fullmatch(part[key]))
    ]
    assert wrong == []


@pytest.mark.parametrize("stem", STEMS)
def test_nothing_ends_before_it_begins(stem: str) -> None:
    wrong = []
    for slug, entry in entries(stem).items():
        for part in dated(entry):
            since, until = part.get("since") or "", part.get("until") or "9999"
            if since[: len(until)] > until:
                wrong.append((slug, since, until))
    assert wrong == []


@pytest.mark.parametrize("stem", STEMS)
def test_marked_names_are_among_the_names(stem: str) -> None:
    wrong = []
    for slug, entry in entries(stem).items():
        names = names_of(entry)
        wrong += [(slug, name) for name in (*entry.get("ambiguous", []), *entry.get("years", {})) if name not in names]
    assert wrong == []


@pytest.mark.parametrize("stem", ["countries", "organisations", "alliances"])
def test_names_are_text_without_stray_spaces_and_stand_once_a_sort(stem: str) -> None:
    wrong = []
    for slug, entry in entries(stem).items():
        for field in ("names", "abbreviations", "demonyms", "capitals", "metonyms"):
            listed = entry.get(field, [])
            wrong += [(slug, name) for name in listed if not isinstance(name, str) or " ".join(name.split()) != name]
            wrong += [(slug, name) for name in listed if listed.count(name) > 1]
    assert wrong == []


def test_references_to_countries_resolve() -> None:
    countries, wrong = entries("countries"), []
    for stem in STEMS:
        for slug, entry in entries(stem).items():
            named = [entry.get("country"), *entry.get("pair", [])]
            named += [office.get("country") for office in entry.get("offices", [])]
            named += [member["actor"] for member in entry.get("members", [])]
            wrong += [(slug, name) for name in named if name and name not in countries]
    assert wrong == []


def test_references_to_bodies_resolve() -> None:
    bodies = {*entries("organisations"), *entries("alliances")}
    wrong = [
        (slug, office["organisation"])
        for slug, entry in entries("persons").items()
        for office in entry.get("offices", [])
        if office.get("organisation") and office["organisation"] not in bodies
    ]
    assert wrong == []


def test_successors_resolve() -> None:
    known = {slug for stem in STEMS for slug in entries(stem)}
    wrong = [
        (slug, successor)
        for stem in STEMS
        for slug, entry in entries(stem).items()
        for successor in entry.get("successors", [])
        if successor not in known
    ]
    assert wrong == []


def test_wikidata_identifiers_stand_once() -> None:
    named = [entry["wikidata"] for stem in STEMS for entry in entries(stem).values() if entry.get("wikidata")]
    assert sorted({name for name in named if named.count(name) > 1 or not re.fullmatch(r"Q[1-9]\d*", name)}) == []
