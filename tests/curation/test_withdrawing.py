"""A withdrawn article is nowhere, stays away, and can be given back as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from archive.cleaning.overruling import keyed_parts
from archive.curation.blocks import decide_block, stored_document
from archive.curation.deciding import Proposal, decide
from archive.curation.exchange import export_decisions, import_decisions
from archive.curation.undoing import UndoRefused, undo
from archive.curation.withdrawing import withdraw
from archive.documents import Removal
from archive.holdings import Holdings
from archive.ingest import ingest
from archive.models import Article, Capture, Decision, OtherCapture
from archive.models.decisions import Verb
from archive.models.storing import Outcome
from archive.rebuilding import rebuild
from archive.search import search
from archive.search.results import SearchRequest
from archive.verifying import verify
from tests.test_rebuilding import forget, view
from tests.texts import MINISTER, TREATY

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "https://post.example/1"


def line(url: str, text: str, at: str) -> str:
    return json.dumps({"url": url, "title": "A treaty", "text": text, "captured_at": f"2024-01-{at}T00:00:00Z"}) + "\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "minister.txt").write_text(MINISTER)
    (folder / "r.jsonl").write_text(
        line(ADDRESS, TREATY, "01")
        + line(ADDRESS, TREATY.replace("week", "month"), "02")
        + line(ADDRESS, TREATY.replace("week", "month"), "03")
        + line("https://echo.example/9", TREATY, "04")
    )
    ingest([folder])
    return folder


def treaty() -> Article:
    return Article.objects.get(url=ADDRESS)


def test_withdrawn_article_is_nowhere_and_its_captures_stay_kept(pages: Path, client: Client) -> None:
    article, copy = treaty(), Article.objects.get(url="https://echo.example/9")
    assert (copy.copy_of, article.captures.count()) == (article, 3)
    capture = article.captures.first()
    assert capture is not None
    withdraw(article, "ada", "A judge said so.")
    copy.refresh_from_db()
    assert (copy.copy_of, Article.objects.count(), Capture.objects.count()) == (None, 2, 2)
    assert [hit.article_id for hit in search(SearchRequest("treaty")).hits] == [copy.pk]
    assert OtherCapture.objects.filter(kind="withdrawn article").count() == 3
    assert (verify().differences, verify().spare) == ([], 0)
    gone = client.get(f"/articles/{article.pk}/{article.slug}/")
    assert (gone.status_code, "A judge said so." in gone.content.decode()) == (410, True)
    assert client.get(f"/web/20240101000000/{ADDRESS}").status_code == 404


def test_withdrawn_article_stays_away(pages: Path) -> None:
    withdraw(treaty(), "ada")
    withdraw(Article.objects.get(url=""), "ada")
    assert set(ingest([pages]).counts) == {Outcome.UNCHANGED}
    (pages / "later.jsonl").write_text(line(f"{ADDRESS}?utm_source=feed", TREATY.replace("week", "year"), "05"))
    (pages / "minister.txt").write_text(MINISTER.replace("autumn", "winter"))
    tally = ingest([pages])
    assert (tally.counts[Outcome.KEPT], tally.others) == (2, {"withdrawn article": 2})
    assert (set(ingest([pages]).counts), verify().differences) == ({Outcome.UNCHANGED}, [])
    before = view()
    rebuilt = rebuild(replace=True)
    assert (rebuilt.pages.failures, rebuilt.conflicts, view()) == ([], [], before)
    assert (verify().differences, set(ingest([pages]).counts)) == ([], {Outcome.UNCHANGED})


def test_withdrawal_undone_gives_back_all_of_the_article(pages: Path, client: Client) -> None:
    article = treaty()
    decide(Proposal(Verb.CORRECT, article=article, detail={"fields": {"title": "A pact"}}), "ada")
    article.refresh_from_db()
    key = next(key for key, part in keyed_parts(stored_document(article)) if not isinstance(part, Removal))
    decide_block(article, key, False, "ada")
    before = view()
    decision = withdraw(treaty(), "ada")
    (pages / "later.jsonl").write_text(line(ADDRESS, TREATY.replace("week", "year"), "05"))
    undo(decision, "bo")
    assert view() == before
    assert (treaty().title, treaty().block_decisions.count(), treaty().needs_tagging) == ("A pact", 1, False)
    assert [one.article for one in Decision.objects.filter(verb=Verb.CORRECT)] == [treaty()]
    assert verify().differences == []
    assert (treaty().pk, client.get(treaty().get_absolute_url()).status_code) == (article.pk, 200)
    assert ingest([pages]).counts[Outcome.UPDATED] == 1
    rebuild(replace=True)
    assert (treaty().title, treaty().captures.count()) == ("A pact", 4)


def test_what_came_in_meanwhile_is_given_back_too(pages: Path) -> None:
    decision = withdraw(treaty(), "ada")
    (pages / "later.jsonl").write_text(line(ADDRESS, TREATY.replace("week", "year"), "05"))
    ingest([pages])
    undo(decision, "bo")
    assert (treaty().captures.count(), "year" in treaty().text) == (4, True)
    rebuild(replace=True)
    assert (treaty().captures.count(), verify().differences) == (4, [])


def test_withdrawal_is_exported_and_made_again(pages: Path) -> None:
    withdraw(treaty(), "ada")
    decisions, before = export_decisions(), view()
    Decision.objects.all().delete()
    OtherCapture.objects.all().delete()
    forget()
    rebuilt = rebuild(decisions=decisions)
    assert (rebuilt.conflicts, view(), verify().differences) == ([], before, [])
    Decision.objects.all().delete()
    assert import_decisions(decisions).conflicts == []  # the article isn't there: the decision stands all the same
    (pages / "later.jsonl").write_text(line(ADDRESS, TREATY.replace("week", "year"), "05"))
    assert ingest([pages / "later.jsonl"]).others == {"withdrawn article": 1}


def test_withdrawal_of_what_cannot_be_read_is_not_undone(pages: Path) -> None:
    decision = withdraw(treaty(), "ada")
    Holdings(Path(settings.ARCHIVE_HOLDINGS)).files()[0].unlink()
    with pytest.raises(UndoRefused, match="cannot be read"):
        undo(decision, "bo")
    decision.refresh_from_db()
    assert (decision.undone_at, OtherCapture.objects.count()) == (None, 3)


def test_admin_withdraws_and_deletes_nothing(pages: Path, client: Client) -> None:
    client.force_login(User.objects.create_superuser("ada"))
    article = treaty()
    for model, pk in (("article", article.pk), ("actor", 1)):
        assert client.get(f"/admin/archive/{model}/{pk}/delete/").status_code == 403
    asked = {"action": "withdraw", "_selected_action": [article.pk]}
    page = client.post("/admin/archive/article/", asked)
    assert (page.status_code, b"shown nowhere" in page.content, Article.objects.count()) == (200, True, 3)
    client.post("/admin/archive/article/", {**asked, "confirmed": "yes", "reason": "Wrong"})
    decision = Decision.objects.get()
    assert (decision.verb, decision.by, decision.reason) == ("withdraw", "ada", "Wrong")
    assert not Article.objects.filter(pk=article.pk).exists()
    shown = client.post(f"/curate/decisions/{decision.pk}/undo/", follow=True)
    assert (shown.status_code, b"Article withdrawn: A treaty" in shown.content) == (200, True)
    assert treaty().pk == article.pk


def test_number_that_is_another_articles_leads_to_the_one_that_was_given_back(pages: Path, client: Client) -> None:
    article, other = treaty(), Article.objects.get(url="")
    decision = withdraw(article, "ada")
    Decision.objects.filter(pk=decision.pk).update(detail={**decision.detail, "id": other.pk})
    decision.refresh_from_db()
    undo(decision, "bo")
    assert treaty().pk not in {article.pk, other.pk}
    Decision.objects.filter(pk=decision.pk).update(detail={**decision.detail, "id": 999})
    moved = client.get("/articles/999/any/")
    assert (moved.status_code, moved["Location"]) == (301, treaty().get_absolute_url())
