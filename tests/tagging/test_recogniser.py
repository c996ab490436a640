"""A statistical recogniser as an option: loaded, resolved with the rest, never against the dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from archive.documents import ActorKind, TaggedDocument
from archive.tagging import Authority, tag_text
from archive.tagging.recogniser import LONGEST, Found, RecogniserError, SpacyRecogniser, choose, recogniser_named

spacy = pytest.importorskip("spacy", reason="spaCy is not installed (the ner extra)")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline, saved as a published one is: a few patterns instead of what others learn."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PERSON", "pattern": "Copper Meadow"},
            {"label": "PERSON", "pattern": "Lowbridge"},
            {"label": "PERSON", "pattern": "Angela Merkel"},
            {"label": "ORG", "pattern": "Angela Merkel Circle"},
            {"label": "ORG", "pattern": "Blue Lantern"},
            {"label": "ORG", "pattern": "Norway"},
            {"label": "GPE", "pattern": "Bergen"},
        ]
    )
    folder = tmp_path_factory.mktemp("pipeline") / "small"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def _with_pipeline(pipeline: Path) -> Iterator[None]:
    choose(f"spacy:{pipeline}")
    yield
    choose("")


def _names(tagged: TaggedDocument, kind: ActorKind) -> set[str]:
    return {actor.name for actor in tagged.of_kind(kind)}


def _rules(tagged: TaggedDocument, slug: str) -> list[tuple[str, str]]:
    return [(one.surface, one.rule) for one in tagged.mentions if one.slug == slug]


TEXT = "It was Copper Meadow from Blue Lantern. Later Meadow, the owner, went home to Bergen in Norway."


def test_without_a_recogniser_only_rules_speak(authority: Authority) -> None:
    tagged = tag_text("", TEXT, authority)
    assert _names(tagged, ActorKind.PERSON) == set()
    assert _names(tagged, ActorKind.ORGANISATION) == set()


@pytest.mark.usefixtures("_with_pipeline")
def test_recogniser_adds_persons_and_their_surnames(authority: Authority) -> None:
    tagged = tag_text("", TEXT, authority)
    assert _names(tagged, ActorKind.PERSON) == {"Copper Meadow"}
    assert _rules(tagged, "copper-meadow") == [("Copper Meadow", "ner"), ("Meadow", "short-name")]


@pytest.mark.usefixtures("_with_pipeline")
def test_recogniser_adds_organisations_and_leaves_places(authority: Authority) -> None:
    tagged = tag_text("", TEXT, authority)
    assert _rules(tagged, "blue-lantern") == [("Blue Lantern", "ner")]
    assert _names(tagged, ActorKind.ORGANISATION) == {"Blue Lantern"}
    assert _names(tagged, ActorKind.COUNTRY) == {"Norway"}


@pytest.mark.usefixtures("_with_pipeline")
def test_recogniser_never_overrides_the_dictionary(authority: Authority) -> None:
    tagged = tag_text("", "The Angela Merkel Circle met without Angela Merkel.", authority)
    assert _names(tagged, ActorKind.PERSON) == {"Angela Merkel"}
    assert {rule for _, rule in _rules(tagged, "angela-merkel")} == {"full-name"}


@pytest.mark.usefixtures("_with_pipeline")
def test_recogniser_names_a_person_of_one_word(authority: Authority) -> None:
    tagged = tag_text("", "They say that Lowbridge's boat sank.", authority)
    assert _rules(tagged, "lowbridge") == [("Lowbridge", "ner")]


@pytest.mark.usefixtures("_with_pipeline")
def test_recogniser_reads_the_title_too(authority: Authority) -> None:
    tagged = tag_text("Copper Meadow is not at home", "Nothing else is known.", authority)
    assert [(str(one.place), one.surface) for one in tagged.mentions] == [("title", "Copper Meadow")]


def test_long_texts_are_read_in_parts(pipeline: Path) -> None:
    line = "Nobody was there.\n"
    text = line * (LONGEST // len(line)) + "Only Copper Meadow came.\n" + line
    start = text.index("Copper")
    found = list(SpacyRecogniser(str(pipeline)).find(text))
    assert found == [Found(start, start + len("Copper Meadow"), ActorKind.PERSON)]


def test_missing_pipeline_says_what_to_install() -> None:
    with pytest.raises(RecogniserError, match="python -m spacy download no_such_pipeline"):
        list(SpacyRecogniser("no_such_pipeline").find("A text."))


def test_missing_spacy_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(RecogniserError, match=r"pip install 'entente\[ner\]'"):
        list(SpacyRecogniser("en_core_web_sm").find("A text."))


@pytest.mark.parametrize("name", ["en_core_web_sm", "spacy:", "flair:ner", "spacy"])
def test_name_of_another_form_is_refused(name: str) -> None:
    with pytest.raises(RecogniserError, match="write spacy: and the name"):
        recogniser_named(name)


def test_start_refuses_a_name_of_another_form(settings: Any) -> None:
    settings.ARCHIVE_NER = "flair:ner"
    with pytest.raises(ImproperlyConfigured, match="ARCHIVE_NER is 'flair:ner': write spacy:"):
        apps.get_app_config("archive").ready()


def test_empty_name_means_none() -> None:
    nobody: Any = recogniser_named("")
    assert nobody is None


def test_environment_chooses_for_processes_of_their_own(pipeline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.tagging import recogniser

    monkeypatch.setattr(recogniser, "_CHOICE", [])
    monkeypatch.setenv("ARCHIVE_NER", f"spacy:{pipeline}")
    found: Any = recogniser.chosen()
    assert found.pipeline == str(pipeline)
