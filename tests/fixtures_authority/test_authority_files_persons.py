"""The persons: enough of them, told apart, spelled as the press spells them, in office on the right days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.fixtures_authority.files import entries, names_of

LEAST_PERSONS = 4000
LEAST_FULL_DATES = 2400
"""Offices whose first day is known to the day."""
SHARED_NAMES = {"George Bush"}
"""Full names two persons answer to; the day of the text tells which."""
FIELDS = {"slug", "name", "family", "aliases", "nicknames", "country", "since", "until", "offices", "wikidata", "years"}
OFFICE_FIELDS = {"title", "country", "organisation", "since", "until"}
CHILDREN_ON_THRONES = {"Dalai Lama", "Emperor", "King", "Prince of Wales", "Queen", "Sultan"}


def offices() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every office of the file with the slug of the person who held it."""
    for slug, entry in entries("persons").items():
        for office in entry.get("offices", []):
            yield slug, office


def family_names(entry: dict[str, Any]) -> list[str]:
    """The family names of a person, as a list whether the file gives one or several."""
    family = entry["family"]
    return family if isinstance(family, list) else [family]


@cache
def terms(title: str, where: str) -> list[tuple[str, str, str]]:
    """First day, last day ("9999" where open) and slug of all who held an office of a country or body, in order."""
    return sorted(
        (office["since"], office.get("until", "9999"), slug)
        for slug, office in offices()
        if office["title"] == title and where in (office.get("country"), office.get("organisation"))
    )


def holders(title: str, where: str, day: str) -> set[str]:
    """Slugs of those who held an office of a country or body on an ISO day, the day it passed on left out."""
    return {slug for since, until, slug in terms(title, where) if since <= day < until}


def test_persons_are_many() -> None:
    assert len(entries("persons")) >= LEAST_PERSONS
    assert sum(len(office["since"]) == 10 for _, office in offices()) >= LEAST_FULL_DATES


def test_persons_have_the_fields_of_the_format_and_no_other() -> None:
    assert [slug for slug, entry in entries("persons").items() if set(entry) - FIELDS] == []
    assert [slug for slug, office in offices() if set(office) - OFFICE_FIELDS] == []


def test_every_person_has_a_name_a_family_name_and_a_country() -> None:
    bare = [
        slug
        for slug, entry in entries("persons").items()
        if not (entry.get("name") and entry.get("country") and all(family_names(entry)))
    ]
    assert bare == []


def test_the_first_family_name_is_part_of_the_name() -> None:
    wrong = [slug for slug, entry in entries("persons").items() if family_names(entry)[0] not in entry["name"]]
    assert wrong == []


def test_names_are_clean_text_and_stand_once() -> None:
    wrong = []
    for slug, entry in entries("persons").items():
        names = names_of(entry)
        wrong += [(slug, name) for name in names if " ".join(name.split()) != name or "," in name.replace(", Jr.", "")]
        wrong += [(slug, name) for name in names if names.count(name) > 1]
    assert wrong == []


def test_full_names_belong_to_one_person() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for slug, entry in entries("persons").items():
        for name in names_of(entry):
            bearers[name].add(slug)
    assert {name for name, slugs in bearers.items() if len(slugs) > 1} == SHARED_NAMES


def test_every_office_has_a_title_a_first_day_and_one_place() -> None:
    wrong = [
        (slug, office)
        for slug, office in offices()
        if not (office.get("title") and office.get("since")) or ("country" in office) == ("organisation" in office)
    ]
    assert wrong == []


def test_nobody_holds_office_as_a_child_or_after_death() -> None:
    wrong = []
    for slug, office in offices():
        person, title = entries("persons")[slug], office["title"]
        grown = str(int(person["since"][:4]) + 15) if person.get("since") else ""
        if title not in CHILDREN_ON_THRONES and office["since"][:4] < grown:
            wrong.append((slug, title, "child"))
        if person.get("until") and (office.get("until") or office["since"])[:4] > person["until"][:4]:
            wrong.append((slug, title, "dead"))
    assert wrong == []


