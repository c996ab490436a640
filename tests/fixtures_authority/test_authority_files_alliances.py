"""The alliances: who was a member when, and which pairs of countries name one."""

from __future__ import annotations

import pytest

from tests.fixtures_authority.files import entries, members_on


def test_there_are_enough_alliances_to_be_of_use() -> None:
    assert len(entries("alliances")) >= 200


def test_every_alliance_is_described() -> None:
    assert [slug for slug, entry in entries("alliances").items() if not entry.get("description")] == []


def test_nobody_joins_before_the_founding_or_after_the_end() -> None:
    wrong = []
    for slug, entry in entries("alliances").items():
        founded, ended = entry.get("since", ""), entry.get("until") or "9999"
        for member in entry.get("members", []):
            since = member.get("since") or founded
            shorter = min(len(since), len(founded))
            if since[:shorter] < founded[:shorter] or since > ended:
                wrong.append((slug, member["actor"], since))
    assert wrong == []


def test_a_membership_stands_once() -> None:
    wrong = []
    for slug, entry in entries("alliances").items():
        keys = [(m["actor"], m.get("since"), m.get("status")) for m in entry.get("members", [])]
        wrong += [(slug, key) for key in keys if keys.count(key) > 1]
    assert wrong == []


def test_a_member_has_one_status_at_a_time() -> None:
    wrong = []
    for slug, entry in entries("alliances").items():
        ends: dict[str, str] = {}
        for member in sorted(entry.get("members", []), key=lambda member: member.get("since", "")):
            if ends.get(member["actor"], "") > (member.get("since") or "0"):
                wrong.append((slug, member["actor"]))
            ends[member["actor"]] = member.get("until") or "9999"
    assert wrong == []


@pytest.mark.parametrize(
    ("slug", "day", "count"),
    [
        ("nato", "1949-12-31", 12),
        ("nato", "1989-06-30", 16),
        ("nato", "1999-12-31", 19),
        ("nato", "2004-12-31", 26),
        ("nato", "2009-12-31", 28),
        ("nato", "2022-12-31", 30),
        ("nato", "2024-12-31", 32),
        ("european-economic-community", "1958-12-31", 6),
        ("european-economic-community", "1973-12-31", 9),
        ("european-economic-community", "1986-12-31", 12),
        ("european-union", "1995-12-31", 15),
        ("european-union", "2004-12-31", 25),
        ("european-union", "2015-06-30", 28),
        ("european-union", "2021-06-30", 27),
        ("eurozone", "1999-12-31", 11),
        ("eurozone", "2023-12-31", 20),
        ("schengen-area", "2024-12-31", 29),
        ("warsaw-pact", "1955-12-31", 8),
        ("warsaw-pact", "1989-06-30", 7),
        ("comecon", "1980-12-31", 10),
        ("seato", "1960-12-31", 8),
        ("asean", "1967-12-31", 5),
        ("asean", "1999-12-31", 10),
        ("asean", "2025-12-31", 11),
        ("five-eyes", "2020-01-01", 5),
        ("csto", "2024-01-01", 6),
        ("shanghai-cooperation-organisation", "2001-12-31", 6),
        ("shanghai-cooperation-organisation", "2024-12-31", 10),
        ("g7", "1975-12-31", 6),
        ("g7", "2020-01-01", 7),
        ("g8", "2013-01-01", 8),
        ("g20", "2020-01-01", 19),
        ("brics", "2011-01-01", 5),
        ("brics", "2024-06-30", 9),
        ("brics", "2025-06-30", 10),
        ("opec", "1960-12-31", 5),
        ("opec", "2024-12-31", 12),
        ("apec", "1989-12-31", 12),
        ("apec", "2020-01-01", 21),
        ("gulf-cooperation-council", "2020-01-01", 6),
        ("arab-league", "2024-01-01", 22),
        ("organisation-of-african-unity", "1963-06-30", 32),
        ("african-union", "2020-01-01", 55),
        ("ecowas", "2024-01-01", 15),
        ("ecowas", "2025-06-30", 12),
        ("sadc", "2020-01-01", 16),
        ("east-african-community", "2024-12-31", 8),
        ("mercosur", "2013-12-31", 5),
        ("caricom", "2020-01-01", 15),
        ("organization-of-american-states", "2020-01-01", 34),
        ("council-of-europe", "2021-01-01", 47),
        ("council-of-europe", "2023-01-01", 46),
        ("osce", "1973-12-31", 35),
        ("osce", "2020-01-01", 57),
        ("commonwealth-of-nations", "2023-01-01", 56),
        ("oic", "2000-01-01", 56),
        ("pacific-islands-forum", "2020-01-01", 18),
        ("saarc", "2010-01-01", 8),
        ("cptpp", "2024-12-31", 12),
        ("western-european-union", "2000-01-01", 10),
        ("efta", "2020-01-01", 4),
    ],
)
def test_members_on_a_day_are_so_many(slug: str, day: str, count: int) -> None:
    assert len(members_on(slug, day)) == count


def test_new_zealand_is_suspended_from_anzus_since_1986() -> None:
    assert members_on("anzus", "1985-12-31") == {"australia", "new-zealand", "united-states"}
    assert members_on("anzus", "1987-01-01") == {"australia", "united-states"}
    assert members_on("anzus", "1987-01-01", "suspended") == {"new-zealand"}


def test_france_is_in_nato_all_the_time() -> None:
    assert "france" in members_on("nato", "1970-01-01")


def test_the_sahel_states_left_ecowas_for_their_own_alliance() -> None:
    assert members_on("ecowas", "2025-01-29") - members_on("ecowas", "2025-01-30") == {"burkina-faso", "mali", "niger"}
    assert members_on("alliance-of-sahel-states", "2025-01-30") == {"burkina-faso", "mali", "niger"}


def test_britain_left_the_european_union_on_the_last_day_of_january_2020() -> None:
    assert members_on("european-union", "2020-01-31") - members_on("european-union", "2020-02-01") == {"united-kingdom"}


def test_a_set_of_countries_names_one_alliance() -> None:
    sets = [frozenset(entry["pair"]) for entry in entries("alliances").values() if entry.get("pair")]
    assert [sorted(countries) for countries in sets if sets.count(countries) > 1] == []


def test_pair_of_countries_is_the_alliance_that_people_mean() -> None:
    by_set = {frozenset(e["pair"]): slug for slug, e in entries("alliances").items() if e.get("pair")}
    expected = {
        "us-japan-alliance": {"united-states", "japan"},
        "us-south-korea-alliance": {"united-states", "south-korea"},
        "us-japan-south-korea-trilateral": {"united-states", "japan", "south-korea"},
        "us-taiwan-defense-treaty": {"united-states", "taiwan"},
        "china-north-korea-treaty": {"china", "north-korea"},
        "russia-north-korea-treaty": {"russia", "north-korea"},
        "soviet-north-korea-treaty": {"soviet-union", "north-korea"},
        "saudi-pakistan-pact": {"saudi-arabia", "pakistan"},
        "union-state": {"russia", "belarus"},
        "aukus": {"australia", "united-kingdom", "united-states"},
        "quad": {"australia", "india", "japan", "united-states"},
    }
    assert {slug: by_set[frozenset(countries)] for slug, countries in expected.items()} == {s: s for s in expected}
