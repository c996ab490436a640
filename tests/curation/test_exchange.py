from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.utils import timezone

from archive.curation.deciding import Proposal, decide
from archive.curation.exchange import UnreadableDecisions, export_decisions, import_decisions
from archive.curation.undoing import undo
from archive.models import Actor, Article, Decision, LearnedLine
from archive.models.decisions import Scope, Verb
from tests.curation.archive import actor, small_archive, state
from tests.curation.test_deciding import EVERY, say

pytestmark = pytest.mark.django_db


def log() -> list[tuple[Any, ...]]:
    rows = Decision.objects.order_by("at", "pk")
    return list(rows.values_list("key", "verb", "scope", "words", "by", "at", "undone_by", "target", "detail"))


def forget() -> list[Article]:
    """The archive as it was before anybody decided anything, with other ids."""
    Decision.objects.all().delete()
    Article.objects.all().delete()
    Actor.objects.all().delete()
    return small_archive()


def by_article(rows: list[Any]) -> list[Any]:
    """The state without the ids of articles, which another archive gives anew."""
    mentions, *others = rows
    return [sorted(str(row[1:]) for row in mentions), *others]


def test_decisions_taken_over_by_an_archive_made_anew_have_the_same_effect(articles: list[Article]) -> None:
    for name in ("reject", "add", "means", "means-other", "split", "rename", "kind"):
        verb, slug, place, words, more = EVERY[name]
        say(verb, slug, None if place is None else articles[place], words, **more)
    undo(say(Verb.NEVER, "norvania", articles[0], "Norvania", scope=Scope.ALWAYS), "bob")
    say(Verb.CORRECT, article=articles[1], detail={"fields": {"byline": "By Ada"}})
    after, decided, text = by_article(state()), log(), export_decisions()
    fresh = forget()
    imported = import_decisions(text)
    assert (imported.made, imported.unchanged, imported.conflicts) == (9, 0, [])
    assert (by_article(state()), log()) == (after, decided)
    fresh[1].refresh_from_db()
    assert fresh[1].byline == "By Ada"


def test_importing_twice_changes_nothing(articles: list[Article]) -> None:
    say(Verb.REJECT, "norvania", articles[0])
    text, before = export_decisions(), (state(), log())
    imported = import_decisions(text)
    assert (imported.made, imported.undone, imported.unchanged, imported.conflicts) == (0, 0, 1, [])
    assert ((state(), log()), export_decisions()) == (before, text)


def test_undoing_is_taken_over_too(articles: list[Article]) -> None:
    decision = say(Verb.REJECT, "norvania", articles[0])
    before = export_decisions()
    undo(decision, "bob")
    after, wanted = export_decisions(), state()
    Decision.objects.all().delete()
    import_decisions(before)
    assert state() != wanted
    assert import_decisions(after).undone == 1
    assert state() == wanted


def test_undoing_what_others_were_built_on_is_taken_over(articles: list[Article]) -> None:
    wanted = state()
    made = say(Verb.CREATE, detail={"kind": "organisation", "name": "Brick Guild"})
    built = decide(Proposal(Verb.RENAME, made.actor, detail={"name": "Guild of Bricks"}), "ada").decision
    before = export_decisions()
    undo(built, "bob")
    undo(made, "bob")
    after = export_decisions()
    Decision.objects.all().delete()
    assert import_decisions(before).conflicts == []
    imported = import_decisions(after)
    assert (imported.undone, imported.conflicts) == (2, [])
    assert state() == wanted


def test_what_does_not_fit_is_reported_and_left_out(articles: list[Article]) -> None:
    say(Verb.REJECT, "norvania", articles[0])
    decide(Proposal(Verb.RENAME, actor("sudavia"), detail={"name": "South"}), "ada")
    document = yaml.safe_load(export_decisions())
    document["decisions"][0] |= {"actor": {"kind": "country", "slug": "nowhere"}}
    Decision.objects.all().delete()
    before = state()
    imported = import_decisions(yaml.safe_dump(document))
    assert imported.conflicts == [
        "decision 1 (reject nowhere): the archive knows no country nowhere",
        "decision 2 (rename sudavia): South is called so already.",
    ]
    assert (state(), imported.made) == (before, 0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "not YAML"),
        ("decisions: 3", "no decisions in it"),
        ("format: 9\ndecisions: []", "format 9 is not known"),
        ("format: 1\ndecisions: []\nships: []", "'ships' is not known"),
    ],
)
def test_file_of_another_form_is_refused(text: str, message: str, db: None) -> None:
    with pytest.raises(UnreadableDecisions, match=message):
        import_decisions(text)


@pytest.mark.parametrize("entry", ["x", {}, {"key": "1", "verb": "reject"}, {"key": 3}])
def test_entry_of_another_form_is_a_conflict(entry: Any, db: None) -> None:
    imported = import_decisions(yaml.safe_dump({"format": 1, "decisions": [entry]}))
    assert len(imported.conflicts) == 1
    assert "its form is wrong" in imported.conflicts[0]


def test_words_on_blocks_and_lines_stand_in_the_same_file(articles: list[Article]) -> None:
    source = articles[0].source
    LearnedLine.objects.create(
        source=source, fingerprint=7, text="Read more", size=9, ruling="remove", ruled_by="ada", ruled_at=timezone.now()
    )
    text = export_decisions()
    assert [entry["text"] for entry in yaml.safe_load(text)["blocks"]] == ["Read more"]
    LearnedLine.objects.all().delete()
    assert import_decisions(text).conflicts == []
    assert LearnedLine.objects.get().ruling == "remove"
    broken = import_decisions("format: 1\ndecisions: []\nblocks: [{kind: line}]")
    assert broken.conflicts == ["blocks: the form is wrong (KeyError('source'))"]