def test_every_day_has_one_president_of_the_united_states() -> None:
    held = terms("President", "united-states")
    assert held[0] == ("1933-03-04", "1945-04-12", "franklin-d-roosevelt")
    assert [until for _, until, _ in held[:-1]] == [since for since, _, _ in held[1:]]
    assert len(held) == 16


@pytest.mark.parametrize(
    ("title", "where"),
    [
        ("Vice President", "united-states"),
        ("Secretary of State", "united-states"),
        ("Secretary of Defense", "united-states"),
        ("National Security Advisor", "united-states"),
        ("Chairman of the Joint Chiefs of Staff", "united-states"),
        ("Speaker of the House of Representatives", "united-states"),
        ("Prime Minister", "united-kingdom"),
        ("Foreign Secretary", "united-kingdom"),
        ("President", "france"),
        ("Prime Minister", "france"),
        ("Chancellor", "germany"),
        ("Foreign Minister", "germany"),
        ("Prime Minister", "italy"),
        ("Prime Minister", "japan"),
        ("Foreign Minister", "japan"),
        ("President", "south-korea"),
        ("President", "russia"),
        ("Foreign Minister", "russia"),
        ("President", "china"),
        ("Prime Minister", "india"),
        ("Prime Minister", "israel"),
        ("Prime Minister", "canada"),
        ("Prime Minister", "australia"),
        ("President", "ukraine"),
        ("President", "poland"),
        ("Pope", "vatican-city"),
        ("Secretary General", "nato"),
        ("Supreme Allied Commander Europe", "nato"),
        ("Secretary General", "united-nations"),
        ("President", "european-commission"),
        ("President", "european-council"),
        ("Managing Director", "imf"),
        ("President", "world-bank"),
        ("Director General", "iaea"),
    ],
)
def test_an_office_for_one_is_never_held_by_two(title: str, where: str) -> None:
    held = terms(title, where)
    assert len(held) >= 3
    pairs = [(a, b) for i, a in enumerate(held) for b in held[i + 1 :] if a[2] != b[2]]
    assert [(a, b) for a, b in pairs if len(b[0]) == len(a[1]) == 10 and b[0] < a[1]] == []


@pytest.mark.parametrize(
    ("title", "where", "day", "slug"),
    [
        ("President", "united-states", "1949-04-04", "harry-s-truman"),
        ("President", "united-states", "1962-10-22", "john-f-kennedy"),
        ("President", "united-states", "1991-01-17", "george-h-w-bush"),
        ("President", "united-states", "2003-03-20", "george-w-bush"),
        ("President", "united-states", "2017-01-20", "donald-trump"),
        ("President", "united-states", "2021-01-20", "joe-biden"),
        ("President", "united-states", "2025-02-28", "donald-trump"),
        ("Secretary of State", "united-states", "1973-10-06", "henry-kissinger"),
        ("Secretary of State", "united-states", "2018-06-12", "mike-pompeo"),
        ("Secretary of Defense", "united-states", "2018-02-01", "james-mattis"),
        ("National Security Advisor", "united-states", "2019-02-28", "john-bolton"),
        ("White House Chief of Staff", "united-states", "2018-06-01", "john-kelly"),
        ("Chairman of the Joint Chiefs of Staff", "united-states", "2021-01-06", "mark-milley"),
        ("Ambassador to the United Nations", "united-states", "2017-09-19", "nikki-haley"),
        ("Prime Minister", "united-kingdom", "1982-04-02", "margaret-thatcher"),
        ("Prime Minister", "united-kingdom", "2022-10-01", "liz-truss"),
        ("President", "france", "1966-03-07", "charles-de-gaulle"),
        ("President", "france", "2019-11-07", "emmanuel-macron"),
        ("Chancellor", "germany", "1989-11-09", "helmut-kohl"),
        ("Chancellor", "germany", "2022-02-27", "olaf-scholz"),
        ("Prime Minister", "japan", "1960-01-19", "nobusuke-kishi"),
        ("Prime Minister", "japan", "2018-06-12", "shinzo-abe"),
        ("National Security Advisor", "japan", "2023-04-01", "takeo-akiba"),
        ("President", "south-korea", "2023-04-26", "yoon-suk-yeol"),
        ("Supreme Leader", "north-korea", "2018-06-12", "kim-jong-un"),
        ("President", "south-korea", "2018-04-27", "moon-jae-in"),
        ("General Secretary of the Communist Party", "soviet-union", "1986-10-11", "mikhail-gorbachev"),
        ("President", "russia", "2022-02-24", "vladimir-putin"),
        ("President", "china", "2014-05-21", "xi-jinping"),
        ("President", "ukraine", "2022-02-24", "volodymyr-zelensky"),
        ("Prime Minister", "australia", "2021-09-15", "scott-morrison"),
        ("Prime Minister", "israel", "1993-09-13", "yitzhak-rabin"),
        ("Commander of the Quds Force", "islamic-revolutionary-guard-corps", "2020-01-02", "qassem-soleimani"),
        ("Secretary General", "nato", "2022-06-29", "jens-stoltenberg"),
        ("Secretary General", "nato", "2025-06-24", "mark-rutte"),
        ("Secretary General", "united-nations", "1961-01-01", "dag-hammarskjold"),
        ("Secretary General", "united-nations", "2003-02-05", "kofi-annan"),
        ("President", "european-commission", "1992-02-07", "jacques-delors"),
        ("President", "european-commission", "2024-01-01", "ursula-von-der-leyen"),
        ("Pope", "vatican-city", "1989-12-01", "john-paul-ii"),
    ],
)
def test_office_is_held_on_the_day(title: str, where: str, day: str, slug: str) -> None:
    assert holders(title, where, day) == {slug}


