from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from archive.curation.undoing import undo
from archive.models import Actor, ActorName, ActorOffice, Article, Decision, Membership, Mention, Source
from archive.search import search
from archive.search.results import Choice, Facet, SearchRequest
from tests.web import collection


@pytest.fixture
def korea(db: None) -> Article:
    row = collection.article(
        "Kim Jong Un writes", ["Kim Jong Un wrote to NATO."], tags={"person": ["kim-jong-un"], "alliance": ["nato"]}
    )
    collection.removal(row, 5, "We use cookies")
    collection.capture(row, b"page")
    Article.objects.update(needs_index=False)
    return row


def found_by(actor: Actor) -> int:
    """How many articles a search for the actor finds."""
    return search(SearchRequest(choices={Facet(actor.kind): Choice((actor.slug,))})).total


def indexed_titles() -> list[str]:
    return [hit.title for hit in search(SearchRequest()).hits]


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send back unchanged."""
    context = response.context
    data: dict[str, Any] = {}
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if isinstance(value, bool):
                data |= {bound.html_name: "on"} if value else {}
            elif value is not None:
                data[bound.html_name] = (
                    [getattr(each, "pk", each) for each in value] if isinstance(value, list) else value
                )
    return data


def save(client: Client, row: Any, **changes: Any) -> Any:
    address = f"/admin/archive/{row._meta.model_name}/{row.pk}/change/"
    data = form_of(client.get(address)) | changes
    response = client.post(address, {name: value for name, value in data.items() if value is not None})
    if response.status_code == 200:
        return response.context["adminform"].form.errors
    row.refresh_from_db()
    return response


def inline(client: Client, row: Any, prefix: str) -> list[dict[str, Any]]:
    page = client.get(f"/admin/archive/{row._meta.model_name}/{row.pk}/change/")
    formset = next(each.formset for each in page.context["inline_admin_formsets"] if each.formset.prefix == prefix)
    return [{"prefix": form.prefix, "row": form.instance} for form in formset.forms]


@pytest.mark.parametrize("model", ["article", "actor", "source"])
def test_lists_can_be_searched_and_filtered(model: str, korea: Article, admin_client: Client) -> None:
    page = admin_client.get(f"/admin/archive/{model}/?q=kim")
    assert page.status_code == 200
    for specification in page.context["cl"].filter_specs:
        for choice in specification.choices(page.context["cl"]):
            assert admin_client.get(f"/admin/archive/{model}/{choice['query_string']}").status_code == 200


def test_article_cannot_be_made_by_hand(admin_client: Client) -> None:
    assert admin_client.get("/admin/archive/article/add/").status_code == 403


def test_article_saved_unchanged_has_no_curated_field(korea: Article, admin_client: Client) -> None:
    save(admin_client, korea)
    assert (korea.curated_fields, korea.needs_index, korea.date_origin) == ([], False, "text")
    assert list(korea.mentions.values_list("curated", flat=True)) == [False, False]


def test_article_notes_what_a_curator_set(korea: Article, admin_client: Client) -> None:
    save(admin_client, korea, title="A better title", byline="Ada", is_sample="on")
    assert (korea.title, korea.slug) == ("A better title", "a-better-title")
    assert (korea.curated_fields, indexed_titles()) == (["byline", "title"], ["A better title"])
    decision = Decision.objects.get()
    assert (decision.verb, decision.by, decision.effect[0]["fields"]["byline"]) == ("correct", "admin", ["", "Ada"])
    undo(decision, "ada")
    korea.refresh_from_db()
    assert (korea.title, korea.byline, korea.curated_fields) == ("Kim Jong Un writes", "", [])


def test_article_date_set_by_a_curator_says_so(korea: Article, admin_client: Client) -> None:
    save(admin_client, korea, published_on="1999-05-17", date_precision="month")
    assert (korea.published_on, korea.date_precision, korea.date_origin) == (date(1999, 5, 1), "month", "curator")
    assert korea.curated_fields == ["published_on"]


def test_article_date_taken_away_leaves_it_undated(korea: Article, admin_client: Client) -> None:
    save(admin_client, korea, published_on="")
    assert (korea.published_on, korea.date_precision, korea.date_origin) == (None, "none", "none")


def test_article_date_without_precision_is_refused(korea: Article, admin_client: Client) -> None:
    errors = save(admin_client, korea, date_precision="none")
    assert errors == {"date_precision": ["Say how much of the date is known."]}


def test_mention_rejected_by_a_curator_is_decided(korea: Article, admin_client: Client) -> None:
    rows = inline(admin_client, korea, "mentions")
    nato = next(each for each in rows if each["row"].actor.slug == "nato")
    save(admin_client, korea, **{f"{nato['prefix']}-rejected": "on"})
    assert sorted(korea.mentions.values_list("actor__slug", "rejected", "curated")) == [
        ("kim-jong-un", False, False),
        ("nato", True, True),
    ]


def test_actor_notes_what_a_curator_set(korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    save(admin_client, kim, name="Kim Jong-un", since="1984")
    assert (kim.name, kim.slug, kim.curated_fields) == ("Kim Jong-un", "kim-jong-un", ["name", "since"])
    assert Article.objects.filter(needs_index=True).count() == 0


def test_actor_rejected_takes_its_articles_to_the_index(korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    save(admin_client, kim, status="rejected")
    assert (kim.curated_fields, found_by(kim)) == (["status"], 0)


def test_names_added_and_taken_away_stay_so(korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    ActorName.objects.create(actor=kim, text="Kim", sort="surname")
    row = inline(admin_client, kim, "names")[0]
    save(admin_client, kim, **{f"{row['prefix']}-text": "Kim J."})
    assert list(kim.names.values_list("text", "curated")) == [("Kim J.", True)]
    assert kim.curated_fields == []
    save(admin_client, kim, **{f"{row['prefix']}-DELETE": "on"})
    assert (kim.names.count(), kim.curated_fields) == (0, ["names"])


def test_members_and_offices_changed_are_noted_with_whom_they_belong_to(korea: Article, admin_client: Client) -> None:
    nato, kim = Actor.objects.get(slug="nato"), Actor.objects.get(slug="kim-jong-un")
    row = collection.member(nato, collection.actor("country", "japan"), "1949")
    ActorOffice.objects.create(actor=kim, title="Chairman")
    member = inline(admin_client, row.member, "member_of")[0]
    save(admin_client, row.member, **{f"{member['prefix']}-until": "1950"})
    office = inline(admin_client, kim, "offices")[0]
    save(admin_client, kim, **{f"{office['prefix']}-since": "2016"})
    nato.refresh_from_db()
    assert (nato.curated_fields, row.member.curated_fields, kim.curated_fields) == (["memberships"], [], ["offices"])
    assert Membership.objects.get().until == "1950"


def act(client: Client, action: str, *actors: Actor, **data: Any) -> Any:
    return client.post(
        "/admin/archive/actor/",
        {"action": action, "_selected_action": [actor.pk for actor in actors], **data},
        follow=True,
    )


@pytest.mark.parametrize(("action", "status"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_actors_are_confirmed_and_rejected(action: str, status: str, korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    act(admin_client, action, kim)
    kim.refresh_from_db()
    korea.refresh_from_db()
    assert (kim.status, kim.curated_fields, found_by(kim)) == (status, ["status"], int(action == "confirm"))
    assert LogEntry.objects.get().object_id == str(kim.pk)
    assert Decision.objects.get().by == "admin"


def test_merging_asks_which_to_keep_before_it_merges(korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    other = collection.actor("person", "kim", status="discovered")
    asked = act(admin_client, "merge", kim, other)
    assert "Which one is kept?" in asked.content.decode()
    assert Actor.objects.filter(merged_into__isnull=False).count() == 0
    done = act(admin_client, "merge", kim, other, kept=other.pk)
    assert "Kim Jong Un merged into Kim. Articles touched: 1." in done.content.decode()
    kim.refresh_from_db()
    assert (kim.merged_into, Mention.objects.filter(actor=other).count()) == (other, 1)
    assert LogEntry.objects.get().change_message == "Merged with Kim Jong Un."


def test_record_edited_by_hand_is_logged_and_undone(korea: Article, admin_client: Client) -> None:
    kim = Actor.objects.get(slug="kim-jong-un")
    ActorName.objects.create(actor=kim, text="Kim", sort="surname")
    row = inline(admin_client, kim, "names")[0]
    save(admin_client, kim, name="Kim Jong-un", **{f"{row['prefix']}-DELETE": "on"})
    decision = Decision.objects.get()
    assert (decision.verb, decision.actor, decision.effect[0]["fields"]["name"]) == (
        "edit",
        kim,
        ["Kim Jong Un", "Kim Jong-un"],
    )
    undo(decision, "ada")
    kim.refresh_from_db()
    assert (kim.name, kim.curated_fields, list(kim.names.values_list("text", flat=True))) == (
        "Kim Jong Un",
        [],
        ["Kim"],
    )


def test_merging_is_refused_with_the_reason(korea: Article, admin_client: Client) -> None:
    kim, nato = Actor.objects.get(slug="kim-jong-un"), Actor.objects.get(slug="nato")
    assert "Choose at least two actors" in act(admin_client, "merge", kim).content.decode()
    refused = act(admin_client, "merge", kim, nato, kept=kim.pk).content.decode()
    assert "NATO (alliance) and Kim Jong Un (person) are of different kinds." in refused


def test_autocomplete_finds_actors_by_any_name(korea: Article, admin_client: Client) -> None:
    ActorName.objects.create(actor=Actor.objects.get(slug="nato"), text="Atlantic Alliance", sort="full")
    query = {"term": "atlantic", "app_label": "archive", "model_name": "mention", "field_name": "actor"}
    found = admin_client.get("/admin/autocomplete/", query).json()["results"]
    assert [each["text"] for each in found] == ["NATO"]


def test_source_keeps_its_slug(korea: Article, admin_client: Client) -> None:
    paper = Source.objects.get()
    save(admin_client, paper, name="The Record", slug="else")
    assert (paper.name, paper.slug, paper.host) == ("The Record", "daily-record", None)


def test_pages_link_to_the_admin_for_curators_alone(korea: Article, client: Client, admin_client: Client) -> None:
    address, edit = korea.get_absolute_url(), f"/admin/archive/article/{korea.pk}/change/"
    assert (edit in client.get(address).content.decode(), edit in admin_client.get(address).content.decode()) == (
        False,
        True,
    )


def test_copy_given_to_another_story_leaves_the_first_one_its_own_source(korea: Article, admin_client: Client) -> None:
    others = [collection.article(f"Talks {number}", by=f"paper-{number}") for number in range(2)]
    Article.objects.filter(pk=korea.pk).update(copy_of=others[0])
    Article.objects.update(needs_index=False)
    save(admin_client, Article.objects.get(pk=korea.pk), copy_of=str(others[1].pk))
    assert Article.objects.get(pk=korea.pk).copy_of == others[1]
    assert Article.objects.get(pk=others[0].pk).needs_index
