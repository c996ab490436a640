"""The countries: complete by ISO 3166, named as people write them, told apart where names are shared."""

from __future__ import annotations

import pycountry
import pytest

from tests.fixtures_authority.files import entries, names_of

KOSOVO = "XK"
"""Kosovo's code is assigned by users of ISO 3166-1, not by the standard."""


def holders(name: str, field: str = "") -> set[str]:
    """Slugs of the countries that have a name, in any field or in the one named."""
    return {
        slug
        for slug, entry in entries("countries").items()
        if name in (entry.get(field, []) if field else names_of(entry))
    }


def test_every_iso_3166_1_code_is_there_once_and_nothing_else() -> None:
    codes = sorted(entry["code"] for entry in entries("countries").values() if len(entry.get("code", "")) == 2)
    assert codes == sorted([*(country.alpha_2 for country in pycountry.countries), KOSOVO])


def test_codes_of_historic_states_are_those_of_iso_3166_3() -> None:
    former = {country.alpha_4 for country in pycountry.historic_countries}
    codes = {entry["code"] for entry in entries("countries").values() if len(entry.get("code", "")) > 2}
    assert codes - former == set()
    assert {"SUHH", "YUCS", "CSXX", "DDDE", "CSHH", "VDVN", "YDYE"} <= codes


def test_historic_states_end_and_say_what_followed() -> None:
    historic = {slug: entry for slug, entry in entries("countries").items() if len(entry.get("code", "")) != 2}
    assert [slug for slug, entry in historic.items() if not entry.get("until") or not entry.get("successors")] == []
    assert {"soviet-union", "yugoslavia", "east-germany", "czechoslovakia", "south-vietnam", "zaire"} <= set(historic)


def test_only_these_have_no_demonyms() -> None:
    without = {slug for slug, entry in entries("countries").items() if not entry.get("demonyms")}
    assert without == {
        "antarctica",
        "bouvet-island",
        "caribbean-netherlands",
        "christmas-island",
        "cocos-keeling-islands",
        "french-southern-and-antarctic-lands",
        "guernsey",
        "heard-island-and-mcdonald-islands",
        "norfolk-island",
        "northern-mariana-islands",
        "saint-barthelemy",
        "saint-martin",
        "saint-pierre-and-miquelon",
        "sint-maarten",
        "south-georgia-and-the-south-sandwich-islands",
        "svalbard-and-jan-mayen",
        "trust-territory-of-the-pacific-islands",
        "united-arab-republic",
        "united-states-minor-outlying-islands",
        "vatican-city",
    }


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("U.S.", "united-states"),
        ("USA", "united-states"),
        ("U.K.", "united-kingdom"),
        ("Britain", "united-kingdom"),
        ("UAE", "united-arab-emirates"),
        ("DPRK", "north-korea"),
        ("ROK", "south-korea"),
        ("PRC", "china"),
        ("Holland", "netherlands"),
        ("Burma", "myanmar"),
        ("Swaziland", "eswatini"),
        ("Ivory Coast", "ivory-coast"),
        ("Czech Republic", "czechia"),
        ("Macedonia", "north-macedonia"),
        ("Cabo Verde", "cape-verde"),
        ("East Timor", "timor-leste"),
        ("Türkiye", "turkey"),
        ("West Germany", "germany"),
        ("GDR", "east-germany"),
        ("U.S.S.R.", "soviet-union"),
        ("Ceylon", "sri-lanka"),
        ("Upper Volta", "burkina-faso"),
        ("Filipina", "philippines"),
        ("Philippine", "philippines"),
        ("Saudis", "saudi-arabia"),
        ("Emirati", "united-arab-emirates"),
        ("Englishman", "united-kingdom"),
        ("Nigerien", "niger"),
        ("Nigerian", "nigeria"),
        ("Deutschland", "germany"),
        ("États-Unis", "united-states"),
        ("Peking", "china"),
        ("Kiev", "ukraine"),
        ("White House", "united-states"),
        ("Downing Street", "united-kingdom"),
        ("Zhongnanhai", "china"),
    ],
)
def test_name_belongs_to_one_country(name: str, slug: str) -> None:
    assert holders(name) == {slug}


@pytest.mark.parametrize(
    "name", ["Georgia", "Jordan", "Chad", "Guinea", "Jersey", "Turkey", "Niger", "Brussels", "Washington"]
)
def test_name_that_often_means_something_else_is_marked(name: str) -> None:
    assert [name in entries("countries")[slug].get("ambiguous", []) for slug in holders(name)] == [True]


def test_names_of_several_countries_are_marked_or_have_years() -> None:
    wrong = []
    for slug, entry in entries("countries").items():
        told_apart = {*entry.get("ambiguous", []), *entry.get("years", {})}
        wrong += [(slug, name) for name in names_of(entry) if len(holders(name)) > 1 and name not in told_apart]
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Korean", {"north-korea", "south-korea"}),
        ("Congolese", {"democratic-republic-of-the-congo", "republic-of-the-congo"}),
        ("Dominican", {"dominica", "dominican-republic"}),
        ("Moscow", {"russia", "soviet-union"}),
    ],
)
def test_shared_name_is_known_to_each_holder(name: str, slugs: set[str]) -> None:
    assert holders(name) == slugs


def test_moscow_is_soviet_until_the_soviet_union_ended() -> None:
    countries = entries("countries")
    assert countries["soviet-union"]["years"]["Moscow"] == [None, 1991]
    assert countries["russia"]["years"]["Moscow"] == [1992, None]
