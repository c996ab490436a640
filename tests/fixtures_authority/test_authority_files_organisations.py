"""The organisations: what must be there, and what an abbreviation of several bodies needs."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.fixtures_authority.files import entries, names_of

BODIES = {**entries("organisations"), **entries("alliances")}


def test_there_are_enough_organisations_to_be_of_use() -> None:
    organisations = entries("organisations").values()
    assert sum(1 for entry in organisations if entry.get("country")) >= 120
    assert sum(1 for entry in organisations if not entry.get("country")) >= 130


def test_every_organisation_is_described() -> None:
    assert [slug for slug, entry in entries("organisations").items() if not entry.get("description")] == []


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("UN", "united-nations"),
        ("U.N.", "united-nations"),
        ("UNSC", "un-security-council"),
        ("IMF", "imf"),
        ("World Bank", "world-bank"),
        ("GATT", "gatt"),
        ("OECD", "oecd"),
        ("IAEA", "iaea"),
        ("UNHCR", "unhcr"),
        ("International Court of Justice", "international-court-of-justice"),
        ("Red Cross", "red-cross"),
        ("Interpol", "interpol"),
        ("State Department", "us-department-of-state"),
        ("Pentagon", "us-department-of-defense"),
        ("C.I.A.", "cia"),
        ("Bundestag", "bundestag"),
        ("Knesset", "knesset"),
        ("State Duma", "state-duma"),
        ("Hamas", "hamas"),
        ("Hizbollah", "hezbollah"),
        ("Taliban", "taliban"),
        ("Daesh", "islamic-state"),
        ("al-Qaida", "al-qaeda"),
        ("LDP", "liberal-democratic-party-japan"),
        ("America First Policy Institute", "america-first-policy-institute"),
        ("Shangri-La Dialogue", "iiss"),
        ("Reuters", "reuters"),
        ("The New York Times", "new-york-times"),
    ],
)
def test_name_belongs_to_one_body(name: str, slug: str) -> None:
    assert [other for other, entry in BODIES.items() if name in names_of(entry)] == [slug]


def test_a_name_of_several_bodies_is_plain_in_one_at_most() -> None:
    """The others are marked as ambiguous: they need support from the text."""
    shared = Counter(name for entry in BODIES.values() for name in set(names_of(entry)))
    plain = Counter(
        name
        for entry in BODIES.values()
        for name in set(names_of(entry)) - set(entry.get("ambiguous", []))
        if shared[name] > 1
    )
    assert [name for name, count in plain.items() if count > 1] == []


def test_wto_and_ec_mean_different_bodies_by_year() -> None:
    assert entries("alliances")["warsaw-pact"]["years"]["WTO"] == [1955, 1991]
    assert entries("organisations")["wto"]["years"]["WTO"] == [1995, None]
    assert entries("alliances")["european-economic-community"]["years"]["EC"] == [1967, 1993]
    assert entries("organisations")["european-commission"]["years"]["EC"] == [1993, None]
