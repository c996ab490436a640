from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Actor, Article, Decision
from archive.models.decisions import Verb
from archive.rerun import retag
from tests.curation.archive import actor, named, small_archive, surfaces

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> list[Article]:
    return small_archive()


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(User.objects.create_user("ada", is_staff=True))
    return client


def correct(client: Client, article: Article, **data: Any) -> Any:
    return client.post(f"/curate/articles/{article.pk}/", data, follow=True)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_article_is_withdrawn_from_its_page_and_given_back_by_the_log(articles: list[Article], ada: Client) -> None:
    article = articles[0]
    address = article.get_absolute_url()
    asked = f"/curate/articles/{article.pk}/withdraw/"
    assert f'href="{asked}"' in ada.get(address).content.decode()
    assert "Reason, shown to readers" in ada.get(asked).content.decode()
    assert Article.objects.filter(pk=article.pk).exists()
    answer = ada.post(asked, {"reason": "  The <b>agency</b> asked. "}, follow=True)
    assert (answer.status_code, answer.redirect_chain) == (410, [(address, 302)])
    assert "Their reason: The &lt;b&gt;agency&lt;/b&gt; asked." in answer.content.decode()
    assert ada.get(asked).status_code == 404
    decision = Decision.objects.get(verb=Verb.WITHDRAW)
    assert (decision.by, decision.reason) == ("ada", "The <b>agency</b> asked.")
    assert "Undo it in the log" not in Client().get(address).content.decode()


