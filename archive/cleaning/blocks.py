"""A tree of markup laid out as blocks of text, each with what its place in the tree tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from archive.cleaning.embedded import LOOKED_FOR, PUBLISHED, Marked
from archive.cleaning.pieces import Inline, Piece, tidy
from archive.cleaning.tree import BOILERPLATE_TAGS, TAG_HINTS, hints_of
from archive.documents import BlockKind

INLINE_TAGS = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr o:p st1:place img button""".split()  # noqa: SIM905
)
KEPT_INLINE = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "cite"}
KEPT_INLINE |= {tag: tag for tag in ("sub", "sup", "a")}
"""Inline elements that survive, as what."""
KINDS = {
    "h1": BlockKind.HEADING, "h2": BlockKind.HEADING, "h3": BlockKind.HEADING, "h4": BlockKind.HEADING,
    "h5": BlockKind.HEADING, "h6": BlockKind.HEADING, "li": BlockKind.LIST_ITEM, "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION, "dd": BlockKind.LIST_ITEM, "dt": BlockKind.LIST_ITEM,
}  # fmt: skip
TAG_CODES = {
    "p": 1, "h1": 2, "h2": 3, "h3": 4, "h4": 5, "h5": 5, "h6": 5, "li": 6, "blockquote": 7, "td": 8, "th": 8,
    "figcaption": 9, "pre": 10, "dd": 11, "dt": 11, "a": 12, "span": 13, "div": 14, "section": 14,
    "article": 14, "main": 14, "body": 15,
    "label": 16, "button": 16, "option": 17, "textarea": 17, "time": 18,
}  # fmt: skip
SKIPPED = BOILERPLATE_TAGS - {"button", "option", "select", "textarea", "datalist", "noscript"}
SAFE_SCHEMES = ("http://", "https://", "/", "#", "mailto:")


NEITHER, ENDED, BOTH = range(3)


class Place(NamedTuple):
    """Where a block stands in the tree."""

    tag: int
    depth: int
    hints: int
    """Hints of the element itself and its parent."""
    inherited: int
    """Hints of all ancestors."""
    links: float
    """Share of the characters that are in links."""
    parent: int
    """Number of the element that holds the block element."""
    grandparent: int
    hidden: bool
    breaks: bool
    """The block ended or began at a line break inside an element."""
    path: int = 0
    """Number of the chain of tags and classes above: blocks of one list share it."""


_Frame = tuple[str, int, int, int, int, bool, int, int]
"""An open element: tag, hints, hints of it and all above, number, number of the one above, whether it is hidden, level
of the block that it is in or is, path. A plain tuple: a page has thousands."""


@dataclass(slots=True)
class Layout:
    """The blocks of a page in reading order, with their places."""

    pieces: list[Piece] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    elements: int = 0


