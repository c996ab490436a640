"""JSON-LD in a page of markup: the nodes that describe the article, with what they refer to, and the texts in them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from archive.cleaning.pieces import tidy

ARTICLE_TYPES = re.compile(r"article|posting|report(?!age)|reportage|review|opinion|liveblog|newsobject", re.IGNORECASE)
PAGE_TYPES = re.compile(r"webpage|itempage|creativework", re.IGNORECASE)
"""Say less of the article than a node of its own: its names end in the site's, its dates are the template's."""
MOST_JSON = 2_000_000
"""Characters of one JSON-LD block that are read."""
MOST_NODES = 2_000
"""Nodes of JSON-LD that are looked at."""
MOST_MEMBERS = 20
"""Members of a list that are looked at."""

Node = dict[str, Any]

_INSIDE = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "hasPart",
    "itemListElement",
    "item",
    "isPartOf",
    "liveBlogUpdate",
)
_TAG = re.compile(r"<[^>]{1,200}>")
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.|^@|\.(?:com|org|net)/", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
_STRAY_COMMA = re.compile(r",(\s*[}\]])")


def is_address(text: str) -> bool:
    """Whether a text that should be a name is an address of the web."""
    return _ADDRESS.search(text) is not None


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What a page states as JSON-LD: nodes of the article, the surest first, and all nodes by their id."""

    nodes: list[Node] = field(default_factory=list)
    others: list[Node] = field(default_factory=list)
    named: dict[str, Node] = field(default_factory=dict)

    def texts(self, *keys: str) -> list[str]:
        """The texts that any node of the article states under any of the keys."""
        return [text for node in self.nodes for key in keys if key in node for text in self.texts_of(node[key])]

    def texts_of(self, value: Any, within: int = 3) -> Iterator[str]:
        """The texts in a value: itself, its name, those of its members, or of the node it refers to."""
        if isinstance(value, str):
            text = " ".join(tidy(_TAG.sub("", html.unescape(value))).split())
            if text:
                yield text
        elif isinstance(value, list):
            for one in value[:MOST_MEMBERS]:
                yield from self.texts_of(one, within)
        elif isinstance(value, dict) and within:
            yield from self.texts_of(self.whole(value).get("name") or value.get("@value"), within - 1)

    def whole(self, node: Node) -> Node:
        """A node, or the one elsewhere in the page that it only refers to."""
        return self.named.get(str(node.get("@id")), node) if "name" not in node and "url" not in node else node

    def addresses(self, *keys: str) -> list[str]:
        """The addresses under any of the keys: as text, or of an image or page object."""
        return [address for node in self.nodes for key in keys for address in self._addresses_of(node.get(key))]

    def _addresses_of(self, value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value.strip()
        elif isinstance(value, list):
            for one in value[:MOST_MEMBERS]:
                yield from self._addresses_of(one)
        elif isinstance(value, dict):
            node = self.whole(value)
            found = node.get("url") or node.get("contentUrl") or node.get("@id")
            yield from self._addresses_of(found if not isinstance(found, dict) else None)

    def publishers(self) -> list[str]:
        """The publishers' names: as the article's nodes state them, else the site's own node."""
        stated = self.texts("publisher", "sourceOrganization", "provider")
        sites = [text for node in self.others if is_of(node, _SITE_TYPES) for text in self.texts_of(node.get("name"))]
        return [text for text in (*stated, *sites) if not is_address(text)]

    def trail(self) -> list[str]:
        """The names of the sections that lead to the article, home first."""
        for node in self.others:
            if is_of(node, _TRAIL_TYPES) and isinstance(node.get("itemListElement"), list):
                steps = [step for step in node["itemListElement"] if isinstance(step, dict)]
                names = [next(self.texts_of(step.get("name") or step.get("item")), "") for step in steps[:MOST_MEMBERS]]
                return [name for name in names if name]
        return []


_SITE_TYPES = re.compile(r"^website$", re.IGNORECASE)
_TRAIL_TYPES = re.compile(r"^breadcrumblist$", re.IGNORECASE)


def is_of(node: Node, types: re.Pattern[str]) -> bool:
    """Whether one of a node's types matches."""
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and types.search(one) for one in kinds)


def read_linked_data(scripts: Iterable[HtmlElement]) -> LinkedData:
    """Every node of JSON-LD in a page's scripts, by what it describes; blocks that are no JSON are passed over."""
    nodes = list(_nodes(scripts))
    named: dict[str, Node] = {}
    for node in nodes:
        if "@id" in node and len(node) > 1:
            named.setdefault(str(node["@id"]), node)
    articles = [node for node in nodes if is_of(node, ARTICLE_TYPES) and not is_of(node, PAGE_TYPES)]
    pages = [node for node in nodes if is_of(node, PAGE_TYPES)]
    return LinkedData([*articles, *pages], [node for node in nodes if node not in articles], named)


def _nodes(scripts: Iterable[HtmlElement]) -> Iterator[Node]:
    waiting: list[Any] = [block for block in map(_loaded, _blocks(scripts)) if block is not None]
    seen = 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            seen += 1
            yield node
            waiting.extend(node[key] for key in _INSIDE if key in node)


def _blocks(scripts: Iterable[HtmlElement]) -> Iterable[str]:
    for element in scripts:
        if "ld+json" in (element.get("type") or "") and element.text and len(element.text) <= MOST_JSON:
            yield element.text


def _loaded(text: str) -> Any:
    """A block of JSON-LD as templates leave it: wrapped in comments, with a comma too many, escaped as HTML."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text.strip())).strip().rstrip(";")
    for attempt in (text, _STRAY_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None
