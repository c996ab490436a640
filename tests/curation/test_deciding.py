from __future__ import annotations

from typing import Any

import pytest

from archive.curation.deciding import Proposal, decide, touched_articles
from archive.curation.touching import DecisionRefused
from archive.curation.undoing import UndoRefused, undo
from archive.models import Actor, Article, Decision, Mention
from archive.models.authority import actor_records, store_records
from archive.models.decisions import Scope, Verb
from archive.models.storing import store_mentions
from archive.rerun import as_clean_document, retag
from archive.tagging import Authority, tag
from tests.curation.archive import RECORDS, actor, named, state, surfaces

pytestmark = pytest.mark.django_db


def say(verb: Verb, slug: str = "", article: Article | None = None, words: str = "", **more: Any) -> Decision:
    """Make a decision as "ada"."""
    who = actor(slug) if slug else None
    proposal = Proposal(verb, who, article, article.source if article else None, words=words, **more)
    return decide(proposal, "ada").decision


def test_the_archive_is_tagged(articles: list[Article]) -> None:
    assert named(articles[0]) == ["mara-lindqvist", "norvania", "river-pact", "sudavia"]
    assert surfaces(articles[0], "sudavia") == ["Sudavia", "Old Sudavia"]


def test_rejected_mention_stays_rejected_after_retag(articles: list[Article]) -> None:
    decision = say(Verb.REJECT, "river-pact", articles[0])
    assert "river-pact" not in named(articles[0])
    retag()
    assert "river-pact" not in named(articles[0])
    assert (decision.by, decision.target["actor"]["slug"], decision.detail["surfaces"]) == (
        "ada",
        "river-pact",
        ["River Pact"],
    )


def test_confirmed_mention_stands_though_tagging_finds_it_no_more(articles: list[Article]) -> None:
    say(Verb.CONFIRM, "river-pact", articles[0])
    Actor.objects.get(slug="river-pact").names.all().delete()
    retag()
    assert surfaces(articles[0], "river-pact") == ["River Pact"]
    assert articles[0].mentions.get(actor__slug="river-pact").curated


def test_decisions_are_laid_over_a_changed_text(articles: list[Article]) -> None:
    row = articles[0]
    say(Verb.REJECT, "river-pact", row)
    row.text = f"A new first line.\n\n{row.text}"
    row.blocks = []
    row.save()
    store_mentions(row, tag(as_clean_document(row), Authority(actor_records())))
    retag()
    assert "river-pact" not in named(row)


def test_name_that_never_means_the_actor_is_dropped_from_its_mentions(articles: list[Article]) -> None:
    say(Verb.NEVER, "sudavia", articles[0], "Old Sudavia", scope=Scope.ALWAYS)
    assert surfaces(articles[0], "sudavia") == ["Sudavia"]
    assert surfaces(articles[1], "sudavia") == ["Sudavia", "Sudavia"]


def test_rule_of_a_source_holds_there_alone(articles: list[Article]) -> None:
    decided = decide(
        Proposal(Verb.NEVER, actor("norvania"), articles[1], articles[1].source, Scope.SOURCE, "Norvania"), "ada"
    )
    assert (named(articles[1]), "norvania" in named(articles[0])) == (["sudavia"], True)
    assert (decided.touched.done, decided.touched.waiting) == (1, 0)


def test_words_mean_an_actor_wherever_they_stand_alone(articles: list[Article]) -> None:
    say(Verb.MEANS, "norvania", articles[2], "Elm Watch", scope=Scope.ALWAYS)
    assert surfaces(articles[2], "norvania") == ["Elm Watch"]
    say(Verb.MEANS, "sudavia", articles[2], "Elm", scope=Scope.ALWAYS)
    assert (surfaces(articles[2], "norvania"), surfaces(articles[2], "sudavia")) == (["Elm Watch"], ["Elm"])


def test_words_that_mean_another_are_taken_from_whom_tagging_gave_them(articles: list[Article]) -> None:
    say(Verb.MEANS, "river-pact", articles[0], "Old Sudavia", scope=Scope.ARTICLE)
    assert surfaces(articles[0], "sudavia") == ["Sudavia"]
    assert surfaces(articles[0], "river-pact") == ["River Pact", "Old Sudavia"]


