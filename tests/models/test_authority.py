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
    assert loaded.conflicts == ["alliance pact: member 'atlantis' is not known; load its file too"]
    assert Actor.objects.get(slug="pact").memberships.count() == 0


def test_curated_field_and_name_survive_a_load() -> None:
    store_records(ALL)
    actor = Actor.objects.get(slug="pact")
    actor.name, actor.curated_fields = "The Pact", ["name"]
    actor.save()
    actor.names.create(text="P.", sort=NameSort.ABBREVIATION, curated=True)
    loaded = store_records([replace(PACT, name="New Pact", since="1949-04-05")])
    actor.refresh_from_db()
    assert loaded.conflicts == ["alliance pact: name stays 'The Pact' as a curator set it, the file says 'New Pact'"]
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
