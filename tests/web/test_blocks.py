"""Restoring and taking out blocks, lines of a source, the page of rules: as curators and readers see them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from archive.cleaning.furniture import fingerprint
from archive.curation.blocks import export_decisions, import_decisions
from archive.ingest import ingest
from archive.models import Article, BlockDecision, Capture, LearnedLine, Mention, Removal, Source
from archive.rerun import reclean
from archive.search import search
from archive.search.results import SearchRequest
from tests.texts import MINISTER
from tests.web import collection
from tests.web.conftest import Read

pytestmark = pytest.mark.django_db(transaction=True)

POINTER = "ALSO READ: Ten things to know about the strait"
QUIET = "“We want calm waters,” said Jens Stoltenberg"


@pytest.fixture
def minister(tmp_path: Path) -> Article:
    folder = tmp_path / "pages" / "coast.example"
    folder.mkdir(parents=True)
    (folder / "minister.txt").write_text(MINISTER)
    collection.actor("country", "japan")
    ingest([tmp_path / "pages"])
    return Article.objects.get()


def forms(html: str, label: str) -> list[dict[str, str]]:
    """The forms of a page whose button has the label: where they go and what they send."""
    found = []
    for action, inside in re.findall(r'<form method="post" action="([^"]+)">(.*?)</form>', html, re.DOTALL):
        if re.search(rf"<button[^>]*>{label}", inside):
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', inside))
            fields.pop("csrfmiddlewaretoken", None)
            found.append({"action": action, **fields})
    return found


def press(client: Client, article: Article, label: str, holding: str, reason: str = "") -> Any:
    """Press the button beside the block that holds some words, as a curator does."""
    page = client.get(article.get_absolute_url() + "?view=removed").content.decode()
    position = next(
        part["position"]
        for part in [*article.blocks, *article.removals.values("position", "text")]
        if holding in part["text"]
    )
    form = next(each for each in forms(page, label) if each["position"] == str(position))
    response = client.post(form.pop("action"), form | ({"reason": reason} if reason else {}))
    article.refresh_from_db()
    return response


def test_restored_block_is_text_found_and_stays_after_reclean(minister: Article, admin_client: Client) -> None:
    response = press(admin_client, minister, "Restore", POINTER)
    assert response.headers["Location"].startswith(minister.get_absolute_url() + "?view=removed#block-")
    assert POINTER in minister.text
    assert not minister.removals.filter(text=POINTER).exists()
    assert search(SearchRequest('"ten things"')).total == 1
    reclean()
    minister.refresh_from_db()
    assert POINTER in minister.text
    decision = BlockDecision.objects.get()
    assert (decision.keep, decision.category, decision.rule, decision.decided_by) == (
        *(True, "related", "read-also"),
        "admin",
    )


def test_block_taken_out_takes_its_mentions_along(minister: Article, admin_client: Client) -> None:
    before = Mention.objects.filter(article=minister).count()
    press(admin_client, minister, "Take out", "We want calm waters")
    assert QUIET not in minister.text
    assert minister.removals.get(category="curator").rule == "curators-word"
    assert Mention.objects.filter(article=minister).count() < before
    assert search(SearchRequest('"calm waters"')).total == 0
    reclean()
    minister.refresh_from_db()
    assert QUIET not in minister.text


@pytest.mark.parametrize(("label", "holding"), [("Restore", POINTER), ("Take out", "We want calm waters")])
def test_decision_is_undone_by_its_button(label: str, holding: str, minister: Article, admin_client: Client) -> None:
    before = (minister.text, minister.blocks, list(minister.removals.values_list("position", "category", "rule")))
    press(admin_client, minister, label, holding)
    assert minister.text != before[0]
    press(admin_client, minister, "Undo", holding)
    after = (minister.text, minister.blocks, list(minister.removals.values_list("position", "category", "rule")))
    assert (after, BlockDecision.objects.count()) == (before, 0)


@pytest.mark.parametrize(("label", "holding"), [("Restore", POINTER), ("Take out", "We want calm waters")])
def test_decision_works_and_is_undone_without_a_readable_capture(
    label: str, holding: str, minister: Article, admin_client: Client
) -> None:
    Capture.objects.all().delete()
    before = (minister.text, list(minister.removals.values_list("position", "category", "rule")))
    press(admin_client, minister, label, holding)
    assert (holding in minister.text) is (label == "Restore")
    press(admin_client, minister, "Undo", holding)
    assert (minister.text, list(minister.removals.values_list("position", "category", "rule"))) == before


def test_decision_survives_a_new_version_in_which_the_block_moved(
    minister: Article, admin_client: Client, tmp_path: Path
) -> None:
    press(admin_client, minister, "Restore", POINTER)
    press(admin_client, minister, "Take out", "We want calm waters")
    changed = MINISTER.replace("By Ada Writer\n", "By Ada Writer\n\nA first paragraph was added to the report later.\n")
    (tmp_path / "pages" / "coast.example" / "minister.txt").write_text(changed)
    ingest([tmp_path / "pages"])
    minister.refresh_from_db()
    assert "added to the report later" in minister.text
    assert (POINTER in minister.text, QUIET in minister.text) == (True, False)
    for mention in Mention.objects.filter(article=minister):
        for span in mention.spans:
            place = minister.title if span["place"] == "title" else minister.text
            assert place[span["start"] : span["end"]] == span["surface"]


def test_decision_is_no_edit_of_the_publisher(minister: Article, admin_client: Client, tmp_path: Path) -> None:
    press(admin_client, minister, "Restore", POINTER)
    (tmp_path / "pages" / "coast.example" / "minister.txt").write_text(MINISTER + "\nShare this article\n")
    ingest([tmp_path / "pages"])
    minister.refresh_from_db()
    assert (minister.captures.count(), minister.versions.count()) == (2, 0)
    assert POINTER in minister.text


def test_decision_whose_block_is_gone_is_kept_and_shown(
    minister: Article, admin_client: Client, tmp_path: Path
) -> None:
    press(admin_client, minister, "Restore", POINTER)
    (tmp_path / "pages" / "coast.example" / "minister.txt").write_text(MINISTER.replace(POINTER, ""))
    ingest([tmp_path / "pages"])
    page = admin_client.get(minister.get_absolute_url() + "?view=removed").content.decode()
    assert POINTER in page[page.index("Decisions on blocks that the page does not hold now") :]
    assert BlockDecision.objects.count() == 1


def test_each_decision_on_a_block_says_that_it_was_made(minister: Article, admin_client: Client) -> None:
    def said() -> list[str]:
        page = admin_client.get(minister.get_absolute_url() + "?view=removed").content.decode()
        return re.findall(r'<li class="is-success">(.*?)</li>', page)

    press(admin_client, minister, "Restore", POINTER)
    assert said() == ["The block stands in the article again."]
    press(admin_client, minister, "Undo", POINTER)
    assert said() == ["The decision is undone: the block is what cleaning makes of it."]
    press(admin_client, minister, "Take out", "We want calm waters")
    assert said() == ["The block is taken out of the article."]


def test_only_block_of_an_article_stays(admin_client: Client) -> None:
    article = collection.article(paragraphs=["Nothing was decided."])
    page = admin_client.get(article.get_absolute_url() + "?view=removed").content.decode()
    form = forms(page, "Take out")[0]
    answer = admin_client.post(form.pop("action"), form, follow=True).content.decode()
    article.refresh_from_db()
    assert "an article cannot be empty" in answer
    assert (article.text, BlockDecision.objects.count()) == ("Nothing was decided.", 0)


def test_block_that_is_not_there_is_refused(minister: Article, admin_client: Client) -> None:
    data = {"fingerprint": "7", "occurrence": "0", "keep": "1"}
    answer = admin_client.post(f"/curate/articles/{minister.pk}/blocks/", data, follow=True).content.decode()
    assert "The page has no such block any more." in answer
    for wrong in ({}, {"fingerprint": "x", "occurrence": "0", "keep": "1"}, {"fingerprint": "7"}):
        assert admin_client.post(f"/curate/articles/{minister.pk}/blocks/", wrong).status_code == 404


def test_readers_see_no_button_and_cannot_decide(minister: Article, client: Client) -> None:
    page = client.get(minister.get_absolute_url() + "?view=removed").content.decode()
    assert ("<form method" in page, "block-tools" in page) == (False, False)
    data = {"fingerprint": str(fingerprint(POINTER)), "occurrence": "0", "keep": "1"}
    response = client.post(f"/curate/articles/{minister.pk}/blocks/", data)
    assert (response.status_code, response.headers["Location"][:13]) == (302, "/admin/login/")
    assert client.post("/sources/coast-example/lines/", {"ruling": "keep"}).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.post(f"/curate/articles/{minister.pk}/blocks/", data).status_code == 403
    assert client.get("/sources/coast-example/lines/").status_code == 403
    assert BlockDecision.objects.count() == 0


def test_deciding_asks_for_the_token_of_the_form(minister: Article, admin_user: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    data = {"fingerprint": str(fingerprint(POINTER)), "occurrence": "0", "keep": "1"}
    assert strict.post(f"/curate/articles/{minister.pk}/blocks/", data).status_code == 403


def test_decisions_exported_and_imported_hold_in_another_database(minister: Article, admin_client: Client) -> None:
    press(admin_client, minister, "Restore", POINTER, "  It belongs to the report ")
    press(admin_client, minister, "Take out", "We want calm waters")
    line = {"text": "Coast News only", "ruling": "remove", "reason": "Their slogan"}
    admin_client.post("/sources/coast-example/lines/", line)
    text, exported = minister.text, export_decisions()
    assert [(each["kind"], each["reason"]) for each in exported] == [
        ("block", "It belongs to the report"),
        ("block", ""),
        ("line", "Their slogan"),
    ]
    BlockDecision.objects.all().delete()
    LearnedLine.objects.all().delete()
    reclean()
    minister.refresh_from_db()
    assert minister.text != text
    assert import_decisions(exported) == []
    minister.refresh_from_db()
    assert (minister.text, export_decisions()) == (text, exported)
    assert import_decisions(exported) == []
    assert export_decisions() == exported


def test_decisions_of_a_file_without_reasons_are_taken_over(minister: Article, admin_client: Client) -> None:
    press(admin_client, minister, "Restore", POINTER, "Why")
    admin_client.post("/sources/coast-example/lines/", {"text": "Coast News only", "ruling": "remove", "reason": "Why"})
    exported = [{key: value for key, value in each.items() if key != "reason"} for each in export_decisions()]
    BlockDecision.objects.all().delete()
    LearnedLine.objects.all().delete()
    assert import_decisions(exported) == []
    assert [each["reason"] for each in export_decisions()] == ["", ""]


def test_reasons_stand_beside_the_decisions_and_in_their_log(minister: Article, admin_client: Client) -> None:
    press(admin_client, minister, "Restore", POINTER, "It <b>belongs</b> here")
    admin_client.post(
        "/sources/coast-example/lines/", {"text": "Coast News only", "ruling": "keep", "reason": "A motto"}
    )
    why = '<span class="decision-why">It &lt;b&gt;belongs&lt;/b&gt; here</span>'
    assert why in admin_client.get(minister.get_absolute_url() + "?view=removed").content.decode()
    assert "A motto" in admin_client.get("/sources/coast-example/lines/?show=ruled").content.decode()
    log = [admin_client.get(f"/curate/decisions/{of}/").content.decode() for of in ("blocks", "lines")]
    found = [re.findall(r'decision-said"><q>(.*?)</q>|decision-why">(.*?)</p>', html) for html in log]
    assert found == [
        [(POINTER, ""), ("", "It &lt;b&gt;belongs&lt;/b&gt; here")],
        [("Coast News only", ""), ("", "A motto")],
    ]


def test_decisions_are_undone_from_their_log(minister: Article, admin_client: Client) -> None:
    before = minister.text
    press(admin_client, minister, "Restore", POINTER)
    admin_client.post(
        "/sources/coast-example/lines/", {"text": "Coast News only", "ruling": "keep", "reason": "A motto"}
    )
    for of, name in (("blocks", "Undo"), ("lines", "Undo")):
        address = f"/curate/decisions/{of}/"
        (form,) = forms(admin_client.get(address).content.decode(), name)
        assert admin_client.post(form.pop("action"), form).headers["Location"] == address
        assert "No decision yet." in admin_client.get(address).content.decode()
    minister.refresh_from_db()
    line = LearnedLine.objects.get(text="Coast News only")
    assert (minister.text, line.ruling, line.reason) == (before, "", "")


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "/\\evil.example/", "https://evil.example/"])
def test_undoing_leads_nowhere_else(elsewhere: str, minister: Article, admin_client: Client) -> None:
    press(admin_client, minister, "Restore", POINTER)
    address = f"/curate/blocks/{BlockDecision.objects.get().pk}/lift/"
    assert admin_client.post(address, {"back": elsewhere}).headers["Location"] == "/curate/decisions/"
    data = {"text": "Coast News only", "ruling": "keep", "back": elsewhere}
    assert (
        admin_client.post("/sources/coast-example/lines/", data).headers["Location"] == "/sources/coast-example/lines/"
    )


def test_log_of_blocks_and_lines_is_the_curators_and_has_pages(client: Client, admin_client: Client) -> None:
    assert client.get("/curate/decisions/blocks/").status_code == 302
    for number in range(1, 52):
        learned(number, ruling="keep", ruled_by="admin")
    page = admin_client.get("/curate/decisions/lines/?page=2").content.decode()
    assert (page.count("decision-said"), 'aria-current="page">Lines of sources' in page) == (1, True)
    for wrong in ("blocks/?page=2", "lines/?page=3", "words/"):
        assert admin_client.get(f"/curate/decisions/{wrong}").status_code == 404


def test_import_names_what_it_found_no_place_for(minister: Article, admin_client: Client) -> None:
    press(admin_client, minister, "Restore", POINTER)
    exported = export_decisions()
    Article.objects.all().delete()
    assert import_decisions(exported) == [f"no article for “{POINTER}”"]


def learned(number: int = 1, **fields: Any) -> LearnedLine:
    article = collection.article(f"Article {number}", by="coast-example")
    values = {"text": f"Line {number}", "size": 9, "articles": number, "examples": [article.pk], "is_furniture": True}
    return LearnedLine.objects.create(source=article.source, fingerprint=number, **values | fields)


def test_lines_of_a_source_are_listed_with_examples_and_decided(admin_client: Client) -> None:
    line = learned(3)
    page = admin_client.get("/sources/coast-example/lines/").content.decode()
    assert ("Line 3" in page, "Article 3</a>" in page) == (True, True)
    data = {"line": str(line.pk), "ruling": "keep", "back": "?show=ruled"}
    response = admin_client.post("/sources/coast-example/lines/", data)
    line.refresh_from_db()
    assert (line.ruling, line.ruled_by, line.ruled_at is not None) == ("keep", "admin", True)
    assert response.headers["Location"] == "/sources/coast-example/lines/?show=ruled"
    admin_client.post("/sources/coast-example/lines/", {"line": str(line.pk), "ruling": ""})
    line.refresh_from_db()
    assert (line.ruling, line.ruled_by, line.ruled_at) == ("", "", None)


@pytest.mark.parametrize(
    "data",
    [{"ruling": "perhaps"}, {"ruling": "keep", "line": "x"}, {"ruling": "keep", "line": "99999"}],
    ids=["no-ruling", "no-number", "no-line"],
)
def test_decision_on_a_line_that_makes_no_sense_is_refused(data: dict[str, str], admin_client: Client) -> None:
    learned()
    assert admin_client.post("/sources/coast-example/lines/", data).status_code == 404
    answer = admin_client.post("/sources/coast-example/lines/", {"ruling": "keep", "text": " — "}, follow=True)
    assert "A line needs at least one word." in answer.content.decode()
    assert LearnedLine.objects.ruled().count() == 0


@pytest.mark.parametrize("number", [1, 30])
def test_lines_ask_as_often_however_many_there_are(
    number: int, admin_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for each in range(1, number + 1):
        learned(each)
    with django_assert_num_queries(7):
        page = admin_client.get("/sources/coast-example/lines/").content.decode()
    assert page.count('<li id="line-') == min(number, 25)


def test_lines_are_searched_chosen_and_paged(admin_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.web.lines.PAGE", 2)
    for number in (1, 2, 3):
        learned(number, is_furniture=number != 1)
    address = "/sources/coast-example/lines/"

    def shown(query: str) -> list[str]:
        return re.findall(r'line-text">(Line \d)', admin_client.get(address + query).content.decode())

    assert (shown(""), shown("?show=other"), shown("?q=LINE+2"), shown("?show=ruled")) == (
        ["Line 3", "Line 2"],
        ["Line 1"],
        ["Line 2"],
        [],
    )
    assert [admin_client.get(address + query).status_code for query in ("?show=x", "?page=2", "?page=x")] == [404] * 3


@pytest.fixture
def removals(db: None) -> list[Article]:
    one, two = collection.article("One"), collection.article("Two", by="evening-post")
    collection.removal(one, 5, "We use cookies", "consent", "consent-text")
    collection.removal(one, 6, "Cookies again", "consent", "consent-text")
    collection.removal(two, 5, "Share this", "sharing", "share-bar")
    collection.removal(two, 6, "More cookies", "consent", "consent-text")
    return [one, two]


def test_rules_are_counted_with_an_example_in_its_place(removals: list[Article], read: Read) -> None:
    html = read("/rules/")
    counts = re.findall(r'is-number" data-of="(\w+)">(\d+)</td>', html)
    assert counts == [("blocks", "3"), ("articles", "2"), ("block", "1"), ("article", "1")]
    assert f'{removals[1].get_absolute_url()}?view=removed#block-6">Two</a>' in html
    assert 'id="block-6"' in read(removals[1].get_absolute_url() + "?view=removed")


def test_rules_of_one_source_and_sorted(removals: list[Article], read: Read) -> None:
    html = read("/rules/?source=evening-post&sort=rule")
    assert re.findall(r'<a href="(/rules/[\w-]+/[^"]*)"', html) == [
        "/rules/consent-text/?source=evening-post",
        "/rules/share-bar/?source=evening-post",
    ]
    for wrong in ("?sort=x", "?source=x"):
        read(f"/rules/{wrong}", status=404)


def test_rule_lists_its_blocks(removals: list[Article], read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = re.findall(r'removed-text">([^<]+)', read("/rules/consent-text/"))
    assert shown == ["More cookies", "We use cookies", "Cookies again"]
    assert re.findall(r'removed-text">([^<]+)', read("/rules/consent-text/?source=evening-post")) == ["More cookies"]
    monkeypatch.setattr("archive.web.views.rules.PAGE", 2)
    assert re.findall(r'removed-text">([^<]+)', read("/rules/consent-text/?page=2")) == ["Cookies again"]
    for wrong in ("no-such-rule/", "consent-text/?page=3", "consent-text/?page=x"):
        read(f"/rules/{wrong}", status=404)
    assert "took nothing out" in read("/rules/read-also/")


@pytest.mark.parametrize("times", [1, 3])
def test_rules_ask_as_often_however_much_was_removed(
    times: int, removals: list[Article], read: Read, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Removal.objects.bulk_create(
        Removal(article=removals[0], position=10 + each, category="footer", rule=f"footer-{each % times}", text="©")
        for each in range(30)
    )
    with django_assert_num_queries(3):
        read("/rules/")


def test_rules_work_on_an_empty_archive(read: Read) -> None:
    assert "Nothing was removed" in read("/rules/")
    assert Source.objects.count() == 0