def test_missing_mention_is_added_with_its_place(articles: list[Article]) -> None:
    say(Verb.ADD, "river-pact", articles[2], "Port Elm")
    [span] = articles[2].mentions.get(actor__slug="river-pact").spans
    assert (span["surface"], span["place"], span["rule"]) == ("Port Elm", "lead", "curator")
    with pytest.raises(DecisionRefused, match="stands neither in the title nor in the text"):
        say(Verb.ADD, "river-pact", articles[2], "Port Elms")


def test_alias_finds_articles_at_once(articles: list[Article]) -> None:
    say(Verb.ALIAS, "norvania", words="Port Elm")
    assert surfaces(articles[2], "norvania") == ["Port Elm"]


def test_new_name_is_shown_and_found(articles: list[Article]) -> None:
    say(Verb.RENAME, "norvania", detail={"name": "Elm Watch"})
    assert (actor("norvania").name, surfaces(articles[2], "norvania")) == ("Elm Watch", ["Elm Watch"])
    assert store_records(RECORDS).conflicts != []
    assert actor("norvania").name == "Elm Watch"


def test_split_takes_a_name_and_its_mentions_out(articles: list[Article]) -> None:
    decision = say(Verb.SPLIT, "sudavia", articles[0], "Old Sudavia")
    assert (surfaces(articles[0], "sudavia"), surfaces(articles[0], "old-sudavia")) == (["Sudavia"], ["Old Sudavia"])
    retag()
    assert (surfaces(articles[0], "sudavia"), surfaces(articles[0], "old-sudavia")) == (["Sudavia"], ["Old Sudavia"])
    assert (decision.actor, decision.detail["from"]["slug"]) == (actor("old-sudavia"), "sudavia")
    store_records(RECORDS)
    assert list(actor("sudavia").names.values_list("text", flat=True)) == ["Sudavia"]


def test_kind_is_corrected_and_later_runs_know(articles: list[Article]) -> None:
    say(Verb.KIND, "river-pact", detail={"kind": "organisation"})
    assert Mention.objects.get(actor__slug="river-pact").actor.kind == "organisation"
    retag()
    assert [row.actor.kind for row in Mention.objects.filter(actor__slug="river-pact")] == ["organisation"]


def test_merge_moves_mentions_and_undo_brings_them_back(articles: list[Article]) -> None:
    before = state()
    decision = say(Verb.MERGE, "norvania", detail={"others": [{"kind": "country", "slug": "sudavia"}]})
    assert named(articles[1]) == ["norvania"]
    undo(decision, "ada")
    assert state() == before


def test_article_is_corrected_and_undone(articles: list[Article]) -> None:
    row = articles[0]
    decision = say(Verb.CORRECT, article=row, detail={"fields": {"title": "Sudavia signs", "byline": "By Ada"}})
    row.refresh_from_db()
    assert (row.title, row.byline, row.curated_fields) == ("Sudavia signs", "By Ada", ["byline", "title"])
    undo(decision, "bob")
    row.refresh_from_db()
    assert (row.title, row.byline, row.curated_fields) == ("Norvania signs", "", [])


EVERY = {
    "confirm": (Verb.CONFIRM, "river-pact", 0, "", {}),
    "reject": (Verb.REJECT, "norvania", 0, "", {}),
    "add": (Verb.ADD, "norvania", 2, "Port Elm", {}),
    "means": (Verb.MEANS, "norvania", 2, "Elm Watch", {"scope": Scope.ALWAYS}),
    "means-other": (Verb.MEANS, "river-pact", 0, "Old Sudavia", {"scope": Scope.SOURCE}),
    "never": (Verb.NEVER, "norvania", 0, "Norvania", {"scope": Scope.ALWAYS}),
    "split": (Verb.SPLIT, "sudavia", 0, "Old Sudavia", {}),
    "merge": (Verb.MERGE, "norvania", None, "", {"detail": {"others": [{"kind": "country", "slug": "sudavia"}]}}),
    "rename": (Verb.RENAME, "norvania", None, "", {"detail": {"name": "Port Elm"}}),
    "alias": (Verb.ALIAS, "norvania", None, "Port Elm", {}),
    "dismiss": (Verb.DISMISS, "river-pact", None, "", {}),
    "vouch": (Verb.VOUCH, "river-pact", None, "", {}),
    "kind": (Verb.KIND, "river-pact", None, "", {"detail": {"kind": "organisation"}}),
    "create": (Verb.CREATE, "", None, "", {"detail": {"kind": "person", "name": "Port Elm"}}),
}


