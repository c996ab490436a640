"""A list in the form of the public list of members of the US Congress: three real persons, others made up.

Names, birthdays, identifiers and terms of the three are public facts; the made-up ones are numbered.
"""

from __future__ import annotations

from typing import Any

REAL: list[dict[str, Any]] = [
    {
        "id": {"bioguide": "S000033", "lis": "S313", "govtrack": 400357, "wikidata": "Q359442", "fec": ["H8VT01016"]},
        "name": {"first": "Bernard", "last": "Sanders", "official_full": "Bernard Sanders", "nickname": "Bernie"},
        "bio": {"birthday": "1941-09-08", "gender": "M"},
        "terms": [
            {
                "type": "rep",
                "start": "1991-01-03",
                "end": "1993-01-03",
                "state": "VT",
                "district": 0,
                "party": "Independent",
            },
            {
                "type": "rep",
                "start": "1993-01-05",
                "end": "2007-01-03",
                "state": "VT",
                "district": 0,
                "party": "Independent",
            },
            {
                "type": "sen",
                "start": "2007-01-04",
                "end": "2031-01-03",
                "state": "VT",
                "class": 1,
                "party": "Independent",
            },
        ],
    },
    {
        "id": {"bioguide": "C000127", "lis": "S275", "govtrack": 300018, "wikidata": "Q22250"},
        "name": {"first": "Maria", "last": "Cantwell", "official_full": "Maria Cantwell"},
        "bio": {"birthday": "1958-10-13", "gender": "F"},
        "terms": [
            {"type": "rep", "start": "1993-01-05", "end": "1995-01-03", "state": "WA", "party": "Democrat"},
            {"type": "sen", "start": "2001-01-03", "end": "2007-01-03", "state": "WA", "party": "Democrat"},
            {"type": "sen", "start": "2007-01-04", "end": "2013-01-03", "state": "WA", "party": "Democrat"},
        ],
    },
    {
        "id": {"bioguide": "C001035", "lis": "S252", "govtrack": 300025, "wikidata": "Q22279"},
        "name": {"first": "Susan", "middle": "M.", "last": "Collins", "official_full": "Susan M. Collins"},
        "bio": {"birthday": "1952-12-07", "gender": "F"},
        "terms": [{"type": "sen", "start": "1997-01-07", "end": "2003-01-03", "state": "ME", "party": "Republican"}],
    },
]

COLUMNS = (
    "last_name,first_name,middle_name,nickname,full_name,birthday,type,state,party,bioguide_id,govtrack_id,wikidata_id"
)


def whole_list(number: int = 537) -> list[dict[str, Any]]:
    """The real ones and made-up ones, so many in all."""
    return REAL + [_made_up(each) for each in range(number - len(REAL))]


def _made_up(number: int) -> dict[str, Any]:
    letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
    first = 1949 + number % 60
    return {
        "id": {"bioguide": f"Z{number:06d}", "govtrack": 900_000 + number},
        "name": {"first": "Testa", "last": f"Zq{letters}", "official_full": f"Testa Zq{letters}"},
        "bio": {"birthday": f"{first - 40}-05-0{1 + number % 9}"},
        "terms": [
            {"type": "rep", "start": f"{first}-01-03", "end": f"{first + 2}-01-03", "state": "OH", "party": "Democrat"},
            {
                "type": "rep",
                "start": f"{first + 2}-01-03",
                "end": f"{first + 4}-01-03",
                "state": "OH",
                "party": "Democrat",
            },
        ],
    }


def as_table() -> str:
    """The real ones as the flattened table has them, with their last terms."""
    lines = [COLUMNS]
    for person in REAL:
        name, term, ids = person["name"], person["terms"][-1], person["id"]
        cells = [name["last"], name["first"], name.get("middle", ""), name.get("nickname", ""), name["official_full"]]
        cells += [person["bio"]["birthday"], term["type"], term["state"], term["party"]]
        lines.append(",".join([*cells, ids["bioguide"], str(ids["govtrack"]), ids["wikidata"]]))
    return "\n".join(lines) + "\n"
