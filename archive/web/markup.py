"""Text and sanitised markup with marks set into them; everything else is escaped."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser

import bleach
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from archive.web.marks import Mark

INLINE = frozenset({"a", "abbr", "b", "br", "cite", "code", "em", "i", "q", "s", "small", "strong", "sub", "sup", "u"})
"""What may stand inside a block; the blocks themselves are ours."""

_NO_STOP = mark_safe(' tabindex="-1"')
_OPEN_ADDRESS = ("http://", "https://")


def _allow(tag: str, name: str, value: str) -> bool:
    """Only full web addresses: a relative one would point into this archive."""
    return tag == "a" and name == "href" and value.strip().lower().startswith(_OPEN_ADDRESS)


class _Cleaning(threading.local):
    """One cleaner a thread: making one for each block would take longer than cleaning it, and none may be shared."""

    def __init__(self) -> None:
        self.cleaner = bleach.Cleaner(tags=INLINE, attributes=_allow, protocols={"http", "https"}, strip=True)


_cleaning = _Cleaning()


def sanitised(html: str) -> str:
    """Inline markup with nothing in it but the tags above and links to full web addresses."""
    return str(_cleaning.cleaner.clean(html))


def marked(text: str, marks: Sequence[Mark], markup: str = "") -> SafeString:
    """A block as safe HTML with its marks as links; offsets count characters of ``text``.

    Where the block has markup that says the same words, its emphasis and links are kept; where it says
    something else, the plain text stands, because the marks count in it.
    """
    if markup:
        weaver = _Weaver(text, marks)
        weaver.feed(sanitised(markup))
        weaver.close()
        if weaver.complete:
            return mark_safe("".join(weaver.pieces))  # noqa: S308 - each piece is escaped or sanitised
    return mark_safe("".join(_plain(text, marks)))  # noqa: S308 - each piece is escaped


def _plain(text: str, marks: Sequence[Mark], *, linked: bool = True) -> list[str]:
    pieces: list[str] = []
    place = 0
    for mark in marks:
        pieces.append(conditional_escape(text[place : mark.start]))
        pieces.append(_link(mark, text[mark.start : mark.end], linked=linked))
        place = mark.end
    return [*pieces, conditional_escape(text[place:])]


def _link(mark: Mark, words: str, *, linked: bool) -> str:
    """The mark's words: a link to the actor, or a plain mark inside a link of the article's own."""
    if linked:
        return format_html(
            '<a class="mention mention-{}" href="{}" title="{}"{}>{}</a>',
            mark.kind,
            mark.link,
            mark.explanation,
            _NO_STOP if mark.again else "",
            words,
        )
    return format_html('<span class="mention mention-{}" title="{}">{}</span>', mark.kind, mark.explanation, words)


class _Weaver(HTMLParser):
    """Walks sanitised markup beside its plain text and sets the marks in, split where a tag begins or ends.

    White space may differ between the two; the other characters must be the same.
    """

    def __init__(self, text: str, marks: Sequence[Mark]) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._text = text
        self._marks = list(marks)
        self._place = 0
        self._links = 0
        self._same = True

    @property
    def complete(self) -> bool:
        """Whether the markup said all of the text and nothing else."""
        return self._same and not self._text[self._place :].strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag; links of the article lead out of the archive and say so to the browser."""
        address = dict(attrs).get("href") if tag == "a" else None
        if tag == "a":
            self._links += 1
        if address:
            self.pieces.append(format_html('<a href="{}" rel="nofollow noopener noreferrer external">', address))
        else:
            self.pieces.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        """Keep the tag."""
        if tag == "a":
            self._links -= 1
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Set the marks into a run of text."""
        start = self._place
        for character in data:
            self._step(character)
        run = self._text[start : self._place]
        inside = [
            replace(m, start=max(m.start, start), end=min(m.end, self._place)).moved(start)
            for m in self._marks
            if m.start < self._place and m.end > start
        ]
        self.pieces += _plain(run, inside, linked=not self._links)

    def _step(self, character: str) -> None:
        """Move past one character of the markup in the plain text."""
        if character.isspace():
            while self._place < len(self._text) and self._text[self._place].isspace():
                self._place += 1
            return
        while self._place < len(self._text) and self._text[self._place].isspace():
            self._place += 1
        if self._place < len(self._text) and self._text[self._place] == character:
            self._place += 1
        else:
            self._same = False