@pytest.mark.parametrize("name", EVERY)
def test_decision_undone_leaves_everything_as_it_was(name: str, articles: list[Article]) -> None:
    verb, slug, place, words, more = EVERY[name]
    before = state()
    decision = say(verb, slug, None if place is None else articles[place], words, **more)
    assert state() != before
    undo(decision, "bob")
    decision.refresh_from_db()
    assert (state(), decision.undone_by) == (before, "bob")
    retag()
    assert state() == before


WEIGHED = {
    "dismiss-named-most": (Verb.DISMISS, "norvania", None, "", {}),
    "reject-named-most": (Verb.REJECT, "sudavia", 1, "", {}),
    "add-named-most": (Verb.ADD, "mara-lindqvist", 1, "moved", {}),
}


@pytest.mark.parametrize("name", [*EVERY, *WEIGHED])
def test_prominence_after_a_decision_is_what_a_later_run_gives(name: str, articles: list[Article]) -> None:
    verb, slug, place, words, more = {**EVERY, **WEIGHED}[name]
    decision = say(verb, slug, None if place is None else articles[place], words, **more)
    after = prominences()
    retag()
    assert prominences() == after
    undo(decision, "bob")
    undone = prominences()
    retag()
    assert prominences() == undone


def test_actor_is_weighed_beside_those_that_stand(articles: list[Article]) -> None:
    """Norvania is named as often as whoever is named most once Sudavia, named twice as often, is rejected."""
    before = prominences()[articles[1].pk, "norvania"]
    say(Verb.REJECT, "sudavia", articles[1])
    assert (before, prominences()[articles[1].pk, "norvania"]) == (0.38, 0.53)


def test_merged_actors_are_weighed_together(articles: list[Article]) -> None:
    say(Verb.MERGE, "norvania", detail={"others": [{"kind": "country", "slug": "sudavia"}]})
    assert prominences()[articles[1].pk, "norvania"] == 0.91


