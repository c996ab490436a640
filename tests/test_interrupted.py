"""Runs that end before their time: what they had stored is finished by the next one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.adopting import adopt_left
from archive.curation.deciding import Proposal, decide
from archive.ingest import Result, ingest
from archive.models import Article
from archive.models.decisions import Verb
from archive.models.storing import Outcome
from archive.verifying import verify
from tests.texts import TREATY

pytestmark = pytest.mark.django_db(transaction=True)


def page(folder: Path, text: str, at: str) -> Path:
    file = folder / f"{at}.jsonl"
    said = {"url": "https://post.example/1", "title": "Poland and NATO sign", "text": text}
    file.write_text(json.dumps({**said, "captured_at": f"{at}T00:00:00Z"}))
    return file


def stop(result: Result) -> None:
    raise KeyboardInterrupt


def test_new_state_of_a_corrected_article_is_finished_by_the_next_run(tmp_path: Path) -> None:
    ingest([page(tmp_path, TREATY, "2024-01-01")])
    decide(Proposal(Verb.CORRECT, article=Article.objects.get(), detail={"fields": {"title": "A pact"}}), "ada")
    changed = page(tmp_path, TREATY.replace("week", "month"), "2024-01-02")
    with pytest.raises(KeyboardInterrupt):
        ingest([changed], each=stop)
    article = Article.objects.get()
    assert (article.title, article.needs_cleaning, "month" in article.text) == ("A pact", True, True)
    places = {span["place"] for mention in article.mentions.all() for span in mention.spans}
    assert places == {"lead"}  # none in the title that the page had
    adopt_left()  # as the command does first
    assert ingest([changed]).counts[Outcome.UNCHANGED] == 1
    article.refresh_from_db()
    assert (article.title, article.needs_cleaning, article.versions.count()) == ("A pact", False, 2)
    assert verify().differences == []