@pytest.mark.parametrize(
    ("slug", "spellings"),
    [
        ("qassem-soleimani", {"Qassem Suleimani", "Qasem Soleimani", "Qassim Suleimani"}),
        ("volodymyr-zelensky", {"Volodymyr Zelenskyy", "Volodymyr Zelenskiy"}),
        ("yoon-suk-yeol", {"Yoon Suk-yeol", "Yoon Suk-Yeol"}),
        ("kim-jong-un", {"Kim Jong-un", "Kim Jong-Un"}),
        ("mao-zedong", {"Mao Tse-tung"}),
        ("mikhail-gorbachev", {"Mikhail Gorbachov", "Michail Gorbatschow"}),
        ("muammar-gaddafi", {"Moammar Gadhafi", "Muammar Qaddafi", "Mouammar Kadhafi"}),
        ("benjamin-netanyahu", {"Binyamin Netanyahu", "Bibi"}),
        ("bashar-al-assad", {"Bashar Assad", "Bachar el-Assad"}),
        ("jd-vance", {"J.D. Vance", "J. D. Vance"}),
        ("john-f-kennedy", {"John Kennedy", "JFK"}),
        ("shinzo-abe", {"Abe Shinzo"}),
        ("recep-tayyip-erdogan", {"Recep Tayyip Erdogan"}),
        ("gerhard-schroder", {"Gerhard Schroeder", "Gerhard Schroder"}),
    ],
)
def test_spellings_of_the_press_are_known(slug: str, spellings: set[str]) -> None:
    assert spellings - set(names_of(entries("persons")[slug])) == set()


@pytest.mark.parametrize(
    ("slug", "family"),
    [
        ("xi-jinping", "Xi"),
        ("kim-jong-un", "Kim"),
        ("ursula-von-der-leyen", "von der Leyen"),
        ("charles-de-gaulle", "de Gaulle"),
        ("chris-lacivita", "LaCivita"),
        ("mohammed-bin-salman", "bin Salman"),
        ("linda-thomas-greenfield", "Thomas-Greenfield"),
        ("bashar-al-assad", "Assad"),
        ("to-lam", "Lam"),
        ("abiy-ahmed", "Abiy"),
        ("donald-trump-jr", "Trump"),
    ],
)
def test_the_second_reference_is_the_family_name(slug: str, family: str) -> None:
    assert family in family_names(entries("persons")[slug])


def test_family_names_hold_no_initials() -> None:
    families = [(slug, name) for slug, entry in entries("persons").items() for name in family_names(entry)]
    assert [(slug, name) for slug, name in families if re.fullmatch(r"[A-Z]\.?", name)] == []
