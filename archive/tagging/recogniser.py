"""Statistical recognisers: programs that find names by what they learned, as an option beside the rules.

None is needed. Where one is chosen, what it finds is added after the dictionary and the rules, and resolved
like every other name. A process has one choice: what `choose` was given, else the environment's ``ARCHIVE_NER``,
which processes started for tagging inherit.
"""

from __future__ import annotations

import importlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol

from archive.documents import ActorKind, ArchiveError

VARIABLE = "ARCHIVE_NER"
LONGEST = 100_000
"""Characters given to a pipeline at once; spaCy refuses more than a million, and memory grows with it."""

_LABELS = {
    **dict.fromkeys(("PERSON", "PER", "persName"), ActorKind.PERSON),
    **dict.fromkeys(("ORG", "orgName", "ORGANIZATION"), ActorKind.ORGANISATION),
}
"""What the published pipelines of spaCy call persons and organisations."""

_NAMED = re.compile(r"spacy:([\w./ -]+)")


class RecogniserError(ArchiveError):
    """A recogniser that cannot be had; the message says what to install or to write."""


class Found(NamedTuple):
    """A name that a recogniser found: a span of the text, and whether it is a person's or an organisation's."""

    start: int
    end: int
    kind: ActorKind


class Recogniser(Protocol):
    """Whatever finds names of persons and organisations in a text."""

    def find(self, text: str) -> Iterable[Found]:
        """Give the names in a text in any order; offsets count its characters."""


class SpacyRecogniser:
    """A pipeline of spaCy, loaded when it is first asked."""

    def __init__(self, pipeline: str) -> None:
        """Take the name of an installed pipeline, or the folder of one."""
        self.pipeline = pipeline
        self._loaded: Any = None

    def find(self, text: str) -> Iterator[Found]:
        """Give the persons and organisations that the pipeline finds; raises `RecogniserError` where it is missing."""
        pipeline = self._load()
        for offset, part in _parts(text):
            for entity in pipeline(part).ents:
                kind = _LABELS.get(entity.label_)
                if kind is not None:
                    yield Found(offset + entity.start_char, offset + entity.end_char, kind)

    def _load(self) -> Any:
        if self._loaded is None:
            try:
                spacy = importlib.import_module("spacy")
            except ImportError as error:
                raise RecogniserError(
                    f"{VARIABLE} asks for spaCy, which is not installed: pip install 'entente[ner]'"
                ) from error
            try:
                self._loaded = spacy.load(self.pipeline)
            except OSError as error:
                raise RecogniserError(
                    f"{VARIABLE}: spaCy has no pipeline {self.pipeline!r}: python -m spacy download {self.pipeline}, "
                    "or give the folder of one"
                ) from error
        return self._loaded


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Give a long text in parts that end at a line's end, with where each begins."""
    start = 0
    while start < len(text):
        end = start + LONGEST
        if end < len(text):
            end = text.rfind("\n", start + 1, end) + 1 or end
        yield start, text[start:end]
        start = end


@cache
def recogniser_named(name: str) -> Recogniser | None:
    """Give the recogniser that a name like ``spacy:en_core_web_sm`` means, None for an empty one.

    Nothing is loaded yet. Raises `RecogniserError` where the name is of no known form.
    """
    if not name:
        return None
    named = _NAMED.fullmatch(name)
    if named is None:
        raise RecogniserError(f"{VARIABLE} is {name!r}: write spacy: and the name or folder of a pipeline, or nothing")
    return SpacyRecogniser(named[1])


_CHOICE: list[str] = []


def choose(name: str) -> None:
    """Choose the recogniser of this process by its name; an empty one means none."""
    recogniser_named(name)
    _CHOICE[:] = [name]


def chosen() -> Recogniser | None:
    """Give the recogniser of this process, or None where none is wanted."""
    if not _CHOICE:
        _CHOICE.append(os.environ.get(VARIABLE, "").strip())
    return recogniser_named(_CHOICE[0])
