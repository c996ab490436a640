from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.documents import ActorKind, ActorRecord, Name, NameSort, Office
from archive.models import Actor, ActorOffice
from archive.models.authority import store_records
from tests.tagging import legislators

pytestmark = pytest.mark.django_db

MAPPINGS = Path(__file__).resolve().parents[2] / "fixtures" / "mappings"
LISTED = [
    ActorRecord(ActorKind.COUNTRY, "united-states", "United States", code="US", file="countries.yaml"),
    ActorRecord(ActorKind.ORGANISATION, "democratic-party", "Democratic Party", file="organisations.yaml"),
    ActorRecord(ActorKind.ORGANISATION, "republican-party", "Republican Party", file="organisations.yaml"),
    ActorRecord(
        ActorKind.PERSON,
        "bernie-sanders",
        "Bernie Sanders",
        (Name("Bernie Sanders"), Name("Sanders", NameSort.SURNAME), Name("Bernard Sanders")),
        since="1941-09-08",
        offices=(Office("Senator", country="united-states", since="2007-01-03"),),
        country="united-states",
        file="persons.yaml",
    ),
]
"""What the archive knows before the list comes in."""


def run(*arguments: object) -> str:
    said = StringIO()
    call_command("load_actors", *map(str, arguments), stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture
def people(tmp_path: Path) -> Path:
    store_records(LISTED)
    path = tmp_path / "legislators-current.json"
    path.write_text(json.dumps(legislators.whole_list(537)))
    return path


def state() -> list[tuple[object, ...]]:
    return list(
        Actor.objects.order_by("pk").values_list(
            "slug",
            "name",
            "since",
            "identifiers",
            "wikidata",
            "file",
            "names__text",
            "offices__title",
            "offices__since",
        )
    )


def test_list_of_legislators_comes_in_with_one_command(people: Path) -> None:
    mapping = MAPPINGS / "us-legislators.yaml"
    assert run(people, "--mapping", mapping) == "537 actors read: 536 created, 1 updated, 0 unchanged, 0 conflicts\n"
    assert Actor.objects.filter(kind="person").count() == 537
    sanders = Actor.objects.get(slug="bernie-sanders")
    assert (sanders.name, sanders.file, sanders.wikidata) == ("Bernie Sanders", "persons.yaml", "Q359442")
    assert sanders.identifiers["bioguide"] == "S000033"
    assert list(sanders.offices.values_list("title", "since")) == [
        ("Representative for Vermont", "1991-01-03"),
        ("Senator", "2007-01-03"),
    ]
    party = ActorOffice.objects.get(actor__slug="susan-m-collins", title="Party member")
    assert (party.body, party.since) == (Actor.objects.get(slug="republican-party"), "1997-01-07")
    before = state()
    assert run(people, "--mapping", mapping) == "537 actors read: 0 created, 0 updated, 537 unchanged, 0 conflicts\n"
    store_records(LISTED)
    assert state() == before


def test_table_of_legislators_finds_those_of_the_list(people: Path, tmp_path: Path) -> None:
    run(people, "--mapping", MAPPINGS / "us-legislators.yaml")
    table = tmp_path / "legislators-current.csv"
    table.write_text(legislators.as_table())
    run(table, "--mapping", MAPPINGS / "us-legislators-table.yaml")
    assert Actor.objects.filter(kind="person").count() == 537


def test_dry_run_says_and_changes_nothing(people: Path) -> None:
    before = state()
    said = run(people, "--mapping", MAPPINGS / "us-legislators.yaml", "--dry-run")
    assert said == "Would be: 537 actors read: 536 created, 1 updated, 0 unchanged, 0 conflicts\n"
    assert state() == before


def test_conflicts_are_a_table_and_nothing_is_overwritten(people: Path, tmp_path: Path) -> None:
    run(people, "--mapping", MAPPINGS / "us-legislators.yaml")
    number, said = Actor.objects.count(), StringIO()
    other = tmp_path / "persons.other.csv"
    other.write_text(
        "slug,name,since,identifiers,wikidata\nsusan-m-collins,Susan Collins,1960,bioguide=C001035,Q22279\n"
        "somebody,Some Body,,bioguide=C000127,\n"
    )
    with pytest.raises(SystemExit, match="1"):
        call_command("load_actors", str(other), stdout=said, stderr=said)
    rows = [line.split("│") for line in said.getvalue().splitlines() if "person " in line]
    assert [[cell.strip() for cell in row[1:5]] for row in rows] == [
        ["person somebody", "identifier", "maria-cantwell", "somebody"],
        ["person susan-m-collins", "since", "1952-12-07", "1960"],
    ]
    assert Actor.objects.get(slug="susan-m-collins").since == "1952-12-07"
    assert Actor.objects.count() == number


def test_mistakes_stop_the_command_before_it_writes(people: Path, tmp_path: Path) -> None:
    bad = tmp_path / "persons.csv"
    bad.write_text("slug,name,since\na,A,soon\n")
    before = state()
    with pytest.raises(CommandError, match=r"line 2, column 3 \(since\), field since: 'soon' is not a date"):
        run(bad)
    with pytest.raises(CommandError, match="--mapping needs the files"):
        run("--mapping", MAPPINGS / "us-legislators.yaml")
    assert state() == before
