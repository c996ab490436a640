"""A list in the form of the public list of members of the US Congress: three real persons, others made up.

Names, birthdays, identifiers and terms of the three are public facts; the made-up ones are numbered.
"""

from __future__ import annotations

import csv
from io import StringIO
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

HEADER = (
    "last_name,first_name,middle_name,suffix,nickname,full_name,birthday,gender,type,state,district,senate_class,party,"
    "url,address,phone,contact_form,rss_url,twitter,facebook,youtube,youtube_id,bioguide_id,thomas_id,opensecrets_id,"
    "lis_id,fec_ids,cspan_id,govtrack_id,votesmart_id,ballotpedia_id,washington_post_id,icpsr_id,wikipedia_id"
)
"""The columns of the flattened table: no identifier of Wikidata, and several of one scheme in a cell between commas."""


JUNIOR: dict[str, Any] = {
    "id": {"bioguide": "Z990001", "thomas": "01", "govtrack": 990_001, "fec": ["H0ZZ00001", "S0ZZ00002"]},
    "name": {"first": "Testo", "middle": "Q.", "last": "Zquux", "suffix": "Jr.", "nickname": "Tes"}
    | {"official_full": "Testo Q. Zquux, Jr."},
    "bio": {"birthday": "1901-02-03", "gender": "M", "died": "1999-04-05"},
    "other_names": [{"last": "Zquuxe", "end": "1930-01-01"}],
    "leadership_roles": [{"title": "Minority Whip", "chamber": "senate", "start": "1961-01-03", "end": "1963-01-03"}],
    "terms": [
        {"type": "rep", "start": "1949-01-03", "end": "1957-01-03", "state": "OH", "district": -1, "party": "Democrat"},
        {"type": "sen", "start": "1957-01-03", "end": "1963-01-03", "state": "OH", "class": 3, "party": "Republican"}
        | {"party_affiliations": [{"start": "1957-01-03", "end": "1963-01-03", "party": "Republican"}]},
    ],
}
"""A made-up one with every part that an entry of the list may have and the others lack."""


def whole_list(number: int = 537) -> list[dict[str, Any]]:
    """The real ones and made-up ones, so many in all."""
    return [*REAL, JUNIOR, *(_made_up(each) for each in range(number - len(REAL) - 1))]


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
    """The real ones as the flattened table has them, with their last terms, and one with a comma in the name."""
    table = StringIO()
    writer = csv.DictWriter(table, HEADER.split(","), lineterminator="\n")
    writer.writeheader()
    for person in (*REAL, JUNIOR):
        name, term, ids = person["name"], person["terms"][-1], person["id"]
        names = {"full_name": name["official_full"], "nickname": name.get("nickname", "")}
        names |= {f"{part}_name": name.get(part, "") for part in ("last", "first", "middle")}
        place = {
            "type": term["type"],
            "state": term["state"],
            "party": term["party"],
            "birthday": person["bio"]["birthday"],
        }
        known = {"bioguide_id": ids["bioguide"], "govtrack_id": ids["govtrack"], "lis_id": ids.get("lis", "")}
        several = {"suffix": name.get("suffix", ""), "fec_ids": ",".join(ids.get("fec", []))}
        writer.writerow(names | place | known | several)
    return table.getvalue()
