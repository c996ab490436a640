"""How alike two texts are, and what differs between them: copies, versions and silent edits. No Django in here."""

from archive.comparing.differences import Change, Edits, Piece, compare, edits_between
from archive.comparing.likeness import Likeness, Words, are_copies, content_words, is_copy, likeness, sketch
from archive.comparing.marks import TextMarks, marks_of, text_digest, word_count

__all__ = [
    "Change",
    "Edits",
    "Likeness",
    "Piece",
    "TextMarks",
    "Words",
    "are_copies",
    "compare",
    "content_words",
    "edits_between",
    "is_copy",
    "likeness",
    "marks_of",
    "sketch",
    "text_digest",
    "word_count",
]
