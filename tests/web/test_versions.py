"""The pages of versions and of changed articles."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from django.test import Client

from archive.models import Article, Version
from archive.models.versioning import State, set_states
from tests.web import collection
from tests.web.conftest import Read

ATOM = "{http://www.w3.org/2005/Atom}"
PARAGRAPHS = ("Talks went on.", "Nobody left.", "The <b>lamps</b> burned.", "It rained.", "The end was open.")


def edited(*states: tuple[str, str], **fields: Any) -> Article:
    """An article with a capture for each state (title, text), a day apart."""
    row = collection.article(states[-1][0], states[-1][1].split("\n\n"), **fields)
    said = []
    for day, (title, text) in enumerate(states, 1):
        capture = collection.capture(row, f"{title}{text}{day}{row.pk}".encode())
        capture.captured_at = datetime(2024, 5, day, 12, 0, tzinfo=UTC)
        capture.save()
        said.append((capture, State(capture.captured_at, title, text)))
    set_states(row, said)
    return row


def address(row: Article) -> str:
    return f"/articles/{row.pk}/{row.slug}/versions/"


def test_versions_page_says_that_there_is_one_state_only(read: Read) -> None:
    row = collection.article()
    assert "in one state only" in read(address(row))


def test_versions_page_marks_what_went_and_what_came(read: Read) -> None:
    row = edited(("Talks end", "Nobody spoke on Monday."), ("Talks begin", "Nobody spoke on Tuesday."))
    html = read(address(row))
    assert "Talks <del>end</del><ins>begin</ins>" in html
    assert "Nobody spoke on <del>Monday</del><ins>Tuesday</ins>." in html
    assert "headline changed" in html
    assert "Silent edit" in html


def test_versions_page_folds_what_stayed_and_escapes_all(read: Read) -> None:
    text = "\n\n".join(PARAGRAPHS)
    row = edited(("Talks", text), ("Talks", text + "\n\n<script>alert(1)</script> came in."))
    html = read(address(row))
    assert "4 unchanged paragraphs" in html
    assert "&lt;b&gt;lamps&lt;/b&gt;" in html
    assert "<script>alert" not in html


def test_versions_page_compares_any_two_in_the_order_they_were_seen(read: Read) -> None:
    row = edited(("One", "A."), ("Two", "A."), ("Three", "A."))
    first, _, third = row.versions.in_order()
    for query in (f"?from={first.pk}&to={third.pk}", f"?from={third.pk}&to={first.pk}"):
        assert "<del>One</del><ins>Three</ins>" in read(address(row) + query)


def test_versions_page_refuses_a_version_of_another_article(read: Read) -> None:
    row, other = edited(("One", "A."), ("Two", "A.")), edited(("Three", "B."), ("Four", "B."))
    read(address(row) + f"?to={other.versions.in_order().first().pk}", status=404)
    read(address(row) + "?from=x%00y", status=404)


def test_versions_page_leads_to_the_right_slug(client: Client, db: None) -> None:
    row = edited(("One", "A."), ("Two", "A."))
    response = client.get(f"/articles/{row.pk}/old-slug/versions/?to=1")
    assert (response.status_code, response["Location"]) == (301, address(row) + "?to=1")


def test_article_page_says_that_it_was_edited_silently(read: Read) -> None:
    row = edited(("One", "A."), ("Two", "A."))
    html = read(row.get_absolute_url())
    assert "Edited without a word" in html
    assert f"?to={row.versions.in_order().last().pk}" in html


def test_changes_lists_the_last_seen_first_and_silent_ones_alone(read: Read) -> None:
    edited(("One", "Talks go on."), ("Two", "Talks go on."))
    edited(("Open", "Talks go on."), ("Open", "Talks go on. The ministry answered late in the evening."))
    html = read("/changes/")
    assert html.index(">Two<") > 0
    assert ">Open<" in html
    silent = read("/changes/?silent=1")
    assert ">Two<" in silent
    assert ">Open<" not in silent


def test_changes_is_empty_without_any(read: Read) -> None:
    assert "more than one state yet" in read("/changes/")


def test_changes_pages_hold(read: Read) -> None:
    for number in range(31):
        edited((f"Old {number}", "A."), (f"New {number}", "A."))
    assert "page=2" in read("/changes/")
    assert read("/changes/?page=2").count('class="row-title"') == 1
    assert "There is no such page" in read("/changes/?page=3", status=404)


def test_changes_of_a_source_with_signs_in_its_name_page_on(read: Read) -> None:
    for number in range(31):
        edited((f"Old {number}", "A."), (f"New {number}", "A."), by="a&b")
    assert 'href="?source=a%26b&amp;page=2"' in read("/changes/?source=a%26b")


def test_feed_of_changes_names_the_kind_of_change(client: Client, db: None) -> None:
    edited(("One", "A."), ("Two & <i>more</i>", "A."))
    feed = ElementTree.fromstring(client.get("/changes/feed/").content)
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "Silently edited: Two & <i>more</i>"
    assert Version.objects.count() == 2


def test_article_says_where_else_it_ran_and_who_was_first(read: Read) -> None:
    first = collection.article("Talks go on", by="wire")
    copy = collection.article("Talks still go on", by="courier", copy_of=first)
    third = collection.article("Talks", by="post", copy_of=first)
    assert "Of these texts the archive knows, this one is the first." in read(first.get_absolute_url())
    html = read(copy.get_absolute_url())
    assert third.get_absolute_url() in html
    assert '<span class="badge">first</span>' in html


def test_two_texts_of_a_story_are_compared_and_others_are_not(read: Read) -> None:
    first = collection.article("Talks go on", ["Nobody left on Monday."], by="wire")
    copy = collection.article("Talks go on", ["Nobody left."], by="courier", copy_of=first)
    other = collection.article("Rain", ["It rained."], by="post")
    html = read(f"/stories/{first.pk}/{copy.pk}/")
    assert "Nobody left<del> on Monday</del>." in html
    assert f"/stories/{copy.pk}/{first.pk}/" in html
    assert "See what was edited" in read(copy.get_absolute_url())
    for pair in (f"{first.pk}/{other.pk}", f"{first.pk}/999999", f"{first.pk}/{10**20}", f"{first.pk}/{first.pk}"):
        read(f"/stories/{pair}/", status=404)


def test_the_note_prefers_a_silent_edit_to_a_later_open_one(read: Read) -> None:
    said = "Talks went on. Correction: the day was wrong."
    row = edited(("One", "Talks went on."), ("Two", "Talks went on."), ("Two", said))
    assert "Edited without a word" in read(row.get_absolute_url())
