"""A tree of markup laid out as blocks of text, each with what its place in the tree tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from archive.cleaning.pieces import Inline, Piece, tidy
from archive.cleaning.tree import BOILERPLATE_TAGS, TAG_HINTS, hints_of_all
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


NAMING = ("class", "id", "role", "itemprop")
"""Attributes that name what an element is."""
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


class _Frame(NamedTuple):
    """An open element."""

    tag: str
    hints: int
    inherited: int
    number: int
    parent: int
    hidden: bool
    block: bool
    path: int


@dataclass(slots=True)
class Layout:
    """The blocks of a page in reading order, with their places."""

    pieces: list[Piece] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    elements: int = 0


class _Writer:
    """Collects inline text until a block ends."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.text: list[str] = []
        self.tags: list[tuple[int, str, str]] = []
        """As in `Inline`: the tags met since the block began."""
        self.size = self.linked = self.anchors = self.number = 0
        self.open: list[tuple[str, str]] = []
        """The kept inline elements that are open, each with its address."""
        self.gap = False
        self.touching = NEITHER
        """Whether an inline element has just ended, and another has begun since, without text between."""

    def add(self, text: str) -> None:
        """Text as it stands; words of two elements that touch ("Jane RoeStaff writer") are parted."""
        if self.touching == BOTH and self.text and text[0].isupper() and self.text[-1][-1:].islower():
            text = f" {text}"
        self.touching = NEITHER
        self.text.append(text)
        self.size += len(text)
        if self.anchors:
            self.linked += len(text)

    def start_inline(self, tag: str, address: str) -> None:
        self.open.append((tag, address))
        self.tags.append((len(self.text), tag, address))

    def end_inline(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()
            self.tags.append((len(self.text), f"/{tag}", ""))

    def flush(self, stack: list[_Frame], breaks: bool = False) -> None:
        """End the block, if there is any text."""
        if not self.size:
            self.gap = self.gap or breaks
            return
        written = "".join(self.text)
        text = "" if written.isspace() else tidy(written.replace("\n", " "))
        if text:
            self._place(text, self._inline() if self.tags else None, stack, breaks)
        self.text = []
        self.tags = [(0, tag, address) for tag, address in self.open]
        self.size = self.linked = 0
        self.gap = breaks

    def _inline(self) -> Inline:
        """The block's texts and tags, what is still open closed."""
        closing = [(len(self.text), f"/{tag}", "") for tag, _ in reversed(self.open)]
        return Inline(tuple(self.text), (*self.tags, *closing))

    def _place(self, text: str, inline: Inline | None, stack: list[_Frame], breaks: bool) -> None:
        level = len(stack) - 1
        while level > 0 and not stack[level].block:
            level -= 1
        frame = stack[level]
        above = stack[level - 1] if level else frame
        kind = BlockKind.PARAGRAPH
        for ancestor in reversed(stack[max(0, level - 3) : level + 1]):
            if ancestor.tag in KINDS:
                kind = KINDS[ancestor.tag]
                break
        inner = stack[-1].hints if level < len(stack) - 1 else 0
        self.layout.pieces.append(Piece(text, kind, inline, self.gap))
        self.layout.places.append(
            Place(
                TAG_CODES.get(frame.tag, 0),
                len(stack),
                frame.hints | above.hints | inner,
                frame.inherited | inner,
                self.linked / max(self.size, 1),
                above.number,
                above.parent,
                stack[-1].hidden,
                breaks or self.gap,
                frame.path,
            )
        )


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style")
    if style:
        style = style.replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
    return "hidden" in attributes or attributes.get("aria-hidden") == "true"


def _address(element: HtmlElement) -> str:
    """Where a link leads, if to the web, to mail or to a place of the page or its site."""
    address = (element.get("href") or "").strip()
    return address if address.lower().startswith(SAFE_SCHEMES) else ""


def lay_out(root: HtmlElement) -> Layout:
    """All blocks of text of a page in reading order. Takes no stack of calls: depth costs nothing."""
    writer = _Writer()
    stack: list[_Frame] = [_Frame("html", 0, 0, 0, 0, False, True, 0)]
    paths: dict[tuple[int, str, str], int] = {}
    skipped = False
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            if tag in SKIPPED:
                walk.skip_subtree()
                skipped = True
            else:
                _start(writer, stack, element, tag, paths)
            continue
        if skipped:
            skipped = False
        else:
            _end(writer, stack)
        tail = element.tail
        if tail:
            writer.add(tail)
    writer.flush(stack)
    writer.layout.elements = writer.number
    return writer.layout


def _start(
    writer: _Writer, stack: list[_Frame], element: HtmlElement, tag: str, paths: dict[tuple[int, str, str], int]
) -> None:
    """Open an element: end the block before it, note its names, write its opening if it is inline and kept."""
    number = writer.number = writer.number + 1
    block = tag not in INLINE_TAGS
    if (block or tag == "button") and (writer.size or tag == "br"):
        writer.flush(stack, tag == "br")
    above = stack[-1]
    hints, classes, hidden = TAG_HINTS.get(tag, 0), "", above.hidden
    items = element.items()
    if items:
        attributes = dict(items)
        classes = attributes.get("class", "")
        if not attributes.keys().isdisjoint(NAMING):
            hints |= hints_of_all(*[attributes.get(name, "") for name in NAMING])
        hidden = hidden or _is_hidden(attributes)
    path = paths.setdefault((above.path, tag, classes), len(paths) + 1)
    stack.append(_Frame(tag, hints, above.inherited | hints, number, above.number, hidden, block and tag != "br", path))
    if not block and writer.touching == ENDED:
        writer.touching = BOTH
    if tag in KEPT_INLINE:
        writer.start_inline(KEPT_INLINE[tag], _address(element) if tag == "a" else "")
    if tag == "a":
        writer.anchors += 1
    text = element.text
    if text:
        writer.add(text)


def _end(writer: _Writer, stack: list[_Frame]) -> None:
    tag = stack[-1].tag
    inline = tag in INLINE_TAGS
    if (not inline or tag == "button") and (writer.size or tag == "br"):
        writer.flush(stack, tag == "br")
    if tag in KEPT_INLINE:
        writer.end_inline(KEPT_INLINE[tag])
    if tag == "a":
        writer.anchors -= 1
    if inline and writer.touching != BOTH:
        writer.touching = ENDED
    stack.pop()
