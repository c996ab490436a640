"""Sets what a search found into HTML that is ready: a block's marks of actors and its own links stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from django.utils.safestring import SafeString, mark_safe

_PIECE = re.compile(r"<[^>]*>|&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);|[^<&]+|[<&]")

Stretch = tuple[int, int, int]
"""Start and end of what was found, and its number in the article; offsets count characters of the block's text. The
rest of a stretch that began in the block before has number 0."""


def with_found(html: str, text: str, stretches: Sequence[Stretch]) -> SafeString:
    """The HTML with each stretch in ``<mark class="found">``, its beginning named ``found-<number>``.

    A stretch that runs across a tag is marked on both sides of it. White space may differ between the HTML and the
    text; where another character does, the HTML stays as it is, since a wrong mark is worse than none.
    """
    if not stretches:
        return mark_safe(html)  # noqa: S308 - as it came
    weaver = _Weaver(text, stretches)
    for piece in _PIECE.findall(html):
        weaver.take(piece)
    return mark_safe(weaver.whole() or html)  # noqa: S308 - the same HTML with marks in it


class _Weaver:
    """Walks HTML beside its text."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._text = text
        self._stretches = list(stretches)
        self._pieces: list[str] = []
        self._place = 0
        self._at = 0
        self._open = False
        self._same = True

    def take(self, piece: str) -> None:
        """The next tag, character reference or run of text."""
        if piece.startswith("<") and piece != "<":
            self._close()
            self._pieces.append(piece)
        elif piece.startswith("&") and piece != "&":
            self._character(unescape(piece), piece)
        else:
            for character in piece:
                self._character(character, character)

    def whole(self) -> str | None:
        """The HTML with its marks; None where it does not say what the text says."""
        self._close()
        return "".join(self._pieces) if self._same and not self._text[self._place :].strip() else None

    def _character(self, character: str, written: str) -> None:
        if not character.isspace():
            while self._place < len(self._text) and self._text[self._place].isspace():
                self._place += 1
            if self._text[self._place : self._place + len(character)] != character:
                self._same = False
                return
        while self._at < len(self._stretches) and self._stretches[self._at][1] <= self._place:
            self._at += 1
            self._close()
        inside = self._at < len(self._stretches) and self._stretches[self._at][0] <= self._place
        if inside and not self._open and (not character.isspace() or self._text[self._place].isspace()):
            self._begin()
        elif not inside:
            self._close()
        self._pieces.append(written)
        if not character.isspace():
            self._place += len(character)
        elif self._place < len(self._text) and self._text[self._place].isspace():
            self._place += 1

    def _begin(self) -> None:
        start, end, number = self._stretches[self._at]
        name = f' id="found-{number}"' if number else ""
        self._stretches[self._at] = (start, end, 0)  # named once, however often a tag interrupts it
        self._pieces.append(f'<mark class="found"{name}>')
        self._open = True

    def _close(self) -> None:
        if self._open:
            self._pieces.append("</mark>")
            self._open = False
