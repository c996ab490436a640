from dataclasses import replace
from datetime import date

import pytest

from archive.documents import ActorKind, ActorRecord, Member, Name, NameSort, Office
from archive.models import Actor
from archive.models.actors import ActorStatus
from archive.models.authority import actor_records, store_records

pytestmark = pytest.mark.django_db

FRANCE = ActorRecord(ActorKind.COUNTRY, "france", "France", (Name("French", NameSort.DEMONYM),), code="FR")
SPAIN = ActorRecord(ActorKind.COUNTRY, "spain", "Spain", code="ES")
PERSON = ActorRecord(
    ActorKind.PERSON,
    "marie-exemple",
    "Marie Exemple",
    (Name("Exemple", NameSort.SURNAME),),
    offices=(Office("Foreign Minister", country="france", since="1999", until="2002-05"),),
    country="france",
)
PACT = ActorRecord(
    ActorKind.ALLIANCE,
    "pact",
    "Pact",
    (Name("PCT", NameSort.ABBREVIATION, ambiguous=True), Name("Old Pact", since=1949, until=1955)),
    since="1949-04-04",
    members=(Member("france", "1949-04-04", "1966"), Member("spain", "1982-05-30")),
    pair=("france", "spain"),
)
ALL = [PERSON, PACT, FRANCE, SPAIN]


def test_records_come_back_as_they_were_stored() -> None:
    loaded = store_records(ALL)
    assert (loaded.created, loaded.updated, loaded.unchanged, loaded.conflicts) == (4, 0, 0, [])
    back = {record.slug: record for record in actor_records()}
    assert {slug: replace(record, names=tuple(sorted(record.names, key=repr))) for slug, record in back.items()} == {
        record.slug: replace(record, names=tuple(sorted(record.names, key=repr))) for record in ALL
    }


def test_loading_twice_changes_nothing() -> None:
    store_records(ALL)
    before = list(Actor.objects.order_by("pk").values_list("pk", "slug", "names__pk", "memberships__pk"))
    loaded = store_records(ALL)
    assert (loaded.created, loaded.updated, loaded.unchanged) == (0, 0, 4)
    assert list(Actor.objects.order_by("pk").values_list("pk", "slug", "names__pk", "memberships__pk")) == before


def test_changed_record_updates_its_actor_alone() -> None:
    store_records(ALL)
    loaded = store_records([replace(PACT, members=PACT.members[:1]), FRANCE])
    assert (loaded.created, loaded.updated, loaded.unchanged) == (0, 1, 1)
    assert [membership.member.slug for membership in Actor.objects.get(slug="pact").memberships.all()] == ["france"]


def test_unknown_reference_is_a_conflict_and_left_out() -> None:
    loaded = store_records([replace(PACT, members=(Member("atlantis"),)), FRANCE, SPAIN])
    assert list(map(str, loaded.conflicts)) == [
        "alliance pact: member 'atlantis' is left out; nobody has that slug: load its file too"
    ]
    assert Actor.objects.get(slug="pact").memberships.count() == 0


def test_curated_field_and_name_survive_a_load() -> None:
    store_records(ALL)
    actor = Actor.objects.get(slug="pact")
    actor.name, actor.curated_fields = "The Pact", ["name"]
    actor.save()
    actor.names.create(text="P.", sort=NameSort.ABBREVIATION, curated=True)
    loaded = store_records([replace(PACT, name="New Pact", since="1949-04-05")])
    actor.refresh_from_db()
    remedy = "a curator set it: correct the file, or undo the decision"
    assert list(map(str, loaded.conflicts)) == [
        f"alliance pact: name stays 'The Pact', the file says 'New Pact'; {remedy}"
    ]
    assert (actor.name, actor.since) == ("The Pact", "1949-04-05")
    assert sorted(actor.names.values_list("text", flat=True)) == ["Old Pact", "P.", "PCT"]


def test_discovered_actor_is_vouched_for_by_its_record() -> None:
    Actor.objects.create(kind="person", slug="marie-exemple", name="Marie Exemple", status=ActorStatus.DISCOVERED)
    store_records(ALL)
    assert Actor.objects.get(slug="marie-exemple").status == ActorStatus.AUTHORITY


def test_discovered_and_rejected_actors_are_no_records() -> None:
    store_records(ALL)
    Actor.objects.filter(slug="spain").update(status=ActorStatus.REJECTED)
    Actor.objects.create(kind="person", slug="somebody", name="Some Body", status=ActorStatus.DISCOVERED)
    assert sorted(record.slug for record in actor_records()) == ["france", "marie-exemple", "pact"]


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (date(1949, 4, 3), []),
        (date(1949, 4, 4), ["france"]),
        (date(1966, 12, 31), ["france"]),
        (date(1967, 1, 1), []),
        (date(1982, 5, 30), ["spain"]),
    ],
)
def test_members_on_a_day(day: date, members: list[str]) -> None:
    store_records(ALL)
    assert [membership.member.slug for membership in Actor.objects.get(slug="pact").members_on(day)] == members


def test_records_are_read_in_a_fixed_number_of_queries(django_assert_num_queries: object) -> None:
    store_records(ALL)
    with django_assert_num_queries(5):  # type: ignore[operator]
        actor_records()
    store_records([replace(SPAIN, slug=f"spain-{number}", code="") for number in range(30)])
    with django_assert_num_queries(5):  # type: ignore[operator]
        actor_records()


