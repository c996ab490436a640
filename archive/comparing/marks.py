"""What a text is found by: computed from the text alone, so in any process, and handed over with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from archive.comparing.folding import folded_words, words_of
from archive.comparing.likeness import content_words, sketch


@dataclass(frozen=True, slots=True)
class TextMarks:
    """By which a text is found again, exact copies and near ones."""

    digest: str
    """As `text_digest`."""
    word_count: int
    keys: tuple[int, ...]
    """As `archive.comparing.sketch`."""


def marks_of(text: str) -> TextMarks:
    """The marks of a text."""
    return TextMarks(text_digest(text), word_count(text), sketch(content_words(text)))


def text_digest(text: str) -> str:
    """SHA-256 of the text with case, white space, quotes and dashes folded, so that exact copies are equal."""
    return hashlib.sha256(" ".join(folded_words(text)).encode()).hexdigest()


def word_count(text: str) -> int:
    """How many words the text has: runs of letters, digits and underscores."""
    return len(words_of(text))