def test_articles_left_to_retag_are_weighed_by_it(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.curation.touching.AT_ONCE", 1)
    proposal = Proposal(Verb.DISMISS, actor("sudavia"))
    touched = decide(proposal, "ada").touched
    assert (touched.done, touched.waiting) == (0, 2)
    retag(waiting=True)
    after = prominences()
    retag()
    assert (prominences(), after[articles[1].pk, "norvania"]) == (after, 0.53)


def prominences() -> dict[tuple[int, str], float]:
    """The prominence of each standing mention by article and actor."""
    rows = Mention.objects.standing().values_list("article", "actor__slug", "prominence")
    return {(article, slug): prominence for article, slug, prominence in rows}


def test_undo_out_of_order_where_nothing_builds_on_it(articles: list[Article]) -> None:
    before = state()
    first = say(Verb.REJECT, "norvania", articles[0])
    second = say(Verb.ALIAS, "sudavia", words="Port Elm")
    third = say(Verb.MEANS, "norvania", articles[2], "Elm Watch", scope=Scope.ALWAYS)
    for decision in (second, first, third):
        undo(decision, "ada")
    assert state() == before


def test_undo_is_refused_where_a_later_decision_builds_on_it(articles: list[Article]) -> None:
    made = say(Verb.CREATE, detail={"kind": "person", "name": "Port Elm"})
    added = say(Verb.ADD, "port-elm", articles[2], "Port Elm")
    with pytest.raises(UndoRefused, match="A later decision builds on this one: “Mention added” by ada"):
        undo(made, "ada")
    undo(added, "ada")
    undo(made, "ada")
    assert not Actor.objects.filter(slug="port-elm").exists()
    with pytest.raises(UndoRefused, match="undone already"):
        undo(made, "ada")


def test_second_name_blocks_undoing_the_first(articles: list[Article]) -> None:
    first = say(Verb.RENAME, "norvania", detail={"name": "North"})
    second = say(Verb.RENAME, "norvania", detail={"name": "South"})
    with pytest.raises(UndoRefused, match="Actor renamed"):
        undo(first, "ada")
    undo(second, "ada")
    undo(first, "ada")
    assert actor("norvania").name == "Norvania"


SENSELESS = {
    "needs an article": (Verb.ADD, "norvania", None, "x", {}),
    "Say where it holds": (Verb.MEANS, "norvania", 0, "Sudavia", {}),
    "Give the words": (Verb.ALIAS, "norvania", None, " ", {}),
    "is called so already": (Verb.RENAME, "norvania", None, "", {"detail": {"name": "Norvania"}}),
    "Say what it is": (Verb.KIND, "norvania", None, "", {"detail": {"kind": "ship"}}),
    "is no name of Norvania, and no article names": (Verb.SPLIT, "norvania", None, "Port Elm", {}),
    "is a name of Sudavia already": (
        *(Verb.SPLIT, "sudavia", None, "Old Sudavia"),
        {"detail": {"into": {"kind": "country", "slug": "sudavia"}}},
    ),
    "rename it first": (Verb.SPLIT, "norvania", None, "Norvania", {}),
    "knows no x y": (Verb.MERGE, "norvania", None, "", {"detail": {"others": [{"kind": "x", "slug": "y"}]}}),
    "choose that one": (Verb.CREATE, "", None, "", {"detail": {"kind": "country", "name": "Norvania"}}),
}


@pytest.mark.parametrize("message", SENSELESS)
def test_decision_that_makes_no_sense_is_refused_and_changes_nothing(message: str, articles: list[Article]) -> None:
    verb, slug, place, words, more = SENSELESS[message]
    before = state()
    with pytest.raises(DecisionRefused, match=message):
        say(verb, slug, None if place is None else articles[place], words, **more)
    assert (state(), Decision.objects.count()) == (before, 0)


def test_what_a_merger_or_a_change_of_kind_took_is_had_back_by_undoing_it(articles: list[Article]) -> None:
    say(Verb.MERGE, "norvania", None, detail={"others": [{"kind": "country", "slug": "sudavia"}]})
    with pytest.raises(DecisionRefused, match="Sudavia was merged into Norvania: undo that to have it back"):
        say(Verb.SPLIT, "norvania", None, "Sudavia")
    say(Verb.KIND, "river-pact", None, detail={"kind": "organisation"})
    proposal = Proposal(Verb.KIND, actor("river-pact", "organisation"), detail={"kind": "alliance"})
    with pytest.raises(DecisionRefused, match="River Pact was of that kind before: undo that decision"):
        decide(proposal, "ada")


def test_actor_that_was_rejected_everywhere_is_found_again_when_that_is_undone(articles: list[Article]) -> None:
    before = (surfaces(articles[0], "sudavia"), surfaces(articles[1], "sudavia"))
    rejected = say(Verb.DISMISS, "sudavia")
    retag()
    assert ("sudavia" in named(articles[0]), "sudavia" in named(articles[1])) == (False, False)
    undo(rejected, "ada")
    assert (surfaces(articles[0], "sudavia"), surfaces(articles[1], "sudavia")) == before


def test_new_actor_is_known_in_every_article_until_it_is_undone(articles: list[Article]) -> None:
    made = say(Verb.CREATE, detail={"kind": "organisation", "name": "Port Elm"})
    assert surfaces(articles[2], "port-elm") == ["Port Elm"]
    undo(made, "ada")
    assert "port-elm" not in named(articles[2])


def test_many_articles_are_left_to_retag(articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.curation.touching.AT_ONCE", 1)
    proposal = Proposal(Verb.NEVER, actor("norvania"), articles[0], None, Scope.ALWAYS, "Norvania")
    assert touched_articles(proposal).count() == 2
    decided = decide(proposal, "ada")
    assert (decided.touched.done, decided.touched.waiting) == (1, 1)
    assert ("norvania" in named(articles[0]), "norvania" in named(articles[1])) == (False, True)
    assert list(Article.objects.filter(needs_tagging=True)) == [articles[1]]
    retag(waiting=True)
    assert ("norvania" in named(articles[1]), Article.objects.filter(needs_tagging=True).count()) == (False, 0)