MINE = replace(PERSON, file="persons.yaml", wikidata="Q1", identifiers=(("isni", "1"),))
"""The record as its own file gives it."""


def of_a_list(**more: object) -> ActorRecord:
    """The same person as another file has her, without a slug of its own."""
    record = replace(PERSON, file="list.csv", proposed=True, slug="exemple", names=(Name("Marie Exemple"),), offices=())
    return replace(record, **more)  # type: ignore[arg-type]


def test_another_file_adds_and_overwrites_nothing() -> None:
    store_records([MINE, FRANCE, SPAIN])
    office = Office("Senator", country="france", since="2010", until="2016")
    given = of_a_list(
        name="Marie D. Exemple",
        names=(Name("Marie D. Exemple"), Name("Exemple", NameSort.SURNAME)),
        wikidata="Q1",
        since="1951-02-03",
        country="spain",
        identifiers=(("isni", "2"), ("list", "7")),
        offices=(office, Office("Foreign Minister", country="france", since="2000", until="2001")),
    )
    loaded = store_records([given])
    actor = Actor.objects.get(slug="marie-exemple")
    assert [(each.field, each.stays, each.says) for each in loaded.conflicts] == [
        ("country", "france", "spain"),
        ("isni", "1", "2"),
    ]
    assert (actor.name, actor.country, actor.since) == ("Marie Exemple", Actor.objects.get(slug="france"), "1951-02-03")
    assert actor.identifiers == {"isni": "1", "list": "7"}
    assert sorted(actor.names.values_list("text", "file")) == [
        ("Exemple", "persons.yaml"),
        ("Marie D. Exemple", "list.csv"),
    ]
    assert sorted(actor.offices.values_list("title", "file")) == [
        ("Foreign Minister", "persons.yaml"),
        ("Senator", "list.csv"),
    ]
    assert (store_records([given]).unchanged, store_records([MINE, FRANCE, SPAIN]).unchanged) == (1, 3)
    store_records([replace(given, offices=())])
    assert list(actor.offices.values_list("title", flat=True)) == ["Foreign Minister"]


@pytest.mark.parametrize(
    ("more", "slug"),
    [
        ({"wikidata": "Q1", "name": "M. Exemple", "names": ()}, "marie-exemple"),
        ({"identifiers": (("isni", "1"),)}, "marie-exemple"),
        ({"name": "MARIE EXEMPLÉ", "names": ()}, "marie-exemple"),
        ({"since": "1950"}, "marie-exemple"),
        ({"since": "1951"}, "exemple"),
        ({"since": "", "country": ""}, "exemple"),
        ({"since": "", "country": "", "offices": (Office("Mayor", country="france"),)}, "marie-exemple"),
        ({"wikidata": "Q2"}, "exemple"),
    ],
)
def test_record_without_a_slug_finds_whom_it_means(more: dict[str, object], slug: str) -> None:
    store_records([replace(MINE, since="1950-05-05"), FRANCE, SPAIN])
    loaded = store_records([of_a_list(**more)])
    assert loaded.conflicts == []
    assert Actor.objects.get(names__file="list.csv").slug == slug if slug == "exemple" else loaded.created == 0


def test_identifier_with_another_name_is_a_conflict() -> None:
    store_records([MINE, FRANCE, SPAIN])
    loaded = store_records([of_a_list(name="Juan Otro", names=(), wikidata="Q1")])
    assert [(each.field, each.stays, each.says) for each in loaded.conflicts] == [
        ("name", "Marie Exemple", "Juan Otro")
    ]
    assert (loaded.created, loaded.updated) == (0, 0)


def test_slug_with_another_identifier_and_identifier_with_another_slug_are_conflicts() -> None:
    store_records([MINE, FRANCE, SPAIN])
    loaded = store_records(
        [
            replace(MINE, file="mine.yaml", wikidata="Q9", identifiers=()),
            replace(MINE, file="mine.yaml", slug="marie", identifiers=()),
        ]
    )
    assert [(each.field, each.stays, each.says) for each in loaded.conflicts] == [
        ("wikidata", "Q1", "Q9"),
        ("identifier", "marie-exemple", "marie"),
    ]
    assert (loaded.created, loaded.updated) == (0, 0)


def test_two_entries_that_mean_one_are_a_conflict_and_namesakes_get_slugs_of_their_own() -> None:
    twice = [of_a_list(identifiers=(("list", "1"),)), of_a_list(identifiers=(("list", "1"),))]
    loaded = store_records([FRANCE, *twice])
    assert [each.remedy for each in loaded.conflicts] == ["an earlier entry meant exemple too: join them"]
    others = [of_a_list(identifiers=(("list", str(n)),), since=str(1900 + n)) for n in (2, 3)]
    store_records(others)
    assert sorted(Actor.objects.filter(kind="person").values_list("slug", flat=True)) == [
        "exemple",
        "exemple-1902",
        "exemple-1903",
    ]
    assert store_records(others).unchanged == 2


def test_person_found_in_a_text_becomes_the_listed_one() -> None:
    Actor.objects.create(kind="person", slug="marie-exemple", name="Marie Exemple", status=ActorStatus.DISCOVERED)
    store_records([FRANCE, of_a_list(slug="marie-exemple", since="1950")])
    actor = Actor.objects.get(kind="person")
    assert (actor.slug, actor.status, actor.file, actor.since) == ("marie-exemple", "authority", "list.csv", "1950")
