from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.models import Actor, ActorName, ActorOffice, Article, Membership
from archive.models.merging import MergeRefused, merge_actors
from tests.web.collection import actor, article, member, mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim() -> Actor:
    return actor("person", "kim-jong-un")


@pytest.fixture
def other() -> Actor:
    return actor("person", "kim-jong-eun")


def spans(row: Article, named: Actor) -> list[tuple[int, int]]:
    return [(span["start"], span["end"]) for span in row.mentions.get(actor=named).spans]


def test_merge_moves_names_and_keeps_the_shown_one(kim: Actor, other: Actor) -> None:
    ActorName.objects.create(actor=kim, text="Kim", sort="surname")
    ActorName.objects.create(actor=other, text="Kim", sort="surname")
    ActorName.objects.create(actor=other, text="Marshal", sort="nickname")
    merge_actors(kim, [other])
    assert sorted(kim.names.values_list("text", "sort", "curated")) == [
        ("Kim", "surname", False),
        ("Kim Jong Eun", "full", True),
        ("Marshal", "nickname", True),
    ]
    assert other.names.count() == 0


def test_merge_moves_mentions_and_asks_for_the_index(kim: Actor, other: Actor) -> None:
    row = article("Kim Jong Eun speaks")
    untouched = article("Nobody speaks")
    mention(row, other)
    Article.objects.update(needs_index=False)
    changed = row.changed_at
    assert merge_actors(kim, [other]) == 1
    assert spans(row, kim) == [(0, 12)]
    row.refresh_from_db()
    untouched.refresh_from_db()
    assert (row.needs_index, untouched.needs_index) == (True, False)
    assert row.changed_at > changed


def test_merge_unites_spans_where_an_article_mentions_both(kim: Actor, other: Actor) -> None:
    row = article("Talks", ["Kim Jong Un is Kim Jong Eun."])
    mention(row, kim, prominence=0.2)
    mention(row, other, prominence=0.7, curated=True)
    merge_actors(kim, [other])
    united = row.mentions.get()
    assert spans(row, kim) == [(0, 11), (15, 27)]
    assert (united.count, united.prominence, united.curated, united.rejected) == (2, 0.7, True, False)


def test_merge_counts_a_span_that_both_have_once(kim: Actor, other: Actor) -> None:
    row = article("Talks", ["Kim Jong Un spoke."])
    first = mention(row, kim)
    mention(row, other, spans=first.spans, count=1)
    merge_actors(kim, [other])
    assert row.mentions.get().count == 1


@pytest.mark.parametrize(("kept_rejected", "expected"), [(True, [(15, 27)]), (False, [(0, 11)])])
def test_merge_lets_nothing_rejected_stand_again(
    kept_rejected: bool, expected: list[tuple[int, int]], kim: Actor, other: Actor
) -> None:
    row = article("Talks", ["Kim Jong Un is Kim Jong Eun."])
    mention(row, kim, rejected=kept_rejected)
    mention(row, other, rejected=not kept_rejected)
    merge_actors(kim, [other])
    assert (spans(row, kim), row.mentions.get().rejected) == (expected, False)


def test_merge_moves_memberships_of_both_sides_without_doubling() -> None:
    pact, old = actor("alliance", "pact"), actor("alliance", "old-pact")
    first, second = actor("country", "first"), actor("country", "second")
    member(pact, first, "1950")
    member(old, first, "1950")
    member(old, second, "1951")
    member(old, pact, "1960")
    merge_actors(pact, [old])
    rows = Membership.objects.values_list("alliance__slug", "member__slug", "since")
    assert sorted(rows) == [("pact", "first", "1950"), ("pact", "second", "1951")]
    pact.refresh_from_db()
    assert pact.curated_fields == ["memberships"]


def test_merge_moves_offices_and_whatever_refers_to_the_other(kim: Actor, other: Actor) -> None:
    state, body = actor("country", "state"), actor("country", "old-state")
    ActorOffice.objects.create(actor=kim, title="Chairman", since="2011")
    ActorOffice.objects.create(actor=other, title="Chairman", since="2011")
    ActorOffice.objects.create(actor=other, title="Marshal", body=body)
    Actor.objects.filter(pk=kim.pk).update(country=body)
    earlier = actor("person", "kim-3", merged_into=other)
    successor, predecessor = actor("country", "after"), actor("country", "before")
    body.successors.add(successor, state)
    body.predecessors.add(predecessor)
    merge_actors(kim, [other])
    merge_actors(state, [body])
    for row in (kim, earlier):
        row.refresh_from_db()
    assert sorted(kim.offices.values_list("title", "body__slug")) == [("Chairman", None), ("Marshal", "state")]
    assert (earlier.merged_into, kim.country) == (kim, state)
    assert (list(state.successors.all()), list(state.predecessors.all())) == ([successor], [predecessor])


def test_merged_actor_stays_as_a_record_that_leads_to_the_kept(kim: Actor, other: Actor) -> None:
    merge_actors(kim, [other])
    other.refresh_from_db()
    assert other.merged_into == kim
    assert other.curated_fields == ["memberships", "names", "offices"]


def test_merge_of_several_at_once_and_one_named_twice(kim: Actor, other: Actor) -> None:
    third = actor("person", "kim-3")
    row = article("Talks", ["Kim Jong Eun and Kim 3."])
    mention(row, other)
    mention(row, third)
    assert merge_actors(kim, [other, third, other]) == 1
    assert spans(row, kim) == [(0, 12), (17, 22)]


def test_merge_is_refused_where_it_makes_no_sense(kim: Actor, other: Actor) -> None:
    country = actor("country", "korea")
    for kept, others, message in (
        (kim, [], "Choose at least two actors."),
        (kim, [kim], "Kim Jong Un cannot be merged into itself."),
        (kim, [other, country], r"Korea \(country\) and Kim Jong Un \(person\) are of different kinds."),
    ):
        with pytest.raises(MergeRefused, match=f"^{message}$"):
            merge_actors(kept, others)
    merge_actors(kim, [other])
    with pytest.raises(MergeRefused, match="is itself merged into Kim Jong Un"):
        merge_actors(Actor.objects.get(pk=other.pk), [actor("person", "kim-3")])
    assert Actor.objects.get(slug="kim-3").merged_into is None


def test_merge_moves_many_mentions_in_a_fixed_number_of_queries(kim: Actor, other: Actor) -> None:
    numbers = []
    for count in (1, 3):
        named = actor("person", f"kim-{count}")
        for _ in range(count):
            mention(article(), named)
        with CaptureQueriesContext(connection) as queries:
            assert merge_actors(kim, [named]) == count
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]
