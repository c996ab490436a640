"""How alike two texts are, and what differs between them: copies, versions and silent edits. No Django in here."""

from archive.comparing.differences import Change, Edits, Piece, compare, edits_between
from archive.comparing.likeness import Likeness, Words, are_copies, content_words, likeness, sketch

__all__ = [
    "Change",
    "Edits",
    "Likeness",
    "Piece",
    "Words",
    "are_copies",
    "compare",
    "content_words",
    "edits_between",
    "likeness",
    "sketch",
]