class _Writer:
    """Collects inline text until a block ends."""

    __slots__ = ("anchors", "gap", "layout", "linked", "open", "paths", "size", "tags", "text", "touching")

    def __init__(self) -> None:
        self.layout = Layout()
        self.text: list[str] = []
        self.tags: list[tuple[int, str, str]] = []
        """As in `Inline`: the tags met since the block began."""
        self.size = self.linked = self.anchors = 0
        self.open: list[tuple[str, str]] = []
        """The kept inline elements that are open, each with its address."""
        self.paths: dict[tuple[int, str, str], int] = {}
        self.gap = False
        self.touching = NEITHER
        """Whether an inline element has just ended, and another has begun since, without text between."""

    def add(self, text: str) -> None:
        """Text as it stands; words of two elements that touch ("Jane RoeStaff writer") are parted."""
        if self.touching:
            if self.touching == BOTH and self.text and text[0].isupper() and self.text[-1][-1:].islower():
                text = f" {text}"
            self.touching = NEITHER
        self.text.append(text)
        size = len(text)
        self.size += size
        if self.anchors:
            self.linked += size

    def end_inline(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
            self.tags.append((len(self.text), f"/{tag}", ""))

    def flush(self, stack: list[_Frame], breaks: bool = False) -> None:
        """End the block, if there is any text."""
        if not self.size:
            self.gap = self.gap or breaks
            return
        written = "".join(self.text) if len(self.text) > 1 else self.text[0]
        if not written.isspace():
            text = tidy(written.replace("\n", " "))
            if text:
                self._place(text, self._inline() if self.tags else None, stack, breaks)
        self.text.clear()
        if self.tags:
            self.tags = [(0, tag, address) for tag, address in self.open]
        self.size = self.linked = 0
        self.gap = breaks

    def _inline(self) -> Inline:
        """The block's texts and tags, what is still open closed."""
        closing = [(len(self.text), f"/{tag}", "") for tag, _ in reversed(self.open)]
        return Inline(tuple(self.text), (*self.tags, *closing))

    def _place(self, text: str, inline: Inline | None, stack: list[_Frame], breaks: bool) -> None:
        _, innermost, _, _, _, hidden, level, _ = stack[-1]
        tag, hints, inherited, number, parent, _, _, path = stack[level]
        if level:
            _, outer, _, number, parent, _, _, _ = stack[level - 1]
            hints |= outer
        if level < len(stack) - 1:
            hints |= innermost
            inherited |= innermost
        kind = BlockKind.PARAGRAPH
        for ancestor in reversed(stack[max(0, level - 3) : level + 1]):
            if ancestor[0] in KINDS:
                kind = KINDS[ancestor[0]]
                break
        self.layout.pieces.append(Piece(text, kind, inline, self.gap))
        self.layout.places.append(
            Place(
                TAG_CODES.get(tag, 0),
                len(stack),
                hints,
                inherited,
                self.linked / max(self.size, 1),
                number,
                parent,
                hidden,
                breaks or self.gap,
                path,
            )
        )


def _is_hidden(style: str) -> bool:
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _safe(address: str) -> str:
    """Where a link leads, if to the web, to mail or to a place of the page or its site."""
    address = address.strip()
    return address if address.lower().startswith(SAFE_SCHEMES) else ""


_CLASS, _ID, _ROLE, _ITEM, _STYLE, _HIDDEN, _ARIA, _ADDRESS, _STATES = range(9)
_USES = dict.fromkeys(LOOKED_FOR, _STATES) | {
    "class": _CLASS, "id": _ID, "role": _ROLE, "itemprop": _ITEM, "style": _STYLE, "hidden": _HIDDEN,
    "aria-hidden": _ARIA, "href": _ADDRESS,
}  # fmt: skip


def _read_attributes(attributes: list[tuple[str, str]]) -> tuple[int, str, bool, str, bool]:
    """The hints in an element's names, its classes, whether it is hidden, its address, whether it states anything."""
    classes = others = address = ""
    named: dict[int, str] = {}
    hidden = states = False
    for name, value in attributes:
        use = _USES.get(name)
        if use is None:
            continue
        if use == _CLASS:
            classes = value
            states = states or PUBLISHED in value
        elif use == _ADDRESS:
            address = value
        elif use <= _ITEM:
            named[use] = value
            states = states or use == _ITEM
        elif use == _STYLE:
            hidden = hidden or _is_hidden(value)
        elif use == _STATES:
            states = True
        else:
            hidden = hidden or use == _HIDDEN or value == "true"
    if named:
        others = " ".join([named[use] for use in (_ID, _ROLE, _ITEM) if use in named])
    hints = hints_of(f"{classes} {others}" if others else classes) if classes or others else 0
    return hints, classes, hidden, address, states


def lay_out(root: HtmlElement, marked: Marked | None = None) -> Layout:
    """All blocks of text of a page in reading order. Takes no stack of calls: depth costs nothing.

    ``marked`` takes note of the elements that state something, on the way.
    """
    writer = _Writer()
    stack: list[_Frame] = [("html", 0, 0, 0, 0, False, 0, 0)]
    skipped = False
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if skipped:
                skipped = False
            else:
                _end(writer, stack)
            text = element.tail
        else:
            tag = element.tag
            if tag in SKIPPED:
                walk.skip_subtree()
                skipped = True
                if marked is not None:
                    marked.look_through(element)
                continue
            states = _start(writer, stack, tag, element.items())
            if states and marked is not None:
                marked.look_at(element)
            text = element.text
        if text:
            writer.add(text)
    writer.flush(stack)
    return writer.layout


def _start(writer: _Writer, stack: list[_Frame], tag: str, attributes: list[tuple[str, str]]) -> bool:
    """Open an element: end the block before it, note its names, write its opening if it is inline and kept.

    Gives whether an attribute of it may state something.
    """
    inline = tag in INLINE_TAGS
    if (writer.size and (not inline or tag == "button")) or tag == "br":
        writer.flush(stack, tag == "br")
    _, _, inherited, above, _, hidden, level, path = stack[-1]
    hints, classes, address, states = TAG_HINTS.get(tag, 0), "", "", False
    if attributes:
        named, classes, hides, address, states = _read_attributes(attributes)
        hints |= named
        hidden = hidden or hides
    paths = writer.paths
    path = paths.setdefault((path, tag, classes), len(paths) + 1)
    number = writer.layout.elements = writer.layout.elements + 1
    if not inline:
        level = level if tag == "br" else len(stack)
    elif writer.touching == ENDED:
        writer.touching = BOTH
    stack.append((tag, hints, inherited | hints, number, above, hidden, level, path))
    if tag in KEPT_INLINE:
        kept = KEPT_INLINE[tag]
        address = _safe(address) if tag == "a" and address else ""
        writer.open.append((kept, address))
        writer.tags.append((len(writer.text), kept, address))
        if tag == "a":
            writer.anchors += 1
    return states


def _end(writer: _Writer, stack: list[_Frame]) -> None:
    tag = stack[-1][0]
    if tag in INLINE_TAGS:
        if tag == "button" and writer.size:
            writer.flush(stack)
        if tag in KEPT_INLINE:
            writer.end_inline(KEPT_INLINE[tag])
            if tag == "a":
                writer.anchors -= 1
        if writer.touching != BOTH:
            writer.touching = ENDED
    elif writer.size or tag == "br":
        writer.flush(stack, tag == "br")
    stack.pop()
