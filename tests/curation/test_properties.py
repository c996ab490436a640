"""Whatever is decided, and in whatever order it is undone: afterwards everything is as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from archive.curation.deciding import Proposal, decide
from archive.curation.touching import DecisionRefused
from archive.curation.undoing import UndoRefused, undo
from archive.models import Actor, Decision
from archive.models.decisions import Scope, Verb
from archive.models.laying import lay_decisions, occurrences
from tests.curation.archive import small_archive, state

WORDS = st.sampled_from(["Norvania", "Sudavia", "Old Sudavia", "River Pact", "Port Elm", "Elm Watch", "Lindqvist", "x"])
SLUGS = st.sampled_from(["norvania", "sudavia", "mara-lindqvist", "river-pact"])
VERBS = st.sampled_from(
    [Verb.CONFIRM, Verb.REJECT, Verb.ADD, Verb.MEANS, Verb.NEVER, Verb.ALIAS, Verb.RENAME, Verb.DISMISS, Verb.SPLIT]
)
DECISIONS = st.tuples(VERBS, SLUGS, st.integers(0, 2), WORDS, st.sampled_from(list(Scope)))


def without_records(rows: list[Any]) -> list[Any]:
    """Without the name of the record that earned a span: a rename shows there with the next tagging of the article."""
    mentions, *others = rows
    bare = [(*row[:3], [{**span, "record": ""} for span in row[3]], *row[4:]) for row in mentions]
    return [bare, *others]


class Undoing(TestCase):
    """A database for each example."""

    @settings(
        max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(DECISIONS, min_size=1, max_size=4), st.randoms(use_true_random=False))
    def test_everything_undone_in_any_order_is_as_before(self, wanted: list[Any], chance: Any) -> None:
        articles = small_archive()
        before = without_records(state())
        for verb, slug, place, words, scope in wanted:
            article = articles[place]
            actor = Actor.objects.get(slug=slug)
            proposal = Proposal(verb, actor, article, article.source, scope, words, {"name": words})
            try:
                decide(proposal, "ada", index=False)
            except DecisionRefused:
                continue
        waiting = list(Decision.objects.all())
        while waiting:
            chance.shuffle(waiting)
            undone = 0
            for decision in list(waiting):
                try:
                    undo(Decision.objects.get(pk=decision.pk), "bob", index=False)
                except UndoRefused:
                    continue
                waiting.remove(decision)
                undone += 1
            assert undone, f"none of these can be undone: {waiting}"
        assert without_records(state()) == before
        assert [lay_decisions(article) for article in articles] == [False, False, False]


@given(st.text(max_size=40), st.text(max_size=6))
def test_occurrences_are_the_words_wherever_they_are_found(text: str, words: str) -> None:
    for start, end in occurrences(text, words):
        assert text[start:end].split() == words.split()


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Elm, Elms and an Elm.", "Elm", [0, 17]),
        ("Port\n Elm", "Port Elm", [0]),
        ("习近平说", "习近平", [0]),
        ("a.b", ".", [1]),
        ("anything", " ", []),
    ],
)
def test_words_stand_as_words_of_their_own(text: str, words: str, found: list[int]) -> None:
    assert [start for start, _ in occurrences(text, words)] == found