ADDRESSES = [
    "/curate/articles/{}/",
    "/curate/articles/{}/withdraw/",
    "/curate/decisions/",
    "/curate/actors/complete/",
    "/curate/countries/norvania/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_visitors_sign_in_and_readers_are_refused(address: str, articles: list[Article], client: Client) -> None:
    path = address.format(articles[0].pk)
    assert client.get(path).headers["Location"] == f"/admin/login/?next={path}"
    assert client.post(path, {"verb": "reject"}).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert (client.get(path).status_code, client.post(path).status_code) == (403, 403)
    assert Decision.objects.count() == 0


def test_nobody_but_curators_sees_corrections(articles: list[Article], client: Client) -> None:
    page = client.get(articles[0].get_absolute_url()).content.decode()
    assert ("/curate/" in page, "htmx" in page) == (False, False)


def test_curator_finds_a_correction_at_each_tag(articles: list[Article], ada: Client) -> None:
    page = ada.get(articles[0].get_absolute_url()).content.decode()
    assert f'href="/curate/articles/{articles[0].pk}/?actor=country%2Fsudavia"' in page
    form = text_of(ada.get(f"/curate/articles/{articles[0].pk}/?actor=country/sudavia"))
    assert "Is Sudavia meant in this article? Sudavia , Old Sudavia" in form


def test_rejection_is_logged_shown_and_lasts(articles: list[Article], ada: Client) -> None:
    done = correct(ada, articles[0], verb="reject", actor="alliance/river-pact", reason="A tavern")
    assert done.redirect_chain == [(f"{articles[0].get_absolute_url()}#named-title", 302)]
    assert "Rejected here River Pact Correct" in text_of(done)
    retag()
    assert "river-pact" not in named(articles[0])
    decision = Decision.objects.get()
    assert (decision.by, decision.verb, decision.reason) == ("ada", "reject", "A tavern")


def test_reason_is_asked_in_every_form_and_shown_in_the_log_and_the_panel(articles: list[Article], ada: Client) -> None:
    address = f"/curate/articles/{articles[0].pk}/"
    for panel in (f"{address}?actor=country/sudavia", address, "/curate/countries/sudavia/"):
        html = ada.get(panel).content.decode()
        forms = re.findall(r'<form method="post" action="[^"]*" class="correction".*?</form>', html, re.DOTALL)
        assert [form.count('name="reason"') for form in forms] == [1] * len(forms) != []
    why = "A <b>tavern</b> & no state"
    correct(ada, articles[0], verb="reject", actor="country/sudavia", reason=why)
    for page in ("/curate/decisions/", f"{address}?actor=country/sudavia"):
        assert '"decision-why">A &lt;b&gt;tavern&lt;/b&gt; &amp; no state<' in ada.get(page).content.decode()


def test_reason_is_kept_where_the_form_comes_back(articles: list[Article], ada: Client) -> None:
    refused = correct(ada, articles[2], verb="add", words="Port Elm", who="Nobody", reason="Said by a reader")
    assert 'name="reason" type="text" value="Said by a reader"' in refused.content.decode()
    rule = {"verb": "never", "actor": "country/norvania", "words": "Norvania", "scope": "always", "reason": "A ship"}
    asked = correct(ada, articles[0], **rule).content.decode()
    assert '<input type="hidden" name="reason" value="A ship">' in asked


def test_number_of_articles_is_told_before_a_rule_is_made(articles: list[Article], ada: Client) -> None:
    rule = {"verb": "never", "actor": "country/norvania", "words": "Norvania", "scope": "always"}
    asked = correct(ada, articles[0], **rule)
    assert "Up to 2 articles change with this. They are brought up to date at once." in text_of(asked)
    assert Decision.objects.count() == 0
    sure = dict(re.findall(r'<input type="hidden" name="(?!csrf)(\w+)" value="([^"]*)"', asked.content.decode()))
    assert sure == {**rule, "sure": "1"}
    done = correct(ada, articles[0], **sure)
    assert "2 articles were brought up to date." in text_of(done)
    assert ("norvania" in named(articles[0]), "norvania" in named(articles[1])) == (False, False)


def test_missing_tag_of_a_known_actor_is_added(articles: list[Article], ada: Client) -> None:
    correct(ada, articles[2], verb="add", words="Port  Elm", who="norvania")
    assert surfaces(articles[2], "norvania") == ["Port Elm"]


def test_missing_tag_makes_a_new_actor_where_its_kind_is_said(articles: list[Article], ada: Client) -> None:
    form = {"verb": "add", "words": "Port Elm", "who": "Port of Elm"}
    refused = text_of(correct(ada, articles[2], **form))
    assert "The archive knows nobody called “Port of Elm”. To make a new actor, say also what it is." in refused
    correct(ada, articles[2], **form, kind="organisation")
    assert surfaces(articles[2], "port-of-elm") == ["Port Elm"]
    assert sorted(Decision.objects.values_list("verb", flat=True)) == ["add", "create"]


def test_new_actor_is_not_kept_where_its_words_stand_nowhere(articles: list[Article], ada: Client) -> None:
    refused = correct(ada, articles[2], verb="add", words="Atlantis", who="Atlantis", kind="country")
    assert "stands neither in the title nor in the text" in text_of(refused)
    assert (Actor.objects.filter(slug="atlantis").count(), Decision.objects.count()) == (0, 0)


def test_name_of_several_asks_which(articles: list[Article], ada: Client) -> None:
    Actor.objects.create(kind="organisation", slug="norvania", name="Norvania")
    asked = correct(ada, articles[2], verb="add", words="Port Elm", who="Norvania")
    assert re.findall(r'name="who" value="([^"]+)"', asked.content.decode()) == [
        "country/norvania",
        "organisation/norvania",
    ]
    correct(ada, articles[2], verb="add", words="Port Elm", who="organisation/norvania")
    assert articles[2].mentions.get(actor__slug="norvania").actor.kind == "organisation"


def test_record_is_corrected_from_the_actors_page(articles: list[Article], ada: Client) -> None:
    done = ada.post("/curate/alliances/river-pact/", {"verb": "rename", "name": "Pact of the River"}, follow=True)
    assert "“River Pact” is now called “Pact of the River”." in text_of(done)
    assert actor("river-pact").name == "Pact of the River"
    ada.post("/curate/alliances/river-pact/", {"verb": "merge", "actor": "alliance/river-pact", "who": "Sudavia"})
    assert Decision.objects.filter(verb=Verb.MERGE).count() == 0
    gone = ada.post("/curate/alliances/river-pact/", {"verb": "dismiss"}, follow=True)
    assert gone.redirect_chain == [("/curate/decisions/", 302)]


def test_merging_keeps_the_one_that_was_named(articles: list[Article], ada: Client) -> None:
    form = {"verb": "merge", "actor": "country/sudavia", "who": "Norvania", "sure": "1"}
    correct(ada, articles[0], **form)
    assert actor("sudavia").kept() == actor("norvania")


def test_name_is_split_off_to_the_actor_that_is_named(articles: list[Article], ada: Client) -> None:
    done = correct(
        ada, articles[0], verb="split", actor="country/sudavia", words="Old Sudavia", who="Norvania", sure="1"
    )
    assert "“Old Sudavia” means Norvania, not Sudavia." in text_of(done)
    assert surfaces(articles[0], "sudavia") == ["Sudavia"]
    assert "Old Sudavia" in surfaces(articles[0], "norvania")


def test_log_is_narrowed_and_decisions_are_undone_there(articles: list[Article], ada: Client) -> None:
    correct(ada, articles[0], verb="reject", actor="alliance/river-pact")
    correct(ada, articles[1], verb="reject", actor="country/norvania")
    everything = text_of(ada.get("/curate/decisions/"))
    assert ("River Pact is not meant here" in everything, "Norvania is not meant here" in everything) == (True, True)
    for narrowed in ("actor=country/norvania", "source=weekly", "actor=Norvania&by=ada&verb=reject&state=standing"):
        page = text_of(ada.get(f"/curate/decisions/?{narrowed}"))
        assert ("River Pact is" in page, "Norvania is" in page) == (False, True)
    assert "No decision fits" in text_of(ada.get("/curate/decisions/?state=undone"))
    first = Decision.objects.get(actor__slug="river-pact")
    back = ada.post(f"/curate/decisions/{first.pk}/undo/", {"back": "//elsewhere.example/"}, follow=True)
    assert back.redirect_chain == [("/curate/decisions/", 302)]
    assert "Undone by ada" in text_of(back)
    assert "river-pact" in named(articles[0])
    again = ada.post(f"/curate/decisions/{first.pk}/undo/", follow=True)
    assert "This was undone already, by ada." in text_of(again)


def test_panel_comes_alone_and_what_is_wrong_comes_as_such(articles: list[Article], ada: Client) -> None:
    address = f"/curate/articles/{articles[0].pk}/"
    panel = ada.get(f"{address}?actor=country/sudavia", headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in panel, 'id="correct"' in panel) == (False, True)
    wrong = ada.post(address, {"verb": "alias", "actor": "country/sudavia"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, "Give the words of the text." in wrong.content.decode()) == (200, True)
    assert ada.post(address, {"verb": "alias", "actor": "country/sudavia"}).status_code == 400
    current = f"http://testserver{articles[0].get_absolute_url()}"
    data = {"verb": "reject", "actor": "country/sudavia"}
    done = ada.post(address, data, headers={"HX-Request": "true", "HX-Current-URL": current})
    assert (done.status_code, done.headers["HX-Refresh"]) == (204, "true")


@pytest.mark.parametrize("data", [{}, {"verb": "sing"}, {"verb": "reject"}, {"verb": "reject", "actor": "person/x"}])
def test_form_that_says_nothing_changes_nothing(data: dict[str, str], articles: list[Article], ada: Client) -> None:
    assert ada.post(f"/curate/articles/{articles[0].pk}/", data).status_code == 400
    assert Decision.objects.count() == 0


def test_actors_are_completed_by_any_of_their_names(articles: list[Article], ada: Client) -> None:
    found = ada.get("/curate/actors/complete/?who=old+sud").content.decode()
    assert found.strip() == '<option value="country/sudavia">Sudavia – country</option>'
    assert ada.get("/curate/actors/complete/?who=").content.decode().strip() == ""


def test_page_past_the_end_of_the_log_is_missing(articles: list[Article], ada: Client) -> None:
    assert [ada.get(f"/curate/decisions/?page={page}").status_code for page in (1, 2)] == [200, 404]
