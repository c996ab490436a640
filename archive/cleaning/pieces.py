"""The pieces a page is cut into before anything is decided: lines of a text, blocks of markup."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import NamedTuple

from archive.documents import BlockKind

WRAP_WIDTHS = range(55, 96)
"""Widths to which mail programs and old agencies broke their lines."""
WRAP_LINES = 12
"""Fewer lines than this say nothing about wrapping."""
WRAP_PARAGRAPH = 25
"""Lines of the longest paragraphs: fewer empty lines than one in so many part no paragraphs."""
WRAP_SHARE = 0.6
"""This share of the lines that have a successor in their paragraph must be nearly as wide as the widest."""
WRAP_SLACK = 14
"""A wrapped line ends at most one long word before the margin."""

_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_BLANKS = re.compile(r"[^\S\n]+")
_HOLLOW = re.compile(r"\w")


class Inline(NamedTuple):
    """Text with inline elements in it as it was met, put together only for a block that stays."""

    texts: tuple[str, ...]
    tags: tuple[tuple[int, str, str], ...]
    """Each tag with how many of the texts stand before it, and where it opens a link the address."""

    def written(self) -> str:
        """As markup, the text escaped, each run of blanks one blank."""
        parts: list[str] = []
        at = 0
        for place, tag, address in self.tags:
            parts.extend(html.escape(text, quote=False) for text in self.texts[at:place])
            at = place
            parts.append(f'<{tag} href="{html.escape(address)}">' if address else f"<{tag}>")
        parts.extend(html.escape(text, quote=False) for text in self.texts[at:])
        return " ".join("".join(parts).split())


class Piece(NamedTuple):
    """One line or block of a page as it stood there, blanks put in order."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    inline: Inline | None = None
    gap: bool = False
    """An empty line stood before it."""

    @property
    def markup(self) -> str:
        """The text with its inline elements; empty where it has none."""
        return self.inline.written() if self.inline else ""


def tidy(text: str) -> str:
    """A text without control and direction characters, each run of blanks one blank, none at the ends."""
    if text.isprintable():  # blanks other than the usual one are not
        return text.strip() if "  " not in text else " ".join(text.split())
    visible = _INVISIBLE.sub("", text)
    return _BLANKS.sub(" ", visible).strip() if "\n" in visible else " ".join(visible.split())


def split_text(content: str) -> list[Piece]:
    """The lines of a plain text that hold anything, paragraphs of hard-wrapped text joined again."""
    lines = content.splitlines()
    clean = "  " not in content and "".join(lines).isprintable()
    found: list[Piece] = []
    gap = False
    for line in lines:
        text = line.strip() if clean else tidy(line)
        if text:
            found.append(Piece(text, BlockKind.PARAGRAPH, None, gap))
        gap = not text
    return _joined(found) if is_wrapped(found) else found


def is_wrapped(lines: list[Piece]) -> bool:
    """Whether sentences run on over line ends at a fixed width, with empty lines between paragraphs."""
    followed = [a for a, b in pairwise(lines) if not b.gap]
    gaps = len(lines) - len(followed)
    if len(lines) < WRAP_LINES or not len(lines) / WRAP_PARAGRAPH <= gaps <= len(lines) / 2:
        return False
    widest = max(len(line.text) for line in lines)
    if widest not in WRAP_WIDTHS:
        return False
    full = sum(len(line.text) >= widest - WRAP_SLACK for line in followed)
    return full >= WRAP_SHARE * len(followed)


def _joined(lines: list[Piece]) -> list[Piece]:
    paragraphs: list[list[Piece]] = []
    widest = max(len(line.text) for line in lines)
    for line in lines:
        if line.gap or not paragraphs or len(paragraphs[-1][-1].text) < widest - WRAP_SLACK:
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    return [Piece(" ".join(line.text for line in group), gap=group[0].gap) for group in paragraphs]


def is_hollow(text: str) -> bool:
    """Whether a text has no letter and no digit."""
    return _HOLLOW.search(text) is None
