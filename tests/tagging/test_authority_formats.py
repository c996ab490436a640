"""Authority files as CSV, JSON and JSON Lines, and lists of another form read through a mapping."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from archive.documents import ActorKind, Member, Name, NameSort, Office
from archive.tagging import AuthorityError, read_authority_file
from archive.tagging.mapping import joined
from archive.tagging.yaml_reading import position_of
from tests.tagging import legislators

MAPPINGS = Path(__file__).resolve().parents[2] / "fixtures" / "mappings"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


ENTRY = {
    "slug": "ana-diaz",
    "name": "Ana Díaz",
    "family": ["Díaz"],
    "country": "chile",
    "since": "1960-02",
    "wikidata": "Q7",
    "identifiers": {"isil": "CL-1", "viaf": "12"},
    "offices": [{"title": "President", "country": "chile", "since": "2001", "until": "2005"}],
}
TABLE = """slug,name,family,country,since,wikidata,identifiers,office_title,office_country,office_since,office_until
ana-diaz,Ana Díaz,Díaz,chile,1960-02,Q7,isil=CL-1; viaf=12,President,chile,2001,2005
"""


def test_every_form_gives_the_same_records(tmp_path: Path) -> None:
    forms = {
        "persons.yaml": yaml.safe_dump([ENTRY], allow_unicode=True),
        "persons.json": json.dumps([ENTRY]),
        "persons.jsonl": json.dumps(ENTRY) + "\n\n",
        "persons.csv": TABLE,
        "persons.tsv": TABLE.replace(",", "\t"),
    }
    records = [read_authority_file(written(tmp_path, name, text)) for name, text in forms.items()]
    assert [[(each.file, each.proposed) for each in found] for found in records] == [[(name, False)] for name in forms]
    [record] = records[0]
    assert (record.identifiers, record.since) == ((("isil", "CL-1"), ("viaf", "12")), "1960-02")
    assert record.names == (Name("Ana Díaz"), Name("Díaz", NameSort.SURNAME))
    assert record.offices == (Office("President", "chile", "", "2001", "2005"),)
    for found in records[1:]:
        assert [(each.slug, each.names, each.offices, each.identifiers) for each in found] == [
            (record.slug, record.names, record.offices, record.identifiers)
        ]


def test_rows_of_one_slug_are_one_actor(tmp_path: Path) -> None:
    table = (
        "kind;slug;name;abbreviations;member_actor;member_since\n"
        "alliance;pact;Pact;PCT;france;1949-04-04\nalliance;pact;Pact;;spain;1982\n"
    )
    [record] = read_authority_file(written(tmp_path, "list.csv", table))
    assert record.kind is ActorKind.ALLIANCE
    assert record.members == (Member("france", "1949-04-04"), Member("spain", "1982"))


WRONG = {
    "column": ("persons.csv", "slug,nmae\na,A\n", "line 1, column 2: 'nmae' is no field"),
    "column-twice": ("persons.csv", "slug,slug\na,A\n", "line 1: column 'slug' stands twice"),
    "cells": ("persons.csv", "slug,name\na,A,B\n", "line 2: has 3 cells, the first line names 2 columns"),
    "quotes": ("persons.csv", 'slug,name\na,"A" b\n', "is not CSV"),
    "cell": ("persons.csv", "slug,name,since\na,A,\nb,B,spring\n", "line 3, column 3 (since), field since: 'spring'"),
    "json": ("persons.json", '[{"slug": "a",\n "name" "A"}]', "is not JSON: line 2, column 9"),
    "json-field": ("persons.json", '[{"slug": "a", "name": "A",\n "since": 3}]', "line 2, column 11, field since"),
    "line": ("persons.jsonl", '{"slug": "a", "name": "A"}\n{"slug": ', "line 2, column"),
    "line-field": ("persons.jsonl", '\n{"slug": "a", "name": "A", "since": "x"}', "line 2, column 37, field since"),
    "yaml-field": ("persons.yaml", "- slug: a\n  name: A\n- slug: b\n  name: B\n  since: x\n", "line 5, column 10"),
    "ending": ("persons.doc", "", "the ending says no form"),
    "kind": ("list.json", '[{"slug": "a", "name": "A", "kind": "ship"}]', "field kind: 'ship' is no kind"),
    "scheme": ("persons.json", '[{"slug": "a", "name": "A", "identifiers": {"IS": "1"}}]', "'IS' is no scheme"),
    "latin": ("persons.csv", "", "is not UTF-8"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_file_says_line_and_column(name: str, tmp_path: Path) -> None:
    file, text, message = WRONG[name]
    path = written(tmp_path, file, text)
    if name == "latin":
        path.write_bytes("slug,name\na,Dí".encode("latin-1"))
    with pytest.raises(AuthorityError) as caught:
        read_authority_file(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_list_of_legislators_is_read_through_its_mapping(tmp_path: Path) -> None:
    people = legislators.whole_list(537)
    files = {
        "legislators-current.yaml": yaml.safe_dump(people),
        "legislators-current.json": json.dumps(people),
        "legislators-current.jsonl": "\n".join(map(json.dumps, people)),
    }
    for name, text in files.items():
        records = read_authority_file(written(tmp_path, name, text), MAPPINGS / "us-legislators.yaml")
        assert (len(records), {record.kind for record in records}) == (537, {ActorKind.PERSON})
        sanders, cantwell, collins, junior = records[:4]
        assert (sanders.name, sanders.since, sanders.wikidata, sanders.proposed) == (
            "Bernard Sanders",
            "1941-09-08",
            "Q359442",
            True,
        )
        assert sanders.identifiers == (("bioguide", "S000033"), ("govtrack", "400357"), ("lis", "S313"))
        assert [each.text for each in sanders.names] == ["Bernard Sanders", "Bernie Sanders", "Sanders"]
        assert sanders.offices == (
            Office("Representative for Vermont", "united-states", "", "1991-01-03", "2007-01-03"),
            Office("Senator for Vermont", "united-states", "", "2007-01-04", "2031-01-03"),
        )
        assert [(each.title, each.organisation, each.since, each.until) for each in cantwell.offices] == [
            ("Representative for Washington", "", "1993-01-05", "1995-01-03"),
            ("Party member", "democratic-party", "1993-01-05", "1995-01-03"),
            ("Senator for Washington", "", "2001-01-03", "2013-01-03"),
            ("Party member", "democratic-party", "2001-01-03", "2013-01-03"),
        ]
        assert "Susan Collins" in {each.text for each in collins.names}
        assert (junior.name, junior.since, junior.until) == ("Testo Q. Zquux, Jr.", "1901-02-03", "1999-04-05")
        assert [(each.title, each.organisation) for each in junior.offices] == [
            ("Representative for Ohio", ""),
            ("Party member", "democratic-party"),
            ("Senator for Ohio", ""),
            ("Party member", "republican-party"),
        ]


def test_table_of_legislators_is_read_through_its_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, "legislators-current.csv", legislators.as_table())
    records = read_authority_file(path, MAPPINGS / "us-legislators-table.yaml")
    assert [(record.name, record.slug, dict(record.identifiers)["bioguide"]) for record in records] == [
        ("Bernard Sanders", "bernard-sanders", "S000033"),
        ("Maria Cantwell", "maria-cantwell", "C000127"),
        ("Susan M. Collins", "susan-m-collins", "C001035"),
        ("Testo Q. Zquux, Jr.", "testo-q-zquux-jr", "Z990001"),
    ]
    junior = records[-1]
    assert [each.text for each in junior.names] == [
        "Testo Q. Zquux, Jr.",
        "Testo Zquux",
        "Tes Zquux",
        "Testo Q. Zquux",
        "Zquux",
    ]
    assert [each.title for each in junior.offices] == ["Senator for Ohio", "Party member"]
    assert [office.title for office in records[1].offices] == ["Senator for Washington", "Party member"]


def test_rows_are_grouped_split_and_chosen(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        "m.yaml",
        "kind: person\ngroup: id\nonly: {house: [lords]}\nfields:\n  name: who\n  nicknames: {from: also, split: '/'}\n"
        "identifiers: {house: id}\noffices:\n"
        "- {each: rows, title: post, since: from, until: to, country: {value: uk}}\n",
    )
    table = "id,who,also,house,post,from,to\n1,Ann Bee,A/ B,lords,Whip,2001,2002\n2,Cy Dee,,commons,Whip,,\n"
    path = written(tmp_path, "list.csv", table + "1,Ann Bee,,lords,Leader,2003,\n")
    [record] = read_authority_file(path, mapping)
    assert [each.text for each in record.names] == ["Ann Bee", "A", "B"]
    assert [(each.title, each.since, each.until) for each in record.offices] == [
        ("Whip", "2001", "2002"),
        ("Leader", "2003", ""),
    ]


def test_mapped_value_that_is_wrong_is_said_where_it_stands(tmp_path: Path) -> None:
    people = [*legislators.REAL[:1], {**legislators.REAL[1], "bio": {"birthday": "spring"}}]
    path = written(tmp_path, "list.json", json.dumps(people, indent=1))
    with pytest.raises(AuthorityError, match=r"entry 2 \(Maria Cantwell\), line \d+, column 16, field since: 'spring'"):
        read_authority_file(path, MAPPINGS / "us-legislators.yaml")


WRONG_MAPPINGS = {
    "unknown": ("kind: person\nfelds: {}\n", "line 2, column 8, felds: is not known"),
    "no-name": ("kind: person\nfields: {slug: a}\n", "says nothing of name"),
    "kind": ("kind: ship\nfields: {name: a}\n", "line 1, column 7, kind: 'ship' is no kind"),
    "table": ("fields: {name: '{a|b}'}\n", "there is no table 'b'"),
    "value": ("fields: {name: {path: a}}\n", "is no value"),
    "office": ("fields: {name: a}\noffices: [{each: b}]\n", "has no title"),
    "list": ("- a\n", "is not a mapping"),
    "yaml": ("a: [\n", "is not YAML"),
}


@pytest.mark.parametrize(("text", "message"), WRONG_MAPPINGS.values(), ids=WRONG_MAPPINGS)
def test_wrong_mapping_is_said_with_line_and_column(text: str, message: str, tmp_path: Path) -> None:
    path = written(tmp_path, "list.json", "[]")
    with pytest.raises(AuthorityError) as caught:
        read_authority_file(path, written(tmp_path, "m.yaml", text))
    assert message in str(caught.value)


def test_terms_that_follow_one_another_are_one_office() -> None:
    terms = [
        {"title": "A", "since": "2005-01-03", "until": "2007-01-03"},
        {"title": "A", "since": "2001-01-03", "until": "2003-01-03"},
        {"title": "A", "since": "2003-01-07"},
        {"title": "B", "since": "2007-01-03", "until": "2009"},
    ]
    assert joined(terms[1:2] + terms[3:]) == [terms[1], terms[3]]
    assert joined([terms[1], terms[2]]) == [{"title": "A", "since": "2001-01-03"}]
    assert joined([terms[0], terms[1]]) == [terms[1], terms[0]]


@pytest.mark.parametrize(
    ("keys", "place"),
    [([0, "a"], (1, 6)), ([1, "b", 1], (3, 6)), ([1, "b", 0, "c"], (2, 11)), ([1, "x"], (2, 3)), ([9], (1, 1))],
)
def test_place_of_a_value_is_found(keys: list[object], place: tuple[int, int]) -> None:
    assert position_of(b"- a: 1\n- b: [{c: 2},\n     3]\n", keys) == place
